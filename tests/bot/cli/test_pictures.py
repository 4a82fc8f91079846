"""`violet card` and `violet timeline`: a picture, or one line that says what to write instead."""

import json
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


def test_a_card_is_drawn_and_read_out(violet, tmp_path):
    done = violet("card", "jj", "2", "-o", "card.png", "--as-of", "2017-12-31")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "card.png: Jessica Jones · Season 2. 67 days to go. Thursday 8 March 2018. "
        "Netflix, in Collider, 9 December 2017.\n"
    )
    with Image.open(tmp_path / "card.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_a_card_is_drawn_by_the_clock_and_in_the_language_that_is_asked_for(violet):
    said = violet(
        *("card", "jj", "2", "-o", "card.png", "--as-of", "2017-12-31"),
        *("--zone", "Pacific/Honolulu", "--language", "es"),
    ).stdout

    assert "66 días para el estreno. miércoles 7 de marzo de 2018" in said


def test_a_timeline_is_drawn_as_svg_and_as_png(violet, tmp_path):
    for name in ("story.svg", "story.PNG"):
        done = violet("timeline", "jessica-jones", "2", "-o", name, "--as-of", "2018-03-10")
        assert (done.returncode, done.stderr) == (0, "")

    drawn = ET.parse(tmp_path / "story.svg").getroot()  # noqa: S314  our own
    assert drawn.find(f"{SVG}title").text == "Jessica Jones · Season 2"
    with Image.open(tmp_path / "story.PNG") as picture:
        assert picture.size == (900, int(drawn.get("height")))


@pytest.mark.parametrize(
    ("show", "season"),
    [("jessica-jones", "2"), ("daredevil-born-again", "1"), ("daredevil-born-again", "2")],
)
def test_a_timeline_tells_the_same_as_the_history(violet, tmp_path, show, season):
    asked = ("history", show, "--season", season, "--kind", "release-date")
    changes = [json.loads(line) for line in violet(*asked, "--json").stdout.splitlines()]
    told = violet(*asked).stdout.splitlines()
    violet("timeline", show, season, "-o", "story.svg")

    drawn = ET.parse(tmp_path / "story.svg").getroot()  # noqa: S314  our own
    _, *lines = drawn.find(f"{SVG}desc").text.splitlines()
    beside = [line.split(":")[0].strip() for line in told if line.startswith(" " * 12)]
    silent = {"only repeated", "says less than is known", "says more than whoever it follows"}
    silent |= {"a guess beside what is known", "says otherwise, and weighs less"}
    silent |= {"says otherwise, and weighs as much"}
    notes = [note for line in lines for note in silent if f", {note} (" in line]
    assert notes == [line for line in beside if line in silent]
    assert len(lines) - len(notes) == len(changes) > 2
    for change, line in zip(
        changes,
        [one for one in lines if not any(f", {note} (" in one for note in silent)],
        strict=True,
    ):
        source = change["sources"][0]
        assert f"{source['publisher']}, " in line
        assert source["said_by"] is None or source["said_by"] in line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["card", "nope", "-o", "x.png"], "'nope' is no show that I follow; choose among "),
        (["card", "jj", "2", "-o", "x.gif"], "-o x.gif: write a name that ends in .png"),
        (["timeline", "jj", "2", "-o", "x"], "-o x: write a name that ends in .svg or .png"),
        (["card", "jj", "nonsense", "-o", "x.png"], "season nonsense: write a number, "),
        (["card", "jj", "99", "-o", "x.png"], "Jessica Jones has no season 99 that I know of"),
        (["card", "jj", "-o", "no/such/x.png"], "-o no/such/x.png cannot be written: "),
        (["card", "jj", "-o", "x.png", "--zone", "Mars"], "--zone Mars: I don't know that "),
        (["card", "jj", "-o", "x.png", "--language", "tlh"], "--language tlh is none that I speak"),
        (["timeline", "jj", "-o", "x.svg", "--as-of", "soon"], "--as-of soon: "),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(violet, tmp_path, words, told):
    done = violet(*words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("x*"))


@pytest.mark.parametrize(("typed", "drawn"), [("0", "Special"), ("film", "Film")])
def test_what_is_no_numbered_season_is_drawn_by_its_name(violet, typed, drawn):
    said = violet("card", "jj", typed, "-o", "card.png").stdout

    assert said.startswith(f"card.png: Jessica Jones · {drawn}. ")


def test_a_file_that_stands_there_as_a_folder_is_no_place(violet, tmp_path):
    (tmp_path / "x.png").mkdir()

    done = violet("card", "jj", "-o", "x.png")

    assert done.returncode == 2
    assert "is a directory" in done.stderr
