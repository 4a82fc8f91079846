"""Several processes that share out Discord's servers: each is answered in, by one of them."""

import pytest

from adapters.discord.doctor import examine
from adapters.discord.shards import EVERY_SHARD, Shards
from adapters.discord.traits import DISCORD
from bot.runtime.open_questions import OpenQuestions
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered
from fakes.answers import FakeAnswers
from fakes.discord import Fault
from fakes.newsroom import NOW
from fakes.processes import until

WORDS = "when is jessica jones season 2"
FIRST, SECOND = (Shards(count=2, ids=(one,)) for one in (0, 1))


@pytest.fixture
def places(world):
    """A channel in a server of each shard."""
    return [world.channel("news", world.guild(f"on {one}", shard=(one, 2))) for one in (0, 1)]


async def test_each_process_connects_its_own_shards_and_every_server_has_one_answer(
    make_connector, world, places
):
    for shards in (FIRST, SECOND):
        await make_connector(world, shards=shards).start()
    person = world.person("trish")

    asked = [await world.say(place, WORDS, mention=True) for place in places]
    asked.append(await world.say(world.direct(person), WORDS))
    for one in asked:
        await world.answer_to(one)
    commands = [
        await world.run_command("when", at=place, show="jessica-jones", season="2")
        for place in places
    ]

    assert sorted(one["shard"] for one in world.gateway.identified) == [[0, 2], [1, 2]]
    assert [len(world.answers_to(one)) for one in asked] == [1, 1, 1]
    assert ["8 March 2018" in one.text for one in commands] == [True, True]


async def test_whichever_process_posts_posts_in_the_servers_of_all(
    make_connector, world, places, delivery
):
    connector = make_connector(world, shards=SECOND)
    await connector.start()

    outcomes = [
        await connector.messenger.send(delivery(place, key=f"key-{number}"))
        for number, place in enumerate(places)
    ]

    assert [type(one) for one in outcomes] == [Delivered, Delivered]


async def test_what_was_left_unanswered_is_taken_up_by_whoever_has_its_server(
    make_connector, world, places, clock
):
    answers = FakeAnswers()
    gone = make_connector(world, questions=OpenQuestions(answers, clock))
    await gone.start()
    world.faults.next_sends(Fault.CLOSED, 100)
    asked = [await world.say(place, WORDS, mention=True) for place in places]
    await until(lambda: len(answers.kept) == 2)
    await gone.stop()
    world.faults.coming.clear()

    second = make_connector(world, shards=SECOND, questions=OpenQuestions(answers, clock))
    await second.start()
    await world.answer_to(asked[1])
    before = [len(world.answers_to(one)) for one in asked]
    first = make_connector(world, shards=FIRST, questions=OpenQuestions(answers, clock))
    await first.start()
    await world.answer_to(asked[0])
    await until(lambda: answers.are_all_answered)

    assert before == [0, 1]
    assert [len(world.answers_to(one)) for one in asked] == [1, 1]


async def test_one_process_with_several_shards_is_ready_once_all_of_them_are(make_connector, world):
    connector = make_connector(world, shards=Shards(count=4, ids=(1, 3)))
    await connector.start()

    assert sorted(one["shard"] for one in world.gateway.identified) == [[1, 4], [3, 4]]


def on(guild: int) -> Destination:
    return Destination(platform=DISCORD.id, workspace=str(guild) if guild else "", channel="1")


def test_every_server_is_heard_by_one_of_the_processes_and_direct_messages_too():
    processes = [Shards(count=5, ids=ids) for ids in ((0, 3), (1,), (2, 4))]

    for guild in (0, *(number << 22 | 7 for number in range(20))):
        assert sum(one.serve(on(guild)) for one in processes) == 1
    assert processes[0].serve(on(0))
    assert EVERY_SHARD.serve(on(1 << 22))


def test_processes_with_other_shards_have_other_roles_however_many_shards_they_have():
    every = [Shards(count=300, ids=tuple(range(start, 300, 3))) for start in range(3)]
    names = {one.name for one in (*every, FIRST, SECOND)}

    assert len(names) == 5
    assert max(len(name) for name in names) <= 40  # the role's name is kept in 64 characters
    assert (EVERY_SHARD.name, Shards(count=2, ids=(0, 1)).name) == ("", "")


@pytest.mark.parametrize(
    ("shards", "is_well", "said"),
    [
        (SECOND, True, "2 shards, of them 1 here"),
        (Shards(count=2), True, "all of them here"),
        (Shards(count=1), False, "stop every process"),
    ],
)
async def test_the_doctor_says_which_shards_are_here_and_where_they_are_too_few(
    world, shards, is_well, said
):
    world.shards = 2

    found = await examine(world.token, api_base=world.api_base, now=NOW, shards=shards)

    told = [one for one in found if "shards" in one.what or "SHARD" in one.what]
    assert [one.ok for one in told] == [is_well]
    assert said in told[0].what


async def test_where_nothing_is_set_the_doctor_speaks_of_no_shards(world):
    found = await examine(world.token, api_base=world.api_base, now=NOW)

    assert not [one for one in found if "shard" in one.what.casefold()]
