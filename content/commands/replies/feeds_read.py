"""What is said to editors about the feeds of news that are read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from content.answers.reply import ReplyStatus
from content.articles.feed import Feed, FeedState
from content.commands.feed_list import FeedItem
from content.commands.reply import CommandReply
from content.language.command_hints import hint, unmarked
from content.language.wording import ENGLISH, Wording

_ROOM: Final = 1800
"""Characters of all that is shown together, so that every platform shows each to its end."""
_MOST_SHOWN: Final = 15
"""At a time: with their buttons they take two of the fifty blocks of a Slack message each."""
_MOST_NAMED: Final = 5
_SETTING: Final = "VIOLET_EDITORS"
_NAMING: Final = "VIOLET_FEEDS"
_LIVE: Final = "VIOLET_LIVE"


def feeds_for_editors_only(who: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *who*, as the setting names people, is no editor, and who makes one of them."""
    return CommandReply(
        headline=wording.say("Only editors choose the feeds that I read."),
        lines=(
            wording.say(
                "Whoever runs me makes you one by adding {who} to {setting}.",
                who=who,
                setting=_SETTING,
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def no_feeds_here(wording: Wording = ENGLISH) -> CommandReply:
    """Return that whoever runs Violet lets no feed be read."""
    return CommandReply(
        headline=wording.say("I read no feeds here."),
        lines=(
            wording.say(
                "Whoever runs me lets me by adding {source} to {setting}.",
                source="feeds",
                setting=_LIVE,
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def every_feed(
    feeds: Sequence[Feed], wording: Wording = ENGLISH, *, start: int = 1
) -> CommandReply:
    """Return all that are read, as many as there is room for, what is not well first.

    The first is that at the place *start*; where there is none, that at the first.
    """
    adding = wording.say("Add one with: {add}", add=hint("newsdesk feeds", add="URL"))
    if not feeds:
        return CommandReply(
            headline=wording.say("I read no feed yet."),
            lines=(adding,),
            language=wording.language,
        )
    begins_at = start if 1 <= start <= len(feeds) else 1
    items: list[FeedItem] = []
    for feed in sorted(feeds, key=_is_well)[begins_at - 1 :]:
        line = _line(feed, wording)
        is_full = len(items) == _MOST_SHOWN
        if is_full or (items and sum(len(one.line) for one in items) + len(line) > _ROOM):
            break
        is_paused = feed.paused_at is not None
        items.append(FeedItem(number=feed.number, line=line, is_paused=is_paused))
    shown = [one.line for one in items]
    goes_on_at = begins_at + len(items)
    if more := len(feeds) + 1 - goes_on_at:
        shown.append(
            wording.count(
                "There is {number} more; `violet sources` lists all.",
                "There are {number} more; `violet sources` lists all.",
                more,
            )
        )
    shown.append(adding)
    shown.append(
        wording.say(
            "Change one with: {pause}, {resume} or {remove}",
            pause=hint("newsdesk feeds", pause="NUMBER"),
            resume=hint("newsdesk feeds", resume="NUMBER"),
            remove=hint("newsdesk feeds", remove="NUMBER"),
        )
    )
    return CommandReply(
        headline=wording.count("I read {number} feed.", "I read {number} feeds.", len(feeds)),
        lines=tuple(shown),
        feeds=tuple(items),
        begins_at=begins_at,
        goes_on_at=goes_on_at if more else None,
        language=wording.language,
    )


def feed_added(
    feed: Feed, *, others: Sequence[str], is_known: bool, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that *feed* is read; *others* are those that the same page names, too."""
    name = _name(feed)
    said = (
        wording.say("I read {name} already.", name=name)
        if is_known
        else wording.say("I read {name} from now on.", name=name)
    )
    lines = (
        []
        if is_known
        else [
            wording.say(
                "What it says of shows that I know waits for you in {review}; nothing is claimed "
                "before an editor has accepted it.",
                review=hint("newsdesk review"),
            )
        ]
    )
    if others:
        lines.append(
            wording.say("The page names more: {urls}", urls=" ".join(others[:_MOST_NAMED]))
        )
    return CommandReply(headline=said, lines=tuple(lines), language=wording.language)


def no_feed_there(wording: Wording = ENGLISH) -> CommandReply:
    """Return that what is at the address is no feed, and names none."""
    return CommandReply(
        headline=wording.say("I find no feed there, and no page that names one."),
        lines=(
            wording.say(
                "Look on the page for “RSS” or “Feed”, and give me that address: {add}",
                add=hint("newsdesk feeds", add="URL"),
            ),
        ),
        status=ReplyStatus.DOES_NOT_EXIST,
        language=wording.language,
    )


def feed_not_reached(reason: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that the address cannot be asked, and why."""
    return CommandReply(
        headline=wording.say("I could not look there, and have added nothing."),
        lines=(unmarked(reason), wording.say("Look whether the address is right, and try again.")),
        status=ReplyStatus.DOES_NOT_EXIST,
        language=wording.language,
    )


def no_room_for_feeds(most: int, wording: Wording = ENGLISH) -> CommandReply:
    """Return that as many are read as can be."""
    return CommandReply(
        headline=wording.say("I read {number} feeds, which are as many as I can.", number=most),
        lines=(
            wording.say(
                "Take one away first: {remove}", remove=hint("newsdesk feeds", remove="NUMBER")
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def which_feed(wording: Wording = ENGLISH) -> CommandReply:
    """Return that it cannot be read which feed, or which address, is meant."""
    return CommandReply(
        headline=wording.say("Which feed is that? I can't read it."),
        lines=(
            wording.say(
                "Write for example: {add} or {pause}",
                add=hint("newsdesk feeds", add="https://outlet.example/feed/"),
                pause=hint("newsdesk feeds", pause="3"),
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def no_such_feed(number: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that no feed that is read has this number."""
    return CommandReply(
        headline=wording.say("I read no feed with the number {number}.", number=number),
        lines=(wording.say("All that I read: {command}", command=hint("newsdesk feeds")),),
        status=ReplyStatus.DOES_NOT_EXIST,
        language=wording.language,
    )


def feed_paused(feed: Feed, *, is_new: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *feed* is asked no more; not *is_new*: it was not before either."""
    name = _name(feed)
    resume = hint("newsdesk feeds", resume=str(feed.number))
    said = (
        wording.say("I ask {name} no more for now.", name=name)
        if is_new
        else wording.say("{name} is paused already.", name=name)
    )
    again = wording.say("Let it go on with: {resume}", resume=resume)
    return CommandReply(headline=said, lines=(again,), language=wording.language)


def feed_resumed(feed: Feed, *, is_new: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *feed* is asked again; not *is_new*: it was all the time."""
    name = _name(feed)
    said = (
        wording.say("I ask {name} again.", name=name)
        if is_new
        else wording.say("{name} is not paused.", name=name)
    )
    return CommandReply(headline=said, language=wording.language)


def feed_removed(feed: Feed, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *feed* is read no more, and that what was proposed because of it stays."""
    return CommandReply(
        headline=wording.say("I read {name} no more.", name=_name(feed)),
        lines=(wording.say("What was proposed because of it still waits to be decided."),),
        language=wording.language,
    )


def feed_named_by_the_operator(feed: Feed, wording: Wording = ENGLISH) -> CommandReply:
    """Return that whoever runs Violet names *feed*, so that no editor takes it away."""
    return CommandReply(
        headline=wording.say("I go on reading {name}.", name=_name(feed)),
        lines=(
            wording.say(
                "Whoever runs me names it in {setting}. You can pause it: {pause}",
                setting=_NAMING,
                pause=hint("newsdesk feeds", pause=str(feed.number)),
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def _is_well(feed: Feed) -> bool:
    return feed.state not in {FeedState.PAUSED, FeedState.SILENT}


def _name(feed: Feed) -> str:
    return unmarked(f"{feed.title} ({feed.place})" if feed.title else feed.place)


def _line(feed: Feed, wording: Wording) -> str:
    return f"{feed.number}. {_name(feed)}: {_standing(feed, wording)}"


def _standing(feed: Feed, wording: Wording) -> str:
    reason = unmarked(feed.reason)
    if feed.paused_at is not None and feed.paused_by:
        return wording.say(
            "paused by {who} since {moment}", who=feed.paused_by, moment=_moment(feed.paused_at)
        )
    if feed.paused_at is not None:
        moment = _moment(feed.paused_at)
        return wording.say("paused since {moment}: {reason}", moment=moment, reason=reason)
    if feed.failing_since is not None:
        moment = _moment(feed.failing_since)
        return wording.say("silent since {moment}: {reason}", moment=moment, reason=reason)
    if feed.read_at is None:
        return wording.say("not read yet")
    return wording.say("last good answer {moment}", moment=_moment(feed.read_at))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
