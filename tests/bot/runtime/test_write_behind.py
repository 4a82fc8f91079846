"""Answers go out although what they follow from cannot be stored, and nothing of it is lost."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest

from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.ports.platforms import Asked, Speaker
from bot.runtime.write_behind import WriteBehindConversations
from bot.verbs.answer import answer
from content.facts.claims import ShowId
from content.understanding.question import Conversation
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import at, channel

FAN = Speaker(destination=channel(), person="a-fan")
OTHER = replace(FAN, person="another-fan")
JJ, LC = (Conversation(show=ShowId(name)) for name in ("jessica-jones", "luke-cage"))


class Faulty:
    """Conversations of a store that takes nothing for as long as it is told so."""

    def __init__(self) -> None:
        self.kept = FakeDatabase().conversations
        self.works = asyncio.Event()
        self.fails = False
        self.is_asked = asyncio.Event()

    async def recall(self, speaker, *, now):
        return await self.kept.recall(speaker, now=now)

    async def remember(self, speaker, conversation, *, now):
        self.is_asked.set()
        if self.fails:
            raise StorageError("the database is locked")
        await self.works.wait()
        await self.kept.remember(speaker, conversation, now=now)

    async def forget(self, speaker):
        if self.fails:
            raise StorageError("the database is locked")
        await self.kept.forget(speaker)


@pytest.fixture
def store():
    return Faulty()


@pytest.fixture
def talk(store):
    return WriteBehindConversations(store, patience_s=0.001)


async def test_what_can_be_stored_is_stored_before_the_answer_goes_out(store):
    talk = WriteBehindConversations(store)
    store.works.set()

    await talk.remember(FAN, JJ, now=at())

    assert await store.kept.recall(FAN, now=at()) == JJ
    assert talk.late == 0


async def test_a_store_that_hangs_holds_up_no_answer_and_the_next_question_leans_on_it(talk):
    await talk.remember(FAN, JJ, now=at())

    assert await talk.recall(FAN, now=at(seconds=5)) == JJ
    assert talk.late == 1


async def test_what_is_held_is_stored_once_that_can_be(store, talk):
    await talk.remember(FAN, JJ, now=at())
    await talk.remember(OTHER, LC, now=at())
    store.works.set()
    await talk.close(within_s=5)

    assert await store.kept.recall(FAN, now=at()) == JJ
    assert await store.kept.recall(OTHER, now=at()) == LC


async def test_the_latest_is_what_is_stored_in_the_end(store, talk):
    await talk.remember(FAN, JJ, now=at())
    await talk.remember(FAN, LC, now=at(seconds=1))
    store.works.set()
    await talk.close(within_s=5)

    assert await store.kept.recall(FAN, now=at(seconds=2)) == LC
    assert await talk.recall(FAN, now=at(seconds=2)) == LC


async def test_a_store_that_fails_is_tried_again(store, talk):
    store.fails = True
    await talk.remember(FAN, JJ, now=at())
    store.fails = False
    store.works.set()
    await talk.close(within_s=5)

    assert await store.kept.recall(FAN, now=at()) == JJ


async def test_what_is_forgotten_while_it_waits_is_never_stored(store, talk):
    await talk.remember(OTHER, LC, now=at())  # this one is being stored, and hangs
    await talk.remember(FAN, JJ, now=at())
    forgetting = asyncio.create_task(talk.forget(FAN))
    store.works.set()
    await forgetting
    await talk.close(within_s=5)

    assert await talk.recall(FAN, now=at()) == Conversation()
    assert await store.kept.recall(FAN, now=at()) == Conversation()


async def test_what_is_forgotten_while_it_is_stored_is_gone(store, talk):
    await talk.remember(FAN, JJ, now=at())
    await store.is_asked.wait()
    forgetting = asyncio.create_task(talk.forget(FAN))
    store.works.set()
    await forgetting

    assert await store.kept.recall(FAN, now=at()) == Conversation()


async def test_nobody_is_told_that_it_is_gone_where_it_could_not_be_deleted(store, talk):
    store.fails = True

    with pytest.raises(StorageError):
        await talk.forget(FAN)


async def test_what_is_held_too_long_is_no_conversation_any_more(talk):
    await talk.remember(FAN, JJ, now=at())

    assert await talk.recall(FAN, now=at(hours=1)) == Conversation()


async def test_questions_are_answered_while_another_program_holds_the_file(tmp_path, sqlite_url):
    database = await Database.open(sqlite_url, busy_s=0.05)
    talk = WriteBehindConversations(database.conversations, patience_s=0.01)
    known = FixedKnowledge(catalogue(claim(value="2018-03-08", on="2017-12-09", by="Netflix")))

    async def ask(words: str) -> str:
        asked = Asked(words=words, speaker=FAN)
        said = await answer(asked, clock=StoppedClock(), knowledge=known, conversations=talk)
        return said.replies[0].headline

    lock = sqlite3.connect(tmp_path / "violet.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    first = await ask(f"when is {show().short} season 2 out")
    second = await ask("is it filming?")
    lock.execute("ROLLBACK")
    lock.close()
    await talk.close(within_s=10)
    stored = await database.conversations.recall(FAN, now=StoppedClock().now())
    await database.close()

    assert "8 March 2018" in first
    assert "Jessica Jones season 2" in second
    assert talk.late == 2
    assert stored.show == "jessica-jones"
