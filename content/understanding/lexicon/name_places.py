"""Words around a name, and those that are none, for names that nobody here knows."""

from typing import Final

from content.understanding.lexicon.languages import LANGUAGES, word_set, words_in
from content.understanding.lexicon.ordinary import GLUE

INVERTED: Final = word_set("verbs_before_a_name")
"""Verbs that stand before the name they ask about."""
LEADING: Final = word_set("before_a_bare_name")
"""What may stand before a name that is the whole of a follow-up."""
OF: Final = {code: frozenset(words_in(code, "before_a_name")) for code in LANGUAGES}
"""What stands before the name that something is of."""
PLAYING: Final = word_set("playing_verbs")
BEHIND: Final = word_set("verbs_behind_a_name")
TITLE_WORDS: Final = word_set("words_in_titles")
"""Words that mean something here, and may yet begin a title or stand in one: "dead city"."""
JOINING: Final = word_set("inside_a_name")
"""Small words that may stand within a name."""
OF_MANNER: Final = tuple(word_set("endings_of_manner"))
"""What words end in that say how, and are no names."""
ARTICLES: Final = word_set("articles_of_a_name")
NO_BEGINNING: Final = word_set("no_beginning_of_a_name")
"""Words that begin no name where no list knows the rest."""
TELLING: Final = word_set("telling_verbs")
"""What a person or a paper does, and no show."""
NO_CONTENT: Final = GLUE | word_set("no_part_of_a_name")
"""Words that are no part of a name where nothing else is strange."""
