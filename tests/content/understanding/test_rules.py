"""The rules of questions: which bands there are, and which rows each rule alone decides.

`deciding_rows.tsv` has a row of the tables for each rule: without that rule, what the row asks
would be read otherwise. A rule that decides no row is one too many. After a change of the rules:

    VIOLET_WRITE_READINGS=1 make test
"""

import csv
import os
from functools import cache
from pathlib import Path

import pytest

from content.facts.as_of import AsOf
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation
from content.understanding.rule_faults import rule_faults
from content.understanding.rules import FILE, RULES, Rule, Strength, read_rules
from content.understanding.understand import explain_reading, read_message
from fakes.asked import shipped
from fakes.question_tables import TABLES, Row, table

DECIDING = Path(__file__).parent / "deciding_rows.tsv"
IS_WRITING = bool(os.environ.get("VIOLET_WRITE_READINGS"))
COLUMNS = ("rule", "as_of", "before", "question")
GOOD = (
    "[one]\nstrength = 'clear'\nrules = '''\ntrailer: trailer\ncast: cast + who what - when\n'''\n"
)


@cache
def meanings_of(as_of: str, before: str, question: str) -> tuple[frozenset[Feature], ...]:
    """What the words of each part of a question mean."""
    day, talk = AsOf.parse(as_of), Conversation()
    for earlier in filter(None, before.split(" || ")):
        talk = read_message(earlier, shipped(), day, conversation=talk).conversation
    told = explain_reading(question, shipped(), day, conversation=talk)
    lines = [line.removeprefix("meanings: ") for line in told if line.startswith("meanings: ")]
    return tuple(frozenset(map(Feature, line.split(", "))) for line in lines if line != "none")


def asked_in(row: Row) -> tuple[str, str, str]:
    return row["as_of"], row["before"], row["question"]


def decides(rule: Rule, meanings: frozenset[Feature]) -> bool:
    """Whether, without *rule*, words that mean this would ask something else, or nothing."""
    fitting = [one for one in RULES if one.fits(meanings)]
    return fitting[:1] == [rule] and [one.intent for one in fitting[1:2]] != [rule.intent]


def written_down() -> list[Row]:
    with DECIDING.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_down() -> None:
    """Write a row for each rule that decides one: a short one, that follows nothing."""
    rows = [row for name in TABLES for row in table(name)]
    rows.sort(key=lambda row: (bool(row["before"]), len(row["question"])))
    left, lines = list(RULES), ["\t".join(COLUMNS)]
    for row in rows:
        asked = asked_in(row)
        for meanings in meanings_of(*asked):
            for rule in [one for one in left if decides(one, meanings)]:
                left.remove(rule)
                lines.append("\t".join([str(rule), *asked]))
    DECIDING.write_text("\n".join([lines[0], *sorted(lines[1:]), ""]), encoding="utf-8")


def test_every_rule_alone_decides_what_some_row_asks() -> None:
    if IS_WRITING:
        write_down()
    rows = {row["rule"]: row for row in written_down()}

    idle = [
        str(rule)
        for rule in RULES
        if (row := rows.get(str(rule))) is None
        or not any(decides(rule, meanings) for meanings in meanings_of(*asked_in(row)))
    ]

    assert not idle, "they decide no row: give them one, or take them out"
    assert sorted(rows) == sorted(map(str, RULES))


def test_every_row_that_a_rule_decides_stands_in_a_table() -> None:
    every = {
        (row["as_of"], row["before"], row["question"]) for name in TABLES for row in table(name)
    }

    assert {(row["as_of"], row["before"], row["question"]) for row in written_down()} <= every


def test_bands_go_from_clear_to_a_bare_subject() -> None:
    strengths = [rule.strength for rule in RULES]

    assert strengths == sorted(strengths, reverse=True)
    assert {*strengths} == {*Strength} - {Strength.NONE}


def test_within_a_band_the_rule_that_needs_more_goes_before() -> None:
    two, one = read_rules(GOOD)

    assert (two.intent, two.specificity) == ("cast", 2)
    assert (one.intent, one.specificity) == ("trailer", 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("trailer: trailer", "trailers: trailer"),
        ("cast: cast", "cast: casts"),
        ("+ who", "+ woh"),
        ("- when", "- wen"),
        ("'clear'", "'clearest'"),
        ("strength", "strong"),
        ("'''\n", '"'),
    ],
)
def test_a_rule_that_names_what_does_not_exist_is_refused(before: str, after: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        list(read_rules(GOOD.replace(before, after, 1)))


@pytest.mark.parametrize(
    ("before", "after", "line", "what"),
    [
        ("trailer: trailer", "trailers: trailer", 4, "unknown intent 'trailers'; did you mean"),
        ("cast: cast", "cast: casts", 5, "unknown meaning 'casts'; did you mean 'cast'?"),
        ("- when", "- wen", 5, "unknown meaning 'wen'; did you mean 'when'?"),
        ("'clear'", "'cleer'", 2, "unknown strength 'cleer'; did you mean 'clear'?"),
        (
            "strength =",
            "strenght =",
            2,
            "unknown key 'strenght' in [one]; did you mean",
        ),
        ("cast: cast", "cast cast", 5, "is no rule; write what is asked, a colon"),
        ("cast: cast + who what - when", "trailer: trailer", 5, "stands twice; take one"),
        ("'clear'", "clear", 2, "this is no TOML"),
    ],
)
def test_a_mistake_in_a_rule_is_named_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, what: str
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")

    first = min(rule_faults(path), key=lambda fault: what not in fault.what)

    assert first.line == line
    assert what in first.what


def test_our_own_rules_have_no_fault() -> None:
    assert rule_faults(FILE) == []


def test_no_rule_stands_twice() -> None:
    rules = [str(rule).partition(": ")[2] for rule in read_rules(FILE.read_text(encoding="utf-8"))]

    assert len(set(rules)) == len(rules)
