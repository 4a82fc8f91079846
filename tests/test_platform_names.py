"""A platform is added by adding: nothing that every platform shares names one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import KNOWN

ROOT = Path(__file__).parents[1]
TOPS = ("bot", "adapters", "content")
MAY_NAME = ("bot/app.py", "bot/settings.py", "bot/settings_of_slack.py", "bot/cli/")
"""What Violet is put together from, what an operator sets, and what an operator types."""
SENTENCES = "content/language/platforms/"
"""Sentences about a platform's own permissions and portals, by its id."""
OTHER_MEANINGS = {
    ("bot/runtime/logs.py", "ConsoleRenderer"),  # of structlog
    ("adapters/storage/leadership.py", "-answers"),  # locks that versions before take, too
    ("adapters/storage/leadership.py", "-sends"),
}
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def names_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every identifier and every string, but for what documents."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)  # a docstring
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.Constant(value=str(said)):
                yield said, line
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name, line
            case ast.keyword(arg=str(name)):
                yield name, line
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, line
            case ast.ClassDef(name=name):
                yield name, line
            case ast.alias(name=name, asname=other):
                yield f"{name} {other or ''}", line
            case ast.ImportFrom(module=str(module)):
                yield module, line


def own(where: str) -> str:
    """Return the platform whose adapter a file belongs to."""
    parts = where.split("/")
    return parts[1] if parts[0] == "adapters" else ""


def named(text: str) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return words & {traits.id for traits in KNOWN}


def test_what_every_platform_shares_names_none():
    found = []
    for path in sorted(one for top in TOPS for one in ROOT.glob(f"{top}/**/*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith((*MAY_NAME, SENTENCES)):
            continue
        for text, line in names_in(ast.parse(path.read_text())):
            meant = {
                name
                for name in named(text) - {own(where)}
                if not any(where == file and word in text for file, word in OTHER_MEANINGS)
            }
            found += [f"{where}:{line} names {name}" for name in sorted(meant)]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "DISCORD_SENDS = 1",
        "def on_slack(): ...",
        "class SlackThing: ...",
        "from adapters.discord import traits",
        "import discord",
        "if place.platform == 'slack': ...",
        "f(console=1)",
        "x = 'Only on Discord'",
        "def f(discord): ...",
    ],
)
def test_a_name_is_found_wherever_it_stands(code):
    assert any(named(text) for text, _ in names_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["'''What Discord does.'''", "x = 1\n'''As on Slack.'''", "consoles = 'a slacker'"]
)
def test_what_documents_may_name_it_and_other_words_are_no_names(code):
    assert not any(named(text) for text, _ in names_in(ast.parse(code)))
