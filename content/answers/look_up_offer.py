"""The offer to look a show up that nobody follows: small enough for a button to carry."""

from typing import Final

from content.answers.reply import LookUpOffer
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef, Show, ShowId
from content.language.command_hints import unmarked
from content.understanding.intents import Intent
from content.understanding.question import Conversation
from content.understanding.seasons import read_season
from content.understanding.understand import read_message

_LONGEST_NAME: Final = 60
_IT: Final = ShowId("whatever-is-looked-up")


def look_up_offer(words: str, name: str, as_of: AsOf) -> LookUpOffer:
    """Return the offer to look up *name*, which the question in *words* is about."""
    offered = _cut(name)
    show = Show(id=_IT, title=name, short=name, network="", zone="UTC")
    read = read_message(words, Catalogue.of([show], ()), as_of, conversation=Conversation())
    asked = next((one for one in read.questions if one.show == _IT), None)
    if asked is None:
        return LookUpOffer(offered)
    season = str(asked.season)
    return LookUpOffer(
        offered,
        asked.intent,
        None if asked.season is SeasonRef.UNNAMED or len(season) > 7 else season,
    )


def offer_of(name: str, intent: Intent, season: str | None) -> LookUpOffer:
    """Return the offer to look *name* up for a question that a command's fields ask."""
    known = season if season and read_season(season) is not None and len(season) <= 7 else None
    return LookUpOffer(_cut(name), intent, known)


def _cut(name: str) -> str:
    line = " ".join(unmarked(name).replace("|", " ").split())
    if len(line) <= _LONGEST_NAME:
        return line
    cut = line[: _LONGEST_NAME + 1].rpartition(" ")[0]
    return cut or line[:_LONGEST_NAME]
