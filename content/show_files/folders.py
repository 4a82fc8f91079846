"""Show files → one checked catalogue."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.files.faults import Fault, Notes, TooManyFaultsError
from content.files.found import toml_files_at
from content.files.lines import Place
from content.files.toml import read_text
from content.show_files.agreement import Remark, remarks_on, unresolved
from content.show_files.file import ShowFile, read_show_file

_NONE: Final[Mapping[Path, ShowFile]] = MappingProxyType({})
_SHIPPED: Final = Path(__file__).parents[1] / "shows"


@dataclass(frozen=True, slots=True)
class CheckedCatalogue:
    """What was read, and all that is wrong with it."""

    catalogue: Catalogue
    """The shows and claims without a fault; whole only where there are no faults at all."""
    faults: tuple[Fault, ...]
    """In the order of the files, and in a file of the lines."""
    sound: Catalogue
    """What the files without a fault hold, none of which is silenced by another's fault."""
    standing: tuple[ShowFile, ...]
    """The files that *sound* is made of."""


def shipped_shows() -> Path:
    """Return the folder of the shows that come with Violet."""
    return _SHIPPED


def read_catalogue(
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    read: Callable[[Path], ShowFile] = read_show_file,
    before: Mapping[Path, ShowFile] = _NONE,
) -> CheckedCatalogue:
    """Return the shows and claims of *paths*, each a file or a folder of ``*.toml`` at any depth.

    Nothing is raised: what cannot be read is a fault too. A show, or a claim to be retracted, that
    is in none of *paths* is looked for among the shipped shows, which do not count in the result.
    *progress* is told how many files have been read, and of how many. *read* reads one of them.
    Among what is sound, a file with a fault is what it held *before*, by its path, or left out.
    """
    found = [toml_files_at(path) for path in paths]
    unread = [fault for one in found for fault in one.faults]
    paths_found = [path for one in found for path in one.files]
    every = list({os.path.realpath(path): path for path in reversed(paths_found)}.values())[::-1]
    files = []
    for number, path in enumerate(every, start=1):
        files.append(read(path))
        if progress is not None:
            progress(number, len(every))
    known = _shipped_beside(files) if unresolved(files) else []
    faults = [*unread, *_faults(files, known)]
    catalogue = sound = _catalogue_of(files)
    standing = files
    if faults:
        standing = _standing(files, known, {fault.path for fault in faults}, before)
        sound = _catalogue_of(standing)
    return CheckedCatalogue(catalogue, tuple(faults), sound, tuple(standing))


def faults_in_shows(
    paths: Iterable[Path], remarks: Iterable[tuple[ShowId, Place, str]]
) -> tuple[Fault, ...]:
    """Return *remarks*, each on a place in a show's file among *paths*, with file and line."""
    by_show: dict[ShowId, list[tuple[Place, str]]] = {}
    for show, place, what in remarks:
        by_show.setdefault(show, []).append((place, what))
    found: list[Fault] = []
    for path in (file for given in paths for file in toml_files_at(given).files if by_show):
        read = read_show_file(path)
        for place, what in by_show.pop(read.show.id, ()) if read.show else ():
            found += _located(path, [Remark(read, place, what)])
    return tuple(found)


def _shipped_beside(files: Iterable[ShowFile]) -> list[ShowFile]:
    given = {os.path.realpath(file.path) for file in files}
    return [
        read_show_file(path)
        for path in toml_files_at(shipped_shows()).files
        if os.path.realpath(path) not in given
    ]


def _faults(files: list[ShowFile], known: list[ShowFile]) -> Iterator[Fault]:
    by_path: dict[Path, list[Remark]] = {}
    for remark in remarks_on(files, known):
        by_path.setdefault(remark.file.path, []).append(remark)
    for file in files:
        between = _located(file.path, by_path.get(file.path, ()))
        yield from sorted((*file.faults, *between), key=lambda fault: fault.line)


def _standing(
    files: Iterable[ShowFile],
    known: list[ShowFile],
    faulty: Collection[Path],
    before: Mapping[Path, ShowFile],
) -> list[ShowFile]:
    """Return the files that agree with one another once the *faulty* ones are left out.

    What one of them is left out for may be what another leans on, which is then left out as well.
    """
    standing = list(files)
    while faulty:
        standing = [
            held
            for file in standing
            if (held := before.get(file.path) if file.path in faulty else file) is not None
            and not (file.path in faulty and held is file)
        ]
        faulty = {remark.file.path for remark in remarks_on(standing, known)}
    return standing


def _located(path: Path, remarks: Iterable[Remark]) -> list[Fault]:
    """Return the remarks with their lines.

    The text is read again: keeping all texts in case two of them disagree would double the memory
    of a large catalogue.
    """
    notes = Notes()
    with suppress(TooManyFaultsError):
        for remark in remarks:
            notes.add(remark.place, remark.what)
    if not notes:
        return []
    text = read_text(path)
    return notes.located(path, "" if isinstance(text, Fault) else text)


def _catalogue_of(files: Sequence[ShowFile]) -> Catalogue:
    return Catalogue.of(
        _first_of_each(files), (claim for file in files for _, claim in file.claims)
    )


def _first_of_each(files: Iterable[ShowFile]) -> Iterator[Show]:
    seen = set()
    for file in files:
        if file.show is not None and file.show.id not in seen:
            seen.add(file.show.id)
            yield file.show
