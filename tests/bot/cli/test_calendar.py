"""`violet calendar`: the dates of shows for calendar programs."""

import icalendar
import pytest


def test_the_dates_of_shows_are_printed_as_a_calendar(violet):
    done = violet("calendar", "jessica jones")

    assert done.returncode == 0
    found = icalendar.Calendar.from_ical(done.stdout)
    assert found["x-wr-calname"] == "Jessica Jones · Violet"
    assert {"Jessica Jones season 2", "Jessica Jones season 3"} <= {
        str(one["summary"]) for one in found.walk("VEVENT")
    }


def test_several_shows_and_all_of_them_go_into_one(violet):
    few = violet("calendar", "daredevil", "luke cage").stdout
    every = violet("calendar").stdout

    assert few.count("BEGIN:VEVENT") < every.count("BEGIN:VEVENT")
    assert "UID:release-date.luke-cage.1@violet" in few
    assert "X-WR-CALNAME:Violet" in every


def test_a_file_is_written_whole_in_place_of_the_one_before(violet, tmp_path):
    file = tmp_path / "shows.ics"
    file.write_text("something older\n" * 1000)

    done = violet("calendar", "loki", "-o", str(file))

    assert done.returncode == 0
    assert "entries written" in done.stdout
    assert icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert file.read_bytes().endswith(b"END:VCALENDAR\r\n")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".ics"] == ["shows.ics"]
    assert not list(tmp_path.glob(".shows.ics*"))


@pytest.mark.parametrize("name", ["", "nowhere/x.ics"])
def test_a_file_that_cannot_be_written_is_said_in_a_line(violet, tmp_path, name):
    done = violet("calendar", "loki", "-o", str(tmp_path / name))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) <= 4
    assert "Traceback" not in done.stderr


def test_a_show_that_nobody_knows_is_said(violet):
    done = violet("calendar", "nobody knows this")

    assert done.returncode == 2
    assert "is no show that I follow" in done.stderr
