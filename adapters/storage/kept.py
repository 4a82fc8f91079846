"""How long each table keeps what: docs/privacy.md says the same, and the sweep goes by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Column, Table

from adapters.storage import calendars, following_tables, guild_tables, schema
from adapters.storage.stories import KEPT_FOR as STORIES_KEPT_FOR
from bot.ports.feeds import KEPT as ITEMS_KEPT_FOR
from bot.ports.platforms import CONVERSATION_KEPT_FOR
from content.answers.correction_notes import CLOSED_KEPT_FOR, WAITING_KEPT_FOR
from content.commands.acts import ACTS_KEPT_FOR
from content.facts.proposals import DECIDED_KEPT_FOR, DECISIONS_KEPT_FOR
from content.listings.airings import KEPT_FOR as EPISODES_KEPT_FOR

REFUSING_KEPT_FOR: Final = timedelta(days=90)
"""Then a channel that takes nothing any more, or a person, is forgotten with its subscriptions."""
DEPARTED_KEPT_FOR: Final = timedelta(days=30)
"""Then a server or workspace from which Violet was removed is."""
PUBLISHED_KEPT_FOR: Final = timedelta(days=90)
FORGETTING_KEPT_FOR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Past:
    """A row goes by itself once the moment, or the day, in *column* is so long ago."""

    column: Column[Any]
    after: timedelta
    numbers_on: bool = False
    """Whether the row of the highest number stays: SQLite gives that number again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table keeps, as a row of docs/privacy.md says it."""

    table: Table
    what: str
    why: str
    until: str
    people: str = ""
    """What of it is about people, and what becomes of that when one of them is forgotten."""
    goes: tuple[Past, ...] = ()
    """What the sweep takes away; what else goes by itself, goes otherwise."""

    @property
    def line(self) -> str:
        """The row of docs/privacy.md."""
        cells = (f"`{self.table.name}`", self.what, self.why, self.until, self.people or "nothing")
        return f"| {' | '.join(cells)} |"


def _span(after: timedelta) -> str:
    hours = int(after.total_seconds() // 3600)
    if hours < 48:
        return "an hour" if hours == 1 else f"{hours} hours"
    return f"{after.days} days"


_CLAIMS: Final = "so that what was known on any day can be told"
_NUMBERS: Final = "so that several processes agree"
_FOR_GOOD: Final = "for good"

KEPT: Final = (
    Kept(
        schema.conversation,
        "which show and question somebody spoke of last, per place",
        "so that follow-ups are understood",
        f"{_span(CONVERSATION_KEPT_FOR)} after the last question",
        "who spoke, and where; deleted",
        (Past(schema.conversation.c.updated_at, CONVERSATION_KEPT_FOR),),
    ),
    Kept(
        schema.answer,
        "questions that were accepted: what was asked, by whom and where, until they are answered",
        "so that each is answered once, whatever happens meanwhile",
        "an hour after the answer; a day, or for a command as long as its platform takes an "
        "answer, half an hour at most, where none could be given",
        "who asked what; emptied with the answer, and deleted",
    ),
    Kept(
        schema.suggestion,
        "corrections: the words, who wrote them, where and when",
        "so that an editor can look into them",
        f"{_span(CLOSED_KEPT_FOR)} after an editor closed it; "
        f"{_span(WAITING_KEPT_FOR)} where none does",
        "the words, who wrote them and where; emptied at once, and the empty row goes "
        f"{_span(CLOSED_KEPT_FOR)} later. Which editor closed it; replaced",
        (
            Past(schema.suggestion.c.closed_at, CLOSED_KEPT_FOR, numbers_on=True),
            Past(schema.suggestion.c.said_at, WAITING_KEPT_FOR, numbers_on=True),
        ),
    ),
    Kept(
        schema.destination,
        "the channels and people that something is told to, what those channels and their servers "
        "are called, and whether they refuse it",
        "so that news and reminders arrive",
        "while anything is subscribed or known to have been posted there; "
        f"{_span(REFUSING_KEPT_FOR)} after it began to refuse everything, and "
        f"{_span(DEPARTED_KEPT_FOR)} after Violet was removed from the server or workspace",
        "who is reminded; deleted",
    ),
    Kept(
        schema.subscription,
        "which shows a channel or a person wants to hear of, and how; in which time zone, the one "
        "of whoever wants it where the platform tells that",
        "so that news and reminders arrive",
        "until it is ended, or its channel or person goes",
        "a reminder; deleted. Who subscribed a channel; emptied, and they are told no more "
        "when the channel refuses",
    ),
    Kept(
        schema.delivery,
        "what became of each post and direct message",
        "so that nothing is told twice, and `updates why` can answer",
        "`VIOLET_KEEP_DAYS` (90) after it ended, or until no later news can correct it",
        "that of direct messages to them; deleted",
    ),
    Kept(
        following_tables.publication,
        "which posts in announcement channels are, or were, published",
        "so that each is published once, and no more of them than may be",
        f"{_span(PUBLISHED_KEPT_FOR)} after it was published or given up",
        goes=(Past(following_tables.publication.c.ended_at, PUBLISHED_KEPT_FOR),),
    ),
    Kept(
        following_tables.home_channel,
        "the channels of the home server that others follow",
        "so that none is made twice",
        _FOR_GOOD,
    ),
    Kept(
        following_tables.follow,
        "which channels follow one of Violet's",
        "so that they can stop following it",
        "until the channel follows no more",
    ),
    Kept(
        schema.digested,
        "which digest told what",
        "the same",
        "as long as its delivery",
        "that of direct messages to them; deleted",
    ),
    Kept(
        schema.pruning,
        "how far old deliveries were looked through",
        "so that they go",
        "as long as the announcement",
    ),
    Kept(
        schema.announcement,
        "what was or will be told",
        "so that nothing is told twice",
        f"{_FOR_GOOD}; digests as long as their deliveries",
        "digests and notices told to them alone; emptied",
    ),
    Kept(
        schema.rhythm,
        "which combinations of hours and digests anybody chose",
        "so that digests come at their hour",
        _FOR_GOOD,
    ),
    Kept(
        schema.followed,
        "shows that are followed in a listing, with what is claimed of them",
        "so that questions about them are answered",
        _FOR_GOOD,
        "who followed it first, and from where; emptied",
    ),
    Kept(schema.claim, "what show files and operators claim", _CLAIMS, _FOR_GOOD),
    Kept(schema.claim_origin, "which source brought a claim", _CLAIMS, _FOR_GOOD),
    Kept(schema.show_seen, "which shows were looked through for news", _NUMBERS, _FOR_GOOD),
    Kept(
        schema.editor_claim,
        "what editors claim of shows",
        _CLAIMS,
        _FOR_GOOD,
        "which editor recorded it or took it back; replaced by “a former editor”",
    ),
    Kept(
        schema.proposal,
        "what may become a claim, and what an editor decided",
        "so that an editor can decide",
        f"{_span(DECIDED_KEPT_FOR)} after it was decided; the newest until there is another",
        "which editor drafted, amended or decided it; replaced by “a former editor”",
        (Past(schema.proposal.c.closed_at, DECIDED_KEPT_FOR, numbers_on=True),),
    ),
    Kept(
        schema.decision,
        "every decision of an editor, with the reason",
        "so that another editor can follow and undo it",
        _span(DECISIONS_KEPT_FOR),
        "which editor; replaced by “a former editor”",
        (Past(schema.decision.c.decided_at, DECISIONS_KEPT_FOR),),
    ),
    Kept(
        schema.audit,
        "what admins changed for a channel or a server, and editors for everyone",
        "so that another admin can follow and undo it",
        _span(ACTS_KEPT_FOR),
        "who did it; replaced by “a former admin”. What was done for direct messages; deleted",
    ),
    Kept(
        calendars.table,
        "which channel has a calendar, and a fingerprint of its address",
        "so that its address leads to it",
        "until it is stopped, or the channel goes",
        "whose direct messages have one; deleted",
    ),
    Kept(
        schema.server_admins,
        "which role or user group counts as admin of a server or workspace",
        "so that its members may use `updates`",
        "until another is chosen, or the server or workspace goes",
    ),
    Kept(
        guild_tables.scheduled_event,
        "which premieres have an event in which server",
        "so that each has one, in step with its date",
        "until the premiere is over, or nobody there wants it any more",
    ),
    Kept(
        guild_tables.forum_post,
        "which show has which post in a forum",
        "so that its news goes into one",
        "until the server or the forum goes",
    ),
    Kept(
        schema.episode,
        "episodes that air soon",
        "so that they are told",
        f"{_span(EPISODES_KEPT_FOR)} after they aired",
        goes=(Past(schema.episode.c.day, EPISODES_KEPT_FOR),),
    ),
    Kept(
        schema.story,
        "which outlets told one story",
        "so that it is told once",
        _span(STORIES_KEPT_FOR),
        goes=(Past(schema.story.c.began, STORIES_KEPT_FOR),),
    ),
    Kept(
        schema.feed,
        "the feeds that are read",
        "so that they are read",
        "until it is removed",
        "which editor added or paused it; emptied, or replaced by “a former editor”",
    ),
    Kept(
        schema.feed_item,
        "articles of feeds: their words until they were read, then only that they were",
        "so that nothing is read twice",
        f"{_span(ITEMS_KEPT_FOR)} after it was read",
        goes=(Past(schema.feed_item.c.taken_at, ITEMS_KEPT_FOR),),
    ),
    Kept(
        schema.feed_item_key,
        "by what an article is known again, as a fingerprint",
        "the same",
        f"{_span(ITEMS_KEPT_FOR)} after the feed last had it",
    ),
    Kept(schema.feed_host, "how often hosts were asked", "so that none is asked too often", "days"),
    Kept(schema.listing_source, "how listings stand", _NUMBERS, _FOR_GOOD),
    Kept(schema.call_budget, "when listings were called", "the same", "minutes"),
    Kept(
        schema.mark,
        "how far news and countdowns have come, and what is not to be tried yet",
        _NUMBERS,
        _FOR_GOOD,
    ),
    Kept(schema.counter, "the next number of some things", _NUMBERS, _FOR_GOOD),
    Kept(
        schema.installation,
        "of which bot the database is, on each platform",
        "so that no other bot works on it",
        _FOR_GOOD,
    ),
    Kept(schema.heartbeat, "when each role was last attended to", _NUMBERS, _FOR_GOOD),
    Kept(schema.tally, "how many there are of some things", "for metrics", _FOR_GOOD),
    Kept(
        schema.forgotten,
        "a fingerprint of whoever was forgotten",
        "so that what they said just before is not kept after all",
        _span(FORGETTING_KEPT_FOR),
        "the fingerprint; it goes by itself",
        (Past(schema.forgotten.c.at, FORGETTING_KEPT_FOR),),
    ),
    Kept(
        schema.workspace,
        "workspaces that installed Violet by themselves, with their tokens, encrypted",
        "so that she can hear and post there",
        "the tokens until the app is removed there, or they are revoked; the rest "
        f"{_span(DEPARTED_KEPT_FOR)} longer",
        goes=(Past(schema.workspace.c.removed_at, DEPARTED_KEPT_FOR),),
    ),
    Kept(
        schema.spent_ticket,
        "a fingerprint of each try to install",
        "so that none can be repeated by somebody else",
        "ten minutes",
        goes=(Past(schema.spent_ticket.c.until, timedelta(minutes=1)),),
    ),
    Kept(
        schema.departed,
        "servers and workspaces from which Violet was removed",
        "so that all that is of them goes",
        _span(DEPARTED_KEPT_FOR),
    ),
)
"""Every table there is."""


def swept() -> Iterator[Past]:
    """Yield whatever goes by itself."""
    for kept in KEPT:
        yield from kept.goes


def swept_of(table: Table) -> tuple[Past, ...]:
    """Return by what rows of *table* go by themselves."""
    return next(kept.goes for kept in KEPT if kept.table is table)
