import subprocess
import sys

import pytest

COSTLY = {
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "babel",
    "discord",
    "dotenv",
    "hashlib",
    "jinja2",
    "PIL",
    "icalendar",
    "prompt_toolkit",
    "resvg_py",
    "rich",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "structlog",
}
UNUSED = {"adapters", "content.announcements", "content.subscriptions", "content.commands"}
UNUSED |= {"content.listings", "bot.app", "bot.router", "bot.verbs", "bot.runtime"}


def loaded(folder, *words, stdin=""):
    """Every module that `violet` has loaded when it has done what *words* say."""
    then = "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    done = subprocess.run(  # noqa: S603  our own program, our own words
        [sys.executable, "-c", f"import sys; {then}; from bot.cli import main; main()", *words],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (["ask", "when", "is", "jj", "s2", "out"], ""),
        (["ask", "--jsonl"], '{"question": "when is jj s2 out"}\n'),
    ],
)
def test_a_question_loads_nothing_but_what_understands_and_answers_it(tmp_path, words, stdin):
    found = loaded(tmp_path, *words, stdin=stdin)

    assert "content.answers.release" in found
    assert not found & (COSTLY | UNUSED | {"sqlite3"})


def test_a_database_that_holds_nothing_followed_is_not_opened(tmp_path, sqlite_url):
    found = loaded(tmp_path, "ask", "when", "is", "jj", "s2", "out")

    assert sqlite_url.endswith("/violet.db")
    assert "sqlite3" in found
    assert not found & (COSTLY | UNUSED)


def test_help_loads_neither_a_question_nor_a_show(tmp_path):
    found = loaded(tmp_path, "--help")

    assert not found & (COSTLY | UNUSED | {"pydantic", "content.answers", "content.understanding"})
    assert "content.show_files" not in found


@pytest.mark.parametrize("module", ["bot.app", "adapters.discord.connector", "bot.cli.pictures"])
def test_what_draws_is_loaded_when_the_first_picture_is_wanted(module):
    said = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  our own program, our own words
        [sys.executable, "-c", said], capture_output=True, text=True, check=True
    )

    assert not set(done.stdout.split()) & {"PIL", "jinja2", "resvg_py", "fontpkg_noto_sans"}
