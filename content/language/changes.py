"""One piece of news in one sentence, in any language; what kinds of claim are called."""

import re
from typing import Final

from content.facts.beliefs import Held
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Show, Stance, Value
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.language.date_words import in_words, precision_note, words
from content.language.hedges import news_hedge
from content.language.labels import season_name
from content.language.wording import ENGLISH, Wording, phrase

_LABELS: Final = {
    Kind.ORDER: phrase("the order"),
    Kind.RENEWAL: phrase("the renewal"),
    Kind.CANCELLATION: phrase("the cancellation"),
    Kind.FINAL_SEASON: phrase("a last season"),
    Kind.RELEASE_DATE: phrase("the release date"),
    Kind.RELEASE_TIME: phrase("the release time"),
    Kind.RELEASE_MODEL: phrase("the way of release"),
    Kind.RELEASE_ORDER: phrase("the order of release"),
    Kind.EPISODE_COUNT: phrase("the number of episodes"),
    Kind.RUNTIME: phrase("the running time"),
    Kind.FILMING_START: phrase("the start of filming"),
    Kind.FILMING_PAUSE: phrase("a pause in filming"),
    Kind.FILMING_RESUME: phrase("the return to filming"),
    Kind.FILMING_WRAP: phrase("the end of filming"),
    Kind.FILMING_STATUS: phrase("the state of filming"),
    Kind.FILMING_ORDER: phrase("the order of filming"),
    Kind.FILMING_LOCATION: phrase("a filming location"),
    Kind.CODE_NAME: phrase("the code name"),
    Kind.WRITING_STATUS: phrase("the scripts"),
    Kind.PRODUCTION_STATUS: phrase("the state of production"),
    Kind.SHOWRUNNER: phrase("the showrunner"),
    Kind.DIRECTOR: phrase("the direction"),
    Kind.CAST: phrase("the cast"),
    Kind.CAST_ABSENCE: phrase("the absence from the cast"),
    Kind.CAST_INTENT: phrase("what the cast says"),
    Kind.CHARACTER: phrase("a character"),
    Kind.TITLE: phrase("the title"),
    Kind.TRAILER: phrase("a trailer"),
    Kind.AVAILABILITY_START: phrase("the first day to watch"),
    Kind.AVAILABILITY_END: phrase("the day of leaving"),
    Kind.NETWORK: phrase("the place to watch"),
    Kind.PREMISE: phrase("what it is about"),
    Kind.RECEPTION: phrase("how it was received"),
}
"""A noun phrase for each kind."""

_HAPPENINGS: Final = {
    Kind.ORDER: (phrase("{name} was ordered {when}"), phrase("{name} was ordered")),
    Kind.RENEWAL: (phrase("{name} was renewed {when}"), phrase("{name} was renewed")),
    Kind.CANCELLATION: (phrase("{name} was cancelled {when}"), phrase("{name} was cancelled")),
    Kind.FILMING_START: (phrase("{name} began filming {when}"), phrase("{name} began filming")),
    Kind.FILMING_PAUSE: (phrase("{name} paused filming {when}"), phrase("{name} paused filming")),
    Kind.FILMING_RESUME: (
        phrase("{name} went on filming {when}"),
        phrase("{name} went on filming"),
    ),
    Kind.FILMING_WRAP: (phrase("{name} wrapped filming {when}"), phrase("{name} wrapped filming")),
    Kind.TRAILER: (phrase("{name} got a trailer {when}"), phrase("{name} got a trailer")),
}
"""What has happened: with its day, and without."""

_PLANS: Final = {
    Kind.RELEASE_DATE: (phrase("{name} comes out {when}"), phrase("{name} comes out")),
    Kind.RELEASE_TIME: (phrase("{name} comes out {when}"), phrase("{name} comes out")),
    Kind.ORDER: (phrase("{name} is to be ordered {when}"), phrase("{name} is to be ordered")),
    Kind.RENEWAL: (phrase("{name} is to be renewed {when}"), phrase("{name} is to be renewed")),
    Kind.CANCELLATION: (
        phrase("{name} is to be cancelled {when}"),
        phrase("{name} is to be cancelled"),
    ),
    Kind.FILMING_START: (
        phrase("{name} is to begin filming {when}"),
        phrase("{name} is to begin filming"),
    ),
    Kind.FILMING_PAUSE: (
        phrase("{name} is to pause filming {when}"),
        phrase("{name} is to pause filming"),
    ),
    Kind.FILMING_RESUME: (
        phrase("{name} is to film again {when}"),
        phrase("{name} is to film again"),
    ),
    Kind.FILMING_WRAP: (
        phrase("{name} is to wrap filming {when}"),
        phrase("{name} is to wrap filming"),
    ),
    Kind.TRAILER: (
        phrase("{name} is to get a trailer {when}"),
        phrase("{name} is to get a trailer"),
    ),
    Kind.AVAILABILITY_START: (
        phrase("{name} comes to {place} {when}"),
        phrase("{name} comes to {place}"),
    ),
    Kind.AVAILABILITY_END: (
        phrase("{name} leaves {place} {when}"),
        phrase("{name} leaves {place}"),
    ),
}
"""What is to happen: with its day, and without."""

_PAST: Final = {
    Kind.RELEASE_DATE: phrase("{name} came out {when}"),
    Kind.RELEASE_TIME: phrase("{name} came out {when}"),
    Kind.AVAILABILITY_START: phrase("{name} came to {place} {when}"),
    Kind.AVAILABILITY_END: phrase("{name} left {place} {when}"),
}
"""What was over already when it became known; the others are told as plans or as events."""

_SENTENCES: Final = {
    Kind.FINAL_SEASON: phrase("{name}: {said}"),
    Kind.RELEASE_MODEL: phrase("How {name} comes out: {said}"),
    Kind.RELEASE_ORDER: phrase("The order in which {name} comes out: {said}"),
    Kind.EPISODE_COUNT: phrase("{name} has {said} episodes"),
    Kind.RUNTIME: phrase("How long {name} runs: {said}"),
    Kind.FILMING_STATUS: phrase("Filming of {name}: {said}"),
    Kind.FILMING_ORDER: phrase("{name} is filmed {said}"),
    Kind.FILMING_LOCATION: phrase("Where {name} is filmed: {said}"),
    Kind.CODE_NAME: phrase("{name} is filmed under the code name {said}"),
    Kind.WRITING_STATUS: phrase("The scripts of {name}: {said}"),
    Kind.PRODUCTION_STATUS: phrase("Production of {name}: {said}"),
    Kind.SHOWRUNNER: phrase("{name} is run by {said}"),
    Kind.DIRECTOR: phrase("{name} is directed by {said}"),
    Kind.CAST: phrase("In {name}: {said}"),
    Kind.CAST_ABSENCE: phrase("Not in {name}: {said}"),
    Kind.CAST_INTENT: phrase("{name}: {said}"),
    Kind.CHARACTER: phrase("A character of {name}: {said}"),
    Kind.TITLE: phrase("{name} is called {said}"),
    Kind.NETWORK: phrase("{name} is on {said}"),
    Kind.PREMISE: phrase("{name}: {said}"),
    Kind.RECEPTION: phrase("How {name} was received: {said}"),
}
"""How the value of a kind that is no date is told, as a sentence without its stop."""


def label(kind: Kind, wording: Wording = ENGLISH) -> str:
    """Return a noun phrase for *kind*, such as "the release date"."""
    return wording.say(_LABELS[kind])


def people_in(names: str) -> int:
    """Return how many people a value names: "Matt Corman and Chris Ord" are two."""
    return len(re.split(r",| and ", names))


def headline(change: Change, show: Show) -> str:
    """Return the news of *show* in one sentence of plain English, at most 200 characters."""
    return fitted_headline(
        told(change, season_name(show, change.subject.season), network=show.network)
    )


def fitted_headline(text: str) -> str:
    """Return *text* with an ellipsis where it is longer than a headline may be."""
    return text if len(text) <= 200 else f"{text[:199].rstrip()}…"


def told(change: Change, name: str, wording: Wording = ENGLISH, *, network: str = "") -> str:
    """Return the news as a sentence; *name* is what its subject is called in that language.

    *network* is where its show is at home, for news of a coming or leaving that names no place.
    """
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
        case ChangeSort.ADDED if kind not in _HAPPENINGS:
            said = "; ".join(_said(held.value, wording, held) for held in change.values)
            statement = wording.say(_SENTENCES[kind], name=name, said=said)
        case ChangeSort.MOVED_LATER | ChangeSort.MOVED_EARLIER if change.before.date:
            pattern = phrase("{name}: {label} has moved earlier, from {was} to {now}")
            if change.sort is ChangeSort.MOVED_LATER:
                pattern = phrase("{name}: {label} has moved later, from {was} to {now}")
            statement = wording.say(
                pattern,
                name=name,
                label=label(kind, wording),
                was=_said(change.before.date, wording),
                now=_said(change.after.value, wording),
            )
        case _:
            statement = _statement(change, name, wording, network)
    return f"{statement}{news_hedge(change.stance, wording)}."


def _statement(change: Change, name: str, wording: Wording, network: str) -> str:
    """What happened, is planned or is held, as a sentence without its stop."""
    kind = change.kind
    value = change.values[0].value if change.values else change.after.value
    if kind in _HAPPENINGS and (change.after.has_happened or kind not in _PLANS):
        with_day, without = _HAPPENINGS[kind]
    elif kind in _PLANS:
        with_day, without = _PLANS[kind]
    else:
        said = _said(value, wording, change.after.held)
        return wording.say(_SENTENCES[kind], name=name, said=said)
    place = (change.after.held and change.after.held.detail) or network
    if not isinstance(value, PartialDate):
        return wording.say(without, name=name, place=place)
    is_past = value.latest is not None and value.latest < change.on
    if is_past:
        with_day = _PAST.get(kind, with_day)
    elif kind is Kind.RELEASE_DATE and change.stance.sureness < Stance.PLANNED.sureness:
        with_day = phrase("{name} might come out {when}")
    is_bare_day = value.precision is Precision.DAY
    when = in_words(value, locale=wording.language, weekday=is_bare_day)
    statement = wording.say(with_day, name=name, when=when, place=place)
    if kind is Kind.RELEASE_DATE and precision_note(value) and not is_past:
        return wording.say("{statement}, no day yet", statement=statement)
    return statement


def _said(value: Value | None, wording: Wording, held: Held | None = None) -> str:
    text = str(value)
    if isinstance(value, PartialDate):
        text = words(value, locale=wording.language)
    return f"{text} ({held.detail})" if held and held.detail else text
