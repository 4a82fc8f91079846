"""Every sentence to a person is made in `content/`, where translators reach it.

The code around it has none: no string there reads like a sentence, but for what is said to
whoever runs Violet, in logs, errors and at the command line.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_OPERATORS = {
    "bot/app.py": "metrics",
    "bot/cli/": "the command line",
    "bot/environment.py": "faults in settings",
    "bot/secrets.py": "how a key is made",
    "bot/settings.py": "faults in settings",
    "bot/settings_of_slack.py": "faults in settings",
    "bot/ports/findings.py": "what violet doctor finds",
    "bot/runtime/metering.py": "metrics",
    "bot/runtime/rehearsal.py": "why a rehearsal is refused",
    "adapters/discord/connector.py": "why a platform cannot be connected",
    "adapters/discord/doctor.py": "what violet doctor finds",
    "adapters/discord/invite.py": "the command line",
    "adapters/slack/connector.py": "why a platform cannot be connected",
    "adapters/slack/doctor.py": "what violet doctor finds",
    "adapters/slack/manifest.py": "what each permission of the app is for",
    "adapters/slack/page_frame.py": "the frame of a page, without words",
    "adapters/slack/standings.py": "metrics, and what violet doctor finds",
    "adapters/slack/token_forms.py": "why a platform cannot be connected",
    "adapters/slack/sockets.py": "why a platform cannot be connected",
    "adapters/http/": "metrics and health",
    "adapters/sources/feeds/": "why a feed was not read",
    "adapters/sources/pages/": "why a page was not read",
    "adapters/sources/tvmaze/": "why a listing was not read",
    "adapters/sources/web/": "why something was not fetched",
    "adapters/storage/": "databases, and statements of theirs",
    "adapters/subscriptions_file.py": "faults in a file",
}
"""Where whoever runs Violet is spoken to, and of what."""
_LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
_WORD = re.compile(r"[^\W\d_]{2}")
_LABEL = re.compile(r"[A-Z][a-z]+ [a-z]+\b")
"""Two words that begin as a label or a sentence does."""


def sentences_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what reads like a sentence or a label, and its line."""
    skipped = {id(node) for part in ast.walk(tree) if _is_unsaid(part) for node in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        match node:
            case ast.JoinedStr(values=values):
                parts = [one.value for one in values if isinstance(one, ast.Constant)]
                text, enough = " ".join(map(str, parts)), 2
                skipped |= {id(one) for one in values}
            case ast.Constant(value=str(text)):
                enough = 4
            case _:
                continue
        words = [word for word in text.split() if _WORD.search(word) and "://" not in word]
        if len(words) >= enough or _LABEL.match(text):
            yield node.lineno, text


def _is_unsaid(node: ast.AST) -> bool:
    """Whether nothing in it is said to people: documentation, a log entry, an error, a type."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=name)):
            return name in _LOGS
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")))):
            return True
        case ast.arg() | ast.AnnAssign(value=None):
            return True
        case _:
            return False


def paths() -> list[str]:
    found = [path for folder in ("bot", "adapters") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def test_no_sentence_to_people_is_made_in_a_verb_or_an_adapter() -> None:
    found = [
        (where, line, text)
        for where in paths()
        if not where.startswith(tuple(OF_OPERATORS))
        for line, text in sentences_in(ast.parse((ROOT / where).read_text(encoding="utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize("where", OF_OPERATORS)
def test_whoever_runs_violet_is_spoken_to_where_it_says_so(where: str) -> None:
    trees = [
        ast.parse((ROOT / path).read_text(encoding="utf-8"))
        for path in paths()
        if path.startswith(where)
    ]

    assert any(list(sentences_in(tree)) for tree in trees) or any(
        isinstance(node, ast.Raise) for tree in trees for node in ast.walk(tree)
    )


@pytest.mark.parametrize(
    "said",
    [
        'note_message("I am not in this channel.")',
        'say(f"I lack {what}, and more.")',
        'Button(label="Remind me")',
        'raised = Rejected(reason="The channel was deleted.")',
    ],
)
def test_what_reads_like_a_sentence_is_found(said: str) -> None:
    assert len(list(sentences_in(ast.parse(said)))) == 1


@pytest.mark.parametrize(
    "unsaid",
    [
        'log.warning("question failed on that channel")',
        'raise SettingsError("write one such as Europe/Berlin")',
        'def said():\n    """Return what is said to people."""',
        'link = f"https://discord.com/channels/{workspace}/{channel}"',
        'state = "not_in_channel"',
    ],
)
def test_what_nobody_in_chat_reads_is_passed_over(unsaid: str) -> None:
    assert list(sentences_in(ast.parse(unsaid))) == []
