"""A PostgreSQL server that no longer takes back the room of what was removed."""

import asyncio

from adapters.storage.database import Database
from fakes.postgres import connect

RELOAD = "SELECT pg_reload_conf()"


async def run(url: str, *statements: str) -> None:
    server = await connect(url)
    for statement in statements:
        await server.execute(statement)
    await server.close()


async def until_shown(url: str, setting: str, value: str) -> None:
    """Wait until whoever connects meets it."""
    while True:
        server = await connect(url)
        shown = await server.fetchval(f"SHOW {setting}")
        await server.close()
        if shown == value:
            return
        await asyncio.sleep(0.02)


async def test_the_doctor_finds_that_room_is_not_taken_back(own_postgres, violet):
    url = own_postgres.url
    await (await Database.open(url)).close()

    def fault() -> str:
        said = violet("doctor", VIOLET_DATABASE_URL=url)
        (found,) = [line for line in said.stdout.splitlines() if line.startswith("FAULT")]
        assert said.returncode == 1
        return found

    well = violet("doctor", VIOLET_DATABASE_URL=url)
    assert (well.returncode, "FAULT" in well.stdout) == (0, False), well.stdout

    for setting in ("autovacuum", "track_counts"):
        await run(url, f"ALTER SYSTEM SET {setting} = off", RELOAD)
        await until_shown(url, setting, "off")
        assert f"ALTER SYSTEM SET {setting} = on" in fault()
        await run(url, f"ALTER SYSTEM RESET {setting}", RELOAD)
        await until_shown(url, setting, "on")

    for value in ("off", "false"):
        await run(url, f"ALTER TABLE delivery SET (autovacuum_enabled = {value})")
        assert "ALTER TABLE delivery RESET (autovacuum_enabled)" in fault()
