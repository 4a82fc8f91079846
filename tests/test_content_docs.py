"""docs/content.md as its readers use it: every block is tried, every word is looked for."""

import re
from enum import Enum
from itertools import pairwise
from pathlib import Path

import pytest

from content.facts.claims import Authority, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files import claims, show
from content.show_files.folders import read_catalogue

TEXT = (Path(__file__).parents[1] / "docs" / "content.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)( wrong)?\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
RIGHT = [body for language, wrong, body in BLOCKS if language == "toml" and not wrong]
WRONG = [(body, told) for (_, wrong, body), (_, _, told) in pairwise(BLOCKS) if wrong]


@pytest.mark.parametrize("block", RIGHT)
def test_every_example_can_be_used_as_it_stands(tmp_path, block):
    (tmp_path / "mine.toml").write_text(block, encoding="utf-8")

    reading = read_catalogue([tmp_path / "mine.toml"])

    assert [str(fault) for fault in reading.faults] == []
    assert reading.catalogue.shows or reading.catalogue.claims


@pytest.mark.parametrize(("block", "told"), WRONG)
def test_every_wrong_example_is_told_as_shown(tmp_path, block, told):
    (tmp_path / "mine.toml").write_text(block, encoding="utf-8")

    reading = read_catalogue([tmp_path / "mine.toml"])

    printed = [str(fault).replace(f"{tmp_path}/", "") for fault in reading.faults]
    assert printed == told.splitlines()


def test_there_are_examples_of_both_sorts():
    assert len(RIGHT) >= 3
    assert len(WRONG) >= 1


@pytest.mark.parametrize("member", [*Kind, *Stance, *Authority], ids=str)
def test_every_word_one_can_write_is_explained(member: Enum):
    word = member.name.lower() if isinstance(member, Authority) else member.value

    assert re.search(rf"^\| `{word}` \|.*\w", TEXT, re.MULTILINE)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_of_kinds_says_what_is_so(kind):
    adds = " yes " if kind.adds else " "

    assert f"| `{kind.value}` | {kind.shape.value} |{adds}|" in TEXT


@pytest.mark.parametrize(
    "key",
    sorted(claims.ALLOWED | claims.SOURCE_ALLOWED | show.ALLOWED | show.ALIAS_ALLOWED),
)
def test_every_key_one_can_write_is_explained(key):
    assert re.search(rf"^\| (?:`\w+`, )?`{key}`(?:, `\w+`)? \|", TEXT, re.MULTILINE)


def test_every_date_in_the_table_of_dates_can_be_read():
    table = TEXT[TEXT.index("## Dates") : TEXT.index("```toml wrong")]

    notations = re.findall(r'`"([^"]+)"`', table)

    assert len(notations) > 15
    assert [PartialDate.parse(text).notation for text in notations] == notations
