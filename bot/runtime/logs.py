"""How Violet logs: one line a thing done, the event's name constant, its data in fields."""

import logging
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Final

import structlog

from bot.masking import SECRETS, KnownSecrets, masked_deep
from content.language.from_outside import inert

_STRUCTLOGS_OWN: Final = ("_record", "_from_structlog")
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

    *secrets* never appear, nor those that the process knows of or learns, nor what looks like
    one, wherever and however deep they stand in a line: Violet's own or a library's. Of the
    loggers of libraries, and of the *chatty* ones, nothing below a warning appears.
    """
    given = KnownSecrets()
    given.keep(*secrets)

    def mask(text: str) -> str:
        return SECRETS.masked(given.without_known(text))

    def hide(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        own = {key: event.pop(key) for key in _STRUCTLOGS_OWN if key in event}
        return {**masked_deep(event, mask), **own}

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
