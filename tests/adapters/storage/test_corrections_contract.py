"""What `Corrections` promises, held against the fake and against both databases."""

import asyncio
from itertools import count

import pytest
from sqlalchemy import select

from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.corrections import StoredCorrections
from adapters.storage.database import Database
from adapters.storage.engine import Transactions
from bot.ports.corrections import WaitingCorrection
from bot.ports.platforms import Speaker
from content.answers.correction_notes import MOST_A_DAY, CorrectionNote, Receipt, correction_note_in
from content.answers.reply import Reply, ReplyStatus
from content.facts.claims import ShowId
from content.understanding.intents import Intent
from fakes.corrections import FakeCorrections
from fakes.tellings import at, channel

WORDS = "that's wrong; 'season 2' has 13 episodes -- <@1> \\ 第二季 🎬"
ABOUT_IT = CorrectionNote(WORDS, ShowId("jessica-jones"), 2)


def speaker(person="trish", *, place=None):
    return Speaker(destination=place or channel(), person=person)


@pytest.fixture
def keep(store):
    """Keep a note, of a new person unless the test names one."""
    numbers = count()

    async def kept(note=ABOUT_IT, by=None, *, message=None, now=None):
        who = by or speaker(f"fan-{next(numbers)}")
        return await store.corrections.keep(note, who, message=message, now=now or at())

    return kept


async def waiting(store, limit=100):
    return (await store.corrections.waiting(limit=limit)).oldest


async def words_of_the_waiting(store):
    return [one.note.words for one in await waiting(store)]


async def test_nothing_waits_at_first(store):
    found = await store.corrections.waiting(limit=10)

    assert (list(found.oldest), found.count) == ([], 0)


async def test_what_was_kept_waits_as_it_was_said(store, keep):
    by = speaker(place=channel(thread="t", platform=SLACK.id))

    assert await keep(by=by, message="m") is Receipt.KEPT

    (one,) = await waiting(store)
    assert one == WaitingCorrection(number=one.number, note=ABOUT_IT, speaker=by, said_at=at())


@pytest.mark.parametrize("season", [None, 0, 12, "special", "series"])
async def test_a_season_comes_back_as_it_was(store, keep, season):
    await keep(CorrectionNote("a word", None, season))

    (one,) = await waiting(store)
    assert one.note.season == season
    assert type(one.note.season) is type(season)


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b", "a\nb", "x" * 5000, "'; DROP TABLE claim"])
async def test_whatever_a_message_holds_can_be_kept(store, keep, words):
    correction = Reply(intent=Intent.CORRECTION, status=ReplyStatus.DONE, headline="Thank you.")
    note = correction_note_in(words, [correction])

    await keep(note)

    assert await words_of_the_waiting(store) == [note.words]


async def test_the_oldest_come_first_and_the_others_are_counted(store, keep):
    for number in range(4):
        await keep(CorrectionNote(f"{number}"), now=at(minutes=number))

    found = await store.corrections.waiting(limit=3)

    assert [one.note.words for one in found.oldest] == ["0", "1", "2"]
    assert found.count == 4


async def test_a_message_that_comes_again_is_kept_once(store, keep):
    by = speaker()
    for _ in range(MOST_A_DAY + 2):
        assert await keep(by=by, message="m") is Receipt.KEPT

    assert len(await waiting(store)) == 1


async def test_a_message_that_was_closed_does_not_come_back(store, keep):
    by = speaker()
    await keep(by=by, message="m")
    (one,) = await waiting(store)
    await store.corrections.close(one.number, by="an-editor", now=at())

    assert await keep(by=by, message="m") is Receipt.KEPT

    assert await words_of_the_waiting(store) == []


@pytest.mark.parametrize(
    "elsewhere",
    [channel("b"), channel(workspace="b"), channel(platform=SLACK.id)],
)
async def test_the_same_id_elsewhere_is_another_message(store, keep, elsewhere):
    await keep(message="m")

    await keep(by=speaker(place=elsewhere), message="m")

    assert len(await waiting(store)) == 2


async def test_messages_without_an_id_are_each_kept(store, keep):
    await keep(by=speaker())
    await keep(by=speaker())

    assert len(await waiting(store)) == 2


async def test_a_person_has_so_many_a_day_wherever_they_say_it(store, keep):
    for number in range(MOST_A_DAY):
        assert await keep(by=speaker(place=channel(workspace=f"{number}"))) is Receipt.KEPT

    assert await keep(by=speaker(), now=at(hours=23)) is Receipt.ENOUGH_TODAY

    assert len(await waiting(store)) == MOST_A_DAY
    elsewhere = speaker(place=channel(platform=SLACK.id))
    assert await keep(by=elsewhere, now=at(hours=23)) is Receipt.KEPT
    assert await keep(by=speaker("malcolm"), now=at(hours=23)) is Receipt.KEPT
    assert await keep(by=speaker(), now=at(hours=24)) is Receipt.KEPT


async def test_what_an_editor_has_closed_counts_for_the_day_too(store, keep):
    for _ in range(MOST_A_DAY):
        await keep(by=speaker())
    for one in await waiting(store):
        await store.corrections.close(one.number, by="an-editor", now=at())

    assert await keep(by=speaker()) is Receipt.ENOUGH_TODAY


async def test_what_was_said_on_a_later_clock_does_not_count_for_the_day(keep):
    for _ in range(MOST_A_DAY):
        await keep(by=speaker(), now=at(days=365))

    assert await keep(by=speaker(), now=at()) is Receipt.KEPT


async def test_a_closed_one_waits_no_more_and_is_closed_once(store, keep):
    await keep(CorrectionNote("first"))
    await keep(CorrectionNote("second"))
    first, second = await waiting(store)

    assert await store.corrections.close(first.number, by="an-editor", now=at())
    assert not await store.corrections.close(first.number, by="another", now=at())
    assert not await store.corrections.close(second.number + 1, by="an-editor", now=at())

    assert await words_of_the_waiting(store) == ["second"]


async def test_no_more_wait_than_there_is_room_for_until_one_is_closed(url):
    await (await Database.open(url)).close()
    transactions = Transactions.to(url)
    try:
        for kept_in in (
            StoredCorrections(transactions, at_most=2),
            FakeCorrections(at_most=2),
        ):
            became = [
                await kept_in.keep(ABOUT_IT, speaker(person), message=person, now=at())
                for person in "abca"
            ]
            oldest = (await kept_in.waiting(limit=1)).oldest[0]
            await kept_in.close(oldest.number, by="an-editor", now=at())
            became.append(await kept_in.keep(ABOUT_IT, speaker("c"), message="c", now=at()))

            kept, full = Receipt.KEPT, Receipt.FULL
            assert became == [kept, kept, full, kept, kept]
    finally:
        await transactions.close()


async def test_a_server_that_fills_its_share_leaves_the_others_theirs(url):
    await (await Database.open(url)).close()
    transactions = Transactions.to(url)
    elsewhere = [
        channel("b", workspace="another"),
        channel("b", platform=SLACK.id),
        channel("b", workspace=""),
    ]
    try:
        for kept_in in (
            StoredCorrections(transactions, of_community=3),
            FakeCorrections(of_community=3),
        ):
            crowd = [
                await kept_in.keep(ABOUT_IT, speaker(f"{number}"), message=f"{number}", now=at())
                for number in range(5)
            ]
            others = [
                await kept_in.keep(ABOUT_IT, speaker("fan", place=place), message="m", now=at())
                for place in elsewhere
            ]
            first = (await kept_in.waiting(limit=1)).oldest[0]
            await kept_in.close(first.number, by="an-editor", now=at())
            again = await kept_in.keep(ABOUT_IT, speaker("late"), message="late", now=at())

            assert crowd == [Receipt.KEPT] * 3 + [Receipt.FULL_HERE] * 2
            assert others == [Receipt.KEPT] * 3
            assert again is Receipt.KEPT
    finally:
        await transactions.close()


async def test_a_closed_one_is_forgotten_after_a_month_and_no_number_is_given_again(store, keep):
    by, numbers = speaker(), []
    for day, message in ((0, "m"), (29, "m"), (31, "other"), (61, "another"), (62, "m")):
        became = await keep(by=by, message=message, now=at(days=day))
        assert became is Receipt.KEPT
        for one in await waiting(store):
            numbers.append(one.number)
            await store.corrections.close(one.number, by="an-editor", now=at(days=day))

    # After 29 days the message was still known; once that was forgotten, it was kept anew.
    assert len(numbers) == 4
    assert numbers == sorted(set(numbers))


async def test_several_at_once_keep_to_the_limits(database):
    became = await asyncio.gather(
        *(
            database.corrections.keep(ABOUT_IT, speaker(), message=f"{n % 8}", now=at())
            for n in range(16)
        )
    )

    assert (await database.corrections.waiting(limit=1)).count == MOST_A_DAY
    assert set(became) == {Receipt.KEPT, Receipt.ENOUGH_TODAY}


async def test_who_closed_it_and_when_is_written_down(url):
    database, transactions = await Database.open(url), Transactions.to(url)
    try:
        await database.corrections.keep(ABOUT_IT, speaker(), message=None, now=at())
        (one,) = (await database.corrections.waiting(limit=1)).oldest

        await database.corrections.close(one.number, by="discord:7", now=at(hours=1))

        async with transactions.reading() as connection:
            query = select(schema.suggestion.c.closed_by, schema.suggestion.c.closed_at)
            assert (await connection.execute(query)).all() == [("discord:7", at(hours=1))]
    finally:
        await transactions.close()
        await database.close()
