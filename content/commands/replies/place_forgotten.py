"""What is said to whoever wants a channel, or a whole server, to be forgotten."""

from content.commands.reply import CommandReply
from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording
from content.privacy.whose import Forgotten


def would_forget(kept: Forgotten, *, everything: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return how much is kept, and how to have it deleted; nothing was."""
    if kept.is_nothing:
        return CommandReply(
            headline=_nothing(wording, everything=everything), language=wording.language
        )
    if everything:
        headline = wording.say("This is what I keep of all channels here; nothing is deleted yet.")
        how = hint("updates forget", everything="True", confirm="True")
    else:
        headline = wording.say("This is what I keep of this channel; nothing is deleted yet.")
        how = hint("updates forget", confirm="True")
    lines = [
        *_counted(kept, wording),
        wording.say("It cannot be brought back. To have it deleted: {command}", command=how),
    ]
    if not everything:
        also = hint("updates forget", everything="True")
        lines.append(wording.say("For all channels here: {command}", command=also))
    return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)


def forgot_place(went: Forgotten, *, everything: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return how much was deleted, and what stays."""
    if went.is_nothing:
        return CommandReply(
            headline=_nothing(wording, everything=everything), language=wording.language
        )
    if everything:
        headline = wording.say("I have deleted everything that I kept of all channels here.")
    else:
        headline = wording.say("I have deleted everything that I kept of this channel.")
    stays = wording.say(
        "Posts stay where they are, and people keep their reminders: each of them deletes those "
        "with {command}. What whoever runs me has copied stays in the copies.",
        command=hint("forget me"),
    )
    return CommandReply(
        headline=headline, lines=(*_counted(went, wording), stays), language=wording.language
    )


def _nothing(wording: Wording, *, everything: bool) -> str:
    if everything:
        return wording.say("I keep nothing of any channel here.")
    return wording.say("I keep nothing of this channel.")


def _counted(kept: Forgotten, wording: Wording) -> list[str]:
    subscriptions, posts = kept.subscriptions, kept.deliveries
    said = (
        (
            subscriptions,
            wording.count("{number} subscription.", "{number} subscriptions.", subscriptions),
        ),
        (
            posts,
            wording.count(
                "{number} note of what became of a post.",
                "{number} notes of what became of posts.",
                posts,
            ),
        ),
        (
            kept.conversations,
            wording.count("{number} conversation.", "{number} conversations.", kept.conversations),
        ),
        (
            kept.corrections,
            wording.count("{number} correction.", "{number} corrections.", kept.corrections),
        ),
    )
    return [line for number, line in said if number]
