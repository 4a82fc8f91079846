"""What is said to editors about the claims that they record, take back and look through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from content.answers.phrases import day_words, fitted, value_words
from content.answers.reply import ReplyStatus
from content.commands.newsdesk import RecordClaim, part_in_words
from content.commands.replies.claims_told import ToBeTold, told_lines
from content.commands.replies.correction_review import editors_only
from content.commands.replies.desk_lines import decision_line
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import FILES, Action, Claim, ClaimId
from content.facts.proposals import EditorDecision
from content.files.faults import nearest_word
from content.language.command_hints import hint, unmarked
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.translated import together
from content.language.wording import ENGLISH, Wording

_ROOM: Final = 1800
"""Characters of all that is shown together; see `correction_review`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in the history of a subject, and who did what with it; None: nobody here did."""

    claim: Claim
    recorded_by: str | None = None
    recorded_at: datetime | None = None
    retracted_by: str | None = None
    retracted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """A claim to choose by what it says."""

    id: ClaimId
    label: str
    """What it says: plain text."""


def claim_choice(claim: Claim, catalogue: Catalogue, wording: Wording = ENGLISH) -> ClaimChoice:
    """Return *claim* as it is chosen, while its id is being typed."""
    return ClaimChoice(claim.id, _claimed(claim, catalogue, wording))


def no_editor(who: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *who* may claim nothing, and who makes one an editor."""
    said = wording.say("Only editors record what is claimed, and take it back.")
    return replace(editors_only(who, wording), headline=said)


def what_to_record(wording: Wording = ENGLISH) -> CommandReply:
    """Return how a claim is written, where one names no show or no kind."""
    return _asking(wording.say("What is claimed, and of which show?"), wording)


def which_season_it_is_of(show: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return the question which season of *show*, named as people say it, a claim is about."""
    said = wording.say(
        "Which season of {show} is that about? Write its number, special, film or series.",
        show=unmarked(show),
    )
    return _asking(said, wording)


def claim_with_faults(faults: Sequence[str], wording: Wording = ENGLISH) -> CommandReply:
    """Return what is wrong with a claim, each with what to write instead, in English."""
    return CommandReply(
        headline=wording.say("Nothing was recorded: that cannot be claimed as it stands."),
        lines=tuple(fitted(_sentence(unmarked(fault)), 600) for fault in faults),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def how_it_reads(
    wanted: RecordClaim,
    claim: Claim,
    told: Sequence[ToBeTold],
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return how *claim* reads and whom it would be told, before it is stored."""
    what = _claimed(claim, catalogue, wording)
    said = wording.say("This is how it reads, and nothing is stored yet: {what}.", what=what)
    confirm = hint("newsdesk record", **_as_options(wanted, claim), confirm="True")
    return CommandReply(
        headline=said,
        lines=(
            _quoted(claim, wording),
            *told_lines(told, wording),
            wording.say("To record it, write: {command}", command=confirm),
        ),
        sources=(claim.source,),
        language=wording.language,
    )


def claim_recorded(
    claim: Claim,
    told: Sequence[ToBeTold],
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return that *claim* is recorded, under which id, whom it is told and how to take it back."""
    what = _claimed(claim, catalogue, wording)
    back = hint("newsdesk retract", claim=claim.id, reason="WORDS")
    return CommandReply(
        headline=wording.say("Recorded: {what}.", what=what),
        lines=(
            wording.say("Its id is {id}.", id=claim.id),
            *told_lines(told, wording),
            wording.say("To take it back, write: {command}", command=back),
        ),
        sources=(claim.source,),
        language=wording.language,
    )


def recorded_already(
    line: ClaimLine, catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that the very same stands recorded, and who recorded it."""
    what = _claimed(line.claim, catalogue, wording)
    return CommandReply(
        headline=wording.say("That is recorded already: {what}.", what=what),
        lines=(wording.say("Its id is {id}.", id=line.claim.id), *_who_did(line, wording)),
        sources=(line.claim.source,),
        language=wording.language,
    )


def what_to_retract(wording: Wording = ENGLISH) -> CommandReply:
    """Return how a claim is taken back, where its id or the reason is missing."""
    return CommandReply(
        headline=wording.say("Which claim is to be taken back, and why?"),
        lines=(
            wording.say(
                "Write for example: {command}",
                command=hint(
                    "newsdesk retract",
                    claim="newsdesk-jessica-jones-3-release-date-20180201-120000",
                    reason="It was about another season.",
                ),
            ),
            wording.say(
                "The ids of a show's claims: {command}",
                command=hint("newsdesk history", show="SHOW"),
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def no_such_claim(typed: str, known: Sequence[str], wording: Wording = ENGLISH) -> CommandReply:
    """Return that no claim has the id *typed*, and the nearest of those that are *known*."""
    near = nearest_word(typed, known)
    return CommandReply(
        headline=wording.say("There is no claim {id}.", id=fitted(unmarked(typed), 100)),
        lines=(
            *((wording.say("Did you mean {id}?", id=near),) if near else ()),
            wording.say(
                "The ids of a show's claims: {command}",
                command=hint("newsdesk history", show="SHOW"),
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def retraction_stands(wording: Wording = ENGLISH) -> CommandReply:
    """Return that what takes a claim back is not taken back itself."""
    return CommandReply(
        headline=wording.say(
            "That takes a claim back, and stays. Record the claim anew where it was right."
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def claim_retracted(
    claim: Claim, told: Sequence[ToBeTold], catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that *claim* is taken back, and whom that is told."""
    what = _claimed(claim, catalogue, wording)
    return CommandReply(
        headline=wording.say("Taken back: {what}.", what=what),
        lines=(*told_lines(told, wording),),
        language=wording.language,
    )


def retracted_already(
    line: ClaimLine, catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that it was taken back before, and by whom."""
    what = _claimed(line.claim, catalogue, wording)
    return CommandReply(
        headline=wording.say("That was taken back already: {what}.", what=what),
        lines=_who_did(line, wording),
        language=wording.language,
    )


def which_history(wording: Wording = ENGLISH) -> CommandReply:
    """Return the question of which show the claims are wanted."""
    return CommandReply(
        headline=wording.say("The claims of which show?"),
        lines=(
            wording.say(
                "Write for example: {command}",
                command=hint("newsdesk history", show="jessica jones", season="3"),
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def history_of_claims(
    name: str,
    newest: Sequence[ClaimLine | EditorDecision],
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return the claims about what is called *name*: as many of the *newest* as there is room for.

    They come with who recorded them and took them back, and what editors decided of proposals
    stands among them.
    """
    if not newest:
        return CommandReply(
            headline=wording.say("Nothing is claimed of {name}.", name=unmarked(name)),
            language=wording.language,
        )
    shown: list[str] = []
    for line in newest:
        if isinstance(line, EditorDecision):
            said = decision_line(line, catalogue, wording)
        else:
            said = _history_line(line, catalogue, wording)
        if shown and sum(map(len, shown)) + len(said) > _ROOM:
            break
        shown.append(said)
    more = len(newest) - len(shown)
    if more:
        shown.append(
            wording.count("There is {number} older one.", "There are {number} older ones.", more)
        )
    decided = sum(isinstance(one, EditorDecision) for one in newest)
    claims = wording.count(
        "{number} claim about {name}, the newest first:",
        "{number} claims about {name}, the newest first:",
        len(newest) - decided,
        name=unmarked(name),
    )
    decisions = wording.count(
        "{number} decision of editors, and {claims}",
        "{number} decisions of editors, and {claims}",
        decided,
        claims=claims,
    )
    return CommandReply(
        headline=decisions if decided else claims,
        lines=tuple(shown),
        language=wording.language,
    )


def _history_line(line: ClaimLine, catalogue: Catalogue, wording: Wording) -> str:
    claim = line.claim
    if claim.action is Action.RETRACTS:
        taken = ", ".join(claim.retracts)
        what = wording.say("takes back {ids}: {why}", ids=taken, why=unmarked(claim.says))
    else:
        what = _claimed(claim, catalogue, wording)
    return " ".join((f"{claim.id}: {_sentence(what)}", *_who_did(line, wording)))


def _who_did(line: ClaimLine, wording: Wording) -> tuple[str, ...]:
    origin = line.claim.origin
    if line.recorded_by and line.recorded_at:
        began = wording.say(
            "Recorded by {who}, {when}.", who=line.recorded_by, when=_moment(line.recorded_at)
        )
    elif origin == FILES:
        began = wording.say("It stands in a show file.")
    else:
        began = wording.say("It comes from {origin}.", origin=origin)
    if not line.retracted_by or not line.retracted_at:
        return (began,)
    ended = wording.say(
        "Taken back by {who}, {when}.", who=line.retracted_by, when=_moment(line.retracted_at)
    )
    return began, ended


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _claimed(claim: Claim, catalogue: Catalogue, wording: Wording) -> str:
    """Return what is claimed: "Jessica Jones season 3, the release date: 2019, confirmed (…)"."""
    show = catalogue.shows.get(claim.subject.show)
    name = season_name(show, claim.subject.season, wording) if show else claim.subject.show
    what = together(name, ", ", label(claim.kind, wording))
    if claim.value is not None:
        what = together(what, ": ", value_words(claim.value, wording))
    details = (claim.detail, claim.market, stance_words(claim.stance, wording))
    page = (claim.source.publisher, day_words(claim.source.published, wording))
    said = wording.joined(", ", (what, *filter(None, details)))
    return unmarked(together(said, " (", wording.joined(", ", page), ")"))


def _quoted(claim: Claim, wording: Wording) -> str:
    return wording.say("In its words: {says}", says=_sentence(unmarked(claim.says)))


def _asking(headline: str, wording: Wording) -> CommandReply:
    example = hint(
        "newsdesk record",
        show="jessica jones",
        season="3",
        kind="release-date",
        value="14 June 2019",
        stance="confirmed",
        publisher="Netflix",
        url="https://example.org/page",
    )
    return CommandReply(
        headline=headline,
        lines=(wording.say("Write for example: {command}", command=example),),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def _as_options(wanted: RecordClaim, claim: Claim) -> dict[str, str]:
    """Return the options that say the same again, each as it was typed."""
    said = {name: part_in_words(text) for name, text in wanted.claim.given.items()}
    return {"show": part_in_words(wanted.show or ""), "season": str(claim.subject.season), **said}


def _sentence(text: str) -> str:
    begun = f"{text[:1].upper()}{text[1:]}"
    return begun if begun.endswith((".", "!", "?", "…")) else f"{begun}."
