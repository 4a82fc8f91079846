"""What a file may ask of whoever reads it: so much, and no more, whatever stands in it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.files.bounds import MOST_BYTES, MOST_PARTS, MOST_PIECES, excess_in
from content.files.faults import MOST_FAULTS, Fault, Notes, TooManyFaultsError
from content.files.lines import lines_of
from content.files.toml import read_toml
from content.show_files.file import read_show_file


@pytest.fixture
def read(tmp_path):
    def read(content):
        file = tmp_path / "x.toml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_toml(file)

    return read


LONG_KEYS = [
    ".".join(["a"] * 20_000) + " = 1",
    "x = 1\n[" + ".".join(["a"] * 20_000) + "]",
    "y = '''\n.\n'''\n" + " . ".join(['"a.b"', "'c'"] * 20) + " = 1",
    "z = { " + ".".join(["a"] * (MOST_PARTS + 1)) + " = 1 }",
]


@pytest.mark.parametrize(("text", "line"), [*zip(LONG_KEYS, (1, 2, 4, 1), strict=True)])
def test_a_key_of_very_many_parts_is_refused_before_it_is_taken_apart(read, text, line):
    fault = read(text)

    assert fault.line == line
    assert fault.what == f"a key has more than {MOST_PARTS} parts; write a shorter one"


@pytest.mark.parametrize(
    "text",
    [
        "a = '" + "." * 99 + "'\n",
        'a = """\n' + "a." * 99 + '\n"""\n',
        "# " + "a." * 99 + "\n",
        "a = [" + "1.5, " * 99 + "]\n",
        'a."b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s" = 1\n',
    ],
)
def test_dots_that_part_no_key_are_counted_for_none(read, text):
    assert not isinstance(read(text), Fault)


@pytest.mark.parametrize(
    "text",
    [
        "x = [" + "[]," * MOST_PIECES + "]",
        "\n".join(f"[a{number}]\nb = 1" for number in range(MOST_PIECES)),
        "\n".join(f"k{number:06} = 1" for number in range(MOST_PIECES + 1)),
    ],
)
def test_a_file_of_very_many_pieces_is_to_be_split(read, text):
    assert "split it" in read(text).what


def test_a_file_larger_than_any_of_ours_is_not_read_to_its_end(tmp_path):
    file = tmp_path / "large.toml"
    with file.open("wb") as hole:
        hole.truncate(50 * MOST_BYTES)

    assert "split it" in read_toml(file).what


def test_a_number_that_nobody_could_write_out_is_shown_short(read, tmp_path):
    assert "too long" in read(f"# one\na = {'9' * 5000}").what
    assert read(f"# one\na = {'9' * 5000}").line == 2

    (tmp_path / "hex.toml").write_text(f"show = 0x{'f' * 5000}\n")
    (fault,) = read_show_file(tmp_path / "hex.toml").faults
    assert "so large a number" in fault.what


@pytest.mark.parametrize("opens", ["[", "{a=", "[{a="])
def test_what_is_nested_very_deep_is_refused(read, opens):
    closes = opens[::-1].replace("=a", "").translate(str.maketrans("[{", "]}"))

    assert "nested" in read(f"x = {opens * 5000}1{closes * 5000}").what


@pytest.mark.parametrize("depth", [5, 50, 150])
def test_what_stands_behind_a_deep_value_is_on_its_line_all_the_same(depth):
    text = f"x = {'[' * depth}{{a = 1, b = '['}}{']' * depth} # [\n\ny = 2\n"

    assert lines_of(text)[("y",)] == 3


def test_a_pipe_a_device_or_a_folder_is_no_file_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()

    for path in (tmp_path / "pipe.toml", tmp_path / "folder.toml", Path("/dev/zero")):
        assert "no ordinary file" in read_toml(path).what


def test_a_link_to_itself_is_a_fault_like_any_other(tmp_path):
    (tmp_path / "loop.toml").symlink_to("loop.toml")

    assert "symbolic links" in read_toml(tmp_path / "loop.toml").what


def test_reading_leaves_off_once_there_are_faults_enough(tmp_path):
    keys = "\n".join(f"unknown-{number} = 1" for number in range(30_000))
    (tmp_path / "x.toml").write_text(keys)

    *some, last = read_show_file(tmp_path / "x.toml").faults

    assert len(some) == MOST_FAULTS
    assert "look again for more" in last.what


def test_notes_take_a_hundred_and_no_more():
    notes = Notes()
    for number in range(MOST_FAULTS):
        notes.add(("a", number), "wrong")

    with pytest.raises(TooManyFaultsError):
        notes.add((), "one more")
    assert len(notes) == MOST_FAULTS


def test_a_fault_is_one_line_whatever_its_file_and_its_words_are_called():
    fault = Fault(Path("a\nb\x1b[31m\udcff.toml"), 7, "unknown key '\u202eevil'\n/etc/x:1: no\x07")

    assert str(fault) == (r"a\nb\x1b[31m\udcff.toml:7: unknown key '\u202eevil'\n/etc/x:1: no\x07")


PIECES = st.sampled_from(
    [
        *("[", "]", "{", "}", "=", ".", ",", "\n", "\r\n", '"', "'", '"""', "'''", "\\", "#", " "),
        *("a", "b-1", "1", "1.5", "true", "2018-03-08", "23:00", "[[claim]]\n", "[show]\n"),
        *("id = ", "0x" + "f" * 20, "\x00", "é", "\u202e", "\\e", "\\x41", "show = 'a'\n"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.binary(max_size=60))
def test_any_bytes_are_a_file_or_a_fault(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "x.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    shows = read_show_file(file)

    assert shows.faults or shows.show_id
    assert len(shows.faults) <= MOST_FAULTS + 1


@given(st.lists(PIECES, max_size=60).map("".join))
def test_what_can_be_read_is_searched_for_its_lines_without_a_fault(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("any") / "x.toml"
    file.write_text(text)
    read = read_toml(file)

    if not isinstance(read, Fault):
        assert {place[0] for place in lines_of(read[0])} == set(read[1])


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(1, 40))
def test_more_of_the_same_is_never_less_to_be_read(text, times):
    once, often = excess_in(text), excess_in(text * times)

    assert once is None or often == once
