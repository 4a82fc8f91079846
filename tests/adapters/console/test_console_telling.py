"""Telling at a terminal: printed once, and what was printed stays."""

from dataclasses import replace

from adapters.console.connector import HERE, ConsoleMessenger
from bot.ports.outbox import Delivery, DeliveryId
from content.announcements.announcement import AnnouncementId, DigestPost
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.facts.kinds import Topic
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from fakes.tellings import NOON, telling


def delivery(**wishes) -> Delivery:
    fields = {
        "id": DeliveryId(1),
        "key": "key-1",
        "announcement": telling().announcement,
        "destination": HERE,
        "attempts": 0,
        "is_unknown": False,
        "first_tried_at": None,
        "lease": "lease",
    }
    return Delivery(**(fields | wishes))


async def test_news_is_printed_once_and_what_was_begun_counts_as_printed():
    printed = []
    messenger = ConsoleMessenger(printed.append)

    sent = await messenger.send(delivery())
    found = await messenger.find(delivery())

    assert printed == ["\n** The news is a-date.\n"]
    assert sent == found == Delivered(message="key-1")


async def test_nothing_that_was_printed_can_be_edited_and_nothing_more_is_tried():
    printed = []

    outcome = await ConsoleMessenger(printed.append).revise(delivery(revises="key-1"))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.MESSAGE
    assert printed == []


async def test_a_terminal_that_is_gone_stops_the_platform():
    def gone(_):
        raise OSError("closed")

    messenger = ConsoleMessenger(gone)

    outcome = await messenger.send(delivery())

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.PLATFORM
    assert await messenger.probe(HERE) is None


async def test_what_is_superseded_says_so_below_its_headline():
    printed = []
    news = replace(telling().announcement, superseded="It moved to 24 March.")

    await ConsoleMessenger(printed.append).send(delivery(announcement=news))

    assert printed == ["\n** The news is a-date.\n   It moved to 24 March.\n"]


async def test_a_line_of_a_digest_that_is_no_longer_so_says_so():
    printed = []
    digest = DigestPost(
        id=AnnouncementId("digest:here"),
        title="Jessica Jones",
        topic=Topic.RELEASE,
        headline="The day in 2 pieces of news",
        lines=("It is 8 March.", "It has wrapped."),
        struck=((0, "24th."),),
        created_at=NOON,
    )

    await ConsoleMessenger(printed.append).send(delivery(announcement=digest))

    (said,) = printed
    assert said == (
        "\n** The day in 2 pieces of news\n"
        "   No longer so: It is 8 March. 24th.\n   It has wrapped.\n"
    )


async def test_a_notice_says_where_to_go():
    printed = []
    notice = suspension_notice(
        [NamedPlace(name="news", page="https://chat.example/1")],
        server="Fans",
        cause=Cause.FORBIDDEN,
        reason="No.",
        key="here",
        at=NOON,
    )

    await ConsoleMessenger(printed.append).send(delivery(announcement=notice))

    (said,) = printed
    assert said == (
        "\n** I cannot post in #news of Fans.\n"
        "   No.\n"
        "   I look again by myself, and go on as soon as it works; there is nothing else to do.\n"
        "   The channel: https://chat.example/1\n"
    )
