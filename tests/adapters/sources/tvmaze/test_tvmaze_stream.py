"""An array in pieces: the same elements, wherever it is cut; and anything else is refused."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.sources.tvmaze.stream import ArraySplitter, BrokenArrayError, elements_of

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
VALUES = (
    PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=3), PLAIN, max_size=3)
)
ROWS = st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), max_size=6)


def split(body: bytes, sizes: list[int]) -> list[dict]:
    """Return what comes where it tries after every piece, as it would with large ones."""
    splitter, found, at = ArraySplitter(at_once=0), [], 0
    for size in [*sizes, len(body)]:
        found += splitter.feed(body[at : at + size])
        at += size
    return found + splitter.feed(b"", is_last=True)


@given(ROWS, st.lists(st.integers(1, 9), max_size=40), st.sampled_from([None, 2]), st.booleans())
@example([{"é": '呪術]},{["\\'}, {}], [1] * 60, None, False)
def test_wherever_it_is_cut_the_elements_are_the_same(rows, sizes, indent, is_ascii):
    body = json.dumps(rows, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "replace")

    assert split(body, sizes) == json.loads(body)


@given(
    st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), min_size=1, max_size=4),
    st.data(),
)
def test_whatever_is_missing_at_its_end_is_missed(rows, data):
    body = json.dumps(rows).encode()
    kept = data.draw(st.integers(0, len(body) - 1))

    with pytest.raises(BrokenArrayError):
        split(body[:kept], [kept // 2])


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "{}",
        "null",
        "[1]",
        "[{}",
        "[{},]",
        "[{} {}]",
        "[,{}]",
        "[{}]]",
        "[{}] {}",
        "[[]]",
        '["a"]',
        "[null]",
        '{"a": [{}]}',
        "[{a}]",
        "<html>",
        '[{"a": 1]',
        "[{}],",
        "\ufeff[{}]",
    ],
)
def test_what_is_no_array_of_objects_is_refused(body):
    with pytest.raises(BrokenArrayError):
        split(body.encode(), [3])


def test_what_is_no_utf8_is_refused():
    with pytest.raises(BrokenArrayError, match="UTF-8"):
        split(b'[{"a": "\xff"}]', [2])
    with pytest.raises(BrokenArrayError, match="UTF-8"):
        split('[{"a": "é'.encode()[:-1], [])


@pytest.mark.parametrize(
    "piece", [b'"' + b"x" * 65_536, b"{" * 65_536, b"[" * 65_536, b'"a":{' * 10_000]
)
def test_an_element_without_end_is_given_up_before_it_is_large(piece):
    splitter = ArraySplitter()
    splitter.feed(b'[{"a":')

    def feed_it():
        for _ in range(40):
            splitter.feed(piece)
            assert len(splitter._text) < 1_200_000

    with pytest.raises(BrokenArrayError):
        feed_it()


def test_a_body_of_drops_is_not_read_again_at_every_drop():
    rows = [{"id": number, "text": "x" * 500} for number in range(2_000)]
    body = json.dumps(rows).encode()
    splitter, tries = ArraySplitter(), 0

    found = []
    for at in range(0, len(body), 7):
        came = splitter.feed(body[at : at + 7])
        tries += bool(came)
        found += came
        assert len(splitter._text) < 70_000
    found += splitter.feed(b"", is_last=True)

    assert found == rows
    assert tries < 30


async def test_the_elements_come_while_the_bytes_do():
    sent = []

    async def pieces():
        for number in range(10):
            sent.append(number)
            yield (b"[" if not number else b",") + b'{"a":"' + b"x" * 70_000 + b'"}'
        yield b"]"

    count = 0
    async for element in elements_of(pieces()):
        assert len(element["a"]) == 70_000
        count += 1
        assert len(sent) == count

    assert count == 10
