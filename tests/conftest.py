"""What every test has in common."""

import os

import structlog
from hypothesis import settings

pytest_plugins = (
    "fakes.aside",
    "fakes.own_postgres",
    "fakes.postgres",
    "fakes.processes",
    "fakes.sqlite",
)

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
