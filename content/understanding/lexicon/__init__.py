"""What words mean: the sorts of words there are, each filled from the files of the languages."""
