"""What is drawn can be read: whatever the names, however long the story."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from adapters.pictures.cards import HEIGHT, WIDTH, card_svg
from adapters.pictures.font import (
    FILE,
    cut_to_width,
    first_legible,
    legible,
    on_one_line,
    width,
    wrapped,
)
from adapters.pictures.painter import MOST_PIXELS, png_of
from adapters.pictures.timelines import timeline_svg
from content.facts.as_of import AsOf
from content.facts.claims import Action, ShowId, Subject
from content.pictures.card import card_of
from content.pictures.timeline import timeline_of
from fakes.claims import catalogue, claim, show

SUBJECT = Subject(ShowId("jessica-jones"), 2)
SVG = "{http://www.w3.org/2000/svg}"
NAMES = {
    "long": "The Extraordinarily Long and Winding Tale of " * 5,
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    * 3,
    "hebrew": "שטיסל",
    "arabic": "ما وراء الطبيعة",
    "japanese": "葬送のフリーレン",
    "korean": "오징어 게임",
    "mixed": "Frieren 葬送のフリーレン",
    "greek": "Ελλάδα",
    "cyrillic": "Слово пацана. Кровь на асфальте",
    "emoji": "🦇 Batwheels 🦇",
    "markup": '</text><script>alert(1)</script><text x="&quot;',
    "control": "a\x00b\x1b[31m\u202ec\ud800d",
    "nothing": " \u200b ",
}


def drawn_card(short="Jessica Jones", value="2018-03-08", on="2017-12-31"):
    shows = (replace(show(), short=short, title=short),)
    known = catalogue(*([claim(value=value, by="Netflix")] if value else []), shows=shows)
    return card_svg(card_of(known, SUBJECT, AsOf.parse(on)))


def drawn_story(*claims, short="Jessica Jones", until=date(2018, 4, 1), every_letter=True):
    known = catalogue(*claims, shows=(replace(show(), short=short, title=short),))
    return timeline_svg(timeline_of(known, SUBJECT, until=until), every_letter=every_letter)


def words_of(svg):
    root = ET.fromstring(svg)  # noqa: S314  our own
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def picture_of(svg, **how):
    return Image.open(io.BytesIO(png_of(svg, FILE, **how)))


def test_a_card_shows_what_it_is_to_say():
    assert words_of(drawn_card()) == [
        "Jessica Jones",
        "Season 2",
        "67",
        "days to go",
        "Thursday 8 March 2018",
        "Netflix, in Collider, 9 December 2017",
    ]


@pytest.mark.parametrize("colour", ["#6b3fa0", "#c9971c", "#555b66", "#a31621", "#000000"])
def test_a_card_has_the_colours_of_its_show(colour):
    known = catalogue(claim(by="Netflix"), shows=(replace(show(), colour=colour),))
    card = card_of(known, SUBJECT, AsOf.parse("2017-12-31"))
    picture = picture_of(card_svg(card), is_flat=True).convert("RGB")

    for place, wanted in (((10, 300), card.colours.accent), ((400, 20), card.colours.ground)):
        there = [int(wanted[at : at + 2], 16) for at in (1, 3, 5)]
        found = picture.getpixel(place)
        assert max(abs(a - b) for a, b in zip(there, found, strict=True)) <= 4


def test_a_range_is_drawn_as_a_band_and_without_a_number():
    svg = drawn_card(value="2018")

    assert words_of(svg)[2:4] == ["2018", "no day yet"]
    assert svg.count('rx="15"') == 2


@pytest.mark.parametrize("name", list(NAMES.values()), ids=list(NAMES))
def test_a_card_of_any_name_can_be_read(name):
    svg = drawn_card(short=name)
    picture = picture_of(svg, is_flat=True)

    assert picture.size == (WIDTH, HEIGHT)
    assert len(png_of(svg, FILE, is_flat=True)) < 30_000
    shown = words_of(svg)
    assert shown[0].strip("… ")
    assert all(legible(word) == word for word in shown)
    assert "<script" not in svg


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("葬送のフリーレン", "Jessica Jones"),
        ("שטיסל", "Jessica Jones"),
        ("Ελλάδα", "Ελλάδα"),
        ("Слово пацана", "Слово пацана"),
        ("Amélie & Zoë", "Amélie & Zoë"),
    ],
)
def test_a_name_without_letters_in_the_font_is_told_by_another_name_of_the_show(name, shown):
    assert words_of(drawn_card(short=name))[0] == shown


def test_the_title_that_is_read_out_is_the_real_one():
    assert "<title>葬送のフリーレン · Season 2." in drawn_card(short="葬送のフリーレン")


@given(st.text(max_size=300))
@example("x" * 300)
@example("﷽" * 50)
@example("\u0300" * 200)
def test_no_text_is_wider_than_its_room(text):
    shown = legible(on_one_line(text))

    assert width(cut_to_width(shown, 40, 500), 40) <= 501
    for line in wrapped(shown, 40, 500, 2):
        assert width(line, 40) <= 501
    assert len(wrapped(shown, 40, 500, 2)) <= 2
    assert first_legible([text])


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_whatever_is_in_it_the_svg_stays_whole(name, publisher):
    story = drawn_story(claim(publisher=publisher, by=name), short=name)

    for svg in (story, drawn_card(short=name)):
        assert ET.fromstring(svg).tag == f"{SVG}svg"  # noqa: S314  our own


def test_a_timeline_stands_by_itself_and_is_read_out():
    svg = drawn_story(
        claim(value="2018/..", on="2016-07-28"),
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value=None, on="2018-01-09", action=Action.WITHDRAWS),
    )
    root = ET.fromstring(svg)  # noqa: S314  our own

    assert (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("role") == "img"
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "path", "text", "tspan"}
    keys = {key for one in root.iter() for key in one.attrib}
    assert not {key for key in keys if key.startswith("on")} | (keys & {"id", "href", "style"})
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", svg)


def test_what_was_withdrawn_is_struck_through():
    svg = drawn_story(
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value=None, on="2018-01-09", action=Action.WITHDRAWS),
    )

    struck = re.findall(r'text-decoration="line-through">([^<]+)<', svg)
    assert struck == ["8 March 2018"]
    assert "withdrawn" in " ".join(words_of(svg))


def test_the_story_of_a_show_without_dates_says_so():
    svg = drawn_story()

    assert "Nothing has been said of a release date." in words_of(svg)
    assert picture_of(svg).size[0] == 900


def test_a_browser_gets_all_letters_and_our_own_picture_those_it_has():
    made = claim(value="2018", publisher="コミックナタリー")

    whole = " ".join(words_of(drawn_story(made, short="葬送のフリーレン")))
    own = " ".join(words_of(drawn_story(made, short="葬送のフリーレン", every_letter=False)))

    assert "葬送のフリーレン" in whole
    assert "コミックナタリー" in whole
    assert "Jessica Jones" in own
    assert legible(own) == own


def test_forty_claims_on_one_day_make_a_picture_that_can_be_read():
    svg = drawn_story(*(claim(value="2018", publisher=f"Page {number}") for number in range(40)))

    assert "and 35 more that day" in words_of(svg)
    assert picture_of(svg).size[1] < 1200


def test_the_longest_story_is_no_larger_than_a_picture_may_be():
    first = date(2012, 1, 1)
    many = [
        claim(
            value=(first + timedelta(days=900 + day)).isoformat(),
            on=first + timedelta(days=day // 5),
            publisher="A Publisher of a Very Long Name Indeed " * 3,
            by="Somebody",
        )
        for day in range(1000)
    ]
    svg = drawn_story(*many)
    root = ET.fromstring(svg)  # noqa: S314  our own

    assert int(root.get("height")) * int(root.get("width")) < MOST_PIXELS


def test_what_would_be_larger_is_not_drawn():
    svg = drawn_card().replace('width="1200" height="630"', 'width="12000" height="6300"', 1)

    with pytest.raises(ValueError, match="too large"):
        png_of(svg, FILE)


def test_the_font_of_the_machine_plays_no_part():
    """What another font on this machine has letters for, is not drawn with that."""
    svg = drawn_card()
    other = svg.replace("'Noto Sans', sans-serif", "'DejaVu Sans', 'Noto Sans'")

    assert other != svg
    assert png_of(other, FILE) == png_of(svg, FILE)
