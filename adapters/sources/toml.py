"""Claims from folders of TOML files, noticed when a file changes."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot.ports import ContentError
from content.facts.catalogue import Catalogue
from content.show_files.folders import Reading, read_catalogue

Signature = tuple[tuple[str, int, int], ...]


class TomlSource:
    """The `FactSource` and `Knowledge` of the shipped shows and of the operator's own folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._signature: Signature | None = None
        self._catalogue = Catalogue.of((), ())

    @property
    def catalogue(self) -> Catalogue:
        """What was read last without a fault."""
        return self._catalogue

    async def read(self) -> Catalogue:
        """Return what the folders hold; the same object for as long as no file has changed.

        Raises:
            ContentError: a file holds faults, one a line; what was read before still stands, and
                the next call looks again.
        """
        reading = await asyncio.to_thread(self._read)
        if reading is not None:
            self._catalogue = reading.catalogue.sharing(self._catalogue)
        return self._catalogue

    def _read(self) -> Reading | None:
        signature = self._look()
        if signature == self._signature:
            return None
        reading = read_catalogue(self._folders)
        if reading.faults:
            raise ContentError("\n".join(str(fault) for fault in reading.faults))
        self._signature = signature
        return reading

    def _look(self) -> Signature:
        """What the files are by name, size and time of change, without reading them."""
        found = []
        for folder in self._folders:
            paths = [folder] if folder.is_file() else [folder, *sorted(folder.rglob("*.toml"))]
            for path in paths:
                try:
                    stat = path.stat()
                except OSError:
                    found.append((str(path), -1, -1))
                else:
                    found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)
