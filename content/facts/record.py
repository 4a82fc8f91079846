"""All that was ever recorded, by show."""

from collections.abc import Iterable
from datetime import date

from content.facts.claims import Claim, ShowId


class Record:
    """Every claim ever recorded, and every show ever seen; moved on by show, in place.

    A claim that has gone from its source still stands: only a retraction takes it back. What
    stands in the source too is the very same object, so that nothing is held twice.

    Of a show whose claims the catalogue holds packed nothing is held here at all: whoever looks
    at it asks for what is recorded, and gives it to `with_read`.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        shows: Iterable[ShowId],
        *,
        until: date,
        elsewhere: Iterable[ShowId] = (),
    ) -> None:
        """Hold *claims* and *shows*, which were weighed as known by the day *until*.

        Of those *elsewhere* nothing is among *claims*.
        """
        self._until = until
        self._elsewhere = set(elsewhere)
        self._shows = set(shows)
        self._about: dict[ShowId, tuple[Claim, ...]] = {}
        self._coming: dict[date, set[ShowId]] = {}
        """The shows of which something counts from a day on that was not weighed yet."""
        by_show: dict[ShowId, list[Claim]] = {}
        for claim in claims:
            by_show.setdefault(claim.subject.show, []).append(claim)
        for show, mine in by_show.items():
            self._hold(show, tuple(mine))

    def about(self, show: ShowId) -> tuple[Claim, ...]:
        """Return every recorded claim about *show*."""
        return self._about.get(show, ())

    def is_elsewhere(self, show: ShowId) -> bool:
        """Whether what is recorded of *show* is not held here, and is to be asked for."""
        return show in self._elsewhere

    def has_seen(self, show: ShowId) -> bool:
        """Whether *show* was ever seen, be it without any claim."""
        return show in self._shows

    def with_read(
        self,
        show: ShowId,
        read: tuple[Claim, ...],
        *,
        recorded: tuple[Claim, ...] | None = None,
    ) -> tuple[Claim, ...]:
        """Return all that is recorded of *show* once *read* is too, in the words of *read*.

        *recorded* is what is recorded so far, where it is not held here.
        """
        known = self.about(show) if recorded is None else recorded
        if read is known:
            return known
        ids = {claim.id for claim in read}
        gone = tuple(claim for claim in known if claim.id not in ids)
        return (*read, *gone) if gone else read

    def coming_by(self, until: date) -> set[ShowId]:
        """Return the shows of which a claim counts by the day *until* that did not before."""
        return {show for day, shows in self._coming.items() if day <= until for show in shows}

    def put(self, show: ShowId, claims: tuple[Claim, ...]) -> None:
        """Hold that *show* was seen, and *claims* as all that is recorded of it."""
        self._shows.add(show)
        self._elsewhere.discard(show)
        self._hold(show, claims)

    def put_elsewhere(self, show: ShowId) -> None:
        """Hold that *show* was seen, and that what is recorded of it is to be asked for."""
        self._shows.add(show)
        self._elsewhere.add(show)
        self._about.pop(show, None)

    def weighed(self, until: date) -> None:
        """Hold that all was weighed for news as known by the day *until*."""
        self._until = until
        for day in [day for day in self._coming if day <= until]:
            del self._coming[day]

    def _hold(self, show: ShowId, claims: tuple[Claim, ...]) -> None:
        self._about[show] = claims
        for claim in claims:
            if claim.known_from > self._until:
                self._coming.setdefault(claim.known_from, set()).add(show)
