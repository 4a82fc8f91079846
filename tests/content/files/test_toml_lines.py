import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.files.lines import lines_of, nearest_line

TEXT = '''\
# a comment with [brackets], = and "quotes
top = "a # that is no comment"

[show] # [not.a.table]
"a key" = 1
'b.c' = """
[sources.fake]
id = "no key"
"""
list = [
    "one", # two,
    { name = "two", deep = [1,
        2] },
    """three
lines""",
]

[sources.one]
url = 'https://example.org/#]'

[[claim]]
id = "a"
dotted.key.name = 2018-03-08

[[claim]]
id = "b"
raw = \'\'\'
[[claim]]
\'\'\'
source = { publisher = "x", published = "2018" }
[claim.more]
x = "back\\\\"
y = "quo\\"te"
[[claim.parts]]
z = 1
[[claim.parts]]
z = 2
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("show",), 4),
        (("show", "a key"), 5),
        (("show", "b.c"), 6),
        (("show", "list"), 10),
        (("show", "list", 0), 11),
        (("show", "list", 1), 12),
        (("show", "list", 1, "deep"), 12),
        (("show", "list", 1, "deep", 1), 13),
        (("show", "list", 2), 14),
        (("sources", "one"), 18),
        (("sources", "one", "url"), 19),
        (("claim",), 21),
        (("claim", 0), 21),
        (("claim", 0, "id"), 22),
        (("claim", 0, "dotted", "key"), 23),
        (("claim", 1), 25),
        (("claim", 1, "raw"), 27),
        (("claim", 1, "source", "published"), 30),
        (("claim", 1, "more", "x"), 32),
        (("claim", 1, "more", "y"), 33),
        (("claim", 1, "parts", 0, "z"), 35),
        (("claim", 1, "parts", 1, "z"), 37),
        (("claim", 1, "absent"), 25),
        (("claim", 7, "absent"), 21),
        (("absent",), 1),
        ((), 1),
    ],
)
def test_every_key_is_found_on_its_line(place, line):
    tomllib.loads(TEXT)

    assert nearest_line(lines_of(TEXT), place) == line


NAMES = st.text("abcdefghij-_ #=[]{}\".'\\", min_size=1, max_size=6)
VALUES = st.recursive(
    st.integers() | st.booleans() | st.text("ab #=[]{}\",'\n", max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written(value):
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str() if "\n" in value and "\\" not in value and '"' not in value:
            return f'"""\n{value}"""'
        case str():
            return quoted(value)
        case list():
            return "[\n" + "".join(f"{written(item)}, # ],\n" for item in value) + "]"
        case dict():
            pairs = ", ".join(f"{quoted(key)} = {written(item)}" for key, item in value.items())
            return f"{{ {pairs} }}"
        case _:
            return value.isoformat()


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6, unique_by=lambda pair: pair[0]))
def test_no_value_hides_the_keys_after_it(pairs):
    text, expected = "", {}
    for name, value in pairs:
        expected[name] = text.count("\n") + 1
        text += f"{quoted(name)} = {written(value)}\n"

    assert tomllib.loads(text).keys() == expected.keys()
    lines = lines_of(text)

    assert {name: lines[(name,)] for name in expected} == expected
