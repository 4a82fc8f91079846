"""What the program is handed to run on a mailbox too."""

from collections.abc import Callable
from pathlib import Path

from bot.app import PlatformMaker
from bot.ports.platforms import Connector
from bot.router import Router
from fakes.mailbox.connector import MailboxConnector
from fakes.mailbox.traits import MAILBOX


def mailbox(root: Path) -> PlatformMaker:
    def make(
        router: Router, *, listens: bool, may_send: Callable[[], bool], **_: object
    ) -> Connector:
        return MailboxConnector(root, router, listens=listens, may_send=may_send)

    return PlatformMaker(traits=MAILBOX, make=make)
