"""The words for kinds of claim: whoever adds a kind is told by name what cannot be said of it."""

from content.facts.kinds import Kind, Shape
from content.language.kind_words import KIND_WORDS, DatedNews


def test_every_kind_has_words() -> None:
    missing = [kind.name for kind in Kind if kind not in KIND_WORDS]

    assert not missing, f"no row in content/language/kind_words.py: {missing}"


def test_a_date_is_told_as_a_date_and_an_event_also_as_having_happened() -> None:
    wrong = []
    for kind, words in KIND_WORDS.items():
        dated = isinstance(words.news, DatedNews)
        if dated is not (kind.shape in {Shape.DATE, Shape.EVENT}):
            wrong.append(f"{kind.name} is told in the wrong way")
        if kind.shape is Shape.EVENT and not (dated and words.news.happened):
            wrong.append(f"{kind.name} has no sentence for when it has happened")

    assert not wrong
