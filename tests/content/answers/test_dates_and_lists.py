"""When it comes out, where it can be watched, what is coming and what has ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from content.answers.answer import answer_question
from content.answers.reply import Reply, ReplyStatus
from content.facts.as_of import AsOf
from content.facts.by_day import known_between
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId
from content.facts.dates import PartialDate
from content.understanding.intents import Intent
from content.understanding.question import Compared, Question
from fakes.claims import catalogue, claim, show

JESSICA = ShowId("jessica-jones")


def ask(
    intent: Intent, known: Catalogue, day: str = "2018-01-15", season: object = 2, **more: object
) -> Reply:
    more = {"show": JESSICA, "season": season} | more
    return answer_question(
        Question(intent=intent, **more),  # type: ignore[arg-type]
        known,
        AsOf.parse(day),
    )


EVERYWHERE = (
    claim("release-date", "2018-03-04", on="2017-10-18", by="Disney+"),
    claim(
        "release-date",
        "2018-03-24",
        on="2018-01-10",
        by="Marvel",
        says="the trailer sets 24 March; in France the same drop is dated 25 March",
    ),
)
IN_FRANCE = claim(
    "release-date", "2018-03-25", on="2018-01-10", market="FR", stance="reported", publisher="Page"
)


def test_the_date_of_one_country_stands_beside_everybodys() -> None:
    known = catalogue(*EVERYWHERE, IN_FRANCE)

    assert ask(Intent.RELEASE_DATE, known).text.split("\n") == [
        "Jessica Jones season 2 comes out on Saturday 24 March 2018.",
        "At midnight, Los Angeles time.",
        "In France: Sunday 25 March 2018 (Page).",
        "The trailer sets 24 March; in France the same drop is dated 25 March.",
        (
            "That was moved later on 10 January 2018, "
            "from Sunday 4 March 2018 to Saturday 24 March 2018."
        ),
        "Source: Marvel, in Collider, 10 January 2018",
    ]
    for intent in (Intent.CHANGE_HISTORY, Intent.UPDATES):
        said = ask(intent, known)

        assert "In France: Sunday 25 March 2018 (Page)." in said.lines
        assert IN_FRANCE in said.claims


def test_whoever_asks_for_a_country_gets_its_date() -> None:
    known = catalogue(*EVERYWHERE, IN_FRANCE)

    said = ask(Intent.RELEASE_DATE, known, market="FR", zone="Europe/Paris")

    assert said.headline == (
        "In France, Jessica Jones season 2 reportedly comes out on Sunday 25 March 2018."
    )
    assert said.lines == ("Elsewhere: Saturday 24 March 2018.",)
    assert said.value == PartialDate.parse("2018-03-25")
    assert ask(Intent.COUNTDOWN, known, market="FR").value == "69/69"


def test_a_country_without_a_date_of_its_own_gets_everybodys() -> None:
    said = ask(Intent.RELEASE_DATE, catalogue(*EVERYWHERE), market="DE")

    assert said.headline == "Jessica Jones season 2 comes out on Saturday 24 March 2018."
    assert "I hold no date for Germany alone." in said.lines


def test_a_month_that_has_passed_is_no_release_by_itself() -> None:
    known = catalogue(claim("release-date", "2017-10", on="2017-01-01"))

    assert ask(Intent.RELEASE_CHECK, known).headline == (
        "By what was said, yes: Jessica Jones season 2 was due in October 2017, "
        "and I hold no exact day."
    )


def test_what_was_held_before_is_cited_where_it_is_told() -> None:
    said = ask(Intent.RELEASE_DATE, catalogue(*EVERYWHERE))

    assert set(EVERYWHERE) == set(said.claims)


def test_a_page_that_tells_of_it_later_does_not_date_the_word() -> None:
    known = catalogue(claim("release-date", "2018", on="2017-06", by="Jeph Loeb"))
    [told] = known.claims
    from_later = catalogue(
        _published(told, "2017-07-20"),
    )

    assert ask(Intent.RELEASE_DATE, from_later).citation == (
        "Source: Jeph Loeb, June 2017, as told in Collider, 20 July 2017"
    )


def _published(told: Claim, on: str) -> Claim:
    return replace(told, source=replace(told.source, published=PartialDate.parse(on)))


def test_a_series_is_what_was_cancelled_not_one_season_of_it() -> None:
    known = catalogue(
        claim("cancellation", "2018-01-05", on="2018-01-05", season="series"),
        claim("release-date", "2017-03-08", on="2017-01-01"),
    )

    assert ask(Intent.ELAPSED, known, about=Intent.CANCELLATION_STATUS).headline == (
        "10 days: the cancellation of Jessica Jones was on Friday 5 January 2018."
    )


def test_a_season_that_is_still_to_come_is_told_after_the_end() -> None:
    known = catalogue(
        claim("cancellation", "2018-01-05", on="2018-01-05", season="series"),
        claim("release-date", "2018", on="2017-12-01"),
    )

    said = ask(Intent.CANCELLATION_STATUS, known, season="series")

    assert said.lines == ("All the same: Jessica Jones season 2 comes out in 2018, no day yet.",)


def test_a_season_before_those_that_are_followed_is_not_said_not_to_exist() -> None:
    said = ask(Intent.RELEASE_DATE, catalogue(*EVERYWHERE), season=1)

    assert said.status is ReplyStatus.NOT_TRACKED
    assert said.headline == "I hold no word of season 1 of Jessica Jones."


def test_a_show_of_one_closed_season_ends_with_it() -> None:
    known = catalogue(claim(season=1), shows=(show(limited=True),))

    said = ask(Intent.FINAL_SEASON, known, season=1)

    assert said.headline == "Yes: Jessica Jones was made as one closed season."
    assert said.value == "yes"


def test_a_special_nobody_has_spoken_of_yet_is_not_known() -> None:
    known = catalogue(claim(season="special", on="2018-02-01"))

    for intent in (Intent.RELEASE_DATE, Intent.WHERE_TO_WATCH):
        assert ask(intent, known, season="special").headline == (
            "I hold no word of a special of Jessica Jones."
        )


LEAVING = claim("availability-end", "2018-03-01", on="2018-01-10", season="series", by="Netflix")


def test_news_of_leaving_says_from_where() -> None:
    said = ask(Intent.UPDATES, catalogue(LEAVING))

    assert (
        said.headline == "10 January 2018: Jessica Jones leaves Netflix on Thursday 1 March 2018."
    )


def test_what_left_before_anybody_told_has_left() -> None:
    late = claim("availability-end", "2018-01-01", on="2018-01-10", season="series")

    assert ask(Intent.UPDATES, catalogue(late)).headline == (
        "10 January 2018: Jessica Jones left Netflix on Monday 1 January 2018."
    )


def test_where_to_watch_cites_who_says_that_it_leaves() -> None:
    known = catalogue(
        claim("network", "Netflix", on="2013-11-14", season="series", by="Marvel"), LEAVING
    )

    said = ask(Intent.WHERE_TO_WATCH, known, season="series")

    assert said.headline == "Jessica Jones is on Netflix."
    assert said.lines == ("Jessica Jones leaves Netflix on Thursday 1 March 2018.",)
    assert said.citation == "Source: Netflix, in Collider, 10 January 2018"


def test_a_guess_is_news_as_a_guess() -> None:
    known = catalogue(claim("release-date", "2018-early", on="2018-01-10", stance="speculated"))

    assert ask(Intent.UPDATES, known).headline == (
        "10 January 2018: Jessica Jones season 2 might come out in early 2018, no day yet, "
        "only a guess."
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Always a pleasure! Ask me about a show whenever you like."),
        ("es", "¡Siempre es un placer! Pregúntame por una serie cuando quieras."),
        ("de", "Immer gern! Frag mich jederzeit nach einer Serie."),
        ("fr", "Toujours avec plaisir ! Pose-moi une question sur une série quand tu veux."),
    ],
)
def test_a_greeting_and_thanks_get_a_kind_word_in_every_language(language: str, told: str) -> None:
    said = ask(Intent.SMALLTALK, catalogue(), show=None, language=language)

    assert said.text == told


MANY = tuple(show(f"show-{n:02}", short=f"Show {n:02}") for n in range(30))


def _each(kind: str, value: str, season: object = 1) -> Catalogue:
    claims = [
        claim(kind, value, on="2017-12-01", show_id=one.id, season=season)  # type: ignore[arg-type]
        for one in MANY
    ]
    return catalogue(*claims, shows=MANY)


def test_a_long_list_tells_ten_and_how_many_more() -> None:
    coming = ask(Intent.UPCOMING, _each("release-date", "2018-03-08"), show=None)
    ended = ask(Intent.LIST_CANCELLED, _each("cancellation", "2017-12-01", "series"), show=None)
    leaving = ask(
        Intent.WHERE_TO_WATCH, _each("availability-end", "2018-03-01", "series"), show=None
    )

    for said in (coming, ended, leaving):
        assert said.lines[-1] == "And 20 more."
        assert len(said.lines) <= 11
    assert isinstance(coming.value, tuple)
    assert len(coming.value) == 30


def test_what_is_out_since_this_very_hour_is_no_longer_coming() -> None:
    known = catalogue(claim("release-date", "2018-03-08", on="2017-12-09"))
    question = Question(intent=Intent.UPCOMING)

    before = answer_question(question, known, AsOf.parse("2018-03-08T07:59Z"))
    after = answer_question(question, known, AsOf.parse("2018-03-08T08:00Z"))

    assert before.value == ("jessica-jones/2: 2018-03-08",)
    assert after.headline == "Nothing that I follow has a date ahead."


def test_an_answer_about_all_shows_is_the_same_asked_again_and_on_another_day() -> None:
    known = catalogue(*EVERYWHERE, LEAVING)
    days = [date(2017, 10, 1) + timedelta(days=10 * step) for step in range(20)]

    for intent in (Intent.UPCOMING, Intent.UPDATES, Intent.WHERE_TO_WATCH, Intent.LIST_CANCELLED):
        question = Question(intent=intent)
        first = [answer_question(question, known, AsOf.on(day)) for day in days]
        fresh = [answer_question(question, catalogue(*known.claims), AsOf.on(day)) for day in days]
        again = [answer_question(question, known, AsOf.on(day)) for day in reversed(days)]

        assert first == fresh == again[::-1]


def test_a_catalogue_finds_its_claims_by_day() -> None:
    known = catalogue(*EVERYWHERE, LEAVING)

    assert known_between(known, date(2017, 10, 18), date(2018, 1, 9)) == (EVERYWHERE[0],)
    assert [known.known_about(JESSICA, date(2018, 1, day)) for day in (9, 10)] == [1, 3]


def test_a_catalogue_forgets_what_it_found_rather_than_grow_without_end() -> None:
    known = catalogue(LEAVING)

    found = [known.remembered(number, lambda number=number: number * 2) for number in range(9000)]

    assert found == [number * 2 for number in range(9000)]
    assert len(known._found) <= 4096


def test_what_is_out_came_before_whatever_has_no_date_yet() -> None:
    cage = show("luke-cage", title="Marvel's Luke Cage", short="Luke Cage")
    known = catalogue(
        claim("release-date", "2018/..", on="2017-01-01"),
        claim("release-date", "2017-06-22", on="2017-03-01", show_id="luke-cage"),
        shows=(show(), cage),
    )
    others = (Compared(ShowId("luke-cage"), 2),)

    said = ask(Intent.COMPARE_RELEASE, known, others=others)
    before = ask(Intent.COMPARE_RELEASE, known, "2017-05-01", others=others)

    assert said.headline == "Luke Cage season 2 is first."
    assert said.value == "luke-cage/2"
    assert said.lines == (
        "Jessica Jones season 2 does not come out before 2018, no day yet.",
        "Luke Cage season 2 came out on Thursday 22 June 2017.",
    )
    assert before.headline == "That can't be told yet: there is no date for Jessica Jones season 2."


def test_an_open_question_for_episodes_also_gets_the_last_known_count() -> None:
    known = catalogue(
        claim("episode-count", 13, on="2017-01-01", season=1),
        claim("renewal", "2017-06-01", on="2017-06-01", season=2),
        claim("release-date", "2017-03-01", on="2017-01-01", season=1),
    )
    question = Question(intent=Intent.EPISODE_COUNT, show=JESSICA)

    said = answer_question(question, known, AsOf.parse("2018-01-15"))

    assert said.status is ReplyStatus.NOT_ANNOUNCED
    assert said.season == 2
    assert said.value is None
    assert said.lines == ("Jessica Jones season 1 has 13 episodes.",)


def test_what_began_by_some_day_began_at_least_so_many_days_ago() -> None:
    known = catalogue(claim("filming-start", "../2018-01-05", on="2018-01-05"))

    said = ask(Intent.ELAPSED, known, about=Intent.FILMING_START)

    assert said.headline == (
        "At least 10 days: the start of filming of Jessica Jones season 2 was by 5 January 2018."
    )
    assert said.value == "10/.."


def test_a_history_is_in_the_order_of_when_it_was_reported() -> None:
    known = catalogue(
        claim("release-date", "2018", on="2017-08"),
        claim("release-date", "2018-early", on="2017-09"),
        claim("release-date", "2018-03", on="2017-09-01", stance="denied"),
    )

    said = ask(Intent.CHANGE_HISTORY, known, day="2017-09-20").text.split("\n")

    assert said[1:4] == [
        "August 2017: 2018, confirmed (Collider, August 2017).",
        "Collider said no (1 September 2017): As our source puts it.",
        "September 2017: early 2018, confirmed (Collider, September 2017).",
    ]


def test_what_may_have_been_reported_since_is_not_said_not_to_be_there() -> None:
    known = catalogue(
        claim("release-date", "2018", on="2017-07-24"), claim("episode-count", 13, on="2017-09")
    )
    since = PartialDate.parse("2017-09-15/2017-09-30")

    said = ask(Intent.UPDATES, known, day="2017-10-20", window=since)
    later = ask(
        Intent.UPDATES,
        known,
        day="2017-12-20",
        window=PartialDate.parse("2017-10/2017-12"),
    )

    assert said.text.split("\n")[0] == "September 2017: Jessica Jones season 2 has 13 episodes."
    assert later.text.startswith("I hold no news of Jessica Jones")


@pytest.mark.parametrize(
    ("value", "counted"),
    [
        ("2018-03-08~", "About 35 days: "),
        ("2018-03~", "About 28 to 58 days: "),
        ("2018-22", "About 120 to 211 days: "),
        ("2018-03/2018-06~", "About 28 to 149 days: "),
        ("2018-03", "28 to 58 days: "),
        ("2018-03-08", "35 days: "),
    ],
)
def test_days_to_a_date_that_is_about_are_about_right_too(value: str, counted: str) -> None:
    known = catalogue(
        claim("release-date", value, on="2017-12-09"),
        claim("release-date", "2019-01-10", on="2017-12-09", season=3),
    )

    left = ask(Intent.COUNTDOWN, known, day="2018-02-01")
    between = ask(Intent.GAP, known, day="2018-02-01", season=3)

    assert left.headline.startswith(counted)
    assert between.headline.startswith("About ") == counted.startswith("About ")


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("2018-01-20~", "season 2 is first"),
        ("2018-01~", "can't be told yet"),
        ("2018-01", "season 2 is first"),
    ],
)
def test_what_is_about_is_first_only_where_its_words_leave_no_doubt(value: str, first: str) -> None:
    known = catalogue(
        claim("release-date", value, on="2017-12-09"),
        claim("release-date", "2018-02-10", on="2017-12-09", season=3),
    )

    said = ask(
        Intent.COMPARE_RELEASE,
        known,
        day="2017-12-20",
        season=2,
        others=(Compared(JESSICA, 3),),
    )

    assert first in said.headline
