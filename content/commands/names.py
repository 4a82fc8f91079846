"""What commands and their arguments are called, for platforms that name them in each language.

Each word of a command is a message such as "/when", and each argument one such as "show:". At a
prompt, and wherever a platform has one name for all, the English is typed.
"""

from typing import Final

from content.language.wording import ENGLISH, Wording, phrase

COMMAND_NAMES: Final = {
    "when": phrase("/when"),
    "countdown": phrase("/countdown"),
    "filming": phrase("/filming"),
    "history": phrase("/history"),
    "news": phrase("/news"),
    "upcoming": phrase("/upcoming"),
    "ask": phrase("/ask"),
    "help": phrase("/help"),
    "remind": phrase("/remind"),
    "forget": phrase("/forget"),
    "me": phrase("/me"),
    "updates": phrase("/updates"),
    "subscribe": phrase("/subscribe"),
    "settings": phrase("/settings"),
    "unsubscribe": phrase("/unsubscribe"),
    "pause": phrase("/pause"),
    "resume": phrase("/resume"),
    "preview": phrase("/preview"),
    "list": phrase("/list"),
    "doctor": phrase("/doctor"),
    "test": phrase("/test"),
    "audit": phrase("/audit"),
    "why": phrase("/why"),
    "calendar": phrase("/calendar"),
    "admins": phrase("/admins"),
    "newsdesk": phrase("/newsdesk"),
    "review": phrase("/review"),
    "feeds": phrase("/feeds"),
    "record": phrase("/record"),
    "retract": phrase("/retract"),
}
"""By the English word; a verb of two has each."""

OPTION_NAMES: Final = {
    "show": phrase("show:"),
    "season": phrase("season:"),
    "since": phrase("since:"),
    "question": phrase("question:"),
    "stop": phrase("stop:"),
    "renew": phrase("renew:"),
    "channel": phrase("channel:"),
    "kinds": phrase("kinds:"),
    "stance": phrase("stance:"),
    "steps": phrase("steps:"),
    "count_on": phrase("count_on:"),
    "zone": phrase("zone:"),
    "hour": phrase("hour:"),
    "quiet": phrase("quiet:"),
    "digest": phrase("digest:"),
    "mention": phrase("mention:"),
    "mention_for": phrase("mention_for:"),
    "silent": phrase("silent:"),
    "events": phrase("events:"),
    "picture": phrase("picture:"),
    "instant": phrase("instant:"),
    "news": phrase("news:"),
    "everything": phrase("everything:"),
    "confirm": phrase("confirm:"),
    "role": phrase("role:"),
    "nobody": phrase("nobody:"),
    "done": phrase("done:"),
    "accept": phrase("accept:"),
    "reject": phrase("reject:"),
    "amend": phrase("amend:"),
    "draft": phrase("draft:"),
    "reason": phrase("reason:"),
    "add": phrase("add:"),
    "pause": phrase("pause:"),
    "resume": phrase("resume:"),
    "remove": phrase("remove:"),
    "kind": phrase("kind:"),
    "url": phrase("url:"),
    "value": phrase("value:"),
    "publisher": phrase("publisher:"),
    "reported": phrase("reported:"),
    "authority": phrase("authority:"),
    "claimant": phrase("claimant:"),
    "market": phrase("market:"),
    "detail": phrase("detail:"),
    "says": phrase("says:"),
    "claim": phrase("claim:"),
}
"""By the English name."""


def command_name(word: str, wording: Wording = ENGLISH) -> str:
    """Return what one *word* of a command is called; the word itself where it has no name."""
    named = COMMAND_NAMES.get(word)
    return word if named is None else wording.say(named).removeprefix("/")


def option_name(name: str, wording: Wording = ENGLISH) -> str:
    """Return what an argument is called; its own name where it has no other."""
    named = OPTION_NAMES.get(name)
    return name if named is None else wording.say(named).removesuffix(":")
