"""Bringing a database to the newest revision; loads Alembic, so it is imported only when needed."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Apply what *connection*'s database lacks, inside the transaction that is open on it."""
    command.upgrade(config_for(connection), "head")


def config_for(connection: Connection) -> Config:
    """Return what Alembic's own commands need to work on *connection*."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
