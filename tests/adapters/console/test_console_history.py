"""The lines that were typed, in their file."""

import os

import pytest

from adapters.console.history import LONGEST_KEPT, MOST_KEPT, history_in


def kept(folder):
    return list(history_in(folder).load_history_strings())


def test_the_newest_lines_are_kept_and_no_more(tmp_path):
    history = history_in(tmp_path)
    for number in range(MOST_KEPT + 3):
        history.store_string(f"line {number}")

    lines = kept(tmp_path)
    text = (tmp_path / "history").read_text()

    assert lines == [f"line {number}" for number in range(MOST_KEPT + 2, 2, -1)]
    assert "+line 2\n" not in text
    assert text.count("+") == MOST_KEPT


@pytest.mark.parametrize("line", [" blank", "x" * (LONGEST_KEPT + 1)])
def test_what_is_not_to_be_kept_is_not(tmp_path, line):
    history_in(tmp_path).store_string(line)

    assert kept(tmp_path) == []


@pytest.mark.parametrize("line", ["é 季 🎬", "+plus", "two\nlines", "\udcff"])
def test_whatever_was_typed_comes_back(tmp_path, line):
    history_in(tmp_path).store_string(line)

    assert kept(tmp_path) == [line.replace("\udcff", "?")]


def test_a_file_that_others_can_read_is_closed_to_them(tmp_path):
    file = tmp_path / "history"
    file.write_bytes(b"\n+old\n\xff\n")
    file.chmod(0o644)

    assert kept(tmp_path) == ["old"]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_left_alone(tmp_path, make):
    make(tmp_path / "history")

    history_in(tmp_path).store_string("line")

    assert kept(tmp_path) == []


def test_a_file_that_goes_away_meanwhile_costs_nothing(tmp_path):
    folder = tmp_path / "state"
    history = history_in(folder)
    (folder / "history").unlink()
    folder.rmdir()
    folder.write_text("")

    history.store_string("line")

    assert list(history.load_history_strings()) == []
