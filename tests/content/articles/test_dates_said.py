import pytest

from content.articles.dates_said import dates_said, english_word
from content.articles.marks import translator
from content.facts.dates import PartialDate


def dates(sentence, published="2027-01-12", code="en"):
    day = PartialDate.parse(published)
    found = dates_said(sentence, day, [], translator(code))
    return [str(one.value or one.in_year(day, is_ahead=True)) for one in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It is out on Tuesday, April 6, 2027, on Hulu.", ["2027-04-06"]),
        ("It may march on in May.", ["2027-05"]),
        ("It airs from April 6 to June 1.", ["2027-04-06/2027-06-01"]),
        ("It is out in late 2027 or in 2028.", ["2027-late/2028"]),
        ("It is out on Friday, April 6, 2027.", ["None", "None"]),
        ("It is out on November 31, 2027.", []),
        ("It is out on 03/04/2027.", []),
        ("The 2027-28 season.", []),
        ("On the 12th of May", ["2027-05-12"]),
        ("This summer's hit", ["2027-22"]),
        ("A fall from grace", []),
        ("Before the end of next year", ["../2028"]),
    ],
)
def test_the_dates_of_a_sentence_are_found_where_they_stand(sentence, found):
    assert dates(sentence) == found


@pytest.mark.parametrize(
    ("code", "sentence", "found"),
    [
        ("de", "Sie startet am 6. April 2027.", ["2027-04-06"]),
        ("de", "Sie startet Anfang März 2027.", ["2027-03-early"]),
        ("de", "Sie startet im nächsten Jahr.", ["2028"]),
        ("es", "Llega el 6 de abril de 2027.", ["2027-04-06"]),
        ("es", "Llega a finales de 2027.", ["2027-late"]),
        ("fr", "Elle arrive le 6 avril 2027.", ["2027-04-06"]),
        ("fr", "Elle arrive début 2027.", ["2027-early"]),
    ],
)
def test_the_dates_of_other_languages_are_read_like_english_ones(code, sentence, found):
    assert dates(sentence, code=code) == found


@pytest.mark.parametrize("word", ["may", "march", "sun", "monday"])
def test_a_month_or_weekday_has_a_capital(word):
    assert english_word(word) is None
    assert english_word(word.capitalize()) == word
