"""Shows and claims, checked and indexed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from content.claims import Claim, Season, Show, ShowId


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All shows, and all claims about them."""

    shows: Mapping[ShowId, Show]
    claims: tuple[Claim, ...]
    _by_show: Mapping[ShowId, tuple[Claim, ...]] = field(default_factory=dict, repr=False)

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

    def about(self, show: ShowId) -> tuple[Claim, ...]:
        """Return every claim about *show*, all of its seasons included."""
        return self._by_show.get(show, ())

    def seasons(self, show: ShowId) -> tuple[Season, ...]:
        """Return what is claimed about: numbered seasons in order, then special and series."""
        seasons = {claim.subject.season for claim in self.about(show)}
        numbered: list[Season] = sorted(s for s in seasons if isinstance(s, int))
        named: list[Season] = sorted(s for s in seasons if isinstance(s, str))
        return (*numbered, *named)

    def __iter__(self) -> Iterator[Show]:
        return iter(self.shows.values())
