import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.dates import PartialDate, Relation
from content.language.dates import in_words, words
from content.show_files.news_dates import read_news_date

YEARS = st.integers(1950, 2100)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
PARTS = st.sampled_from(["", "-early", "-mid", "-late"])
PERIODS = st.one_of(
    st.builds("{:04}{}".format, YEARS, PARTS),
    st.builds("{:04}-{:02}{}".format, YEARS, st.integers(1, 12), PARTS),
    st.builds("{:04}-{:02}{}".format, YEARS, st.integers(21, 23), PARTS),
    st.builds("{:04}-24".format, YEARS),
    st.builds("{:04}-{:02}".format, YEARS, st.sampled_from([33, 34, 35, 36, 40, 41])),
    DAYS.map(date.isoformat),
)
SAID = st.one_of(
    PERIODS,
    PERIODS.map("{}~".format),
    PERIODS.map("{}/..".format),
    PERIODS.map("../{}".format),
    st.tuples(DAYS, DAYS).map(lambda two: f"{min(two)}/{max(two)}"),
    st.tuples(DAYS, DAYS).map(lambda two: f"{min(two)}~/{max(two)}~"),
    st.tuples(DAYS, DAYS)
    .filter(lambda two: two[0] != two[1])
    .map(lambda two: f"{min(two)}/{max(two)}~"),
    st.tuples(YEARS, st.integers(1, 11)).map(lambda at: f"{at[0]}-{at[1]:02}/{at[0]}-12"),
    DAYS.map(lambda day: day - timedelta(day.weekday())).map(
        lambda monday: f"{monday}/{monday + timedelta(6)}"
    ),
    DAYS.map(lambda day: day - timedelta(day.weekday())).map(
        lambda monday: f"{monday + timedelta(5)}/{monday + timedelta(6)}"
    ),
)
WORDS = [
    *("early", "mid", "late", "first", "second", "half", "quarter", "Q4", "of", "the", "by", "end"),
    *("not", "before", "between", "and", "or", "to", "-", "spring", "winter", "May", "March"),
    *("2017", "2018", "week", "weekend", "about", "in", "this", "year", "month"),
]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("2018", "2018"),
        ("in 2018", "2018"),
        ("sometime in 2018", "2018"),
        ("early 2018", "2018-early"),
        ("mid-2018", "2018-mid"),
        ("the end of 2015", "2015-late"),
        ("not before 2018", "2018/.."),
        ("no earlier than 2018", "2018/.."),
        ("not until early 2018", "2018-early/.."),
        ("2018 at the earliest", "2018/.."),
        ("late summer 2017", "2017-22-late"),
        ("spring 2024", "2024-21"),
        ("the fall of 2015", "2015-23"),
        ("winter 2023/24", "2023-24"),
        ("winter 2023\N{EN DASH}2024", "2023-24"),
        ("Q4 2015", "2015-36"),
        ("fourth quarter of 2015", "2015-36"),
        ("first half of 2026", "2026-40"),
        ("H2 2026", "2026-41"),
        ("first half of June 2019", "2019-06-01/2019-06-15"),
        ("the second half of February 2019", "2019-02-16/2019-02-28"),
        ("mid-March 2017", "2017-03-mid"),
        ("Mid March, 2017", "2017-03-mid"),
        ("March 2018", "2018-03"),
        ("Sept. 2018", "2018-09"),
        ("May 2018", "2018-05"),
        ("8 March 2018", "2018-03-08"),
        ("8th of March, 2018", "2018-03-08"),
        ("March 8, 2018", "2018-03-08"),
        ("MARCH 8th 2018", "2018-03-08"),
        ("Thursday, March 8, 2018", "2018-03-08"),
        ("on Thursday 8 March 2018", "2018-03-08"),
        ("2018-03-08", "2018-03-08"),
        ("by the end of 2015", "../2015"),
        ("no later than March 2018", "../2018-03"),
        ("8 March 2018 at the latest", "../2018-03-08"),
        ("between June and August 2026", "2026-06/2026-08"),
        ("from late 2017 to early 2018", "2017-late/2018-early"),
        ("late 2017 or early 2018", "2017-late/2018-early"),
        ("mid-to-late 2018", "2018-mid/2018-late"),
        ("between early and late summer 2017", "2017-22-early/2017-22-late"),
        ("8\N{EN DASH}10 March 2018", "2018-03-08/2018-03-10"),
        ("March 8-10, 2018", "2018-03-08/2018-03-10"),
        ("2017-2018", "2017/2018"),
        ("between March and April 12, 2018", "2018-03/2018-04-12"),
        ("June - July 4, 2027", "2027-06/2027-07-04"),
        ("May 3 to June 2027", "2027-05-03/2027-06"),
        ("between 8 March and April 2027", "2027-03-08/2027-04"),
        ("from September to early October 2027", "2027-09/2027-10-early"),
        ("weekend of March 18 2017", "2017-03-18/2017-03-19"),
        ("the weekend of Sunday 19 March 2017", "2017-03-18/2017-03-19"),
        ("weekend of Friday, October 6, 2017", "2017-10-06/2017-10-08"),
        ("the week of 10 October 2016", "2016-10-10/2016-10-16"),
        ("around March 2018", "2018-03~"),
        ("c. 2027", "2027~"),
        ("approx. March 2027", "2027-03~"),
        ("about between March and June 2027", "2027-03~/2027-06~"),
        ("between March and about June 2027", "2027-03/2027-06~"),
        ("Sept./Oct. 2027", "2027-09/2027-10"),
        ("Thursday, March 8, 2018.", "2018-03-08"),
        ("8 Sept. 2027.", "2027-09-08"),
        ("before 2027", "../2026"),
        ("before July 2027", "../2027-06"),
        ("before Q1 2027", "../2026-36"),
        ("before the second half of 2027", "../2027-40"),
        ("before spring 2027", "../2026-24"),
        ("before March 8, 2027", "../2027-03-07"),
        ("after March 8, 2027", "2027-03-09/.."),
        ("May 2027 or later", "2027-05/.."),
        ("2027 Q1", "2027-33"),
        ("1Q 2027", "2027-33"),
        ("2027 H2", "2027-41"),
        ("back half of 2027", "2027-41"),
        ("the first week of March 2027", "2027-03-early"),
        ("last week of March 2027", "2027-03-late"),
        ("third Tuesday of September 2027", "2027-09-21"),
        ("the last Friday in May 2027", "2027-05-28"),
        ("fall '27", "2027-23"),
        ("March \N{RIGHT SINGLE QUOTATION MARK}27", "2027-03"),
        ("midsummer 2027", "2027-22-mid"),
        ("mid-year 2027", "2027-mid"),
        ("Christmas Day 2027", "2027-12-25"),
        ("Christmas 2027", "2027-12-25~"),
        ("around Christmas 2027", "2027-12-25~"),
        ("by Christmas 2027", "../2027-12-25"),
        ("Thanksgiving 2027", "2027-11-25"),
        ("Labor Day 2027", "2027-09-06"),
        ("on or about March 8, 2027", "2027-03-08~"),
        ("on or before March 8, 2027", "../2027-03-08"),
        ("on or after March 8, 2027", "2027-03-08/.."),
        ("as early as March 2027", "2027-03/.."),
        ("by no later than March 2027", "../2027-03"),
        ("Fri., Nov. 13, 2026", "2026-11-13"),
        ("March 8 of 2027", "2027-03-08"),
        ("between early and late November 2028", "2028-11-early/2028-11-late"),
        ("Memorial Day weekend 2027", "2027-05-28/2027-05-31"),
        ("Easter weekend 2027", "2027-03-26/2027-03-29"),
    ],
)
def test_the_words_of_the_news_become_dates(text, notation):
    assert read_news_date(text) == PartialDate.parse(notation)
    assert str(read_news_date(text)) == notation


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("this Friday", "2018-03-09"),
        ("this coming Friday", "2018-03-09"),
        ("this Wednesday", "2018-03-07"),
        ("tomorrow", "2018-03-08"),
        ("this weekend", "2018-03-10/2018-03-11"),
        ("later this year", "2018-03-07/2018-12-31"),
        ("next year", "2019"),
        ("next month", "2018-04"),
    ],
)
def test_a_day_said_from_another_day_needs_that_day(text, notation):
    assert str(read_news_date(text, reference=date(2018, 3, 7))) == notation
    assert read_news_date(text) is None


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("early next year", "2027-early"),
        ("late last year", "2025-late"),
        ("by the end of the year", "../2026"),
        ("by year's end", "../2026"),
        ("before the end of next month", "../2026-12"),
        ("not before next year", "2027/.."),
        ("no earlier than next spring", "2027-21/.."),
        ("next summer", "2027-22"),
        ("next fall", "2027-23"),
        ("this fall", "2026-23"),
        ("this winter", "2026-24"),
        ("Q2 of next year", "2027-34"),
        ("first half of next year", "2027-40"),
        ("March next year", "2027-03"),
        ("8 March next year", "2027-03-08"),
        ("this December", "2026-12"),
        ("next November", "2027-11"),
        ("between next March and next May", "2027-03/2027-05"),
        ("late this year or early next year", "2026-late/2027-early"),
        ("next week", "2026-11-16/2026-11-22"),
        ("later this month", "2026-11-11/2026-11-30"),
        ("Friday, November 13", "2026-11-13"),
        ("Thursday, March 4", "2027-03-04"),
        ("Fri., Nov. 13", "2026-11-13"),
        ("as soon as next spring", "2027-21/.."),
        ("Sunday the 8th of November", "2026-11-08"),
        ("from Friday, November 13 to Sunday, November 15", "2026-11-13/2026-11-15"),
        ("two weeks from Friday", "2026-11-27"),
        ("a week from today", "2026-11-18"),
        ("in two months", "2027-01~"),
        ("in three weeks", "2026-12-02~"),
        ("in 10 days", "2026-11-21"),
        ("sometime next year", "2027"),
        ("around the middle of next year", "2027-mid~"),
    ],
)
def test_words_of_the_news_are_read_from_the_day_of_their_page(text, notation):
    assert str(read_news_date(text, reference=date(2026, 11, 11))) == notation
    assert read_news_date(text) is None


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("this coming Friday", "2026-11-13"),
        ("two weeks from Friday", "2026-11-13"),
        ("next week", "2026-11-15"),
        ("later this week", "2026-11-15"),
        ("later this year", "2026-12-31"),
        ("next summer", "2027-03-11"),
        ("this spring", "2026-11-11"),
        ("next December", "2026-11-11"),
        ("this March", "2026-11-11"),
        ("next winter", "2026-11-11"),
        ("this winter", "2027-05-01"),
        ("Sunday, November 14", "2026-11-11"),
        ("Friday, November 12", "2026-11-11"),
        ("in a day", "2026-11-11"),
        ("two weeks", "2026-11-11"),
        ("the week of March 8", "2026-11-11"),
    ],
)
def test_what_may_mean_two_days_from_there_is_not_guessed(text, on):
    assert read_news_date(text, reference=date.fromisoformat(on)) is None


def test_a_weekend_that_has_begun_is_this_one():
    sunday = date(2018, 3, 11)

    assert str(read_news_date("this weekend", reference=sunday)) == "2018-03-10/2018-03-11"


def test_next_month_after_december_is_in_the_next_year():
    assert str(read_news_date("next month", reference=date(2018, 12, 31))) == "2019-01"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "TBA",
        "31 November 2018",
        "February 29, 2018",
        "March 8",
        "8 March",
        "may",
        "May",
        "spring",
        "Q4",
        "early",
        "03/04/2018",
        "3.4.2018",
        "2018/03/04",
        "2018-19",
        "Friday, March 8, 2018",
        "weekend of March 15 2017",
        "week of Sunday 9 October 2016",
        "the weekend of 8 and 20 March 2018",
        "winter 2018",
        "winter 2018/20",
        "early Q4 2015",
        "between August and June 2026",
        "June or December 2019",
        "in 1080",
        "next Friday",
        "Friday",
        "after 2018",
        "2018 maybe",
        "after March 2018",
        "between early and 17 November 2028",
        "Thu., Nov. 13, 2026",
        "March/June 2027",
        "New Year's 2027",
        "Halloween weekend 2027",
        "the fifth Tuesday of September 2027",
        "before early 2027",
        "a year after season 1",
        "in the coming months",
        "the 2027-28 season",
        "next year's spring",
        "season 2018 of the show",
        "not before the weekend of March 18 2017",
        "between March and March 12, 2018",
        "2018 to March 2018",
        "about about 2018",
        "late " * 400 + "2018",
    ],
)
def test_what_may_mean_two_dates_or_none_is_not_guessed(text):
    assert read_news_date(text) is None
    assert read_news_date(text, reference=date(2018, 3, 7)) is None


@given(SAID)
def test_what_we_say_we_understand(notation):
    meant = PartialDate.parse(notation)

    assert read_news_date(words(meant)) == meant
    assert read_news_date(words(meant, weekday=True)) == meant


@given(PERIODS)
def test_the_words_around_a_date_change_nothing(notation):
    meant = PartialDate.parse(notation)

    assert read_news_date(in_words(meant)) == meant
    assert read_news_date(f"  {words(meant).upper()} ") == meant


@given(PHRASES)
def test_no_day_is_read_out_of_words_that_name_none(text):
    held = read_news_date(text)

    assert held is None or not held.is_day
    if held is not None and held.earliest is not None and held.latest is not None:
        assert (held.latest - held.earliest).days >= 9  # a third of a month is the least said


@given(PHRASES)
def test_a_date_lies_in_the_years_that_were_named(text):
    held = read_news_date(text)

    if held is not None:
        first, *_, last = years = sorted(re.findall(r"20\d\d", text)) * 2
        assert len(years) >= 2
        named = PartialDate.parse(f"{first}/{int(last) + 1}-02")  # a winter ends in February
        bounded = PartialDate.parse(f"{held.earliest or first}/{held.latest or last}")
        assert bounded.relation_to(named) in {Relation.REFINES, Relation.EQUAL}


ENDS = st.sampled_from(
    ["March", "early March", "spring", "March 8", "8 March", "the 8th", "April", "April 12", "12"]
)
SHAPES = st.sampled_from(["between {} and {} 2027", "from {} to {} 2027", "{} - {} 2027"])


@given(SHAPES, ENDS, ENDS)
def test_no_end_of_an_interval_borrows_the_others_day(shape, first, last):
    held = read_news_date(shape.format(first, last))

    if held is not None and "/" in held.notation:
        for end, said in zip(held.notation.split("/"), (first, last), strict=True):
            is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", end)
            assert not is_day or re.search(r"\d", said)


@given(
    DAYS,
    st.sampled_from(WEEKDAYS),
)
def test_a_weekday_that_is_not_that_days_makes_it_no_date(day, weekday):
    held = read_news_date(f"{weekday} {words(PartialDate.on(day))}")

    assert held == (PartialDate.on(day) if f"{day:%A}" == weekday else None)


@given(st.text(max_size=60), st.none() | st.dates())
def test_any_text_is_a_date_or_nothing(text, reference):
    held = read_news_date(text, reference=reference)

    assert held is None or PartialDate.parse(held.notation) == held
