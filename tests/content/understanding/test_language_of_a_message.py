"""In which language something is asked; a title or a clock in it is of no language."""

from dataclasses import replace

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.question import Conversation
from content.understanding.understand import read_message

NOW = AsOf.parse("2018-03-01")
TITLES = {
    "faro": "La Casa del Faro",
    "nacht": "Die Stille und der Fall",
    "quai": "Le Jour où la Mer est Là",
    "onde": "Il Mare e la Notte",
    "umi": "デアマリン",
}


@pytest.fixture(scope="module")
def own(shipped: Catalogue) -> Catalogue:
    """The shipped shows, and some with titles in other languages."""
    model = next(iter(shipped))
    shows = [
        replace(model, id=ShowId(name), title=title, short=title, aliases=(), namesakes=())
        for name, title in TITLES.items()
    ]
    return Catalogue.of([*shipped, *shows], shipped.claims)


@pytest.mark.parametrize(
    ("words", "show", "language"),
    [
        ("any la casa del faro news", "faro", "en"),
        ("la casa del faro season 2 date", "faro", "en"),
        ("die stille und der fall trailer?", "nacht", "en"),
        ("trailer for die stille und der fall", "nacht", "en"),
        ("Le Jour où la Mer est Là s2 release date", "quai", "en"),
        ("il mare e la notte cancelled?", "onde", "en"),
        ("is デアマリン cancelled", "umi", "en"),
        ("¿cuándo sale la casa del faro?", "faro", "es"),
        ("wann kommt la casa del faro raus", "faro", "de"),
        ("quand sort die stille und der fall", "nacht", "fr"),
        ("wann kommt jessica jones staffel 2", "jessica-jones", "de"),
        ("デアマリン シーズン2 いつ", "umi", "ja"),
        ("does jessica jones drop at 3am est", "jessica-jones", "en"),
    ],
)
def test_a_title_in_another_language_does_not_change_the_language(own, words, show, language):
    (asked,) = read_message(words, own, NOW, conversation=Conversation()).questions

    assert (asked.show, asked.language) == (show, language)


@pytest.mark.parametrize(
    ("words", "season", "market", "window"),
    [
        ("πότε βγαίνει ο δεύτερος κύκλος του jessica jones", 2, None, None),  # noqa: RUF001 - Greek
        ("πότε βγαίνει η δεύτερη σεζόν του jessica jones", 2, None, None),
        ("ジェシカ・ジョーンズ シーズン2 今日 配信 されますか", 2, None, "2018-03-01"),
        ("ジェシカ・ジョーンズ シーズン2 オーストラリア いつ", 2, "AU", None),
        ("kiedy wychodzi jessica jones sezon 2 w Meksyk", 2, "MX", None),
        ("wann kommt jessica jones staffel 2 in den Vereinigte Arabische Emirate", 2, "AE", None),
        ("quand sort jessica jones saison 2 en Suède", 2, "SE", None),
        ("when is jessica jones season 2 on the island", 2, None, None),
    ],
)
def test_words_are_read_as_people_write_them(own, words, season, market, window):
    (asked,) = read_message(words, own, NOW, conversation=Conversation()).questions

    assert (asked.show, asked.season, asked.market) == ("jessica-jones", season, market)
    assert (asked.window.edtf if asked.window else None) == window


@pytest.mark.parametrize(
    "words",
    [
        "¿hace cuánto salió la temporada 1 de jessica jones?",
        "cuánto hace que se estrenó jessica jones temporada 1",
        "depuis combien de temps la saison 1 de jessica jones est sortie",
        "da quanto è uscita la stagione 1 di jessica jones",
        "há quanto tempo saiu a temporada 1 de jessica jones",
        "jak dawno temu wyszedł sezon 1 jessica jones",
        "πόσο καιρό έχει που βγήκε η σεζόν 1 του jessica jones",
    ],
)
def test_how_long_ago_it_came_out_is_asked_in_every_language(own, words):
    (asked,) = read_message(words, own, NOW, conversation=Conversation()).questions

    assert (asked.intent, asked.show, asked.season) == ("elapsed", "jessica-jones", 1)


@pytest.mark.parametrize(
    "words",
    [
        "n jessica jones??",
        "n luke cage s2",
        "luke cage s2 a week from tmrw yeah?",
        "a week til luke cage",
        "a mate told me jj s2 got delayed, true or false",
        "jj s3 officially happening y/n",
        "luke cage s2, c u in june?",
        "ya jj is out right",
    ],
)
def test_what_is_chatted_in_english_too_is_of_no_other_language(shipped, words):
    (asked, *_) = read_message(words, shipped, NOW, conversation=Conversation()).questions

    assert asked.language == "en"


@pytest.mark.parametrize(
    ("spoken", "words", "language"),
    [
        ("when is luke cage s2", "y jessica jones?", "en"),
        ("when is luke cage s2", "n the punisher??", "en"),
        ("when is luke cage s2", "et jessica jones ?", "fr"),
        ("cuándo sale luke cage", "y jessica jones?", "es"),
        ("quand sort luke cage", "et jessica jones ?", "fr"),
        ("when is luke cage s2", "y cuándo sale jessica jones?", "es"),
    ],
)
def test_a_letter_is_of_the_language_of_the_talk(shipped, spoken, words, language):
    talk = read_message(spoken, shipped, NOW, conversation=Conversation()).conversation
    (asked,) = read_message(words, shipped, NOW, conversation=talk).questions

    assert asked.language == language
