"""One piece of news in one sentence, in any language."""

import re
from collections.abc import Mapping
from typing import Final

from content.facts.beliefs import Held
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Show, Stance, Value
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.language.dates import in_words, precision_note, words
from content.language.hedges import news_hedge
from content.language.kind_words import KIND_WORDS, DatedNews, ValueNews, label
from content.language.labels import season_name
from content.language.translated import together
from content.language.wording import ENGLISH, Wording, phrase

CHANGE_WORDS: Final[Mapping[ChangeSort, str]] = {
    ChangeSort.NEW: phrase("first told"),
    ChangeSort.REFINED: phrase("made more exact"),
    ChangeSort.MOVED_EARLIER: phrase("moved earlier"),
    ChangeSort.MOVED_LATER: phrase("moved later"),
    ChangeSort.CHANGED: phrase("changed"),
    ChangeSort.CONFIRMED: phrase("confirmed"),
    ChangeSort.HAPPENED: phrase("reported to have happened"),
    ChangeSort.ADDED: phrase("added to"),
    ChangeSort.WITHDRAWN: phrase("withdrawn"),
    ChangeSort.RETRACTED: phrase("taken back"),
    ChangeSort.DENIED: phrase("denied"),
    ChangeSort.CANCELLED: phrase("told"),
}
"""What became of a fact, in a word or two for a list."""


def people_in(names: str) -> int:
    """Return how many people a value names: "Matt Corman and Chris Ord" are two."""
    return len(re.split(r",| and ", names))


def headline(change: Change, show: Show, wording: Wording = ENGLISH) -> str:
    """Return the news of *show* in one sentence of plain text, at most 200 characters."""
    name = season_name(show, change.subject.season, wording)
    return fitted_headline(wording.opened(told(change, name, wording, network=show.network)))


def fitted_headline(text: str) -> str:
    """Return *text* with an ellipsis where it is longer than a headline may be."""
    return text if len(text) <= 200 else f"{text[:199].rstrip()}…"


def news_value(value: Value | None, wording: Wording, held: Held | None = None) -> str:
    """Return a value as news says it: a day without its weekday, and behind it what narrows it."""
    text = str(value)
    if isinstance(value, PartialDate):
        text = words(value, locale=wording.language)
    return together(text, f" ({held.detail})") if held and held.detail else text


def told(change: Change, name: str, wording: Wording = ENGLISH, *, network: str = "") -> str:
    """Return the news as a sentence; *name* is what its subject is called in that language.

    *network* is where its show is at home, for news of a coming or leaving that names no place.
    """
    listed = _listed(change, name, wording, network)
    if listed is not None:
        return listed
    kind = change.kind
    match change.sort:
        case ChangeSort.WITHDRAWN if kind is Kind.SHOWRUNNER and change.before.value:
            people = str(change.before.value)
            return wording.count(
                "{people} is no longer running {name}.",
                "{people} are no longer running {name}.",
                people_in(people),
                people=people,
                name=name,
            )
        case ChangeSort.WITHDRAWN:
            return wording.say(
                "{name}: {label} has been withdrawn, and nothing takes its place.",
                name=name,
                label=label(kind, wording),
            )
        case ChangeSort.RETRACTED:
            return wording.say(
                "{name}: a report about {label} has been retracted.",
                name=name,
                label=label(kind, wording),
            )
        case ChangeSort.DENIED:
            says = change.citing[0].says.rstrip(".")
            return wording.say("{name}: denied: {says}.", name=name, says=says)
        case ChangeSort.ADDED if isinstance(news := KIND_WORDS[kind].news, ValueNews):
            said = wording.joined(
                "; ", (news_value(held.value, wording, held) for held in change.values)
            )
            statement = wording.say(news.sentence, name=name, said=said)
        case ChangeSort.MOVED_LATER | ChangeSort.MOVED_EARLIER if change.before.date:
            pattern = phrase("{name}: {label} has moved earlier, from {was} to {now}")
            if change.sort is ChangeSort.MOVED_LATER:
                pattern = phrase("{name}: {label} has moved later, from {was} to {now}")
            statement = wording.say(
                pattern,
                name=name,
                label=label(kind, wording),
                was=news_value(change.before.date, wording),
                now=news_value(change.after.value, wording),
            )
        case _:
            statement = _statement(change, name, wording, network)
    return together(statement, news_hedge(change.stance, wording), ".")


_MOVED = frozenset({ChangeSort.MOVED_LATER, ChangeSort.MOVED_EARLIER})
_TAKEN_BACK = frozenset({ChangeSort.WITHDRAWN, ChangeSort.RETRACTED, ChangeSort.DENIED})


def _listed(change: Change, name: str, wording: Wording, network: str) -> str | None:
    """What a listing says now; None where the news has somebody's word, or takes something back."""
    said = change.values[0] if change.values else change.after.held
    lister = said.listed_by if said else None
    if lister is None or change.sort in _TAKEN_BACK:
        return None
    if not change.kind.row.is_premiere:
        statement = _statement(change, name, wording, network)
        return wording.say("{statement}, as {who} lists it.", statement=statement, who=lister)
    when = _when(change.after.value, wording)
    if change.sort in _MOVED and change.before.date:
        return wording.say(
            "{who} now lists {name} as coming out {when}, and no longer {was}.",
            who=lister,
            name=name,
            when=when,
            was=_when(change.before.date, wording),
        )
    return wording.say("{who} lists {name} as coming out {when}.", who=lister, name=name, when=when)


def _when(value: Value | None, wording: Wording) -> str:
    """Return a date with its preposition, a bare day with its weekday."""
    if not isinstance(value, PartialDate):
        return str(value)
    return in_words(value, locale=wording.language, weekday=value.precision is Precision.DAY)


def _statement(change: Change, name: str, wording: Wording, network: str) -> str:
    """What happened, is planned or is held, as a sentence without its stop."""
    value = change.values[0].value if change.values else change.after.value
    match KIND_WORDS[change.kind].news:
        case ValueNews(sentence):
            said = news_value(value, wording, change.after.held)
            return wording.say(sentence, name=name, said=said)
        case DatedNews() as news:
            return _dated_statement(change, value, news, name, wording, network)


def _dated_statement(
    change: Change, value: Value | None, news: DatedNews, name: str, wording: Wording, network: str
) -> str:
    kind = change.kind
    with_day, without = news.planned
    if news.happened is not None and change.after.has_happened:
        with_day, without = news.happened
    place = (change.after.held and change.after.held.detail) or network
    if not isinstance(value, PartialDate):
        return wording.say(without, name=name, place=place)
    is_past = value.latest is not None and value.latest < change.on
    if is_past:
        with_day = news.past or with_day
    elif kind is Kind.RELEASE_DATE and change.stance.sureness < Stance.PLANNED.sureness:
        with_day = phrase("{name} might come out {when}")
    statement = wording.say(with_day, name=name, when=_when(value, wording), place=place)
    if kind is Kind.RELEASE_DATE and precision_note(value) and not is_past:
        return wording.say("{statement}, no day yet", statement=statement)
    return statement
