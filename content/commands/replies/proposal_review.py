"""What is said to editors about the proposals that they accept, amend, reject and draft."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from content.answers.phrases import fitted
from content.answers.reply import ReplyStatus
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.newsdesk import part_in_words
from content.commands.replies.claims_told import ToBeTold, told_lines
from content.commands.replies.correction_review import left_line
from content.commands.replies.desk_lines import done_by, proposed
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.proposals import EditorDecision, EditorVerdict, KeptProposal
from content.language.command_hints import hint, unmarked
from content.language.wording import ENGLISH, Wording


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


def reason_with_faults(
    faults: Sequence[str], number: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return what is wrong with the reason for which a proposal was to be rejected."""
    return CommandReply(
        headline=wording.say("Proposal {number} still waits.", number=number),
        lines=tuple(fitted(_sentence(unmarked(fault)), 600) for fault in faults),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def which_show_it_is_of(wording: Wording = ENGLISH) -> CommandReply:
    """Return the question which show a claim is about."""
    return CommandReply(
        headline=wording.say("Which show is that about? Write show and its name."),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def no_such_proposal(number: str, left: int, wording: Wording = ENGLISH) -> CommandReply:
    """Return that there is no proposal of that number, and how much else waits."""
    said = wording.say("No proposal with the number {number} is waiting.", number=number)
    return CommandReply(headline=said, lines=(left_line(left, wording),), language=wording.language)


def proposal_decided(
    kept: KeptProposal,
    told: Sequence[ToBeTold],
    catalogue: Catalogue,
    *,
    left: int,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what became of a proposal that was decided just now, and whom that is told."""
    claim, decided = kept.proposal.claim, kept.decided
    what = proposed(claim, catalogue, wording)
    if decided is not None and decided.verdict is EditorVerdict.ACCEPTED:
        said = wording.say("Accepted: {what}.", what=what)
        sources = (claim.source,) if claim.source.url else ()
        lines = told_lines(told, wording)
        if kept.correction is not None:
            number = kept.correction
            done = wording.say("The correction {number} is done with it.", number=number)
            lines = (*lines, done)
    else:
        said, sources = wording.say("Rejected: {what}.", what=what), ()
        lines = _reason(decided, wording)
    return CommandReply(
        headline=said,
        lines=(*lines, left_line(left, wording)),
        sources=sources,
        language=wording.language,
    )


def decided_already(
    kept: KeptProposal,
    decided: EditorDecision,
    catalogue: Catalogue,
    *,
    left: int,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return that somebody decided a proposal before, who, when and how; nothing is changed."""
    what = proposed(kept.proposal.claim, catalogue, wording)
    return CommandReply(
        headline=wording.say("Proposal {number} waits no more.", number=kept.number),
        lines=(f"{what}. {done_by(decided, wording)}", left_line(left, wording)),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def amended_meanwhile(
    kept: KeptProposal,
    item: DeskItem,
    form: DeskItem | None = None,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return that a proposal reads otherwise than whoever decides it saw, and how it reads.

    *form* is what was typed to amend it, which is not lost.
    """
    who = kept.amended.by if kept.amended else ""
    return CommandReply(
        headline=wording.say(
            "Nothing was changed: {who} amended proposal {number} meanwhile. It now reads:",
            who=unmarked(who),
            number=kept.number,
        ),
        lines=(item.line, *_how_to_amend(form or item, wording), *_decide_with(item, wording)),
        status=ReplyStatus.AMBIGUOUS,
        desk=(item,),
        form=form,
        language=wording.language,
    )


def proposal_amended(item: DeskItem, wording: Wording = ENGLISH) -> CommandReply:
    """Return how a proposal reads now that it is amended; it still waits."""
    return CommandReply(
        headline=wording.say(
            "Proposal {number} is amended and still waits. It now reads:", number=item.number
        ),
        lines=(item.line, *_decide_with(item, wording)),
        desk=(item,),
        language=wording.language,
    )


def how_to_amend(item: DeskItem, wording: Wording = ENGLISH) -> CommandReply:
    """Return how a proposal reads and with which words it is amended, where none were given."""
    return CommandReply(
        headline=wording.say("What is to be another in proposal {number}?", number=item.number),
        lines=(item.line, *_how_to_amend(item, wording)),
        status=ReplyStatus.AMBIGUOUS,
        desk=(item,),
        form=item,
        language=wording.language,
    )


def nothing_amended(item: DeskItem, wording: Wording = ENGLISH) -> CommandReply:
    """Return that a proposal reads already as somebody wants to amend it."""
    said = wording.say("Proposal {number} reads so already.", number=item.number)
    return replace(how_to_amend(item, wording), headline=said)


def not_to_be_amended(item: DeskItem, wording: Wording = ENGLISH) -> CommandReply:
    """Return that a proposal to take claims back is accepted or rejected as it is."""
    return CommandReply(
        headline=wording.say(
            "Proposal {number} takes back what was claimed; accept or reject it as it is.",
            number=item.number,
        ),
        lines=(item.line, *_decide_with(item, wording)),
        status=ReplyStatus.OUT_OF_SCOPE,
        desk=(item,),
        language=wording.language,
    )


def with_form(reply: CommandReply, form: DeskItem, wording: Wording = ENGLISH) -> CommandReply:
    """Return what is wrong with what was typed, with the words that say it again, for mending."""
    again = wording.say("What you wrote, to be mended: {command}", command=typed_again(form))
    return replace(reply, lines=(*reply.lines, again), form=form)


def amendment_with_faults(
    faults: Sequence[str], form: DeskItem, wording: Wording = ENGLISH
) -> CommandReply:
    """Return what is wrong with what was typed to amend a proposal, which is not lost."""
    reply = CommandReply(
        headline=wording.say("Nothing was amended: that cannot be claimed as it stands."),
        lines=tuple(fitted(_sentence(unmarked(fault)), 600) for fault in faults),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )
    return with_form(reply, form, wording)


def too_little_to_draft(
    item: DeskItem, faults: Sequence[str], wording: Wording = ENGLISH
) -> CommandReply:
    """Return what has to be known before a correction is a claim, beside what is known of it."""
    example = hint(
        "newsdesk review",
        draft=str(item.number),
        kind="release-date",
        value="14 June 2019",
        url="https://example.org/page",
    )
    reply = CommandReply(
        headline=wording.say(
            "To make a claim of correction {number}, I need to know more.", number=item.number
        ),
        lines=(
            item.line,
            *(fitted(_sentence(unmarked(fault)), 600) for fault in faults),
            wording.say("Write for example: {command}", command=example),
        ),
        status=ReplyStatus.AMBIGUOUS,
        desk=(item,),
        language=wording.language,
    )
    return replace(reply, form=item) if not item.claim.given else with_form(reply, item, wording)


def draft_made(item: DeskItem, *, is_new: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return how a draft reads, which waits to be accepted; not new: it waited already."""
    said = (
        wording.say("This is how it reads; it waits as proposal {number}.", number=item.number)
        if is_new
        else wording.say("That waits already, as proposal {number}.", number=item.number)
    )
    return CommandReply(
        headline=said,
        lines=(item.line, *_decide_with(item, wording)),
        desk=(item,),
        language=wording.language,
    )


def _reason(decided: EditorDecision | None, wording: Wording) -> tuple[str, ...]:
    if decided is None or not decided.reason:
        return ()
    return (wording.say("The reason: {reason}", reason=unmarked(decided.reason)),)


def _decide_with(item: DeskItem, wording: Wording) -> Iterator[str]:
    number, revision = str(item.number), str(item.revision)
    accept = hint("newsdesk review", accept=number, revision=revision)
    reject = hint("newsdesk review", reject=number, revision=revision, reason="WORDS")
    yield wording.say("Decide it with: {accept} or {reject}", accept=accept, reject=reject)


def _how_to_amend(item: DeskItem, wording: Wording) -> Iterator[str]:
    yield wording.say("Write with what is to be another: {command}", command=typed_again(item))


def typed_again(form: DeskItem) -> str:
    """Return the command that says all of *form*; what a page says only where that was changed."""
    parts = {one.name: getattr(form.claim, one.name) for one in fields(form.claim)}
    if form.kind is DeskItemKind.PROPOSAL and form.claim.says == form.says:
        parts.pop("says")
    given = {name: part_in_words(text) for name, text in parts.items() if text}
    subject = {"show": part_in_words(form.show or ""), "season": form.season or ""}
    where = {name: text for name, text in subject.items() if text}
    match form.kind:
        case DeskItemKind.PROPOSAL:
            return hint("newsdesk review", amend=str(form.number), **where, **given)
        case DeskItemKind.CORRECTION:
            return hint("newsdesk review", draft=str(form.number), **where, **given)
        case DeskItemKind.TYPED:
            return hint("newsdesk draft", **where, **given)


def _sentence(text: str) -> str:
    begun = f"{text[:1].upper()}{text[1:]}"
    return begun if begun.endswith((".", "!", "?", "…")) else f"{begun}."
