"""What is said of Slack: whether a channel there takes posts, and how it is made to."""

from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording


def direct_message(wording: Wording = ENGLISH) -> str:
    """Return that a destination is somebody's direct messages."""
    return wording.say("It is a direct message.")


def unseen(wording: Wording = ENGLISH) -> str:
    """Return that Slack shows no such channel, and how it would."""
    return wording.say(
        "I do not see this channel: it is private and I am not in it, or it is gone. "
        "Whoever is in it can type /invite @Violet there."
    )


def restricted(wording: Wording = ENGLISH) -> str:
    """Return that not everybody may post in a channel, and how Violet is let."""
    return wording.say(
        "Posting is restricted in this channel. Whoever manages it can let Violet post: click the "
        "channel's name, then Settings, then Posting permissions."
    )


def perhaps_restricted(wording: Wording = ENGLISH) -> str:
    """Return that posting is restricted, which may or may not concern Violet."""
    return wording.say(
        "Slack says that not everybody may post here. If I may not: {restricted}",
        restricted=restricted(wording),
    )


def threads_only(wording: Wording = ENGLISH) -> str:
    """Return that a channel takes replies alone, and what can be subscribed instead."""
    return wording.say(
        "Only threads can be written in here; subscribe one of them with: {command}",
        command=hint("updates subscribe", show="SHOW", thread="LINK"),
    )


def untold(code: str | None = None, wording: Wording = ENGLISH) -> str:
    """Return that Slack does not say how a channel stands; *code* is its own name of why."""
    if code is None:
        return wording.say("Slack does not say just now how this channel stands.")
    return wording.say("Slack does not say how this channel stands ({code}).", code=code)


def membership(wording: Wording = ENGLISH) -> str:
    """Return that Violet is in a channel."""
    return wording.say("I am a member of this channel.")


def no_membership(wording: Wording = ENGLISH) -> str:
    """Return that Violet is not in a channel that is open to her."""
    return wording.say("I am not in this channel yet; I join it as I post.")


def unarchived(wording: Wording = ENGLISH) -> str:
    """Return that a channel is still in use."""
    return wording.say("It is not archived.")
