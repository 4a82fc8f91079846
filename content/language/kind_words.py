"""What people read of each kind of claim, one row a kind: what it is called, how it is news."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from content.facts.kinds import Kind
from content.language.wording import ENGLISH, Wording, phrase


class Dated(NamedTuple):
    """A sentence without its stop: with its day, at `{when}`, and where no day is known."""

    with_day: str
    without: str


@dataclass(frozen=True, slots=True)
class ValueNews:
    """News of a kind whose value is no date."""

    sentence: str
    """Without its stop; `{name}` is what the claim is about, `{said}` the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedNews:
    """News of a day; `{name}` is what comes or happens, `{place}` where it can be watched."""

    planned: Dated
    happened: Dated | None = None
    """Of an event that is reported to have happened; None: told as planned."""
    past: str | None = None
    """Of a day that was over already when it became known; None: told as the others are."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """What people read of one kind of claim."""

    label: str
    """A noun phrase: "the release date"."""
    news: ValueNews | DatedNews


KIND_WORDS: Final[dict[Kind, KindWords]] = {
    Kind.ORDER: KindWords(
        phrase("the order"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to be ordered {when}"), phrase("{name} is to be ordered")
            ),
            happened=Dated(phrase("{name} was ordered {when}"), phrase("{name} was ordered")),
        ),
    ),
    Kind.RENEWAL: KindWords(
        phrase("the renewal"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to be renewed {when}"), phrase("{name} is to be renewed")
            ),
            happened=Dated(phrase("{name} was renewed {when}"), phrase("{name} was renewed")),
        ),
    ),
    Kind.CANCELLATION: KindWords(
        phrase("the cancellation"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to be cancelled {when}"), phrase("{name} is to be cancelled")
            ),
            happened=Dated(phrase("{name} was cancelled {when}"), phrase("{name} was cancelled")),
        ),
    ),
    Kind.FINAL_SEASON: KindWords(phrase("a last season"), ValueNews(phrase("{name}: {said}"))),
    Kind.RELEASE_DATE: KindWords(
        phrase("the release date"),
        DatedNews(
            planned=Dated(phrase("{name} comes out {when}"), phrase("{name} comes out")),
            past=phrase("{name} came out {when}"),
        ),
    ),
    Kind.RELEASE_TIME: KindWords(
        phrase("the release time"),
        DatedNews(
            planned=Dated(phrase("{name} comes out {when}"), phrase("{name} comes out")),
            past=phrase("{name} came out {when}"),
        ),
    ),
    Kind.RELEASE_MODEL: KindWords(
        phrase("the way of release"), ValueNews(phrase("How {name} comes out: {said}"))
    ),
    Kind.RELEASE_ORDER: KindWords(
        phrase("the order of release"),
        ValueNews(phrase("The order in which {name} comes out: {said}")),
    ),
    Kind.EPISODE_COUNT: KindWords(
        phrase("the number of episodes"), ValueNews(phrase("{name} has {said} episodes"))
    ),
    Kind.RUNTIME: KindWords(
        phrase("the running time"), ValueNews(phrase("How long {name} runs: {said}"))
    ),
    Kind.FILMING_START: KindWords(
        phrase("the start of filming"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to begin filming {when}"), phrase("{name} is to begin filming")
            ),
            happened=Dated(phrase("{name} began filming {when}"), phrase("{name} began filming")),
        ),
    ),
    Kind.FILMING_PAUSE: KindWords(
        phrase("a pause in filming"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to pause filming {when}"), phrase("{name} is to pause filming")
            ),
            happened=Dated(phrase("{name} paused filming {when}"), phrase("{name} paused filming")),
        ),
    ),
    Kind.FILMING_RESUME: KindWords(
        phrase("the return to filming"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to film again {when}"), phrase("{name} is to film again")
            ),
            happened=Dated(
                phrase("{name} went on filming {when}"), phrase("{name} went on filming")
            ),
        ),
    ),
    Kind.FILMING_WRAP: KindWords(
        phrase("the end of filming"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to wrap filming {when}"), phrase("{name} is to wrap filming")
            ),
            happened=Dated(
                phrase("{name} wrapped filming {when}"), phrase("{name} wrapped filming")
            ),
        ),
    ),
    Kind.FILMING_STATUS: KindWords(
        phrase("the state of filming"), ValueNews(phrase("Filming of {name}: {said}"))
    ),
    Kind.FILMING_ORDER: KindWords(
        phrase("the order of filming"), ValueNews(phrase("{name} is filmed {said}"))
    ),
    Kind.FILMING_LOCATION: KindWords(
        phrase("a filming location"), ValueNews(phrase("Where {name} is filmed: {said}"))
    ),
    Kind.CODE_NAME: KindWords(
        phrase("the code name"), ValueNews(phrase("{name} is filmed under the code name {said}"))
    ),
    Kind.WRITING_STATUS: KindWords(
        phrase("the scripts"), ValueNews(phrase("The scripts of {name}: {said}"))
    ),
    Kind.PRODUCTION_STATUS: KindWords(
        phrase("the state of production"), ValueNews(phrase("Production of {name}: {said}"))
    ),
    Kind.SHOWRUNNER: KindWords(
        phrase("the showrunner"), ValueNews(phrase("{name} is run by {said}"))
    ),
    Kind.DIRECTOR: KindWords(
        phrase("the direction"), ValueNews(phrase("{name} is directed by {said}"))
    ),
    Kind.CAST: KindWords(phrase("the cast"), ValueNews(phrase("In {name}: {said}"))),
    Kind.CAST_ABSENCE: KindWords(
        phrase("the absence from the cast"), ValueNews(phrase("Not in {name}: {said}"))
    ),
    Kind.CAST_INTENT: KindWords(phrase("what the cast says"), ValueNews(phrase("{name}: {said}"))),
    Kind.CHARACTER: KindWords(
        phrase("a character"), ValueNews(phrase("A character of {name}: {said}"))
    ),
    Kind.TITLE: KindWords(phrase("the title"), ValueNews(phrase("{name} is called {said}"))),
    Kind.TRAILER: KindWords(
        phrase("a trailer"),
        DatedNews(
            planned=Dated(
                phrase("{name} is to get a trailer {when}"), phrase("{name} is to get a trailer")
            ),
            happened=Dated(phrase("{name} got a trailer {when}"), phrase("{name} got a trailer")),
        ),
    ),
    Kind.AVAILABILITY_START: KindWords(
        phrase("the first day to watch"),
        DatedNews(
            planned=Dated(
                phrase("{name} comes to {place} {when}"), phrase("{name} comes to {place}")
            ),
            past=phrase("{name} came to {place} {when}"),
        ),
    ),
    Kind.AVAILABILITY_END: KindWords(
        phrase("the day of leaving"),
        DatedNews(
            planned=Dated(phrase("{name} leaves {place} {when}"), phrase("{name} leaves {place}")),
            past=phrase("{name} left {place} {when}"),
        ),
    ),
    Kind.NETWORK: KindWords(phrase("the place to watch"), ValueNews(phrase("{name} is on {said}"))),
    Kind.PREMISE: KindWords(phrase("what it is about"), ValueNews(phrase("{name}: {said}"))),
    Kind.RECEPTION: KindWords(
        phrase("how it was received"), ValueNews(phrase("How {name} was received: {said}"))
    ),
}


def label(kind: Kind, wording: Wording = ENGLISH) -> str:
    """Return a noun phrase for *kind*, such as "the release date"."""
    return wording.say(KIND_WORDS[kind].label)
