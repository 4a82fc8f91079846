"""What a number or "look it up" means, typed right behind what was said."""

import re
from typing import Final

from content.answers.reply import Answer, LookUpOffer
from content.commands.admin import Remind, Subscribe
from content.commands.reply import CommandReply, Response

_NUMBER: Final = re.compile(r"(?:number\s+|#)?([1-9]\d?)\s*[.)]?", re.IGNORECASE | re.ASCII)
_LOOK_IT_UP: Final = frozenset({"look it up", "yes", "yes please"})

Meant = LookUpOffer | Remind | Subscribe


def meant_by(words: str, before: Response | None) -> Meant | None:
    """Return what *words* mean behind what was said *before*; None: they stand for themselves."""
    number = _NUMBER.fullmatch(words.strip())
    match before:
        case Answer() if number:
            return _chosen(before, int(number[1]))
        case Answer():
            return _offered(before, words)
        case CommandReply() if number:
            return _completed(before, int(number[1]))
        case _:
            return None


def _chosen(before: Answer, number: int) -> LookUpOffer | None:
    reply = next((one for one in before.replies if one.choices), None)
    if reply is None or number > len(reply.choices):
        return None
    choice = reply.choices[number - 1]
    return LookUpOffer(choice.record, reply.intent, choice.season)


def _offered(before: Answer, words: str) -> LookUpOffer | None:
    if " ".join(words.casefold().split()).rstrip(".!") not in _LOOK_IT_UP:
        return None
    return next((one.offer for one in before.replies if one.offer), None)


def _completed(before: CommandReply, number: int) -> Remind | Subscribe | None:
    if number > len(before.choices):
        return None
    choice = before.choices[number - 1]
    match before.chooses_for:
        case "remind":
            return Remind(choice.record, choice.season)
        case "updates subscribe":
            return Subscribe(choice.record)
        case _:
            return None
