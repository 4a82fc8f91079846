"""A platform that tests alone have, run by the program's own parts, which know nothing of it."""

import asyncio
from pathlib import Path

import pytest

from bot.app import KNOWN
from content.subscriptions.destination import Destination
from fakes.mailbox.files import STREET, box_of, write
from fakes.mailbox.traits import MAILBOX
from fakes.patience import PATIENCE_S
from fakes.processes import until, violets

CHANNEL = Destination(platform=MAILBOX.id, workspace=STREET, channel="news")
SHOW = """\
[show]
id = "the-keepers"
title = "The Lighthouse Keepers"
short = "The Keepers"
network = "Netflix"
zone = "America/Los_Angeles"

[sources.n]
publisher = "Netflix"
url = "https://example.org/{day}"
published = "2026-01-10"

[[claim]]
id = "date-{day}"
season = 1
kind = "release-date"
value = "{day}"
stance = "confirmed"
authority = "platform"
claimant = "Netflix"
says = "it is out that day"
source = "n"
"""


@pytest.fixture
def root(tmp_path) -> Path:
    root = tmp_path / "boxes"
    (box_of(root, CHANNEL).folder / "questions").mkdir(parents=True)
    return root


@pytest.fixture
def shows(tmp_path) -> Path:
    folder = tmp_path / "shows"
    write(folder / "keepers.toml", SHOW.format(day="2099-03-08"))
    return folder


@pytest.fixture
async def start(tmp_path, root, shows):
    words = ("-m", "fakes.mailbox", str(root))
    async with violets(tmp_path, *words, VIOLET_CONTENT=str(shows)) as start:
        yield start


async def asked(root: Path, words: str) -> str:
    box = box_of(root, CHANNEL)
    number = len(list(box.folder.glob("questions/*")))
    question = box.folder / "questions" / f"trish-{number}.txt"
    write(question, words)
    await until(lambda: box.answer_to(question).exists(), lambda: words)
    return box.answer_to(question).read_text()


async def test_it_is_run_told_the_news_once_and_told_no_more_after_a_kill(start, root, shows):
    box = box_of(root, CHANNEL)
    assert MAILBOX not in KNOWN

    first = await start()
    await first.until_said("violet_ready")
    assert "8 March 2099" in await asked(root, "when is the keepers season 1 out?")
    assert "now hears about" in await asked(root, "updates subscribe the keepers")
    assert await first.end() == 0
    write(shows / "keepers.toml", SHOW.format(day="2099-03-24"))

    second = await start()
    await second.until(lambda: box.posts, "a post")
    second.kill()
    await second.process.wait()

    third = await start()
    await third.until_said("violet_ready")
    assert "24 March 2099" in await asked(root, "when is the keepers season 1 out, again?")
    async with asyncio.timeout(PATIENCE_S):
        while "delivered at" not in await asked(root, "updates why"):
            pass
    assert await third.end() == 0

    (post,) = box.posts
    assert "24 March 2099" in post.read_text()
    assert "has moved later" in post.read_text()
    for violet in (first, second, third):
        assert "mailbox" in violet.log.read_text()
