"""The show that a record is of, as it is named and counted once it is followed."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from content.facts.claims import Alias, Show, ShowId
from content.listings.records import ListedShow
from content.listings.services import home_zone

_LONGEST_SLUG: Final = 60
_LONGEST_NAME: Final = 120
_MOST_ALIASES: Final = 20
_RESERVED: Final = frozenset(
    {"all", "everything", "every-show", "all-shows", "series", "special", "film", "next", "last"}
)
"""What commands and subjects mean something else by."""
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
"""Letters that no decomposition makes plain."""
_BRANDS: Final = ("Marvel's ", "Marvel\u2019s ", "DC's ", "DC\u2019s ")
"""What fans leave out of a title."""
_UNWRITTEN: Final = re.compile(r"['\u2019\u02bc`]|(?<=\b[^\W\d_])\.")
"""Apostrophes, and the dots of "S.H.I.E.L.D."."""
_NOTE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_NO_NETWORK: Final = "an unnamed network"


def show_of(
    record: ListedShow,
    *,
    taken: Callable[[ShowId], bool],
    akas: Sequence[str] = (),
    is_plain: Callable[[str], bool],
) -> Show:
    """Return the show of a *record*, with the first of its `possible_ids` that is not *taken*.

    *akas* are its names elsewhere. Those that are an ordinary word or a number alone
    (*is_plain*), would be understood where nobody means the show, and are left out; other single
    words count only as they are written, and every show has a better right to its title.
    """
    title = _cleaned(record.name) or f"Show {record.listing}"
    wished = tuple(possible_ids(record, akas))
    return Show(
        id=next((id_ for id_ in wished if not taken(id_)), wished[-1]),
        title=title,
        short=_short(title),
        network=_cleaned(record.network or "") or _NO_NETWORK,
        zone=home_zone(record),
        aliases=_aliases(title, akas, is_plain),
    )


def as_named_now(show: Show, record: ListedShow, *, is_plain: Callable[[str], bool]) -> Show:
    """Return *show* under the name, channel and zone that its *record* has by now.

    Its id stays. The name that it had is still understood, as an alias.
    """
    title = _cleaned(record.name) or show.title
    renamed = replace(
        show,
        network=_cleaned(record.network or "") or show.network,
        zone=home_zone(record) if record.network else show.zone,
    )
    if title == show.title:
        return renamed
    akas = (show.title, *(alias.name for alias in show.aliases))
    return replace(
        renamed, title=title, short=_short(title), aliases=_aliases(title, akas, is_plain)
    )


def possible_ids(record: ListedShow, akas: Sequence[str] = ()) -> Iterator[ShowId]:
    """Yield the ids that a show may have: its name, with its year, with its listing's number."""
    names = (record.name, *akas)
    bare = next((slug for name in names if (slug := _slug(name))), "show")
    if bare != "show" and bare not in _RESERVED:
        yield ShowId(bare)
    if record.premiered is not None:
        yield ShowId(f"{bare}-{record.premiered.year}")
    yield ShowId(f"{bare}-{_slug(record.listing) or 'listed'}")


def _slug(name: str) -> str:
    """Return *name* in plain small letters with hyphens; empty: nothing of it can be written so."""
    plain = _UNWRITTEN.sub("", _cleaned(name).casefold()).replace("&", " and ")
    letters = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if sum(letter.isalnum() and not letter.isascii() for letter in kept) * 2 > len(kept):
        return ""
    words = re.findall(r"[a-z0-9]+", kept)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug


def _cleaned(name: str) -> str:
    """Return *name* on one line, without what is unseen, and no longer than a title can be."""
    seen = (
        letter if unicodedata.category(letter)[0] not in "CZ" else " "
        for letter in unicodedata.normalize("NFC", name)
    )
    line = " ".join("".join(seen).split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"


def _short(title: str) -> str:
    """Return a title as fans say it, without its brand and what stands in brackets behind it."""
    brand = next((brand for brand in _BRANDS if title.startswith(brand)), "")
    short = title.removeprefix(brand)
    return _NOTE.sub("", short) or short or title


def _aliases(title: str, akas: Sequence[str], is_plain: Callable[[str], bool]) -> tuple[Alias, ...]:
    found: dict[str, Alias] = {}
    for aka in akas:
        name = _cleaned(aka)
        key = name.casefold()
        if not name or len(name) != len(aka.strip()) or key == title.casefold() or is_plain(name):
            continue
        is_word = " " not in name
        found.setdefault(key, Alias(name=name, exact_case=is_word, shared=True))
    return tuple(found.values())[:_MOST_ALIASES]
