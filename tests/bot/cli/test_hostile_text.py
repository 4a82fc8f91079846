"""Whatever others wrote, nothing that a command prints steers the terminal or hides words."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from bot.cli import violet as program
from fakes.processes import PROGRAM, environment

EVIL = "\x1b[31m\x1b]0;title\x07\x9b2J\u202eevil\u200b\u2066\x7f"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
HOSTILE_FILE = f"""
[show]
id = "frieren"
title = "Frieren"
short = "Frieren"
network = "NTV"
zone = "Asia/Tokyo"
"odd {EVIL.encode("unicode_escape").decode().replace(chr(92) + "x", chr(92) + "u00")}" = 1
"""
COMMANDS = [
    ["ask", f"when is {EVIL} out"],
    ["ask", "--json", f"when is {EVIL} out"],
    ["ask", "--explain", f"when is {EVIL} jessica jones out"],
    ["ask", "--as-of", EVIL, "hi"],
    ["ask", "--show", EVIL, "hi"],
    ["ask", f"--{EVIL}"],
    [EVIL],
    ["run", "--as-of", EVIL],
    ["run", EVIL],
    ["facts", EVIL],
    ["facts", "jj", "--season", EVIL],
    ["facts", "jj", "--json"],
    ["history", EVIL],
    ["history", "jj", "--kind", EVIL],
    ["check", f"{EVIL}.toml"],
    ["check", "content"],
    ["preview", "--from", EVIL, "--to", EVIL],
    ["preview", "--from", "2018-03-01", "--to", "2018-03-02", "--show", EVIL],
    ["follow", EVIL],
    ["unfollow", EVIL],
    ["sources"],
    ["sources", "resume", EVIL],
    ["sources", EVIL],
    ["read", f"{EVIL}.txt"],
    ["read", f"https://{EVIL}/"],
    ["subscriptions", "export", "--platform", EVIL],
    ["subscriptions", "export", "--workspace", EVIL],
    ["subscriptions", "import", f"{EVIL}.json"],
    ["subscriptions", "import", "hostile.json"],
    ["subscriptions", "import", "hostile.opml"],
    ["claims", "export", EVIL],
    ["db", "backup", f"{EVIL}/x"],
    ["doctor"],
    ["slack-manifest"],
    ["discord-invite", EVIL],
    ["completion", EVIL],
    ["forget", EVIL],
    ["forget", f"discord:{EVIL}", "--show"],
    ["db", "adopt"],
    ["card", EVIL, "-o", "x.png"],
    ["card", "jj", "2", "-o", f"{EVIL}.png"],
    ["card", "jj", EVIL, "-o", "x.png"],
    ["card", "jj", "-o", "x.png", "--zone", EVIL],
    ["card", "jj", "-o", "x.png", "--language", EVIL],
    ["timeline", "jj", "2", "-o", f"{EVIL}.svg"],
    ["timeline", "jj", "-o", EVIL],
    ["calendar", EVIL],
    ["calendar", "jj", "-o", f"{EVIL}/x.ics"],
    ["calendar"],
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / f"{EVIL}.toml").write_text(HOSTILE_FILE)
    (tmp_path / "content" / "b\udcff\nx.toml").write_text(f"# {EVIL}\nshow = 7\n")
    one = {"platform": EVIL, "channel": EVIL, "hour": EVIL, EVIL: EVIL}
    whole = {"version": 1, "subscriptions": [one]}
    (tmp_path / "hostile.json").write_text(json.dumps(whole))
    (tmp_path / "hostile.opml").write_text(
        "<opml><body><outline xmlUrl='http://&#x202e;x/'/></body>"
    )
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:30].encode().hex())
def test_no_command_lets_what_steers_through(violet, folder, words):
    done = violet(*words, VIOLET_CONTENT=str(folder / "content"), VIOLET_LIVE="")

    assert not STEERING.search(done.stdout)
    assert not STEERING.search(done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr


def test_every_command_is_walked():
    walked = {words[0] for words in COMMANDS}

    assert program.commands.keys() <= walked


def test_what_is_typed_and_told_at_the_terminal_is_inert(violet, folder):
    done = violet(
        "run",
        stdin=f"updates subscribe {EVIL}\nwhen is {EVIL} out\n/{EVIL}\n{EVIL}\n",
        VIOLET_CONTENT=str(folder / "content"),
        VIOLET_LOG_FORMAT="pretty",
    )

    assert not STEERING.search(done.stdout)
    assert not STEERING.search(done.stderr)
    assert "content_faulty" in done.stderr


def test_json_says_the_same_with_what_steers_spelled_out(violet):
    done = violet("ask", "--jsonl", stdin=json.dumps({"question": EVIL}))

    assert not STEERING.search(done.stdout)
    assert json.loads(done.stdout)["question"] == EVIL


def test_colours_are_for_terminals_and_for_whoever_wants_them(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[show\n")

    def logged(**settings):
        ours, theirs = pty.openpty()
        env = environment(VIOLET_CONTENT=str(broken), **settings)
        with subprocess.Popen(  # noqa: S603  our own program, our own words
            [sys.executable, *PROGRAM, "run"],
            cwd=tmp_path,
            env=env,
            stderr=theirs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ):
            os.close(theirs)
            said = b""
            while b"content_faulty" not in said:
                said += os.read(ours, 1000)
            os.close(ours)
        return said

    assert b"\x1b[" in logged()
    assert b"\x1b[" not in logged(NO_COLOR="1")
