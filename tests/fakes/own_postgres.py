"""A PostgreSQL server of a test's own, to be stopped in any way; loaded as a plugin of pytest."""

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

_DEBIAN = Path("/usr/lib/postgresql")
_WITHOUT_RIGHTS = ("postgres", "nobody")
_PATIENCE_S = 60.0


class NoServerError(Exception):
    """There is nothing here to make a server with; the text says what to do about it."""


class OwnPostgres:
    """One server, listening on a free port of 127.0.0.1."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._port = _free_port()
        self._may_not_be_root = _somebody_without_rights()

    @property
    def url(self) -> str:
        """Where its one database is, for Violet."""
        url = URL.create(
            "postgresql+asyncpg", "postgres", host="127.0.0.1", port=self._port, database="postgres"
        )
        return url.render_as_string()

    async def make(self) -> None:
        """Make its files, which nobody but its user may read."""
        if user := self._may_not_be_root.get("user"):
            shutil.chown(self._folder, user)
        words = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
        await self._run("initdb", *words, "--no-sync", f"--pgdata={self._data}")

    async def start(self) -> None:
        """Start it, and return when it answers."""
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -k {self._folder}"
        log = f"--log={self._folder / 'server.log'}"
        await self._control("start", "--wait", log, f"--options={options}")

    async def offer_tls(self, certificate: Path, *, takes_nothing_else: bool) -> None:
        """Start anew with that certificate, which comes with its key."""
        await self.stop("fast")
        own = self._data / "server.pem"
        shutil.copyfile(certificate, own)
        own.chmod(0o600)
        if user := self._may_not_be_root.get("user"):
            shutil.chown(own, user)
        with (self._data / "postgresql.conf").open("a") as conf:
            conf.write("ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.pem'\n")
        if takes_nothing_else:
            (self._data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        await self.start()

    async def stop(self, mode: str) -> None:
        """Stop it: `fast` ends every session first, `immediate` is as good as a crash."""
        await self._control("stop", "--wait", f"--mode={mode}")

    @property
    def is_running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    async def _control(self, *words: str) -> None:
        await self._run("pg_ctl", *words, f"--pgdata={self._data}")

    async def _run(self, program: str, *words: str) -> None:
        """Run one of its programs to the end; an AssertionError with its words where it fails."""
        with (self._folder / "programs.log").open("a+") as said:
            # Into a file: the server inherits it, and would keep a pipe open for ever.
            process = await asyncio.create_subprocess_exec(
                self._programs / program,
                *words,
                cwd=self._folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                **self._may_not_be_root,
            )
            code = await asyncio.wait_for(process.wait(), _PATIENCE_S)
            said.seek(0)
            assert code == 0, f"{program} {words[0]}: {said.read()}"


@pytest.fixture
async def own_postgres() -> AsyncIterator[OwnPostgres]:
    """A server that runs, of which nothing is left afterwards; skip, saying so, without one."""
    # Not pytest's folder, which is open to nobody but the user who runs the test.
    with tempfile.TemporaryDirectory(prefix="violet-postgres-") as folder:
        try:
            server = OwnPostgres(_programs(), Path(folder))
        except NoServerError as nothing:
            pytest.skip(f"no PostgreSQL server can be started and stopped here: {nothing}")
        await server.make()
        await server.start()
        yield server
        if server.is_running:
            await server.stop("immediate")


def _programs() -> Path:
    """Return the folder of the newest PostgreSQL here."""
    folders = [one / "bin" for one in _DEBIAN.glob("*")]
    folders.sort(key=lambda one: float(one.parent.name) if one.parent.name.isdigit() else 0.0)
    if config := shutil.which("pg_config"):
        asked = subprocess.run(  # noqa: S603  a program from the path, with words of our own
            [config, "--bindir"], capture_output=True, text=True, check=True
        )
        folders.append(Path(asked.stdout.strip()))
    if on_path := shutil.which("pg_ctl"):
        folders.append(Path(on_path).resolve().parent)
    for folder in reversed(folders):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoServerError(
        "neither pg_config nor the path nor /usr/lib/postgresql knows an initdb and a pg_ctl; "
        "install PostgreSQL's server"
    )


def _somebody_without_rights() -> dict[str, Any]:
    """Who runs it, where the test is run by root, whom PostgreSQL refuses to be run by."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415  Windows has none, and there nobody is root

    for name in _WITHOUT_RIGHTS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServerError(f"root may not run PostgreSQL, and there is no user {_WITHOUT_RIGHTS[0]}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
