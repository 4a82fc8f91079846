"""The real connector, connected to a Slack of our own."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from adapters.slack.connector import SlackConnector
from adapters.slack.intake import MOST_AT_ONCE
from adapters.slack.manifest import SCOPES
from adapters.slack.traits import SLACK
from bot.ports.secret_box import SecretBox
from bot.runtime.open_questions import OpenQuestions
from fakes.database import FakeDatabase
from fakes.newsroom import StoppedClock, make_router
from fakes.slack import FakeSlack
from fakes.subscriptions import FakeSubscriptions

PATIENCE_S = 0.4
"""A connection that is down for so long is replaced; a test need not wait twenty seconds."""


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def subscriptions() -> FakeSubscriptions:
    return FakeDatabase().subscriptions


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace that grants what the manifest asks for; what Slack would refuse fails a test."""
    async with FakeSlack() as slack:
        slack.workspace.scopes = set(SCOPES)
        yield slack
    assert slack.violations == []


@pytest.fixture
async def make_connector(
    slack: FakeSlack, clock: StoppedClock, subscriptions: FakeSubscriptions
) -> AsyncIterator[Callable[..., SlackConnector]]:
    """Make a connector over a router with these parts; whatever was made is stopped at the end."""
    made: list[SlackConnector] = []

    def make(
        *,
        bot_token: str = slack.workspace.bot_token,
        app_token: str = slack.workspace.app_token,
        patience_s: float = PATIENCE_S,
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        most_at_once: int = MOST_AT_ONCE,
        on_plain_answer: Callable[[], None] = lambda: None,
        **parts: Any,
    ) -> SlackConnector:
        wanted = {"traits": SLACK, "clock": clock, "subscriptions": subscriptions} | parts
        connector = SlackConnector(
            bot_token,
            app_token,
            make_router(**wanted),
            api_base=slack.api_base,
            patience_s=patience_s,
            questions=questions,
            secret_box=secret_box,
            most_at_once=most_at_once,
            on_plain_answer=on_plain_answer,
        )
        made.append(connector)
        return connector

    yield make
    for connector in made:
        await connector.stop()


@pytest.fixture
async def connector(
    make_connector: Callable[..., SlackConnector], slack: FakeSlack
) -> SlackConnector:
    """A connector that both of its sockets have connected for."""
    connector = make_connector()
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector
