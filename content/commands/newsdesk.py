"""`newsdesk`: what editors decide, record and take back, and the words behind it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Final

from content.facts.claims import Stance
from content.facts.kinds import Kind
from content.files.faults import nearest_word
from content.show_files.claims import AUTHORITIES
from content.show_files.typed_claims import TypedClaim

_PARTS: Final = {
    **{name: name for name in ("kind", "value", "stance", "publisher", "url", "reported")},
    **{name: name for name in ("authority", "claimant", "market", "detail", "says")},
}
"""The words that begin a part of a claim."""
_AMENDED: Final = _PARTS | {name: name for name in ("show", "season", "revision")}
"""The words that begin a part of what is amended."""
_IN_WORDS: Final = frozenset({"value", "says", "detail", "claimant", "publisher"})
"""The parts that may hold words of their own: "season 3 is the last"."""
_KINDS: Final = frozenset(kind.value for kind in Kind)
_NAMED_SEASONS: Final = frozenset({"special", "series", "film"})
_PLACES: Final = frozenset({"next", "last", "latest"})
_PIECE: Final = re.compile(r"[\"“„«]([^\"”“»]{1,600})[\"”“»](?=[\s,;]|$)|(\S+)")
_CONFIRMED: Final = frozenset({"confirm", "confirmed!", "confirm!"})
_OF_THEIR_OWN: Final = frozenset({"kind", "value", "stance"})
"""The parts that have inputs of their own in a form."""
_ADDRESS: Final = re.compile(r"https?://\S+[^\s,;]", re.IGNORECASE)
"""One that is known for the address of the page wherever it stands."""
_MOST_WORDS: Final = 400
_ALIKE: Final = 0.75
"""How like a kind a word is that was meant to be one: relase-date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClaim:
    """`newsdesk record|draft SHOW [SEASON] KIND VALUE stance … url … [confirm]`."""

    show: str | None = None
    season: str | None = None
    claim: TypedClaim = field(default_factory=TypedClaim)
    is_confirmed: bool = False
    """Whether it is to be stored; otherwise it is shown how it reads."""
    is_draft: bool = False
    """Whether it is to wait as a proposal of this editor's, which can be accepted or amended."""


@dataclass(frozen=True, slots=True)
class RetractClaim:
    """`newsdesk retract CLAIM-ID reason WORDS`."""

    claim: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimHistory:
    """`newsdesk history SHOW [SEASON]`."""

    show: str | None = None
    season: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it was typed, or several between quotation marks."""

    text: str
    is_quoted: bool = False

    @property
    def begins(self) -> str:
        """The word as those that begin something are looked up; empty where it was quoted."""
        return "" if self.is_quoted else self.text.casefold().rstrip(":=")


def kinds_like(typed: str) -> Sequence[str]:
    """Return the kinds that *typed* may become, for whoever is typing one."""
    return _beginning(typed, [kind.value for kind in Kind])


def stances_like(typed: str) -> Sequence[str]:
    """Return the stances that *typed* may become."""
    return _beginning(typed, [stance.value for stance in Stance])


def authorities_like(typed: str) -> Sequence[str]:
    """Return whose word it may be."""
    return _beginning(typed, [*AUTHORITIES])


def _beginning(typed: str, words: Sequence[str]) -> Sequence[str]:
    wanted = "-".join(typed.casefold().split())
    return [word for word in words if wanted in word]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What stands behind the number of what is amended: the parts that become others."""

    show: str | None
    season: str | None
    revision: str | None
    claim: TypedClaim


def read_record(words: str) -> RecordClaim:
    """Return what the *words* behind `newsdesk record` want recorded.

    Parts begin with their names, in any order; what is between quotation marks begins none. The
    kind and the value may stand without, behind the show and its season, and so may an address.
    """
    every = [*_words_in(words)][:_MOST_WORDS]
    is_confirmed = bool(every) and every[-1].begins in _CONFIRMED
    if is_confirmed:
        every.pop()
    head, parts = _parts_of(every)
    at, length = (len(head), 0) if "kind" in parts else _kind_in(head)
    show, season = _show_and_season(head[:at])
    stands = {"kind": _joined(head[at : at + length]), "value": _joined(head[at + length :])}
    claim = TypedClaim(**{name: text for name, text in (stands | parts).items() if text})
    return RecordClaim(show=show, season=season, claim=claim, is_confirmed=is_confirmed)


def read_amendment_words(words: str) -> Amendment:
    """Return which parts the *words* behind a number change, each begun by its name.

    A part of which nothing is said is to be nothing. A show, and its season, may stand first
    without a name.
    """
    head, parts = _parts_of([*_words_in(words)][:_MOST_WORDS], _AMENDED, behind=0)
    show, season = _show_and_season(head)
    return Amendment(
        show=parts.pop("show", None) or show,
        season=parts.pop("season", None) or season,
        revision=parts.pop("revision", None),
        claim=TypedClaim(**parts),
    )


def read_retraction(words: str) -> RetractClaim:
    """Return what the *words* behind `newsdesk retract` want taken back."""
    claim, _, rest = words.partition(" ")
    first, _, behind = rest.strip().partition(" ")
    is_named = first.casefold().rstrip(":") == "reason"
    reason = behind if is_named else rest
    return RetractClaim(claim.strip("`\"'").casefold() or None, reason.strip(' "“”') or None)


def read_show_and_season(words: str) -> tuple[str | None, str | None]:
    """Return the show and the season that *words* name: "jessica jones season 3", "echo film"."""
    return _show_and_season([*_words_in(words)][:_MOST_WORDS])


def show_and_season_in_words(show: str | None, season: str | None) -> str:
    """Return what `read_show_and_season` reads as these."""
    if show is None or season is None:
        return show or ""
    parts = (show, season) if season in _NAMED_SEASONS else (show, "season", season)
    return " ".join(parts)


def read_where_from(text: str) -> TypedClaim:
    """Return what *text* says of the page behind a claim, and of whatever else is claimed.

    The address stands for itself, and so does the publisher; other parts begin with their names,
    as behind `newsdesk record`. One with a colon behind its name takes the rest of its line as it
    is written; where that is nothing, it was not said.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, rest = line.partition(":")
        if colon and (part := name.strip().casefold()) in _PARTS:
            found[part] = rest.strip()
            continue
        head, parts = _parts_of([_Word(""), *_words_in(line)][:_MOST_WORDS])
        if stands := _joined(head[1:]):
            found.setdefault("publisher", stands)
        found |= parts
    return TypedClaim(**{name: said for name, said in found.items() if said})


def where_from_in_lines(claim: TypedClaim) -> str:
    """Return what `read_where_from` reads as all of *claim* but its kind, value and stance."""
    every = {one.name: getattr(claim, one.name) for one in fields(claim)}
    said = {name: text for name, text in every.items() if text and name not in _OF_THEIR_OWN}
    bare = [said.pop("url")] if _ADDRESS.fullmatch(said.get("url", "")) else []
    return "\n".join([*bare, *(f"{name}: {text}" for name, text in said.items())])


def part_in_words(text: str) -> str:
    """Return *text* as a part of a command: in quotation marks where a word of it begins one."""
    text = text.strip()
    begins = {word.begins for word in _words_in(text) if not word.is_quoted}
    needs = begins & {*_PARTS, *_CONFIRMED, *_KINDS} and text.casefold() not in _KINDS
    return f'"{text}"' if needs and '"' not in text else text


def _words_in(text: str) -> Iterator[_Word]:
    for piece in _PIECE.finditer(text):
        quoted, bare = piece.groups()
        yield _Word(quoted, is_quoted=True) if quoted else _Word(bare)


def _parts_of(
    every: Sequence[_Word], names: Mapping[str, str] = _PARTS, *, behind: int = 1
) -> tuple[list[_Word], dict[str, str]]:
    """Return the words before any part, and each part by its name; said twice, the last counts.

    The first of all words *behind* which a part can begin belong to no part.
    """
    head: list[_Word] = []
    found: dict[str, list[_Word]] = {}
    taking = head

    def is_of_words(taking: list[_Word], word: _Word) -> bool:
        if taking is found.get("kind") and "-".join((_joined(taking), word.begins)) in _KINDS:
            return True  # final season
        is_open = any(taking is found.get(name) for name in _IN_WORDS)
        return is_open and word.begins not in _PARTS

    for number, word in enumerate(every):
        is_address = word.begins.startswith(("http://", "https://"))
        if word.begins in names and number >= behind and not is_of_words(taking, word):
            taking = found[names[word.begins]] = []
        elif is_address and taking is not found.get("url"):
            found["url"] = [word]
        elif not (taking is found.get("reported") and not taking and word.begins == "on"):
            taking.append(word)
    return head, {name: _joined(words) for name, words in found.items()}


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words).strip(" ,;")


def _kind_in(words: Sequence[_Word]) -> tuple[int, int]:
    """Return where the kind stands and how many words it has; behind all where there is none.

    One behind a season is meant rather than one that is a word of the show's name, and one that
    is spelled right rather than one that is not.
    """
    runs = [*_runs(words)]
    exact = [(at, length) for at, length, name in runs if name in _KINDS]
    if exact:
        behind = (one for one in exact if _show_and_season(words[: one[0]])[1])
        return next(behind, exact[0])
    near = [(_likeness(name), -at, length) for at, length, name in runs]
    likeness, before, length = max(near, default=(0.0, 0, 0))
    return (-before, length) if likeness >= _ALIKE else (len(words), 0)


def _runs(words: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """Yield one word or two behind the first, the longer before the shorter, as a kind's name."""
    for at in range(1, len(words)):
        for length in (2, 1):
            run = words[at : at + length]
            if len(run) == length and not any(word.is_quoted for word in run):
                yield at, length, "-".join(word.begins.replace("_", "-") for word in run)


def _likeness(name: str) -> float:
    """Return how like the likeliest kind it is, from 0 to 1."""
    near = nearest_word(name, _KINDS)
    return SequenceMatcher(None, name, near).ratio() if near else 0.0


def _show_and_season(words: Sequence[_Word]) -> tuple[str | None, str | None]:
    """Take the season off the end of a show's name."""
    texts = [word.text.strip(",") for word in words]
    last = words[-1].begins.strip(",") if words else ""
    if len(words) > 1:
        if len(words) > 2 and words[-2].begins == "season":
            return " ".join(texts[:-2]), last
        if len(words) > 2 and last == "season" and words[-2].begins in _PLACES:
            return " ".join(texts[:-2]), words[-2].begins
        if last in _NAMED_SEASONS:
            return " ".join(texts[:-1]), last
        if match := re.fullmatch(r"s?#?(\d{1,3})", last):
            return " ".join(texts[:-1]), match[1]
    return " ".join(texts) or None, None
