"""What is kept of people and of their places, and how all of it goes, in both databases."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, cast, func, select
from sqlalchemy import Text as SqlText

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.kept import KEPT
from bot.ports.forum_posts import ForumPost
from bot.ports.platforms import Speaker
from content.announcements.announcement import AnnouncementId, Notice
from content.answers.correction_notes import CorrectionNote, Receipt
from content.facts.claims import Action, ShowId
from content.privacy.whose import FORMER_EDITOR, Party, Whose
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from content.subscriptions.schedule import DigestFrequency
from content.understanding.question import Conversation
from fakes.claims import claim
from fakes.followed import followed, proposed
from fakes.storage import queue_rest, record, states_of, take
from fakes.tellings import at, channel, subscription, telling

FAN, OTHER = "8001700", "8001701"
TALK = Conversation(show=ShowId("jessica-jones"))
PAGE = Path(__file__).parents[3] / "docs" / "privacy.md"


def directly_to(person: str) -> Destination:
    return Destination(platform=DISCORD.id, workspace="", channel="", person=person)


def speaker(person: str = FAN, *, place: Destination | None = None) -> Speaker:
    return Speaker(destination=place or channel(), person=person)


def person(id_: str = FAN) -> Whose:
    return Whose(platform=DISCORD.id, id=id_, parties=frozenset({Party.PERSON}))


async def everywhere(database: Database, what: str) -> list[str]:
    """Return in which columns of the whole database *what* stands, as a part of anything."""
    found = []
    async with database._transactions.reading() as connection:
        for table in schema.metadata.sorted_tables:
            for column in table.c:
                value = column
                if isinstance(column.type, LargeBinary):
                    rows = await connection.scalars(select(column))
                    if any(what.encode() in row for row in rows if row):
                        found.append(f"{table.name}.{column.name}")
                    continue
                query = select(func.count()).where(cast(value, SqlText).contains(what))
                if await connection.scalar(query):
                    found.append(f"{table.name}.{column.name}")
    return found


async def live_a_life(database: Database, who: str = FAN) -> None:
    """Leave a trace of *who* wherever somebody can leave one."""
    identity, noon = f"discord:{who}", at()
    for place in (channel(), channel("other"), directly_to(who)):
        await database.conversations.remember(speaker(who, place=place), TALK, now=noon)
    gathered = {"digest": DigestFrequency.DAILY, "hour": 20, "zone": "UTC"}
    reminder = subscription(directly_to(who), show=None, by=who, **gathered)
    await database.subscriptions.subscribe(reminder)
    await database.subscriptions.subscribe(subscription(channel("of-all"), by=who))
    note = CorrectionNote(f"that is wrong, says {who}", ShowId("jessica-jones"), 2)
    await database.corrections.keep(note, speaker(who), message=f"m{who}", now=noon)
    await database.corrections.keep(OTHERS_NOTE, speaker(OTHER), message="another", now=noon)
    waiting = (await database.corrections.waiting(limit=10)).oldest
    await database.corrections.close(waiting[-1].number, by=identity, now=noon)
    for name in (f"desk:now:discord::{who}", f"suspended:discord:fans:general::then:{who}"):
        notice = Notice(id=AnnouncementId(name), headline="It waits.", created_at=noon)
        await database.outbox.tell(notice, directly_to(who), now=noon)
    await database.watchlist.follow(
        replace(followed(), followed_by=identity, community=identity), now=noon
    )
    await database.proposals.propose([proposed("a"), proposed("b")], now=noon)
    one, other = (await database.proposals.waiting(limit=10)).oldest
    amended = replace(other.proposal.claim, says="otherwise")
    await database.proposals.amend(other.number, amended, by=identity, now=noon, revision=1)
    await database.proposals.decide(one.number, accepted=False, by=identity, now=noon)
    await database.proposals.draft(proposed("mine"), by=identity, now=noon)
    kept = await database.editor_claims.record(claim(), by=identity, now=noon)
    back = claim(action=Action.RETRACTS, retracts=(kept.kept.claim.id,))
    await database.editor_claims.record(back, by=identity, now=noon)
    _, feed = await database.feeds.add("https://feeds.example/rss", title="", by=identity, now=noon)
    await database.feeds.pause(feed.number, by=identity, now=noon)
    await record(database, telling("news"))
    await queue_rest(database)


OTHERS_NOTE = CorrectionNote("that is wrong too", ShowId("jessica-jones"), 2)


async def test_a_life_leaves_traces_that_the_search_finds(database):
    await live_a_life(database)

    assert {
        *("conversation.person", "suggestion.person", "suggestion.words", "suggestion.message"),
        *("suggestion.closed_by", "destination.person", "subscription.created_by"),
        *("announcement.name", "announcement.payload", "followed.followed_by"),
        *("followed.community", "proposal.closed_by", "proposal.amended_by"),
        *("proposal.drafted_by", "decision.decided_by", "editor_claim.recorded_by"),
        *("editor_claim.retracted_by", "feed.added_by", "feed.paused_by"),
    } <= set(await everywhere(database, FAN))


async def test_of_whoever_is_forgotten_nothing_stands_anywhere(database):
    await live_a_life(database)

    went = await database.privacy.forget(person(), now=at(hours=1))

    assert await everywhere(database, FAN) == []
    assert (went.conversations, went.reminders, went.subscriptions, went.corrections) == (
        *(3, 1, 0),
        1,
    )
    assert went.deliveries == 3
    assert went.unnamed > 5


async def test_what_is_kept_is_counted_before_it_goes(database):
    await live_a_life(database)

    kept = await database.privacy.kept(person())

    assert await database.privacy.forget(person(), now=at(hours=1)) == kept
    assert (await database.privacy.kept(person())).is_nothing


async def test_forgetting_twice_finds_nothing_the_second_time(database):
    await live_a_life(database)
    await database.privacy.forget(person(), now=at(hours=1))

    assert (await database.privacy.forget(person(), now=at(hours=2))).is_nothing


async def test_nobody_else_loses_anything(database):
    await live_a_life(database)
    await database.conversations.remember(speaker(OTHER), TALK, now=at())
    await database.subscriptions.subscribe(subscription(directly_to(OTHER), by=OTHER))
    slack = replace(channel(), platform=SLACK.id)
    await database.conversations.remember(speaker(FAN, place=slack), TALK, now=at())

    await database.privacy.forget(person(), now=at(hours=1))

    now = at(minutes=5)
    assert await database.conversations.recall(speaker(OTHER), now=now) == TALK
    assert await database.conversations.recall(speaker(FAN, place=slack), now=now) == TALK
    assert len(await database.subscriptions.of(directly_to(OTHER))) == 1
    (stands,) = await database.subscriptions.of(channel("of-all"))
    assert (stands.show, stands.created_by) == ("jessica-jones", "")
    assert (await states_of(database, channel("of-all"))) == {"news": "waiting"}
    assert (await database.corrections.find(2)).note == OTHERS_NOTE


async def test_what_editors_did_stands_without_who_it_was(database):
    await live_a_life(database)

    await database.privacy.forget(person(), now=at(hours=1))

    (kept, *_) = await database.editor_claims.every()
    decisions = await database.proposals.decisions(ShowId("dark-winds"), limit=9)
    assert kept.by == FORMER_EDITOR
    assert {one.by for one in decisions} == {FORMER_EDITOR}
    assert (await database.corrections.find(2)).closed_by == FORMER_EDITOR


async def test_a_person_of_one_workspace_is_nobody_of_that_id_in_another(database):
    places = [replace(channel(workspace=one), platform=SLACK.id) for one in ("T1", "T2")]
    for place in places:
        await database.conversations.remember(speaker("U7", place=place), TALK, now=at())
    whose = Whose(platform=SLACK.id, id="U7", workspace="T1", parties=frozenset({Party.PERSON}))

    await database.privacy.forget(whose, now=at(minutes=1))

    found = [
        await database.conversations.recall(speaker("U7", place=place), now=at(minutes=2))
        for place in places
    ]
    assert found == [Conversation(), TALK]


async def test_what_was_asked_before_is_not_remembered_after(database):
    await database.privacy.forget(person(), now=at(seconds=2))

    await database.conversations.remember(speaker(), TALK, now=at(seconds=1))
    note = await database.corrections.keep(OTHERS_NOTE, speaker(), message="m", now=at(seconds=1))

    assert note is Receipt.FORGOTTEN
    assert await everywhere(database, FAN) == []


async def test_what_is_asked_afterwards_is_remembered_again(database):
    await database.privacy.forget(person(), now=at(seconds=2))

    await database.conversations.remember(speaker(), TALK, now=at(seconds=3))
    note = await database.corrections.keep(OTHERS_NOTE, speaker(), message="m", now=at(seconds=3))

    assert note is Receipt.KEPT
    assert await database.conversations.recall(speaker(), now=at(seconds=4)) == TALK


async def test_a_number_that_was_forgotten_is_given_to_nothing_else(database):
    await database.corrections.keep(OTHERS_NOTE, speaker(), message="m", now=at())

    await database.privacy.forget(person(), now=at(hours=1))
    await database.corrections.keep(OTHERS_NOTE, speaker(OTHER), message="n", now=at(hours=2))

    waiting = await database.corrections.waiting(limit=9)
    assert [one.number for one in waiting.oldest] == [2]
    assert not await database.corrections.close(1, by="x", now=at(hours=3))


async def test_a_reminder_that_is_being_sent_meanwhile_ends_without_a_trace(database):
    await database.subscriptions.subscribe(subscription(directly_to(FAN), by=FAN))
    await record(database, telling("news"))
    (delivery,) = await take(database)
    assert await database.outbox.begin(delivery, now=at())

    await database.privacy.forget(person(), now=at(seconds=1))
    await database.outbox.settle(delivery, Delivered(message="1"), now=at(seconds=2))

    assert await everywhere(database, FAN) == []
    assert await take(database, now=at(hours=1)) == []


async def test_forgetting_while_all_is_being_queued_and_sent_ends_well(database):
    for number in range(20):
        await database.subscriptions.subscribe(
            subscription(directly_to(f"{FAN}{number}"), by=f"{FAN}{number}")
        )

    async def tell() -> None:
        for number in range(20):
            await record(database, telling(f"news-{number}"), until=at(seconds=number))
            for delivery in await take(database, now=at(minutes=1), limit=5):
                if await database.outbox.begin(delivery, now=at(minutes=1)):
                    await database.outbox.settle(
                        delivery, Delivered(message="1"), now=at(minutes=1)
                    )
            await queue_rest(database)

    async def leave() -> None:
        for number in range(20):
            await database.privacy.forget(person(f"{FAN}{number}"), now=at(minutes=2))

    await asyncio.gather(tell(), leave())

    assert await everywhere(database, FAN) == []


async def test_a_channel_is_forgotten_and_its_neighbour_is_not(database):
    for place in (channel(), channel(thread="t"), channel("other")):
        await database.subscriptions.subscribe(subscription(place))
        await database.conversations.remember(speaker(place=place), TALK, now=at())
    await record(database, telling("news"))
    await queue_rest(database)
    whose = Whose(
        platform=DISCORD.id, id="general", workspace="fans", parties=frozenset({Party.CHANNEL})
    )

    went = await database.privacy.forget(whose, now=at(minutes=1))

    assert (went.subscriptions, went.deliveries, went.conversations) == (2, 2, 2)
    assert await everywhere(database, "general") == []
    assert len(await database.subscriptions.of(channel("other"))) == 1


async def test_a_server_is_forgotten_whole_and_people_keep_their_reminders(database):
    await live_a_life(database)
    for number in range(120):
        await database.subscriptions.subscribe(subscription(channel(f"c{number}")))
    await database.watchlist.follow(
        followed("another", listing="9", community="discord:fans"), now=at()
    )
    await database.privacy.leave(DISCORD.id, "fans", now=at())
    whose = Whose(platform=DISCORD.id, id="fans", parties=frozenset({Party.COMMUNITY}))

    went = await database.privacy.forget(whose, now=at(minutes=1))

    assert went.subscriptions == 121
    assert await everywhere(database, "fans") == []
    assert len(await database.subscriptions.of(directly_to(FAN))) == 1


@pytest.mark.parametrize(
    ("id_", "parties", "left"),
    [("general", Party.CHANNEL, 1), ("fans", Party.COMMUNITY, 0)],
)
async def test_which_posts_there_are_goes_with_the_forum_or_the_server(
    database, id_, parties, left
):
    post = ForumPost(thread="42", key="key-1", tried_at=at())
    for name in ("general", "other"):
        forum = channel(name, workspace="fans")
        await database.subscriptions.subscribe(subscription(forum))
        await database.forum_posts.keep(forum, "jessica-jones", post)
    server = "fans" if parties is Party.CHANNEL else ""
    whose = Whose(platform=DISCORD.id, id=id_, workspace=server, parties=frozenset({parties}))

    await database.privacy.forget(whose, now=at())

    general, other = [
        await database.forum_posts.of(channel(name, workspace="fans"), "jessica-jones")
        for name in ("general", "other")
    ]
    assert general is None
    assert (other is not None) is bool(left)


async def test_a_server_that_was_left_goes_after_a_month_and_not_before(database):
    await database.subscriptions.subscribe(subscription())
    await database.privacy.leave(DISCORD.id, "fans", now=at())

    await database.privacy.sweep(now=at(days=29))
    assert len(await database.subscriptions.of(channel())) == 1

    assert (await database.privacy.sweep(now=at(days=31)))["departed"] == 1
    assert await everywhere(database, "fans") == []


async def test_a_server_that_was_joined_again_stays(database):
    await database.subscriptions.subscribe(subscription())
    await database.privacy.leave(DISCORD.id, "fans", now=at())
    await database.privacy.come_back(DISCORD.id, "fans")

    await database.privacy.sweep(now=at(days=60))

    assert len(await database.subscriptions.of(channel())) == 1


async def test_what_was_left_while_nobody_listened_is_noted_at_the_next_start(database):
    for workspace in ("fans", "others"):
        await database.subscriptions.subscribe(subscription(channel(workspace=workspace)))
    await database.privacy.present_in(DISCORD.id, ["fans"], now=at())

    await database.privacy.sweep(now=at(days=31))

    left = [
        len(await database.subscriptions.of(channel(workspace=one))) for one in ("fans", "others")
    ]
    assert left == [1, 0]


async def test_a_channel_that_refuses_for_long_is_forgotten(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling("news"))
    (delivery,) = await take(database)
    await database.outbox.begin(delivery, now=at())
    gone = Rejected(refusal=Refusal.DESTINATION, reason="It is gone.")
    await database.outbox.settle(delivery, gone, now=at())

    await database.privacy.sweep(now=at(days=89))
    assert len(await database.subscriptions.of(channel())) == 1

    assert (await database.privacy.sweep(now=at(days=91)))["destination"] == 1
    assert await everywhere(database, "general") == []


async def test_a_person_who_is_reminded_no_more_is_not_kept(database):
    await database.subscriptions.subscribe(subscription(directly_to(FAN), by=FAN))
    await database.subscriptions.unsubscribe(directly_to(FAN), None)

    await database.privacy.sweep(now=at(minutes=1))

    assert await everywhere(database, FAN) == []


async def test_everything_goes_by_its_time_though_nothing_new_comes(database):
    await live_a_life(database)

    early = await database.privacy.sweep(now=at(minutes=59))
    assert early == {}
    assert "conversation" in await database.privacy.sweep(now=at(minutes=61))
    assert "suggestion" in await database.privacy.sweep(now=at(days=31))
    await database.privacy.sweep(now=at(days=181))
    await database.privacy.sweep(now=at(days=366))

    async with database._transactions.reading() as connection:
        for table in (schema.conversation, schema.decision):
            assert await connection.scalar(select(func.count()).select_from(table)) == 0
    assert {one for one in await everywhere(database, FAN) if one.startswith("suggestion")} == set()


async def test_a_correction_that_nobody_looks_into_goes_after_half_a_year(database):
    await database.corrections.keep(OTHERS_NOTE, speaker(), message="m", now=at())

    await database.privacy.sweep(now=at(days=179))
    assert (await database.corrections.waiting(limit=1)).count == 1

    await database.privacy.sweep(now=at(days=181))
    assert (await database.corrections.waiting(limit=1)).count == 0
    assert await everywhere(database, FAN) == []


def test_every_table_has_a_stated_time():
    assert {kept.table.name for kept in KEPT} == set(schema.metadata.tables)
    assert len(KEPT) == len(schema.metadata.tables)


def test_the_page_on_privacy_says_of_every_table_what_the_sweep_does():
    rows = re.findall(r"^\| `.*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [kept.line for kept in KEPT]
