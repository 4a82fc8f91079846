"""What can be asked, one row an intent: all that holds for it wherever it is read or answered.

It is Python rather than a file of data: each row names kinds and intents, which the type checker
then knows, and it costs nothing at start. To add an intent: its name, its row, its lines in
`rules.toml`, its function in `content/answers/answer.py` and rows in the tables of
questions; `tests/content/understanding/test_intents.py` says by name what is missing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from content.facts.kinds import Kind


class Intent(StrEnum):
    """What somebody asks; the values are part of the JSON that `violet ask` writes."""

    RELEASE_DATE = "release_date"
    RELEASE_TIME = "release_time"
    RELEASE_CHECK = "release_check"
    COUNTDOWN = "countdown"
    RELEASE_MODEL = "release_model"
    RENEWAL_STATUS = "renewal_status"
    CANCELLATION_STATUS = "cancellation_status"
    FINAL_SEASON = "final_season"
    FILMING_STATUS = "filming_status"
    FILMING_START = "filming_start"
    FILMING_WRAP = "filming_wrap"
    FILMING_LOCATION = "filming_location"
    CODE_NAME = "code_name"
    EPISODE_COUNT = "episode_count"
    RUNTIME = "runtime"
    DIRECTOR = "director"
    SHOWRUNNER = "showrunner"
    CAST = "cast"
    RECEPTION = "reception"
    PREMISE = "premise"
    TITLE = "title"
    TRAILER = "trailer"
    WHERE_TO_WATCH = "where_to_watch"
    UPDATES = "updates"
    CHANGE_HISTORY = "change_history"
    ANNOUNCED_ON = "announced_on"
    SOURCE = "source"
    CONFIDENCE = "confidence"
    RUMOUR_CHECK = "rumour_check"
    DISPUTE = "dispute"
    UPCOMING = "upcoming"
    LIST_CANCELLED = "list_cancelled"
    COMPARE_RELEASE = "compare_release"
    GAP = "gap"
    ELAPSED = "elapsed"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    HELP = "help"
    CORRECTION = "correction"
    PRIVACY = "privacy"
    NOT_TRACKED = "not_tracked"
    OUT_OF_SCOPE = "out_of_scope"
    SMALLTALK = "smalltalk"
    NOT_ADDRESSED = "not_addressed"

    @property
    def row(self) -> "IntentRow":
        """All that holds for it, wherever it is read or answered."""
        return INTENTS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentRow:
    """What holds for one intent."""

    kinds: tuple[Kind, ...] = ()
    """The kinds of claim that it asks for, weightiest first; empty: it is about no fact."""
    people: tuple[Kind, ...] = ()
    """The kinds of claim that name whom it is about, so that a name alone follows up on it."""
    verb: str | None = None
    """The command that asks it: "when"."""

    needs_show: bool = True
    """Whether it is answered of one show, so that the show is asked for where none is known."""
    of_no_show: bool = False
    """Whether it is never about the show that was spoken of before."""
    of_one_season: bool = False
    """Whether a series as a whole has no answer to it."""
    of_series: bool = False
    """Whether it is about the series as a whole, unless a season is named."""
    of_release: bool = False
    """Whether it asks when a season comes out: in the zone or the country named, for a day that
    a follow-up names alone, and so that a reminder may be offered."""
    of_filming: bool = False
    """Whether "where?" after it asks where it is filmed."""
    when: "Intent | None" = None
    """What "when?" after it asks; None: when the season comes out."""
    looks_ahead: bool = False
    """Whether of two shows of one name the one with something still to come is meant."""
    windowed: bool = False
    """Whether it may be about a span of days: "by christmas", "this month"."""
    leans: bool = False
    """Whether it is about another fact, such as that of the question before: "source?"."""
    of_parts: bool = False
    """Whether it may be asked of one episode, a part or the finale of a season by itself."""
    compares: bool = False
    """Whether the shows and seasons named are the sides of one question."""
    once: bool = False
    """Whether it is answered once, however many shows are named."""
    for_self: bool = False
    """Whether somebody may ask it for nobody but themselves."""
    leaves_trace: bool = True
    """Whether the next message may lean on it."""

    names_strangers: bool = False
    """Whether a strange name in it is taken for the title of a series that nobody follows."""
    guessed: bool = False
    """Whether it is what a show alone is taken to ask, unless there are words of something else."""
    chat_without_show: bool = False
    """Whether it is chat where no show is known and the words have no form of a question."""
    said_anyway: bool = False
    """Whether it is asked of Violet without the form of a question."""
    told_first: bool = False
    """Whether it may be told in one clause, and asked about in the next."""
    asks_of_told: bool = False
    """Whether it asks about what the clause before has told."""


INTENTS: Final[dict[Intent, IntentRow]] = {
    Intent.RELEASE_DATE: IntentRow(
        of_parts=True,
        kinds=(Kind.RELEASE_DATE,),
        verb="when",
        of_one_season=True,
        of_release=True,
        looks_ahead=True,
        names_strangers=True,
        guessed=True,
        chat_without_show=True,
    ),
    Intent.RELEASE_TIME: IntentRow(
        of_parts=True,
        kinds=(Kind.RELEASE_TIME, Kind.RELEASE_DATE),
        of_one_season=True,
        of_release=True,
        looks_ahead=True,
        names_strangers=True,
    ),
    Intent.RELEASE_CHECK: IntentRow(
        of_parts=True,
        kinds=(Kind.RELEASE_DATE,),
        of_one_season=True,
        of_release=True,
        looks_ahead=True,
        names_strangers=True,
        windowed=True,
        chat_without_show=True,
    ),
    Intent.COUNTDOWN: IntentRow(
        of_parts=True,
        kinds=(Kind.RELEASE_DATE,),
        verb="countdown",
        of_one_season=True,
        of_release=True,
        looks_ahead=True,
        names_strangers=True,
    ),
    Intent.RELEASE_MODEL: IntentRow(kinds=(Kind.RELEASE_MODEL,), looks_ahead=True),
    Intent.RENEWAL_STATUS: IntentRow(
        kinds=(Kind.RENEWAL, Kind.ORDER),
        names_strangers=True,
        chat_without_show=True,
        when=Intent.RENEWAL_STATUS,
    ),
    Intent.CANCELLATION_STATUS: IntentRow(
        kinds=(Kind.CANCELLATION,),
        of_series=True,
        names_strangers=True,
        chat_without_show=True,
        when=Intent.CANCELLATION_STATUS,
    ),
    Intent.FINAL_SEASON: IntentRow(kinds=(Kind.FINAL_SEASON, Kind.CANCELLATION)),
    Intent.FILMING_STATUS: IntentRow(
        of_parts=True,
        kinds=(Kind.FILMING_WRAP, Kind.FILMING_START, Kind.FILMING_STATUS),
        verb="filming",
        of_one_season=True,
        of_filming=True,
        looks_ahead=True,
        names_strangers=True,
        chat_without_show=True,
        when=Intent.FILMING_START,
    ),
    Intent.FILMING_START: IntentRow(
        of_parts=True,
        kinds=(Kind.FILMING_START,),
        of_one_season=True,
        of_filming=True,
        looks_ahead=True,
        chat_without_show=True,
        when=Intent.FILMING_START,
    ),
    Intent.FILMING_WRAP: IntentRow(
        of_parts=True,
        kinds=(Kind.FILMING_WRAP,),
        of_one_season=True,
        of_filming=True,
        looks_ahead=True,
        chat_without_show=True,
        when=Intent.FILMING_WRAP,
    ),
    Intent.FILMING_LOCATION: IntentRow(
        kinds=(Kind.FILMING_LOCATION,), of_filming=True, looks_ahead=True, when=Intent.FILMING_START
    ),
    Intent.CODE_NAME: IntentRow(
        kinds=(Kind.CODE_NAME,), of_filming=True, said_anyway=True, told_first=True
    ),
    Intent.EPISODE_COUNT: IntentRow(
        kinds=(Kind.EPISODE_COUNT,), of_one_season=True, looks_ahead=True, names_strangers=True
    ),
    Intent.RUNTIME: IntentRow(kinds=(Kind.RUNTIME,), of_parts=True),
    Intent.DIRECTOR: IntentRow(kinds=(Kind.DIRECTOR,), people=(Kind.DIRECTOR,), of_parts=True),
    Intent.SHOWRUNNER: IntentRow(kinds=(Kind.SHOWRUNNER,), people=(Kind.SHOWRUNNER,)),
    Intent.CAST: IntentRow(
        kinds=(Kind.CAST, Kind.CAST_ABSENCE),
        people=(Kind.CAST, Kind.CHARACTER),
        looks_ahead=True,
        chat_without_show=True,
    ),
    Intent.RECEPTION: IntentRow(kinds=(Kind.RECEPTION,), chat_without_show=True),
    Intent.PREMISE: IntentRow(kinds=(Kind.PREMISE,), of_series=True),
    Intent.TITLE: IntentRow(kinds=(Kind.TITLE,), of_series=True, chat_without_show=True),
    Intent.TRAILER: IntentRow(
        kinds=(Kind.TRAILER,), looks_ahead=True, names_strangers=True, when=Intent.TRAILER
    ),
    Intent.WHERE_TO_WATCH: IntentRow(
        kinds=(Kind.NETWORK, Kind.AVAILABILITY_START, Kind.AVAILABILITY_END),
        names_strangers=True,
        windowed=True,
        guessed=True,
    ),
    Intent.UPDATES: IntentRow(verb="news", needs_show=False, looks_ahead=True, windowed=True),
    Intent.CHANGE_HISTORY: IntentRow(verb="history", windowed=True, leans=True, asks_of_told=True),
    Intent.ANNOUNCED_ON: IntentRow(leans=True),
    Intent.SOURCE: IntentRow(leans=True),
    Intent.CONFIDENCE: IntentRow(leans=True, asks_of_told=True),
    Intent.RUMOUR_CHECK: IntentRow(leans=True, said_anyway=True, told_first=True),
    Intent.DISPUTE: IntentRow(
        windowed=True, leans=True, said_anyway=True, told_first=True, asks_of_told=True
    ),
    Intent.UPCOMING: IntentRow(
        verb="upcoming", needs_show=False, of_no_show=True, windowed=True, leaves_trace=False
    ),
    Intent.LIST_CANCELLED: IntentRow(
        needs_show=False, of_no_show=True, windowed=True, leaves_trace=False
    ),
    Intent.COMPARE_RELEASE: IntentRow(of_one_season=True, compares=True),
    Intent.GAP: IntentRow(of_one_season=True, compares=True),
    Intent.ELAPSED: IntentRow(leans=True),
    Intent.SUBSCRIBE: IntentRow(needs_show=False, said_anyway=True, for_self=True),
    Intent.UNSUBSCRIBE: IntentRow(needs_show=False, said_anyway=True, for_self=True),
    Intent.HELP: IntentRow(
        needs_show=False, of_no_show=True, said_anyway=True, once=True, leaves_trace=False
    ),
    Intent.CORRECTION: IntentRow(needs_show=False, said_anyway=True, once=True, leaves_trace=False),
    Intent.PRIVACY: IntentRow(
        needs_show=False, of_no_show=True, said_anyway=True, once=True, leaves_trace=False
    ),
    Intent.NOT_TRACKED: IntentRow(needs_show=False, once=True, leaves_trace=False),
    Intent.OUT_OF_SCOPE: IntentRow(needs_show=False, once=True),
    Intent.SMALLTALK: IntentRow(needs_show=False, of_no_show=True, once=True, leaves_trace=False),
    Intent.NOT_ADDRESSED: IntentRow(needs_show=False, leaves_trace=False),
}


def kinds_about(intent: Intent | None) -> tuple[Kind, ...]:
    """Return the kinds behind *intent*, weightiest first; the release date where it has none."""
    return (intent.row.kinds if intent else ()) or (Kind.RELEASE_DATE,)
