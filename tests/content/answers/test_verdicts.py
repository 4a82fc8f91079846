"""Yes, no, or not known: what is claimed by a question, against what is held.

`false_premises.tsv` has questions as fans write them, right and wrong about the day, the year, the
weekday, the feast or the number, with the verdict and the first sentence of the answer.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.answers.reply import Reply
from content.answers.verdicts import Verdict, judge
from content.facts.as_of import AsOf
from content.facts.dates import DateError, PartialDate
from content.understanding.question import Claimed
from fakes.question_tables import Row, answered, answered_on, each_table, read, rows_of, table

HERE = Path(__file__).parent
OPENS = re.compile(r"(?:Yes|No|Ja|Nein|Sí|Oui|Non)\s?[:,]")
TODAY = date(2018, 1, 1)


def replies(words: str, day: str) -> list[Reply]:
    as_of = AsOf.parse(day)
    return [answered_on(question, as_of) for question in read(words, day)]


def days(text: str) -> PartialDate:
    return PartialDate.parse(text)


def told(claim: str, held: str, today: date = TODAY) -> Verdict:
    return judge(Claimed(spans=(days(claim),)), days(held), today)


@pytest.mark.parametrize(
    "row",
    rows_of(HERE / "false_premises.tsv"),
    ids=lambda row: f"{row['as_of']} {row['question']}",
)
def test_a_claim_is_first_told_whether_it_is_so(row: Row) -> None:
    (said,) = replies(row["question"], row["as_of"])

    assert (said.verdict or "-", said.headline) == (row["verdict"], row["first_sentence"])


@pytest.mark.parametrize("name", each_table())
def test_only_a_question_with_a_verdict_is_opened_with_yes_or_no(name: str) -> None:
    wrong = [
        f"{row['question']!r} ({name}): {said.verdict}, {said.headline}"
        for row in table(name)
        for _, said in answered(row)
        if OPENS.match(said.headline) and not _agrees(said)
    ]

    assert not wrong


def _agrees(said: Reply) -> bool:
    opens_no = said.headline.startswith(("No", "Nein"))
    return said.verdict == ("no" if opens_no else "yes")


def test_a_verdict_stands_in_the_reply_for_machines() -> None:
    (said,) = replies("did jessica jones season 2 come out in 2017?", "2026-03-01")
    (plain,) = replies("when did jessica jones season 2 come out?", "2026-03-01")

    assert said.to_json()["verdict"] == "no"
    assert plain.to_json()["verdict"] is None


def test_what_is_vaguer_than_the_claim_is_not_known() -> None:
    assert told("2018-03", "2018") is Verdict.NOT_KNOWN
    assert told("2018", "2018-03") is Verdict.YES
    assert told("2018-03", "2018-04") is Verdict.NO
    assert told("2018-03", "2018-03~") is Verdict.NOT_KNOWN
    assert told("2018-03", "XXXX") is Verdict.NOT_KNOWN
    assert told("../2018-03-07", "2018-03-08") is Verdict.NO
    assert told("2018-03-08/..", "2018-03-08") is Verdict.YES
    assert told("2018-22", "2018-09-03") is Verdict.NOT_KNOWN


def test_a_weekday_is_any_such_day() -> None:
    thursday = Claimed(weekday=3)

    assert judge(thursday, days("2018-03-08"), TODAY) is Verdict.YES
    assert judge(thursday, days("2018-03-09"), TODAY) is Verdict.NO
    assert judge(thursday, days("2018-03-10/2018-03-11"), TODAY) is Verdict.NO
    assert judge(thursday, days("2018-03"), TODAY) is Verdict.NOT_KNOWN


def test_a_month_without_a_year_is_that_of_the_year_a_day_long_past_was_in() -> None:
    march = Claimed(spans=(days("2026-03"),), yearless=True)

    assert judge(march, days("2018-03-08"), date(2026, 1, 1)) is Verdict.YES
    assert judge(march, days("2018-04-08"), date(2026, 1, 1)) is Verdict.NO


def test_a_feast_that_moves_is_not_looked_for_in_another_year() -> None:
    easter = Claimed(spans=(days("2026-04-05"),), yearless=True, moves=True)

    assert judge(easter, days("2018-04-01"), date(2026, 1, 1)) is Verdict.NOT_KNOWN


def notations() -> st.SearchStrategy[str]:
    day = st.dates(date(2016, 1, 1), date(2020, 12, 31))
    return st.one_of(
        day.map(date.isoformat),
        st.builds(lambda d: f"{d:%Y-%m}", day),
        st.builds(lambda d: f"{d:%Y}", day),
        st.builds(lambda d, n: f"{d:%Y}-{n}", day, st.sampled_from([21, 22, 23, 24, 33, 36, 40])),
        st.builds(lambda d, part: f"{d:%Y-%m}-{part}", day, st.sampled_from(["early", "late"])),
        st.builds(lambda d, n: f"{d}/{d + timedelta(n)}", day, st.integers(1, 90)),
        st.builds(lambda d: f"{d}/..", day),
        st.builds(lambda d: f"../{d}", day),
    )


@given(
    claim=notations(),
    held=notations(),
    mark=st.sampled_from(["", "~"]),
    today=st.dates(TODAY, date(2022, 1, 1)),
)
def test_yes_only_within_what_is_claimed_and_no_only_beside_it(
    claim: str, held: str, mark: str, today: date
) -> None:
    try:
        belief = days(f"{held}{mark}")
    except DateError:
        assume(False)
        return
    span = days(claim)
    verdict = judge(Claimed(spans=(span,)), belief, today)
    (first, last), (begin, end) = belief.span, span.span
    within = begin <= first and last <= end

    if verdict is Verdict.YES:
        assert within
    if verdict is Verdict.NO:
        assert last < begin or end < first
    if within and belief.allowed == belief.span:
        assert verdict is Verdict.YES


@given(claim=notations(), held=notations(), today=st.dates(TODAY, date(2022, 1, 1)))
def test_one_of_two_is_right_where_either_is(claim: str, held: str, today: date) -> None:
    belief, span = days(held), days(claim)
    assume(belief.earliest is not None)
    alone = judge(Claimed(spans=(span,)), belief, today)
    both = judge(Claimed(spans=(span, days("1999"))), belief, today)

    assert both is alone


@given(claimed=st.integers(1, 30), held=st.integers(1, 30))
def test_a_number_is_right_or_wrong(claimed: int, held: int) -> None:
    verdict = judge(Claimed(count=claimed), held, TODAY)

    assert verdict is (Verdict.YES if claimed == held else Verdict.NO)
