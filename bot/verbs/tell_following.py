"""Telling an admin what of their channel's news comes by following, and what does not."""

from dataclasses import replace

from bot.ports.following import Followable, FollowingChannels
from bot.ports.platforms import Channels
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.answers.reply import ReplyStatus
from content.commands.admin import (
    AdminCommand,
    ChangeSettings,
    CheckChannel,
    ListSubscriptions,
    Pause,
    Resume,
    Subscribe,
    Unsubscribe,
)
from content.commands.replies import following as replies
from content.commands.replies.chosen_admins import may_not
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.following import MOST_CHANNELS, plan_of


async def why_kept_at_home(
    destination: Destination, followable: Followable | None, wording: Wording = ENGLISH
) -> CommandReply | None:
    """Return that a channel of ours that others follow stays as it is; None: it is none of those.

    Whoever follows it would be told in another way, or nothing, and would not know why.
    """
    if followable is None or destination.workspace != followable.home.workspace:
        return None
    kept = await followable.follows.channels(followable.home)
    is_ours = any(one.destination == destination for one in kept)
    return may_not(replies.kept_as_it_is(wording), wording) if is_ours else None


_TELLS = (
    *(Subscribe, ChangeSettings, Unsubscribe, Pause, Resume),
    *(ListSubscriptions, CheckChannel),
)


async def tell_following(
    said: CommandReply,
    command: AdminCommand,
    destination: Destination,
    *,
    subscriptions: Subscriptions,
    followable: Followable | None,
    channels: Channels,
    knowledge: Knowledge,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what was *said* to *command*, with what of *destination* comes by following.

    Where nothing is to, and nothing does, it is returned as it is.
    """
    if not isinstance(command, _TELLS) or said.status is not ReplyStatus.DONE:
        return said
    stand = await subscriptions.of(destination)
    wants = any(one.preferences.instant and one.paused_at is None for one in stand)
    if followable is None:
        lines = [replies.nothing_to_follow(wording)] if wants else []
        return replace(said, lines=(*said.lines, *lines))
    follows = await followable.follows.of(destination)
    if not wants and not follows:
        return said
    plan = plan_of(stand, followable.home)
    why_not = None
    if isinstance(channels, FollowingChannels):
        why_not = await channels.why_it_cannot_follow(destination, followable.home, wording)
    kept = {one.show for one in await followable.follows.channels(followable.home)}
    without = plan.shows - kept if len(kept) >= MOST_CHANNELS else frozenset()
    lines = replies.how_it_comes(
        plan,
        follows,
        knowledge.catalogue,
        why_not=why_not,
        without_channel=without,
        wording=wording,
    )
    return replace(said, lines=(*said.lines, *lines))
