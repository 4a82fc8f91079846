"""Violet in several workspaces: a connector each, one outbox, one database; a process of its own.

`python -m benchmarks.telling_workspaces DATABASE_URL BOT_TOKEN APP_TOKEN TEAM=API_BASE…` answers
from the start, tells what there is to tell after a line on stdin, and ends with stdin.
"""

import asyncio
import logging
import sys
from collections.abc import Mapping

import structlog

from adapters.secret_box import AesGcmSecretBox
from adapters.slack.connector import SlackConnector
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.ports.outbox import Delivery, Messenger
from bot.runtime.clock import SystemClock
from bot.runtime.open_questions import OpenQuestions
from bot.runtime.write_behind import WriteBehindConversations
from bot.verbs.deliver import deliver
from bot.verbs.fan_out import fan_out
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome, Rejected
from fakes.newsroom import make_router

READY = "ready"
_LOOK_AGAIN_S = 0.1


class InTheirWorkspaces:
    """The port `Messenger` over one for each workspace."""

    traits = SLACK

    def __init__(self, by_team: Mapping[str, Messenger]) -> None:
        self._by_team = by_team

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        return await self._of(delivery.destination).reserve_slot(delivery)

    async def send(self, delivery: Delivery) -> Outcome:
        return await self._of(delivery.destination).send(delivery)

    async def revise(self, delivery: Delivery) -> Outcome:
        return await self._of(delivery.destination).revise(delivery)

    async def find(self, delivery: Delivery) -> Outcome | None:
        return await self._of(delivery.destination).find(delivery)

    async def probe(self, destination: Destination) -> Rejected | None:
        return await self._of(destination).probe(destination)

    def _of(self, destination: Destination) -> Messenger:
        return self._by_team[destination.workspace]


async def main(url: str, bot_token: str, app_token: str, *workspaces: str) -> None:
    """Answer, and tell once that is wanted."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    clock, database = SystemClock(), await Database.open(url)
    questions = OpenQuestions(database.answers, clock)
    conversations = WriteBehindConversations(database.conversations)
    connectors = {
        team: SlackConnector(
            bot_token,
            app_token,
            make_router(traits=SLACK, clock=clock, conversations=conversations),
            api_base=api_base,
            questions=questions,
            secret_box=AesGcmSecretBox(b"k" * 32),
        )
        for team, _, api_base in (one.partition("=") for one in workspaces)
    }
    for connector in connectors.values():
        await connector.start()
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    messenger = InTheirWorkspaces({team: one.messenger for team, one in connectors.items()})
    telling = asyncio.create_task(_tell(database, clock, messenger))
    telling.add_done_callback(_say_why)
    await asyncio.to_thread(sys.stdin.read)
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)
    for connector in connectors.values():
        await connector.stop()
    await conversations.close(1.0)
    await questions.close(1.0)
    await database.close()


async def _tell(database: Database, clock: SystemClock, messenger: Messenger) -> None:
    while True:
        try:
            while await fan_out(clock=clock, journal=database.journal):
                pass
            await deliver(clock=clock, outbox=database.outbox, messengers={SLACK.id: messenger})
        except StorageError as error:  # as the program does
            sys.stderr.write(f"{error}\n")
        await asyncio.sleep(_LOOK_AGAIN_S)


def _say_why(telling: asyncio.Task[None]) -> None:
    """Say what ended it, for which nobody waits."""
    if not telling.cancelled() and (error := telling.exception()):
        sys.stderr.write(f"telling ended: {error!r}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
