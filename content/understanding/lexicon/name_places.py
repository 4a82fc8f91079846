# ruff: noqa: RUF001  Greek is written in Greek letters, some of which look like Latin ones.
"""Words around a name, and those that are none, for names that nobody here knows."""

from typing import Final

from content.understanding.lexicon import each
from content.understanding.lexicon.ordinary import GLUE

INVERTED: Final = each(
    "is are was were does do did has have had will isnt arent wasnt doesnt didnt hasnt wont"
)
"""Verbs that stand before the name they ask about."""
LEADING: Final = each("and about ok okay so but wbu hey or then also hi hello yo violet")
"""What may stand before a name that is the whole of a follow-up."""
OF: Final = {
    "en": each("of for about on"),
    "fr": each("de du des d pour sur"),
    "es": each("de del sobre para"),
    "it": each("di del della su per"),
    "pt": each("de do da sobre para"),
    "de": each("von vom zu fur uber"),
    "pl": each("serialu o dla"),
    "el": each("του της το για"),
}
"""What stands before the name that something is of."""
PLAYING: Final = each("plays played play playing directs directed directing stars starring runs")
BEHIND: Final = each("have get be is")
TITLE_WORDS: Final = each(
    "my dead burn burning long longest second first last winter summer spring autumn fall till "
    "until end start new old lost final good better best bad big little only true real live living"
)
"""Words that mean something here, and may yet begin a title or stand in one: "dead city"."""
JOINING: Final = each("and of the in to or x")
"""Small words that may stand within a name."""
OF_MANNER: Final = ("ly", "mente", "ment")
"""What words end in that say how, and are no names."""
ARTICLES: Final = each("the la le el der die das los les il lo o a os as")
NO_BEGINNING: Final = each(
    "you they he she we i it this that these those there people any anyone someone everyone not "
    "because since if when while who what which where how why be"
)
"""Words that begin no name where no list knows the rest."""
TELLING: Final = each(
    "said says say wrote writes claims claimed told tells reported reports had has"
)
"""What a person or a paper does, and no show."""
NO_CONTENT: Final = GLUE | each(
    "they he she we you i that these those there who what when where which why how much many long "
    "again anyone someone anything something nothing everyone everything thing things first last "
    "second third next final finale premiere episode episodes trailer date still yet ever never "
    "too very so sure too no yes not or his her their our my mine yours its itself them him each "
    "both either other others same every day days week weeks month months year years today "
    "tomorrow tonight time thirteen fourteen fifteen sixteen twelve eleven twenty huh ugh ooh "
    "gimme merely begging guessing strike couch primary stuff forthcoming meaning "
    "quindi allora adesso ora oggi domani presto prossimamente "
    "subito poi finalmente ancora anche bientot maintenant alors vraiment enfin aujourd demain "
    "ensuite aussi tout bien jetzt bald heute morgen endlich eigentlich uberhaupt denn mal nun "
    "auch wirklich nachstes als dann wieder gerade ahora hoy manana pronto entonces tambien luego "
    "ya despues realmente agora hoje amanha logo entao tambem depois mesmo teraz juz dzis jutro "
    "niedlugo wkrotce potem tez naprawde wreszcie τωρα συντομα σημερα αυριο επισης τελικα"
)
"""Words that are no part of a name where nothing else is strange."""
