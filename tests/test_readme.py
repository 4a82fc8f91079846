"""Every command of the papers works as it stands there."""

import asyncio
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.processes import PROGRAM, environment
from fakes.tvmaze import Channel, FakeTvmaze, SimulatedTime

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}

OTHERS = {
    "SLACK_ENCRYPTION_KEY",  # another name of VIOLET_ENCRYPTION_KEY
    "VIOLET_WRITE_NAMES",  # of a test, for translators
}


def blocks_of(paper: str, kind: str = "sh") -> list[str]:
    """What stands between ```sh and ``` in it: blocks of lines to type."""
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```", PAPERS[paper], re.MULTILINE | re.DOTALL)
    return ["\n".join(line.strip() for line in block.splitlines()) for block in found]


BLOCKS = {
    f"{paper}, {at}": block
    for paper in PAPERS
    for at, block in enumerate(blocks_of(paper), start=1)
}
COMMANDS = [line for block in blocks_of("README.md") for line in block.splitlines() if line]
OURS = {
    name: block for name, block in BLOCKS.items() if re.search(r"^violet ", block, re.MULTILINE)
}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*##", MAKEFILE, re.MULTILINE))
SETTINGS = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_readme_has_four_parts_and_is_read_in_one_go():
    assert re.findall(r"^## (.+)", README, re.MULTILINE) == [
        "Try it",
        "Do a task",
        "Look it up",
        "Why it is so",
    ]
    assert len(README.splitlines()) <= 250


def test_there_are_commands_to_try():
    assert sum(command.startswith("violet ") for command in COMMANDS) >= 10
    assert {name.partition(",")[0] for name in OURS} >= {
        "README.md",
        "docs/asking.md",
        "docs/discord.md",
        "docs/following.md",
        "docs/slack.md",
    }


@pytest.mark.parametrize("name", OURS)
def test_the_commands_of_a_block_work_one_after_the_other(name, violet):
    if name.startswith("docs/running.md"):  # which is read where Violet has run before
        violet("db", "upgrade")
        if "violet db restore" in OURS[name]:
            violet("db", "backup", "violet-copy.db")
    for command in OURS[name].splitlines():
        if not command.startswith("violet "):
            continue
        done = violet(*shlex.split(command)[1:])

        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip(), command
        assert done.stderr == "", command


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.startswith(".venv/bin/violet")])
def test_a_command_with_its_path_works(command, violet):
    done = violet(*shlex.split(command)[1:])

    assert done.returncode == 0, done.stderr


OUTSIDE = [
    line
    for paper in PAPERS
    for block in blocks_of(paper, "text")
    for line in block.splitlines()
    if line.startswith("violet ")
]
"""What needs a listing or a token."""


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(SimulatedTime()) as tvmaze:
        tvmaze.shows.show("Severance", streamer=Channel("Apple TV", None, 310))
        tvmaze.shows.show("Ghosts", network=Channel("CBS", "US", 2))
        tvmaze.shows.show("Ghosts", network=Channel("BBC One", "GB", 12))
        yield tvmaze


@pytest.mark.parametrize("command", dict.fromkeys(OUTSIDE))
async def test_a_command_that_needs_the_outside_works_over_it(command, tvmaze, tmp_path):
    """TVmaze is ours, and the token is one of nobody's."""
    settings = {"TVMAZE_API_BASE": tvmaze.api_base}
    if "discord" in command:
        settings["DISCORD_TOKEN"] = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GAbCdE.fake"

    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, *PROGRAM, *shlex.split(command)[1:]],
        cwd=tmp_path,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_what_is_typed_at_the_terminal_is_answered(violet):
    """Each line of the README, in its order, with a piece of what is said to it."""
    said = {
        "when does jessica jones season 2 come out": "came out on Thursday 8 March 2018",
        "is it filming?": "wrapped filming in September 2017",
        "what does Violet mean on the signs on 101st street?": "is the code name of Jessica Jones",
        "who is directing": "is directed by women",
        "source?": "Melissa Rosenberg, 21 October 2016",
        "when is the defenders": "The Defenders came out on Friday 18 August 2017",
        "updates subscribe jessica-jones in Europe/Berlin at 9 quiet 22-7": "now hears about",
        "updates settings jessica-jones steps 30,7,1 picture": "Countdowns carry a picture",
        "updates preview": "as far as it is known today",
        "updates why": "There has been no news since",
        "newsdesk review": "No correction is waiting",
        "newsdesk record jessica jones season 3 release-date 14 June 2019 publisher Netflix"
        " url https://example.org/page": "This is how it reads, and nothing is stored yet",
        "newsdesk feeds add https://outlet.example/": "I read no feeds here",
    }
    lines = [
        line.removeprefix("> ")
        for block in blocks_of("README.md", "text")
        for line in block.splitlines()
        if not line.startswith("violet ")
    ]

    done = violet("run", stdin="".join(f"{line}\n" for line in lines), VIOLET_LIVE="")

    assert lines == list(said)
    assert (done.returncode, done.stderr) == (0, "")
    rest = " ".join(done.stdout.split())
    for line, piece in said.items():
        assert piece in rest, line
        rest = rest.partition(piece)[2]


def test_what_is_copied_is_there():
    copied = re.findall(r"`cp (\S+) \S+`", "".join(PAPERS.values()))

    assert ".env.example" in copied
    assert [name for name in copied if not (ROOT / name).is_file()] == []


def test_every_make_command_is_a_target():
    named = {
        paper: set(re.findall(r"(?<=`)make ([a-z]+)", text))
        | set(re.findall(r"^make ([a-z]+)", "\n".join(blocks_of(paper)), re.MULTILINE))
        for paper, text in PAPERS.items()
    }

    assert named["README.md"] >= {"run", "site"}
    assert named["docs/developing.md"] == TARGETS
    assert {paper: words - TARGETS for paper, words in named.items() if words - TARGETS} == {}


def test_every_command_of_the_tables_exists(violet):
    tables = re.findall(r"^\| .*", PAPERS["docs/commands.md"], re.MULTILINE)
    named = {word for row in tables for word in re.findall(r"`violet ([a-z]+(?:-[a-z]+)?)", row)}

    assert {"ask", "card", "forget", "timeline", "unfollow"} <= named
    for command in sorted(named):
        done = violet(command, "--help")
        assert done.returncode == 0, command


def test_every_command_stands_in_the_table(violet):
    listed = violet("--help").stdout.partition("Commands:")[2]
    there = set(re.findall(r"^  ([a-z][a-z-]*)", listed, re.MULTILINE))
    named = set(re.findall(r"`violet ([a-z]+(?:-[a-z]+)?)", PAPERS["docs/commands.md"]))

    assert there
    assert there - named == set()


def test_every_setting_that_a_paper_names_is_one():
    named = {
        word.removesuffix("_FILE")
        for text in PAPERS.values()
        for word in re.findall(r"\b(?:VIOLET|DISCORD|SLACK|TVMAZE)_[A-Z_]+\b", text)
    }

    assert named - SETTINGS <= OTHERS
