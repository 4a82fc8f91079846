"""How Violet logs: one line a thing done, the event's name constant, its data in fields."""

import logging
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Final

import structlog

from content.language.from_outside import inert

_LIBRARIES: Final = ("aiosqlite", "aiohttp", "alembic", "asyncio", "httpcore2", "httpx2")


def set_up_logging(
    *,
    level: str,
    pretty: bool,
    colours: bool = False,
    secrets: Iterable[str],
    chatty: Iterable[str] = (),
) -> None:
    """Configure logging for the whole process, to standard error.

    *secrets* never appear, wherever they stand in a line: Violet's own or a library's. Of the
    loggers of libraries, and of the *chatty* ones, nothing below a warning does.
    """
    hidden = tuple(secret for secret in secrets if secret)

    def hide(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {key: _without(value, hidden) for key, value in event.items()}

    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        hide,
    ]
    renderer: structlog.types.Processor = structlog.processors.JSONRenderer()
    if pretty:
        shared.append(_inert)
        renderer = structlog.dev.ConsoleRenderer(colors=colours)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for library in (*_LIBRARIES, *chatty):
        logging.getLogger(library).setLevel(max(logging.WARNING, root.level))
    logging.getLogger("apscheduler").setLevel(max(logging.ERROR, root.level))


def _inert(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Take from what others wrote what would steer the terminal; JSON spells that out anyway."""
    return {
        inert(key): inert(value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def _without(value: Any, hidden: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        for secret in hidden:
            value = value.replace(secret, "[hidden]")
    elif isinstance(value, BaseException):
        return _without(repr(value), hidden)
    return value
