"""What is said to editors about the corrections and proposals that wait for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from content.answers.correction_notes import CorrectionNote
from content.answers.phrases import fitted, held_words, value_words
from content.answers.reply import ReplyStatus
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.beliefs import Belief
from content.facts.catalogue import Catalogue
from content.facts.proposals import Proposal
from content.language.command_hints import hint, unmarked
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.wording import ENGLISH, Wording

_ROOM: Final = 1800
"""Characters of all that is shown together, so that every platform shows each to its end.

Discord has the least room, 4,096, and what is escaped there is twice as long at most.
"""
_SETTING: Final = "VIOLET_EDITORS"


def editors_only(who: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *who*, as the setting names people, is no editor, and who makes one of them."""
    return CommandReply(
        headline=wording.say("Only editors look through the corrections that people tell me."),
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


def unread_number(wording: Wording = ENGLISH) -> CommandReply:
    """Return that it cannot be read which correction is done."""
    example = hint("newsdesk review", done="3")
    return CommandReply(
        headline=wording.say("Which one is done? I can't read that number."),
        lines=(wording.say("Write for example: {command}", command=example),),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def unread_proposal(wording: Wording = ENGLISH) -> CommandReply:
    """Return that it cannot be read which proposal is decided."""
    return CommandReply(
        headline=wording.say("Which proposal is that? I can't read that number."),
        lines=(
            wording.say(
                "Write for example: {command}", command=hint("newsdesk review", accept="12")
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def proposal_decided(
    number: str,
    proposal: Proposal | None,
    catalogue: Catalogue,
    *,
    accepted: bool,
    left: int,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what became of the *proposal* of that number; None: none of it is waiting."""
    if proposal is None:
        said = wording.say("No proposal with the number {number} is waiting.", number=number)
        return CommandReply(headline=said, lines=(_left(left, wording),), language=wording.language)
    what = _proposed(proposal, catalogue, wording)
    if accepted:
        said = wording.say("Accepted: {what}.", what=what)
        url = proposal.claim.source.url
        sources = (proposal.claim.source,) if url else ()
    else:
        said, sources = wording.say("Rejected: {what}.", what=what), ()
    return CommandReply(
        headline=said, lines=(_left(left, wording),), sources=sources, language=wording.language
    )


def correction_done(
    number: str, *, was_waiting: bool, left: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that the correction of that number waits no more, and how many still do."""
    said = (
        wording.say("Number {number} is done.", number=number)
        if was_waiting
        else wording.say("No correction with the number {number} is waiting.", number=number)
    )
    return CommandReply(headline=said, lines=(_left(left, wording),), language=wording.language)


def waiting_for_editors(
    lines: Sequence[str], *, corrections: int, proposals: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return what waits: as many *lines* as there is room for, of so many in all."""
    if not lines:
        return CommandReply(
            headline=wording.say("No correction is waiting."), language=wording.language
        )
    shown: list[str] = []
    for line in lines:
        if shown and sum(map(len, shown)) + len(line) > _ROOM:
            break
        shown.append(line)
    more = corrections + proposals - len(shown)
    if more:
        shown.append(
            wording.count(
                "There are {number} more; these come first.",
                "There are {number} more; these come first.",
                more,
            )
        )
    counts = []
    if corrections:
        done = hint("newsdesk review", done="NUMBER")
        shown.append(wording.say("Once you have looked into one, write: {command}", command=done))
        counts.append(
            wording.count(
                "{number} correction is waiting.", "{number} corrections are waiting.", corrections
            )
        )
    if proposals:
        shown.append(
            wording.say(
                "Decide a proposal with: {accept} or {reject}",
                accept=hint("newsdesk review", accept="NUMBER"),
                reject=hint("newsdesk review", reject="NUMBER"),
            )
        )
        counts.append(
            wording.count(
                "{number} proposal is waiting.", "{number} proposals are waiting.", proposals
            )
        )
    return CommandReply(headline=" ".join(counts), lines=tuple(shown), language=wording.language)


def proposal_line(
    number: int,
    proposal: Proposal,
    belief: Belief,
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> str:
    """Return a proposal in a line: what would be claimed, in whose words, and why it is doubtful.

    *belief* is what is held of the same now.
    """
    held = [held_words(one, wording) for one in belief.several]
    if belief.value is not None and not held:
        held = [value_words(belief.value, wording)]
    now = (
        wording.say("Believed now: {value}.", value=", ".join(held))
        if belief.is_known and held
        else wording.say("Nothing is believed of it now.")
    )
    said = (
        wording.say(
            "Proposal {number}. {what}, {stance}: “{quote}”",
            number=number,
            what=_proposed(proposal, catalogue, wording),
            stance=stance_words(proposal.claim.stance, wording),
            quote=fitted(unmarked(proposal.quote)),
        ),
        *(unmarked(doubt) for doubt in proposal.doubts),
        now,
        proposal.claim.source.url,
    )
    return " ".join(filter(None, said))


def _proposed(proposal: Proposal, catalogue: Catalogue, wording: Wording) -> str:
    """Return what would be claimed: "The Bear season 5, release date 24 June 2027"."""
    claim = proposal.claim
    show = catalogue.shows.get(claim.subject.show)
    name = season_name(show, claim.subject.season, wording) if show else claim.subject.show
    what = label(claim.kind, wording)
    if claim.value is None:
        return unmarked(f"{name}, {what}")
    return unmarked(f"{name}, {what}: {value_words(claim.value, wording)}")


def correction_line(
    number: int,
    note: CorrectionNote,
    catalogue: Catalogue,
    *,
    who: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> str:
    """Return one correction in a line: its number, when, from whom, about what, and its words."""
    said = f"{at:%Y-%m-%d %H:%M} UTC"
    where_from = ", ".join(filter(None, (said, who, _about(note, catalogue, wording))))
    return f"{number}. {where_from}: {unmarked(note.words)}"


def _about(note: CorrectionNote, catalogue: Catalogue, wording: Wording) -> str:
    if note.show is None:
        return ""
    name = show_name(note.show, catalogue, wording)
    if note.season is None:
        return name
    return wording.say("{show} season {season}", show=name, season=note.season)


def _left(count: int, wording: Wording) -> str:
    if not count:
        return wording.say("No other is waiting.")
    return wording.count(
        "{number} more is waiting: {command}",
        "{number} more are waiting: {command}",
        count,
        command=hint("newsdesk review"),
    )
