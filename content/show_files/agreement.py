"""What can be wrong between claims and between files that are each right by themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from content.facts.claims import Action, Claim, ClaimId, Show, ShowId, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.files.faults import did_you_mean, shown
from content.files.lines import Place
from content.show_files.file import ShowFile

_MOST_CURED: Final = 20
_FILMED: Final = frozenset({Kind.FILMING_START, Kind.FILMING_WRAP})


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault found between files, by place."""

    file: ShowFile
    place: Place
    what: str


def remarks_on(files: Sequence[ShowFile], known: Sequence[ShowFile]) -> Iterator[Remark]:
    """Yield what does not agree in *files*; *known* files are taken to be right."""
    everything = (*known, *files)
    mine = {id(file) for file in files}
    for remark in chain(
        _twice_the_same_show(everything),
        _unknown_shows(files, known),
        _twice_the_same_claim(everything),
        _retractions(files, known),
        _names(everything),
        _wraps(everything),
    ):
        if id(remark.file) in mine:
            yield remark


def unresolved(files: Iterable[ShowFile]) -> bool:
    """Whether some file adds to a show, or retracts a claim, that none of *files* holds."""
    every = list(files)
    shows = {file.show_id for file in every if not file.adds}
    if any(file.adds and file.show_id not in shows for file in every if file.show_id):
        return True
    wanted = {target for file in every for _, claim in file.claims for target in claim.retracts}
    return bool(wanted) and not wanted <= {claim.id for file in every for _, claim in file.claims}


def _twice_the_same_show(files: Iterable[ShowFile]) -> Iterator[Remark]:
    first: dict[ShowId, ShowFile] = {}
    for file in files:
        if file.show is None:
            continue
        other = first.setdefault(file.show.id, file)
        if other is not file:
            yield Remark(
                file,
                ("show", "id"),
                f"show id {file.show.id!r} is taken by {other.path}; write another, or "
                f'show = "{file.show.id}" at the top instead of [show] to add claims to it',
            )


def _unknown_shows(files: Iterable[ShowFile], known: Iterable[ShowFile]) -> Iterator[Remark]:
    shows = {file.show_id for file in (*known, *files) if file.show_id and not file.adds}
    for file in files:
        if file.adds and file.show_id and file.show_id not in shows:
            cure = did_you_mean(file.show_id, sorted(shows)) if shows else "define it with [show]"
            yield Remark(file, ("show",), f"there is no show {shown(file.show_id)}; {cure}")


def _twice_the_same_claim(files: Iterable[ShowFile]) -> Iterator[Remark]:
    first: dict[ClaimId, ShowFile] = {}
    for file in files:
        for number, claim in file.claims:
            if claim.id in first:
                other = first[claim.id]
                where = "earlier in this file" if other is file else f"in {other.path}"
                yield Remark(
                    file,
                    ("claim", number, "id"),
                    f"claim id {claim.id!r} is taken {where}; ids are unique over all shows, "
                    "write another",
                )
            else:
                first[claim.id] = file


def _retractions(files: Iterable[ShowFile], known: Iterable[ShowFile]) -> Iterator[Remark]:
    retracting = [
        (file, number, claim)
        for file in files
        for number, claim in file.claims
        if claim.action is Action.RETRACTS
    ]
    if not retracting:
        return
    ids = {claim.id: None for file in (*known, *files) for _, claim in file.claims}
    cured: Counter[Path] = Counter()
    for file, number, claim in retracting:
        for index, target in enumerate(claim.retracts):
            place: Place = ("claim", number, "retracts", index)
            if target == claim.id:
                yield Remark(file, place, f"claim {target!r} retracts itself; name another")
            elif target not in ids:
                cured[file.path] += 1
                cure = (
                    did_you_mean(target, [id_ for id_ in ids if id_ != claim.id])
                    if cured[file.path] <= _MOST_CURED
                    else "correct it"  # all ids are looked through for each
                )
                what = f"retracts names {shown(target)}, and there is no such claim; {cure}"
                yield Remark(file, place, what)


def _names(files: Iterable[ShowFile]) -> Iterator[Remark]:
    """Find names that two shows have, with neither of them standing back."""
    owners: dict[str, tuple[ShowFile, Show]] = {}
    for file in files:
        if file.show is None:
            continue
        for place, name in _unshared(file.show):
            other_file, other = owners.setdefault(_folded(name), (file, file.show))
            if other.id != file.show.id:
                yield Remark(
                    file,
                    place,
                    f"name {shown(name)} is a name of {other.id} already ({other_file.path}); "
                    "take it away, or where fans mean both write "
                    f'{{ name = "{name}", shared = true }} for the show they mean less',
                )


def _unshared(show: Show) -> Iterator[tuple[Place, str]]:
    yield ("show", "title"), show.title
    yield ("show", "short"), show.short
    yield ("show", "id"), show.id
    for number, alias in enumerate(show.aliases):
        if not alias.shared:
            yield ("show", "aliases", number), alias.name


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _wraps(files: Sequence[ShowFile]) -> Iterator[Remark]:
    """Find seasons that were wrapped before anybody saw them begin."""
    filming = [
        (file, number, claim)
        for file in files
        for number, claim in file.claims
        if claim.kind in _FILMED and _day(claim) is not None
    ]
    if not filming:
        return
    taken_back = {target for file in files for _, claim in file.claims for target in claim.retracts}
    standing = [found for found in filming if found[2].id not in taken_back]
    order = {id(file): number for number, file in enumerate(files)}
    starts: dict[Subject, tuple[date, ShowFile, int, Claim]] = {}
    for file, number, claim in standing:
        day, before = _day(claim), starts.get(claim.subject)
        if claim.kind is not Kind.FILMING_START or day is None:
            continue
        if before is None or (day, claim.id) < (before[0], before[3].id):
            starts[claim.subject] = day, file, number, claim
    for file, number, claim in standing:
        day = _day(claim)
        if claim.kind is not Kind.FILMING_WRAP or day is None or claim.subject not in starts:
            continue
        began, first, where, start = starts[claim.subject]
        if day >= began:
            continue
        is_earlier = (
            order[id(file)] < order[id(first)]
        )  # what was there before is taken to be right
        yield Remark(
            first if is_earlier else file,
            ("claim", where if is_earlier else number, "value"),
            f"filming of {claim.subject} wrapped on {day.isoformat()}, before it began on "
            f"{began.isoformat()} ({claim.id if is_earlier else start.id}); correct one of the "
            "two, or retract it",
        )


def _day(claim: Claim) -> date | None:
    """Return the day of an event that was reported, or None where it is not known to the day."""
    if not claim.reports_event or claim.action is not Action.STATES:
        return None
    return claim.value.day if isinstance(claim.value, PartialDate) else None
