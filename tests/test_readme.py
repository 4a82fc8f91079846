"""Every command of the papers works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

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


def blocks_of(paper: str) -> list[str]:
    """What stands between ```sh and ``` in it, one block a list of lines to type."""
    found = re.findall(r"^ *```sh\n(.*?)^ *```", PAPERS[paper], re.MULTILINE | re.DOTALL)
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
