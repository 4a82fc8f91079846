"""What waits on the newsdesk, an item a line, and what editors decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from content.answers.correction_notes import CorrectionNote
from content.answers.phrases import fitted, held_words, value_words
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.replies.claims_told import ToBeTold, told_if_accepted
from content.commands.replies.shows_meant import show_name
from content.facts.beliefs import Belief
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim, ShowId
from content.facts.proposals import EditorDecision, EditorVerdict, KeptProposal
from content.language.command_hints import unmarked
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.translated import together
from content.language.wording import ENGLISH, Wording, phrase
from content.show_files.amended_claims import can_be_typed, typed_of
from content.show_files.typed_claims import TypedClaim
from content.understanding.typed_shows import find_shows

_DONE_BY: Final = {
    EditorVerdict.DRAFTED: phrase("Drafted by {who}, {when}."),
    EditorVerdict.AMENDED: phrase("Amended by {who}, {when}."),
    EditorVerdict.ACCEPTED: phrase("Accepted by {who}, {when}."),
    EditorVerdict.REJECTED: phrase("Rejected by {who}, {when}."),
}


def proposal_item(
    kept: KeptProposal,
    belief: Belief,
    told: Sequence[ToBeTold],
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> DeskItem:
    """Return a proposal as it is shown: what would be claimed, in whose words, and why it waits.

    *belief* is what is held of the same now, and *told* what would be told once it is accepted.
    """
    claim = kept.proposal.claim
    return DeskItem(
        kind=DeskItemKind.PROPOSAL,
        number=kept.number,
        revision=kept.revision,
        line=_proposal_line(kept, belief, told, catalogue, wording),
        claim=typed_of(claim),
        show=found_as(claim.subject.show, catalogue),
        season=str(claim.subject.season),
        says=claim.says,
        can_be_amended=can_be_typed(claim),
    )


def correction_item(
    number: int,
    note: CorrectionNote,
    known: TypedClaim,
    catalogue: Catalogue,
    *,
    who: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> DeskItem:
    """Return one correction: its number, when, from whom, about what, and its words.

    *known* is what of a claim can be read in them.
    """
    said = f"{at:%Y-%m-%d %H:%M} UTC"
    where_from = ", ".join(filter(None, (said, who, _about(note, catalogue, wording))))
    return DeskItem(
        kind=DeskItemKind.CORRECTION,
        number=number,
        line=f"{number}. {where_from}: {unmarked(note.words)}",
        claim=known,
        show=found_as(note.show, catalogue) if note.show else None,
        season=None if note.season is None else str(note.season),
    )


def found_as(show: ShowId, catalogue: Catalogue) -> str:
    """Return a name by which *show*, and no other, is found: the one that people say, or its id."""
    if show not in catalogue.shows:
        return show
    short = catalogue.shows[show].short
    return short if list(find_shows(short, catalogue)) == [show] else show


def proposed(claim: Claim, catalogue: Catalogue, wording: Wording = ENGLISH) -> str:
    """Return what would be claimed: "The Bear season 5, the release date: 24 June 2027"."""
    show = catalogue.shows.get(claim.subject.show)
    name = season_name(show, claim.subject.season, wording) if show else claim.subject.show
    what = label(claim.kind, wording)
    if claim.action is Action.RETRACTS:
        taken_back = ", ".join(claim.retracts)
        said = wording.say(
            "{what}, to take back {ids}", what=together(name, ", ", what), ids=taken_back
        )
        return unmarked(said)
    if claim.value is None:
        return unmarked(together(name, ", ", what))
    return unmarked(together(name, ", ", what, ": ", value_words(claim.value, wording)))


def waits_in_short(kept: KeptProposal, catalogue: Catalogue, wording: Wording = ENGLISH) -> str:
    """Return a proposal in as few words as name it."""
    return wording.say(
        "Proposal {number}. {what}, {stance}",
        number=kept.number,
        what=proposed(kept.proposal.claim, catalogue, wording),
        stance=stance_words(kept.proposal.claim.stance, wording),
    )


def decision_line(
    decision: EditorDecision, catalogue: Catalogue, wording: Wording = ENGLISH
) -> str:
    """Return what an editor did with a proposal, for the history of its show."""
    what = wording.say(
        "Proposal {number}: {what}, {stance}.",
        number=decision.number,
        what=proposed(decision.claim, catalogue, wording),
        stance=stance_words(decision.claim.stance, wording),
    )
    return f"{what} {done_by(decision, wording)}"


def done_by(decision: EditorDecision, wording: Wording = ENGLISH) -> str:
    """Return in a sentence who did it, when and why."""
    said = wording.say(
        _DONE_BY[decision.verdict],
        who=unmarked(decision.by),
        when=f"{decision.at:%Y-%m-%d %H:%M} UTC",
    )
    if not decision.reason:
        return said
    why = wording.say("The reason: {reason}", reason=unmarked(decision.reason))
    return f"{said} {why}"


def _proposal_line(
    kept: KeptProposal,
    belief: Belief,
    told: Sequence[ToBeTold],
    catalogue: Catalogue,
    wording: Wording,
) -> str:
    held = [held_words(one, wording) for one in belief.several]
    if belief.value is not None and not held:
        held = [value_words(belief.value, wording)]
    now = (
        wording.say("Believed now: {value}.", value=wording.joined(", ", held))
        if belief.is_known and held
        else wording.say("Nothing is believed of it now.")
    )
    proposal = kept.proposal
    said = (
        wording.say(
            "Proposal {number}. {what}, {stance}: “{quote}”",
            number=kept.number,
            what=proposed(proposal.claim, catalogue, wording),
            stance=stance_words(proposal.claim.stance, wording),
            quote=fitted(unmarked(proposal.quote)),
        ),
        *(unmarked(wording.recalled(doubt)) for doubt in proposal.doubts),
        *((wording.say("Drafted by {who}.", who=kept.drafted_by),) if kept.drafted_by else ()),
        *((done_by(kept.amended, wording),) if kept.amended else ()),
        now,
        told_if_accepted(told, wording),
        proposal.claim.source.url,
    )
    return " ".join(filter(None, said))


def _about(note: CorrectionNote, catalogue: Catalogue, wording: Wording) -> str:
    if note.show is None:
        return ""
    name = show_name(note.show, catalogue, wording)
    if note.season is None:
        return name
    return wording.say("{show} season {season}", show=name, season=note.season)
