"""What people type behind Violet's name: a verb and what it is about, or a question in words."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from content.commands.admin import AdminCommand, Remind, read_admin_command
from content.commands.newsdesk import (
    ClaimHistory,
    RecordClaim,
    RetractClaim,
    read_amendment_words,
    read_record,
    read_retraction,
)
from content.show_files.typed_claims import TypedClaim
from content.subscriptions.preference_fields import FIELDS, Fields
from content.understanding.intents import INTENTS, Intent

LOOK_UPS: Final = {row.verb: intent for intent, row in INTENTS.items() if row.verb}
"""The verbs that look one thing up, and the question that each of them asks."""

_SAID: Final = {
    "en": ("forget me", "forget-me", "please forget me", "forget me please"),
    "de": ("vergiss mich", "bitte vergiss mich", "vergiss mich bitte"),
    "es": ("olvídame", "olvidame", "olvídame por favor"),
    "fr": ("oublie-moi", "oublie moi", "oubliez-moi"),
    "it": ("dimenticami", "dimenticati di me"),
    "pt": ("esquece-me", "esqueça-me", "esqueca-me", "esqueça de mim", "me esquece", "me esqueça"),
    "pl": ("zapomnij mnie", "zapomnij o mnie"),
    "el": ("ξέχασέ με", "ξεχασε με", "ξέχνα με", "ξεχνα με"),
    "ja": ("私を忘れて", "私を忘れてください", "わたしを忘れて"),
}
_AROUND: Final = " .!?¡¿\u3002\uff01"
_FORGET_ME: Final = {words: language for language, said in _SAID.items() for words in said}
_SEASON: Final = re.compile(
    r"(?:^|[\s,]+)(?:season\s+#?(?P<named>\w{1,20})|s(?P<short>\d{1,3})|#?(?P<bare>\d{1,2})"
    r"|(?:the\s+)?(?P<place>next|last|latest)\s+season)$",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"(?:^|\s)since\s+(?P<since>\S.{0,100})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Help:
    """The question what can be asked and done."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in one's own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """A verb and what it is about."""

    intent: Intent
    words: str
    """Everything typed, for when *show* names no show and it was a sentence after all."""
    show: str | None = None
    season: str | None = None
    since: str | None = None
    numbered: str | None = None
    """The show with a bare number behind it, which may be of its name: "babylon 5", "24"."""


@dataclass(frozen=True, slots=True)
class LookUpWords:
    """`look up WORDS`: a question in one's own words, about whatever show it names."""

    words: str


@dataclass(frozen=True, slots=True)
class Review:
    """`newsdesk review [done|accept|reject|amend|draft NUMBER …]`: what waits, or one decision.

    Each is a number, as typed; all None: nothing is decided, and all are to be seen.
    """

    done: str | None = None
    """Of a correction that was looked into."""
    accept: str | None = None
    """Of a proposal."""
    reject: str | None = None
    """Of a proposal."""
    amend: str | None = None
    """Of a proposal, in which *changes*, *show* and *season* take the place of what stands."""
    draft: str | None = None
    """Of a correction of which a proposal is made, with *changes* likewise."""
    reason: str | None = None
    """Why it is rejected."""
    revision: str | None = None
    """How the proposal read to whoever decides; None: however it reads."""
    changes: TypedClaim = field(default_factory=TypedClaim)
    show: str | None = None
    season: str | None = None
    start: int = 1
    """The place of the first that is to be seen, from 1, on a platform that turns pages."""


@dataclass(frozen=True, slots=True)
class ManageFeeds:
    """`newsdesk feeds [add URL | pause|resume|remove NUMBER]`: the feeds of news that are read.

    Each as typed; all None: nothing is changed, and all are to be seen.
    """

    add: str | None = None
    """The address of a feed, or of a page that names its own."""
    pause: str | None = None
    resume: str | None = None
    remove: str | None = None
    start: int = 1
    """The place of the first that is to be seen, from 1, on a platform that turns pages."""


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """`forget me`: all that is kept of whoever says so."""

    language: str | None = None
    """ISO 639 code of the language in which it was said; None: the speaker's own."""


NewsdeskCommand = Review | ManageFeeds | RecordClaim | RetractClaim | ClaimHistory
"""What editors can have done."""

Command = Help | Ask | Look | LookUpWords | Remind | ForgetMe | NewsdeskCommand | AdminCommand


def read_command(words: str, fields: Fields = FIELDS, *, with_ids: str | None = None) -> Command:
    """Return what *words* want, on one line and free of a platform's markup.

    *with_ids* are the same words with the platform's ids in the place of names, which is how what
    manages a channel takes them. Words that begin with no verb are a question.
    """
    words = " ".join(words.split())
    if (wanted := read_forget_me(words)) is not None:
        return wanted
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "" | "help" | "?":
            return Help()
        case "ask":
            return Ask(rest) if rest else Help()
        case "updates":
            rest = _behind("updates", " ".join((with_ids or "").split()), words)
            return read_admin_command(rest, fields) or Ask(words)
        case "look" if rest.casefold().startswith("up "):
            return LookUpWords(rest[3:])
        case "remind":
            return _read_reminder(rest, words)
        case "newsdesk":
            return _read_newsdesk(rest) or Ask(words)
        case verb if verb in LOOK_UPS:
            return _read_look_up(LOOK_UPS[verb], rest, words)
        case _:
            return Ask(words)


def read_forget_me(words: str) -> ForgetMe | None:
    """Return what *words* want where they say "forget me", and nothing else, in any language.

    Whatever only comes near to that is answered with what is kept, and a way to have it deleted.
    """
    folded = " ".join(words.casefold().split()).strip(_AROUND)
    language = _FORGET_ME.get(folded.replace("\u2019", "'"))
    if language is None:
        return None
    return ForgetMe(None if folded in {"forget me", "forget-me"} else language)


def _behind(verb: str, *texts: str) -> str:
    """Return what follows *verb* in the first of *texts* that begins with it; one of them does."""
    parts = (text.partition(" ") for text in texts)
    return next(rest for first, _, rest in parts if first.casefold() == verb)


def _read_reminder(rest: str, words: str) -> Remind | Ask:
    """Return the reminder; a sentence, as in "remind me when it is out", is for the reader."""
    verb, _, behind = rest.partition(" ")
    if verb.casefold() in {"stop", "off"}:
        return Remind(behind or None, stop=True)
    if rest.casefold().startswith(("me of ", "me about ")):
        rest = rest.split(" ", 2)[2]
    elif verb.casefold() in {"me", "us"}:
        return Ask(words)
    show, season = show_and_season(rest)
    is_list = (show or "").casefold() == "list"
    return Remind(None if is_list else show, season, numbered=with_number(rest))


def _read_newsdesk(rest: str) -> NewsdeskCommand | None:
    """Return what the words after `newsdesk` want; None where they begin with no verb of it."""
    verb, _, behind = rest.partition(" ")
    match verb.casefold():
        case "" | "review":
            return _read_review(behind)
        case "feeds" | "feed":
            return _read_feeds(behind)
        case "record":
            return read_record(behind)
        case "draft":
            return replace(read_record(behind), is_draft=True, is_confirmed=False)
        case "retract":
            return read_retraction(behind)
        case "history":
            return ClaimHistory(*show_and_season(behind))
        case _:
            return None


def _read_feeds(behind: str) -> ManageFeeds:
    word, _, named = behind.partition(" ")
    match word.casefold():
        case "" | "list":
            return ManageFeeds()
        case "pause":
            return ManageFeeds(pause=named)
        case "resume":
            return ManageFeeds(resume=named)
        case "remove":
            return ManageFeeds(remove=named)
        case "add":
            return ManageFeeds(add=named)
        case _:
            return ManageFeeds(add=behind)


def _read_review(behind: str) -> Review:
    if not behind:
        return Review()
    word, _, named = behind.partition(" ")
    number, _, rest = named.partition(" ")
    match word.casefold():
        case "done":
            return Review(named)
        case "accept":
            revision, rest = _revision_in(rest)
            return Review(accept=f"{number} {rest}".strip(), revision=revision)
        case "reject":
            revision, rest = _revision_in(rest)
            return Review(reject=number, revision=revision, reason=_reason_in(rest))
        case "amend":
            return _read_amendment(rest, Review(amend=number))
        case "draft":
            return _read_amendment(rest, Review(draft=number))
        case _:
            return Review(behind)


def _read_amendment(rest: str, of: Review) -> Review:
    wanted = read_amendment_words(rest)
    return replace(
        of,
        revision=wanted.revision,
        changes=wanted.claim,
        show=wanted.show,
        season=wanted.season,
    )


def _revision_in(rest: str) -> tuple[str | None, str]:
    word, _, behind = rest.partition(" ")
    if word.casefold() != "revision":
        return None, rest
    revision, _, rest = behind.partition(" ")
    return revision, rest


def _reason_in(rest: str) -> str | None:
    word, _, behind = rest.partition(" ")
    is_named = word.casefold().rstrip(":") == "reason"
    return (behind if is_named else rest).strip(' "“”') or None


def _read_look_up(intent: Intent, rest: str, words: str) -> Look:
    since = None
    if intent is Intent.UPDATES and (match := _SINCE.search(rest)):
        since, rest = match["since"], rest[: match.start()]
    show, season = show_and_season(rest)
    return Look(intent, words, show, season, since, with_number(rest))


def show_and_season(rest: str) -> tuple[str | None, str | None]:
    """Take the season off the end of a show's name."""
    season = None
    if match := _SEASON.search(rest):
        season = next(filter(None, match.groups())).casefold()
        rest = rest[: match.start()]
    return rest.strip(" ,") or None, "last" if season == "latest" else season


def with_number(rest: str) -> str | None:
    """Return *rest* where what was taken off its end as a season is a bare number; None: it is not.

    That number may as well be the end of the show's name, or all of it.
    """
    match = _SEASON.search(rest)
    return rest.strip(" ,") if match and match["bare"] else None
