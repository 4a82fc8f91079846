"""A folder, as far as connecting goes: it is looked through again and again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.ports.errors import PlatformUnreachableError
from bot.ports.outbox import Messenger
from bot.ports.platforms import Speaker
from bot.router import Router
from bot.runtime.in_flight import InFlight
from content.commands.parse import read_command
from content.subscriptions.destination import Destination
from fakes.mailbox.delivery import MailboxChannels, MailboxMessenger
from fakes.mailbox.files import STREET, Box, boxes_in, write
from fakes.mailbox.messages import response_text
from fakes.mailbox.traits import MAILBOX

LOOK_EVERY_S = 0.02
FINISH_S = 1.2


class MailboxConnector:
    """The `Connector` of one folder."""

    traits = MAILBOX

    def __init__(
        self,
        root: Path,
        router: Router,
        *,
        listens: bool = True,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self._root = root
        self._router = router
        self._listens = listens
        self._channels = MailboxChannels(root)
        self._messenger = MailboxMessenger(root, may_send)
        self._in_flight = InFlight()
        self._begun: set[Path] = set()
        self._listening: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    @property
    def messenger(self) -> Messenger:
        return self._messenger

    async def start(self) -> None:
        if not self._root.is_dir():
            raise PlatformUnreachableError(f"{self._root} is no folder; make it")
        if self._listens:
            self._listening = asyncio.create_task(self._listen())

    async def wait(self) -> None:
        await self._ended.wait()

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await self._in_flight.finish(FINISH_S)
        self._ended.set()

    async def _listen(self) -> None:
        while True:
            for box in boxes_in(self._root):
                for question in box.questions:
                    if question not in self._begun:
                        self._begun.add(question)
                        self._in_flight.begin(self._answer(box, question))
            await asyncio.sleep(LOOK_EVERY_S)

    async def _answer(self, box: Box, question: Path) -> None:
        """Answer a question, whose file is named for who asks: trish-1.txt."""
        here = Destination(platform=MAILBOX.id, workspace=STREET, channel=box.folder.name)
        speaker = Speaker(destination=here, person=question.stem.partition("-")[0])
        command = read_command(box.asked_in(question))
        response = await self._router.handle(
            command, speaker, self._channels, message=question.stem
        )
        write(box.answer_to(question), response_text(response))
