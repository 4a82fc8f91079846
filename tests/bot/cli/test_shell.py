"""The command line as a shell has it: version, help, completion, and answers at a terminal."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import violet as program
from fakes.keyboard import terminal

ROOT = Path(__file__).parents[3]
SOURCE = "http://collider.com/jessica-jones-season-2-trailer-krysten-ritter-marvel-netflix/"
QUESTION = ("when", "is", "jj", "s2", "out")


def test_the_version_is_that_of_the_project(violet):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert violet("--version").stdout == f"Violet {project['version']}\n"


@pytest.mark.parametrize(
    "words", [[], *([name] for name, one in program.commands.items() if hasattr(one, "commands"))]
)
def test_help_says_whole_sentences(violet, words):
    listed = violet(*words, "--help").stdout.partition("Commands:\n")[2]

    sentences = re.split(r"\n  (?=\S)", listed.strip())
    assert sentences
    assert all(one.endswith(".") or "exit 1 if any." in one for one in sentences)
    assert "..." not in listed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(violet, shell):
    done = violet("completion", shell)

    assert done.returncode == 0
    assert f"_VIOLET_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("violet hist", "history"),
        ("violet facts je", "jessica-jones"),
        ("violet history --kind release-d", "release-date"),
        ("violet ask --show wond", "wonder-man"),
        ("violet preview --show wond", "wonder-man"),
    ],
)
def test_a_shell_completes_commands_shows_and_kinds(violet, line, offered):
    last = str(len(line.split()) - 1)

    done = violet(COMP_WORDS=line, COMP_CWORD=last, _VIOLET_COMPLETE="bash_complete")

    assert done.stdout == f"plain,{offered}\n"


def test_an_answer_names_the_page_of_whoever_said_so(violet):
    assert violet("ask", *QUESTION).stdout.endswith(f"\n  {SOURCE}\n")


@pytest.mark.parametrize(("told", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_an_answer_at_a_terminal_has_its_width_and_its_colours(tmp_path, told, coloured):
    with terminal(tmp_path, "ask", *QUESTION, columns=40, **told) as shown:
        assert shown.ended() == 0

    assert shown.shown.splitlines() == [
        "Jessica Jones season 2 came out on",
        "Thursday 8 March 2018.",
        "Source: Netflix, in Collider, 9 December",
        "2017",
        f"  {SOURCE}",
    ]
    assert shown.is_coloured is coloured


def test_what_is_no_question_is_a_failure(violet):
    assert violet("ask", "frobnicate").returncode == 2
