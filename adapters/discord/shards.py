"""Which of Discord's servers a process answers in, where several share them out.

https://docs.discord.com/developers/events/gateway#sharding
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from content.subscriptions.destination import Destination

_NAME_LIMIT: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """The shards that one process connects."""

    count: int | None = None
    """Into how many all servers are divided; None: as Discord recommends at each connection."""
    ids: tuple[int, ...] = ()
    """Those that are this process's, in rising order; empty: all of them."""

    @property
    def name(self) -> str:
        """What tells them from the others in a role's name: "0,1/4"; empty: they are all."""
        if self.are_all:
            return ""
        listed = ",".join(map(str, self.ids))
        if len(listed) > _NAME_LIMIT:
            listed = blake2b(listed.encode(), digest_size=8).hexdigest()
        return f"{listed}/{self.count}"

    @property
    def are_all(self) -> bool:
        """Whether no server is left to another process."""
        return self.count is None or not self.ids or len(self.ids) == self.count

    def serve(self, place: Destination) -> bool:
        """Whether people who write at *place* are heard here; direct messages come to shard 0."""
        if self.are_all or self.count is None:
            return True
        guild = int(place.workspace) if place.workspace.isdecimal() else 0
        return (guild >> 22) % self.count in self.ids


EVERY_SHARD = Shards()
