"""Claims that are kept as few bytes as they can be say what they said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.packed_claims import pack, packed_claims
from bot.ports.errors import StorageError
from fakes.claims import claim

DAYS = st.sampled_from(["2018", "2018-03-08", "2018-21", "2018-03-08T00:00-08:00", None])
TEXTS = st.text(max_size=40)


@given(st.lists(st.tuples(DAYS, TEXTS, st.none() | TEXTS), max_size=8))
def test_what_was_packed_is_what_comes_out(said) -> None:
    claims = tuple(
        claim(value=day, says=says, detail=detail, id_=f"claim-{number}")
        for number, (day, says, detail) in enumerate(said)
    )

    packed = packed_claims(pack(claims), "tvmaze")

    assert packed.claims == claims
    assert {one.origin for one in packed.claims} <= {"tvmaze"}


def test_the_same_claims_have_the_same_fingerprint_and_others_another() -> None:
    one, other = claim(id_="one"), claim(id_="other")

    prints = {packed_claims(pack(held), "tvmaze").fingerprint for held in ([one], [one, other])}

    assert len(prints) == 2
    assert packed_claims(pack([one]), "tvmaze") == packed_claims(pack([one]), "tvmaze")


def test_bytes_that_were_cut_are_told_as_what_the_database_holds() -> None:
    packed = packed_claims(pack([claim()])[:-9], "tvmaze")

    with pytest.raises(StorageError, match="put a backup in its place"):
        _ = packed.claims
