"""One show file: text → show and claims, and what is wrong inside it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from content.facts.claims import Claim, Show, ShowId, Source
from content.files.faults import Fault, Notes, TooManyFaultsError, shown
from content.files.toml import read_toml
from content.show_files.claims import read_claim, read_source
from content.show_files.fields import check_keys, slug, typed
from content.show_files.show import read_show

_KEYS: Final = frozenset({"show", "sources", "claim"})
_NAMELESS: Final = ShowId("")


@dataclass(frozen=True, slots=True)
class ShowFile:
    """What one file holds, as far as it is right."""

    path: Path
    show: Show | None = None
    """The show it defines; None where it only adds claims, or the show is faulty."""
    show_id: ShowId | None = None
    """The show its claims are about; None where the file does not say, or not rightly."""
    adds: bool = False
    """Whether it adds claims to a show defined elsewhere."""
    claims: tuple[tuple[int, Claim], ...] = ()
    """Each with its number in the file, from 0."""
    faults: tuple[Fault, ...] = ()


def read_show_file(path: Path) -> ShowFile:
    """Return what the file at *path* holds, with its own faults; nothing is raised."""
    written = read_toml(path)
    if isinstance(written, Fault):
        return ShowFile(path, faults=(written,))
    text, data = written
    notes = Notes()
    found = ShowFile(path)
    with suppress(TooManyFaultsError):
        show, show_id = _show(data, notes)
        found = replace(found, show=show, show_id=show_id, adds=isinstance(data.get("show"), str))
        sources = _sources(data, notes)
        claims = _claims(data, show_id or _NAMELESS, sources, notes)
        found = replace(found, claims=claims if show_id else ())
    return replace(found, faults=tuple(notes.located(path, text)))


def _show(data: Mapping[str, Any], notes: Notes) -> tuple[Show | None, ShowId | None]:
    check_keys(data, frozenset(), _KEYS, (), notes)
    match data.get("show"):
        case None:
            notes.add(
                (),
                "the file names no show; define one with [show], or write "
                'show = "jessica-jones" at the top to add claims to it',
            )
            return None, None
        case str():
            added_to = slug(data, "show", (), notes)
            return None, ShowId(added_to) if added_to else None
        case dict(table):
            show = read_show(table, notes)
            named = table.get("id")
            return show, ShowId(named) if isinstance(named, str) and named else None
        case other:
            notes.add(
                ("show",),
                f"show must be a table or a show's id, not {shown(other)}; a file defines one "
                "show at most, with [show]",
            )
            return None, None


def _sources(data: Mapping[str, Any], notes: Notes) -> dict[str, Source | None]:
    tables = typed(data, "sources", dict, (), notes) or {}
    return {key: read_source(table, ("sources", key), notes) for key, table in tables.items()}


def _claims(
    data: Mapping[str, Any], show: ShowId, sources: Mapping[str, Source | None], notes: Notes
) -> tuple[tuple[int, Claim], ...]:
    tables = data.get("claim", ())
    if isinstance(tables, dict):
        notes.add(("claim",), "claim must be a list of tables; write [[claim]], not [claim]")
        return ()
    if not isinstance(tables, list | tuple):
        notes.add(("claim",), f"claim must be tables, not {shown(tables)}; write [[claim]]")
        return ()
    found = []
    for number, table in enumerate(tables):
        if not isinstance(table, dict):
            notes.add(
                ("claim", number), f"a claim must be a table, not {shown(table)}; write [[claim]]"
            )
        elif claim := read_claim(table, ("claim", number), show, sources, notes):
            found.append((number, claim))
    return tuple(found)
