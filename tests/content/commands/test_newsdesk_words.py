"""What editors type behind `newsdesk`, and what is made of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.commands.desk import DeskAction, DeskButton
from content.commands.newsdesk import (
    ClaimHistory,
    RecordClaim,
    RetractClaim,
    kinds_like,
    part_in_words,
)
from content.commands.parse import Review, read_command
from content.show_files.typed_claims import TypedClaim

PAGE = "https://example.org/a?b=1&value=2"


def record(show, season=None, *, confirmed=False, **parts):
    claim = TypedClaim(**parts)
    return RecordClaim(show=show, season=season, claim=claim, is_confirmed=confirmed)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            f"jessica jones season 3 release-date 14 june 2019 stance confirmed url {PAGE}",
            record(
                *("jessica jones", "3"),
                kind="release-date",
                value="14 june 2019",
                stance="confirmed",
                url=PAGE,
            ),
        ),
        (
            f"jessica jones s3 release date early 2019, publisher: The Wrap, {PAGE} confirm",
            record(
                *("jessica jones", "3"),
                kind="release date",
                value="early 2019",
                publisher="The Wrap",
                url=PAGE,
                confirmed=True,
            ),
        ),
        (
            "echo special kind premise value What it says says nothing reported on 1 May 2019",
            record(
                *("echo", "special"),
                kind="premise",
                value="What it",
                says="nothing",
                reported="1 May 2019",
            ),
        ),
        (
            'echo season series premise "What it says, of value" says “It says so.”',
            record(
                *("echo", "series"),
                kind="premise",
                value="What it says, of value",
                says="It says so.",
            ),
        ),
        ("the order season 2 renewal", record("the order", "2", kind="renewal")),
        ('"the order" renewal', record("the order", kind="renewal")),
        ("echo 2 cast Charlie Cox", record("echo", "2", kind="cast", value="Charlie Cox")),
        ("echo next season renewal", record("echo", "next", kind="renewal")),
        ("echo 2 relase-date 2019", record("echo", "2", kind="relase-date", value="2019")),
        ("jessica jones season 3", record("jessica jones", "3")),
        ("", record(None)),
        ("confirm", record(None, confirmed=True)),
    ],
)
def test_a_claim_is_read_in_its_parts(words, wanted):
    assert read_command(f"newsdesk record {words}") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("retract A-Claim reason It was wrong.", RetractClaim("a-claim", "It was wrong.")),
        ("retract a-claim It was wrong.", RetractClaim("a-claim", "It was wrong.")),
        ("Retract `a-claim` Reason: wrong", RetractClaim("a-claim", "wrong")),
        ("retract a-claim", RetractClaim("a-claim", None)),
        ("retract", RetractClaim(None, None)),
        ("history jessica jones season 3", ClaimHistory("jessica jones", "3")),
        ("history", ClaimHistory(None, None)),
    ],
)
def test_what_is_taken_back_or_looked_through_is_read(words, wanted):
    assert read_command(f"newsdesk {words}") == wanted


@pytest.mark.parametrize(
    "value", ["14 June 2019", "What it says", "release-date", "the kind of thing", "confirm"]
)
def test_a_part_that_is_said_again_is_read_again_as_it_was(value):
    words = f"newsdesk record echo season 2 kind premise value {part_in_words(value)} confirm"

    assert read_command(words) == record("echo", "2", kind="premise", value=value, confirmed=True)


def test_kinds_are_offered_while_one_is_typed():
    assert kinds_like("Filming st") == ["filming-start", "filming-status"]
    assert "renewal" in kinds_like("")


def test_words_without_end_are_read_in_no_time():
    read = read_command("newsdesk record " + "relase " * 5000)

    assert isinstance(read, RecordClaim)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", Review()),
        ("done 3", Review(done="3")),
        ("accept 12", Review(accept="12")),
        ("accept #12 revision 3", Review(accept="#12", revision="3")),
        ("accept 12 13", Review(accept="12 13")),
        ("reject 12", Review(reject="12")),
        (
            "reject 12 reason It is a fan's guess.",
            Review(reject="12", reason="It is a fan's guess."),
        ),
        ("Reject 12 a guess", Review(reject="12", reason="a guess")),
        (
            "reject 12 revision 2 reason: a guess",
            Review(reject="12", revision="2", reason="a guess"),
        ),
        ("amend 12", Review(amend="12")),
        (
            "amend 12 revision 2 value 14 June 2019 stance confirmed",
            Review(
                amend="12",
                revision="2",
                changes=TypedClaim(value="14 June 2019", stance="confirmed"),
            ),
        ),
        (
            f"amend 12 show the order season 2 kind final season value season 2 is the last {PAGE}",
            Review(
                amend="12",
                show="the order",
                season="2",
                changes=TypedClaim(kind="final season", value="season 2 is the last", url=PAGE),
            ),
        ),
        (
            "amend 12 jessica jones season 3 claimant reported on 1 May 2019",
            Review(
                amend="12",
                show="jessica jones",
                season="3",
                changes=TypedClaim(claimant="", reported="1 May 2019"),
            ),
        ),
        ("amend 12 season special", Review(amend="12", season="special")),
        ("draft 4", Review(draft="4")),
        (
            f"draft 4 kind renewal url {PAGE}",
            Review(draft="4", changes=TypedClaim(kind="renewal", url=PAGE)),
        ),
    ],
)
def test_what_is_decided_is_read_in_its_parts(words, wanted):
    assert read_command(f"newsdesk review {words}") == wanted


def test_a_draft_is_read_as_what_is_recorded():
    words = f"jessica jones season 3 release-date 14 june 2019 url {PAGE}"

    drafted, recorded = (read_command(f"newsdesk {verb} {words}") for verb in ("draft", "record"))

    assert drafted == replace(recorded, is_draft=True)


@given(st.sampled_from(DeskAction), st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_a_button_is_found_again_by_its_key(action, number, revision):
    button = DeskButton(action=action, number=number, revision=revision)

    assert DeskButton.from_key(button.key) == button
    assert len(button.key) <= 31


@given(st.text() | st.from_regex(r"desk:[a-z]+:\d+:\d+"))
def test_what_is_no_key_is_no_button(key):
    button = DeskButton.from_key(key)

    assert button is None or button.action in DeskAction
