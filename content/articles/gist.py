"""What an item of news says of a show, as far as two items can be told apart by it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import tomli

from content.articles.article import MOST_OF_A_TITLE, MOST_READ, Article
from content.articles.marks import Marked, marked
from content.articles.names_said import has_name
from content.articles.plain_text import plain_text
from content.articles.sentences import sentences_in
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.proposals import Proposal
from content.understanding.lexer import language_of
from content.understanding.lexicon.cldr import MONTHS, named_in
from content.understanding.lexicon.folding import folded
from content.understanding.lexicon.season_words import CARDINALS
from content.understanding.subjects import names_of

_MOST_IN_A_TITLE: Final = 3
"""A title that names more shows than that is of none of them."""
_READ: Final = 40
"""So many sentences are looked at for the shows that they name."""
_QUOTES: Final = "'\"\u2018\u201c\u00ab\u201e"
_FIRST: Final = 2
"""So many sentences say what an item is about where its title names no show."""
_MOST_BESIDE: Final = 2
"""So many shows may be named there and in the rest, where the title names none."""
_LANGUAGES: Final = ("en", "de", "es", "fr", "it", "pt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What an item says of one show: all by which it is compared, and none of its text."""

    show: ShowId
    seasons: frozenset[int] = frozenset()
    points: frozenset[tuple[Kind, Value | None]] = frozenset()
    """What is claimed of the show, as far as it was read."""
    deeds: frozenset[str] = frozenset()
    """What is told to have happened, by the names of `DEEDS`."""
    is_negated: bool = False
    is_open: bool = False
    """Whether it only asks, or tells a rumour."""
    dates: frozenset[str] = frozenset()
    """Months, years, days of a month and seasons of the year that the title says."""
    numbers: frozenset[int] = frozenset()
    """The other numbers of the title."""
    words: frozenset[str] = frozenset()
    """The other words of the title that say anything, without their endings."""


_WORDS: Final = tomli.loads((Path(__file__).parent / "deeds.toml").read_text(encoding="utf-8"))
_BEFORE_MAY: Final = (
    *("to", "in", "by", "until", "till", "from", "for", "this", "next", "early", "late"),
)
_MAY: Final = "".join(rf"(?<!\b{word} )" for word in _BEFORE_MAY) + r"may (?!\d)"
"""That something may be, and not the month."""


def _of_titles(name: str) -> re.Pattern[str]:
    return re.compile(_WORDS["titles"][name].replace("\n", "").replace("{may}", _MAY))


DEEDS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(rf"\b(?:{words})\b".replace("\n", ""))
    for name, words in _WORDS["deeds"].items()
}
"""What a title tells to have happened, by name, in words without capitals and accents."""

DEED_OF: Final[Mapping[Kind, str]] = {
    Kind.ORDER: "renewed",
    Kind.RENEWAL: "renewed",
    Kind.CANCELLATION: "ended",
    Kind.FINAL_SEASON: "final",
    Kind.RELEASE_DATE: "date",
    Kind.RELEASE_TIME: "date",
    Kind.FILMING_START: "begun",
    Kind.FILMING_WRAP: "wrapped",
    Kind.FILMING_PAUSE: "halted",
    Kind.FILMING_RESUME: "resumed",
    Kind.TRAILER: "trailer",
    Kind.CAST: "joins",
    Kind.CAST_ABSENCE: "leaves",
    Kind.EPISODE_COUNT: "counted",
    Kind.TITLE: "titled",
}
"""What each kind of claim tells to have happened."""

_SHOOTING: Final = frozenset({"begun", "wrapped", "halted", "resumed"})
_NEGATED: Final = _of_titles("negated")
_OPEN: Final = _of_titles("open")
_ROUND_UP: Final = _of_titles("round_up")
_FROM: Final = re.compile(r"\bfrom (?:[\w,.]+ ){1,3}?(?=to\b)|\binstead of [^,;]*|, not [^,;]*")
"""What is so no longer: "from March to May"."""
_MISSED: Final = re.compile(r"\b(?:won't|will not|no longer|not|misses|missing)\b[^;:,]*[;:,]")
"""And where something has moved: "won't make March; moved to May"."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_QUARTERS: Final = {
    word: quarter
    for quarter, words in {
        "spring": "spring fruhling fruhjahr printemps primavera",
        "summer": "summer sommer ete verano",
        "autumn": "fall autumn herbst automne otono",
        "winter": "winter hiver",
    }.items()
    for word in words.split()
}
_SHORT_MONTHS: Final = {
    **{month[:3]: month for month in MONTHS if month != "may"},
    "sept": "september",
}
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_EMPTY: Final = frozenset(_WORDS["titles"]["empty"].split())


def gists_of(
    article: Article, catalogue: Catalogue, proposals: Sequence[Proposal] = ()
) -> tuple[Gist, ...]:
    """Return what *article* says of each show that it is about, in the order of the shows' ids.

    *proposals* are what was read in it. Of a round-up of many shows it is of none.
    """
    title = plain_text(article.title[:MOST_OF_A_TITLE])
    text = plain_text(article.text[:MOST_READ])
    shows = names_of(catalogue)
    if not has_name(f"{title}\n{text}", shows) or _ROUND_UP.search(folded(title)):
        return ()
    code = language_of(folded(word) for word in _WORD.findall(f"{title} {text[:4000]}")).code
    heading = marked(title, shows, article.published, code, is_title=True)
    named = [
        marked(text[start:end], shows, article.published, code).shows
        for start, end in islice(sentences_in(text), _READ)
    ]
    first: set[ShowId] = set().union(*named[:_FIRST])
    about = heading.shows
    if len(about) > _MOST_IN_A_TITLE:
        return ()
    if not about:
        if len(first) != 1 or len(set().union(*named)) > _MOST_BESIDE:
            return ()
        about = first
    gists = [_gist(show, heading, proposals) for show in sorted(about)]
    return tuple(one for one in gists if one.show in first or _is_meant(one, heading))


def _is_meant(gist: Gist, heading: Marked) -> bool:
    """Whether a title names a show where its name may be a mere word: "Echo chambers"."""
    said = [one for one in heading.said if one.show == gist.show]
    if gist.deeds or gist.seasons or gist.points:
        return True
    names = [heading.text[one.start : one.end].strip() for one in said]
    return any(" " in name or not name[:1].isalpha() for name in names) or any(
        heading.text[: one.start].endswith(tuple(_QUOTES)) for one in said
    )


def _gist(show: ShowId, heading: Marked, proposals: Sequence[Proposal]) -> Gist:
    rest = _without_names(heading)
    claimed = [one.claim for one in proposals if one.claim.subject.show == show]
    seasons = {
        number
        for one in heading.said
        if one.season and one.show in {show, None}
        for number in one.season.numbers
    }
    claimed_of = {season for one in claimed if isinstance(season := one.subject.season, int)}
    if not seasons and len(claimed_of) == 1:
        seasons = claimed_of
    deeds = _deeds(rest)
    if any(one.season and one.season.is_last for one in heading.said):
        deeds.add("final")
    deeds = deeds or {DEED_OF[one.kind] for one in claimed if one.kind in DEED_OF}
    now = _FROM.sub(" ", rest)
    if "moved" in deeds:
        now = _MISSED.sub(" ", now)
    dates, numbers, words = _parted(now)
    return Gist(
        show=show,
        seasons=frozenset(seasons),
        points=frozenset((one.kind, one.value) for one in claimed),
        deeds=frozenset(deeds),
        is_negated=_NEGATED.search(now) is not None,
        is_open=_OPEN.search(now) is not None,
        dates=dates,
        numbers=numbers,
        words=words,
    )


def _without_names(heading: Marked) -> str:
    """Return a title without capitals and accents, with a mark where shows and seasons stood."""
    parts, at = [], 0
    for one in sorted(heading.said, key=lambda said: said.start):
        if one.start >= at:
            parts += [heading.text[at : one.start], "§"]
            at = one.end
    parts.append(heading.text[at:])
    return folded("".join(parts)).replace("\u2019", "'")


def _deeds(title: str) -> set[str]:
    """Return what a title tells; of filming, how far it is, and that is no date."""
    found = {name for name, pattern in DEEDS.items() if pattern.search(title)}
    if "filming" in found:
        found.discard("date")
        return (found - {"filming"}) if found & _SHOOTING else found
    found -= {"begun", "wrapped"}
    if "leaves" in found and "date" in found:
        found.discard("date")  # "not returning"
    return found | ({"date"} if "moved" in found else set())


def _parted(title: str) -> tuple[frozenset[str], frozenset[int], frozenset[str]]:
    """Return the dates of a title, its other numbers, and its other words."""
    words = _WORD.findall(title)
    dates: set[str] = set()
    numbers: set[int] = set()
    others: set[str] = set()
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        behind = words[at + 1] if at + 1 < len(words) else ""
        month = _month(word, before, behind)
        if month or word in _QUARTERS:
            dates.add(month or _QUARTERS[word])
        elif _YEAR.fullmatch(word):
            dates.add(word)
        elif (figures := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", word)) is not None:
            near = (before, words[at - 2] if at > 1 else "", behind, *words[at + 2 : at + 3])
            is_day = int(figures[1]) <= _DAYS and any(one in _MONTHS for one in near)
            if is_day:
                dates.add(f"{int(figures[1])}.")
            else:
                numbers.add(int(figures[1]))
        elif word in CARDINALS:
            numbers.add(CARDINALS[word])
        elif word not in _EMPTY and not _is_deed(word):
            others.add(_stem(word))
    return frozenset(dates), frozenset(numbers), frozenset(others)


_DAYS: Final = 31


def _month(word: str, before: str, behind: str) -> str | None:
    if word == "may" and before not in _BEFORE_MAY and not behind[:1].isdigit():
        return None
    return _MONTHS.get(word)


_MONTHS: Final = {
    **_SHORT_MONTHS,
    **{
        form: month
        for code in _LANGUAGES
        for month, forms in named_in(code).get("months", {}).items()
        for form in forms.split()
    },
    **{month: month for month in MONTHS},
}


def _is_deed(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in DEEDS.values())


def _stem(word: str) -> str:
    bare = re.sub(r"['\u2019]s?$", "", word)
    return re.sub(r"(?:ing|ed|es|s)$", "", bare) if len(bare) > 4 else bare


def values_of(gist: Gist, kind: Kind) -> Iterator[Value]:
    """Yield what is claimed of one kind, as far as a value is."""
    for claimed, value in gist.points:
        if claimed is kind and value is not None:
            yield value


def said_dates(gist: Gist, kind: Kind) -> list[PartialDate]:
    """Return the dates that are claimed of one kind."""
    return [value for value in values_of(gist, kind) if isinstance(value, PartialDate)]
