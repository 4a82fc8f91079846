import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from content.subscriptions.outcomes import Delivered
from fakes.patience import PATIENCE_S
from fakes.processes import PROGRAM, Process, anew, environment, forked, until
from fakes.storage import record
from fakes.tellings import channel, subscription, telling

SESSION = """\
when does jessica jones season 2 come out
is it filming?
what does Violet mean on the signs on 101st street?
who is directing
source?
when is the defenders
"""


RUN = (*PROGRAM, "run")


@dataclass
class Talk:
    """The program, told through a pipe what somebody types."""

    process: Process
    typed: BinaryIO
    printed: Path

    def say(self, line: str) -> None:
        self.typed.write(f"{line}\n".encode())
        self.typed.flush()

    async def until_printed(self, words: str) -> str:
        """Return all that was printed, once *words* are among that."""
        await until(
            lambda: words in self.said or self.process.returncode is not None,
            lambda: f"{words!r}; {self.said!r}",
        )
        assert words in self.said
        return self.said

    async def end(self) -> str:
        """Type no more; return all that was printed, once the program has ended well."""
        self.typed.close()
        assert await asyncio.wait_for(self.process.wait(), PATIENCE_S) == 0
        return self.said

    @property
    def said(self) -> str:
        return self.printed.read_text()


@pytest.fixture
async def start(tmp_path):
    talks = []

    async def run(*words, program=RUN, begin=forked, **settings):
        heard, typed = os.pipe()
        printed = tmp_path / f"printed-{len(talks)}"
        with printed.open("w") as file:
            streams = (heard, file.fileno(), file.fileno())
            env = environment(**settings)
            process = await begin((*program, *words), tmp_path, env, streams)
        os.close(heard)
        talks.append(Talk(process, os.fdopen(typed, "wb"), printed))
        return talks[-1]

    yield run
    for talk in talks:
        talk.typed.close()
        if talk.process.returncode is None:
            talk.process.kill()
            await talk.process.wait()


def run_to_the_end(folder: Path, session: bytes) -> tuple[str, str]:
    """Run the program as an operator does; return what was printed, and the faults."""
    done = subprocess.run(  # noqa: S603  our own program, our own words
        [sys.executable, *RUN],
        cwd=folder,
        env=environment(),
        input=session,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    return done.stdout.decode(), done.stderr.decode()


def test_the_questions_of_the_readme_are_answered_from_a_pipe(tmp_path):
    said, faults = run_to_the_end(tmp_path, SESSION.encode())

    assert faults == ""
    assert "8 March 2018" in said
    assert "code name" in said
    assert "S.J. Clarkson" in said or "women" in said
    assert "18 August 2017" in said


@pytest.mark.waits(4)
async def test_a_rehearsal_tells_of_the_date_on_the_day_it_was_announced(start):
    talk = await start("--as-of", "2017-12-08T12:00Z", "--speed", "14400")  # four hours a second
    talk.say("updates subscribe jessica-jones")

    said = await talk.until_printed("** Jessica Jones season 2 comes out on Thursday 8 March 2018.")

    assert said.count("8 March 2018.") == 1


@pytest.mark.waits(28)
async def test_a_rehearsal_counts_down_to_the_premiere(start, tmp_path):
    database = {"VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'violet.db'}"}
    before = await start("--as-of", "2018-03-04T12:00Z", **database)
    before.say("updates subscribe jessica-jones")
    await before.end()

    # A day in six seconds: a busy machine may take some of them for anything.
    talk = await start("--as-of", "2018-03-04T12:00Z", "--speed", "14400", **database)
    said = await talk.until_printed("out now")

    told = [line[3:] for line in said.splitlines() if line.startswith("** ")]
    numbers = [int(line.split()[0]) for line in told if " to go" in line]
    assert numbers == [3, 1]
    assert told[-1] == "Jessica Jones season 2 is out now."


async def test_a_rehearsal_leaves_the_everyday_database_alone(start, tmp_path):
    talk = await start("--as-of", "2017-12-08")
    talk.say("updates subscribe jessica-jones")
    await talk.end()

    assert not (tmp_path / "violet.db").exists()


async def test_a_claim_added_to_a_file_is_told_without_a_restart(start, tmp_path):
    content = tmp_path / "mine"
    content.mkdir()
    talk = await start("--as-of", "2018-02-01T12:00Z", VIOLET_CONTENT=str(content))
    talk.say("updates subscribe jessica-jones")
    await talk.until_printed("now hears about")

    (content / "moved.toml").write_text(
        'show = "jessica-jones"\n'
        "[[claim]]\n"
        'id = "test-moved"\nseason = 2\nkind = "release-date"\nvalue = "2018-03-24"\n'
        'stance = "confirmed"\nauthority = "platform"\nsays = "the date has moved"\n'
        'source = { publisher = "T", url = "https://example.org/", published = "2018-02-01" }\n'
    )

    said = await talk.until_printed("24 March 2018")
    assert "has moved later, from 8 March 2018" in said


async def test_a_second_source_is_noticed_told_and_known_after_a_restart_without_it(
    start, tmp_path
):
    notes, began = tmp_path / "notes.txt", "2018-02-01T12:00:00+00:00"
    database = {"VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'own.db'}"}
    talk = await start(str(notes), began, program=("-m", "fakes.notes_source"), **database)
    talk.say("updates subscribe jessica-jones")
    await talk.until_printed("now hears about")

    notes.write_text("jessica-jones 2 2018-03-24\n")
    told = await talk.until_printed("24 March 2018")
    talk.process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(talk.process.wait(), PATIENCE_S)
    again = await start("--as-of", began, **database)
    again.say("when is jj s2")
    answered = await again.end()

    assert "has moved later, from 8 March 2018" in told
    assert "24 March 2018" in answered
    assert "** " not in answered, "nothing is told again"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(start, number):
    talk = await start(begin=anew)
    talk.say("when is jj s2")
    await talk.until_printed("2018")

    talk.process.send_signal(number)
    code = await asyncio.wait_for(talk.process.wait(), PATIENCE_S)

    assert code == 0


async def test_what_is_subscribed_is_there_after_a_restart(start):
    first = await start()
    first.say("updates subscribe the defenders")
    await first.end()
    second = await start()
    second.say("updates list")

    said = await second.end()

    assert "The Defenders" in said


def test_stray_bytes_and_long_lines_are_answered_kindly(tmp_path):
    session = b"\xff\xfe\x00\n" + b"x" * 200_000 + b"\nwhen is jj s2\n"

    said, faults = run_to_the_end(tmp_path, session)

    assert "8 March 2018" in said
    assert faults == ""


async def told_at_once(database, name, at):
    """Tell the one channel there is something at the moment *at*."""
    outbox = database.outbox
    await record(database, telling(name, created_at=at), until=at)
    (delivery,) = await outbox.lease([DISCORD.id], limit=9, now=at, lease_s=60)
    await outbox.begin(delivery, now=at)
    await outbox.settle(delivery, Delivered(message="m"), now=at)


@pytest.mark.waits(12)
async def test_what_ended_before_the_days_that_are_kept_goes_while_it_runs(start, tmp_path):
    now = datetime.now(UTC)
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'violet.db'}")
    await database.subscriptions.subscribe(subscription())
    for days in (40, 31, 29):
        await told_at_once(database, f"{days}", now - timedelta(days=days))
    await database.close()

    talk = await start(VIOLET_KEEP_DAYS="30", VIOLET_LOG_LEVEL="info")
    await talk.until_printed("deliveries_pruned")
    await talk.end()

    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'violet.db'}", upgrade=False)
    left = [one.announcement for one in await database.outbox.reports(channel(), limit=9)]
    await database.close()
    assert left == ["29"]
