"""What `Conversations` promises, held against the fake and against both databases."""

from adapters.storage.conversations import StoredConversations
from adapters.storage.database import Database
from adapters.storage.engine import Transactions
from bot.ports.platforms import Speaker
from content.facts.claims import SeasonRef, ShowId
from content.understanding.intents import Intent
from content.understanding.question import Conversation
from fakes.conversations import FakeConversations
from fakes.memory import Memory
from fakes.tellings import at, channel

TALK = Conversation(
    show=ShowId("jessica-jones"),
    season=2,
    intent=Intent.SOURCE,
    about=Intent.RELEASE_DATE,
    zone="Europe/Berlin",
    language="de",
)


def speaker(person="trish", *, place=None):
    return Speaker(destination=place or channel(), person=person)


async def test_a_stranger_has_a_new_conversation(store):
    assert await store.conversations.recall(speaker(), now=at()) == Conversation()


async def test_what_was_said_is_remembered_for_that_person_in_that_place(store):
    await store.conversations.remember(speaker(), TALK, now=at())

    assert await store.conversations.recall(speaker(), now=at()) == TALK
    for other in (
        speaker("malcolm"),
        speaker(place=channel("b")),
        speaker(place=channel(thread="t")),
    ):
        assert await store.conversations.recall(other, now=at()) == Conversation()


async def test_a_season_is_remembered_by_number_name_or_place(store):
    for number, season in enumerate((2, "special", "series", SeasonRef.NEXT)):
        await store.conversations.remember(
            speaker(f"{number}"), Conversation(season=season), now=at()
        )

        kept = await store.conversations.recall(speaker(f"{number}"), now=at())
        assert kept.season == season
        assert type(kept.season) is type(season)


async def test_the_latest_takes_the_place_of_what_was_kept(store):
    await store.conversations.remember(speaker(), TALK, now=at())
    await store.conversations.remember(speaker(), Conversation(season=3), now=at(minutes=1))

    kept = await store.conversations.recall(speaker(), now=at(minutes=2))
    assert kept == Conversation(season=3)


async def test_after_an_hour_of_silence_it_is_forgotten(store):
    await store.conversations.remember(speaker(), TALK, now=at())
    await store.conversations.remember(speaker("malcolm"), TALK, now=at(minutes=30))

    assert await store.conversations.recall(speaker(), now=at(minutes=59)) == TALK
    assert await store.conversations.recall(speaker(), now=at(minutes=60)) == Conversation()
    assert await store.conversations.recall(speaker("malcolm"), now=at(minutes=60)) == TALK


async def test_it_is_forgotten_on_request(store):
    await store.conversations.remember(speaker(), TALK, now=at())
    await store.conversations.remember(speaker("malcolm"), TALK, now=at())

    await store.conversations.forget(speaker())
    await store.conversations.forget(speaker("a stranger"))

    assert await store.conversations.recall(speaker(), now=at()) == Conversation()
    assert await store.conversations.recall(speaker("malcolm"), now=at()) == TALK


async def test_no_more_are_kept_than_allowed_and_the_longest_silent_go_first(url):
    transactions = Transactions.to(url)
    await (await Database.open(url)).close()
    bounded = StoredConversations(transactions, at_most=3)
    fake = FakeConversations(Memory(), at_most=3)
    try:
        for kept_in in (bounded, fake):
            for n, person in enumerate("abcdae"):
                await kept_in.remember(speaker(person), TALK, now=at(seconds=n))

            known = [
                p for p in "abcde" if await kept_in.recall(speaker(p), now=at(minutes=1)) == TALK
            ]
            assert known == ["a", "d", "e"]
    finally:
        await transactions.close()


async def test_a_server_that_talks_much_makes_no_other_one_be_forgotten(url):
    transactions = Transactions.to(url)
    await (await Database.open(url)).close()
    bounded = StoredConversations(transactions, of_community=2)
    fake = FakeConversations(Memory(), of_community=2)
    other = speaker("fan", place=channel(workspace="another"))
    try:
        for kept_in in (bounded, fake):
            await kept_in.remember(other, TALK, now=at())
            for n, person in enumerate("abc"):
                await kept_in.remember(speaker(person), TALK, now=at(seconds=n + 1))

            known = [
                p for p in "abc" if await kept_in.recall(speaker(p), now=at(minutes=1)) == TALK
            ]
            assert known == ["b", "c"]
            assert await kept_in.recall(other, now=at(minutes=1)) == TALK
    finally:
        await transactions.close()
