"""What is said of what admins and editors did: who, when and what, a line each."""

from collections.abc import Sequence
from typing import Final

from content.answers.phrases import fitted
from content.commands.acts import Act, ActKind
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.language.command_hints import hint, unmarked
from content.language.wording import ENGLISH, Wording, phrase

_LONGEST: Final = 240
_SAID: Final = {
    ActKind.SUBSCRIBED: phrase("{when}: {who} subscribed this channel to {show}. {detail}"),
    ActKind.CHANGED: phrase("{when}: {who} changed how this channel hears of {show}. {detail}"),
    ActKind.UNSUBSCRIBED: phrase("{when}: {who} unsubscribed this channel from {show}."),
    ActKind.PAUSED: phrase("{when}: {who} paused {show} here."),
    ActKind.RESUMED: phrase("{when}: {who} resumed {show} here."),
    ActKind.SAMPLED: phrase("{when}: {who} had a test posted here, of {show}."),
    ActKind.ADMINS_CHOSEN: phrase("{when}: {who} chose who counts as admin here: {detail}"),
    ActKind.DRAFTED: phrase("{when}: {who} drafted proposal {detail}, about {show}."),
    ActKind.AMENDED: phrase("{when}: {who} amended proposal {detail}, about {show}."),
    ActKind.ACCEPTED: phrase("{when}: {who} accepted proposal {detail}, about {show}."),
    ActKind.REJECTED: phrase("{when}: {who} rejected proposal {detail}, about {show}."),
    ActKind.CORRECTION_CLOSED: phrase("{when}: {who} closed correction {detail}."),
    ActKind.CLAIM_RECORDED: phrase("{when}: {who} recorded {detail}, about {show}."),
    ActKind.CLAIM_RETRACTED: phrase("{when}: {who} took back {detail}, about {show}."),
    ActKind.FEED_ADDED: phrase("{when}: {who} added the feed {detail}."),
    ActKind.FEED_PAUSED: phrase("{when}: {who} paused the feed {detail}."),
    ActKind.FEED_RESUMED: phrase("{when}: {who} resumed the feed {detail}."),
    ActKind.FEED_REMOVED: phrase("{when}: {who} removed the feed {detail}."),
}
_UNDONE_BY: Final = {
    ActKind.SUBSCRIBED: "updates unsubscribe",
    ActKind.UNSUBSCRIBED: "updates subscribe",
    ActKind.PAUSED: "updates resume",
    ActKind.RESUMED: "updates pause",
}


def acts_listed(
    here: Sequence[Act] | None,
    newsdesk: Sequence[Act] | None,
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return the acts for a channel and those on the newsdesk, the newest of each first.

    None: whoever asks may not see them.
    """
    lines: list[str] = []
    headline = wording.say("Nothing was changed for this channel within a year.")
    if here:
        headline = wording.say("What was changed for this channel, the newest first:")
        lines += [act_line(one, catalogue, wording) for one in here]
        if undoing := _undoing(here[0]):
            lines.append(
                wording.say("To take the newest of these back, write: {command}", command=undoing)
            )
    if newsdesk is not None:
        said = (
            wording.say("What editors did for everyone, the newest first:")
            if newsdesk
            else wording.say("Editors did nothing within a year.")
        )
        if here is None:
            headline = said
        else:
            lines.append(said)
        lines += [act_line(one, catalogue, wording) for one in newsdesk]
    return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)


def act_line(act: Act, catalogue: Catalogue, wording: Wording = ENGLISH) -> str:
    """Return who did what, and when."""
    said = wording.say(
        _SAID[act.kind],
        when=f"{act.at:%Y-%m-%d %H:%M} UTC",
        who=unmarked(act.by),
        show=unmarked(show_name(act.show, catalogue, wording)),
        detail=unmarked(act.detail),
    )
    return fitted(said, _LONGEST)


def _undoing(act: Act) -> str | None:
    """Return the command that undoes *act*; None: no single one does."""
    verb = _UNDONE_BY.get(act.kind)
    if verb is None:
        return None
    is_all = act.kind is ActKind.UNSUBSCRIBED and act.show is None
    show = act.show or ("all" if is_all else None)
    return hint(verb, show=show) if show else hint(verb)
