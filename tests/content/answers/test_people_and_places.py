"""Who makes it, who is in it, where it is shot, and under which name."""

import pytest

from content.answers.answer import answer_question
from content.answers.reply import Reply, ReplyStatus
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Authority, Claim, ShowId, Stance
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.claims import catalogue, claim

JESSICA = ShowId("jessica-jones")


def ask(intent: Intent, known: Catalogue, season: object = 2, **more: object) -> Reply:
    question = Question(intent=intent, show=JESSICA, season=season, **more)  # type: ignore[arg-type]
    return answer_question(question, known, AsOf.parse("2018-01-15"))


def test_a_guess_never_outdates_a_firm_word() -> None:
    known = catalogue(
        claim("cast-absence", "David Tennant", on="2016-01-17", by="Melissa Rosenberg"),
        claim(
            "cast",
            "David Tennant",
            on="2016-01-10",
            stance="reported",
            authority=Authority.OUTLET,
        ),
        claim(
            "cast",
            "David Tennant",
            on="2017-06-01",
            stance="speculated",
            authority=Authority.OUTLET,
        ),
    )

    said = ask(Intent.CAST, known, names=("David Tennant",))

    assert said.headline == "No: David Tennant is not in Jessica Jones season 2."


def test_a_guess_of_greater_weight_does_not_hide_who_states_it() -> None:
    known = catalogue(
        claim("cast", "Luke Cage", on="2017-06-01", stance="speculated", authority=Authority.CAST),
        claim("cast", "Luke Cage", on="2017-07-01", stance="reported", authority=Authority.OUTLET),
    )

    said = ask(Intent.CAST, known, names=("Luke Cage",))

    assert said.headline == "Yes: Luke Cage is in Jessica Jones season 2, reportedly."
    assert said.stance is Stance.REPORTED


WOMEN = claim(
    "director", "women", on="2016-10-22", detail="all 13 episodes", by="Melissa Rosenberg"
)
RITTER = claim("director", "Krysten Ritter", season=3, on="2018-01-10")


def test_a_group_is_spoken_of_as_a_group() -> None:
    said = ask(Intent.DIRECTOR, catalogue(WOMEN), names=("women",))

    assert said.headline == "Yes: Jessica Jones season 2 is directed by women (all 13 episodes)."
    assert said.value == "women"


def test_a_group_nobody_speaks_of_is_not_called_a_director() -> None:
    said = ask(Intent.DIRECTOR, catalogue(RITTER), 3, names=("women",))

    assert said.headline == "Nobody whose word I hold says that of Jessica Jones season 3."


def test_an_open_question_is_about_the_season_of_which_it_is_said() -> None:
    from_two = ask(Intent.DIRECTOR, catalogue(WOMEN, RITTER), "series", names=("women",))
    question = Question(intent=Intent.DIRECTOR, show=JESSICA, names=("women",))
    out = (
        claim("release-date", "2016-11-20", season=2, on="2016-09-10"),
        claim("release-date", "2017-11-20", season=3, on="2017-09-10"),
    )

    said = answer_question(question, catalogue(WOMEN, RITTER, *out), AsOf.parse("2018-01-15"))

    assert said.season == 2
    assert from_two.status is ReplyStatus.NOT_ANNOUNCED


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("Matt Corman and Chris Ord", "Matt Corman and Chris Ord are no longer running"),
        ("Scott Buck", "Scott Buck is no longer running"),
    ],
)
def test_showrunners_who_were_let_go_are_no_longer_running_it(people: str, told: str) -> None:
    known = catalogue(
        claim("showrunner", people, on="2017-01-01"),
        claim(
            "showrunner",
            None,
            on="2017-06-01",
            action=Action.WITHDRAWS,
            says="they have been let go",
        ),
    )

    said = ask(Intent.SHOWRUNNER, known)
    news = ask(Intent.UPDATES, catalogue(*known.claims, claim("cast", "x", on="2017-05-01")))

    assert said.status is ReplyStatus.WITHDRAWN
    assert said.headline == f"{told} Jessica Jones season 2, and I hold no successor."
    assert said.lines == ("They have been let go.",)
    assert f"{told} Jessica Jones season 2." in news.text


def test_a_cast_list_leaves_out_whoever_is_not_in_it_after_all() -> None:
    known = catalogue(
        claim("cast", "Jon Bernthal", on="2017-01-01", stance="reported"),
        claim("cast", "Krysten Ritter", on="2017-01-01"),
        claim("cast-absence", "Jon Bernthal", on="2017-09-01"),
    )

    said = ask(Intent.CAST, known)

    assert said.headline == "In Jessica Jones season 2: Krysten Ritter."
    assert said.lines == ("Not in Jessica Jones season 2: Jon Bernthal.",)
    assert said.value == ("Krysten Ritter",)


def _places() -> tuple[Claim, ...]:
    return tuple(
        claim(
            "filming-location",
            f"Place number {number} in a long street of Manhattan",
            on="2017-05-01",
            stance="reported",
            detail="outside of her apartment and her agency",
        )
        for number in range(6)
    )


@pytest.mark.parametrize("language", ["en", "es", "de", "fr"])
def test_a_long_list_says_how_many_more_there_are_rather_than_break_off(language: str) -> None:
    said = ask(Intent.FILMING_LOCATION, catalogue(*_places()), language=language)

    assert not said.headline.endswith("…")
    assert "4" in said.headline
    assert "Place number 2" not in said.headline
    assert said.stance is Stance.REPORTED


VIOLET = claim(
    "code-name", "Violet", on="2017-04-03", stance="reported", authority=Authority.NOTICE
)


def test_a_name_on_a_notice_is_a_code_name() -> None:
    asked = ask(Intent.CODE_NAME, catalogue(VIOLET), names=("violet",))
    plain = ask(Intent.CODE_NAME, catalogue(VIOLET))

    assert asked.headline == "Yes: “Violet” is the code name of Jessica Jones season 2, reportedly."
    assert plain.headline == (
        "Jessica Jones season 2 is filmed under the code name “Violet”, reportedly."
    )


def test_filming_that_began_by_some_day_is_said_so() -> None:
    known = catalogue(claim("filming-start", "../2017-03-01", on="2017-03-01"))

    assert ask(Intent.FILMING_STATUS, known).headline == (
        "Yes: filming of Jessica Jones season 2 began by 1 March 2017."
    )


def test_a_state_of_filming_keeps_what_narrows_it() -> None:
    known = catalogue(claim("filming-status", "under way", on="2017-06-28", detail="in New York"))

    assert ask(Intent.FILMING_STATUS, known).headline == (
        "Yes: Jessica Jones season 2, under way (in New York)."
    )


def test_filming_is_not_over_because_a_month_is() -> None:
    known = catalogue(claim("release-date", "2017-10", on="2017-01-01"))

    assert ask(Intent.FILMING_STATUS, known).status is ReplyStatus.NOT_ANNOUNCED
    assert ask(Intent.FILMING_WRAP, known).status is ReplyStatus.NOT_ANNOUNCED


def test_somebody_asked_for_by_half_a_name_is_named_in_full() -> None:
    known = catalogue(claim("cast-absence", "Jon Bernthal", on="2017-09-01"))

    said = ask(Intent.CAST, known, names=("Bernthal",))

    assert said.headline == "No: Jon Bernthal is not in Jessica Jones season 2."


def test_an_open_question_for_directors_gets_those_of_every_season() -> None:
    known = catalogue(WOMEN, RITTER, claim(season=2, value="2016-11-20", on="2016-09-10"))
    question = Question(intent=Intent.DIRECTOR, show=JESSICA)

    said = answer_question(question, known, AsOf.parse("2018-01-15"))

    assert said.headline == "Jessica Jones season 3 is directed by Krysten Ritter."
    assert said.lines == ("Jessica Jones season 2 is directed by women (all 13 episodes).",)
