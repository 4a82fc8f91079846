"""Whether the database server does what Violet leaves to it."""

from typing import Final

from sqlalchemy import text

from adapters.storage.engine import Transactions
from bot.ports.findings import Finding

_TAKES_BACK_ROOM: Final = text("""
SELECT current_setting('autovacuum') AS autovacuum, current_setting('track_counts') AS track_counts,
       COALESCE((SELECT option_value::boolean FROM pg_options_to_table(reloptions)
                 WHERE option_name = 'autovacuum_enabled'), true) AS is_enabled
FROM pg_class WHERE oid = 'delivery'::regclass
""")


async def faults_of_server(transactions: Transactions) -> list[Finding]:
    """Return what is wrong with how the server is set up; nothing where all is well.

    The room of what Violet removes is used again once PostgreSQL has vacuumed it:
    https://www.postgresql.org/docs/current/routine-vacuuming.html

    Raises:
        StorageError: it cannot be asked.
    """
    if transactions.is_sqlite:
        return []
    async with transactions.reading() as connection:
        row = (await connection.execute(_TAKES_BACK_ROOM)).mappings().one()
    cures = [
        f"ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf()"
        for name in ("autovacuum", "track_counts")
        if row[name] != "on"
    ]
    if not row["is_enabled"]:
        cures.append("ALTER TABLE delivery RESET (autovacuum_enabled)")
    return [
        Finding(
            ok=False,
            what="database: autovacuum is off there, so what goes after VIOLET_KEEP_DAYS leaves "
            f"its room unused, and the database only grows; as its administrator: {cure}",
        )
        for cure in cures
    ]
