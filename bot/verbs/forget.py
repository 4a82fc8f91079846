"""Forgetting: whose data → all of it gone, and said what."""

import structlog

from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.privacy import Privacy
from bot.ports.traits import PlatformTraits
from content.answers.forgotten import forgot_you
from content.answers.reply import Answer
from content.commands.admin import ForgetPlace
from content.commands.replies.place_forgotten import forgot_place, would_forget
from content.commands.reply import CommandReply
from content.language.wording import Wording
from content.privacy.whose import Party, Whose
from content.subscriptions.destination import Destination

log = structlog.get_logger()


async def forget_person(
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    clock: Clock,
    privacy: Privacy,
    wording: Wording,
) -> Answer:
    """Delete all that is kept of whoever speaks on this platform, and return what that was.

    Raises:
        StorageError: some of it may stand still; it is safe to try again.
    """
    here = speaker.destination
    whose = Whose(
        platform=traits.id,
        id=speaker.person,
        workspace=here.workspace if traits.knows_people_by_workspace else "",
        parties=frozenset({Party.PERSON}),
    )
    own = here if traits.is_the_operators else None
    went = await privacy.forget(whose, own=own, now=clock.now())
    log.info("person_forgotten", platform=traits.id)
    return forgot_you(went, is_editor=whose.identity in editors, wording=wording)


async def forget_place(
    wanted: ForgetPlace,
    destination: Destination,
    *,
    clock: Clock,
    privacy: Privacy,
    wording: Wording,
) -> CommandReply:
    """Delete all that is kept of the channel, or of its server, once that is confirmed.

    Raises:
        StorageError: some of it may stand still; it is safe to try again.
    """
    everything = wanted.everything and destination.workspace != ""
    whose = Whose(
        platform=destination.platform,
        id=destination.workspace if everything else destination.channel,
        workspace="" if everything else destination.workspace,
        parties=frozenset({Party.COMMUNITY if everything else Party.CHANNEL}),
    )
    if not wanted.confirm:
        kept = await privacy.kept(whose)
        return would_forget(kept, everything=everything, wording=wording)
    went = await privacy.forget(whose, now=clock.now())
    log.info("place_forgotten", platform=destination.platform, everything=everything)
    return forgot_place(went, everything=everything, wording=wording)
