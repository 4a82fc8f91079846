"""The page of a show: what is believed of it on a day, who says so and who says otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from content.answers.facts import beliefs_of, status_words
from content.answers.phrases import reconciled_lines, value_words
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Held, Status
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Season, Show, ShowId, Subject, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.citations import cited
from content.language.dates import words
from content.language.from_outside import line_from_outside, link_from_outside
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.precisions import precision_words
from content.language.wording import Wording
from content.pages.addresses import timeline_path
from content.pictures.timeline import Timeline, timeline_of, told_in_words

MOST: Final = 50
"""Statements that stand side by side; of more, the first, and how many more there are."""
MOST_SEASONS: Final = 80
"""Of more, the latest."""
EARLIEST: Final = date(1900, 1, 1)
"""The first day that can be looked back to."""
_LONGEST: Final = 600
"""Characters of one value, or of what somebody says."""
_LONGEST_NAME: Final = 200


class PageStatement(NamedTuple):
    """One claim as a page shows it."""

    id: str
    value: str
    """As EDTF, text or a number writes it; empty: it has none."""
    value_words: str
    """Empty also where it stands below the value that it says."""
    stance: str
    sureness: str
    """The stance in a word."""
    cited: str
    """Who said it, where and when."""
    link: str | None
    """The page to open; None: it is none that anybody could open."""
    host: str
    """Whose page that is."""
    says: str
    """In English, which all claims are recorded in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralStatements:
    """Statements that stand side by side."""

    shown: tuple[PageStatement, ...]
    more: str = ""
    """How many more there are, in words; empty: none."""

    def __bool__(self) -> bool:
        return bool(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldValue:
    """A value, how surely and exactly it is held, and who says it."""

    value: str
    """As EDTF, text or a number writes it; empty: it has none."""
    words: str
    detail: str
    stance: str
    sureness: str
    exactness: str
    """How exactly a date is known; empty: it is no date."""
    said: SeveralStatements


@dataclass(frozen=True, slots=True, kw_only=True)
class BelievedFact:
    """What is believed of one thing."""

    kind: str
    label: str
    anchor: str
    status: str
    state: str
    """How it stands, where no value is held: "withdrawn"; empty: one is."""
    is_disputed: bool
    values: tuple[HeldValue, ...]
    """The value, or all values of a kind that adds."""
    more: str
    """How many more values there are, in words; empty: none."""
    decided_by: SeveralStatements
    """By what it came to have no value."""
    conflicts: tuple[HeldValue, ...]
    reconciled: tuple[str, ...]
    """What pages say that have both sides of a conflict."""
    guesses: tuple[HeldValue, ...]
    earlier: SeveralStatements
    retracted: SeveralStatements
    is_release_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPicture:
    """The picture of how a release date came to be, and the same in words."""

    path: str
    alt: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFacts:
    """All that is believed of one season."""

    season: str
    name: str
    anchor: str
    facts: tuple[BelievedFact, ...]
    story: StoryPicture | None
    """None: nothing was said of its release date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPage:
    """What stands on the page of a show."""

    show: ShowId
    title: str
    network: str
    subtitle: str
    """Of which day it is: "As known on 4 May 2017"."""
    day: str
    """The same as ISO 8601 writes it."""
    is_today: bool
    seasons: tuple[SeasonFacts, ...]
    left_out: str
    """How many seasons are not shown, in words; empty: none."""
    empty: str
    """What is said where nothing was known; empty: something was."""


def day_to_look_back_to(asked: str, today: date) -> date | None:
    """Return the day that is *asked* for; None where none is: it is about *today*.

    Raises:
        ValueError: it is no day, or none from `EARLIEST` to *today*.
    """
    text = asked.strip()
    if not text:
        return None
    if len(text) != 10 or not text.isascii():
        raise ValueError("not a day")
    day = AsOf.parse(text).day if text[4] == "-" else date.min
    if not EARLIEST <= day <= today:
        raise ValueError("out of range")
    return day


def show_page_of(
    catalogue: Catalogue, show: ShowId, day: date, *, is_today: bool, wording: Wording
) -> ShowPage:
    """Return what was believed of *show* on *day*: what `violet facts` tells, and how dates came.

    *show* is one of the catalogue's shows.
    """
    introduced, at = catalogue.shows[show], AsOf.on(day)
    known: dict[Season, list[Belief]] = {season: [] for season in catalogue.seasons(show)}
    for subject, _, belief in beliefs_of(catalogue, show, None, at):
        known[subject.season].append(belief)
    told = [(season, beliefs) for season, beliefs in known.items() if beliefs]
    shown = told[-MOST_SEASONS:]
    told_day = words(PartialDate.on(day), locale=wording.language)
    return ShowPage(
        show=show,
        title=line_from_outside(introduced.title, most=_LONGEST_NAME) or show,
        network=line_from_outside(introduced.network, most=_LONGEST_NAME),
        subtitle=wording.say("As known today, {day}", day=told_day)
        if is_today
        else wording.say("As known on {day}", day=told_day),
        day=day.isoformat(),
        is_today=is_today,
        seasons=tuple(
            _season(catalogue, introduced, season, beliefs, day, wording)
            for season, beliefs in shown
        ),
        left_out=_more(len(told) - len(shown), wording),
        empty="" if shown else wording.say("Nothing was known of it."),
    )


def timeline_asked_for(
    catalogue: Catalogue, show: ShowId, season: str, day: date, wording: Wording
) -> Timeline | None:
    """Return how the release date of that *season* came to be; None: there is no such season."""
    for one in catalogue.seasons(show):
        if str(one) == season:
            return timeline_of(catalogue, Subject(show, one), until=day, wording=wording)
    return None


def _season(
    catalogue: Catalogue,
    show: Show,
    season: Season,
    beliefs: Sequence[Belief],
    day: date,
    wording: Wording,
) -> SeasonFacts:
    anchor = f"season-{season}"
    is_dated = any(belief.kind is Kind.RELEASE_DATE for belief in beliefs)
    return SeasonFacts(
        season=str(season),
        name=wording.opened(
            line_from_outside(season_name(show, season, wording), most=_LONGEST_NAME)
        ),
        anchor=anchor,
        facts=tuple(_fact(belief, anchor, wording) for belief in beliefs),
        story=_story(catalogue, Subject(show.id, season), day, wording) if is_dated else None,
    )


def _story(catalogue: Catalogue, subject: Subject, day: date, wording: Wording) -> StoryPicture:
    timeline = timeline_of(catalogue, subject, until=day, wording=wording)
    lines = [timeline.left_out] if timeline.left_out else []
    return StoryPicture(
        path=timeline_path(subject.show, subject.season),
        alt=timeline.alt,
        title=timeline.subtitle,
        lines=(*lines, *map(told_in_words, timeline.entries)),
    )


def _fact(belief: Belief, anchor: str, wording: Wording) -> BelievedFact:
    held = (belief.held,) if belief.held else belief.several
    named = label(belief.kind, wording)
    has_value = belief.is_known and bool(held)
    return BelievedFact(
        kind=belief.kind.value,
        label=f"{named[:1].upper()}{named[1:]}",
        anchor=f"{anchor}-{belief.kind.value}",
        status=belief.status.value,
        state="" if has_value else status_words(belief.status, wording),
        is_disputed=belief.status is Status.CONFLICTING,
        values=tuple(_held(one, wording) for one in held[:MOST]),
        more=_more(len(held) - MOST, wording),
        decided_by=_several(() if held else belief.citing, wording),
        conflicts=tuple(_held(one, wording) for one in belief.conflicts[:MOST]),
        reconciled=reconciled_lines(belief, wording) if belief.conflicts else (),
        guesses=tuple(_held(one, wording) for one in belief.guesses[:MOST]),
        earlier=_several(belief.earlier, wording, with_values=True),
        retracted=_several(belief.retracted, wording, with_values=True),
        is_release_date=belief.kind is Kind.RELEASE_DATE,
    )


def _held(held: Held, wording: Wording) -> HeldValue:
    value = held.value
    return HeldValue(
        value=_written(value),
        words=_in_words(value, held.citing[0], wording),
        detail=held.detail or "",
        stance=held.stance.value,
        sureness=stance_words(held.stance, wording),
        exactness=precision_words(value, wording) if isinstance(value, PartialDate) else "",
        said=_several(held.citing, wording),
    )


def _several(
    claims: Sequence[Claim], wording: Wording, *, with_values: bool = False
) -> SeveralStatements:
    if not claims:
        return _NO_STATEMENTS
    return SeveralStatements(
        shown=tuple(_statements(claims[:MOST], wording, with_values=with_values)),
        more=_more(len(claims) - MOST, wording),
    )


_NO_STATEMENTS: Final = SeveralStatements(shown=())


def _statements(
    claims: Iterable[Claim], wording: Wording, *, with_values: bool
) -> Iterable[PageStatement]:
    for claim in claims:
        has_words = with_values and claim.value is not None
        link, host = _page(claim.source.url)
        yield PageStatement(
            id=claim.id,
            value=_written(claim.value),
            value_words=_in_words(claim.value, claim, wording) if has_words else "",
            stance=claim.stance.value,
            sureness=stance_words(claim.stance, wording),
            cited=cited(claim, wording),
            link=link,
            host=host,
            says=_cut(claim.says),
        )


@lru_cache(maxsize=4096)
def _page(url: str) -> tuple[str | None, str]:
    """Return the page that can be opened, if it is one, and whose it is."""
    link = link_from_outside(url)
    host = (urlsplit(link).hostname or "").removeprefix("www.") if link else ""
    return link, host


def _written(value: Value | None) -> str:
    if value is None:
        return ""
    return value.edtf if isinstance(value, PartialDate) else str(value)


def _in_words(value: Value | None, claim: Claim, wording: Wording) -> str:
    said = claim.says.rstrip(".") if value is None else value_words(value, wording)
    return _cut(said)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _more(number: int, wording: Wording) -> str:
    if number <= 0:
        return ""
    return wording.count("{number} more is not shown", "{number} more are not shown", number)
