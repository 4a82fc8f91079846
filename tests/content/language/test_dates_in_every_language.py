"""Dates in words, in every language that has a catalogue."""

import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from content.facts.dates import PartialDate
from content.facts.zones import zone_names
from content.language.dates import before_words, in_words, moment_words, since_words, words
from content.language.time_zones import city_words
from content.language.wording import languages

PLACED = {
    "2018-03-08": (
        "el 8 de marzo de 2018",
        "am 8. März 2018",
        "le 8 mars 2018",
    ),
    "2017-04-01": ("el 1 de abril de 2017", "am 1. April 2017", "le 1er avril 2017"),
    "2018-04": ("en abril de 2018", "im April 2018", "en avril 2018"),
    "2018": ("en 2018", "2018", "en 2018"),
    "2018-21": ("en primavera de 2018", "im Frühjahr 2018", "au printemps 2018"),
    "2018-22": ("en verano de 2018", "im Sommer 2018", "en été 2018"),
    "2017-24": ("en invierno de 2017/18", "im Winter 2017/18", "en hiver 2017/18"),
    "2017-22-late": (
        "a finales del verano de 2017",
        "im Spätsommer 2017",
        "à la fin de l'été 2017",
    ),
    "2018-21-early": (
        "a principios de la primavera de 2018",
        "Anfang des Frühjahrs 2018",
        "au début du printemps 2018",
    ),
    "2018-early": ("a principios de 2018", "Anfang 2018", "début 2018"),
    "2018-03-mid": ("a mediados de marzo de 2018", "Mitte März 2018", "mi-mars 2018"),
    "2018-late": ("a finales de 2018", "Ende 2018", "fin 2018"),
    "2018-36": (
        "en el cuarto trimestre de 2018",
        "im 4. Quartal 2018",
        "au quatrième trimestre 2018",
    ),
    "2018-40": ("en el primer semestre de 2018", "im 1. Halbjahr 2018", "au premier semestre 2018"),
    "2018-03-10/2018-03-11": (
        "durante el fin de semana del 10\N{EN DASH}11 de marzo de 2018",
        "am Wochenende vom 10.\N{EN DASH}11. März 2018",
        "durant le week-end du 10\N{EN DASH}11 mars 2018",
    ),
    "2018-03-05/2018-03-11": (
        "en la semana del 5 de marzo de 2018",
        "in der Woche vom 5. März 2018",
        "durant la semaine du 5 mars 2018",
    ),
    "2018-03-08/..": (
        "no antes del 8 de marzo de 2018",
        "nicht vor dem 8. März 2018",
        "pas avant le 8 mars 2018",
    ),
    "2018/..": ("no antes de 2018", "nicht vor 2018", "pas avant 2018"),
    "2018-21/..": (
        "no antes de primavera de 2018",
        "nicht vor Frühjahr 2018",
        "pas avant le printemps 2018",
    ),
    "../2018-12-31": (
        "a más tardar el 31 de diciembre de 2018",
        "spätestens am 31. Dezember 2018",
        "au plus tard le 31 décembre 2018",
    ),
    "2018-03-08/2018-03-20": (
        "entre el 8 y el 20 de marzo de 2018",
        "zwischen dem 8. und dem 20. März 2018",
        "entre le 8 et le 20 mars 2018",
    ),
    "2018-03/2018-06": (
        "entre marzo y junio de 2018",
        "zwischen März und Juni 2018",
        "entre mars et juin 2018",
    ),
    "2019-mid/2019-late": (
        "entre mediados y finales de 2019",
        "zwischen Mitte und Ende 2019",
        "entre mi-2019 et fin 2019",
    ),
    "2018-03-08~": (
        "aproximadamente el 8 de marzo de 2018",
        "etwa am 8. März 2018",
        "à peu près le 8 mars 2018",
    ),
    "XXXX": ("sin día conocido", "an keinem bekannten Tag", "sans jour connu"),
}
COMPLETE = ("es", "de", "fr")


@pytest.mark.parametrize("notation", PLACED)
def test_a_date_takes_the_words_that_place_it(notation: str) -> None:
    day = PartialDate.parse(notation)

    assert tuple(in_words(day, locale=code) for code in COMPLETE) == PLACED[notation]


def test_a_weekday_comes_before_its_day() -> None:
    day = PartialDate.parse("2018-03-08")

    assert [in_words(day, locale=code, weekday=True) for code in COMPLETE] == [
        "el jueves 8 de marzo de 2018",
        "am Donnerstag, 8. März 2018",
        "le jeudi 8 mars 2018",
    ]


def test_a_date_stands_bare_in_brackets_and_lists() -> None:
    def bare(notation: str) -> list[str]:
        return [words(PartialDate.parse(notation), locale=code) for code in COMPLETE]

    assert bare("2018-03-08") == ["8 de marzo de 2018", "8. März 2018", "8 mars 2018"]
    assert bare("2018-22") == ["verano de 2018", "Sommer 2018", "l'été 2018"]
    assert bare("2018-03-08~") == [
        "aproximadamente 8 de marzo de 2018",
        "etwa 8. März 2018",
        "vers le 8 mars 2018",
    ]


def test_since_and_before_take_an_article_where_there_is_one() -> None:
    day, year = PartialDate.parse("2018-03-08"), PartialDate.parse("2018")

    assert [since_words(day, locale=code) for code in COMPLETE] == [
        "desde el 8 de marzo de 2018",
        "seit dem 8. März 2018",
        "depuis le 8 mars 2018",
    ]
    assert [since_words(year, locale=code) for code in COMPLETE] == [
        "desde 2018",
        "seit 2018",
        "depuis 2018",
    ]
    bound = PartialDate.parse("2018-03-08/..")
    assert [before_words(bound, locale=code) for code in COMPLETE] == [
        "antes del 8 de marzo de 2018",
        "vor dem 8. März 2018",
        "avant le 8 mars 2018",
    ]


def test_a_day_next_to_today_is_called_so() -> None:
    day, today = PartialDate.parse("2018-03-08"), date(2018, 3, 7)

    assert words(day, locale="de", today=today) == "morgen, 8. März 2018"
    assert in_words(day, locale="es", today=today) == "mañana, el 8 de marzo de 2018"


def test_a_moment_and_its_city_are_said_in_the_language() -> None:
    moment = datetime(2018, 3, 8, tzinfo=ZoneInfo("America/Los_Angeles"))

    assert [moment_words(moment, locale=code) for code in COMPLETE] == [
        "8 de marzo de 2018 a las 00:00 (hora de Los Ángeles)",
        "8. März 2018 um 00:00 Uhr (Ortszeit Los Angeles)",
        "8 mars 2018 à 00:00 (heure de Los Angeles)",
    ]
    assert city_words("America/New_York", locale="es") == "Nueva York"
    assert city_words("Europe/Athens", locale="fr") == "Athènes"
    assert city_words("UTC", locale="fr") == "UTC"


@pytest.mark.parametrize("locale", ["en", *sorted(languages())])
def test_no_city_is_called_by_a_path_or_with_marks_that_are_not_seen(locale: str) -> None:
    cities = {zone: city_words(zone, locale=locale) for zone in zone_names() if "/" in zone}

    assert not {zone: city for zone, city in cities.items() if not is_plain(city)}


def is_plain(city: str) -> bool:
    """Whether it has no sign of a path and no mark that nobody sees."""
    return not any(letter in "/_" or unicodedata.category(letter) == "Cf" for letter in city)


@pytest.mark.parametrize("code", ["en", *COMPLETE])
@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_months_and_weekdays_are_those_of_the_cldr(code: str, day: date) -> None:
    locale = Locale.parse(code)

    said = words(PartialDate.on(day), locale=code, weekday=True)

    assert locale.months["format"]["wide"][day.month] in said
    assert locale.days["format"]["wide"][day.weekday()] in said
    assert str(day.day) in said
    assert str(day.year) in said


@pytest.mark.parametrize("code", ["zxx", "xx", "en-GB", ""])
def test_a_language_without_a_catalogue_has_english_dates(code: str) -> None:
    day = PartialDate.parse("2018-21")

    assert in_words(day, locale=code) == in_words(day) == "in spring 2018"
