"""Any show by its name: words in, what is said back, over a directory in memory."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from adapters.console.messages import answer_text
from bot.ports.platforms import LookUp, Speaker
from bot.runtime.knowledge import Catalogues
from bot.verbs.fetch import fetch
from bot.verbs.find_show import find_show
from content.answers.look_up_offer import look_up_offer
from content.answers.reply import LookUpOffer, Reply, ReplyStatus
from content.facts.as_of import AsOf
from content.facts.claims import ShowId
from content.listings.records import ListedStatus, ListingId
from content.understanding.intents import Intent
from fakes.claims import catalogue, claim, show
from fakes.directory import FakeDirectory
from fakes.listed import listed_season, listed_show
from fakes.rooms import ADMIN, HERE, Room

WHEN = Intent.RELEASE_DATE
NOW = datetime(2026, 12, 1, 6, tzinfo=UTC)
SEVERANCE = listed_show(
    listed_season(1, "2022-02-18", episodes=9),
    listed_season(2, "2025-01-17", episodes=10),
    listed_season(3, "2027-02-05", episodes=8),
    name="Severance",
    listing=ListingId("44933"),
    url="https://www.tvmaze.com/shows/44933/severance",
    network="Apple TV",
    premiered=date(2022, 2, 18),
)
GHOSTS_UK = listed_show(
    listed_season(1, "2019-04-15"),
    name="Ghosts",
    listing=ListingId("37856"),
    url="https://www.tvmaze.com/shows/37856/ghosts",
    network="BBC One",
    country="GB",
    status=ListedStatus.ENDED,
    premiered=date(2019, 4, 15),
)
GHOSTS_US = listed_show(
    listed_season(6, "2027-01-14"),
    name="Ghosts",
    listing=ListingId("48449"),
    url="https://www.tvmaze.com/shows/48449/ghosts",
    network="CBS",
    premiered=date(2021, 10, 7),
)
UNDATED = listed_show(
    name="Copper Sky", listing=ListingId("9"), url="https://www.tvmaze.com/shows/9"
)
THE_BEAR = listed_show(listed_season(5, "2027-06-24"))
LISTED = "TVmaze lists Severance season 3 as coming out on Friday 5 February 2027."


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory(SEVERANCE, GHOSTS_UK, GHOSTS_US, UNDATED, THE_BEAR)


@pytest.fixture
def room(directory) -> Room:
    room = Room(directory)
    room.clock.moment = NOW
    return room


async def only_reply(room: Room, words: str) -> Reply:
    (reply,) = (await room.answer_to(words)).replies
    return reply


# --------------------------------------------------------------- looking up


@pytest.mark.parametrize(
    "words", ["when severance", "when Severance season 3", "when SEVERANCE s3"]
)
async def test_a_verb_about_a_show_that_nobody_follows_is_answered_from_its_record(room, words):
    said = await only_reply(room, words)

    assert said.headline == LISTED
    assert [source.url for source in said.sources] == [SEVERANCE.url]
    assert room.memory.watchlist._held == []


@pytest.mark.parametrize(
    "words", ["when babylon 5", "news Babylon 5", "remind babylon 5", "when 24", "when severance 3"]
)
async def test_a_number_behind_a_name_may_be_of_the_name(room, directory, words):
    name = next(one for one in ("Severance", "Babylon 5", "24") if one[:5] in words.title())
    for listing, other in enumerate(("Babylon 5", "24"), start=77):
        record = replace(SEVERANCE, listing=ListingId(str(listing)), name=other)
        directory.shows[record.listing] = record
    said = await room.types(words)

    assert f"TVmaze lists {name} season 3 as coming out on Friday 5 February 2027." in said


async def test_a_lone_number_is_a_show_that_is_followed_by_that_name():
    dated = claim(value="2027-02-05", show_id="24", season=1, by="Fox")
    room = Room(known=catalogue(dated, shows=(show(), show("24", title="24", short="24"))))

    assert (await only_reply(room, "when 24")).show == "24"


@pytest.mark.parametrize("words", ["when jessica jones 2", "when jesica jones 2"])
async def test_a_number_behind_a_known_name_is_a_season_without_any_call(room, directory, words):
    assert (await only_reply(room, words)).season == 2
    assert directory.calls == []


async def test_looking_up_takes_one_search_and_one_record(room, directory):
    await room.types("when severance")

    assert directory.calls == ["search severance", "show 44933"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("filming severance", "Nobody whose word I hold says that Severance season 3"),
        ("countdown severance", "About 67 days, not confirmed: TVmaze lists Severance season 3"),
        ("history severance", "The release date of Severance season 3 has not changed"),
        ("news severance", "TVmaze lists Severance season 3 as coming out"),
        ("when severance season 1", "TVmaze listed Severance season 1 as coming out"),
        ("when severance season 9", "There is no season 9 of Severance"),
    ],
)
async def test_every_look_up_verb_knows_any_show(room, words, said):
    assert said in await room.types(words)


async def test_a_record_without_any_date_is_told_to_be_one_with_its_page(room):
    said = await only_reply(room, "when copper sky")

    assert said.headline == "TVmaze lists Copper Sky, without any date."
    assert said.status is ReplyStatus.NOT_ANNOUNCED
    assert [source.url for source in said.sources] == [UNDATED.url]


async def test_a_follow_up_leans_on_the_show_that_was_looked_up(room, directory):
    await room.types("when severance")
    asked = len(directory.calls)

    assert "TVmaze listed Severance season 2" in await room.types("and season 2?")
    assert "Severance season 2" in await room.types("how many episodes does it have?")
    assert len(directory.calls) == asked


async def test_after_an_hour_a_follow_up_leans_on_nothing(room):
    await room.types("when severance")
    room.clock.pass_time(3600)

    assert "Severance" not in await room.types("and season 2?")


async def test_what_is_looked_up_by_one_is_not_what_another_talks_of(room):
    await room.types("when severance")
    another = Speaker(destination=HERE, person="another")

    assert "Severance" not in (await room.answer_to("and season 2?", by=another)).text


async def test_a_question_about_a_known_show_ends_the_talk_about_the_one_looked_up(room):
    await room.types("when severance")
    await room.types("when jessica jones")

    assert "Jessica Jones" in await room.types("and season 2?")


async def test_what_was_looked_up_is_forgotten_with_the_conversation(room):
    await room.types("when severance")
    await room.types("forget our conversation")

    assert (await only_reply(room, "is severance coming back?")).offer


@pytest.mark.parametrize("words", ["when jessica jones", "when jesica jnes", "when daredevill"])
async def test_a_show_that_is_known_here_is_never_looked_up(room, directory, words):
    await room.types(words)

    assert directory.calls == []


async def test_several_shows_of_one_name_are_choices_and_each_can_be_typed(room):
    said = await only_reply(room, "when ghosts")

    assert said.status is ReplyStatus.AMBIGUOUS
    assert said.text.splitlines() == [
        "Several shows are called ghosts: which one?",
        "1. Ghosts (2019, BBC One, the United Kingdom, ended): when tvmaze:37856",
        "2. Ghosts (2021, CBS, the United States, running): when tvmaze:48449",
    ]
    assert [choice.record for choice in said.choices] == ["tvmaze:37856", "tvmaze:48449"]
    assert "TVmaze lists Ghosts season 6" in await room.types("when tvmaze:48449")


@pytest.mark.parametrize("words", ["when ghosts us", "when ghosts uk", "when ghosts 2019"])
async def test_a_name_with_what_tells_it_apart_means_one_show(room, words):
    assert "TVmaze list" in (await only_reply(room, words)).headline


async def test_a_name_that_is_listed_nowhere_is_said_to_be(room):
    said = await only_reply(room, "when zyxoria")

    assert said.headline == "I don't follow zyxoria, and TVmaze lists no show of that name."
    assert said.status is ReplyStatus.NOT_TRACKED


@pytest.mark.parametrize(
    "words",
    ["when severance", "look up severance", "updates subscribe severance", "remind severance"],
)
async def test_where_the_listing_cannot_be_reached_it_is_named_and_nothing_is_stored(
    room, directory, words
):
    directory.fault = "no answer"

    assert "TVmaze cannot be reached" in await room.types(words)
    assert room.memory.watchlist._held == []
    assert await room.subscriptions() == []


async def test_where_no_listing_may_be_asked_that_is_said():
    room = Room()

    assert "switched off" in (await room.answer_to("updates subscribe severance")).text
    assert (await only_reply(room, "when is severance back?")).offer is None


@pytest.mark.parametrize(
    "name",
    ["x", "a" * 500, "😀", "<@123> <b>@everyone</b>", "se\x07ver\x1b[31mance", "\u202eecnareves"],
)
@pytest.mark.parametrize("verb", ["when", "look up", "updates subscribe", "remind", "history"])
async def test_a_hostile_name_is_looked_up_or_refused_like_any_other(room, verb, name):
    said = answer_text(await room.answer_to(f"{verb} {name}"))

    assert said
    assert len(said) < 1000
    assert not {"\x07", "\x1b", "\u202e"} & set(said)
    assert room.memory.watchlist._held == []


async def test_a_hostile_record_is_harmless_wherever_it_is_said(room, directory):
    name = "Bad \ue000remind\ue002stop\ue003 *Sky* <!channel>"
    bad = replace(GHOSTS_US, listing=ListingId("66"), name=name)
    directory.shows = {bad.listing: bad}

    said = await room.answer_to("updates subscribe bad sky zzz")

    assert said.choices[0].label.startswith("Bad remindstop *Sky* <!channel>")
    assert "updates subscribe tvmaze:66" in said.text
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in said.text)

    assert "Bad" in await room.types("updates subscribe tvmaze:66")


# ---------------------------------------------------------------- the offer


@pytest.mark.parametrize(
    ("words", "name", "intent", "season"),
    [
        ("@Violet when is the bear back?", "the bear", Intent.RELEASE_DATE, None),
        ("is severance renewed?", "severance", Intent.RENEWAL_STATUS, "next"),
        ("is season 3 of severance filming?", "severance", Intent.FILMING_STATUS, "3"),
    ],
)
async def test_what_is_not_followed_is_offered_to_be_looked_up(
    room, directory, words, name, intent, season
):
    said = await only_reply(room, words)

    assert said.offer
    assert (said.offer.name, said.offer.intent, said.offer.season) == (name, intent, season)
    assert LookUpOffer.from_key(said.offer.key) == said.offer
    assert directory.calls == []


async def test_the_offer_is_a_sentence_at_a_terminal_and_no_part_of_the_answer(room):
    said = await room.answer_to("when is the bear back?")

    assert answer_text(said).splitlines()[-1] == "I can look it up at TVmaze: look up the bear"
    assert "TVmaze" not in said.text
    assert (
        said.to_json()["replies"][0].keys()
        == Reply(intent=Intent.HELP, status=ReplyStatus.DONE, headline="").to_json().keys()
    )


def test_an_offer_has_room_in_a_button_however_long_its_name():
    name = "The Long Adventures of Copper, Sky | and All of Their Very Many and Dear Friends"

    offer = look_up_offer("when is it out", name, AsOf.at(NOW))

    assert offer.name == "The Long Adventures of Copper, Sky and All of Their Very"
    assert len(replace(offer, intent=Intent.CANCELLATION_STATUS, season="special").key) <= 95
    assert LookUpOffer.from_key(offer.key) == offer


@pytest.mark.parametrize("key", ["", "x", "when|2|severance", "release_date|2|", "|||"])
def test_what_is_no_key_of_an_offer_is_none(key):
    assert LookUpOffer.from_key(key) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("look up when is severance back?", LISTED),
        ("look up severance", LISTED),
        ("look up did severance season 1 come out in 2021?", "TVmaze listed Severance season 1"),
        ("look up how many episodes will severance season 3 have?", "8"),
    ],
)
async def test_words_are_answered_once_the_show_in_them_is_looked_up(room, words, said):
    assert said in await room.types(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("look up wann kommt severance staffel 3", "Laut TVmaze erscheint Staffel 3 von Severance"),
        ("look up wann kommt ghosts zurück", "Mehrere Serien heißen ghosts: welche?"),
        ("look up wann kommt zyxoria zurück", "und TVmaze führt keine Serie dieses Namens"),
        ("look up ¿cuándo sale severance?", "Según TVmaze, la temporada 3 de Severance"),
        ("look up quand sort severance ?", "Selon TVmaze, la saison 3 de Severance"),
    ],
)
async def test_it_is_answered_in_the_language_of_the_question(room, words, said):
    assert said in await room.types(words)


async def test_of_two_questions_both_are_answered_and_one_is_looked_up(room):
    said = await room.answer_to("look up when is severance back and when is daredevil out")

    assert [one.show for one in said.replies] == ["severance", "daredevil"]


async def test_a_slip_of_a_known_name_is_that_show_and_the_other_is_offered(room, directory):
    directory.shows[ListingId("5")] = listed_show(
        listed_season(1, "2027-03-03"), name="Daredevils", listing=ListingId("5")
    )
    speaker = ADMIN

    said = await room.router.look_up(LookUp(intent=WHEN, speaker=speaker, show="daredevils"))
    taken = await room.router.take_offer(said.replies[0].offer, speaker)

    assert said.replies[0].show == "daredevil"
    assert "TVmaze lists Daredevils season 1" in taken.text
    assert taken.replies[0].offer is None
    assert "TVmaze lists Daredevils season 1" in await room.types("look up daredevils season 1")


async def test_the_very_name_of_a_known_show_has_no_offer(room):
    assert (await only_reply(room, "when daredevil")).offer is None


# -------------------------------------------------------------- how often


async def test_whoever_looks_up_very_often_is_asked_kindly_to_wait(room, directory):
    said = [await room.types(f"when zyx{number}oria") for number in range(8)]

    assert "as much as I look up at TVmaze for you at once" in said[-1]
    assert len(directory.calls) == 6

    room.clock.pass_time(61)
    assert LISTED in await room.types("when severance")


async def test_what_is_in_memory_costs_nothing(room):
    for _ in range(20):
        assert LISTED in await room.types("when severance")


# --------------------------------------------------------------- following


async def test_whoever_subscribes_to_a_show_by_its_name_has_it_followed_and_told_what_is_known(
    room,
):
    said = await room.answer_to("updates subscribe severance")

    assert said.headline == "This channel now hears about Severance."
    assert f"As known today: {LISTED}" in said.lines
    assert [one.show for one in await room.subscriptions()] == ["severance"]
    (held,) = room.memory.watchlist._held
    assert (held.listing, held.introduces, held.kept) == ("44933", True, False)
    assert held.claims
    assert held.seen_at == NOW


async def test_a_record_without_any_date_is_followed_and_linked_to(room):
    said = await room.answer_to("updates subscribe copper sky")

    assert said.headline == "This channel now hears about Copper Sky."
    assert said.lines[-1] == "As known today: TVmaze lists Copper Sky, without any date."
    assert [(one.publisher, one.url) for one in said.sources] == [("TVmaze", UNDATED.url)]


async def test_what_was_just_followed_is_known_to_every_command(directory):
    room = Room(directory)
    known = Catalogues(["tvmaze"])
    learn = partial(fetch, room.memory.followed_claims, knowledge=known)
    by_name = replace(room.router.by_name, knowledge=known, learn=learn)
    room.router = replace(room.router, knowledge=known, by_name=by_name)

    await room.types("updates subscribe severance")

    assert "Paused" in await room.types("updates pause severance")
    assert "Severance" in await room.types("updates list")
    calls = len(directory.calls)
    await room.types("when severance")
    assert len(directory.calls) == calls


async def test_subscribing_twice_follows_once(room):
    await room.types("updates subscribe severance")
    said = await room.types("updates subscribe severance")

    assert "hears about Severance already" in said
    assert len(room.memory.watchlist._held) == 1


async def test_several_shows_of_one_name_are_choices_before_one_is_followed(room):
    said = await room.answer_to("updates subscribe ghosts")

    assert said.lines[1] == (
        "2. Ghosts (2021, CBS, the United States, running): "
        "\ue000updates subscribe\ue001show\ue002tvmaze:48449\ue003"
    )
    assert [choice.record for choice in said.choices] == ["tvmaze:37856", "tvmaze:48449"]
    assert await room.subscriptions() == []

    await room.types("updates subscribe tvmaze:48449")
    assert [one.show for one in await room.subscriptions()] == ["ghosts"]

    await room.types("updates subscribe tvmaze:37856")
    assert {one.show for one in await room.subscriptions()} == {"ghosts", "ghosts-2019"}


async def test_a_preference_that_cannot_be_read_follows_nothing(room):
    said = await room.types("updates subscribe severance zone nowhere")

    assert "Nothing was changed" in said
    assert room.memory.watchlist._held == []


async def test_a_reminder_of_any_show_follows_it(room):
    said = await room.types("remind severance season 3")

    assert "Severance" in said
    assert [one.show.id for one in room.memory.watchlist._held] == ["severance"]


async def test_a_community_follows_so_many_new_shows_a_day(room, directory):
    names = [f"Show{number}" for number in range(51)]
    for number, name in enumerate(names):
        listing = ListingId(str(1000 + number))
        directory.shows[listing] = listed_show(
            listed_season(1, "2027-05-05"), name=name, listing=listing
        )
        room.clock.pass_time(120)
        said = await room.types(f"updates subscribe tvmaze:{listing}")

    assert "50 new shows a day are as many as I take on" in said
    assert len(await room.subscriptions()) == 50


async def test_a_show_whose_file_cites_its_record_joins_it_and_has_no_twin(directory):
    page = replace(claim().source, url="http://www.tvmaze.com/shows/1370/marvels-jessica-jones")
    cited = replace(claim(), source=page)
    room = Room(directory, catalogue(cited, shows=(show(),)))
    room.clock.moment = NOW

    await room.types("updates subscribe jessica jones")
    await room.types("updates subscribe tvmaze:1370")

    (held,) = room.memory.watchlist._held
    assert (held.show.id, held.listing, held.introduces) == ("jessica-jones", "1370", False)
    assert [one.show for one in await room.subscriptions()] == ["jessica-jones"]
    assert directory.calls == []


async def test_a_record_that_seems_to_be_of_a_shows_file_is_taken_for_that_show(directory):
    directory.shows[ListingId("77")] = listed_show(
        listed_season(1, "2018-03-08"),
        name="Marvel's Jessica Jones",
        listing=ListingId("77"),
        network=show().network,
        premiered=date(2018, 3, 8),
    )
    room = Room(directory)
    room.clock.moment = NOW

    assert "Jessica Jones" in await room.types("updates subscribe tvmaze:77")
    assert room.memory.watchlist._held == []


async def test_a_show_is_known_under_its_record_before_this_process_has_read_of_it(room):
    await room.types("updates subscribe tvmaze:48449")
    await room.types("updates subscribe tvmaze:37856")

    said = await only_reply(room, "when tvmaze:37856")

    assert said.show == ShowId("ghosts-2019")


async def test_an_exact_name_is_asked_for_where_a_near_one_is_known_here(directory):
    room = Room(directory)
    directory.shows[ListingId("5")] = listed_show(
        listed_season(1, "2027-01-01"), name="Daredevils", listing=ListingId("5")
    )

    found = await find_show(
        "Daredevils",
        knowledge=room.router.knowledge,
        directory=directory,
        watchlist=room.memory.watchlist,
        may_ask=lambda: True,
        exactly=True,
    )

    assert found.record
    assert found.record.listing == "5"
    assert ADMIN.destination == HERE
