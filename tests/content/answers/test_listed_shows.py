from datetime import date

import pytest

from content.answers.listed_shows import ShowMeant, choice_line, show_meant, which_listed
from content.language.wording import wording_for
from content.listings.records import ListedStatus, ListingId
from fakes.listed import listed_show


def hit(name, year=2020, *, country="US", network="CBS", number=None, **fields):
    return listed_show(
        name=name,
        premiered=date(year, 1, 5) if year else None,
        country=country,
        network=network,
        listing=ListingId(str(number or f"{name}-{year}-{country}")),
        **fields,
    )


BEAR = hit("The Bear", 2022, network="FX")
ONLY_BEAR = hit("Bear", 2001)
OFFICES = (
    hit("The Office", 2005, network="NBC"),
    hit("The Office", 2001, country="GB", network="BBC Two"),
    hit("The Office", 2024, country="AU", network="Prime Video"),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the bear", "The Bear"),
        ("THE BEAR!", "The Bear"),
        ("bear", "The Bear"),
        ("the bear (2022)", "The Bear"),
        ("The Bear 2022", "The Bear"),
        ("the bear fx", "The Bear"),
        ("kroniken", "Krøniken"),
        ("law and order", "Law & Order"),
        ("law & order", "Law & Order"),
        ("greys anatomy", "Grey's Anatomy"),
        ("grey\u2019s anatomy", "Grey's Anatomy"),
        ("1923", "1923"),
        ("24", "24"),
        ("shameless us", "Shameless (US)"),
        ("What If", "What If...?"),
        ("ms marvel", "Ms. Marvel"),
    ],
)
def test_a_name_means_the_one_show_that_bears_it(typed, name):
    names = ("Krøniken", "Law & Order", "Grey's Anatomy", "1923", "24", "What If...?")
    others = [hit(other) for other in (*names, "Ms. Marvel", "Shameless (US)")]

    meant = show_meant(typed, [*others, BEAR, hit("Bear Grylls")])

    assert meant.one is not None
    assert meant.one.name == name
    assert meant.choices == ()


def test_a_show_that_has_the_name_letter_by_letter_comes_before_one_with_an_article():
    assert show_meant("bear", [BEAR, ONLY_BEAR]).one is ONLY_BEAR
    assert show_meant("the bear", [ONLY_BEAR, BEAR]).one is BEAR


def test_of_several_shows_of_one_name_nobody_chooses_for_the_asker():
    assert show_meant("the office", OFFICES) == ShowMeant(choices=OFFICES, is_their_name=True)
    assert show_meant("office", OFFICES) == ShowMeant(choices=OFFICES, is_their_name=True)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("the office us", 0),
        ("The Office (US)", 0),
        ("the office (UK)", 1),
        ("The Office 2024", 2),
        ("office australia", 2),
        ("the office nbc", 0),
        ("The Office, United Kingdom", 1),
    ],
)
def test_a_year_a_country_or_a_channel_tells_apart_who_shares_a_name(typed, place):
    assert show_meant(typed, OFFICES).one is OFFICES[place]


def test_what_is_only_near_is_asked_about_even_where_it_is_alone():
    assert show_meant("the beer", [BEAR]) == ShowMeant(choices=(BEAR,))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the bear", "The Powerpuff Girls"),
        ("the bear", "The Dead Girls"),
        ("the", "The Bear"),
        ("a", "A Man on the Inside"),
        ("house of cards", "House of the Dragon"),
        ("out of it", "Out of Practice"),
        ("from", "Escape from Dannemora"),
        ("1924", "1923"),
        ("123 everyone", "Show 12"),
        ("die brücke", "Die Sendung mit der Maus"),
        ("進撃の巨人", "鬼の花嫁"),
        ("the bear and the lion and the others", "The Others"),
    ],
)
def test_a_show_with_only_a_little_word_in_common_is_no_choice(typed, name):
    assert show_meant(typed, [hit(name)]) == ShowMeant()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the beer", "The Bear"),
        ("severence", "Severance"),
        ("house of dragons", "House of the Dragon"),
        ("walking dead", "Fear the Walking Dead"),
        ("bear", "Bear Grylls: Face the Wild"),
        ("24", "24: Legacy"),
        ("from", "From Dusk till Dawn"),
        ("daredevil reborn", "Marvel's Daredevil: Born Again"),
        ("the bear on hulu", "The Bear"),
        ("game of thornes", "Game of Thrones"),
        ("進撃", "進撃の巨人"),
        ("attack of titan", "Attack on Titan"),
        ("進撃の巨人", "Attack on Titan"),
        ("money heist", "La casa de papel"),
    ],
)
def test_a_slip_a_longer_name_and_a_name_of_another_country_are_choices(typed, name):
    assert [one.name for one in show_meant(typed, [hit(name)]).choices] == [name]


def test_what_is_nowhere_is_nobody():
    assert show_meant("the bear", []) == ShowMeant()


@pytest.mark.parametrize("typed", ["", "???", " ", "the", "x" * 2000, "(2020)", "🐻"])
def test_any_name_can_be_typed(typed):
    assert show_meant(typed, [BEAR, *OFFICES]).one is None


def test_choices_are_told_apart_by_year_channel_country_and_how_they_stand():
    ended = hit("The Office", 2001, country="GB", network="BBC Two", status=ListedStatus.ENDED)
    planned = hit(
        "The Office", None, country=None, network=None, status=ListedStatus.IN_DEVELOPMENT
    )
    meant = ShowMeant(choices=(ended, planned), is_their_name=True)

    assert which_listed("the office", meant) == (
        "Several shows are called the office: which one?",
        "1. The Office (2001, BBC Two, the United Kingdom, ended)",
        "2. The Office (in development)",
    )
    assert choice_line(ended, wording_for("de")) == (
        "The Office (2001, BBC Two, Vereinigtes Königreich, beendet)"
    )


def test_what_is_only_near_is_offered():
    assert which_listed("the beer", ShowMeant(choices=(BEAR,))) == (
        "I find no show called the beer. Is it one of these?",
        "1. The Bear (2022, FX, the United States, running)",
    )
