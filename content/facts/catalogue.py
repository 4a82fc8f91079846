"""Shows and claims, checked, and moved on by show."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Final, TypeVar, cast

from content.facts.claims import Claim, Season, Show, ShowId
from content.facts.listing import Listing
from content.facts.packed import PackedClaims, PackedListing

Found = TypeVar("Found")

_REMEMBERED: Final = 4096
"""Finds that a catalogue keeps; each one is cheap to make again."""
_UNPACKED: Final = 64
"""Shows whose claims, and whose listings, stay unpacked, of those asked about last."""


@dataclass(frozen=True, slots=True)
class ShowClaims:
    """One show, and what is claimed of it in one place."""

    id: ShowId
    show: Show | None
    """None: that place only claims something of a show that another place introduces."""
    claims: tuple[Claim, ...] | PackedClaims
    listing: Listing | PackedListing | None = None
    """What that place lists of it, where it is a listing."""

    @property
    def unpacked(self) -> tuple[Claim, ...]:
        """The claims, in whichever way they are held."""
        return self.claims.claims if isinstance(self.claims, PackedClaims) else self.claims


@dataclass(slots=True)
class _Kept:
    """An index, and how far it has followed its catalogue."""

    index: Any
    put: Callable[[Any, "Catalogue", ShowId], None]
    version: int
    is_eager: bool


class Catalogue:
    """All shows, and all claims about them.

    A running bot has one, which `put` changes in place, one show at a time; whatever follows from
    it (`index`, `remembered_of`) is then worked out again for that show alone. Nothing changes
    while somebody works without waiting: an answer is worked out with no await in between, and so
    sees one state. Whoever has waited may find that a show is gone.
    """

    __slots__ = (
        "_by_show",
        "_changed",
        "_filling",
        "_found",
        "_found_of",
        "_indexes",
        "_kept",
        "_listings",
        "_reached",
        "_shows",
        "_unpacked",
        "_unpacked_listings",
        "_version",
    )

    def __init__(
        self,
        shows: Iterable[Show] = (),
        claims: Mapping[ShowId, tuple[Claim, ...]] | None = None,
        listings: Mapping[ShowId, Listing | PackedListing] | None = None,
    ) -> None:
        """Hold *shows*, and *claims* and *listings* by the show they are about."""
        self._shows = {show.id: show for show in shows}
        self._by_show: dict[ShowId, tuple[Claim, ...] | PackedClaims] = {
            show: mine for show, mine in (claims or {}).items() if mine
        }
        self._listings = dict(listings or {})
        self._reached: dict[str, datetime] = {}
        self._unpacked: dict[ShowId, tuple[Claim, ...]] = {}
        self._unpacked_listings: dict[ShowId, Listing] = {}
        self._version = 0
        self._changed: dict[ShowId, int] = {}
        """At which version each show was last put, the latest last."""
        self._indexes: dict[Hashable, _Kept] = {}
        self._found: dict[Hashable, Any] = {}
        self._found_of: dict[ShowId, dict[Hashable, Any]] = {}
        self._kept = 0
        """How many finds `_found_of` holds in all."""
        self._filling = False

    @classmethod
    def of(cls, shows: Iterable[Show], claims: Iterable[Claim]) -> "Catalogue":
        """Return a catalogue of *shows* and *claims*, sorted by show."""
        by_show: dict[ShowId, list[Claim]] = {}
        for claim in claims:
            by_show.setdefault(claim.subject.show, []).append(claim)
        return cls(shows, {show: tuple(mine) for show, mine in by_show.items()})

    @property
    def shows(self) -> Mapping[ShowId, Show]:
        """Every show by its id, in the order in which people are to read them."""
        return self._shows

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, by show: for whoever goes through all of them, since it is made anew."""
        return tuple(chain.from_iterable(map(self.about, self._by_show)))

    @property
    def parts(self) -> tuple[ShowClaims, ...]:
        """Each show with its claims, in order; then the shows of which there are claims alone."""
        return tuple(
            ShowClaims(id_, self._shows.get(id_), self.about(id_), self._listings.get(id_))
            for id_ in self.ids
        )

    @property
    def version(self) -> int:
        """A number that grows with every change."""
        return self._version

    def put(self, part: ShowClaims) -> None:
        """Hold from now on *part* of its show, in place of all that was held of it.

        A show that is new comes after those that are there; one without claims that is introduced
        nowhere is gone.
        """
        if part.show is None:
            self._shows.pop(part.id, None)
        else:
            self._shows[part.id] = part.show
        if part.claims:
            self._by_show[part.id] = part.claims
        else:
            self._by_show.pop(part.id, None)
        if part.listing is None:
            self._listings.pop(part.id, None)
        else:
            self._listings[part.id] = part.listing
        self._unpacked.pop(part.id, None)
        self._unpacked_listings.pop(part.id, None)
        self._version += 1
        self._changed.pop(part.id, None)
        self._changed[part.id] = self._version
        self._found.clear()
        self._kept -= len(self._found_of.pop(part.id, ()))

    def reached(self, source: str, at: datetime) -> None:
        """Hold that the list of changes of a *source* of listings was read, the last time *at*.

        So each show that it does not name is known to be listed as before, and none is put. What
        is remembered, or held in an index, must not depend on it.
        """
        self._reached[source] = max(at, self._reached.get(source, at))

    def reorder(self, shows: Iterable[ShowId]) -> None:
        """Let *shows*, which are those held, be read in that order from now on."""
        self._shows = {show: self._shows[show] for show in shows}
        self._version += 1
        self._found.clear()

    def only(self, shows: Iterable[ShowId]) -> "Catalogue":
        """Return a catalogue of its own with what is held of *shows* now, for another thread."""
        wanted = [show for show in shows if show in self._shows]
        return Catalogue(
            [self._shows[show] for show in wanted],
            {show: self.about(show) for show in wanted},
            {show: held for show in wanted if (held := self.listing(show)) is not None},
        )

    def changed_since(self, version: int) -> tuple[ShowId, ...]:
        """Return the shows that were put after *version*, those that are gone included."""
        found = []
        for show, at in reversed(self._changed.items()):
            if at <= version:
                break
            found.append(show)
        return tuple(found[::-1])

    def about(self, show: ShowId) -> tuple[Claim, ...]:
        """Return every claim about *show*, all of its seasons included."""
        held = self._by_show.get(show, ())
        if not isinstance(held, PackedClaims):
            return held
        return _kept_open(self._unpacked, show, lambda: held.claims)

    def listing(self, show: ShowId) -> Listing | None:
        """Return what a listing says of *show* now; None: it is followed in none."""
        held = self._listings.get(show)
        if isinstance(held, PackedListing):
            packed = held
            held = _kept_open(self._unpacked_listings, show, lambda: packed.listing)
        return held and held.as_seen_at(self.listing_seen_at(show))

    def listing_seen_at(self, show: ShowId) -> datetime | None:
        """Return `Listing.seen_at` of it, without opening what is packed; None also: it has none.

        That is when its record was read, or later the list of changes, unless that named it.
        """
        held = self._listings.get(show)
        if held is None:
            return None
        if held.seen_at is None or held.is_outdated:
            return held.seen_at
        return max(held.seen_at, self._reached.get(held.source, held.seen_at))

    def held_listing(self, show: ShowId) -> Listing | PackedListing | None:
        """Return what was put of it as it is held: packed, where it came so."""
        return self._listings.get(show)

    def held(self, show: ShowId) -> tuple[Claim, ...] | PackedClaims:
        """Return the same as it is held: packed, where it came so."""
        return self._by_show.get(show, ())

    def seasons(self, show: ShowId) -> tuple[Season, ...]:
        """Return what is claimed about: numbered seasons in order, then special and series."""
        return self.remembered_of(show, Catalogue.seasons, lambda: self._seasons_of(show))

    def _seasons_of(self, show: ShowId) -> tuple[Season, ...]:
        seasons = {claim.subject.season for claim in self.about(show)}
        numbered: list[Season] = sorted(s for s in seasons if isinstance(s, int))
        named: list[Season] = sorted(s for s in seasons if isinstance(s, str))
        return (*numbered, *named)

    def known_about(self, show: ShowId, day: date) -> int:
        """Return how many claims about *show* count by *day*: with one number the same is held."""
        days = self.remembered_of(
            show,
            Catalogue.known_about,
            lambda: sorted(claim.known_from for claim in self.about(show)),
        )
        return bisect_right(days, day)

    def index(
        self,
        key: Hashable,
        make: Callable[[], Found],
        put: Callable[[Found, "Catalogue", ShowId], None],
        *,
        is_eager: bool = False,
    ) -> Found:
        """Return the index that *key* stands for, as the shows are now.

        *make* makes an empty one, and *put* has it take in all that the catalogue holds of one
        show, which may be nothing, in place of what it took in of that show before. What an index
        says must not depend on the order of that. While the catalogue is being filled it may lack
        shows, unless it *is_eager*.
        """
        kept = self._indexes.get(key)
        if kept is None:
            kept = self._indexes[key] = _Kept(make(), put, -1, is_eager)
        if is_eager or not self._filling or kept.version < 0:
            self._settle(kept)
        return cast("Found", kept.index)

    @property
    def is_filling(self) -> bool:
        """Whether indexes may lack shows that are there: then nothing follows from what they lack.

        Each show that is asked about by name is known all the same, be it that who asks first waits
        for all names.
        """
        return self._filling

    def fill(self) -> None:
        """Let indexes lack what is put from now on, until `settle_some` has come to its end.

        So nobody who asks meanwhile waits for all of very many shows.
        """
        self._filling = True

    def settle_some(self, most: int) -> bool:
        """Have indexes take in *most* of the shows that each lacks; return whether any are left.

        The eager ones come first, and the others once those lack nothing.
        """
        eager = [one for one in self._indexes.values() if one.is_eager]
        behind = [one for one in eager if one.version < self._version]
        is_left = bool(behind)
        for kept in behind or tuple(self._indexes.values()):
            changed = self.changed_since(kept.version)
            for show in changed[:most]:
                kept.put(kept.index, self, show)
            if changed:
                kept.version = self._changed[changed[:most][-1]]
            is_left = is_left or len(changed) > most
        self._found.clear()
        self._filling = self._filling and is_left
        return is_left

    def settle(self) -> None:
        """Have every index that was ever asked for take in what has changed, before it is asked."""
        for kept in tuple(self._indexes.values()):
            self._settle(kept)
        if self._filling:
            self._found.clear()
            self._filling = False

    def _settle(self, kept: _Kept) -> None:
        if kept.version == self._version:
            return
        for show in self.ids if kept.version < 0 else self.changed_since(kept.version):
            kept.put(kept.index, self, show)
        kept.version = self._version

    def remembered(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what *make* finds in all of this catalogue, made once until any show changes.

        It must follow from the catalogue and the key alone.
        """
        if key not in self._found:
            found = make()
            if len(self._found) >= _REMEMBERED:
                self._found.pop(next(iter(self._found)), None)
            self._found[key] = found
        return cast("Found", self._found[key])

    def remembered_of(self, show: ShowId, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what *make* finds of *show*, made once until that show changes.

        It must follow from what is held of the show and the key alone.
        """
        mine = self._found_of.get(show)
        if mine is not None and key in mine:
            found: Found = mine[key]
            return found
        found = make()
        while self._kept >= _REMEMBERED:
            self._kept -= len(self._found_of.pop(next(iter(self._found_of))))
        mine = self._found_of.setdefault(show, {})
        self._kept += key not in mine
        mine[key] = found
        return found

    @property
    def ids(self) -> tuple[ShowId, ...]:
        """Every show of which anything is held: those introduced, in order, and then the others."""
        return tuple(dict.fromkeys((*self._shows, *self._by_show)))

    def __iter__(self) -> Iterator[Show]:
        return iter(self._shows.values())

    def __eq__(self, other: object) -> bool:
        """Whether it holds the same; what follows from that is no part of the value."""
        if not isinstance(other, Catalogue):
            return NotImplemented
        return (self._shows, self._by_show, self._listings, self._reached) == (
            other._shows,
            other._by_show,
            other._listings,
            other._reached,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self._shows)} shows, version {self._version}>"


def _kept_open(unpacked: dict[ShowId, Found], show: ShowId, unpack: Callable[[], Found]) -> Found:
    """Return what is *unpacked* of *show*, and keep it, beside those that were asked about last."""
    found = unpacked.pop(show, None)
    if found is None:
        found = unpack()
        while len(unpacked) >= _UNPACKED:
            del unpacked[next(iter(unpacked))]
    unpacked[show] = found
    return found
