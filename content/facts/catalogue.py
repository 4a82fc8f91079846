"""Shows and claims, checked and indexed."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar, cast

from content.facts.claims import Claim, Season, Show, ShowId
from content.facts.kinds import Kind

Found = TypeVar("Found")

_REMEMBERED: Final = 4096
"""Finds that a catalogue keeps; each one is cheap to make again."""


@dataclass(frozen=True, slots=True)
class ShowClaims:
    """One show, and what is claimed of it in one place."""

    id: ShowId
    show: Show | None
    """None: that place only claims something of a show that another place introduces."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All shows, and all claims about them."""

    shows: Mapping[ShowId, Show]
    claims: tuple[Claim, ...]
    _by_show: Mapping[ShowId, tuple[Claim, ...]] = field(default_factory=dict, repr=False)
    _found: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """What `remembered` keeps: it follows from the rest, so it is no part of the value."""

    @classmethod
    def of(cls, shows: Iterable[Show], claims: Iterable[Claim]) -> "Catalogue":
        """Return a catalogue of *shows* and *claims*, indexed by show."""
        every = tuple(claims)
        by_show: dict[ShowId, list[Claim]] = {}
        for claim in every:
            by_show.setdefault(claim.subject.show, []).append(claim)
        return cls(
            {show.id: show for show in shows},
            every,
            {show: tuple(mine) for show, mine in by_show.items()},
        )

    @classmethod
    def by_show(
        cls, shows: Iterable[Show], claims: Mapping[ShowId, tuple[Claim, ...]]
    ) -> "Catalogue":
        """Return a catalogue of *shows*, and of *claims* that are sorted by show already.

        The tuples are kept as they are: what is the same in two catalogues can then be told by
        identity, without looking into it.
        """
        every = tuple(claim for some in claims.values() for claim in some)
        return cls({show.id: show for show in shows}, every, claims)

    @property
    def claims_by_show(self) -> Mapping[ShowId, tuple[Claim, ...]]:
        """Every claim by the show it is about; shows without any are not in it."""
        return self._by_show

    @property
    def parts(self) -> tuple[ShowClaims, ...]:
        """Each show with its claims, in order; then the shows of which there are claims alone."""
        ids = dict.fromkeys((*self.shows, *self._by_show))
        return tuple(ShowClaims(id_, self.shows.get(id_), self.about(id_)) for id_ in ids)

    def overlaid_with(self, later: "Catalogue") -> "Catalogue":
        """Return all that was ever in this catalogue or is in *later*, in *later*'s words.

        A claim that has gone from its file still stands: only a retraction takes it back.
        """
        by_show = dict(self._by_show)
        for show in later.shows:
            mine, known = later.about(show), self.about(show)
            if mine is not known:
                ids = {claim.id for claim in mine}
                gone = tuple(claim for claim in known if claim.id not in ids)
                by_show[show] = (*mine, *gone) if gone else mine
        every = tuple(claim for claims in by_show.values() for claim in claims)
        return Catalogue({**self.shows, **later.shows}, every, by_show)

    def about(self, show: ShowId) -> tuple[Claim, ...]:
        """Return every claim about *show*, all of its seasons included."""
        return self._by_show.get(show, ())

    def seasons(self, show: ShowId) -> tuple[Season, ...]:
        """Return what is claimed about: numbered seasons in order, then special and series."""
        seasons = {claim.subject.season for claim in self.about(show)}
        numbered: list[Season] = sorted(s for s in seasons if isinstance(s, int))
        named: list[Season] = sorted(s for s in seasons if isinstance(s, str))
        return (*numbered, *named)

    def of_kind(self, kind: Kind) -> Mapping[ShowId, tuple[Claim, ...]]:
        """Return the claims of *kind* by show; a show that has none is not in it."""
        return self.remembered(_by_kind, lambda: _by_kind(self.claims)).get(kind, {})

    def known_between(self, first: date, last: date) -> Sequence[Claim]:
        """Return the claims that count from a day of that span on, oldest first."""
        days, claims = self.remembered(_by_day, lambda: _by_day(self.claims))
        return claims[bisect_left(days, first) : bisect_right(days, last)]

    def knowledge_of(self, day: date) -> int:
        """Return how many claims count by *day*: on two days with one number the same is known."""
        days, _ = self.remembered(_by_day, lambda: _by_day(self.claims))
        return bisect_right(days, day)

    def known_about(self, show: ShowId, day: date) -> int:
        """Return how many claims about *show* count by *day*: with one number the same is held."""
        days = self.remembered(
            (Catalogue.known_about, show),
            lambda: sorted(claim.known_from for claim in self.about(show)),
        )
        return bisect_right(days, day)

    def remembered(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what *make* finds in this catalogue, made once for each *key*.

        It must follow from the catalogue and the key alone.
        """
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.pop(next(iter(self._found)), None)
            self._found[key] = make()
        return cast("Found", self._found[key])

    def __iter__(self) -> Iterator[Show]:
        return iter(self.shows.values())


def _by_kind(claims: Iterable[Claim]) -> dict[Kind, dict[ShowId, tuple[Claim, ...]]]:
    found: dict[Kind, dict[ShowId, tuple[Claim, ...]]] = {}
    for claim in claims:
        mine = found.setdefault(claim.kind, {})
        mine[claim.subject.show] = (*mine.get(claim.subject.show, ()), claim)
    return found


def _by_day(claims: Iterable[Claim]) -> tuple[list[date], list[Claim]]:
    ordered = sorted(claims, key=lambda claim: claim.known_from)
    return [claim.known_from for claim in ordered], ordered
