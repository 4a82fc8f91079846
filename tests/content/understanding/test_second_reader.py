"""The reader that is learned from the tables, and whose reading is taken where the two differ."""

from dataclasses import replace

import pytest

from content.answers.answer import answer_question
from content.answers.reply import ReplyStatus
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.understanding.arbiter import arbitrated
from content.understanding.classify import Decision, decide
from content.understanding.entities import hear
from content.understanding.intents import Intent
from content.understanding.lexicon.meanings import Feature
from content.understanding.ngrams import masked_words
from content.understanding.question import Conversation
from content.understanding.questions import questions_of
from content.understanding.rules import Strength
from content.understanding.second_reader import Guess, second_reader
from content.understanding.understand import explain_reading, read_message
from learning.rows import Part, few_of, parts_of, table_rows, told_of, unlearnt
from learning.training import trained

MOST_WAITING = 40
"""How many rows may be new, gone or labelled otherwise before the file is made anew: it is large,
and need not be in every change."""
NOWHERE = Conversation()


@pytest.fixture(scope="module")
def few() -> list[Part]:
    return parts_of(few_of(table_rows()))


def asked(words: str, shipped: Catalogue, today: AsOf) -> list[str]:
    found = read_message(words, shipped, today, conversation=NOWHERE).questions
    return [f"{one.intent} {one.show} {one.season}" for one in found]


def test_the_file_is_made_of_the_rows_as_they_are() -> None:
    rows, made_from = table_rows(), second_reader().made_from
    new = unlearnt(rows, made_from)
    gone = len(made_from) // len(told_of(rows[:1])) - (len(rows) - len(new))

    assert len(new) + gone <= MOST_WAITING, f"`make learn` makes it anew: {new}"


def test_what_is_learnt_anew_reads_as_the_file_does(few: list[Part]) -> None:
    anew = trained(few).reader()
    kept = second_reader()
    other = [
        " ".join(part.words)
        for part in few
        if anew.guess_of(part.words, part.before).intent
        != kept.guess_of(part.words, part.before).intent
    ]

    assert len(few) > 300
    assert len(other) <= len(few) // 50, f"`make learn` makes it anew: {other}"


def test_names_seasons_and_days_are_left_out_of_what_is_learnt(
    shipped: Catalogue, today: AsOf
) -> None:
    one = hear("will luke cage season 2 with mike colter be out in march?", shipped, today.day)
    other = hear("will jj s3 with krysten ritter be out in may?", shipped, today.day)

    assert masked_words(one) == masked_words(other)
    assert ":show" in masked_words(one)


def test_each_intent_can_be_learnt_and_the_same_is_learnt_each_time(few: list[Part]) -> None:
    one, other = (trained(few[:60]).as_file("today") for _ in "12")

    assert one == other


@pytest.mark.parametrize(
    "words",
    [
        "set a reminder, sorry no, what is the release date for the punisher",
        "my nan loves loki and wants to know whether it comes weekly or all in one go",
        "kristen riter in born again s2 ?",
    ],
)
def test_a_clear_reading_of_the_second_is_taken(
    words: str, shipped: Catalogue, today: AsOf
) -> None:
    ruled = [one.split()[0] for one in asked(words, shipped, today)]

    assert ruled in (["release_date"], ["release_model"], ["cast"])


@pytest.mark.parametrize("words", ["loki night at ours", "loki night, bring snacks"])
def test_silence_is_kept_where_the_second_reader_hears_a_remark(
    words: str, shipped: Catalogue, today: AsOf
) -> None:
    assert asked(words, shipped, today) == []


@pytest.mark.parametrize(
    "words",
    [
        "16 episodes of jessica jones lol who has the time. what year is wonder man out",
        "more loki, just what my evenings needed. what day is wonder man out?",
        "i am on episode 7 of luke cage, no spoilers. when does iron fist s2 come out?",
    ],
)
def test_what_is_told_beside_a_question_is_left_alone(
    words: str, shipped: Catalogue, today: AsOf
) -> None:
    assert [one.split()[0] for one in asked(words, shipped, today)] == ["release_date"]


@pytest.mark.parametrize(
    "intent", [Intent.SUBSCRIBE, Intent.UNSUBSCRIBE, Intent.CORRECTION, Intent.NOT_TRACKED]
)
def test_nothing_that_changes_anything_is_taken_from_the_second_reader(
    intent: Intent, shipped: Catalogue, today: AsOf
) -> None:
    heard = hear("jessica jones on my phone tonight", shipped, today.day)
    ruled = decide(heard, NOWHERE, shipped, today)
    sure = Guess(intent, 9.0, {intent: 9.0, ruled.intent: -9.0})

    assert arbitrated(ruled, sure, heard, NOWHERE) is ruled


def test_a_name_that_nobody_knows_is_never_answered_of_the_show_before(
    shipped: Catalogue, today: AsOf
) -> None:
    before = read_message("when is luke cage season 2", shipped, today, conversation=NOWHERE)
    heard = hear("is stormglass out", shipped, today.day)
    ruled = replace(
        decide(heard, before.conversation, shipped, today), intent=None, strength=Strength.NONE
    )
    sure = Guess(Intent.RELEASE_CHECK, 9.0, {Intent.RELEASE_CHECK: 9.0, None: -9.0})

    assert arbitrated(ruled, sure, heard, before.conversation) is ruled


def test_how_both_read_it_is_explained(shipped: Catalogue, today: AsOf) -> None:
    words = "when is luke cage season 2 out"
    lines = explain_reading(words, shipped, today, conversation=NOWHERE)

    assert "by the grammar: release_date (clear)" in lines
    assert any(line.startswith("by the second reader: release_date +") for line in lines)
    assert any(line.startswith("what weighed most there: ") and "when" in line for line in lines)
    assert "the reading taken: the grammar's" in lines


@pytest.mark.parametrize(
    ("language", "asked_back"),
    [
        ("en", "Jessica Jones: do you mean when it comes out, or whether it is being filmed?"),
        ("de", "Jessica Jones: Meinst du, wann sie herauskommt, oder ob sie gedreht wird?"),
        ("es", "Jessica Jones: ¿quieres saber cuándo se estrena, o si se está rodando?"),
        (
            "fr",
            "Jessica Jones : tu veux savoir la date de sortie, ou si le tournage est en cours ?",
        ),
    ],
)
def test_where_neither_is_sure_it_is_asked_back(
    language: str, asked_back: str, shipped: Catalogue, today: AsOf
) -> None:
    heard = hear("is jessica jones still cooking?", shipped, today.day)
    ruled = Decision(Intent.RELEASE_DATE, Strength.SUBJECT, frozenset({Feature.ASKED}), ())
    unsure = Guess(
        Intent.FILMING_STATUS, -0.6, {Intent.FILMING_STATUS: -0.6, Intent.RELEASE_DATE: -0.8}
    )
    decision = arbitrated(ruled, unsure, heard, NOWHERE)
    (question,) = questions_of(heard, decision, NOWHERE, shipped, today)

    reply = answer_question(replace(question, language=language), shipped, today)

    assert (reply.status, reply.headline) == (ReplyStatus.AMBIGUOUS, asked_back)
