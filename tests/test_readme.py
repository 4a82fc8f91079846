"""Every command of the README works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^ *```sh\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
OURS = [command for command in COMMANDS if command.startswith("violet ")]


def test_there_are_commands_to_try():
    assert len(OURS) >= 10


@pytest.mark.parametrize("block", [block for block in BLOCKS if "violet " in block])
def test_the_commands_of_a_block_work_one_after_the_other(block, violet):
    for line in block.splitlines():
        command = line.strip()
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


def test_every_make_command_is_a_target():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", README)) - {"sure"}

    assert {"run", "test"} <= named
    assert named <= targets


def test_every_command_of_the_table_exists(violet):
    table = re.findall(r"^\| `violet ([a-z]+(?:-[a-z]+)?)", README, re.MULTILINE)

    for command in sorted(set(table)):
        done = violet(command, "--help")
        assert done.returncode == 0, command


def test_every_link_of_the_papers_leads_somewhere():
    for paper in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", paper.read_text()):
            assert (paper.parent / link).exists(), f"{paper.name}: {link}"
