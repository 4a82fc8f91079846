"""What every test has in common."""

import gc
import os

import pytest
import structlog
from hypothesis import settings

pytest_plugins = (
    "fakes.aside",
    "fakes.opened",
    "fakes.own_postgres",
    "fakes.postgres",
    "fakes.processes",
    "fakes.sqlite",
)

# None of what is loaded and collected is ever garbage; a tenth of all time went into looking.
gc.disable()

# The same examples at every run, so that a red test is red for everybody; `make soak` looks for
# new ones. No deadline: how long an example takes says something of the machine, not of Violet.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("searching", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# What structlog brings along draws every frame of an exception with all its locals, a whole
# catalogue among them: seconds during which the loop, and every limit of time in it, stands still.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.StackInfoRenderer(),
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what waits stand in two rows, each for a worker of its own, beside all that computes.

    `--dist loadgroup` begins with them, as with the largest of its groups.
    """
    marked = [(item, item.get_closest_marker("waits")) for item in items]
    waiting = [(item, float(mark.args[0])) for item, mark in marked if mark]
    rows = {"waiting-one": 0.0, "waiting-two": 0.0}
    for item, seconds in sorted(waiting, key=lambda one: -one[1]):
        shorter = min(rows, key=rows.__getitem__)
        rows[shorter] += seconds
        item.add_marker(pytest.mark.xdist_group(shorter))
    if getattr(config.option, "loadgroup", False):
        _spread(items)
        _tell_groups(items)


def _spread(items: list[pytest.Item]) -> None:
    """Put what only computes among what waits now and again, lest processors stand idle."""
    computing = [item for item in items if "content" in item.path.parts]
    others = [item for item in items if "content" not in item.path.parts]
    shares = [(at / len(row), item) for row in (computing, others) for at, item in enumerate(row)]
    items[:] = [item for _, item in sorted(shares, key=lambda one: one[0])]


def _tell_groups(items: list[pytest.Item]) -> None:
    """Name each one's group as pytest-xdist means to, in vain with this pytest.

    https://github.com/pytest-dev/pytest-xdist/issues/1386
    """
    for item in items:
        if group := item.get_closest_marker("xdist_group"):
            item._id = item.id.parse(f"{item.nodeid}@{group.args[0]}")


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # what tests keep for one another is no garbage either
    gc.enable()
