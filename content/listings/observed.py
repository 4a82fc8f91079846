"""What one look at a show's record comes to: sightings, and what of them is claimed.

A value becomes a claim only where it is new or other than the listing last said, makes sense, and
has stood long enough (see `looks`). That it says nothing, or is not there any more, is no claim.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from content.facts.believe import believe
from content.facts.claims import Action, Claim, Season, Show, Stance
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.facts.proposals import Proposal, restates
from content.facts.zones import is_zone
from content.listings.listed_claims import ListedClaims
from content.listings.listed_dates import (
    SaidPremiere,
    date_seen,
    day_of,
    new_years,
    premiere_said,
    regular_first,
)
from content.listings.looks import (
    CACHE_LIFE,
    LookedAt,
    Outcome,
    another_value,
    first_look,
    standing_still,
    vanishing,
)
from content.listings.publishers import TVMAZE
from content.listings.records import ListedEpisode, ListedSeason, ListedShow, ListedStatus
from content.listings.sightings import Seen, Sighting

_MOST_EPISODES: Final = 2000
_LAST_YEAR: Final = 9998
_NONE_LISTED: Final[Mapping[int, ListedEpisode]] = MappingProxyType({})

_Key = tuple[Season, Seen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What a look came to."""

    sightings: tuple[Sighting, ...]
    """All that is held of the show now, in place of what was."""
    claims: tuple[Claim, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    changed: int = 0
    """How many values are others than at the look before, or gone; new ones are none of them."""
    look_again_at: datetime | None = None
    """When a value that was seen once will have stood long enough; None: none waits for that."""


def observe(
    before: Sequence[Sighting],
    record: ListedShow | None,
    show: Show,
    *,
    now: datetime,
    is_import: bool,
    source: str = TVMAZE,
    first_episodes: Mapping[int, ListedEpisode] = _NONE_LISTED,
    known: Sequence[Claim] = (),
) -> Observed:
    """Return what is seen, claimed and proposed of *show* now that its *record* was read.

    *record* None: there is no such record any more. *is_import*: the show was never looked at, and
    all is taken in, without a word to editors about what is past. *first_episodes* are those of
    seasons that a schedule lists; *known* is whatever is claimed of the show, by anybody. Where
    the source cannot be reached nothing is observed, and *before* stays as it is.
    """
    looking = _Looking(before, show, source=source, url=record.url if record else "", now=now)
    if record is None:
        looking.nothing()
        return looking.observed()
    looking.status(record, is_import=is_import)
    if record.seasons is not None:
        looking.seasons(record, first_episodes, is_import=is_import)
    looking.overrule(known)
    return looking.observed(known)


@dataclass(slots=True)
class _Taken:
    """What one look takes in."""

    claims: list[Claim] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    changed: int = 0


class _Looking:
    """One look, value by value."""

    def __init__(
        self, before: Sequence[Sighting], show: Show, *, source: str, url: str, now: datetime
    ) -> None:
        self._held: dict[_Key, Sighting] = {(one.season, one.seen): one for one in before}
        self._show = show
        self._now = now
        self._words = ListedClaims(source=source, show=show.id, url=url, now=now)
        self._taken = _Taken()

    def observed(self, known: Sequence[Claim] = ()) -> Observed:
        held = tuple(self._held.values())
        waiting = [one.pending_since + CACHE_LIFE for one in held if one.pending_since]
        return Observed(
            sightings=held,
            claims=tuple(self._taken.claims),
            proposals=tuple(
                one
                for one in self._taken.proposals
                if not _is_known(one.claim, known) and not self._is_believed(one.claim, known)
            ),
            changed=self._taken.changed,
            look_again_at=min((at for at in waiting if at > self._now), default=None),
        )

    def _is_believed(self, claim: Claim, known: Sequence[Claim]) -> bool:
        today = self._now.date()
        return restates(claim, believe(known, claim.subject, claim.kind, today))

    def nothing(self) -> None:
        """Hold that there is no record."""
        for key in tuple(self._held):
            self._vanish(key)

    def status(self, record: ListedShow, *, is_import: bool) -> None:
        """Hold how the show stands; that it ended is told to editors and never claimed."""
        if record.status is None:
            return
        look = self._look(
            "series", Seen.STATUS, record.status.value, is_move=True, is_import=is_import
        )
        if look.outcome is Outcome.TAKEN and record.status is ListedStatus.ENDED:
            seasons = _sensible(record)
            today = self._now.date()
            self._taken.proposals.append(
                self._words.ended(
                    max((one.number for one in seasons), default="series"),
                    is_ahead=any(one.premiere and one.premiere > today for one in seasons),
                )
            )

    def seasons(
        self, record: ListedShow, first_episodes: Mapping[int, ListedEpisode], *, is_import: bool
    ) -> None:
        """Hold what is said of each season, and of which nothing is said any more."""
        zone = record.zone if record.zone and is_zone(record.zone) else self._show.zone
        seasons = _sensible(record)
        others = new_years(seasons)
        today = self._now.date()
        latest_out = max(
            (one.number for one in seasons if one.premiere and one.premiere <= today), default=0
        )
        numbers = {one.number for one in seasons}
        for season in seasons:
            said = premiere_said(
                season,
                regular_first(record, first_episodes, season.number),
                others=others,
                zone=zone,
                today=today,
            )
            self._premiere(season.number, said, is_import=is_import)
            self._episodes(season, said, is_import=is_import)
            is_new = self._exists(season.number, is_dated=said is not None)
            if is_new and not is_import and season.number > latest_out:
                is_over = record.status is ListedStatus.ENDED
                self._taken.proposals.append(self._words.exists(season.number, is_over=is_over))
        for key in tuple(self._held):
            if isinstance(key[0], int) and key[0] not in numbers:
                self._vanish(key)

    def overrule(self, known: Sequence[Claim]) -> None:
        """Ask editors about what is claimed of a day ahead, and is outranked."""
        claims = tuple(self._taken.claims)
        for claim in claims:
            value = claim.value
            is_ahead = isinstance(value, PartialDate) and value.span[1] >= self._now.date()
            if claim.kind is Kind.RELEASE_DATE and claim.stance is Stance.REPORTED and is_ahead:
                proposal = self._words.overruling(claim, known)
                if proposal is not None:
                    self._taken.proposals.append(proposal)

    def _premiere(self, season: int, said: SaidPremiere | None, *, is_import: bool) -> None:
        key = (season, Seen.PREMIERE)
        if said is None:
            self._vanish(key)
            return
        before = self._held.get(key)
        held = date_seen(before.value) if before else None
        if (
            held is not None
            and said.episode_day is not None
            and _says_no_more(day_of(said.when), held)
        ):
            said = replace(said, episode_day=None)  # it was taken in; the schedule may be older
        value = said.when.notation
        if held is not None and _says_no_more(said.when, held):
            value = before.value if before else value
        look = self._look(
            season,
            Seen.PREMIERE,
            value,
            is_move=held is not None and not _is_more_exact(said.when, held),
            is_doubtful=said.episode_day is not None,
            is_same_day=held is not None and day_of(said.when) == day_of(held),
            is_import=is_import,
        )
        self._claim_premiere(season, said, held, look)

    def _claim_premiere(
        self, season: int, said: SaidPremiere, held: PartialDate | None, look: LookedAt
    ) -> None:
        match look.outcome:
            case Outcome.NEW | Outcome.TAKEN:
                self._take_premiere(season, said, held, look)
            case Outcome.TOO_OFTEN:
                is_hour = held is not None and day_of(said.when) == day_of(held)
                kind = Kind.RELEASE_TIME if is_hour else Kind.RELEASE_DATE
                date = said.when if is_hour else day_of(said.when)
                self._taken.proposals.append(
                    self._words.too_often(
                        season, date, kind, stance=said.stance, since=look.sighting.pending_since
                    )
                )
            case Outcome.DOUBTED if said.episode_day is not None:
                self._taken.proposals.append(
                    self._words.contradicted(
                        season,
                        day_of(said.when),
                        PartialDate.on(said.episode_day),
                        since=look.sighting.pending_since,
                    )
                )
            case _:
                pass

    def _take_premiere(
        self, season: int, said: SaidPremiere, held: PartialDate | None, look: LookedAt
    ) -> None:
        day = day_of(said.when)
        at = look.sighting.last_seen
        if held is None or day != day_of(held):
            self._taken.claims.append(
                self._words.claim(
                    season,
                    Kind.RELEASE_DATE,
                    day,
                    says=self._words.says_of(season, day),
                    stance=said.stance,
                    at=at,
                    is_old=held is None,
                )
            )
        if said.when.moment is not None:
            self._taken.claims.append(
                self._words.claim(
                    season,
                    Kind.RELEASE_TIME,
                    said.when,
                    says=self._words.says_of(season, said.when),
                    stance=said.stance,
                    at=at,
                    is_old=held is None,
                )
            )
        if said.instead_of is not None and said.stance is Stance.EXPECTED:
            self._taken.proposals.append(self._words.first_of_january(season, said.instead_of))

    def _episodes(
        self, season: ListedSeason, said: SaidPremiere | None, *, is_import: bool
    ) -> None:
        """Hold how many episodes are planned, as long as the season is dated and lies ahead.

        While it runs the number may rise, and of a season without any date nothing is claimed.
        """
        key = (season.number, Seen.EPISODES)
        if said is None or said.when.span[0] <= self._now.date():
            return
        if season.episodes is None or not 1 <= season.episodes <= _MOST_EPISODES:
            self._vanish(key)
            return
        look = self._look(season.number, Seen.EPISODES, str(season.episodes), is_import=is_import)
        if look.outcome in {Outcome.NEW, Outcome.TAKEN}:
            self._taken.claims.append(
                self._words.claim(
                    season.number,
                    Kind.EPISODE_COUNT,
                    season.episodes,
                    says=f"season {season.number} is listed with {season.episodes} episodes",
                    stance=Stance.PLANNED,
                    at=look.sighting.last_seen,
                )
            )

    def _exists(self, season: int, *, is_dated: bool) -> bool:
        """Hold that a season without a day is listed; return whether it never was before."""
        key = (season, Seen.EXISTS)
        held = self._held.get(key)
        if held is not None:
            self._held[key] = standing_still(held, self._now).sighting
            return False
        if is_dated or (season, Seen.PREMIERE) in self._held:
            return False
        self._held[key] = Sighting(
            season=season,
            seen=Seen.EXISTS,
            value="",
            first_seen=self._now,
            last_seen=self._now,
        )
        return True

    def _look(
        self,
        season: Season,
        seen: Seen,
        value: str,
        *,
        is_import: bool,
        is_move: bool = False,
        is_doubtful: bool = False,
        is_same_day: bool = False,
    ) -> LookedAt:
        held = self._held.get((season, seen))
        if held is None:
            look = first_look(
                season,
                seen,
                value,
                now=self._now,
                is_doubtful=is_doubtful,
                is_import=is_import,
            )
        elif held.value == value:
            look = standing_still(held, self._now)
        else:
            look = another_value(
                held,
                value,
                now=self._now,
                is_move=is_move,
                is_doubtful=is_doubtful,
                is_same_day=is_same_day,
            )
        self._held[season, seen] = look.sighting
        self._taken.changed += look.is_change
        return look

    def _vanish(self, key: _Key) -> None:
        held = self._held.get(key)
        if held is not None:
            look = vanishing(held, self._now)
            self._held[key] = look.sighting
            self._taken.changed += look.is_change


def _sensible(record: ListedShow) -> tuple[ListedSeason, ...]:
    """Return the seasons whose number can be one, each once, the dated one of two.

    A show that is listed without any season has one, which begins when the show does.
    """
    found: dict[int, ListedSeason] = {}
    for season in record.seasons or ():
        if 1 <= season.number <= _LAST_YEAR:
            held = found.get(season.number)
            if held is None or (held.premiere is None and season.premiere is not None):
                found[season.number] = season
    if not record.seasons and record.premiered is not None:
        return (ListedSeason(number=1, premiere=record.premiered),)
    return tuple(found[number] for number in sorted(found))


def _says_no_more(said: PartialDate, held: PartialDate) -> bool:
    """Whether it is what is held, or its day without the hour, which may come back."""
    return said == held or (said.moment is None and said == day_of(held))


def _is_more_exact(said: PartialDate, held: PartialDate) -> bool:
    return said.relation_to(held) is Relation.REFINES


def _is_known(claim: Claim, known: Sequence[Claim]) -> bool:
    """Whether a season that would be proposed is one of which somebody says that it is to come."""
    if claim.kind not in {Kind.RENEWAL, Kind.ORDER} or claim.action is not Action.STATES:
        return False
    return any(
        other.subject == claim.subject
        and other.action is Action.STATES
        and other.kind.row.makes_season
        and other.stance.sureness >= Stance.PLANNED.sureness
        for other in known
    )
