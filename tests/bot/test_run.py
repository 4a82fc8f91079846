import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SESSION = """\
when does jessica jones season 2 come out
is it filming?
what does Violet mean on the signs on 101st street?
who is directing
source?
when is the defenders
"""


@pytest.fixture
def start(tmp_path):
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VIOLET_", "DISCORD_", "SLACK_"))
    }
    running = []

    def run(*words, module="bot", **settings):
        process = subprocess.Popen(  # noqa: S603  our own program, our own words
            [sys.executable, "-m", module, *words],
            cwd=tmp_path,
            env=env | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"} | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def read_until(process, words, timeout_s=30.0):
    """Return what was printed up to and with the line that holds *words*."""
    said, end = "", time.monotonic() + timeout_s
    while words not in said:
        left = end - time.monotonic()
        assert left > 0, f"{words!r} was not said; {said!r}"
        with contextlib.suppress(queue.Empty):
            line = process.lines.get(timeout=min(left, 1.0))
            assert line, f"it ended; {said!r} {process.stderr.read()!r}"
            said += line
    return said


def listen(process):
    """Gather its lines as they come: a buffered stream cannot be waited for line by line."""
    process.lines = queue.Queue()

    def read():
        for line in process.stdout:
            process.lines.put(line)
        process.lines.put("")

    threading.Thread(target=read, daemon=True).start()


def say(process, line):
    if not hasattr(process, "lines"):
        listen(process)
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def test_the_questions_of_the_readme_are_answered_from_a_pipe(start):
    process = start("run")

    said, faults = process.communicate(SESSION, timeout=60)

    assert process.returncode == 0
    assert faults == ""
    assert "8 March 2018" in said
    assert "code name" in said
    assert "S.J. Clarkson" in said or "women" in said
    assert "18 August 2017" in said


def test_a_rehearsal_tells_of_the_date_on_the_day_it_was_announced(start):
    process = start(
        "run", "--as-of", "2017-12-08T20:00Z", "--speed", "14400"
    )  # four hours a second
    say(process, "updates subscribe jessica-jones")

    said = read_until(process, "** Jessica Jones season 2 comes out on Thursday 8 March 2018.")

    assert said.count("8 March 2018.") == 1


def test_a_rehearsal_counts_down_to_the_premiere(start):
    process = start("run", "--as-of", "2018-02-28", "--speed", "86400")  # a day a second
    say(process, "updates subscribe jessica-jones")

    said = read_until(process, "out now")

    told = [line[3:] for line in said.splitlines() if line.startswith("** ")]
    numbers = [int(line.split()[0]) for line in told if " to go" in line]
    assert numbers == [7, 3, 1]
    assert told[-1] == "Jessica Jones season 2 is out now."


def test_a_rehearsal_leaves_the_everyday_database_alone(start, tmp_path):
    process = start("run", "--as-of", "2017-12-08")
    process.communicate("updates subscribe jessica-jones\n", timeout=60)

    assert process.returncode == 0
    assert not (tmp_path / "violet.db").exists()


def test_a_claim_added_to_a_file_is_told_without_a_restart(start, tmp_path):
    content = tmp_path / "mine"
    content.mkdir()
    process = start("run", "--as-of", "2018-02-01T12:00Z", VIOLET_CONTENT=str(content))
    say(process, "updates subscribe jessica-jones")
    read_until(process, "now hears about")

    (content / "moved.toml").write_text(
        'show = "jessica-jones"\n'
        "[[claim]]\n"
        'id = "test-moved"\nseason = 2\nkind = "release-date"\nvalue = "2018-03-24"\n'
        'stance = "confirmed"\nauthority = "platform"\nsays = "the date has moved"\n'
        'source = { publisher = "T", url = "https://example.org/", published = "2018-02-01" }\n'
    )

    said = read_until(process, "24 March 2018")
    assert "has moved later, from 8 March 2018" in said


def test_a_second_source_is_noticed_told_and_known_after_a_restart_without_it(start, tmp_path):
    notes, began = tmp_path / "notes.txt", "2018-02-01T12:00:00+00:00"
    database = {"VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'own.db'}"}
    process = start(str(notes), began, module="fakes.notes_source", **database)
    say(process, "updates subscribe jessica-jones")
    read_until(process, "now hears about")

    notes.write_text("jessica-jones 2 2018-03-24\n")
    told = read_until(process, "24 March 2018")
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=10)
    again = start("run", "--as-of", began, **database)
    answered, _ = again.communicate("when is jj s2\n", timeout=60)

    assert "has moved later, from 8 March 2018" in told
    assert "24 March 2018" in answered
    assert "** " not in answered, "nothing is told again"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_within_five_seconds(start, number):
    process = start("run")
    say(process, "when is jj s2")
    read_until(process, "2018")

    began = time.monotonic()
    process.send_signal(number)
    process.wait(timeout=10)

    assert process.returncode == 0
    assert time.monotonic() - began < 5


def test_what_is_subscribed_is_there_after_a_restart(start):
    first = start("run")
    first.communicate("updates subscribe the defenders\n", timeout=60)
    second = start("run")

    said, _ = second.communicate("updates list\n", timeout=60)

    assert "The Defenders" in said


def test_stray_bytes_and_long_lines_are_answered_kindly(start):
    process = start("run")
    process.stdin.buffer.write(b"\xff\xfe\x00\n" + b"x" * 200_000 + b"\nwhen is jj s2\n")

    said, faults = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "8 March 2018" in said
    assert faults == ""
