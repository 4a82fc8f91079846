import json
import tomllib
from datetime import date, time

import jsonschema_rs
import pytest

from content.show_files.folders import read_catalogue, shipped_shows
from content.show_files.schema import toml_schema

GOOD = """\
[show]
id = "test-show"
title = "The Test Show"
short = "Test Show"
network = "Netflix"
zone = "UTC"
aliases = ["TS", { name = "IF", exact_case = true }]

[sources.page]
publisher = "P"
url = "https://example.org/"
published = "2018"

[[claim]]
id = "ts-one"
season = 2
kind = "release-date"
value = "2018-03-08"
stance = "confirmed"
authority = "platform"
source = "page"
says = "so it is said"
"""

WRONG = [
    ('id = "test-show"', 'id = "Test Show"'),
    ('title = "The Test Show"', 'title = ""'),
    ('short = "Test Show"', ""),
    ('network = "Netflix"', 'nettwork = "Netflix"'),
    ("exact_case = true", 'exact_case = "yes"'),
    ("https://example.org/", "example.org"),
    ('published = "2018"', 'published = "soon"'),
    ("season = 2", "season = 0"),
    ("season = 2", 'season = "2"'),
    ('"release-date"', '"release-dat"'),
    ('value = "2018-03-08"', "value = 13"),
    ('value = "2018-03-08"', 'value = "03/04/2018"'),
    ('kind = "release-date"', 'kind = "episode-count"'),
    ('stance = "confirmed"', 'stance = "rumored"'),
    ('authority = "platform"', 'authority = "netflix"'),
    ('source = "page"', "source = {}"),
    ('says = "so it is said"', f'says = "{"x" * 241}"'),
    ('source = "page"', 'source = "page"\nmarket = "UK"'),
    ('source = "page"', 'source = "page"\nbasis = "page"'),
    ('source = "page"', 'source = "page"\naction = "retracts"'),
    ('source = "page"', 'source = "page"\nretracts = ["ts-two"]'),
    ('source = "page"', 'source = "page"\nweekday = "Thurs"'),
    ("[[claim]]", "[claim]"),
    ("[show]", "[[show]]"),
]


@pytest.fixture(scope="module")
def validator():
    schema = toml_schema()
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.Draft202012Validator(schema)


def as_an_editor_sees(text):
    """Return the TOML with its dates as texts, as an editor hands them to a schema."""

    def plain(value):
        assert isinstance(value, date | time), value
        return value.isoformat()

    return json.loads(json.dumps(tomllib.loads(text), default=plain))


@pytest.mark.parametrize("path", sorted(shipped_shows().glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_show_is_valid(validator, path):
    errors = list(validator.iter_errors(as_an_editor_sees(path.read_text(encoding="utf-8"))))

    assert [str(error) for error in errors] == []


def test_a_file_that_adds_claims_is_valid(validator):
    claims = GOOD[GOOD.index("[sources.page]") :]

    assert validator.is_valid(as_an_editor_sees('show = "jessica-jones"\n' + claims))


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_what_the_schema_refuses_the_reader_refuses_too(validator, tmp_path, right, wrong):
    text = GOOD.replace(right, wrong, 1)
    (tmp_path / "show.toml").write_text(text)

    assert validator.is_valid(as_an_editor_sees(GOOD))
    assert text != GOOD
    assert not validator.is_valid(as_an_editor_sees(text))
    assert read_catalogue([tmp_path]).faults


def test_the_schema_can_be_printed():
    assert json.loads(json.dumps(toml_schema())) == toml_schema()
