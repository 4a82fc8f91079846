"""What is said of Slack: its channels, its refusals, its form, and how it is set up."""

from typing import Final

from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording, phrase

REFUSED: Final = {
    "not_in_channel": phrase("I am not in this channel; invite me with /invite @Violet."),
    "channel_not_found": phrase(
        "Slack no longer shows me this channel: it was deleted, or it is private and I am not in "
        "it. If it is there, invite me with /invite @Violet."
    ),
    "channel_deleted": phrase("The channel was deleted."),
    "is_archived": phrase("This channel is archived; unarchive it and I will go on."),
    "cannot_reply_to_message": phrase(
        "This thread takes no replies; subscribe the channel instead."
    ),
    "thread_not_found": phrase("This thread is gone; subscribe the channel instead."),
    "restricted_action": phrase(
        "This workspace lets only some people post here; a workspace owner can allow me."
    ),
    "restricted_action_read_only_channel": phrase(
        "This channel is read-only; let me post in its posting permissions."
    ),
    "restricted_action_thread_only_channel": phrase(
        "This channel takes replies in threads only; subscribe another channel."
    ),
    "restricted_action_non_threadable_channel": phrase(
        "This channel takes no threads; subscribe the channel itself."
    ),
    "restricted_action_thread_locked": phrase(
        "This thread is locked; subscribe the channel instead."
    ),
    "no_permission": phrase("I may not post here; a workspace owner can allow me."),
    "ekm_access_denied": phrase(
        "The administrators of this workspace have suspended posting here."
    ),
    "messages_tab_disabled": phrase(
        "My messages tab is off, so I cannot write to people; turn it on under App Home."
    ),
    "user_not_found": phrase("Slack no longer knows this person."),
    "cannot_dm_bot": phrase("This is another bot, which I cannot write to."),
    "user_disabled": phrase("This person has left the workspace."),
    "is_inactive": phrase("This conversation is closed."),
}
"""Why a destination takes nothing for good, by Slack's name of the error.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""
UNEDITABLE: Final = {
    "message_not_found": phrase("The message is no longer there."),
    "cant_update_message": phrase("This message cannot be edited by me."),
    "edit_window_closed": phrase("This workspace lets no message be edited that is so old."),
    "update_not_allowed": phrase("This workspace lets no messages be edited."),
}
"""https://docs.slack.dev/reference/methods/chat.update#errors"""
OUT_OF_REACH: Final = {
    "not_authed": phrase("Slack got no bot token; set SLACK_BOT_TOKEN."),
    "invalid_auth": phrase("Slack refuses the bot token; set SLACK_BOT_TOKEN anew."),
    "account_inactive": phrase("The app was removed from the workspace; install it again."),
    "token_revoked": phrase("The bot token was revoked; install the app again."),
    "token_expired": phrase(
        "The bot token has expired; install the app again without token rotation."
    ),
    "missing_scope": phrase(
        "The app lacks a permission; install it again with the output of violet slack-manifest."
    ),
    "not_allowed_token_type": phrase("SLACK_BOT_TOKEN is no bot token; it begins with xoxb-."),
    "app_missing_action_url": phrase("The app is not set up for this; see violet slack-manifest."),
    "team_access_not_granted": phrase("The app is not allowed in this workspace."),
    "enterprise_is_restricted": phrase("The organisation does not allow this."),
    "team_not_found": phrase("Slack no longer knows this workspace."),
    "two_factor_setup_required": phrase("The workspace requires two-factor authentication first."),
    "access_denied": phrase("The workspace does not allow this app."),
    "app_not_installed": phrase("The app is not installed in this workspace; install it."),
}
"""Why a whole workspace takes nothing."""
NOT_INSTALLED: Final = phrase("I am not installed in this workspace any more.")
UNASKED: Final = phrase("Slack cannot be asked just now")
UNREACHABLE: Final = phrase("Slack cannot be reached")
NOT_CONNECTED: Final = phrase("Slack is not connected")
SENT_ELSEWHERE: Final = phrase("another process posts to this workspace now")
UNRENEWED: Final = phrase("Slack gives no new bot token just now")
CROWDED: Final = phrase("many messages are waiting for this channel or workspace")
PAUSE: Final = phrase("Slack asks for a pause (429)")
SEARCH_TOO_LONG: Final = phrase("there are too many messages since then to look through")

FORM_TITLE: Final = phrase("Subscribe a channel")
FORM_SHOW: Final = phrase("Show")
FORM_CHANNEL: Final = phrase("Channel")
FORM_SUBMIT: Final = phrase("Subscribe")
FORM_CANCEL: Final = phrase("Cancel")
FORM_CLOSE: Final = phrase("Close")
SETTINGS_TITLE: Final = phrase("A channel's settings")
SETTINGS_SUBMIT: Final = phrase("Save")
"""https://docs.slack.dev/reference/views/modal-views: at most 24 characters each."""
FORM_THREAD: Final = phrase("Thread")
FORM_THREAD_HINT: Final = phrase(
    "To have the news in one thread alone: the link of its first message"
)
FORM_IN_A_THREAD: Final = phrase("in a thread")
EVERY_ONE_HEARD: Final = phrase("Everything that this channel hears of")

DESK_TITLE: Final = phrase("Newsdesk")
RECORD_TITLE: Final = phrase("Record a claim")
AMEND_TITLE: Final = phrase("Amend a proposal")
DRAFT_TITLE: Final = phrase("Make a claim of it")
REJECT_TITLE: Final = phrase("Reject a proposal")
RETRACT_TITLE: Final = phrase("Take a claim back")
FEED_TITLE: Final = phrase("Add a feed")
CLAIM_SUBMIT: Final = phrase("Show how it reads")
REJECT_SUBMIT: Final = phrase("Reject")
RETRACT_SUBMIT: Final = phrase("Take it back")
FEED_SUBMIT: Final = phrase("Add")
"""Titles and buttons of the newsdesk's forms, of the same length."""
REASON_LABEL: Final = phrase("Reason")
CLAIM_ID_LABEL: Final = phrase("Id of the claim")
ADDRESS_LABEL: Final = phrase("Address")
REASON_HINT: Final = phrase("Why it is rejected; editors read it in the history")
NEXT_PAGE: Final = phrase("Show more")
FIRST_PAGE: Final = phrase("Back to the first")

DESCRIPTION: Final = phrase("Fan news that knows what is known: who said so, when, how surely.")
LONG_DESCRIPTION: Final = phrase(
    "Violet follows shows and knows what is known of them: who said what, when, how precisely and "
    "how surely. Ask when a season comes out or whether it is filming, by command, by mention or "
    "in a direct message. Subscribe a channel, and Violet tells it when something changes and "
    "counts down to premieres; each piece of news is told once."
)
COMMAND_DESCRIPTION: Final = phrase("Ask about a show, or manage this channel's news")
COMMAND_USAGE: Final = phrase(
    "when · filming · countdown · history · news · upcoming · ask · "
    "remind · updates subscribe|settings|unsubscribe|list|pause|resume|preview|"
    "why|doctor|calendar · newsdesk review|feeds|record|draft|retract|history · help"
)


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


def unarchived(wording: Wording = ENGLISH) -> str:
    """Return that a channel is still in use."""
    return wording.say("It is not archived.")


def asks_for_pause(code: str, wording: Wording = ENGLISH) -> str:
    """Return that Slack takes nothing for a while; *code* is its own name of why."""
    return wording.say("Slack asks for a pause ({code})", code=code)


def answered(code: object, wording: Wording = ENGLISH) -> str:
    """Return that what was posted may have arrived, whatever Slack's answer was."""
    return wording.say("Slack answered {code}", code=code)


def answered_before(status: int, wording: Wording = ENGLISH) -> str:
    """Return that a proxy answered in the place of Slack."""
    return wording.say("something before Slack answered {status}", status=status)


def answer_lost(kind: str, wording: Wording = ENGLISH) -> str:
    """Return that no answer came; *kind* is what the library calls that."""
    return wording.say("the answer was lost ({kind})", kind=kind)


def answer_unread(status: int, wording: Wording = ENGLISH) -> str:
    """Return that an answer came that cannot be read."""
    return wording.say("Slack's answer could not be read (status {status})", status=status)


def refused_message(code: str, wording: Wording = ENGLISH) -> str:
    """Return that a message itself is wrong."""
    return wording.say("Slack refuses the message itself ({code})", code=code)


def opens_no_direct_message(code: str, wording: Wording = ENGLISH) -> str:
    """Return that somebody cannot be written to."""
    return wording.say("Slack opens no direct message with this person ({code})", code=code)


def could_not_ask(kind: str, wording: Wording = ENGLISH) -> str:
    """Return that it is not known whether something was posted: no answer came."""
    return wording.say("Slack could not be asked ({kind})", kind=kind)


def could_not_search(code: str, wording: Wording = ENGLISH) -> str:
    """Return that it is not known whether something was posted: Slack lets nobody look."""
    return wording.say(
        "Slack could not be searched ({code})", code=code or wording.say("no answer")
    )


def admins_only(wording: Wording = ENGLISH) -> str:
    """Return who may change what a channel hears, and what anybody may."""
    return wording.say(
        "Only admins and owners of this workspace can change what a channel hears. "
        "Ask one of them to type that, or ask me for the news yourself with {command}.",
        command=hint("news"),
    )


def appointers_only(wording: Wording = ENGLISH) -> str:
    """Return who may say who else counts as admin."""
    return wording.say(
        "Only admins and owners of this workspace say who else may choose what channels hear."
    )


def channel_unknown(wording: Wording = ENGLISH) -> str:
    """Return that a channel is none that somebody sees, be there one or not."""
    return wording.say(
        "I know no such channel in which you and I both are. If it is private, join it and invite "
        "me there with /invite @Violet."
    )


def no_such_group(wording: Wording = ENGLISH) -> str:
    """Return how a user group is named."""
    return wording.say(
        "I know no such user group. Write it as @group and choose it from Slack's list, or write "
        "none."
    )


def groups_not_to_be_read(wording: Wording = ENGLISH) -> str:
    """Return that the app may not see user groups, and how it may."""
    return wording.say(
        "I may not see who is in a user group: whoever set me up has to give the app the scope "
        "{scope}, and install it again.",
        scope="usergroups:read",
    )


def no_longer_installed(code: str) -> str:
    """Return to the operator that Violet has lost a workspace; *code* is Slack's word for why."""
    said = f"Slack took the app out of the workspace ({code}): {OUT_OF_REACH[code]}"
    return said if "SLACK_BOT_TOKEN" in said else f"{said} Then set SLACK_BOT_TOKEN anew."


def nothing_saved(why: str, wording: Wording = ENGLISH) -> str:
    """Return *why* a channel cannot be subscribed, and that it is not."""
    return wording.say(
        "{obstacle} Nothing was saved; please try again then.", obstacle=wording.say(why)
    )


def not_here(wording: Wording = ENGLISH) -> str:
    """Return that Violet must be invited first."""
    return wording.say("I am not in this channel. Type /invite @Violet here, and then that again.")


def that_channel(wording: Wording = ENGLISH) -> str:
    """Return what a channel is called of which Slack gives no name."""
    return wording.say("that channel")


def no_such_channel(wording: Wording = ENGLISH) -> str:
    """Return how a channel or a thread is named."""
    return wording.say(
        "I cannot tell which channel that is. Write #channel, or the link of a message for its "
        "thread."
    )


def nobody_to_mention(wording: Wording = ENGLISH) -> str:
    """Return who can be mentioned, and how a group is named."""
    return wording.say(
        "On Slack I can mention channel, here, or a user group by its id, such as S0123ABCD. "
        "Slack shows the id in the group's menu, under Copy group ID."
    )


def form_open(wording: Wording = ENGLISH) -> str:
    """Return that a form waits to be filled in."""
    return wording.say("Fill in the form, please.")


def form_taken(wording: Wording = ENGLISH) -> str:
    """Return what a form shows until it is known what became of it."""
    return wording.say("One moment…")


def form_out_of_date(wording: Wording = ENGLISH) -> str:
    """Return that a form was shown too long ago to be taken, and how to get a new one."""
    return wording.say(
        "This form is out of date, and nothing was changed. Open it anew with {subscribe} or "
        "{settings}.",
        subscribe=hint("updates subscribe"),
        settings=hint("updates settings"),
    )


def no_such_thread(wording: Wording = ENGLISH) -> str:
    """Return how a thread is named in a form."""
    return wording.say(
        "That is no link of a message. In the menu of the thread's first message, choose Copy link."
    )


def thread_elsewhere(wording: Wording = ENGLISH) -> str:
    """Return that a thread is not in the channel that was chosen."""
    return wording.say("That message is in another channel than the one chosen here.")


def form_not_shown(wording: Wording = ENGLISH) -> str:
    """Return how to do without the form."""
    example = hint(
        "updates subscribe",
        show="jessica jones",
        kinds="release, cast",
        **{"in": "Europe/Berlin", "at": "9"},
    )
    return wording.say(
        "Slack did not show you the form. Write it out instead, for example: {command}",
        command=example,
    )


def desk_form_not_shown(wording: Wording = ENGLISH) -> str:
    """Return that a form of the newsdesk is missing, and that what follows does without it."""
    return wording.say("Slack did not show you the form; it can be written out instead.")


def season_in_a_form(wording: Wording = ENGLISH) -> str:
    """Return how a season is written into a form."""
    return wording.say("Write the season's number, special, film or series.")


def did_not_answer(wording: Wording = ENGLISH) -> str:
    """Return that Slack left Violet without an answer that she needs."""
    return wording.say("Slack did not answer me just now. Please try again in a minute.")


def did_not_answer_form(wording: Wording = ENGLISH) -> str:
    """Return the same to somebody who has filled in a form."""
    return wording.say("Slack did not answer me just now. Please try again.")


def no_question(wording: Wording = ENGLISH) -> str:
    """Return that something was no question, with a command that would have been."""
    return wording.say(
        "I could not find a question in that. Try {command}, or {help}.",
        command=hint("when", show="jessica jones"),
        help=hint("help"),
    )
