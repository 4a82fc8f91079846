"""The point in time at which something is asked or told."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from content.facts.zones import zone_of


@dataclass(frozen=True, slots=True)
class AsOf:
    """A moment, or a calendar day taken as a whole.

    What was known is counted by the UTC day. A whole day includes everything reported on it, and
    everything that was to happen on it in the show's own zone.
    """

    moment: datetime
    """Aware, in UTC; the last moment of a whole day."""
    whole_day: bool = False

    @classmethod
    def on(cls, day: date) -> "AsOf":
        """Return the whole calendar *day*."""
        return cls(datetime.combine(day, time.max, UTC), whole_day=True)

    @classmethod
    def at(cls, moment: datetime) -> "AsOf":
        """Return the aware *moment*."""
        return cls(moment.astimezone(UTC))

    @classmethod
    def parse(cls, text: str) -> "AsOf":
        """Read ``2018-03-01`` or ``2018-03-01T08:00Z``.

        Raises:
            ValueError: neither of the two, or no such day.
        """
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return cls.on(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(f"{text!r} has no zone; write {text}Z for UTC")
        return cls.at(moment)

    @property
    def day(self) -> date:
        """The last day whose reports are known."""
        return self.moment.date()

    def day_in(self, zone: str) -> date:
        """Return the calendar day it is in the IANA *zone*; a whole day is itself everywhere."""
        return self.day if self.whole_day else self.moment.astimezone(zone_of(zone)).date()

    def has_reached(self, moment: datetime) -> bool:
        """Whether the aware *moment* has come; a whole day reaches what falls on its local day."""
        if self.whole_day:
            return moment.date() <= self.day
        return moment <= self.moment
