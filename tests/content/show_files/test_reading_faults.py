"""Every mistake one can make in one show file, told with its line, its text and its cure.

In the files below the line that is at fault ends in ``#!``.
"""

import pytest

from content.show_files.folders import read_catalogue

SHOW = {
    "id": 'id = "test-show"',
    "title": 'title = "The Test Show"',
    "short": 'short = "Test Show"',
    "network": 'network = "Netflix"',
    "zone": 'zone = "America/Los_Angeles"',
}
SOURCE = {
    "publisher": 'publisher = "A page"',
    "url": 'url = "https://example.org/page"',
    "published": 'published = "2017-12-09"',
}
CLAIM = {
    "id": 'id = "test-s2-date"',
    "season": "season = 2",
    "kind": 'kind = "release-date"',
    "value": 'value = "2018-03-08"',
    "stance": 'stance = "confirmed"',
    "authority": 'authority = "platform"',
    "source": 'source = "page"',
    "says": 'says = "the second season comes in March"',
}


def file_of(*, show=None, source=None, claim=None, top=(), end=()):
    """Return a file without a fault but for the lines given; a key whose line is None is absent."""
    lines = [*top, "[show]", *(SHOW | (show or {})).values()]
    lines += ["", "[sources.page]", *(SOURCE | (source or {})).values()]
    lines += ["", "[[claim]]", *(CLAIM | (claim or {})).values(), *end]
    return "\n".join(line for line in lines if line is not None) + "\n"


def marked(text):
    return next(n for n, line in enumerate(text.split("\n"), start=1) if line.endswith("#!"))


@pytest.fixture
def told(tmp_path):
    """Read a file of that text and return its faults as they are printed."""

    def read(text):
        path = tmp_path / "mine.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(fault) for fault in read_catalogue([path]).faults]

    return read


def test_a_good_file_has_no_fault(told):
    assert told(file_of()) == []


IN_SHOW = [
    ({"id": 'id = "Test Show" #!'}, "'Test Show'", "write 'test-show'"),
    ({"id": 'id = "★" #!'}, "'★'", "'jessica-jones'"),
    ({"title": "title = 7 #!"}, "title must be a text, not 7", "put it in quotes"),
    ({"title": 'title = "" #!'}, "title is empty ('')", "write it"),
    ({"title": 'title = "  " #!'}, "title is empty ('  ')", "write it"),
    ({"short": 'short = " Test" #!'}, "' Test' begins or ends with a blank", "take it away"),
    ({"network": 'network = "Net\\u0007flix" #!'}, "'Net\\x07flix'", "take it out"),
    ({"network": 'network = "Net\\u202eflix" #!'}, "'\\u202e'", "take it out"),
    ({"zone": 'zone = "PST" #!'}, "'PST'", "write 'America/Los_Angeles'"),
    ({"zone": 'zone = "EST" #!'}, "'EST'", "write 'America/New_York'"),
    ({"zone": 'zone = "America/Los_Angles" #!'}, "'America/Los_Angles'", "'America/Los_Angeles'"),
    ({"zone": 'zone = "../etc/passwd" #!'}, "'../etc/passwd'", "write "),
    ({"zone": 'zone = "America" #!'}, "'America'", "write "),
    ({"drop": 'drop = "00:00" #!'}, "not '00:00'", "drop = 00:00:00"),
    ({"limited": 'limited = "yes" #!'}, "not 'yes'", "limited = true"),
    ({"limited": "limited = 1 #!"}, "not 1", "limited = true"),
    ({"aliases": 'aliases = "JJ" #!'}, "not 'JJ'", 'aliases = ["…", "…"]'),
    ({"aliases": 'aliases = [\n"TS",\n7, #!\n]'}, "not 7", "put it in quotes"),
    ({"aliases": 'aliases = [{ name = "T", exactcase = true }] #!'}, "'exactcase'", "'exact_case'"),
    ({"aliases": "aliases = [{ shared = true }] #!"}, "lacks 'name'", "add name = …"),
    ({"aliases": 'aliases = [{ name = "T", shared = "no" }] #!'}, "'no'", "shared = true"),
    (
        {"aliases": 'aliases = [\n{ name = "T", since = 2016-01-02, until = 2016-01-01 }, #!\n]'},
        "until 2016-01-01 lies before since 2016-01-02",
        "swap",
    ),
    (
        {"aliases": 'aliases = [{ name = "T", until = "2016" }] #!'},
        "'2016' is no single day",
        "2015-11-19",
    ),
    ({"namesakes": 'namesakes = ["novel", ""] #!'}, "number 2 of namesakes is empty", "write it"),
    ({"colour": 'colour = "red" #!'}, "colour 'red' is no colour", "such as '#5b2a86'"),
    ({"colour": "colour = 5 #!"}, "colour 5 is no colour", "such as '#5b2a86'"),
    ({"hue": 'hue = "red" #!'}, "unknown key 'hue' in [show]", "aliases"),
    ({"alias": 'alias = ["JJ"] #!'}, "unknown key 'alias'", "did you mean 'aliases'?"),
]

IN_SOURCE = [
    ({"url": 'url = "example.org/page" #!'}, "'example.org/page'", "https://example.org/page"),
    ({"url": 'url = "ftp://example.org/" #!'}, "'ftp://example.org/'", "https://"),
    ({"url": 'url = "https:///page" #!'}, "'https:///page'", "https://example.org/page"),
    ({"url": 'url = "https://netflix.com@example.org/" #!'}, "netflix.com@", "https://"),
    ({"url": 'url = "javascript:alert(1)" #!'}, "'javascript:alert(1)'", "https://"),
    ({"url": 'url = "https://example.org/a b" #!'}, "'https://example.org/a b'", "https://"),
    ({"published": "published = 2017 #!"}, "not 2017", "'2018-03-08'"),
    ({"published": 'published = "yesterday" #!'}, "'yesterday' is no date", "2018-03-08"),
    ({"basis": 'basis = "metadata" #!'}, "unknown basis 'metadata'", "did you mean 'meta'?"),
    ({"basis": 'basis = "zzz" #!'}, "unknown basis 'zzz'", "write page, meta, url or inferred"),
    ({"author": 'author = "x" #!'}, "unknown key 'author' in [sources.page]", "basis"),
]

IN_CLAIM = [
    ({"id": 'id = "test_s2" #!'}, "'test_s2' is no slug", "write 'test-s2'"),
    ({"knd": 'knd = "x" #!'}, "unknown key 'knd' in a claim", "write "),
    ({"claimer": 'claimer = "x" #!'}, "unknown key 'claimer'", "did you mean 'claimant'?"),
    ({"season": "season = 0 #!"}, "season 0", "a number from 1"),
    ({"season": "season = -1 #!"}, "season -1", "a number from 1"),
    ({"season": "season = true #!"}, "season true", "a number from 1"),
    ({"season": "season = 2.0 #!"}, "season 2.0", "a number from 1"),
    ({"season": 'season = "2" #!'}, "season '2'", "season = 2, without quotes"),
    ({"season": 'season = "specials" #!'}, "season 'specials'", "'special'"),
    ({"kind": 'kind = "release-dat" #!'}, "unknown kind 'release-dat'", "mean 'release-date'?"),
    ({"kind": "kind = 3 #!"}, "not 3", "put it in quotes"),
    ({"kind": 'kind = ["cast"] #!'}, "not a list", "put it in quotes"),
    ({"stance": 'stance = "rumored" #!'}, "unknown stance 'rumored'", "did you mean 'rumoured'?"),
    ({"authority": 'authority = "netflix" #!'}, "unknown authority 'netflix'", "platform"),
    ({"action": 'action = "retract" #!'}, "unknown action 'retract'", "did you mean 'retracts'?"),
    ({"says": 'says = "" #!'}, "says is empty ('')", "write it"),
    ({"says": f'says = "{"a" * 241}" #!'}, "has 241 characters", "at most 240"),
    ({"says": 'says = "two\\nlines" #!'}, "'two\\nlines'", "on one line"),
    ({"source": 'source = "pagee" #!'}, "source 'pagee'", "did you mean 'page'?"),
    ({"source": "source = 7 #!"}, "source must be a table, not 7", "{ publisher ="),
    (
        {"source": 'source = { publisher = "P", url = "https://example.org" } #!'},
        "lacks 'published'",
        "add published = …",
    ),
    ({"market": 'market = "UK" #!'}, "market 'UK'", "write 'GB'"),
    ({"market": 'market = "fr" #!'}, "market 'fr'", "write 'FR'"),
    ({"market": 'market = "XX" #!'}, "market 'XX'", "leave it out for everywhere"),
    (
        {"weekday": 'weekday = "Friday" #!'},
        "weekday 'Friday' is wrong: 2018-03-08 is a Thursday",
        "write 'Thursday'",
    ),
    ({"weekday": 'weekday = "Thurs" #!'}, "unknown weekday 'Thurs'", "mean 'Thursday'?"),
    (
        {"value": 'value = "2018"', "weekday": 'weekday = "Friday" #!'},
        "given for 2018, which is no single day",
        "leave it out",
    ),
    ({"retracts": 'retracts = ["test-s1"] #!'}, "without its action", "action = 'retracts'"),
    (
        {"action": 'action = "withdraws"', "retracts": 'retracts = ["test-s1"] #!'},
        "action 'withdraws'",
        "write 'retracts'",
    ),
    (
        {"action": 'action = "retracts"', "retracts": "retracts = [] #!"},
        "names no claim",
        'add retracts = ["…"]',
    ),
    ({"action": 'action = "retracts"', "retracts": "retracts = [7] #!"}, "not 7", "in quotes"),
    (
        {"action": 'action = "retracts"', "retracts": 'retracts = "a" #!'},
        "not 'a'",
        'retracts = ["…", "…"]',
    ),
    (
        {"action": 'action = "retracts"', "retracts": 'retracts = ["test-s2-date"] #!'},
        "'test-s2-date' retracts itself",
        "name another",
    ),
    ({"reported_on": "reported_on = true #!"}, "not true", "'2018-03-08'"),
    ({"reported_on": 'reported_on = "XXXX" #!'}, "(XXXX has no first day)", "add reported_on"),
    ({"reported_on": 'reported_on = "../2017" #!'}, "../2017 has no first day", "the year"),
    (
        {"kind": 'kind = "filming-wrap"', "value": 'value = "2018-03-08" #!'},
        "value 2018-03-08 had not happened when it was reported (2017-12-09)",
        "stance = 'planned'",
    ),
]

DATES = [
    ('"2022-11-31"', "'2022-11-31': there is no such day", "write 2022-11 for the month"),
    ('"2018-13-01"', "'2018-13-01': 13 is no month", "look at the source again"),
    ('"2018-13"', "'2018-13': 13 is no month", "(01-12)"),
    ('"03/04/2017"', "'03/04/2017' may be two days", "write 2017-04-03 or 2017-03-04"),
    ('"3.4.2017"', "'3.4.2017' may be two days", "write 2017-04-03 or 2017-03-04"),
    ('"3/3/2017"', "'3/3/2017' is no date", "write 2017-03-03"),
    ('"25/12/2017"', "'25/12/2017' is no date", "write 2017-12-25"),
    ('"31/31/2017"', "'31/31/2017': there is no such day", "look at the source again"),
    ('"2018/3/8"', "'2018/3/8' is no date", "write 2018-03-08"),
    ('"2015-Q4"', "'2015-Q4' is no date", "write 2015-36"),
    ('"8 March 2018"', "'8 March 2018' is no date", "write 2018-03-08"),
    ('"early 2018"', "'early 2018' is no date", "write 2018-early"),
    ('"next spring"', "'next spring', said on 2017-12-09, is no date", "write 2018-21"),
    ('"by the end of the year"', "said on 2017-12-09, is no date", "write ../2017"),
    ('"soon"', "'soon' is no date", "write 2018, 2018-03"),
    ('""', "'' is no date", "write 2018, 2018-03"),
    ('"2018?"', "'2018?'", "with the stance"),
    ("2018", "not 2018", "'2018-03-08'"),
    ('["2018"]', "not a list", "'2018-03-08'"),
    ("2018-03-08T00:00:00", "'2018-03-08T00:00:00' is no instant", "[America/Los_Angeles]"),
    (
        '"2018-03-08T00:00 PST"',
        "PST is no zone",
        "America/Los_Angeles: 2018-03-08T00:00-08:00[America/Los_Angeles]",
    ),
    (
        '"2019-06-14 00:00 PST"',
        "PST is no zone",
        "America/Los_Angeles: 2019-06-14T00:00-07:00[America/Los_Angeles]",
    ),
    ('"2018-02-30T00:00-05:00[EST]"', "'2018-02-30T00:00-05:00[EST]'", "no such day or time"),
    ("9" * 100, "not 99999", "'2018-03-08'"),
    ('"2018-03-08T00:00-05:00[EST]"', "EST is no zone", "[America/New_York]"),
    (
        '"2019-06-14T00:00-08:00[America/Los_Angeles]"',
        "America/Los_Angeles is at -07:00 then, not -08:00",
        "write 2019-06-14T01:00-07:00",
    ),
]


@pytest.mark.parametrize(("lines", "at_fault", "cure"), IN_SHOW)
def test_a_mistake_in_the_show_is_named_with_its_line_and_cure(told, lines, at_fault, cure):
    text = file_of(show=lines)

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: " in fault
    assert at_fault in fault
    assert cure in fault
    assert fault.isprintable()


@pytest.mark.parametrize(("lines", "at_fault", "cure"), IN_SOURCE)
def test_a_mistake_in_a_source_is_named_once_with_its_line_and_cure(told, lines, at_fault, cure):
    text = file_of(source=lines)

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: " in fault
    assert at_fault in fault
    assert cure in fault


@pytest.mark.parametrize(("lines", "at_fault", "cure"), IN_CLAIM)
def test_a_mistake_in_a_claim_is_named_with_its_line_and_cure(told, lines, at_fault, cure):
    text = file_of(claim=lines)

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: " in fault
    assert at_fault in fault
    assert cure in fault
    assert fault.isprintable()


@pytest.mark.parametrize(("value", "at_fault", "cure"), DATES)
def test_a_date_that_cannot_be_is_never_made_one_that_can(told, value, at_fault, cure):
    text = file_of(claim={"value": f"value = {value} #!"})

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: " in fault
    assert at_fault in fault
    assert cure in fault


@pytest.mark.parametrize(
    ("kind", "value", "at_fault", "cure"),
    [
        ("episode-count", '"13"', "not '13'", "value = 13, without quotes"),
        ("episode-count", '"thirteen"', "not 'thirteen'", "write one such as 13"),
        ("episode-count", "true", "not true", "write one such as 13"),
        ("episode-count", "0", "not 0", "write one such as 13"),
        ("episode-count", "13.0", "not 13.0", "write one such as 13"),
        ("cast", "7", "not 7", "put it in quotes"),
        ("cast", "2018-03-08", "not 2018-03-08", "put it in quotes"),
        ("cast", '""', "value is empty ('')", "write it"),
    ],
)
def test_a_value_has_the_shape_of_its_kind(told, kind, value, at_fault, cure):
    text = file_of(claim={"kind": f'kind = "{kind}"', "value": f"value = {value} #!"})

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: " in fault
    assert at_fault in fault
    assert cure in fault


@pytest.mark.parametrize("key", list(SHOW))
def test_a_show_that_lacks_a_key_is_told_at_its_table(told, key):
    text = file_of(show={key: None}).replace("[show]", "[show] #!")

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: [show] lacks '{key}'; add {key} = …" in fault


@pytest.mark.parametrize("key", list(SOURCE))
def test_a_source_that_lacks_a_key_is_told_at_its_table(told, key):
    text = file_of(source={key: None}).replace("[sources.page]", "[sources.page] #!")

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: [sources.page] lacks '{key}'; add {key} = …" in fault


@pytest.mark.parametrize("key", [key for key in CLAIM if key != "value"])
def test_a_claim_that_lacks_a_key_is_told_at_its_table(told, key):
    text = file_of(claim={key: None}).replace("[[claim]]", "[[claim]] #!")

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: a claim lacks '{key}'; add {key} = …" in fault


def test_all_keys_that_are_missing_are_told_at_once(told):
    (fault,) = told(file_of(claim={"kind": None, "stance": None, "says": None}))

    assert "lacks 'kind', 'says' and 'stance'; add kind = …, says = …, stance = …" in fault


@pytest.mark.parametrize("kind", ["release-date", "cast", "episode-count"])
def test_a_claim_whose_kind_needs_a_value_lacks_it(told, kind):
    text = file_of(claim={"kind": f'kind = "{kind}"', "value": None})
    text = text.replace("[[claim]]", "[[claim]] #!")

    (fault,) = told(text)

    assert f"mine.toml:{marked(text)}: a claim of kind '{kind}' lacks its value" in fault
    assert "add value = …" in fault


@pytest.mark.parametrize(
    "lines",
    [
        {"kind": 'kind = "renewal"'},
        {"stance": 'stance = "denied"'},
        {"action": 'action = "withdraws"'},
    ],
)
def test_a_claim_may_lack_a_value_where_there_is_none_to_give(told, lines):
    assert told(file_of(claim={"value": None} | lines)) == []


@pytest.mark.parametrize(
    ("text", "line", "at_fault", "cure"),
    [
        ("[show]\nid = \n", 2, "'id ='", "https://toml.io"),
        ('[show]\nid = "a"\nid = "b"\n', 3, "'id = \"b\"'", "https://toml.io"),
        ("x = 2018-11-31\n", 1, "'x = 2018-11-31'", "https://toml.io"),
        ('a = "open', 1, "'a = \"open'", "https://toml.io"),
        (b"[show]\nid = '\xff'\n", 2, "byte b'\\xff' is no UTF-8", "save the file as UTF-8"),
        ("x = " + "[" * 5000, 1, "nested too deeply", "flatten"),
        ("x = " + "9" * 5000, 1, "no TOML", "https://toml.io"),
        ("", 1, "names no show", "define one with [show]"),
        ("show = 7\n", 1, "not 7", "with [show]"),
        ('\n[[show]]\nid = "a"\n', 2, "not a list", "one show at most"),
        ('show = "Jessica Jones"\n', 1, "'Jessica Jones' is no slug", "write 'jessica-jones'"),
        ('show = "jesica-jones"\n', 1, "no show 'jesica-jones'", "mean 'jessica-jones'?"),
        ('show = "jessica-jones"\nclaim = 7\n', 2, "not 7", "write [[claim]]"),
        ('show = "jessica-jones"\nclaim = [\n7,\n]\n', 3, "not 7", "write [[claim]]"),
        ('show = "jessica-jones"\n[claim]\n', 2, "a list of tables", "[[claim]], not [claim]"),
        ('show = "jessica-jones"\n[[claims]]\n', 2, "unknown key 'claims'", "mean 'claim'?"),
        ('show = "jessica-jones"\nsources = 7\n', 2, "not 7", "sources = { … }"),
        ('show = "jessica-jones"\n[sources]\na = 7\n', 3, "not 7", "{ publisher ="),
    ],
)
def test_a_file_that_is_none_of_ours_is_told_with_its_line(told, text, line, at_fault, cure):
    (fault,) = told(text)

    assert f"mine.toml:{line}: " in fault
    assert at_fault in fault
    assert cure in fault
    assert fault.isprintable()


def test_all_faults_are_told_in_one_run_in_the_order_of_the_lines(told):
    text = file_of(
        show={"zone": 'zone = "Nowhere"'},
        source={"url": 'url = "x"'},
        claim={"kind": 'kind = "x"', "value": 'value = "soon"', "stance": 'stance = "x"'},
    )

    lines = [int(fault.split(":")[1]) for fault in told(text)]

    assert len(lines) == 4  # without its kind nobody can say what the value must be
    assert lines == sorted(lines)


def test_a_faulty_claim_does_not_hide_the_others(tmp_path):
    path = tmp_path / "mine.toml"
    good = [line.replace("test-s2-date", "test-s2-other") for line in CLAIM.values()]
    path.write_text(file_of(claim={"season": "season = 0"}, end=["", "[[claim]]", *good]))

    reading = read_catalogue([path])

    assert [claim.id for claim in reading.catalogue.claims] == ["test-s2-other"]
    assert len(reading.faults) == 1


def test_a_long_text_is_cut_where_it_is_shown(told):
    (fault,) = told(file_of(claim={"kind": f'kind = "{"x" * 10_000}"'}))

    assert len(fault) < 1000


def test_a_file_from_windows_is_read(told):
    text = "\ufeff" + file_of(claim={"season": "season = 0 #!"}).replace("\n", "\r\n")

    (fault,) = told(text)

    assert f":{marked(text.replace(chr(13), ''))}: " in fault
