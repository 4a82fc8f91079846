"""What is kept of a message that corrects something, and what is said to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.answer import answer_question, correction_became
from content.answers.correction_notes import LONGEST, CorrectionNote, Receipt, correction_note_in
from content.facts.as_of import AsOf
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.claims import catalogue, claim

KNOWN = catalogue(claim(value="2018-03-08"))
BECAME = {
    "en": (
        "I have put it before the editors",
        "tomorrow",
        "much from here",
        "in a few days",
        "forgotten meanwhile",
    ),
    "es": (
        "Se lo he pasado a los editores",
        "mañana",
        "tanto de aquí",
        "dentro de unos días",
        "que te olvidara",
    ),
    "de": (
        "Ich habe es der Redaktion vorgelegt",
        "morgen",
        "von hier",
        "in ein paar Tagen",
        "vergessen werden",
    ),
    "fr": (
        "Je l'ai soumis aux éditeurs",
        "demain",
        "choses d'ici",
        "dans quelques jours",
        "que je t'oublie",
    ),
}


def reply(intent=Intent.CORRECTION, show="jessica-jones", **asked):
    question = Question(intent=intent, show=show, **asked)
    return answer_question(question, KNOWN, AsOf.parse("2018-01-10"))


def test_a_correction_is_a_suggestion_about_its_show_and_season():
    said = [reply(Intent.RELEASE_DATE, season=3), reply(season=2)]

    assert correction_note_in("it has 13 episodes", said) == CorrectionNote(
        "it has 13 episodes", "jessica-jones", 2
    )


def test_one_about_nothing_in_particular_is_a_suggestion_too():
    assert correction_note_in("that's wrong", [reply(show=None)]) == CorrectionNote("that's wrong")


def test_a_question_is_none():
    assert correction_note_in("when is it out", [reply(Intent.RELEASE_DATE)]) is None
    assert correction_note_in("lol", []) is None


@given(words=st.text(alphabet=st.characters(), max_size=3 * LONGEST))
def test_whatever_was_written_one_line_is_kept_that_any_database_can_store(words):
    kept = correction_note_in(words, [reply()]).words

    assert len(kept) <= LONGEST
    assert len(kept.splitlines()) <= 1
    assert "\x00" not in kept
    assert kept.encode().decode() == kept


def test_ordinary_words_are_kept_as_they_were_written():
    words = "No: *Iron Fist* S2 has 10 <episodes>, see https://example.org/?a=1&b=2 🎬"

    assert correction_note_in(words, [reply()]).words == words


@pytest.mark.parametrize("language", BECAME)
def test_what_became_of_it_is_said_in_the_language_of_the_correction(language):
    said = reply(season=2, language=language)

    became = [correction_became(said, keeping) for keeping in Receipt]

    for one, words in zip(became, BECAME[language], strict=True):
        assert words in one.text
        assert (one.intent, one.status, one.show, one.season, one.value) == (
            said.intent,
            said.status,
            said.show,
            said.season,
            said.value,
        )
