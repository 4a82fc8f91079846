"""Show files → one checked catalogue."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.files.faults import Fault, Notes
from content.files.lines import Place
from content.files.toml import read_text
from content.show_files.agreement import Remark, remarks_on, unresolved
from content.show_files.file import ShowFile, read_show_file

_SHIPPED: Final = Path(__file__).parents[1] / "shows"


@dataclass(frozen=True, slots=True)
class CheckedCatalogue:
    """What was read, and all that is wrong with it."""

    catalogue: Catalogue
    """The shows and claims without a fault; whole only where there are no faults at all."""
    faults: tuple[Fault, ...]
    """In the order of the files, and in a file of the lines."""


def shipped_shows() -> Path:
    """Return the folder of the shows that come with Violet."""
    return _SHIPPED


def read_catalogue(
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    read: Callable[[Path], ShowFile] = read_show_file,
) -> CheckedCatalogue:
    """Return the shows and claims of *paths*, each a file or a folder of ``*.toml`` at any depth.

    Nothing is raised: what cannot be read is a fault too. A show, or a claim to be retracted, that
    is in none of *paths* is looked for among the shipped shows, which do not count in the result.
    *progress* is told how many files have been read, and of how many. *read* reads one of them.
    """
    found: list[Path] = []
    missing: list[Fault] = []
    for path in paths:
        here = list(_files_at(path))
        found.extend(here)
        if not here and not path.is_dir():
            missing.append(
                Fault(path, 1, "no such file or folder; make it, or correct the path to it")
            )
    every = list({path.resolve(): path for path in reversed(found)}.values())[::-1]
    files = []
    for number, path in enumerate(every, start=1):
        files.append(read(path))
        if progress is not None:
            progress(number, len(every))
    faults = [*missing, *_faults(files)]
    catalogue = Catalogue.of(
        _first_of_each(files), (claim for file in files for _, claim in file.claims)
    )
    return CheckedCatalogue(catalogue, tuple(faults))


def faults_in_shows(
    paths: Iterable[Path], remarks: Iterable[tuple[ShowId, Place, str]]
) -> tuple[Fault, ...]:
    """Return *remarks*, each on a place in a show's file among *paths*, with file and line."""
    by_show: dict[ShowId, list[tuple[Place, str]]] = {}
    for show, place, what in remarks:
        by_show.setdefault(show, []).append((place, what))
    found: list[Fault] = []
    for path in (file for given in paths for file in _files_at(given)) if by_show else ():
        read = read_show_file(path)
        for place, what in by_show.pop(read.show.id, ()) if read.show else ():
            found += _located(path, [Remark(read, place, what)])
    return tuple(found)


def _files_at(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*.toml") if not file.is_dir())
    elif path.exists():
        yield path


def _faults(files: list[ShowFile]) -> Iterator[Fault]:
    known: list[ShowFile] = []
    if unresolved(files):
        given = {file.path.resolve() for file in files}
        known = [
            read_show_file(path)
            for path in _files_at(shipped_shows())
            if path.resolve() not in given
        ]
    remarks = sorted(remarks_on(files, known), key=lambda remark: str(remark.file.path))
    by_path = {
        path: list(some) for path, some in groupby(remarks, key=lambda remark: remark.file.path)
    }
    for file in files:
        between = _located(file.path, by_path.get(file.path, ()))
        yield from sorted((*file.faults, *between), key=lambda fault: fault.line)


def _located(path: Path, remarks: Iterable[Remark]) -> list[Fault]:
    """Return the remarks with their lines.

    The text is read again: keeping all texts in case two of them disagree would double the memory
    of a large catalogue.
    """
    notes = Notes()
    for remark in remarks:
        notes.add(remark.place, remark.what)
    if not notes:
        return []
    text = read_text(path)
    return notes.located(path, "" if isinstance(text, Fault) else text)


def _first_of_each(files: Iterable[ShowFile]) -> Iterator[Show]:
    seen = set()
    for file in files:
        if file.show is not None and file.show.id not in seen:
            seen.add(file.show.id)
            yield file.show
