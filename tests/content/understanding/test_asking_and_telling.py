"""What is asked and what is only told, and what belongs together in one message."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef, ShowId
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.understand import explain_reading, read_message

SPRING_2018 = AsOf.on(date(2018, 3, 20))
SPRING_2026 = AsOf.on(date(2026, 2, 1))
BORN_AGAIN_2 = Conversation(
    show=ShowId("daredevil-born-again"),
    season=2,
    intent=Intent.RELEASE_DATE,
    about=Intent.RELEASE_DATE,
)
FILMING = Conversation(
    show=ShowId("luke-cage"), season=2, intent=Intent.FILMING_STATUS, about=Intent.FILMING_STATUS
)


def asked(
    words: str,
    catalogue: Catalogue,
    before: Conversation | None = None,
    as_of: AsOf = SPRING_2026,
) -> tuple[Question, ...]:
    talk = before or Conversation()
    return read_message(words, catalogue, as_of, conversation=talk).questions


def intents(
    words: str, catalogue: Catalogue, before: Conversation | None = None
) -> list[tuple[Intent, str | None]]:
    return [(one.intent, one.show) for one in asked(words, catalogue, before)]


@pytest.mark.parametrize(
    "words",
    [
        "omg did they renew luke cage",
        "wait is jj cancelled",
        "lol jj s2 trailer",
        "dude have they wrapped daredevil s3",
    ],
)
def test_a_cry_before_a_question_hides_no_question(words: str, shipped: Catalogue) -> None:
    assert len(asked(words, shipped)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "anyone up for a watch party saturday?",
        "who wants to binge luke cage this weekend?",
        "are you guys watching luke cage",
        "what a day for daredevil fans",
        "brb making dinner",
        "ok im binging the whole thing tonight dont talk to me",
    ],
)
def test_people_making_plans_with_each_other_get_silence(words: str, shipped: Catalogue) -> None:
    assert asked(words, shipped) == ()


@pytest.mark.parametrize(
    "words",
    [
        "is daredevil blind",
        "what's the budget of born again s2",
        "how did wonder man do",
        "who is jessica jones",
        "write me a poem about jessica jones",
        "how does jj s2 end",
    ],
)
def test_what_violet_has_no_word_for_is_not_answered_with_a_date(
    words: str, shipped: Catalogue
) -> None:
    assert [one.intent for one in asked(words, shipped)] == [Intent.OUT_OF_SCOPE]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("heard luke cage is getting cancelled, is that real", Intent.RUMOUR_CHECK),
        ("my buddy claims jj s2 is out in october, is he right", Intent.RUMOUR_CHECK),
        ("wait i thought jj s2 was march 4, did it get pushed", Intent.CHANGE_HISTORY),
        ('the "Violet" posters on broadway. what are they shooting', Intent.CODE_NAME),
        ("is jj s2 still filming or did the strike stop it", Intent.FILMING_STATUS),
        ("where can i stream jj s2 when its out", Intent.WHERE_TO_WATCH),
        ("when is jj s2 out, like what day", Intent.RELEASE_DATE),
    ],
)
def test_what_is_told_and_what_is_asked_about_it_are_one_question(
    words: str, intent: Intent, shipped: Catalogue
) -> None:
    assert [one.intent for one in asked(words, shipped)] == [intent]


def test_a_name_that_is_said_not_to_be_meant_is_dropped(shipped: Catalogue) -> None:
    found = asked("punisher release date? the disney+ special not the netflix show", shipped)

    assert [one.show for one in found] == ["the-punisher-special"]


def test_the_other_show_of_the_name_keeps_the_number_of_the_season(shipped: Catalogue) -> None:
    (found,) = asked("no i meant the netflix one", shipped, BORN_AGAIN_2)

    assert (found.show, found.season) == ("daredevil", 2)


def test_a_season_belongs_to_the_name_it_follows(shipped: Catalogue) -> None:
    found = asked("when do born again s2 and wonder man come out", shipped)

    assert [(one.show, one.season) for one in found] == [
        ("daredevil-born-again", 2),
        ("wonder-man", SeasonRef.UNNAMED),
    ]


def test_things_listed_before_the_show_are_each_asked_of_it(shipped: Catalogue) -> None:
    found = asked("date and episode count for born again s2?", shipped)

    assert [(one.intent, one.show, one.season) for one in found] == [
        (Intent.RELEASE_DATE, "daredevil-born-again", 2),
        (Intent.EPISODE_COUNT, "daredevil-born-again", 2),
    ]


def test_thanks_at_the_end_take_no_question_away(shipped: Catalogue) -> None:
    words = "Hello! When is Iron Fist season 2 out and how many episodes will it have? Many thanks"

    assert [intent for intent, _ in intents(words, shipped)] == [
        Intent.RELEASE_DATE,
        Intent.EPISODE_COUNT,
    ]


def test_a_country_asks_for_its_own_date_and_a_city_for_the_hour(shipped: Catalogue) -> None:
    (country,) = asked("and in france?", shipped, BORN_AGAIN_2)
    (city,) = asked("in tokyo?", shipped, BORN_AGAIN_2)

    assert (country.intent, country.market) == (Intent.RELEASE_DATE, "FR")
    assert (city.intent, city.zone) == (Intent.RELEASE_TIME, "Asia/Tokyo")


def test_a_clock_names_no_country(shipped: Catalogue) -> None:
    (found,) = asked("what time is jj s3 out in PST", shipped)

    assert (found.zone, found.market) == ("America/Los_Angeles", None)
    assert not any(
        line.startswith("country")
        for line in explain_reading(
            "jj s3 in PST", shipped, SPRING_2026, conversation=Conversation()
        )
    )


def test_the_united_states_are_a_country_without_a_zone(shipped: Catalogue) -> None:
    (found,) = asked("when is born again s2 out in the us", shipped)

    assert (found.zone, found.market) == (None, "US")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("when?", Intent.FILMING_START),
        ("since when", Intent.FILMING_START),
        ("where at", Intent.FILMING_LOCATION),
    ],
)
def test_a_bare_word_asks_on_about_the_filming(
    words: str, intent: Intent, shipped: Catalogue
) -> None:
    assert intents(words, shipped, FILMING) == [(intent, "luke-cage")]


def test_a_day_alone_asks_whether_it_is_out_by_then(shipped: Catalogue) -> None:
    (found,) = asked("this month?", shipped, BORN_AGAIN_2)

    assert (found.intent, str(found.window)) == (Intent.RELEASE_CHECK, "2026-02")


def test_of_two_past_days_the_finer_one_is_meant(shipped: Catalogue) -> None:
    words = "in early 2017, feb, what did we know about the defenders date"
    (found,) = asked(words, shipped, as_of=SPRING_2018)

    assert found.as_of == AsOf.on(date(2017, 2, 28))


def test_violet_called_by_her_name_is_no_code_name(shipped: Catalogue) -> None:
    (found,) = asked("violet, what is the code name of loki s2?", shipped)

    assert (found.show, found.names) == ("loki", ())


def test_the_number_of_seasons_is_a_question_of_renewal(shipped: Catalogue) -> None:
    for words in ("how many seasons does daredevil have", "wie viele Staffeln hat daredevil"):
        assert intents(words, shipped) == [(Intent.RENEWAL_STATUS, "daredevil")]


def test_a_number_of_episodes_is_no_season(shipped: Catalogue) -> None:
    (found,) = asked("is defenders 8 or 13 episodes", shipped)

    assert (found.intent, found.season) == (Intent.EPISODE_COUNT, SeasonRef.UNNAMED)


def test_a_correction_is_about_what_was_spoken_of(shipped: Catalogue) -> None:
    (found,) = asked("thats wrong, please correct it to march 11", shipped, BORN_AGAIN_2)

    assert (found.intent, found.show, found.season) == (
        Intent.CORRECTION,
        "daredevil-born-again",
        2,
    )


@pytest.mark.parametrize(
    ("words", "show"),
    [
        ("punho de ferro foi cancelado?", "iron-fist"),
        ("quando estreia o justiceiro", "the-punisher-special"),
        ("quando sai demolidor 2", "daredevil"),
        ("¿cuándo sale los defensores?", "the-defenders"),
    ],
)
def test_shows_are_known_by_their_titles_in_other_countries(
    words: str, show: str, shipped: Catalogue
) -> None:
    assert [one.show for one in asked(words, shipped)] == [show]


@pytest.mark.parametrize(
    "story",
    [
        "argued with my brother all dinner, he says they scrapped it.",
        "somebody spoiled kilgrave for me on the train, rude.",
        "the bus broke down, so i turned off notifications and read comics",
        "my sister subscribed us to disney again and cancelled netflix.",
        "ten out of ten would cry again lol.",
        "got the week off, bought snacks, told nobody.",
    ],
)
@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("when is luke cage s2 out", Intent.RELEASE_DATE),
        ("how many episodes does luke cage s2 have", Intent.EPISODE_COUNT),
        ("did luke cage get renewed", Intent.RENEWAL_STATUS),
        ("who directs luke cage s2", Intent.DIRECTOR),
    ],
)
def test_a_story_before_a_question_asks_nothing(
    story: str, question: str, wanted: Intent, shipped: Catalogue
) -> None:
    for between in (" ", " anyway ", " so "):
        assert intents(f"{story}{between}{question}", shipped) == [(wanted, "luke-cage")]


def test_a_show_named_in_the_story_is_what_the_question_is_about(shipped: Catalogue) -> None:
    words = "they pulled born again off the calendar, love that for us. whats the date now"

    assert intents(words, shipped) == [(Intent.RELEASE_DATE, "daredevil-born-again")]


@pytest.mark.parametrize(
    "tail",
    [
        " i need a day off and my boss wants to know",
        ", my gf wants to book something",
        ", settling a bet at the shop",
        " i think it was sometime in june",
    ],
)
def test_what_is_told_behind_a_question_changes_nothing(tail: str, shipped: Catalogue) -> None:
    words = f"when is luke cage s2 coming out{tail}"

    assert intents(words, shipped) == [(Intent.RELEASE_DATE, "luke-cage")]


@pytest.mark.parametrize(
    "words",
    [
        "luke cage s2: date, eps, trailer?",
        "luke cage s2 date + eps + trailer",
        "luke cage s2.. what date n how many eps n is there a trailer",
        "when is luke cage s2 out, how many episodes, and is there a trailer",
    ],
)
def test_each_of_several_questions_is_heard_in_its_order(words: str, shipped: Catalogue) -> None:
    wanted = [Intent.RELEASE_DATE, Intent.EPISODE_COUNT, Intent.TRAILER]

    assert intents(words, shipped) == [(one, "luke-cage") for one in wanted]


@pytest.mark.parametrize(
    "words",
    [
        "no no no no luke cage",
        "selling a luke cage mug, dm me",
        "can you bring me back my luke cage dvd",
        "finished all of luke cage in one sitting send help",
        "swapping my echo poster for any loki one",
    ],
)
def test_cries_and_belongings_are_no_question(words: str, shipped: Catalogue) -> None:
    assert asked(words, shipped) == ()


def test_a_day_and_a_count_are_asked_of_the_date_just_told(shipped: Catalogue) -> None:
    assert intents("is that a friday", shipped, BORN_AGAIN_2) == [
        (Intent.RELEASE_CHECK, "daredevil-born-again")
    ]
    assert intents("in days pls", shipped, BORN_AGAIN_2) == [
        (Intent.COUNTDOWN, "daredevil-born-again")
    ]
