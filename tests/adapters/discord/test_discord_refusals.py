"""What each of Discord's refusals means: who is at fault, and what becomes of the delivery."""

from types import SimpleNamespace

import aiohttp
import discord
import pytest

from adapters.discord.refusals import OneTryError, outcome_of
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown


def refused(status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="as the test wants it", headers=headers)
    return discord.HTTPException(response, {"code": code, "message": "no"})


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        (404, 10003, Refusal.DESTINATION),  # the channel is gone
        (404, 10004, Refusal.DESTINATION),  # so is the server
        (403, 50001, Refusal.DESTINATION),
        (403, 50013, Refusal.DESTINATION),
        (403, 50007, Refusal.DESTINATION),  # takes no direct messages
        (400, 50083, Refusal.DESTINATION),  # an archived thread
        (403, 99999, Refusal.DESTINATION),  # forbidden for a reason that is new to us
        (400, 50035, Refusal.OURS),
        (400, 0, Refusal.OURS),
        (413, 0, Refusal.OURS),
        (401, 0, Refusal.PLATFORM),
        (429, 0, Refusal.LATER),
        (400, 20028, Refusal.LATER),  # the channel's own write limit
        (403, 0, Refusal.LATER),  # whatever stands before Discord
        (404, 0, Refusal.LATER),
    ],
)
def test_each_refusal_is_somebodys_to_put_right(status, code, refusal):
    outcome = outcome_of(refused(status, code))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is refusal
    assert (outcome.retry_after_s is not None) is (refusal is Refusal.LATER)
    assert outcome.reason.endswith((".", "(see .env.example)", "no)"))


@pytest.mark.parametrize(
    "error",
    [
        refused(408),
        refused(500),
        refused(503),
        refused(524),
        OneTryError(502, {}),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        ConnectionResetError(104, "reset"),
        TimeoutError(),
        ValueError("half a page of HTML"),
    ],
)
def test_whatever_leaves_open_whether_it_arrived_is_unknown(error):
    assert isinstance(outcome_of(error), Unknown)


def test_a_pause_is_as_long_as_discord_says():
    asked = [
        outcome_of(refused(429, **{"Retry-After": "7"})),
        outcome_of(OneTryError(429, {"Retry-After": "7"})),
        outcome_of(discord.RateLimited(7.0)),
    ]

    assert [outcome.retry_after_s for outcome in asked] == [7.0] * 3


def test_a_pause_of_unreadable_length_is_a_minute():
    outcome = outcome_of(refused(429, **{"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))

    assert outcome.retry_after_s == 60


@pytest.mark.parametrize(
    ("headers", "is_for_all"),
    [
        ({"Via": "1.1 discord"}, False),
        ({"Via": "1.1 discord", "X-RateLimit-Global": "true"}, True),
        ({"Via": "1.1 discord", "X-RateLimit-Scope": "global"}, True),
        ({}, True),
    ],
)
def test_a_pause_for_all_is_told_from_one_channels(headers, is_for_all):
    assert OneTryError(429, headers).is_for_all is is_for_all


def test_a_repetition_of_what_was_deleted_counts_as_delivered():
    assert isinstance(outcome_of(refused(404, 10008)), Delivered)


def test_missing_permissions_are_named_where_they_are_known():
    outcome = outcome_of(refused(403, 50013), ("Embed Links",))

    assert outcome.reason == (
        "Violet lacks Embed Links in this channel. An admin can allow it in the channel's "
        "settings, under Permissions: add Violet there and turn on Embed Links."
    )
