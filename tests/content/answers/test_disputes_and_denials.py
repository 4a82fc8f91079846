"""Who says otherwise, who said no, and whose word carries more weight."""

from content.answers.answer import answer_question
from content.answers.reply import Reply, ReplyStatus
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Authority, ShowId
from content.facts.dates import PartialDate
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.claims import catalogue, claim

JESSICA = ShowId("jessica-jones")
FIRST = claim(
    "filming-start",
    "2017-04-03",
    on="2017-04-03",
    stance="reported",
    authority=Authority.OUTLET,
    publisher="Dark Horizons",
    via="On Location Vacations",
)
SECOND = claim(
    "filming-start",
    "2017-04-10",
    on="2017-04-03",
    stance="reported",
    authority=Authority.OUTLET,
    publisher="Bam Smack Pow",
    via="On Location Vacations",
)
BOTH = (
    claim(
        "filming-start",
        "2017-04-03",
        on="2017-04-04",
        stance="reported",
        authority=Authority.OUTLET,
        publisher="Filmfutter",
        via="On Location Vacations",
        says="studio first",
    ),
    claim(
        "filming-start",
        "2017-04-10",
        on="2017-04-04",
        stance="reported",
        authority=Authority.OUTLET,
        publisher="Filmfutter",
        via="On Location Vacations",
        says="the street a week later",
    ),
)


def ask(intent: Intent, known: Catalogue, day: str = "2017-05-01", **more: object) -> Reply:
    question = Question(intent=intent, show=JESSICA, season=2, **more)  # type: ignore[arg-type]
    return answer_question(question, known, AsOf.parse(day))


def test_each_side_of_a_dispute_is_told_once() -> None:
    said = ask(Intent.DISPUTE, catalogue(FIRST, SECOND), about=Intent.FILMING_START)

    assert said.status is ReplyStatus.CONFLICTING
    assert said.text.split("\n") == [
        (
            "Sources disagree on the start of filming of Jessica Jones season 2: "
            "Monday 3 April 2017 and Monday 10 April 2017."
        ),
        "Monday 3 April 2017: Dark Horizons (3 April 2017).",
        "Monday 10 April 2017: Bam Smack Pow (3 April 2017).",
        "Pages on either side follow On Location Vacations.",
        "Source: Dark Horizons, 3 April 2017",
    ]
    assert [other.value for other in said.conflicts] == [PartialDate.parse("2017-04-10")]


def test_that_it_is_filming_is_in_no_dispute_once_either_day_has_come() -> None:
    known = catalogue(FIRST, SECOND)

    status = ask(Intent.FILMING_STATUS, known, "2017-04-11")
    start = ask(Intent.FILMING_START, known, "2017-04-11")

    assert status.status is ReplyStatus.KNOWN
    assert [other.value for other in status.conflicts] == [PartialDate.parse("2017-04-10")]
    assert start.status is ReplyStatus.CONFLICTING


def test_a_page_that_has_both_days_reconciles_them() -> None:
    known = catalogue(FIRST, SECOND, *BOTH)

    for intent in (Intent.DISPUTE, Intent.FILMING_START, Intent.FILMING_STATUS):
        said = ask(intent, known, about=Intent.FILMING_START)
        told = "Filmfutter has both (4 April 2017): studio first; the street a week later."

        assert said.lines.count(told) == 1


def test_a_side_that_follows_the_same_report_is_told_as_such() -> None:
    said = ask(Intent.FILMING_START, catalogue(FIRST, SECOND))

    assert said.lines == (
        (
            "Bam Smack Pow says Monday 10 April 2017 (3 April 2017); "
            "both follow On Location Vacations."
        ),
    )


def test_a_page_that_merely_contradicts_is_no_second_side() -> None:
    official = claim(
        "release-date", "2018-03-08", on="2017-12-09", publisher="Collider", by="Netflix"
    )
    slip = claim(
        "release-date",
        "2018-03-06",
        on="2018-01-10",
        stance="reported",
        authority=Authority.OUTLET,
        publisher="ScreenRant",
    )

    said = ask(Intent.DISPUTE, catalogue(official, slip), "2018-02-01")

    assert said.status is ReplyStatus.KNOWN
    assert said.text.split("\n") == [
        (
            "For the release date of Jessica Jones season 2, Thursday 8 March 2018 "
            "carries more weight (Netflix, in Collider, 9 December 2017)."
        ),
        "ScreenRant said otherwise: Tuesday 6 March 2018 (10 January 2018).",
        "Source: Netflix, in Collider, 9 December 2017",
    ]


def test_a_date_that_moved_is_the_latest_word_and_no_dispute() -> None:
    before = claim("release-date", "2018-03-01", on="2017-11-01", by="Netflix")
    after = claim("release-date", "2018-03-08", on="2017-12-09", by="Netflix")

    said = ask(Intent.DISPUTE, catalogue(before, after), "2018-02-01")

    assert "is the latest word" in said.headline
    assert said.lines == ("Before that Netflix said Thursday 1 March 2018 (1 November 2017).",)


RUMOUR = claim(
    "release-date",
    "2017-10-13",
    on="2017-09-01",
    stance="rumoured",
    authority=Authority.LEAKER,
    publisher="Dark Horizons",
)
YEAR = claim("release-date", "2017", on="2016-10-01", by="Marvel")
NO = claim(
    "release-date",
    "2017-10",
    on="2017-10-06",
    stance="denied",
    by="Netflix",
    publisher="Newsday",
    says="no date was ever announced",
)


def test_a_history_tells_who_denied_what() -> None:
    later = claim("release-date", "2017-11-17", on="2017-10-19", by="Netflix")
    said = ask(Intent.CHANGE_HISTORY, catalogue(YEAR, NO, later), "2017-10-20")

    assert [line for line in said.lines if "said no" in line] == [
        "Netflix said no (6 October 2017): No date was ever announced."
    ]
    assert NO in said.claims


def test_whether_it_was_not_to_be_in_october_is_answered_by_whoever_said_no_to_october() -> None:
    known = catalogue(YEAR, RUMOUR, NO)

    said = ask(Intent.CHANGE_HISTORY, known, "2017-10-10", window=PartialDate.parse("2017-10"))

    assert said.headline == "Netflix said no (6 October 2017): No date was ever announced."
    assert "A rumour told by Dark Horizons has it: 13 October 2017." in said.lines
    assert said.citation == "Source: Netflix, in Newsday, 6 October 2017"
    assert said.text.count("said no") == 1


def test_a_denial_of_another_month_does_not_answer_for_this_one() -> None:
    window = PartialDate.parse("2017-12")

    said = ask(Intent.CHANGE_HISTORY, catalogue(YEAR, NO), "2017-10-10", window=window)

    assert not said.headline.startswith("Netflix said no")


def test_a_rumour_check_gives_the_word_of_whoever_denied_it() -> None:
    said = ask(Intent.RUMOUR_CHECK, catalogue(YEAR, RUMOUR, NO), "2017-10-10")

    assert said.headline == "Nobody whose word I hold says that."
    assert said.lines[0] == "Netflix said no (6 October 2017): No date was ever announced."
    assert said.status is ReplyStatus.NOT_ANNOUNCED


def test_nothing_denied_later_is_told_before() -> None:
    said = ask(Intent.RUMOUR_CHECK, catalogue(YEAR, RUMOUR, NO), "2017-10-05")

    assert "said no" not in said.text
    assert NO not in said.claims


def test_a_day_that_sources_disagree_about_names_its_show() -> None:
    question = Question(intent=Intent.DISPUTE, window=PartialDate.parse("2018-04-10"))
    known = catalogue(FIRST, SECOND)

    said = answer_question(question, known, AsOf.parse("2018-02-01"))
    early = answer_question(question, known, AsOf.parse("2017-04-02"))

    assert (said.show, said.season, said.status) == (JESSICA, 2, ReplyStatus.CONFLICTING)
    assert early.status is ReplyStatus.AMBIGUOUS


def test_a_day_that_nobody_claims_brings_up_no_other_dispute() -> None:
    known = catalogue(FIRST, SECOND, claim(value="2018-03-08", on="2017-12-09"))
    said = ask(Intent.DISPUTE, known, "2018-02-01", window=PartialDate.parse("2018-03-09"))

    assert "8 March 2018" in said.text
    assert "April" not in said.text


def test_a_day_named_in_a_later_year_still_finds_its_dispute() -> None:
    known = catalogue(FIRST, SECOND, claim(value="2018-03-08", on="2017-12-09"))
    said = ask(Intent.DISPUTE, known, "2018-02-01", window=PartialDate.parse("2018-04-10"))

    assert "10 April 2017" in said.text
