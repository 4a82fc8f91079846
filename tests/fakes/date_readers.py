"""Dates in the words of each language read back into notation, apart from the code that says them.

Each language is a table of what it calls a day and a period by itself, placed in a sentence, and
after a word such as "since". A phrase that leaves out of its first end what its second says is read
only where both ends are of one precision, and where only one reading fits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.core import Locale

from content.facts.dates import PartialDate

YEARS = range(2017, 2021)
BARE, PLACED, AFTER = range(3)
"""The forms of a date: by itself, placed in a sentence, and after a word such as "since"."""
_PARTS = ("early", "mid", "late")


@dataclass(frozen=True)
class Language:
    """How one language says dates; ``{x}`` stands for a day or period."""

    code: str
    day: tuple[str, str, str]
    """By itself, placed, and after a preposition; of {d}, {m} and {y}."""
    month: tuple[str, str, str]
    year: tuple[str, str, str]
    seasons: tuple[tuple[str, str, str], ...]
    thirds: tuple[tuple[str, str, str], ...]
    """Of a year or a month, {x}."""
    season_thirds: tuple[tuple[str, str, str], ...]
    """Early, mid and late spring, then those of summer, autumn, winter."""
    quarters: tuple[tuple[str, str, str], ...]
    halves: tuple[tuple[str, str, str], ...]
    week: tuple[str, str, str]
    weekend: tuple[str, str, str]
    about: tuple[str, str, str]
    """Before or behind what stands by itself, is placed, and follows "since"."""
    since: str
    about_forms: tuple[int, int, int]
    """In which form a date stands beside it, in each of the three."""
    not_before: str
    by: str
    by_form: int
    between: str
    end_about: str
    about_between: str
    unknown: tuple[str, str, str]
    moment: tuple[str, str, str]

    @property
    def months(self) -> list[str]:
        """What the CLDR calls the months."""
        names = Locale(self.code).months["format"]["wide"]
        return [names[number] for number in range(1, 13)]


_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")


def _same(bare: str, placed: str) -> tuple[str, str, str]:
    return bare, placed, bare


ENGLISH = Language(
    code="en",
    day=_same("{d} {m} {y}", "on {d} {m} {y}"),
    month=_same("{m} {y}", "in {m} {y}"),
    year=_same("{y}", "in {y}"),
    seasons=tuple(_same(f"{s} {{y}}", f"in {s} {{y}}") for s in _SEASONS),
    thirds=tuple(_same(f"{part} {{x}}", f"in {part} {{x}}") for part in _PARTS),
    season_thirds=tuple(
        _same(f"{part} {s} {{y}}", f"in {part} {s} {{y}}") for s in _SEASONS for part in _PARTS
    ),
    quarters=tuple(
        _same(f"the {nth} quarter of {{y}}", f"in the {nth} quarter of {{y}}") for nth in _ORDINALS
    ),
    halves=tuple(
        _same(f"the {nth} half of {{y}}", f"in the {nth} half of {{y}}") for nth in _ORDINALS[:2]
    ),
    week=_same("the week of {x}", "in the week of {x}"),
    weekend=_same("the weekend of {x}", "over the weekend of {x}"),
    about=("about {x}", "around {x}", "since about {x}"),
    since="since {x}",
    not_before="not before {x}",
    by="by {x}",
    between="between {x} and {x}",
    end_about="about {x}",
    about_between="about between {x} and {x}",
    unknown=("no known day", "on no known day", "(since when is not known)"),
    moment=("{x} at {t}", "on {x} at {t}", "since {x} at {t}"),
    about_forms=(BARE, BARE, BARE),
    by_form=BARE,
)
GERMAN = Language(
    code="de",
    day=("{d}. {m} {y}", "am {d}. {m} {y}", "dem {d}. {m} {y}"),
    month=_same("{m} {y}", "im {m} {y}"),
    year=_same("{y}", "{y}"),
    seasons=tuple(
        _same(f"{s} {{y}}", f"im {s} {{y}}") for s in ("Frühjahr", "Sommer", "Herbst", "Winter")
    ),
    thirds=tuple(_same(f"{part} {{x}}", f"{part} {{x}}") for part in ("Anfang", "Mitte", "Ende")),
    season_thirds=(
        _same("Anfang des Frühjahrs {y}", "Anfang des Frühjahrs {y}"),
        _same("Frühjahrsmitte {y}", "Mitte des Frühjahrs {y}"),
        _same("Ende des Frühjahrs {y}", "Ende des Frühjahrs {y}"),
        *(
            _same(f"{part}sommer {{y}}", f"im {part}sommer {{y}}")
            for part in ("Früh", "Hoch", "Spät")
        ),
        _same("Frühherbst {y}", "im Frühherbst {y}"),
        _same("Herbstmitte {y}", "Mitte des Herbstes {y}"),
        _same("Spätherbst {y}", "im Spätherbst {y}"),
        _same("Anfang des Winters {y}", "Anfang des Winters {y}"),
        _same("Wintermitte {y}", "Mitte des Winters {y}"),
        _same("Spätwinter {y}", "im Spätwinter {y}"),
    ),
    quarters=tuple(
        (f"{n}. Quartal {{y}}", f"im {n}. Quartal {{y}}", f"dem {n}. Quartal {{y}}")
        for n in (1, 2, 3, 4)
    ),
    halves=tuple(
        (f"{n}. Halbjahr {{y}}", f"im {n}. Halbjahr {{y}}", f"dem {n}. Halbjahr {{y}}")
        for n in (1, 2)
    ),
    week=("Woche vom {x}", "in der Woche vom {x}", "der Woche vom {x}"),
    weekend=("Wochenende vom {x}", "am Wochenende vom {x}", "dem Wochenende vom {x}"),
    about=("etwa {x}", "etwa {x}", "etwa seit {x}"),
    since="seit {x}",
    not_before="nicht vor {x}",
    by="spätestens {x}",
    between="zwischen {x} und {x}",
    end_about="etwa {x}",
    about_between="etwa zwischen {x} und {x}",
    unknown=("kein bekannter Tag", "an keinem bekannten Tag", "(seit wann, ist nicht bekannt)"),
    moment=("{x} um {t} Uhr", "am {x} um {t} Uhr", "seit dem {x} um {t} Uhr"),
    about_forms=(BARE, PLACED, AFTER),
    by_form=PLACED,
)
_ESTACIONES = ("la primavera", "el verano", "el otoño", "el invierno")
SPANISH = Language(
    code="es",
    day=("{d} de {m} de {y}", "el {d} de {m} de {y}", "el {d} de {m} de {y}"),
    month=_same("{m} de {y}", "en {m} de {y}"),
    year=_same("{y}", "en {y}"),
    seasons=tuple(
        _same(f"{s.split()[1]} de {{y}}", f"en {s.split()[1]} de {{y}}") for s in _ESTACIONES
    ),
    thirds=tuple(
        _same(f"{part} de {{x}}", f"a {part} de {{x}}")
        for part in ("principios", "mediados", "finales")
    ),
    season_thirds=tuple(
        _same(f"{part} de {s} de {{y}}", f"a {part} de {s} de {{y}}")
        for s in _ESTACIONES
        for part in ("principios", "mediados", "finales")
    ),
    quarters=tuple(
        (f"{n} trimestre de {{y}}", f"en el {n} trimestre de {{y}}", f"el {n} trimestre de {{y}}")
        for n in ("primer", "segundo", "tercer", "cuarto")
    ),
    halves=tuple(
        (f"{n} semestre de {{y}}", f"en el {n} semestre de {{y}}", f"el {n} semestre de {{y}}")
        for n in ("primer", "segundo")
    ),
    week=("semana de el {x}", "en la semana de el {x}", "la semana de el {x}"),
    weekend=(
        "fin de semana de el {x}",
        "durante el fin de semana de el {x}",
        "el fin de semana de el {x}",
    ),
    about=("aproximadamente {x}", "aproximadamente {x}", "aproximadamente desde {x}"),
    since="desde {x}",
    not_before="no antes de {x}",
    by="a más tardar {x}",
    between="entre {x} y {x}",
    end_about="aproximadamente {x}",
    about_between="aproximadamente entre {x} y {x}",
    unknown=("sin día conocido", "sin día conocido", "(no se sabe desde cuándo)"),
    moment=("{x} a las {t}", "el {x} a las {t}", "desde el {x} a las {t}"),
    about_forms=(BARE, PLACED, AFTER),
    by_form=PLACED,
)
_SAISONS = (
    ("le ", "printemps", "au"),
    ("l'", "été", "en"),
    ("l'", "automne", "en"),
    ("l'", "hiver", "en"),
)
FRENCH = Language(
    code="fr",
    day=("{d} {m} {y}", "le {d} {m} {y}", "le {d} {m} {y}"),
    month=_same("{m} {y}", "en {m} {y}"),
    year=_same("{y}", "en {y}"),
    seasons=tuple(_same(f"{the}{s} {{y}}", f"{at} {s} {{y}}") for the, s, at in _SAISONS),
    thirds=tuple(_same(f"{part}{{x}}", f"{part}{{x}}") for part in ("début ", "mi-", "fin ")),
    season_thirds=tuple(
        _same(f"{article}{part} de {the}{s} {{y}}", f"{at}{part} de {the}{s} {{y}}")
        for the, s, _ in _SAISONS
        for article, at, part in (
            ("le ", "au ", "début"),
            ("le ", "au ", "milieu"),
            ("la ", "à la ", "fin"),
        )
    ),
    quarters=tuple(
        (f"{n} trimestre {{y}}", f"au {n} trimestre {{y}}", f"le {n} trimestre {{y}}")
        for n in ("premier", "deuxième", "troisième", "quatrième")
    ),
    halves=tuple(
        (f"{n} semestre {{y}}", f"au {n} semestre {{y}}", f"le {n} semestre {{y}}")
        for n in ("premier", "second")
    ),
    week=("semaine de le {x}", "durant la semaine de le {x}", "la semaine de le {x}"),
    weekend=("week-end de le {x}", "durant le week-end de le {x}", "le week-end de le {x}"),
    about=("vers {x}", "à peu près {x}", "depuis {x} environ"),
    since="depuis {x}",
    not_before="pas avant {x}",
    by="au plus tard {x}",
    between="entre {x} et {x}",
    end_about="environ {x}",
    about_between="à peu près entre {x} et {x}",
    unknown=("aucun jour connu", "sans jour connu", "(on ne sait pas depuis quand)"),
    moment=("{x} à {t}", "le {x} à {t}", "depuis le {x} à {t}"),
    about_forms=(AFTER, PLACED, AFTER),
    by_form=PLACED,
)
LANGUAGES = (ENGLISH, GERMAN, SPANISH, FRENCH)


def read(text: str, form: int, language: Language) -> set[str]:
    """Return every notation that *text* may mean in that form; none where it says no date."""
    said = _grown_apart(text)
    if form == AFTER and said.startswith("(") and said != language.unknown[AFTER]:
        return read(said[1:-1], BARE, language)
    return set(_read(said, form, language))


def days_in(text: str, language: Language) -> Iterator[re.Match[str]]:
    """Yield every calendar day that *text* names, in the words of *language* or in figures."""
    return _day_pattern(language).finditer(text)


@cache
def _day_pattern(language: Language) -> re.Pattern[str]:
    places = {"d": r"\b\d{1,2}(?:er)?", "m": f"(?:{'|'.join(language.months)})", "y": r"\d{4}\b"}
    in_words = language.day[BARE].replace(".", r"\.").format(**places)
    return re.compile(rf"{in_words}|\b\d{{4}}-\d\d-\d\d\b")


def _read(said: str, form: int, language: Language) -> Iterator[str]:
    if said == language.unknown[form]:
        yield "XXXX"
    about = _inner(said, language.about[form])
    if about is not None and (found := _names(language, language.about_forms[form]).get(about)):
        yield "/".join(f"{end}~" for end in found.split("/"))
    whole = _inner(said, language.since) if form == AFTER else said
    if whole is not None and (found := _names(language, form).get(whole)):
        yield found
    if (found := _moment(said, form, language)) is not None:
        yield found
    if form == AFTER:
        return
    if (bound := _inner(said, language.not_before)) in (names := _names(language, AFTER)):
        yield f"{names[bound]}/.."
    if (bound := _inner(said, language.by)) in (names := _names(language, language.by_form)):
        yield f"../{names[bound]}"
    for pattern, mark in ((language.between, ""), (language.about_between, "~")):
        for notation in _between(said, pattern, language):
            yield "/".join(f"{end}{mark}" for end in notation.split("/"))


def _between(said: str, pattern: str, language: Language) -> Iterator[str]:
    start, middle, _ = pattern.split("{x}")
    if not said.startswith(start):
        return
    names, rest = _names(language, AFTER), said.removeprefix(start)
    for split in re.finditer(re.escape(middle), rest):
        first, last = rest[: split.start()], rest[split.end() :]
        first, is_first_about = _end(first, language)
        last, is_last_about = _end(last, language)
        if last not in names:
            continue
        marks = "~" * is_first_about, "~" * is_last_about
        for one in _completed(first, last, names):
            yield f"{one}{marks[0]}/{names[last]}{marks[1]}"


def _end(text: str, language: Language) -> tuple[str, bool]:
    inner = _inner(text, language.end_about)
    return (inner, True) if inner is not None else (text, False)


def _completed(first: str, last: str, names: dict[str, str]) -> Iterator[str]:
    if first in names:
        yield names[first]
        return
    tail = last.split(" ")
    precision = PartialDate.parse(names[last]).precision
    for start in range(len(tail)):
        whole = names.get(" ".join([first, *tail[start:]]))
        if whole and PartialDate.parse(whole).precision is precision:
            yield whole


def _moment(said: str, form: int, language: Language) -> str | None:
    pattern = re.escape(f"{language.moment[form]} (").replace(r"\{x\}", "(.+)")
    match = re.match(pattern.replace(r"\{t\}", r"(\d\d:\d\d)"), said)
    day = match and _names(language, BARE).get(match[1])
    return f"{day}T{match[2]}" if match and day else None


def _inner(said: str, pattern: str) -> str | None:
    start, _, end = pattern.partition("{x}")
    if not (said.startswith(start) and said.endswith(end)):
        return None
    return said[len(start) : len(said) - len(end)]


def _grown_apart(text: str) -> str:
    """Take apart what languages contract, so that each table needs one form of a word."""
    apart = re.sub(r"\bdel\b", "de el", re.sub(r"\bdu\b", "de le", text))
    apart = re.sub(r"\be (?=invierno)", "y ", apart)
    return re.sub(r"\bd'(?=l'|[aeéhio])", "de ", apart)


@cache
def _names(language: Language, form: int) -> dict[str, str]:
    """Every day and period of the years, as it is called in that form, with its notation."""
    return {_grown_apart(name): notation for name, notation in _named(language, form)}


def _named(language: Language, form: int) -> Iterator[tuple[str, str]]:
    for year in YEARS:
        winter = f"{year}/{(year + 1) % 100:02}"
        yield language.year[form].format(y=year), f"{year}"
        for part, name in zip(_PARTS, language.thirds, strict=True):
            yield name[form].format(x=language.year[BARE].format(y=year)), f"{year}-{part}"
        for number, name in enumerate(language.quarters, 33):
            yield name[form].format(y=year), f"{year}-{number}"
        for number, name in enumerate(language.halves, 40):
            yield name[form].format(y=year), f"{year}-{number}"
        for number, name in enumerate(language.seasons, 21):
            shown = winter if number == 24 else year
            yield name[form].format(y=shown), f"{year}-{number}"
            thirds = language.season_thirds[3 * (number - 21) :][:3]
            for part, third in zip(_PARTS, thirds, strict=True):
                yield third[form].format(y=shown), f"{year}-{number}-{part}"
        for number, month in enumerate(language.months, 1):
            bare = language.month[BARE].format(m=month, y=year)
            yield language.month[form].format(m=month, y=year), f"{year}-{number:02}"
            for part, name in zip(_PARTS, language.thirds, strict=True):
                yield name[form].format(x=bare), f"{year}-{number:02}-{part}"
    yield from _days(language, form)


def _days(language: Language, form: int) -> Iterator[tuple[str, str]]:
    day = date(YEARS[0], 1, 1)
    while day.year in YEARS:
        bare = _day(day, language)
        yield language.day[form].format(**_parts(day, language)), day.isoformat()
        if day.weekday() == 0:
            yield language.week[form].format(x=bare), f"{day}/{day + timedelta(6)}"
        if day.weekday() in {4, 5}:
            sunday = day + timedelta(6 - day.weekday())
            days = f"{_first_of(day, sunday, language)}\N{EN DASH}{_day(sunday, language)}"
            yield language.weekend[form].format(x=days), f"{day}/{sunday}"
        day += timedelta(1)


def _day(day: date, language: Language) -> str:
    return language.day[BARE].format(**_parts(day, language))


def _first_of(day: date, until: date, language: Language) -> str:
    """The first of two days, without what the second has too."""
    if day.year != until.year:
        return _day(day, language)
    pattern = re.sub(r"( de)? \{y\}", "", language.day[BARE])
    if day.month == until.month:
        pattern = re.sub(r"( de)? \{m\}", "", pattern)
    return pattern.format(**_parts(day, language))


def _parts(day: date, language: Language) -> dict[str, object]:
    number = "1er" if language.code == "fr" and day.day == 1 else day.day
    return {"d": number, "m": language.months[day.month - 1], "y": day.year}
