import copy

from content.facts.dates import PartialDate
from content.language.dates import in_words
from content.language.joints import joined
from content.language.wording import ENGLISH, languages, reader_wording, wording_for


def test_english_is_said_as_it_stands() -> None:
    assert ENGLISH.say("{name} is first.", name="Luke Cage") == "Luke Cage is first."
    assert ENGLISH.say("Which show do you mean?") == "Which show do you mean?"


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    said = {code: wording_for(code).say("Which show do you mean?") for code in ("de", "es", "fr")}

    assert said == {
        "de": "Welche Serie meinst du?",
        "es": "¿A qué serie te refieres?",
        "fr": "De quelle série parles-tu ?",
    }


def test_a_regional_language_is_its_language() -> None:
    assert wording_for("es-MX").language == "es"
    assert wording_for("de_AT").language == "de"
    assert wording_for("FR").language == "fr"


def test_a_language_without_a_catalogue_is_answered_in_english() -> None:
    for strange in ("zxx", "qaa", "", "xx-yy", "../../etc/passwd", "de/../fr", "e" * 5000):
        assert wording_for(strange) is ENGLISH


def test_a_sentence_without_a_translation_is_said_in_english() -> None:
    spanish = wording_for("es")

    assert spanish.say("Not said {how} anywhere.", how="{so}") == "Not said {so} anywhere."
    assert spanish.count("{number} owl", "{number} owls", 2) == "2 owls"


def test_a_catalogue_is_read_once() -> None:
    assert wording_for("fr") is wording_for("fr-CA")


def test_braces_in_what_is_put_in_stay_as_they_are() -> None:
    for code in ("en", *sorted(languages())):
        said = wording_for(code).say("{name}: {value}.", name="{value} {0} {", value="{name!r:>9}")

        assert "{value} {0} {" in said
        assert "{name!r:>9}" in said


def test_numbers_choose_their_form_and_set_thousands_apart() -> None:
    def days(code: str, number: int) -> str:
        return wording_for(code).count(
            "{number} day: {tale}.", "{number} days: {tale}.", number, tale="x"
        )

    assert [days("en", n) for n in (0, 1, 2, 1234)] == [
        "0 days: x.",
        "1 day: x.",
        "2 days: x.",
        "1,234 days: x.",
    ]
    assert [days("de", n) for n in (0, 1, 1234)] == ["0 Tage: x.", "1 Tag: x.", "1.234 Tage: x."]
    assert [days("fr", n) for n in (0, 1, 2)] == ["0 jour : x.", "1 jour : x.", "2 jours : x."]
    assert [days("es", n) for n in (1, 12345)] == ["1 día: x.", "12.345 días: x."]


def test_one_english_phrase_has_a_translation_for_each_sense() -> None:
    spanish = wording_for("es")

    assert spanish.say_as("day", "since {date}", date="8 de marzo") == "desde el 8 de marzo"
    assert spanish.say_as("period", "since {date}", date="2018") == "desde 2018"


def test_articles_and_vowels_grow_together_with_the_word_before() -> None:
    assert joined("el final de ", "el rodaje", "es") == "el final del rodaje"
    assert joined("llega a ", "el canal", "es") == "llega al canal"
    assert joined("la saison 2 de ", "Iron Fist", "fr") == "la saison 2 d'Iron Fist"
    assert joined("ne dit que ", "Echo", "fr") == "ne dit qu'Echo"
    assert joined("pour l'état de ", "le tournage", "fr") == "pour l'état du tournage"
    assert joined("lié à ", "les scénarios", "fr") == "lié aux scénarios"


def test_titles_and_other_languages_do_not_grow_together() -> None:
    assert joined("la temporada 2 de ", "El Camino", "es") == "la temporada 2 de El Camino"
    assert joined("la saison 2 de ", "Le Bureau", "fr") == "la saison 2 de Le Bureau"
    assert joined("la saison 2 de ", "Jessica Jones", "fr") == "la saison 2 de Jessica Jones"
    assert joined("Staffel 2 von ", "Echo", "de") == "Staffel 2 von Echo"
    assert joined("de", "Echo", "fr") == "deEcho"


def test_a_line_starts_with_a_capital_where_its_translation_starts_small() -> None:
    assert wording_for("fr").opened("la saison 2 sort") == "La saison 2 sort"
    assert ENGLISH.opened("iZombie is out") == "iZombie is out"
    assert wording_for("es").opened("") == ""


def test_a_sentence_that_was_kept_in_english_is_recalled_in_another_language() -> None:
    german = wording_for("de")

    assert german.recalled("Which show do you mean?") == "Welche Serie meinst du?"
    assert german.recalled("Discord said {no}: 50013") == "Discord said {no}: 50013"
    assert german.recalled("") == ""
    assert ENGLISH.recalled("Which show do you mean?") == "Which show do you mean?"


def test_commands_are_replied_to_in_the_language_that_the_platform_tells() -> None:
    told = ("de", "es-ES", "fr", "en-GB", "zxx", "", None)

    assert [reader_wording(locale).language for locale in told] == [
        *("de", "es", "fr", "en", "en", "en", "en")
    ]


def test_what_is_missing_is_said_in_english_with_all_that_is_put_into_it() -> None:
    german, day = wording_for("de"), PartialDate.parse("2018-03-08")

    said = german.say("Not said {when} anywhere.", when=in_words(day, locale="de"))
    number = german.say("{count} owls", count=german.number(1234))

    assert (said, number) == ("Not said on 8 March 2018 anywhere.", "1,234 owls")


def test_a_copy_of_what_was_said_knows_its_english_too() -> None:
    german = wording_for("de")
    copies = [
        copy.deepcopy(german.say(text)) for text in ("confirmed", "a thing that nobody translates")
    ]

    assert copies == ["bestätigt", "a thing that nobody translates"]
    assert german.say("Not said {what}", what=copies[0]) == "Not said confirmed"
    assert german.say("Source: {cited}", cited=copies[1]).startswith("Source: ")


def test_a_sentence_is_in_english_where_a_part_of_it_is_missing() -> None:
    german = wording_for("de")
    part = german.say("a thing that nobody translates")

    said = [
        german.say("Source: {cited}", cited=part),
        german.joined(", ", (german.say("confirmed"), part)),
        german.opened(part),
    ]

    assert said == [
        "Source: a thing that nobody translates",
        "confirmed, a thing that nobody translates",
        "a thing that nobody translates",
    ]
    assert german.say("Source: {cited}", cited="Netflix") == "Quelle: Netflix"
