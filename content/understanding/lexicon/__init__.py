"""What words mean: the sorts of words there are, each filled from the files of the languages."""


def each(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one line."""
    return frozenset(words.split())
