"""Claims, and what may become one, as a listing words them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from content.facts.beliefs import Belief, Held, relation
from content.facts.believe import believe
from content.facts.claims import (
    Action,
    Authority,
    Claim,
    ClaimId,
    Season,
    ShowId,
    Source,
    Stance,
    Subject,
    Value,
)
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.facts.proposals import Proposal
from content.language.dates import words
from content.language.wording import ENGLISH, phrase
from content.listings.publishers import publisher_of

_PROPOSED: Final = "-proposed"
"""What the id of a proposal ends in, so that it is never that of a claim of the same second."""
_MOST_OVERRULED: Final = 20
"""Values behind one another that an editor may overrule at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClaims:
    """What words the claims of one show from one look at its record."""

    source: str
    show: ShowId
    url: str
    now: datetime
    """Aware, in UTC."""

    @property
    def publisher(self) -> str:
        """What people call whoever keeps the listing."""
        return publisher_of(self.source)

    def claim(
        self,
        season: Season,
        kind: Kind,
        value: Value | None,
        *,
        says: str,
        stance: Stance = Stance.REPORTED,
        at: datetime | None = None,
        is_old: bool = False,
    ) -> Claim:
        """Return a claim seen *at* a moment, or now.

        *is_old*: nothing was known of it before, so that a day which is past counts from itself.
        """
        reported = PartialDate.on(self.now.date())
        over = value.latest if isinstance(value, PartialDate) else None
        if is_old and over is not None and over < self.now.date():
            reported = PartialDate.on(over)
        return Claim(
            id=self._id(season, kind, at or self.now),
            subject=Subject(self.show, season),
            kind=kind,
            value=value,
            stance=stance,
            authority=Authority.AGGREGATOR,
            source=Source(publisher=self.publisher, url=self.url, published=reported),
            says=says,
            claimant=self.publisher,
            reported_on=reported,
            origin=self.source,
        )

    def proposal(self, claim: Claim, *, quote: str, doubts: Sequence[str]) -> Proposal:
        """Return that *claim* waits for an editor, who is told why."""
        waiting = replace(claim, id=ClaimId(f"{claim.id}{_PROPOSED}"))
        return Proposal(claim=waiting, quote=quote, doubts=tuple(doubts), found_at=self.now)

    def says_of(self, season: Season, date: PartialDate) -> str:
        """Return what the listing says of a season's premiere, in a clause."""
        return f"{_named(season)} is listed for {words(date)}"

    def quote(self, season: Season, said: str) -> str:
        """Return what the listing says of a season, as it says it."""
        return f"{self.publisher}, {_named(season)}: {said}"

    def exists(self, season: int, *, is_over: bool) -> Proposal:
        """Return the proposal that a season without any date is one that is to come."""
        kind = Kind.RENEWAL if season > 1 else Kind.ORDER
        claim = self.claim(
            season, kind, None, says=f"{self.publisher} lists a season {season}, without a date"
        )
        doubts = [
            ENGLISH.say(
                "{publisher} lists a season {season}; who says that there is one is not known.",
                publisher=self.publisher,
                season=season,
            )
        ]
        if is_over:
            doubts.append(phrase("The show is listed as ended."))
        return self.proposal(claim, quote=self.quote(season, "no day"), doubts=doubts)

    def ended(self, season: Season, *, is_ahead: bool) -> Proposal:
        """Return the proposal that *season* is the last; it is never that the show is cancelled."""
        claim = self.claim(
            season,
            Kind.FINAL_SEASON,
            f"{_named(season)} is the last" if season != "series" else "the show has ended",
            says=f"{self.publisher} lists the show as ended",
        )
        doubts = [
            phrase(
                "A show that is listed as ended need not be cancelled; and who says so is not "
                "known."
            )
        ]
        if is_ahead:
            doubts.append(phrase("A season that is listed for a day ahead is still to come."))
        return self.proposal(claim, quote=self.quote(season, "Ended"), doubts=doubts)

    def first_of_january(self, season: int, day: PartialDate) -> Proposal:
        """Return the proposal that a 1 January is that day, and not only its year."""
        claim = self.claim(season, Kind.RELEASE_DATE, day, says=self.says_of(season, day))
        doubts = [phrase("A 1 January is often listed where only the year is known.")]
        return self.proposal(claim, quote=self.quote(season, day.notation), doubts=doubts)

    def too_often(
        self, season: int, date: PartialDate, kind: Kind, *, stance: Stance, since: datetime | None
    ) -> Proposal:
        """Return the proposal of a value that stands *since* then, after too many others."""
        says = self.says_of(season, date)
        claim = self.claim(season, kind, date, says=says, stance=stance, at=since)
        doubts = [
            ENGLISH.say(
                "{publisher} has changed it four times within a week.", publisher=self.publisher
            )
        ]
        return self.proposal(claim, quote=self.quote(season, date.notation), doubts=doubts)

    def contradicted(
        self, season: int, day: PartialDate, episode: PartialDate, *, since: datetime | None
    ) -> Proposal:
        """Return the proposal of a day of which the record says two things *since* then."""
        says = self.says_of(season, episode)
        claim = self.claim(season, Kind.RELEASE_DATE, episode, says=says, at=since)
        doubts = [
            f"The season is listed for {words(day)}, and its first episode for {words(episode)}."
        ]
        return self.proposal(claim, quote=self.quote(season, day.notation), doubts=doubts)

    def overruling(self, claim: Claim, known: Iterable[Claim]) -> Proposal | None:
        """Return the proposal to take back what keeps *claim* unheard; None: nothing does.

        A listing is outranked by nearly everybody, also by who is out of date. An editor who
        takes back what stands against it lets it be heard, and what was believed until then stays.
        """
        claims = [*known, claim]
        against = _held_against(claim, claims, self.now.date())
        retraction = self._retraction(claim, claims) if against else None
        if against is None or retraction is None:
            return None
        first = against.citing[0]
        said = words(against.value) if isinstance(against.value, PartialDate) else against.value
        page = f"{first.source.publisher}, {words(first.source.published)}"
        doubts = [
            f"{first.claimant or first.source.publisher} said {said} ({page}).",
            ENGLISH.say(
                "That outranks {publisher}; taking this in takes it back.", publisher=self.publisher
            ),
        ]
        quote = self.quote(claim.subject.season, str(claim.value))
        return self.proposal(retraction, quote=quote, doubts=doubts)

    def _retraction(self, claim: Claim, claims: Sequence[Claim]) -> Claim | None:
        """Return what takes back all that stands before *claim*; None: that is too much."""
        today = self.now.date()
        taken_back: tuple[ClaimId, ...] = ()
        for _ in range(_MOST_OVERRULED):
            retraction = replace(
                claim,
                value=None,
                says=f"{claim.says}, and not for what was held before",
                reported_on=PartialDate.on(today),
                action=Action.RETRACTS,
                retracts=taken_back,
            )
            belief = believe([*claims, retraction], claim.subject, claim.kind, today)
            if not belief.conflicts and relation(belief.value, claim.value) is Relation.EQUAL:
                return retraction
            more = _others_behind(belief, claim)
            if not more:
                return None
            taken_back += more
        return None

    def _id(self, season: Season, kind: Kind, at: datetime) -> ClaimId:
        when = f"{at.astimezone(UTC):%Y%m%dt%H%M%Sz}"
        return ClaimId(f"{self.source}-{self.show}-{season}-{kind}-{when}")


def _held_against(claim: Claim, claims: Sequence[Claim], today: date) -> Held | None:
    """Return what is held in spite of *claim*; None: it is heard."""
    belief = believe(claims, claim.subject, claim.kind, today)
    beside = {other.id for one in belief.conflicts for other in one.citing}
    is_against = relation(claim.value, belief.value) is Relation.DISJOINT
    return belief.held if is_against and claim.id not in beside else None


def _others_behind(belief: Belief, claim: Claim) -> tuple[ClaimId, ...]:
    """Return the claims for what is held, and for what stands beside it, but *claim*."""
    values = (belief.held, *belief.conflicts) if belief.held else ()
    return tuple(other.id for one in values for other in one.citing if other.id != claim.id)


def _named(season: Season) -> str:
    match season:
        case int():
            return f"season {season}"
        case "special" | "film":
            return f"the {season}"
        case "series":
            return "the show"
