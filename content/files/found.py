"""Which files of a folder are TOML to be read, and which of them cannot be."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from content.files.faults import Fault

_MOST_LOOKED_AT: Final = 200_000
"""Names in a folder; whoever gives the root of a disk means something else."""


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What was found where somebody said that files are."""

    files: tuple[Path, ...] = ()
    faults: tuple[Fault, ...] = ()
    """Of what looks as if it were to be read, and is not."""


def toml_files_at(path: Path) -> FoundFiles:
    """Return the file at *path*, or those of the folder there, at any depth, in order.

    What is hidden, its name beginning with a dot, is no file to be read; nor is one that a link
    leads to out of the folder. Nothing is raised.
    """
    if not is_folder(path):
        if os.path.lexists(path):
            return FoundFiles((path,))
        what = "no such file or folder; make it, or correct the path to it"
        return FoundFiles(faults=(Fault(path, 1, what),))
    files, faults = [], []
    for found in _walked(path):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            files.append(found)
    return FoundFiles(tuple(sorted(files)), tuple(sorted(faults, key=lambda one: one.path)))


def is_folder(path: Path) -> bool:
    """Whether a folder is at *path*; of one too long for any file, `Path` would raise."""
    return os.path.isdir(path)  # noqa: PTH112 - see the line above


def _walked(root: Path) -> Iterator[Path | Fault]:
    inside, looked_at = os.path.join(os.path.realpath(root), ""), 0  # noqa: PTH118 - with its end
    refused: list[OSError] = []
    for place, folders, names in os.walk(root, onerror=refused.append):
        looked_at += len(folders) + len(names)
        if looked_at > _MOST_LOOKED_AT:
            yield Fault(root, 1, f"more than {_MOST_LOOKED_AT:,} names stand in it; name one below")
            return
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            linked = Path(place, name)
            if linked.is_symlink() and not _leads_into(inside, linked):
                yield Fault(linked, 1, "a link to a folder elsewhere; name that folder itself")
        for name in names:
            if not name.startswith("."):
                yield from _to_be_read(Path(place, name), inside)
    for error in refused:
        why = (error.strerror or "it cannot be read").lower()
        yield Fault(Path(error.filename), 1, f"{why}; make the folder readable, or take it away")


def _to_be_read(file: Path, inside: str) -> Iterator[Path | Fault]:
    if file.suffix == ".toml":
        if file.is_symlink() and not _leads_into(inside, file):
            yield Fault(file, 1, "a link to something elsewhere; put the file itself here")
        else:
            yield file
    elif file.suffix.lower() == ".toml":
        yield Fault(file, 1, f"the name has to end in .toml; rename it to {file.stem}.toml")


def _leads_into(inside: str, link: Path) -> bool:
    return os.path.join(os.path.realpath(link), "").startswith(inside)  # noqa: PTH118 - likewise
