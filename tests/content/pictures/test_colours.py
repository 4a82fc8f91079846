from hypothesis import example, given
from hypothesis import strategies as st

from content.facts.claims import ShowId
from content.pictures.colours import colours_from, colours_made_for, colours_of, contrast
from fakes.claims import show

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,4}", fullmatch=True)
WRITTEN = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def legible(colours):
    return contrast(colours.ground, "#ffffff") >= 7 and contrast(*pair(colours)) >= 4.5


def pair(colours):
    return colours.accent, colours.ground


@given(SLUGS)
def test_what_is_made_of_an_id_can_be_read(slug):
    assert legible(colours_made_for(ShowId(slug)))


@given(WRITTEN)
@example("#000000")
@example("#ffffff")
@example("#ffff00")
@example("#0000ff")
def test_whatever_colour_a_file_has_what_is_written_on_it_can_be_read(written):
    assert legible(colours_from(written))


def test_a_show_has_the_same_colours_for_ever():
    made = colours_of(show("jessica-jones"))

    assert (made.ground, made.accent) == ("#6a2b11", "#eead91")


def test_two_shows_have_two_colours():
    assert colours_of(show("jessica-jones")) != colours_of(show("luke-cage"))


def test_contrast_is_that_of_the_guideline():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
