"""Connecting to Discord: commands, tokens, and coming back after a loss."""

import asyncio
import traceback

import pytest

from bot.ports.errors import PlatformError
from fakes.discord import FakeDiscord
from fakes.patience import PATIENCE_S


@pytest.mark.usefixtures("connector")
async def test_the_commands_are_registered_under_the_names_people_know(world):
    assert {command["name"] for command in world.commands} == {
        *(
            "when",
            "filming",
            "countdown",
            "history",
            "news",
            "upcoming",
            "ask",
            "help",
            "remind",
            "forget",
            "updates",
            "newsdesk",
        ),
    }


@pytest.mark.usefixtures("connector")
async def test_updates_is_for_whoever_manages_the_server_and_only_there(world):
    (updates,) = [command for command in world.commands if command["name"] == "updates"]

    assert updates["default_member_permissions"] == str(1 << 5)
    assert updates["contexts"] == [0]
    assert {option["name"] for option in updates["options"]} == {
        *("subscribe", "settings", "unsubscribe", "list", "pause", "resume"),
        *("preview", "why", "doctor", "forget", "audit", "admins", "test", "calendar"),
    }


async def test_commands_that_stand_already_are_not_registered_again(
    connector, make_connector, world
):
    await connector.stop()
    world.requests.clear()

    await make_connector(world).start()

    assert "PUT" not in {request.method for request in world.requests}


async def test_commands_that_changed_are_registered_anew(connector, make_connector, world):
    await connector.stop()
    world.commands[0]["description"] = "what it said last year"

    await make_connector(world).start()

    assert "what it said last year" not in {one["description"] for one in world.commands}


@pytest.mark.usefixtures("connector")
async def test_no_intent_that_needs_approval_is_asked_for(world):
    assert [identify["intents"] for identify in world.gateway.identified] == [
        (1 << 0) | (1 << 5) | (1 << 9) | (1 << 12)
    ]


async def test_a_refused_token_is_said_without_the_token(make_connector, world):
    connector = make_connector(world, token="not-the-token")

    with pytest.raises(PlatformError, match="DISCORD_TOKEN") as caught:
        await connector.start()

    assert "not-the-token" not in "".join(traceback.format_exception(caught.value))


async def test_a_discord_that_is_not_there_is_said_to_be_out_of_reach(make_connector):
    async with FakeDiscord() as gone:
        connector = make_connector(gone)

    with pytest.raises(PlatformError, match="cannot be reached"):
        await connector.start()


async def test_a_token_revoked_later_ends_the_connector_with_a_reason(connector, world):
    world.token = "another-token"
    waiting = asyncio.create_task(connector.wait())

    await world.gateway.close_sockets(code=4000)

    with pytest.raises(PlatformError, match="DISCORD_TOKEN"):
        await asyncio.wait_for(waiting, PATIENCE_S)


@pytest.mark.usefixtures("connector")
async def test_a_closed_connection_is_resumed_and_nothing_said_meanwhile_is_missed(world, channel):
    await world.gateway.close_sockets(code=4000)
    session = next(iter(world.gateway.sessions.values()))
    await world.until(lambda: session.socket is None or world.gateway.resumed)

    asked = await world.say(channel, "when is season 2 of jessica jones?", mention=True)
    await world.until(lambda: world.gateway.resumed, "resuming")

    assert "8 March 2018" in (await world.answer_to(asked)).text


@pytest.mark.usefixtures("connector")
@pytest.mark.waits(5)
async def test_a_session_that_was_forgotten_is_begun_anew(world, channel):
    await world.gateway.close_sockets(code=4000, forget_sessions=True)
    await world.until(lambda: world.gateway.is_connected, "a new session")

    asked = await world.say(channel, "when is season 2 of jessica jones?", mention=True)

    assert "8 March 2018" in (await world.answer_to(asked)).text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("event", ["MESSAGE_CREATE", "GUILD_CREATE", "INTERACTION_CREATE"])
async def test_an_event_that_cannot_be_read_is_skipped(world, channel, event):
    await world.gateway.dispatch(event, {"id": "nonsense"})
    asked = await world.say(channel, "when is season 2 of jessica jones?", mention=True)

    assert "8 March 2018" in (await world.answer_to(asked)).text
    assert len(world.gateway.identified) == 1


@pytest.mark.usefixtures("connector")
async def test_a_gateway_that_speaks_nonsense_does_not_end_the_bot(world, channel):
    for socket in list(world.gateway.open_sockets):
        await socket.send({"op": 10, "d": None})
    await world.until(lambda: len(world.gateway.identified) == 2, "a fresh connection")

    asked = await world.say(channel, "when is season 2 of jessica jones?", mention=True)

    assert "8 March 2018" in (await world.answer_to(asked)).text


@pytest.mark.waits(5)
async def test_several_shards_are_all_connected_before_it_is_ready(make_connector):
    async with FakeDiscord(shards=2) as world:
        world.channel()
        connector = make_connector(world)

        await connector.start()

        assert sorted(one["shard"] for one in world.gateway.identified) == [[0, 2], [1, 2]]
        await connector.stop()


async def test_a_proxy_of_the_environment_does_not_matter(make_connector, world, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "WS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    await make_connector(world).start()

    assert world.gateway.is_connected


async def test_a_stopped_connector_has_gone_from_discord(connector, world):
    waiting = asyncio.create_task(connector.wait())
    await asyncio.wait_for(connector.stop(), PATIENCE_S)

    await world.until(lambda: not world.gateway.is_connected, "the goodbye")

    await asyncio.wait_for(waiting, PATIENCE_S)
    assert world.said_in(next(iter(world.channels.values()))) == []


class Buckets(dict):
    """Counts how often somebody goes through all of them."""

    walks = 0

    def items(self):
        self.walks += 1
        return super().items()


async def test_a_limit_for_every_channel_is_not_gone_through_for_every_new_one(connector):
    http = connector._client.http
    http._buckets = Buckets(http._buckets)

    for number in range(1000):
        http.get_ratelimit(f"messages:{number}")

    assert http._buckets.walks <= 1


async def test_what_violet_says_herself_is_heard_by_nobody(connector, world, channel, delivery):
    heard = asyncio.Queue()
    connector._client.on_message = heard.put

    await connector.messenger.send(delivery())
    await world.say(channel, "who plays luke cage?")

    assert (await heard.get()).author.name == "trish"
