"""What is said of Discord: its permissions, its refusals, its commands.

Permissions have the names that Discord shows; https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Sequence
from typing import Final

from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording, phrase

VIEW: Final = "View Channel"
SEND: Final = "Send Messages"
SEND_IN_THREADS: Final = "Send Messages in Threads"
EMBED: Final = "Embed Links"
HISTORY: Final = "Read Message History"
FILES: Final = "Attach Files"

GONE: Final = {
    10003: phrase("The channel was deleted."),
    10004: phrase("Violet is no longer a member of that server."),
    10013: phrase("That person no longer exists."),
    50033: phrase("That person takes no direct messages."),
    50007: phrase("That person takes no direct messages from Violet."),
    50008: phrase("Nothing can be posted in a channel of that kind."),
    50024: phrase("Nothing can be posted in a channel of that kind."),
    50083: phrase("The thread is archived; whoever may manage threads can open it again."),
    50278: phrase("Violet shares no server with that person any more."),
    160005: phrase("The thread is locked; whoever may manage threads can unlock it."),
}
"""Why a destination takes nothing for good, by Discord's code.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""
UNEDITABLE: Final = {
    10008: phrase("The message is no longer there."),
    50005: phrase("This message cannot be edited by me."),
    50083: phrase("The thread is archived; whoever may manage threads can open it again."),
}
"""Why a message is not edited, by Discord's code.

To an archived thread something new can be posted, which opens it, where nothing can be edited.
"""
TOKEN_REFUSED: Final = phrase(
    "Discord refuses the token; put a new one into DISCORD_TOKEN (see .env.example)"
)
PAUSE: Final = phrase("Discord asks for a pause.")
PAUSE_IN_CHANNEL: Final = phrase("Discord asks for a pause in this channel.")
CROWDED: Final = phrase("Many others are waiting to be sent.")
NEAR_A_BAN: Final = phrase("Discord has refused so much that it might ban this bot.")
SENT_ELSEWHERE: Final = phrase("Another process sends for Discord now.")
NOT_CONNECTED: Final = phrase("Violet is not connected to Discord.")
CHANNEL_UNASKED: Final = phrase("Discord could not be asked about the channel.")
THREAD_CLOSED: Final = phrase("The thread is closed; whoever may manage threads can open it again.")
SEARCH_NOT_CONNECTED: Final = phrase("it is not connected to Discord.")
SEARCH_TOO_LONG: Final = phrase("too much was said since to look through.")


MANAGE_WEBHOOKS: Final = "Manage Webhooks"
MANAGE_CHANNELS: Final = "Manage Channels"
TOO_MANY_WEBHOOKS: Final = phrase(
    "This channel has 15 webhooks, and Discord allows no more; delete one in the channel's "
    "settings, under Integrations."
)
TOO_MANY_CHANNELS: Final = phrase("The home server has 500 channels, and Discord allows no more.")
NEEDS_WEBHOOKS: Final = phrase(
    "Following takes the permission Manage Webhooks: an admin can allow it in the channel's "
    "settings, under Permissions."
)
NEEDS_CHANNELS: Final = phrase(
    "In the home server Violet lacks the permission Manage Channels; give it to her role."
)
CANNOT_FOLLOW: Final = phrase("Nothing can be followed by a channel of that kind.")
OTHER_LANGUAGE: Final = phrase(
    "What can be followed is told in another language than that of this server."
)
EVERY_SHOW_CHANNEL: Final = "every-show"
"""What the channel of every show is called, in the home server."""


def home_topic(title: str, wording: Wording = ENGLISH) -> str:
    """Return what a channel says of itself that others may follow; empty: it is of every show."""
    if not title:
        return wording.say("News of every show. Follow this channel to have it in yours.")
    return wording.say("News of {show}. Follow this channel to have it in yours.", show=title)


STORE_IT: Final = phrase("Store it")
"""A button below how a claim reads."""
KEEP_AS_DRAFT: Final = phrase("Keep it as a draft")
"""A button beside it."""
CHANGE_IT: Final = phrase("Change it …")
"""Another one; it opens a form."""
FILL_IN_AGAIN: Final = phrase("Fill it in again …")
"""A button below what is wrong with a form; it opens with what was typed."""
ADDRESS: Final = phrase("Address")
RECORDING: Final = phrase("Record a claim")
"""The title of a form, at most 45 characters."""
MAKING_A_CLAIM: Final = phrase("Make a claim")
"""Of another one."""
TAKING_BACK: Final = phrase("Take a claim back")
ABOUT: Final = phrase("Show and season")
"""What is typed into a form; at most 45 characters, and what explains it at most 100."""
ABOUT_EXAMPLE: Final = phrase("Such as: Jessica Jones season 3, or The Punisher special")
WHAT_KIND: Final = phrase("What is claimed")
KIND_EXAMPLE: Final = phrase("Such as: release-date, renewal, filming-start, cast, trailer")
WHAT_VALUE: Final = phrase("Its day, number or words")
VALUE_EXAMPLE: Final = phrase("Such as: 14 June 2019, early 2019, 13")
HOW_SURE: Final = phrase("How surely the page says it")
WHERE_FROM: Final = phrase("The page, and who says so")
WHERE_FROM_EXAMPLE: Final = phrase(
    "The address first, then a line each. Others: authority, claimant, market, detail, says"
)
WHERE_FROM_SHAPE: Final = "https://…\npublisher: Netflix\nreported: 14 June 2019"
"""How it is typed, which is the same in every language."""
WHY: Final = phrase("The reason")
WHY_REJECTED: Final = phrase(
    "It is kept with the decision; leave it empty if it goes without saying"
)
WHY_TAKEN_BACK: Final = phrase("It is kept with the claim, for whoever asks later")


def amending(number: int, wording: Wording = ENGLISH) -> str:
    """Return the title of the form in which a proposal is amended."""
    return wording.say("Amend proposal {number}", number=number)


def rejecting(number: int, wording: Wording = ENGLISH) -> str:
    """Return the title of the form in which it is said why a proposal is rejected."""
    return wording.say("Reject proposal {number}", number=number)


def form_too_late(wording: Wording = ENGLISH) -> str:
    """Return that a form could not be opened in the seconds that Discord gives."""
    return wording.say("It took me too long to open that form; please try again.")


def too_old(wording: Wording = ENGLISH) -> str:
    """Return that what was pressed or sent is of a version of Violet that is no more."""
    return wording.say(
        "That is from an earlier version of me, and I no longer know what it is for. "
        "Please ask me again; what I answer now has working buttons."
    )


def how_to_grant(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return how an admin grants these permissions, or all that is needed where none is named."""
    return wording.say(
        "An admin can allow it in the channel's settings, under Permissions: "
        "add Violet there and turn on {permissions}.",
        permissions=", ".join(permissions or (VIEW, SEND, EMBED)),
    )


def lacking(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return which permissions are missing in a channel, and how an admin grants them."""
    return wording.say(
        "I lack {permissions}. {how_to_grant}",
        permissions=", ".join(permissions),
        how_to_grant=how_to_grant(permissions, wording),
    )


def lacking_history(wording: Wording = ENGLISH) -> str:
    """Return what the missing permission to read costs, and how an admin grants it."""
    return wording.say(
        "I lack {permission}, without which I cannot look whether a post arrived "
        "when Discord's answer was lost. {how_to_grant}",
        permission=HISTORY,
        how_to_grant=how_to_grant((HISTORY,), wording),
    )


def lacking_files(wording: Wording = ENGLISH) -> str:
    """Return that countdowns carry no picture, and how an admin grants what that takes."""
    return wording.say(
        "I lack {permission}, without which countdowns carry no picture. {how_to_grant}",
        permission=FILES,
        how_to_grant=how_to_grant((FILES,), wording),
    )


def allowed(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return what Violet may do in a channel."""
    return wording.say("I am allowed: {permissions}.", permissions=", ".join(permissions))


def untold(wording: Wording = ENGLISH) -> str:
    """Return that it is not known what Violet may do in a channel."""
    return wording.say("Discord does not tell me what I am allowed in that channel.")


def lacking_when_posting(permissions: Sequence[str], wording: Wording = ENGLISH) -> str:
    """Return why Discord forbade a post; *permissions* are those known to be missing."""
    return wording.say(
        "Violet lacks {permissions} in this channel. {how_to_grant}",
        permissions=", ".join(permissions) or wording.say("a permission"),
        how_to_grant=how_to_grant(permissions, wording),
    )


def lacking_to_subscribe(
    permissions: Sequence[str], channel: str | None, wording: Wording = ENGLISH
) -> str:
    """Return why nothing was subscribed; None: *channel* is the one that is written in."""
    where = wording.say("this channel") if channel is None else f"#{channel}"
    return wording.say(
        "I cannot post in {channel}: I lack {permissions}. {how_to_grant} "
        "Nothing was saved; please try again then.",
        channel=where,
        permissions=", ".join(permissions),
        how_to_grant=how_to_grant(permissions, wording),
    )


def lacking_to_answer(wording: Wording = ENGLISH) -> str:
    """Return what keeps an answer from being shown, in plain words."""
    return wording.say(
        "There is an answer, but it needs the permission {permission} to be shown.",
        permission=EMBED,
    )


def answered(status: int, wording: Wording = ENGLISH) -> str:
    """Return that what was sent may have arrived, whatever Discord's answer was."""
    return wording.say("Discord answered {status}; it may be there.", status=status)


def answer_lost(kind: str, wording: Wording = ENGLISH) -> str:
    """Return that no answer came; *kind* is what the library calls that."""
    return wording.say("The answer was lost ({kind}).", kind=kind)


def answer_unread(kind: str, wording: Wording = ENGLISH) -> str:
    """Return that an answer came that cannot be read."""
    return wording.say("The answer could not be read ({kind}).", kind=kind)


def answered_before(status: int, wording: Wording = ENGLISH) -> str:
    """Return that a proxy answered in the place of Discord."""
    return wording.say("Something before Discord answered {status}.", status=status)


def refused_there(code: int, text: str, wording: Wording = ENGLISH) -> str:
    """Return that a destination takes nothing, for a reason of which Discord knows more."""
    return wording.say("Discord refuses messages there ({code}: {text})", code=code, text=text)


def refused_message(code: int, text: str, wording: Wording = ENGLISH) -> str:
    """Return that a message itself is wrong."""
    return wording.say("Discord refuses the message ({code}: {text})", code=code, text=text)


def could_not_look(why: str, wording: Wording = ENGLISH) -> str:
    """Return that it is not known whether something was posted, and why not."""
    return wording.say(
        "Violet may have posted this already, and could not look: {why}", why=wording.recalled(why)
    )


def lacking_to_follow(wording: Wording = ENGLISH) -> str:
    """Return which permission following takes, and how an admin grants it."""
    return lacking((MANAGE_WEBHOOKS,), wording)


def mentions_nobody_heard(wording: Wording = ENGLISH) -> str:
    """Return that mentioning a role will notify nobody, and how it would."""
    return wording.say(
        "Discord will show the mention of that role, but notify nobody: an admin can allow anyone "
        "to mention it in the server's settings, under Roles."
    )


def role_deleted(wording: Wording = ENGLISH) -> str:
    """Return that the role to mention is gone, and how another one is chosen."""
    return wording.say(
        "The role that I should mention was deleted, so I post without it. Choose another with: "
        "{command}",
        command=hint("updates settings", mention="ROLE"),
    )


def mentions_no_everyone(wording: Wording = ENGLISH) -> str:
    """Return that everybody of a server is never mentioned, and what can be instead."""
    return wording.say(
        "I do not mention @everyone; choose a role that people take because they want the news."
    )


def managers_only(wording: Wording = ENGLISH) -> str:
    """Return that somebody may not choose what a channel hears, and who may."""
    return wording.say(
        "Only those who may manage this server choose which shows its channels follow, and whoever "
        "has the role that they named with {command}.",
        command=hint("updates admins"),
    )


def appointers_only(wording: Wording = ENGLISH) -> str:
    """Return that somebody may not say who else counts as admin, and who may."""
    return wording.say(
        "Only those who may manage this server choose which role may manage its news."
    )


def no_admin_role(wording: Wording = ENGLISH) -> str:
    """Return that everybody of a server cannot be made its admins."""
    return wording.say("Choose a role that admins give; @everyone cannot manage the news.")


def servers_only(wording: Wording = ENGLISH) -> str:
    """Return that channels hear of something in servers alone."""
    return wording.say("Do that in a server: what its channels hear is chosen there.")


def not_of_this_server(wording: Wording = ENGLISH) -> str:
    """Return that a channel is none of the server in which it was chosen."""
    return wording.say("That is no channel of this server; choose one of its own.")


def not_at_home(wording: Wording = ENGLISH) -> str:
    """Return that nothing can be followed where Violet is not a member, and how it would be."""
    return wording.say(
        "I am not a member of this server, so its channels cannot hear of anything from me. "
        "Whoever may manage it can add me to the server."
    )


def channel_unseen(wording: Wording = ENGLISH) -> str:
    """Return that somebody may not see a channel, and so nothing of it is said."""
    return wording.say("You cannot see that channel, so I do nothing there for you.")


def how_the_role_sees(wording: Wording = ENGLISH) -> str:
    """Return that Discord has to show a command to those of a role, too."""
    return wording.say(
        "Discord shows {command} to those alone who may manage the server, until an admin adds the "
        "role in the server's settings, under Integrations, Violet.",
        command=hint("updates"),
    )


def no_question(wording: Wording = ENGLISH) -> str:
    """Return that something was no question, with one that would have been."""
    return wording.say(
        "That did not sound like a question for me. Try for example: "
        "when does Jessica Jones season 2 come out?"
    )
