from datetime import date

import pytest

from content.facts.claims import Alias, ShowId
from content.facts.zones import is_zone
from content.listings.records import ListingId
from content.listings.services import home_zone
from content.listings.shows import as_named_now, possible_ids, show_of
from content.understanding.plain_titles import is_plain
from fakes.listed import listed_show


def followed(name, *, taken=(), akas=(), **fields):
    return show_of(
        listed_show(name=name, **fields),
        taken=set(taken).__contains__,
        akas=akas,
        is_plain=is_plain,
    )


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("The Bear", "the-bear"),
        ("Marvel's Jessica Jones", "marvels-jessica-jones"),
        ("Grey\u2019s Anatomy", "greys-anatomy"),
        ("Law & Order: SVU", "law-and-order-svu"),
        ("Krøniken", "kroniken"),
        ("Les Misérables", "les-miserables"),
        ("Weißensee", "weissensee"),
        ("24", "24"),
        ("What If...?", "what-if"),
        ("S.H.I.E.L.D.", "shield"),
        ("Jake 2.0", "jake-2-0"),
        ("Ms. Marvel", "ms-marvel"),
        ("進撃の巨人", "show-2022"),
        ("???", "show-2022"),
        ("", "show-2022"),
        ("All", "all-2022"),
        ("x" * 200, "x" * 60),
        ("ab " * 70, "ab-" * 19 + "ab"),
    ],
)
def test_an_id_is_made_from_the_name(name, id_):
    assert followed(name).id == id_


def test_a_name_in_another_script_takes_the_first_of_its_other_names_that_can_be_written():
    assert followed("進撃の巨人", akas=["진격의 거인", "Attack on Titan"]).id == "attack-on-titan"


def test_an_id_that_is_taken_gets_its_year_and_then_its_number():
    record = listed_show(name="Ghosts", premiered=date(2021, 10, 7), listing=ListingId("45563"))

    assert list(possible_ids(record)) == ["ghosts", "ghosts-2021", "ghosts-45563"]
    assert followed("Ghosts", taken=["ghosts"]).id == "ghosts-2022"
    assert followed("Ghosts", taken=["ghosts", "ghosts-2022"]).id == "ghosts-52703"
    assert followed("Ghosts", taken=["ghosts"], premiered=None).id == "ghosts-52703"


def test_a_title_is_kept_and_shortened_as_fans_do():
    assert followed("Marvel's Wonder Man").short == "Wonder Man"
    assert followed("Shameless (US)").short == "Shameless"
    assert followed("Shameless (US)").title == "Shameless (US)"
    assert followed("(Nothing)").short == "(Nothing)"


def test_a_title_stands_on_one_line_and_has_nothing_unseen():
    assert followed("A\n\u202eB\x00  C").title == "A B C"
    assert len(followed("x" * 300).title) == 120


def test_other_names_stand_back_and_single_words_count_as_they_are_written():
    show = followed(
        "You", akas=["You: Du wirst mich lieben", "You", "Lost", "24", "Obsesja  ", "obsesja"]
    )

    assert show.aliases == (
        Alias(name="You: Du wirst mich lieben", shared=True),
        Alias(name="Obsesja", exact_case=True, shared=True),
    )


@pytest.mark.parametrize(
    ("network", "zone", "home"),
    [
        ("Netflix", None, "America/Los_Angeles"),
        ("Netflix", "America/New_York", "America/Los_Angeles"),
        ("Prime Video", None, "America/Los_Angeles"),
        ("NBC", "America/New_York", "America/New_York"),
        ("BBC One", "Europe/London", "Europe/London"),
        ("Some Service", None, "UTC"),
        ("NBC", "Mars/Base", "UTC"),
        (None, None, "UTC"),
    ],
)
def test_days_are_counted_where_the_channel_or_the_service_is(network, zone, home):
    assert home_zone(listed_show(network=network, zone=zone)) == home
    assert is_zone(home)


def test_a_show_without_a_channel_is_on_one_without_a_name():
    assert followed("X", network=None).network == "an unnamed network"


def test_an_id_is_never_longer_than_can_be_stored():
    assert all(len(id_) <= 80 for id_ in possible_ids(listed_show(name="long " * 60)))
    assert isinstance(followed("X").id, str)
    assert ShowId("x") == followed("X").id


def test_a_show_that_is_renamed_keeps_its_id_and_is_still_understood_by_its_old_name():
    before = followed("Untitled Marvel Project", network="Hulu", zone=None)
    record = listed_show(name="Marvel's Wonder Man", network="Disney+", zone=None)

    now = as_named_now(before, record, is_plain=is_plain)

    assert (now.id, now.title, now.short) == (before.id, "Marvel's Wonder Man", "Wonder Man")
    assert now.network == "Disney+"
    assert [alias.name for alias in now.aliases] == ["Untitled Marvel Project"]
    assert as_named_now(now, record, is_plain=is_plain) == now
