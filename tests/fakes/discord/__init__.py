"""A Discord of one's own: REST, gateway, and people who write and run commands.

`python -m fakes.discord --port 8080` from `tests/` runs it for a rehearsal.
"""

from fakes.discord.faults import Fault
from fakes.discord.interactions import Interaction
from fakes.discord.server import FakeDiscord
from fakes.discord.state import (
    ALL,
    ATTACH,
    CONNECT,
    CREATE_EVENTS,
    CROSSPOSTED,
    EMBED,
    HISTORY,
    MANAGE_CHANNELS,
    MANAGE_THREADS,
    MANAGE_WEBHOOKS,
    NEWS,
    SEND,
    SEND_IN_THREADS,
    VIEW,
    Channel,
    Message,
)

__all__ = [
    "ALL",
    "ATTACH",
    "CONNECT",
    "CREATE_EVENTS",
    "CROSSPOSTED",
    "EMBED",
    "HISTORY",
    "MANAGE_CHANNELS",
    "MANAGE_THREADS",
    "MANAGE_WEBHOOKS",
    "NEWS",
    "SEND",
    "SEND_IN_THREADS",
    "VIEW",
    "Channel",
    "FakeDiscord",
    "Fault",
    "Interaction",
    "Message",
]
