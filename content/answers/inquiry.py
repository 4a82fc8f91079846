"""One question, and everything that its answer is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from content.answers.phrases import when
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Status
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Season, SeasonRef, Show, ShowId, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listed import listing_then
from content.facts.listing import Listing
from content.facts.premieres import (
    Premiere,
    is_out,
    known_seasons,
    premiere_in,
    premiere_of,
    resolve_season,
    seen_from,
)
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.wording import Wording, wording_for
from content.understanding.question import Question


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question about one season of one show, as known on a day."""

    question: Question
    catalogue: Catalogue
    as_of: AsOf
    show: Show
    season: Season

    @classmethod
    def of(cls, question: Question, catalogue: Catalogue, as_of: AsOf, show: ShowId) -> "Inquiry":
        """Return *question* as it is asked of *show*, its season resolved."""
        season = resolve_season(catalogue, show, question.season, as_of)
        return cls(question, catalogue, as_of, catalogue.shows[show], season)

    @property
    def subject(self) -> Subject:
        """The show and season that the question is about."""
        return Subject(self.show.id, self.season)

    @property
    def is_unnamed(self) -> bool:
        """Whether the question left the season open."""
        return self.question.season is SeasonRef.UNNAMED

    @property
    def clock(self) -> str | None:
        """The IANA zone that is asked for, or else the reader's; None: neither is known."""
        return self.question.zone or self.question.reader

    @property
    def today(self) -> date:
        """The calendar day by the clock of whoever asks, or else in the show's zone."""
        return self.as_of.day_in(self.clock or self.show.zone)

    @property
    def name(self) -> str:
        """What people call the season; the one season of a closed show goes by its title."""
        if self.show.limited and self.season == 1:
            return self.show.short
        return season_name(self.show, self.season, self.wording)

    @property
    def wording(self) -> Wording:
        """How things are said in the language of the answer."""
        return wording_for(self.question.language)

    def say(self, msgid: str, /, **parts: object) -> str:
        """Return a sentence in the asker's language; see `Wording.say`."""
        return self.wording.say(msgid, **parts)

    def count(self, one: str, many: str, number: int, /, **parts: object) -> str:
        """Return a sentence about so many things in the asker's language."""
        return self.wording.count(one, many, number, **parts)

    def dated(
        self, with_day: str, without: str, day: PartialDate | None, /, **parts: object
    ) -> str:
        """Return the sentence that has a place `{when}`, or the other where there is no day."""
        if day is None:
            return self.say(without, **parts)
        return self.say(with_day, when=self.when(day), **parts)

    def when(self, day: PartialDate) -> str:
        """Return a date with its preposition in the asker's language."""
        return when(day, self.wording)

    def label(self, kind: Kind) -> str:
        """Return a noun phrase for *kind* in the asker's language."""
        return label(kind, self.wording)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim about the show, later ones included."""
        return self.catalogue.about(self.show.id)

    @property
    def seasons(self) -> tuple[int, ...]:
        """The numbered seasons that exist."""
        return known_seasons(self.catalogue, self.show.id, self.as_of)

    @property
    def listing(self) -> Listing | None:
        """What a listing says of the show now; None: it is in none, or a past day is asked of."""
        return listing_then(self.catalogue, self.show.id, self.as_of)

    @property
    def premiere(self) -> Premiere:
        """When the season comes out, by the clock of whoever asks."""
        return seen_from(premiere_of(self.catalogue, self.subject, self.as_of), self.clock)

    @property
    def premiere_there(self) -> Premiere:
        """When the season comes out in the country that was asked for; else everywhere."""
        market, there = self.question.market, None
        if market is not None:
            zone = self.question.zone
            there = premiere_in(self.catalogue, self.subject, self.as_of, market, zone)
        return there or self.premiere

    @property
    def is_out(self) -> bool:
        """Whether the season has come out."""
        return is_out(self.premiere, self.as_of)

    def about(self, season: Season) -> "Inquiry":
        """Return the same question about another season."""
        return replace(self, season=season)

    def belief(self, kind: Kind, *, market: str | None = None) -> Belief:
        """Return what is held of the season itself."""
        return believed(self.catalogue, self.subject, kind, self.as_of.day, market=market)

    def belief_or_of_series(self, kind: Kind) -> Belief:
        """Return what is held of the season, and where nothing is, of the whole series."""
        mine = self.belief(kind)
        if mine.status is not Status.UNKNOWN or self.season == "series":
            return mine
        whole = self.about("series").belief(kind)
        return mine if whole.status is Status.UNKNOWN else whole

    @property
    def cancellation(self) -> Belief:
        """What is held of an end of the season, or else of the series."""
        mine = self.belief(Kind.CANCELLATION)
        return mine if mine.is_known else self.about("series").belief(Kind.CANCELLATION)

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody stated that the series, or this very season, was cancelled."""
        return is_stated(self.cancellation)

    def last_known(self, kinds: Iterable[Kind]) -> "Inquiry":
        """Return the same question about the latest season of which any of *kinds* is held.

        Only where the question left the season open, and nothing is held of the one it means.
        """
        wanted = tuple(kinds)
        if not self.is_unnamed or self.holds(wanted):
            return self
        others = (self.about(season) for season in reversed(self.seasons))
        return next((other for other in others if other.holds(wanted)), self)

    def holds(self, kinds: Iterable[Kind]) -> bool:
        """Whether anything of *kinds* is held of the season."""
        return any(self.belief(kind).is_known for kind in kinds)


def is_stated(belief: Belief) -> bool:
    """Whether a value is held that somebody stated, rather than guessed."""
    if belief.held is not None:
        return belief.is_known and belief.held.is_firm
    return any(held.is_firm for held in belief.several)
