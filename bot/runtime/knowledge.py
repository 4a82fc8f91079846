"""What this process knows, in memory: the claims of every source, side by side."""

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.ports.sources import Fetched
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Claim, ClaimId, Show, ShowId


class Catalogues:
    """The port `FetchedKnowledge`.

    What is in memory is one catalogue, made anew for the shows of which a source says something
    else; the claims of all other shows stay the very same objects.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        """Hold the claims of *sources*, by name.

        Where two hold a claim of one id, or introduce one show, the earlier source's is taken.
        """
        self._held: dict[str, dict[ShowId, ShowClaims]] = {source: {} for source in sources}
        self._cursors: dict[str, str] = {}
        self._claims: dict[ShowId, tuple[Claim, ...]] = {}
        self._catalogue = Catalogue.of((), ())

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of this moment."""
        return self._catalogue

    def cursor_of(self, source: str) -> str | None:
        """Return the cursor of the last fetch that was taken in."""
        return self._cursors.get(source)

    def take_in(self, source: str, fetched: Fetched) -> bool:
        """Hold from now on what *source* says; return whether the catalogue is another one now."""
        before = self._held[source]
        changed = {part.id: part for part in fetched.changed}
        now = changed if fetched.is_whole else {**before, **changed}
        now = {show: part for show, part in now.items() if show not in set(fetched.gone)}
        self._cursors[source] = fetched.cursor
        touched = [show for show in before | now if before.get(show) != now.get(show)]
        is_reordered = list(before) != list(now)
        self._held[source] = now
        if not touched and not is_reordered:
            return False
        for show in touched:
            self._merge(show)
        order = dict.fromkeys(show for held in self._held.values() for show in held)
        self._claims = {show: self._claims[show] for show in order if show in self._claims}
        self._catalogue = Catalogue.by_show(self._shows(), self._claims)
        return True

    def _merge(self, show: ShowId) -> None:
        said = [held[show].claims for held in self._held.values() if show in held]
        said = [claims for claims in said if claims]
        if len(said) > 1:
            first: dict[ClaimId, Claim] = {}
            for claim in chain.from_iterable(said):
                first.setdefault(claim.id, claim)
            said = [tuple(first.values())]
        if not said:
            self._claims.pop(show, None)
        elif self._claims.get(show) != said[0]:
            self._claims[show] = said[0]

    def _shows(self) -> Iterator[Show]:
        found: dict[ShowId, Show] = {}
        for held in self._held.values():
            for part in held.values():
                if part.show is not None and part.id not in found:
                    found[part.id] = part.show
        return iter(found.values())
