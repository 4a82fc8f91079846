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
HOLDING: Final = word_set("done_by_a_service")
"""What a service does with a series: "does netflix have"."""
SERVICES: Final = word_set("services")
"""Who may have a series."""
PLAYING_A_ROLE: Final = word_set("verbs_of_a_role")
"""What somebody does who is asked for with their role."""
AUXILIARIES: Final = word_set("before_what_is_said")
"""What may stand between a name and what is said of it."""
NO_SLIPS: Final = word_set("never_slips")
"""Words that titles are made of, and that are no slips of others: widow is no window."""
ORDERS_AS_THINGS: Final = word_set("orders_as_things")
"""What is ordered, as a thing: no name stands behind it."""
WHAT: Final = word_set("asking_what")
"""Question words before a thing: "what channel is"."""
TO_WHOM: Final = word_set("to_whom")
"""To whom something is told or sent: "remind me about"."""
BEFORE_A_NAME: Final = word_set("never_first_in_a_name")
"""Small words that begin a name only behind a verb."""
OF_A_NAME: Final = word_set("beside_the_name")
"""What may stand before a name and is no part of it."""
THINGS_OF_A_SHOW: Final = word_set("named_with_of")
"""Things that something of a show may be, besides."""
BESIDE_A_SHOW: Final = word_set("beside_a_show")
"""Ordinary words that stand beside a show's name and make no other name of it."""
ASKED_SO: Final = word_set("never_beside_in_a_name")
"""How a title is asked for that stands beside them: "full", "exact"."""
FILMED_AT: Final = word_set("places_to_film")
SEEKING: Final = word_set("seeking_verbs")
"""What somebody does who looks for an answer: "trying to find out"."""
OWN: Final = word_set("of_their_own")
NAMED: Final = frozenset({"called", "named"})
"""What is said of whatever somebody names themselves."""
