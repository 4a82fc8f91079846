"""What was known when: the sample's rows, each with the answer that it must have."""

import csv
from pathlib import Path

import pytest

from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.asked import shipped

SAMPLE = Path(__file__).parents[3].parent / "shared" / "domain" / "as_of.tsv"

EXPECTED = {
    ("2016-02-01", "jj s2 release date"): """\
Jessica Jones season 2 has no release date yet.
A.V. Club guessed between 2016 and early 2017 (speculation).
It was renewed on Sunday 17 January 2016, for 13 episodes.
Source: A.V. Club, 17 January 2016""",
    ("2017-04-04", "jj s2 filming?"): """\
Yes, reportedly: Jessica Jones season 2 has been filming since Monday 3 April 2017.
Bam Smack Pow says Monday 10 April 2017 (3 April 2017); both follow On Location Vacations.
Filmfutter has both (4 April 2017): both days are right, and on 3 April it begins in the studio, \
at Broadway Stages; 10 April is when the shoot moves out to Broadway and West 101st Street.
Source: street notices, in Soda, April 2017""",
    ("2017-04-15", "how long until jj s2"): """\
261 to 625 days: Jessica Jones season 2 reportedly comes out in 2018, no day yet.
No countdown runs until a day is confirmed.
Source: Ted Sarandos, in Tor.com, 28 July 2016""",
    ("2017-12-09", "what changed for jj s2"): """\
The release date of Jessica Jones season 2 was made more exact from 2018 to \
Thursday 8 March 2018, on 9 December 2017.
17 January 2016: between 2016 and early 2017, speculated (A.V. Club, 17 January 2016).
28 July 2016: not before 2018, confirmed (Ted Sarandos, in Birth.Movies.Death., 28 July 2016).
24 October 2016: 2018, planned (Melissa Rosenberg, in la Repubblica, 24 October 2016).
9 December 2017: Thursday 8 March 2018, confirmed (Netflix, in Collider, 9 December 2017).
Source: Netflix, in Collider, 9 December 2017""",
    ("2018-03-08T07:59Z", "is jj s2 out"): """\
Not yet: Jessica Jones season 2 comes out on Thursday 8 March 2018.
At midnight, Los Angeles time.
Source: Netflix, in Collider, 9 December 2017""",
    ("2018-03-08T08:00Z", "is jj s2 out"): """\
Yes: Jessica Jones season 2 came out on Thursday 8 March 2018.
Source: Netflix, in Collider, 9 December 2017""",
    ("2023-09-02", "ddba release date"): """\
No date: the release date of Born Again season 1 was withdrawn, and nothing has taken its place.
It is off the release calendar altogether, with no new date in its place.
Before that it was spring 2024.
It was ordered between 21 and 24 July 2022, for 18 episodes.
Source: The Hollywood Reporter, in Geeks and Gamers, September 2023""",
    ("2026-01-28", "what changed for ddba s2"): """\
The release date of Born Again season 2 was moved later from Wednesday 4 March 2026 to \
Tuesday 24 March 2026, on 27 January 2026.
24 February 2025: 2026, confirmed (Brad Winderbaum, in WION, 24 February 2025).
25 February 2025: the first half of 2026, reported (ComicBook.com, 25 February 2025).
16 April 2025: March 2026, confirmed (Dario Scardapane, in ComicBook.com, 16 April 2025).
18 October 2025: Wednesday 4 March 2026, confirmed (Disney+, in MEAWW, 18 October 2025).
27 January 2026: Tuesday 24 March 2026, confirmed \
(Marvel Television, in Mulderville, 27 January 2026).
In France: Wednesday 25 March 2026 (Mulderville).
The first trailer sets 24 March 2026; in France the same drop is dated 25 March.
Source: Marvel Television, in Mulderville, 27 January 2026""",
}
STATED = {
    ("2016-02-01", "jj s2 release date"): ("not_announced", None, None),
    ("2017-04-04", "jj s2 filming?"): ("conflicting", "filming", "reported"),
    ("2017-04-15", "how long until jj s2"): ("known", "261/625", "reported"),
    ("2017-12-09", "what changed for jj s2"): (
        "known",
        ["2016/2017-early", "2018/..", "2018", "2018-03-08"],
        "confirmed",
    ),
    ("2018-03-08T07:59Z", "is jj s2 out"): ("known", "2018-03-08", "confirmed"),
    ("2018-03-08T08:00Z", "is jj s2 out"): ("known", "2018-03-08", "confirmed"),
    ("2023-09-02", "ddba release date"): ("withdrawn", None, None),
    ("2026-01-28", "what changed for ddba s2"): (
        "known",
        ["2026", "2026-40", "2026-03", "2026-03-04", "2026-03-24"],
        "confirmed",
    ),
}


def ask(day: str, words: str) -> Reply:
    as_of = AsOf.parse(day)
    reading = read_message(words, shipped(), as_of, conversation=Conversation())
    [question] = reading.questions
    return answer_question(question, shipped(), as_of)


@pytest.mark.parametrize(("day", "words"), EXPECTED)
def test_what_was_known_on_a_day_is_answered_word_for_word(day: str, words: str) -> None:
    assert ask(day, words).text == EXPECTED[day, words]


@pytest.mark.parametrize(("day", "words"), STATED)
def test_what_was_known_on_a_day_is_told_to_machines_too(day: str, words: str) -> None:
    said = ask(day, words).to_json()

    assert (said["status"], said["value"], said["stance"]) == STATED[day, words]


def test_the_two_days_on_which_filming_may_have_begun_are_both_told() -> None:
    said = ask("2017-04-04", "when did filming start for jj s2").to_json()

    assert said["value"] == "2017-04-03"
    [other] = said["conflicts"]
    assert (other["value"], other["stance"]) == ("2017-04-10", "planned")
    assert "Bam Smack Pow" in {source["publisher"] for source in other["sources"]}


def test_every_row_of_the_sample_has_its_answer_here() -> None:
    if not SAMPLE.exists():
        pytest.skip(f"the sample of what was known when is not beside the checkout: {SAMPLE}")
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert {(row["as_of"], row["question"]) for row in rows} == set(EXPECTED) == set(STATED)
