"""The index of names: one show is put in or taken out by itself, and slips are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Alias, Show, ShowId
from content.understanding.known_names import known_to
from content.understanding.name_index import NameIndex
from content.understanding.near_names import NearNames
from content.understanding.subjects import names_of
from content.understanding.tokens import look_up_key, normalise

TITLES = (
    "Copper Sky",
    "Copper Sky: Fallen",
    "The Keeper's Daughter",
    "Brine & Salt",
    "3 Harbours",
    "You",
    "Kestrel",
    "Kestrel Point",
    "葬送のフリーレン",
    "Σκοτεινό Νησί",
    "Doctor Who (2005)",
    "Iron Widow",
)
WORDS = st.text("abcdefghij", min_size=4, max_size=16)


SHOWS = [
    Show(
        id=ShowId(f"own-{n}"),
        title=title,
        short=title.partition(":")[0],
        network="A channel",
        zone="Europe/London",
        aliases=(Alias(name="Sky", shared=True),) if "Sky" in title else (),
        namesakes=("novel",) if n % 2 else (),
    )
    for n, title in enumerate(TITLES)
]


@given(st.lists(st.integers(0, len(TITLES) - 1), max_size=20))
def test_what_is_put_in_and_taken_out_leaves_what_was_put_in_alone(steps: list[int]) -> None:
    index, left = NameIndex(), dict[ShowId, Show]()
    for show in (SHOWS[step] for step in steps):
        if left.pop(show.id, None):
            index.drop(show.id)
        else:
            index.put(show)
            left[show.id] = show
    fresh = NameIndex(left.values())

    keys = [look_up_key(name) for show in SHOWS for name in show.names]
    slips = [key[:2] + key[3:] for key in keys]
    assert [index.named(key) for key in keys] == [fresh.named(key) for key in keys]
    assert [index.nearest(key) for key in slips] == [fresh.nearest(key) for key in slips]
    assert index.namesakes == fresh.namesakes
    for word in {word for show in SHOWS for word in normalise(show.title).words}:
        assert index.by_first_word(word) == fresh.by_first_word(word)
        assert sorted(index.beginning(word[:3])) == sorted(fresh.beginning(word[:3]))


@given(st.sets(WORDS, min_size=1, max_size=30), st.data())
def test_a_name_with_one_letter_wrong_is_found_again(keys: set[str], data: st.DataObject) -> None:
    near = NearNames()
    for key in keys:
        near.put(key)
    meant = data.draw(st.sampled_from(sorted(keys)))
    at = data.draw(st.integers(1, len(meant) - 1))
    asked = meant[:at] + data.draw(st.sampled_from(["", "x", meant[at] + "x"])) + meant[at + 1 :]
    found = near.nearest(asked)

    if len(asked) >= 5:
        assert found is not None
        assert found[1] == min(OSA.distance(asked, key) for key in keys if key[0] == asked[0])


@pytest.mark.parametrize("slip", ["ehco", "ecoh", "lkoi", "loik"])
def test_a_short_name_is_found_by_letters_that_changed_places(slip: str) -> None:
    near = NearNames()
    for key in ("echo", "loki"):
        near.put(key)

    found = near.nearest(slip)

    assert found in {("echo", 1), ("loki", 1)}
    assert found[0][0] == slip[0]


@pytest.mark.parametrize("word", ["ecko", "eco", "hceo", "logi", "loci", "ethos"])
def test_a_short_name_is_found_by_no_other_slip(word: str) -> None:
    near = NearNames()
    for key in ("echo", "loki"):
        near.put(key)

    assert near.nearest(word) is None


def test_three_letters_of_twelve_are_a_slip_only_where_they_moved() -> None:
    near = NearNames()
    near.put("jessicajones")

    assert near.nearest("jesiccajoens") == ("jessicajones", 3)
    assert near.nearest("jessicajoyce") is None


def test_a_catalogue_that_gains_and_loses_a_show_is_asked_as_it_is(shipped: Catalogue) -> None:
    *_, own = SHOWS
    known = Catalogue.of(shipped, shipped.claims)
    found = []
    for part in (None, ShowClaims(own.id, own, ()), ShowClaims(own.id, None, ())):
        if part is not None:
            known.put(part)
        found.append([name.show for name in names_of(known).named("ironwidow")])

    assert found == [[], [own.id], []]
    assert known_to(known).words == known_to(shipped).words
