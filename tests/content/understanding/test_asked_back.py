"""Each name of a show is asked back as a question; one that finds no show is remarked on."""

from dataclasses import replace

import pytest

from content.facts.catalogue import Catalogue
from content.facts.claims import Alias, ShowId
from content.understanding.asked_back import plain_names, unheard_names


def with_a_show(shipped: Catalogue, title: str, *aliases: str) -> Catalogue:
    model = next(iter(shipped))
    named = tuple(Alias(name=name) for name in aliases)
    own = replace(model, id=ShowId("mine"), title=title, short=title, aliases=named, namesakes=())
    return Catalogue.of([*shipped, own], shipped.claims)


def test_every_name_of_the_shipped_shows_finds_its_show(shipped: Catalogue) -> None:
    assert list(unheard_names(shipped)) == []


@pytest.mark.parametrize(
    "title",
    ["You", "When", "2", "M*A*S*H", "9-1-1", "The Last Season", "How I Met Your Mother", "1883"],
)
def test_a_title_is_found_however_it_is_made(title: str, shipped: Catalogue) -> None:
    assert list(unheard_names(with_a_show(shipped, title))) == []


def test_a_name_that_finds_nothing_is_said_with_its_place_and_cure(shipped: Catalogue) -> None:
    (title,) = unheard_names(with_a_show(shipped, "???"))
    (alias,) = unheard_names(with_a_show(shipped, "Copper Sky", "!!!"))

    assert (title.show, title.place) == ("mine", ("show", "title"))
    assert "add an alias" in title.what
    assert alias.place == ("show", "aliases", 0)
    assert "leave '!!!' out" in alias.what


def test_a_title_that_finds_nothing_is_no_fault_beside_an_alias_that_does(
    shipped: Catalogue,
) -> None:
    assert list(unheard_names(with_a_show(shipped, "Go!", "Go the show"))) == []


def test_a_plain_title_is_remarked_on(shipped: Catalogue) -> None:
    (remark,) = plain_names(with_a_show(shipped, "From"))

    assert remark.place == ("show", "title")
    assert "'From' is an ordinary word" in remark.what
