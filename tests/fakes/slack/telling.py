"""A delivery to Slack, and a messenger to make it with, with every default."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from adapters.slack.delivery import SlackMessenger
from adapters.slack.limits import ChannelPacer
from adapters.slack.posting import Poster
from adapters.slack.traits import SLACK
from adapters.slack.web_api import open_session, web_client
from bot.ports.journal import Clock
from bot.ports.outbox import Delivery, DeliveryId, Messenger
from bot.ports.pictures import Pictures
from bot.runtime.clock import SystemClock
from content.announcements.announcement import AnnouncementId, News
from content.facts.claims import ShowId, Stance, Subject
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome
from fakes.slack.workspace import Workspace

HERE = Destination(
    platform=SLACK.id, workspace=Workspace.team, channel=Workspace.general, thread=""
)
NEWS = News(
    id=AnnouncementId("jessica-jones/2/release-date/1"),
    topic=Topic.RELEASE,
    subject=Subject(ShowId("jessica-jones"), 2),
    show="Jessica Jones",
    headline="Season 2 premieres on 8 March 2018.",
    stance=Stance.CONFIRMED,
    created_at=datetime(2017, 12, 9, tzinfo=UTC),
)


def delivery(**wishes: Any) -> Delivery:
    fields: dict[str, Any] = {
        "id": DeliveryId(1),
        "key": "violet-000000000000000001",
        "announcement": NEWS,
        "destination": HERE,
        "attempts": 0,
        "is_unknown": False,
        "first_tried_at": datetime.now(UTC),
        "lease": "lease",
    }
    return Delivery(**(fields | wishes))


async def tell(violet: Messenger, told: Delivery) -> Outcome:
    """Send it as the outbox does, in its slot."""
    return await violet.reserve_slot(told) or await violet.send(told)


@asynccontextmanager
async def messenger(
    api_base: str,
    *,
    clock: Clock | None = None,
    pacer: ChannelPacer | None = None,
    token: str = Workspace.bot_token,
    timeout_s: float = 10.0,
    pictures: Pictures | None = None,
) -> AsyncIterator[SlackMessenger]:
    async with open_session(timeout_s) as session:
        client = web_client(session, token=token, api_base=api_base)
        yield SlackMessenger(
            client,
            Poster(client, pacer or ChannelPacer(channel_s=0.0, workspace_s=0.0)),
            team=Workspace.team,
            bot_user=Workspace.bot_user,
            clock=clock or SystemClock(),
            pictures=pictures,
        )
