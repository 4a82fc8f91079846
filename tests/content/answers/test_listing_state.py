"""What is said of a listed day: how old it is, whether it still is listed, and what follows."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.commands.admin import ChangeSettings
from content.commands.parse import read_command
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Stance, Subject
from content.facts.dates import PartialDate
from content.facts.listing import Listing
from content.facts.premieres import is_out, premiere_of
from content.language.command_hints import as_typed, with_commands
from content.subscriptions.preferences import PreferencesInput
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.claims import claim
from fakes.listed import (
    SEEN_AT,
    SEVERANCE,
    days,
    listed_claim,
    listed_value,
    listing_with,
    severance,
)

NOW = "2026-12-01T12:00Z"
AFTER = "2027-02-01T12:00Z"
LISTED = listing_with(listed_value())
MISSING = listing_with(listed_value(missing_since=SEEN_AT))
WAVERING = listing_with(listed_value(is_wavering=True))
UNDATED = listing_with(undated=(3, 4))
SECOND = listed_claim("2025-01-17", season=2, on="2025-01-17")
AT_THREE = "2027-01-15T03:00-08:00[America/Los_Angeles]"
TIMED = listing_with(listed_value(), listed_value(AT_THREE))
CONFIRMED = claim(value="2027-01-15", on="2026-11-20", show_id="severance", season=3, by="Apple")
NO_LONGER = (
    "TVmaze listed Severance season 3 as coming out on Friday 15 January 2027; "
    "it no longer does (since 30 November 2026)"
)
UNREACHED = (
    "TVmaze listed Severance season 3 as coming out on Friday 15 January 2027; "
    "TVmaze could not be reached since 30 November 2026"
)
LISTS = "TVmaze lists Severance season 3 as coming out on Friday 15 January 2027"


def asked_of(known: Catalogue, words: str, day: str) -> Reply:
    as_of = AsOf.parse(day)
    [question] = read_message(words, known, as_of, conversation=Conversation()).questions
    return answer_question(question, known, as_of)


def asked(words: str, day: str, listing: Listing | None, *claims: object) -> Reply:
    return asked_of(severance(listing, *claims), words, day)


@pytest.mark.parametrize(
    ("words", "day", "listing", "said"),
    [
        ("when is severance season 3 out", NOW, LISTED, f"{LISTS}."),
        ("when is severance season 3 out", NOW, MISSING, f"{NO_LONGER}."),
        ("when is severance season 3 out", "2026-12-05T12:00Z", LISTED, f"{UNREACHED}."),
        (
            "when is severance season 3 out",
            NOW,
            WAVERING,
            (
                "TVmaze listed Severance season 3 as coming out on Friday 15 January 2027; "
                "TVmaze does not say so now."
            ),
        ),
        ("is severance season 3 out", NOW, MISSING, f"Not yet: {NO_LONGER}."),
        ("is severance season 3 out", AFTER, MISSING, f"Not known yet: {NO_LONGER}."),
        ("is severance season 3 out", AFTER, LISTED, f"Not known yet: {UNREACHED}."),
        ("was severance s3 out on 15 january", AFTER, MISSING, f"{NO_LONGER}."),
        ("is severance renewed for season 3", NOW, MISSING, f"Not known yet: {NO_LONGER}."),
        ("how long until severance season 3", NOW, MISSING, f"No countdown: {NO_LONGER}."),
        (
            "how long until severance season 3",
            "2026-12-05T12:00Z",
            LISTED,
            f"No countdown: {UNREACHED}.",
        ),
        (
            "how long until severance season 3",
            NOW,
            LISTED,
            f"About 45 days, not confirmed: {LISTS}.",
        ),
        ("what is coming up", NOW, MISSING, f"{NO_LONGER}."),
        ("what is coming up", NOW, LISTED, f"{LISTS}."),
    ],
)
def test_what_a_listing_no_longer_says_is_said_to_be_listed_no_more(
    words: str, day: str, listing: Listing, said: str
) -> None:
    assert asked(words, day, listing).headline == said


@pytest.mark.parametrize(
    "words",
    [
        "is severance season 3 out",
        "when did severance season 3 come out",
        "did severance s3 come out in january",
        "how many days since severance s3 came out",
        "has severance season 3 finished filming",
        "was severance s3 out on 15 january",
    ],
)
@pytest.mark.parametrize("listing", [MISSING, WAVERING, LISTED])
def test_nothing_is_out_because_of_a_day_that_the_listing_holds_back(
    words: str, listing: Listing
) -> None:
    said = asked(words, AFTER, listing)

    assert said.verdict is None
    assert "came out" not in said.text
    assert "It should be" not in said.text


def test_a_day_that_was_listed_when_it_was_over_is_history() -> None:
    seen = listing_with(listed_value(last_seen=SEEN_AT + days(60)), seen_at=SEEN_AT + days(60))

    said = asked("is severance season 3 out", AFTER, seen)

    assert said.headline.startswith("It should be: TVmaze listed")


def test_a_word_of_somebody_else_makes_it_an_event_whatever_is_listed() -> None:
    word = claim(value="2027-01-15", on="2027-01-16", show_id="severance", season=3)

    said = asked("is severance season 3 out", AFTER, MISSING, listed_claim(), word)

    assert said.verdict == "yes"


@pytest.mark.parametrize(
    ("listing", "day", "lines"),
    [
        (
            LISTED,
            NOW,
            (
                (
                    "No countdown runs until a day is confirmed, but where a channel counts on "
                    "listings: updates settings count on listings"
                ),
            ),
        ),
        (
            listing_with(listed_value(first_seen=SEEN_AT - days(2))),
            NOW,
            (
                (
                    "No countdown runs until a day is confirmed, but from 5 December 2026 on "
                    "where a channel counts on listings: updates settings count on listings"
                ),
            ),
        ),
        (MISSING, NOW, ()),
        (LISTED, "2026-12-05T12:00Z", ()),
        (None, NOW, ("No countdown runs until a day is confirmed.",)),
        (LISTED, "2026-11-30", ("No countdown runs until a day is confirmed.",)),
    ],
)
def test_a_countdown_says_what_a_channel_can_choose(
    listing: Listing | None, day: str, lines: tuple[str, ...]
) -> None:
    said = asked("how long until severance season 3", day, listing)

    assert tuple(line for line in said.text.splitlines()[1:-1]) == lines


@pytest.mark.parametrize(
    ("listing", "day", "line"),
    [
        (MISSING, NOW, "TVmaze no longer lists that (since 30 November 2026)."),
        (LISTED, "2026-12-05T12:00Z", "TVmaze could not be reached since 30 November 2026."),
        (WAVERING, NOW, "TVmaze does not say that now."),
        (MISSING, AFTER, "TVmaze no longer lists that (since 30 November 2026)."),
    ],
)
def test_news_of_a_listing_says_that_it_no_longer_is_so(
    listing: Listing, day: str, line: str
) -> None:
    assert line in asked("news on severance", day, listing).lines


@pytest.mark.parametrize(
    "words",
    [
        "are you sure severance season 3 comes out in january",
        "who says so about severance season 3",
    ],
)
def test_how_sure_it_is_and_who_says_so_is_told_with_how_it_is_listed_now(words: str) -> None:
    line = "TVmaze no longer lists that (since 30 November 2026)."

    assert line in asked(words, NOW, MISSING).lines
    assert line not in asked(words, NOW, LISTED).lines


def test_a_season_of_which_the_listing_keeps_nothing_is_history_all_the_same() -> None:
    said = asked("when did severance season 2 come out", NOW, LISTED, SECOND, listed_claim())

    assert said.headline == (
        "TVmaze listed Severance season 2 as coming out on Friday 17 January 2025."
    )


def test_what_a_channel_is_told_to_type_is_understood() -> None:
    said = asked("how long until severance season 3", NOW, LISTED).lines[0].rpartition(": ")[2]

    assert read_command(as_typed(next(iter(with_commands(said))))) == ChangeSettings(
        None, PreferencesInput(counts_on_listings="listings")
    )


def test_news_of_a_listing_that_stands_says_nothing_of_it() -> None:
    assert asked("news on severance", NOW, LISTED).lines == ()


@pytest.mark.parametrize(
    "words",
    [
        "when is severance season 3 out",
        "how long until severance season 3",
        "is severance season 3 out",
        "is severance renewed for season 3",
    ],
)
@pytest.mark.parametrize("season", [3, 4])
def test_a_season_that_is_listed_without_a_day_is_said_to_be_listed(
    words: str, season: int
) -> None:
    said = asked(words.replace("season 3", f"season {season}"), NOW, UNDATED, SECOND)

    assert (said.headline, said.status) == (
        f"TVmaze lists a season {season} of Severance, without a date.",
        "not_announced",
    )
    assert said.lines == ("Nobody whose word I hold has said that it was ordered.",)
    assert said.verdict is None
    assert [source.url for source in said.sources] == [UNDATED.url]
    assert said.citation == "Source: TVmaze, 1 December 2026"


def test_what_nobody_announced_and_no_listing_has_is_not_announced() -> None:
    said = asked("when is severance season 3 out", NOW, listing_with(undated=(4,)), SECOND)

    assert said.headline == "Severance season 3 has not been announced."


def test_who_denies_a_season_weighs_more_than_a_listing_that_has_it() -> None:
    no = claim(
        "renewal", None, on="2026-10-01", show_id="severance", season=3, stance=Stance.DENIED
    )

    said = asked("when is severance season 3 out", NOW, UNDATED, SECOND, no)

    assert said.headline == "Severance season 3 has not been announced."


def test_what_is_cancelled_stays_so_whatever_a_listing_has() -> None:
    end = claim("cancellation", "2026-10-01", on="2026-10-01", show_id="severance", season="series")

    said = asked("when is severance season 3 out", NOW, UNDATED, SECOND, end)

    assert said.status == "cancelled"


@pytest.mark.parametrize(
    ("words", "claims", "said"),
    [
        (
            "when is severance season 3 out",
            (listed_claim(), listed_claim(AT_THREE)),
            f"{LISTS}.\nTVmaze lists 03:00, Los Angeles time.",
        ),
        (
            "when is severance season 3 out",
            (CONFIRMED, listed_claim(AT_THREE)),
            (
                "Severance season 3 comes out on Friday 15 January 2027.\n"
                "TVmaze lists 03:00, Los Angeles time."
            ),
        ),
        (
            "what time does severance season 3 come out in germany",
            (CONFIRMED, listed_claim(AT_THREE)),
            (
                "TVmaze lists Severance season 3 as coming out on Friday 15 January 2027 at 12:00 "
                "(Berlin time)."
            ),
        ),
    ],
)
def test_an_hour_that_a_listing_alone_has_is_said_to_be_listed(
    words: str, claims: tuple[object, ...], said: str
) -> None:
    text = asked(words, NOW, TIMED, *claims).text

    assert text.rpartition("\n")[0] == said


@pytest.mark.parametrize("listing", [LISTED, MISSING, WAVERING, UNDATED, TIMED])
@pytest.mark.parametrize(
    "words",
    [
        "when is severance season 3 out",
        "how long until severance season 3",
        "is severance season 3 out",
        "news on severance",
        "what is coming up",
        "when is severance season 4 out",
    ],
)
def test_a_past_day_knows_nothing_of_how_a_listing_stands_now(words: str, listing: Listing) -> None:
    day = "2026-11-30"

    assert asked(words, day, listing).text == asked(words, day, None).text


@pytest.mark.parametrize(
    ("words", "listing", "parts"),
    [
        ("wann kommt severance staffel 3", MISSING, ("Laut TVmaze", "nicht mehr", "seit 30.")),
        ("wie lange noch bis severance staffel 3", MISSING, ("Kein Countdown", "nicht mehr")),
        ("wie lange noch bis severance staffel 3", LISTED, ("nicht bestätigt", "count on")),
        ("wann kommt severance staffel 3", UNDATED, ("TVmaze führt eine Staffel 3",)),
        ("cuándo sale la temporada 3 de severance", MISSING, ("TVmaze", "ya no")),
        ("cuándo sale la temporada 3 de severance", UNDATED, ("TVmaze", "sin fecha")),
        ("quand sort la saison 3 de severance", MISSING, ("TVmaze", "ce n'est plus le cas")),
        ("quand sort la saison 3 de severance", UNDATED, ("TVmaze", "sans date")),
    ],
)
def test_how_a_listing_stands_is_said_in_every_language(
    words: str, listing: Listing, parts: tuple[str, ...]
) -> None:
    said = asked(words, NOW, listing, *([SECOND] if listing is UNDATED else []))

    assert [part for part in parts if part not in said.text] == []


@given(
    st.integers(-30, 90),
    st.integers(0, 120),
    st.sampled_from([{}, {"missing_since": SEEN_AT}, {"is_wavering": True}]),
)
def test_a_listed_day_counts_as_come_just_while_the_listing_stands_for_it(
    later: int, unreached: int, gone: dict[str, object]
) -> None:
    asked_on = date(2027, 1, 15) + timedelta(days=later)
    as_of = AsOf.at(datetime.combine(asked_on, time(20), UTC))  # noon where the show is at home
    seen_at = as_of.moment - timedelta(hours=unreached)
    known = severance(listing_with(listed_value(**gone), seen_at=seen_at))

    premiere = premiere_of(known, Subject(SEVERANCE.id, 3), as_of)

    stands = not gone and (
        unreached <= 48 or (seen_at.date() - date(2027, 1, 15)) >= timedelta(days=2)
    )
    assert (premiere.held_back is None) is stands
    assert is_out(premiere, as_of) is (stands and later > 0)


TORN = listing_with(doubted=((2026, PartialDate.on(date(2026, 1, 4))),))


def unclaimed(listing: Listing) -> Catalogue:
    known = Catalogue()
    known.put(ShowClaims(SEVERANCE.id, SEVERANCE, (), listing))
    return known


@pytest.mark.parametrize("words", ["when is severance back", "is severance s2026 out"])
def test_a_season_that_a_listing_has_for_two_days_is_said_to_be_that(words: str) -> None:
    said = asked_of(unclaimed(TORN), words, NOW)

    assert said.headline == (
        "TVmaze lists Severance season 2026 as beginning on Sunday 4 January 2026, but its first "
        "episode for another day."
    )
    assert said.lines == ("Which of the two is right, nobody whose word I hold has said.",)
    assert [one.url for one in said.sources] == [TORN.url]


def test_a_show_of_which_nothing_is_claimed_is_said_to_be_listed_without_any_date() -> None:
    said = asked_of(unclaimed(listing_with()), "when is severance back", NOW)

    assert said.headline == "TVmaze lists Severance, without any date."
    assert [one.url for one in said.sources] == [TORN.url]


def test_what_is_listed_now_is_not_said_of_a_day_before() -> None:
    said = asked_of(unclaimed(TORN), "when is severance back", "2026-01-01")

    assert said.headline == "I hold no word of Severance from 1 January 2026 or before."
