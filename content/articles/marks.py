"""A sentence with what is known in it put as marks, so that patterns can be laid over it.

In `§x0 will premiere on §d0, §p0 said`, `x` is a show, with or without its season, or a season
without its show; `D` a date; `P` another proper name; `U` another work.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from content.articles.dates_said import SaidDate, dates_said, english_word
from content.articles.names_said import names_said
from content.articles.proper_names import first_names, overlaps, proper_names
from content.articles.words import MARK, compiled, lowered, news_words
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.season_words import CARDINALS, ORDINALS
from content.understanding.name_index import NameIndex


@dataclass(frozen=True, slots=True)
class SaidSeason:
    """A season where it stands; several numbers where several are named at once."""

    start: int
    end: int
    numbers: tuple[int, ...] = ()
    """None where only its place is said: "the next season"."""
    is_last: bool = False
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A show, a season, or both, as a sentence names them."""

    show: ShowId | None
    season: SaidSeason | None
    start: int
    end: int


@dataclass(slots=True)
class Marked:
    """A sentence and its marks."""

    text: str
    low: str = ""
    """The text in small letters."""
    masked: str = ""
    """The text with its marks, in small letters; those marks too."""
    said: list[Said] = field(default_factory=list)
    dates: list[SaidDate] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Other proper names, by the numbers of their marks."""

    @property
    def shows(self) -> set[ShowId]:
        """The shows that it names."""
        return {one.show for one in self.said if one.show is not None}


_Span = tuple[int, int, str]


def marked(
    sentence: str,
    shows: NameIndex,
    published: PartialDate | None,
    code: str,
    *,
    is_title: bool = False,
) -> Marked:
    """Return *sentence* with its marks, in the language *code*."""
    found = Marked(sentence, lowered(sentence))
    spans: list[_Span] = []
    names = names_said(sentence, shows, code, is_title=is_title)
    named: dict[int, ShowId] = {}
    for name in names:
        spans.append((name.start, name.end, f"S{len(spans)}" if name.show else "U0"))
        if name.show:
            named[len(spans) - 1] = name.show
    seasons = _seasons(found.low, code, [(start, end) for start, end, _ in spans])
    spans += [(one.start, one.end, f"N{at}") for at, one in enumerate(seasons)]
    taken = [(start, end) for start, end, _ in spans]
    translate = translator(code)
    if compiled(code, r"\b(?:{release.moved})\b").search(found.low):
        translate = _without_spans(translate)
    no_dates = [one.span() for one in compiled(code, r"\b{around.no_date}\b").finditer(found.low)]
    no_dates += first_names(sentence, code)
    found.dates = dates_said(sentence, published, [*taken, *no_dates], translate)
    spans += [(one.start, one.end, f"D{at}") for at, one in enumerate(found.dates)]
    taken = [(start, end) for start, end, _ in spans]
    if not is_title:
        for start, end, text in proper_names(sentence, taken, code):
            spans.append((start, end, f"P{len(found.names)}"))
            found.names.append(text)
    masked = _masked(sentence, sorted(spans))
    found.masked = lowered(_fused(masked, found, named, seasons, spans, code))
    return found


def _masked(sentence: str, spans: list[_Span]) -> str:
    parts, at = [], 0
    for start, end, mark in spans:
        if start < at:
            continue
        parts += [sentence[at:start].replace(MARK, " "), f"{MARK}{mark}"]
        at = end
    parts.append(sentence[at:].replace(MARK, " "))
    return re.sub(r"\s+", " ", "".join(parts)).translate(_PLAIN_QUOTES)


_PLAIN_QUOTES: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')}
)
_NUMBER: Final = r"\d{1,2}|[^\W\d_]+"


_RENEWED: Final = ("renew", "pick", "back", "return", "order")
"""What is a verb, and no part of what names a season."""


@cache
def _season_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    return (
        # "season 2", "Staffel zwei", "seasons 3 and 4"
        compiled(
            code,
            rf"\b(?:{{seasons.number_behind}})[ -](?P<one>{_NUMBER})"
            rf"(?:(?:,? (?:and|und|y|et|e|&) | ?& ?)(?P<two>\d{{1,2}})\b)?(?![\w])",
        ),
        # "the third and final season", "2. Staffel", "tercera temporada"
        compiled(
            code,
            r"\b(?P<nth>\d{1,2}(?:st|nd|rd|th|\.|\u00aa|a|e|\u00e8me)?|[^\W\d_]+)"
            r"(?:,? ?[(\u2013-]? ?(?:and|und|y|et|e) (?:(?:likely|probably|possibly) \w+"
            r"|(?P<last>{seasons.last}))(?:\)| ?\u2013)?)?"
            r"(?:[ -](?:\w+-)?episode)?[ -](?:{seasons.noun})\b",
        ),
        re.compile(r"\bs(?P<one>\d{1,2})\b(?!e)"),
        compiled(
            code,
            r"\b(?:(?P<next>{seasons.next})(?: \w+)? (?:{seasons.place_noun})"
            r"|(?P<last>{seasons.last})(?: \w+)? (?:{seasons.noun}))\b",
        ),
        # "renewed for a third"
        compiled(
            code,
            r"{renewal.before_a_number} (?P<nth>[^\W\d_]+)"
            r"(?=[,.;]| (?:and|last|this|earlier|on|today|yesterday|by|just|after)\b|$)",
        ),
        # "temporada final"
        compiled(code, r"\b(?:{seasons.noun}) (?P<last>{seasons.last})\b"),
    )


def _seasons(sentence: str, code: str, taken: list[tuple[int, int]]) -> list[SaidSeason]:
    found: list[SaidSeason] = []
    if (
        compiled(
            code, r"{seasons.noun}|{seasons.number_behind}|\bS\d|{renewal.before_a_number}"
        ).search(sentence)
        is None
    ):
        return []
    of_a_week = compiled(code, r"\w+ {seasons.of_a_week}")
    for pattern in _season_patterns(code):
        for match in pattern.finditer(sentence):
            span = match.span("nth" if match[0].startswith(_RENEWED) else 0)
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            groups = match.groupdict()
            if groups.get("next") and of_a_week.match(sentence, span[0]):
                continue  # "a new installment each week"
            numbers = tuple(
                number
                for name in ("one", "two", "nth")
                if groups.get(name)
                and (number := season_number(groups[name], code, is_place=name == "nth"))
            )
            if not numbers and not groups.get("next") and not groups.get("last"):
                continue
            found.append(
                SaidSeason(
                    *span,
                    numbers,
                    is_last=bool(groups.get("last")),
                    is_next=bool(groups.get("next")),
                )
            )
            taken = [*taken, span]
    if any(one.numbers and not one.is_last for one in found):
        for match in compiled(code, r"\bthe (?P<nth>[a-z]+)(?= (?:{around.goes_on})\b)").finditer(
            sentence
        ):
            number = season_number(match["nth"], code, is_place=True)
            if number and not overlaps(match.span("nth"), taken):
                found.append(SaidSeason(*match.span("nth"), (number,)))
    return found


def season_number(written: str, code: str, *, is_place: bool = False) -> int | None:
    """Return the number of a season, or of its episodes, that a word or figures say, or None.

    Where a place is asked for, "two" is none: "two seasons".
    """
    word = fold(written)
    figures = re.match(r"\d{1,2}", word)
    if figures:
        return None if is_place and figures[0] == word else int(figures[0]) or None
    if word == "sophomore":
        return 2
    if word in {"freshman", "debut"}:
        return 1
    number = ORDINALS.get(word)
    if number is None and not is_place:
        number = CARDINALS.get(word) or _written_numbers(code).get(word)
    return number if number and number < 100 else None


@cache
def _written_numbers(code: str) -> dict[str, int]:
    """Return the numbers beyond ten in words, as the news counts episodes with them."""
    words = news_words(code)
    numbers = words.table("numbers") if words else {}
    return {fold(written): int(number) for number, written in numbers.items()}


_S, _N, _PU = rf"{MARK}S(\d+)", rf"{MARK}N(\d+)", rf"{MARK}[PU]\d+"
_ADJECTIVES: Final = (
    r"(?:(?:own|highly|anticipated|awaited|eagerly|hit|acclaimed|brand|upcoming|forthcoming|new|"
    r"shortened|delayed|\w+-\w+) ){0,3}"
)
_FUSIONS: Final = (
    re.compile(rf"{_S}[\"']?(?:'s?)? ?(?:[:(-]|- )? ?(?:the |its )?{_ADJECTIVES}{_N}\)?"),
    re.compile(
        rf"{_S}[\"']?,[\"']? {_N}(?=[\"']? ?(?:[(\u2013-]|[.]?$|premiere|returns|debuts?\b))"
    ),
    re.compile(
        rf"(?P<n>{_N})(?: (?:of|for|von|de|di|des|der|to|seine[rs]|ihre[rs]) )"
        r"(?:the |la |der |das )?"
        rf"(?:(?:[a-z-]+|{MARK}P\d+(?:'s)?) ){{0,3}}?[\"']?(?:{MARK}P\d+'s )?{_S}"
    ),
)
_OF_OTHERS: Final = (
    re.compile(rf"{_PU}[\"']?(?:'s?)? ?(?:[:(-])? ?{_ADJECTIVES}{_N}\)?"),
    re.compile(
        rf"{_N} (?:of|for|von|de|di) (?:the )?(?:[a-z-]+ ){{0,3}}?[\"']?{_PU}"
        r"(?! (?:will|is|has|said))"
    ),
)


def _fused(
    masked: str,
    found: Marked,
    named: dict[int, ShowId],
    seasons: list[SaidSeason],
    spans: list[_Span],
    code: str,
) -> str:
    """Return *masked* with shows and their seasons as one mark."""
    networks = compiled(code, r"^(?:{names.networks})$")

    def both(match: re.Match[str]) -> str:
        groups = [int(one) for one in match.groups() if one and one.isdigit()]
        is_of = match.re is _FUSIONS[-1]
        show_at, season_at = (groups[1], groups[0]) if is_of else (groups[0], groups[1])
        start, end, _ = spans[show_at]
        season = seasons[season_at]
        found.said.append(
            Said(named[show_at], season, min(start, season.start), max(end, season.end))
        )
        return f"{MARK}X{len(found.said) - 1}"

    def of_another(match: re.Match[str]) -> str:
        for number in re.findall(rf"{MARK}P(\d+)", match[0]):
            if networks.fullmatch(found.names[int(number)].lower()):
                return match[0]
        return f"{MARK}U1"

    for pattern in _FUSIONS:
        masked = pattern.sub(both, masked)
    for pattern in _OF_OTHERS:
        masked = pattern.sub(of_another, masked)

    def alone(match: re.Match[str]) -> str:
        at = int(match[2])
        if match[1] == "S":
            start, end, _ = spans[at]
            found.said.append(Said(named[at], None, start, end))
        else:
            season = seasons[at]
            found.said.append(Said(None, season, season.start, season.end))
        return f"{MARK}X{len(found.said) - 1}"

    return re.sub(rf"{MARK}([SN])(\d+)", alone, masked)


_ELIDED: Final = re.compile(r"^[ld]['\u2019]", re.IGNORECASE)


def _without_spans(translate: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Return *translate* for what was moved "from May to June", which is no span of time."""

    def translated(written: str) -> str | None:
        word = translate(written)
        return None if word in {"from", "to", "until"} else word

    return translated


@cache
def translator(code: str) -> Callable[[str], str | None]:
    """Return what gives a word of a language as an English date has it, or None."""
    words = news_words(code)
    table = {
        word: english
        for english, listed in (words.table("dates") if words else {}).items()
        for word in listed.split()
    }
    if code == "en" or not table:
        return english_word

    def translated(written: str) -> str | None:
        low = fold(_ELIDED.sub("", written) if code == "fr" else written)
        if low in table:
            return table[low]
        return low.rstrip(".") if low[:1].isdigit() and english_word(low) else None

    return translated
