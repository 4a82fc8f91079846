"""When it comes or came out, in one sentence: the heart of most answers."""

from typing import Final

from content.answers.inquiry import Inquiry
from content.facts.claims import Stance
from content.facts.dates import Precision
from content.facts.premieres import Premiere, is_out
from content.language.dates import before_words, precision_note
from content.language.wording import phrase

_AHEAD: Final = {
    Stance.CONFIRMED: phrase("{name} comes out {when}"),
    Stance.REPORTED: phrase("{name} reportedly comes out {when}"),
    Stance.PLANNED: phrase("{name} is planned to come out {when}"),
}
_PAST: Final = {
    Stance.CONFIRMED: phrase("{name} came out {when}"),
    Stance.REPORTED: phrase("{name} reportedly came out {when}"),
}
_OVERDUE: Final = {
    Stance.CONFIRMED: phrase("{name} was to come out {when}"),
    Stance.REPORTED: phrase("{name} was reportedly to come out {when}"),
    Stance.PLANNED: phrase("{name} was planned to come out {when}"),
}
_BOUND: Final = {
    Stance.CONFIRMED: phrase("{name} does not come out {before}"),
    Stance.REPORTED: phrase("{name} reportedly does not come out {before}"),
    Stance.PLANNED: phrase("{name} is not planned to come out {before}"),
}


def released(inquiry: Inquiry, premiere: Premiere) -> str:
    """Return when it comes or came out, as a sentence without its stop."""
    date, stance, name = premiere.date, premiere.stance or Stance.CONFIRMED, inquiry.name
    if date is None:
        return inquiry.say("{name} has no release date", name=name)
    if is_out(premiere, inquiry.as_of):
        if date.is_day:
            return inquiry.say(_PAST[stance], name=name, when=inquiry.when(date))
        return inquiry.say(
            "{name} was due {when}, and I hold no exact day", name=name, when=inquiry.when(date)
        )
    if date.precision is Precision.NOT_BEFORE:
        before = before_words(date, locale=inquiry.wording.language)
        return no_day_yet(inquiry, inquiry.say(_BOUND[stance], name=name, before=before))
    if date.latest is not None and date.latest < inquiry.today:
        return inquiry.say(_OVERDUE[stance], name=name, when=inquiry.when(date))
    statement = inquiry.say(_AHEAD[stance], name=name, when=inquiry.when(date))
    return no_day_yet(inquiry, statement) if precision_note(date) else statement


def no_day_yet(inquiry: Inquiry, statement: str) -> str:
    """Return *statement*, a sentence without its stop, and that its day is not known."""
    return inquiry.say("{statement}, no day yet", statement=statement)
