"""Several files read together, and what does not agree between them."""

import os
import shutil
from datetime import date, time

import pytest

from content.facts.claims import Action, Alias, Authority, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.folders import read_catalogue, shipped_shows

WHOLE = """\
[show]
id = "test-show"
title = "The Test Show"
short = "Test Show"
network = "Netflix"
zone = "America/Los_Angeles"
drop = 00:00:00
limited = true
aliases = ["TS", { name = "IF", exact_case = true, since = 2013-11-14, until = "2015-11-19" }]
namesakes = ["novel"]

[sources.page]
publisher = "A page"
url = "https://example.org/page?x=1#top"
published = 2017-12-09
basis = "meta"

[[claim]]
id = "ts-date"
season = 2
kind = "release-date"
value = 2018-03-08
weekday = "Thursday"
stance = "confirmed"
authority = "executive"
claimant = "Ted Sarandos"
via = "On Location Vacations"
source = "page"
reported_on = "2017-12"
market = "FR"
says = "the second season comes in March"

[[claim]]
id = "ts-cast"
season = "series"
kind = "cast"
value = "Krysten Ritter"
detail = "Jessica Jones"
stance = "reported"
authority = "trade"
source = { publisher = "Another page", url = "http://example.org", published = "2014-12" }
says = "Krysten Ritter has the part"

[[claim]]
id = "ts-back"
season = 2
kind = "release-date"
stance = "confirmed"
authority = "platform"
action = "retracts"
retracts = ["ts-date"]
source = "page"
says = "that was a mistake"
"""


def show_file(id_, *, aliases="[]", title=None):
    return (
        f'[show]\nid = "{id_}"\ntitle = "{title or id_ + " title"}"\nshort = "{id_} short"\n'
        f'network = "N"\nzone = "UTC"\naliases = {aliases}\n'
    )


def claim(id_, kind="filming-start", value="2017-04-03", more="", stance="reported"):
    return (
        f'\n[[claim]]\nid = "{id_}"\nseason = 2\nkind = "{kind}"\nvalue = "{value}"\n'
        f'stance = "{stance}"\nauthority = "outlet"\nsays = "so it is said"\n'
        'source = { publisher = "P", url = "https://example.org/", published = "2018-01-01" }\n'
        f"{more}\n"
    )


@pytest.fixture
def read(tmp_path):
    """Write files by name, read their folder, and return the faults without the folder's path."""

    def read(*paths, **files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text)
        reading = read_catalogue([tmp_path / path for path in paths] or [tmp_path])
        return [str(fault).replace(f"{tmp_path}{os.sep}", "") for fault in reading.faults]

    return read


def line_of(text, wanted, *, last=False):
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if wanted in line]
    return lines[-1 if last else 0]


def test_every_key_of_a_file_arrives(tmp_path):
    (tmp_path / "whole.toml").write_text(WHOLE)

    reading = read_catalogue([tmp_path])

    assert reading.faults == ()
    (show,) = reading.catalogue
    assert (show.id, show.title, show.short) == ("test-show", "The Test Show", "Test Show")
    assert (show.network, show.zone, show.drop) == ("Netflix", "America/Los_Angeles", time(0))
    assert show.limited
    assert show.namesakes == ("novel",)
    assert show.aliases == (
        Alias(name="TS"),
        Alias(name="IF", exact_case=True, since=date(2013, 11, 14), until=date(2015, 11, 19)),
    )
    dated, cast, back = reading.catalogue.claims
    assert dated.subject == Subject(show.id, 2)
    assert (dated.kind, dated.value) == (Kind.RELEASE_DATE, PartialDate.on(date(2018, 3, 8)))
    assert (dated.stance, dated.authority) == (Stance.CONFIRMED, Authority.EXECUTIVE)
    assert (dated.claimant, dated.via) == ("Ted Sarandos", "On Location Vacations")
    assert (dated.market, dated.action) == ("FR", Action.STATES)
    assert dated.reported_on == PartialDate.parse("2017-12")
    assert dated.source.published == PartialDate.on(date(2017, 12, 9))
    assert dated.source.basis == "meta"
    assert (cast.subject.season, cast.value, cast.detail) == (
        "series", "Krysten Ritter", "Jessica Jones",
    )  # fmt: skip
    assert cast.reported_on == cast.source.published == PartialDate.parse("2014-12")
    assert (back.action, back.retracts, back.value) == (Action.RETRACTS, ("ts-date",), None)


def test_the_shipped_shows_have_no_fault():
    reading = read_catalogue([shipped_shows()])

    assert reading.faults == ()
    assert len(reading.catalogue.shows) == 12


def test_a_path_that_is_not_there_is_a_fault_and_the_others_are_read(tmp_path):
    (tmp_path / "whole.toml").write_text(WHOLE)

    reading = read_catalogue([tmp_path / "nowhere", tmp_path])

    (fault,) = reading.faults
    assert str(fault).startswith(f"{tmp_path / 'nowhere'}:1: no such file or folder; make it")
    assert len(reading.catalogue.claims) == 3


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path):
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")

    reading = read_catalogue([tmp_path])

    (fault,) = reading.faults
    assert "gone.toml:1: no such file" in str(fault)
    assert "correct the path" in fault.what


def test_an_empty_folder_is_no_fault(read):
    assert read() == []


def test_folders_are_read_to_the_bottom_and_each_file_once(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "whole.toml").write_text(WHOLE)
    (tmp_path / "below" / "notes.txt").write_text("no show file")
    (tmp_path / "folder.toml").mkdir()

    reading = read_catalogue([tmp_path, tmp_path / "below", tmp_path / "below" / "whole.toml"])

    assert reading.faults == ()
    assert len(reading.catalogue.claims) == 3


def test_progress_is_told_after_every_file(tmp_path):
    (tmp_path / "a.toml").write_text(show_file("a"))
    (tmp_path / "b.toml").write_text(show_file("b"))
    told = []

    read_catalogue([tmp_path], progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]


def test_a_file_may_add_to_a_show_of_another_file(read):
    assert read(a='show = "b"\n' + claim("x"), b=show_file("b")) == []


def test_a_file_may_add_to_a_shipped_show_that_does_not_count(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('show = "jessica-jones"\n' + claim("test-start"))

    reading = read_catalogue([path])

    assert reading.faults == ()
    assert not reading.catalogue.shows
    assert [claim.id for claim in reading.catalogue.claims] == ["test-start"]


def test_a_shipped_claim_may_be_retracted_and_its_id_not_be_taken(read):
    shipped = read_catalogue([shipped_shows()]).catalogue.claims[0]
    mine = f'show = "{shipped.subject.show}"\n' + claim(
        "test-back", more=f'action = "retracts"\nretracts = ["{shipped.id}"]'
    )
    taken = f'show = "{shipped.subject.show}"\n' + claim(shipped.id)

    assert read("mine.toml", mine=mine) == []
    (fault,) = read("taken.toml", taken=taken)
    assert f"taken.toml:4: claim id '{shipped.id}' is taken in " in fault
    assert "write another" in fault


def test_an_unknown_show_is_told_with_the_nearest(read):
    (fault,) = read(a='# mine\nshow = "the-tset"\n', b=show_file("the-test"))

    assert fault == "a.toml:2: there is no show 'the-tset'; did you mean 'the-test'?"


def test_a_claim_id_is_unique_in_a_file_and_over_all(read):
    text = show_file("b") + claim("one") + claim("one")

    first, second = read(b=text, c='show = "b"\n' + claim("one"))

    assert f"b.toml:{line_of(text, 'one', last=True)}: claim id 'one' is taken earlier" in first
    assert "c.toml:4: claim id 'one' is taken in" in second
    assert "write another" in first
    assert "write another" in second


def test_a_show_id_is_unique_over_all_files(read):
    (fault,) = read(a=show_file("same"), b=show_file("same"))

    assert fault.startswith("b.toml:2: show id 'same' is taken by a.toml; write another, or ")
    assert 'show = "same" at the top' in fault


@pytest.mark.parametrize("taken", ["DD", "dd", "A", "a title", "A  Short"])
def test_a_name_of_two_shows_belongs_to_neither(read, taken):
    b = show_file("b", aliases=f'[\n"fine",\n"{taken}",\n]')

    (fault,) = read(a=show_file("a", aliases='["DD"]'), b=b)

    assert f"b.toml:{line_of(b, taken)}: name '{taken}' is a name of a already" in fault
    assert f'{{ name = "{taken}", shared = true }}' in fault


def test_a_title_may_not_be_another_shows_alias(read):
    (fault,) = read(a=show_file("a", aliases='["The Other"]'), b=show_file("b", title="the other"))

    assert fault.startswith("b.toml:3: name 'the other' is a name of a already")


def test_a_name_may_be_shared_where_one_show_has_the_better_right(read):
    shared = '[{ name = "dd", shared = true }]'

    assert read(a=show_file("a", aliases='["DD"]'), b=show_file("b", aliases=shared),
                c=show_file("c", aliases=shared)) == []  # fmt: skip


def test_a_show_may_have_a_name_twice_itself(read):
    assert read(a=show_file("a", title="a", aliases='["A", "a short"]')) == []


def test_a_claim_that_is_retracted_must_be_there(read):
    more = 'action = "retracts"\nretracts = [\n"one",\n"onne",\n]'
    text = show_file("b") + claim("one") + claim("two", more=more)

    (fault,) = read(b=text)

    assert f"b.toml:{line_of(text, 'onne')}: retracts names 'onne'" in fault
    assert "did you mean 'one'?" in fault


def test_a_season_is_not_wrapped_before_it_began(read):
    text = show_file("b") + claim("start") + claim("wrap", "filming-wrap", "2017-03-31")

    (fault,) = read(b=text)

    assert f"b.toml:{line_of(text, '2017-03-31')}: filming of b/2 wrapped on 2017-03-31" in fault
    assert "before it began on 2017-04-03 (start); correct one of the two, or retract it" in fault


@pytest.mark.parametrize(
    "wrap",
    [
        claim("wrap", "filming-wrap", "2017-04-03"),
        claim("wrap", "filming-wrap", "2017-03"),
        claim("wrap", "filming-wrap", "2017-03-31", stance="planned"),
        claim("wrap", "filming-wrap", "2017-03-31").replace("season = 2", "season = 1"),
        claim("wrap", "filming-wrap", "2017-03-31")
        + claim("back", "filming-wrap", more='action = "retracts"\nretracts = ["wrap"]'),
        claim("wrap", "filming-wrap", "2017-03-31") + claim("earlier", value="2017-03-01"),
    ],
)
def test_a_wrap_that_may_be_right_is_left_alone(read, wrap):
    assert read(b=show_file("b") + claim("start") + wrap) == []


def test_an_event_may_have_happened_on_the_day_it_was_reported_or_within_it(read):
    assert read(
        b=show_file("b")
        + claim("a", "trailer", "2018-01-01")
        + claim("b", "trailer", "2018")
        + claim("c", "trailer", "2018-01-02", stance="planned")
        + claim("d", "release-date", "2018-01-02", stance="confirmed")
    ) == []  # fmt: skip


def test_faults_come_in_the_order_of_files_and_lines(read):
    bad = claim("one").replace("season = 2", "season = 0")

    faults = read(a='show = "b"\n' + claim("one") + bad, b=show_file("b") + bad + claim("one"))

    places = [fault.split(":")[:2] for fault in faults]
    assert [name for name, _ in places] == ["a.toml", "b.toml", "b.toml"]
    assert int(places[1][1]) < int(places[2][1])


def test_what_was_read_does_not_depend_on_the_order_of_the_folders(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    shutil.copy(shipped_shows() / "echo.toml", tmp_path / "b")
    (tmp_path / "a" / "mine.toml").write_text('show = "echo"\n' + claim("test-echo"))

    one = read_catalogue([tmp_path / "a", tmp_path / "b"])
    other = read_catalogue([tmp_path / "b", tmp_path / "a"])

    assert one.faults == other.faults == ()
    assert set(one.catalogue.claims) == set(other.catalogue.claims)
