"""What words mean, as data: one module for each sort of word, one file for each language."""


def each(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one line."""
    return frozenset(words.split())
