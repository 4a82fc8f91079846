"""Claims → a show file: what `read_show_file` reads back as the same."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from content.facts.claims import Action, Alias, Claim, Show, ShowId, Source
from content.facts.dates import PartialDate

_ESCAPED: Final = {0x7F: "\\u007f"}
"""What JSON writes as it is, and TOML does not allow."""

Written = str | int | bool


def show_file_of(show: ShowId, introduced: Show | None, claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the lines of a file with *claims* about *show*.

    It defines the show where that is *introduced*, and otherwise adds to one that another does.
    """
    if introduced is None:
        yield f"show = {_text(show)}"
    else:
        yield from _introduction(introduced)
    for claim in claims:
        yield ""
        yield "[[claim]]"
        yield from (f"{key} = {_plain(value)}" for key, value in _fields(claim))
        yield f"source = {_page(claim.source)}"
        if claim.retracts:
            yield f"retracts = [{', '.join(map(_text, claim.retracts))}]"


def _introduction(show: Show) -> Iterator[str]:
    yield "[show]"
    for key in ("id", "title", "short", "network", "zone"):
        yield f"{key} = {_text(getattr(show, key))}"
    if show.drop is not None:
        yield f"drop = {show.drop.isoformat()}"
    if show.limited:
        yield "limited = true"
    if show.colour:
        yield f'colour = "{show.colour}"'
    if show.aliases:
        yield f"aliases = [{', '.join(map(_alias, show.aliases))}]"
    if show.namesakes:
        yield f"namesakes = [{', '.join(map(_text, show.namesakes))}]"


def _fields(claim: Claim) -> Iterator[tuple[str, Written]]:
    """Yield what stands in a line each; what is so without being said is left out."""
    yield "id", claim.id
    yield "season", claim.subject.season
    yield "kind", claim.kind.value
    match claim.value:
        case None:
            pass
        case PartialDate(notation=notation):
            yield "value", notation
        case value:
            yield "value", value
    yield "stance", claim.stance.value
    yield "authority", claim.authority.name.lower()
    yield "says", claim.says
    for key in ("claimant", "via", "market", "detail"):
        if (said := getattr(claim, key)) is not None:
            yield key, said
    if claim.reported_on != claim.source.published:
        yield "reported_on", claim.reported_on.notation
    if claim.action is not Action.STATES:
        yield "action", claim.action.value


def _page(source: Source) -> str:
    said = {
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.notation,
    }
    if source.basis != "page":
        said["basis"] = source.basis
    return f"{{ {', '.join(f'{key} = {_text(value)}' for key, value in said.items())} }}"


def _alias(alias: Alias) -> str:
    said: dict[str, Written] = {"name": alias.name}
    said |= {key: True for key in ("exact_case", "shared") if getattr(alias, key)}
    said |= {key: day.isoformat() for key in ("since", "until") if (day := getattr(alias, key))}
    if len(said) == 1:
        return _text(alias.name)
    return f"{{ {', '.join(f'{key} = {_plain(value)}' for key, value in said.items())} }}"


def _plain(value: Written) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(value)


def _text(value: str) -> str:
    """Return a basic string of TOML, which is written as one of JSON is."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
