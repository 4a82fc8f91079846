"""Claims from folders of TOML files, noticed when a file changes."""

import asyncio
from collections.abc import Iterable
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final

from bot.ports.sources import Fetched
from content.facts.claims import FILES
from content.files.found import toml_files_at
from content.show_files.file import ShowFile, read_show_file
from content.show_files.folders import read_catalogue

_EVERY_S: Final = 10.0
"""Looking is one `stat` a file."""


class TomlSource:
    """The `ClaimSource` of the shipped shows and of the operator's own folders."""

    name: Final = FILES
    every_s: Final = _EVERY_S

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._read: dict[Path, tuple[_Seen, ShowFile]] = {}
        """What each file held when it was read last, and what it was like before that."""
        self._stood: dict[Path, ShowFile] = {}
        """What each file held when it was without a fault."""

    async def fetch(self, since: str | None) -> Fetched:
        """Return all that the folders hold, or nothing where no file has changed since then.

        Instead of a file with faults, it is what that held before; a new one is left out.
        """
        return await asyncio.to_thread(self._fetch, since)

    def _fetch(self, since: str | None) -> Fetched:
        cursor = self._signature()
        if cursor == since:
            return Fetched(cursor=cursor)
        before, self._read = self._read, {}
        read = read_catalogue(
            self._folders, read=partial(self._unless_known, before), before=self._stood
        )
        self._stood = {file.path: file for file in read.standing}
        return Fetched(changed=read.sound.parts, is_whole=True, cursor=cursor, faults=read.faults)

    def _unless_known(self, before: dict[Path, tuple["_Seen", ShowFile]], path: Path) -> ShowFile:
        """What the file holds: the very same objects, unless it was written since *before*."""
        seen = _seen(path)
        known = before.get(path)
        file = known[1] if known and known[0] == seen else read_show_file(path)
        self._read[path] = seen, file
        return file

    def _signature(self) -> str:
        """What the files are by name, size and time of change, without reading them."""
        signature = blake2b(digest_size=16)
        for folder in self._folders:
            found = toml_files_at(folder)
            for path in (folder, *found.files, *(fault.path for fault in found.faults)):
                signature.update(repr(_seen(path)).encode())
        return signature.hexdigest()


_Seen = tuple[str, int, int]
"""A file's path, its time of change and its size."""


def _seen(path: Path) -> _Seen:
    try:
        stat = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), stat.st_mtime_ns, stat.st_size
