"""Feeds carried from one installation to another, and from other readers, as OPML."""

import json
import stat

import pytest

LIST = """<?xml version="1.0"?>
<opml version="2.0"><body><outline text="TV">
<outline text="Down &amp; Out" xmlUrl="https://a.example/feed?key=1&amp;x=2"/>
<outline text="B" xmlUrl="http://b.example/rss"/></outline>
<outline text="again" xmlUrl="http://b.example/rss"/>
</body></opml>
"""


@pytest.fixture
def read_feeds(violet):
    """The addresses that are read, by what `violet sources` says."""

    def read(**settings):
        found = json.loads(violet("sources", "--json", **settings).stdout)
        return [one["address"] for one in found if one["source"] == "feeds"]

    return read


def test_a_list_of_feeds_is_taken_in_and_comes_out_again(violet, read_feeds, tmp_path):
    (tmp_path / "other.opml").write_text(LIST)

    first = violet("subscriptions", "import", "other.opml")
    again = violet("subscriptions", "import", "-", stdin=LIST)
    exported = violet("subscriptions", "export", "--opml", "-o", "ours.opml")

    assert first.stdout == "2 feeds imported, 2 of them new.\n"
    assert again.stdout == "2 feeds imported, 0 of them new.\n"
    assert exported.stdout == "Written to ours.opml.\n"
    assert stat.S_IMODE((tmp_path / "ours.opml").stat().st_mode) == 0o600
    assert read_feeds() == ["a.example/feed", "b.example/rss"]

    (tmp_path / "violet.db").unlink()
    assert violet("subscriptions", "import", "ours.opml").stdout.startswith("2 feeds imported, 2")
    assert (
        violet("subscriptions", "export", "--opml").stdout == (tmp_path / "ours.opml").read_text()
    )


def test_feeds_of_the_setting_are_in_the_list_and_are_not_added_by_it(violet, read_feeds):
    named = {"VIOLET_FEEDS": "http://b.example/rss"}

    exported = violet("subscriptions", "export", "--opml", **named).stdout
    done = violet("subscriptions", "import", "-", stdin=LIST, **named)

    assert 'xmlUrl="http://b.example/rss"' in exported
    assert done.stdout == "2 feeds imported, 1 of them new.\n"
    assert read_feeds() == ["a.example/feed"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (LIST.replace("http://b.example/rss", "file:///etc/passwd"), "line 4: an address is refus"),
        (LIST.replace("http://b.example/rss", "http://u:hush@b.example/"), "line 4: b.example/ is"),
        (LIST.replace("http://b.example/rss", "http://b.example:22/"), "line 4: b.example:22/ is"),
        (LIST.replace("</outline>", ""), "line 6: the list is no sound XML (mismatched tag)"),
        (LIST.replace("<opml", "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<opml", 1), "line 2: the list has"),
        ("<opml>" + "<outline text='x'/>" * 1_000 + "</opml>", "the list names no feed"),
        ("<opml>" + " " * 10_000_000 + "</opml>", "larger than 2,000,000 bytes"),
        ("<rss/>", "line 1: the list is no OPML"),
    ],
)
def test_a_list_with_a_fault_in_it_changes_nothing(violet, read_feeds, tmp_path, data, says):
    (tmp_path / "other.opml").write_text(data)

    done = violet("subscriptions", "import", "other.opml")

    assert done.returncode == 1
    assert done.stderr.startswith("other.opml, ")
    assert says in done.stderr
    assert done.stderr.endswith("Nothing was imported.\n")
    assert "hush" not in done.stderr
    assert "Traceback" not in done.stderr
    assert read_feeds() == []


def test_more_feeds_than_are_read_are_too_many_and_none_is_taken_in(violet, read_feeds):
    rows = "\n".join(f'<outline xmlUrl="http://{n}.example/"/>' for n in range(1_001))

    done = violet("subscriptions", "import", "-", stdin=f"<opml>{rows}</opml>")

    assert done.returncode == 1
    assert "-, with it more than 1,000 feeds would be read; shorten it" in done.stderr
    assert read_feeds() == []


def test_only_the_first_of_many_faults_are_shown(violet):
    rows = "\n".join(f'<outline xmlUrl="file:///{n}"/>' for n in range(50))

    done = violet("subscriptions", "import", "-", stdin=f"<opml>{rows}</opml>")

    assert done.stderr.count("only http and https are fetched") == 20
    assert "- has 30 more faults." in done.stderr


def test_feeds_are_of_no_platform(violet):
    done = violet("subscriptions", "export", "--opml", "--platform", "slack")

    assert done.returncode == 2
    assert "feeds belong to no platform" in done.stderr


def test_a_list_is_taken_in_where_no_feed_is_read_and_that_is_said(violet):
    done = violet("subscriptions", "import", "-", stdin=LIST, VIOLET_LIVE="tvmaze")

    assert done.returncode == 0
    assert done.stderr == "VIOLET_LIVE does not name feeds, so that none is read.\n"
