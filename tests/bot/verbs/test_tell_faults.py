"""Files that cannot be read as they are: named to editors, once per change of what is wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.sources.toml import TomlSource
from bot.runtime.knowledge import Catalogues
from bot.verbs.fetch import fetch
from bot.verbs.tell_faults import tell_faults
from content.subscriptions.destination import Destination, Platform
from fakes.database import FakeDatabase
from fakes.newsroom import StoppedClock

NOON = datetime(2018, 1, 1, 12, tzinfo=UTC)
EDITORS = [
    Destination(platform=Platform("slack"), workspace="T1", channel="", person="U1"),
    Destination(platform=Platform("discord"), workspace="", channel="", person="7"),
]
SHOW = """\
[show]
id = "{id}"
title = "{title}"
short = "{title}"
network = "Netflix"
zone = "Europe/Berlin"
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


class Desk:
    """A folder of show files, and editors who are told of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = FakeDatabase()
        self.clock = StoppedClock(NOON)
        self.restart()

    def restart(self) -> None:
        self.source = TomlSource([self.folder])
        self.knowledge = Catalogues([self.source.name])
        self.told = ""

    def write(self, name, id_, title=None):
        (self.folder / name).write_text(SHOW.format(id=id_, title=title or id_))

    async def look(self):
        await fetch(self.source, knowledge=self.knowledge)
        self.told = await tell_faults(
            self.told,
            clock=self.clock,
            knowledge=self.knowledge,
            outbox=self.database.outbox,
            editors=EDITORS,
        )

    @property
    def shows(self):
        return list(self.knowledge.catalogue.shows)

    def said_to(self, editor):
        return [
            row.announcement for row in self.database.memory.queued if row.destination == editor
        ]


async def test_one_faulty_file_silences_no_other(desk):
    desk.write("a.toml", "dark-winds")
    (desk.folder / "b.toml").write_text("[show\n")
    desk.write("c.toml", "frieren")

    await desk.look()

    assert desk.shows == ["dark-winds", "frieren"]


async def test_a_file_that_breaks_while_running_stands_as_it_was(desk):
    desk.write("a.toml", "dark-winds", "Dark Winds")
    await desk.look()

    (desk.folder / "a.toml").write_text(SHOW.format(id="dark-winds", title=""))
    await desk.look()
    assert desk.knowledge.catalogue.shows["dark-winds"].title == "Dark Winds"
    assert len(desk.knowledge.faults) == 2

    desk.write("a.toml", "dark-winds", "Dark Wind")
    await desk.look()
    assert desk.knowledge.catalogue.shows["dark-winds"].title == "Dark Wind"
    assert desk.knowledge.faults == []


async def test_a_file_that_is_taken_away_is_gone_all_the_same(desk):
    desk.write("a.toml", "dark-winds")
    desk.write("b.toml", "frieren")
    await desk.look()

    (desk.folder / "a.toml").unlink()
    await desk.look()

    assert desk.shows == ["frieren"]


async def test_what_leans_on_a_faulty_file_is_left_out_with_it(desk):
    claim = (
        '[[claim]]\nid = "{id}"\nseason = 1\nkind = "cast"\nvalue = "Zahn McClarnon"\n'
        'stance = "confirmed"\nauthority = "platform"\nsays = "he has the part"\n'
        'source = {{ publisher = "T", url = "https://example.org/", published = "2017-12-09" }}\n'
    )
    (desk.folder / "a.toml").write_text(SHOW.format(id="dark-winds", title=""))
    (desk.folder / "b.toml").write_text('show = "dark-winds"\n' + claim.format(id="one"))
    desk.write("c.toml", "frieren")

    await desk.look()

    assert desk.shows == ["frieren"]


async def test_every_editor_is_told_once_what_is_wrong_and_where(desk):
    (desk.folder / "b.toml").write_text("[show\n")

    await desk.look()
    await desk.look()
    desk.restart()
    await desk.look()

    for editor in EDITORS:
        (notice,) = desk.said_to(editor)
        assert notice.headline == "There is 1 fault in the show files."
        assert notice.lines[0].startswith("b.toml:1: this is no TOML")
        assert str(desk.folder) not in "\n".join(notice.lines)


async def test_other_faults_are_told_anew_and_none_are_no_news(desk):
    (desk.folder / "b.toml").write_text("[show\n")
    await desk.look()
    (desk.folder / "b.toml").write_text("\n[show\n")
    await desk.look()
    desk.write("b.toml", "frieren")
    await desk.look()
    desk.clock.pass_time(24 * 60 * 60)
    (desk.folder / "b.toml").write_text("[show\n")
    await desk.look()

    firsts = [notice.lines[0].partition(" ")[0] for notice in desk.said_to(EDITORS[0])]
    assert firsts == ["b.toml:1:", "b.toml:2:", "b.toml:1:"]


async def test_of_many_faults_the_first_are_told_and_how_many_there_are(desk):
    keys = "\n".join(f'odd-{number} = "\u202eabc"' for number in range(9))
    (desk.folder / "b.toml").write_text(keys)

    await desk.look()

    (notice,) = desk.said_to(EDITORS[0])
    assert notice.headline == "There are 10 faults in the show files."
    assert notice.lines[5] == "And 5 more."
    assert "\u202e" not in "".join(notice.lines)
