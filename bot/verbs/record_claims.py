"""Recording: what editors claim, take back, and have claimed of a show so far."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.ports.editor_claims import EditorClaims, RecordedClaim
from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from bot.ports.traits import PlatformTraits
from content.announcements.news import news_once_claimed
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.newsdesk import ClaimHistory, RecordClaim, RetractClaim
from content.commands.replies import claim_records as replies
from content.commands.replies.claim_records import ClaimLine
from content.commands.replies.claims_told import ToBeTold
from content.commands.replies.desk_lines import proposal_item
from content.commands.replies.proposal_review import draft_made, with_form
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim, ClaimId, Season, SeasonRef, ShowId
from content.facts.editor_claims import retraction_of
from content.facts.packed import PackedClaims
from content.facts.proposals import EditorDecision, Proposal
from content.files.faults import Notes
from content.language.labels import season_name
from content.language.wording import Wording
from content.show_files.fields import checked_text
from content.show_files.typed_claims import read_typed_claim
from content.understanding.seasons import read_season

_MOST_DECISIONS: Final = 200


async def record_claim(
    wanted: RecordClaim,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    clock: Clock,
    knowledge: Knowledge,
    editor_claims: EditorClaims,
    proposals: Proposals,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Return how a claim reads and whom it would be told, or once it is confirmed record it.

    Only *editors* may, and whoever runs Violet. What is recorded becomes known, and is told, as
    any claim is. A draft waits as a proposal of the editor's instead.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.no_editor(who, wording)
    catalogue, now = knowledge.catalogue, clock.now()
    claim = _typed_claim(wanted, catalogue, now, wording)
    if isinstance(claim, CommandReply):
        return with_form(claim, _form_of(wanted), wording) if wanted.is_draft else claim
    before = await _held(claim.subject.show, catalogue, editor_claims)
    told = await _told(before, claim, catalogue, clock, subscriptions, wording)
    if wanted.is_draft:
        proposal = Proposal(claim=claim, quote=claim.says, doubts=(), found_at=now)
        outcome = await proposals.draft(proposal, by=who, now=now)
        if outcome.stands is None:
            raise StorageError("a draft of no correction was refused")
        subject, kind = claim.subject, claim.kind
        held = believed(catalogue, subject, kind, now.date(), market=claim.market)
        item = proposal_item(outcome.stands, held, told, catalogue, wording)
        return draft_made(item, is_new=outcome.is_done, wording=wording)
    if not wanted.is_confirmed:
        return replies.how_it_reads(wanted, claim, told, catalogue, wording)
    recording = await editor_claims.record(claim, by=who, now=now)
    if not recording.is_new:
        return replies.recorded_already(_line(recording.kept), catalogue, wording)
    return replies.claim_recorded(recording.kept.claim, told, catalogue, wording)


async def retract_claim(
    wanted: RetractClaim,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    clock: Clock,
    knowledge: Knowledge,
    editor_claims: EditorClaims,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Take a claim back, whoever made it, and return whom that is told; only *editors* may."""
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.no_editor(who, wording)
    catalogue, now = knowledge.catalogue, clock.now()
    if wanted.claim is None or wanted.reason is None:
        return replies.what_to_retract(wording)
    recorded = await editor_claims.find(ClaimId(wanted.claim))
    target = recorded.claim if recorded else _known_as(wanted.claim, catalogue)
    if target is None:
        known = [one.claim.id for one in await editor_claims.every()]
        return replies.no_such_claim(wanted.claim, known, wording)
    if target.action is Action.RETRACTS:
        return replies.retraction_stands(wording)
    notes = Notes()
    reason = checked_text(wanted.reason, ("reason",), notes)
    if reason is None:
        return replies.claim_with_faults(notes.sentences, wording)
    before = await _held(target.subject.show, catalogue, editor_claims)
    if recorded is None and any(target.id in one.retracts for one in before):
        lines = await _lines(target.subject.show, catalogue, editor_claims)
        line = next(one for one in lines if one.claim.id == target.id)
        return replies.retracted_already(line, catalogue, wording)
    retraction = retraction_of(target, reason, now)
    told = await _told(before, retraction, catalogue, clock, subscriptions, wording)
    recording = await editor_claims.record(retraction, by=who, now=now)
    if not recording.is_new:
        kept = recording.kept
        line = ClaimLine(
            claim=target,
            recorded_by=recorded.by if recorded else None,
            recorded_at=target.recorded_at,
            retracted_by=kept.by,
            retracted_at=kept.claim.recorded_at,
        )
        return replies.retracted_already(line, catalogue, wording)
    return replies.claim_retracted(target, told, catalogue, wording)


async def claims_so_far(
    wanted: ClaimHistory,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    knowledge: Knowledge,
    editor_claims: EditorClaims,
    proposals: Proposals,
) -> CommandReply:
    """Return what is claimed of a show or a season, with ids and who did it; *editors* may ask.

    What they decided of proposals stands among it.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.no_editor(who, wording)
    catalogue = knowledge.catalogue
    show = show_in(wanted.show, catalogue, wording) if wanted.show else None
    if isinstance(show, CommandReply):
        return show
    if show is None:
        return replies.which_history(wording)
    season = _season_of(wanted.season, show, catalogue) if wanted.season else None
    if wanted.season and season is None:
        return replies.which_season_it_is_of(catalogue.shows[show].short, wording)
    lines = await _lines(show, catalogue, editor_claims)
    decided = await proposals.decisions(show, limit=_MOST_DECISIONS)
    every: list[ClaimLine | EditorDecision] = [*lines, *decided]
    newest = sorted(
        (one for one in every if season in {None, one.claim.subject.season}),
        key=_newness,
        reverse=True,
    )
    return replies.history_of_claims(
        _called(show, season, catalogue, wording), newest, catalogue, wording
    )


def _typed_claim(
    wanted: RecordClaim, catalogue: Catalogue, now: datetime, wording: Wording
) -> Claim | CommandReply:
    """Return what an editor claims, or what has to be said of it first."""
    if wanted.show is None or wanted.claim.kind is None:
        return replies.what_to_record(wording)
    show = show_in(wanted.show, catalogue, wording)
    if isinstance(show, CommandReply):
        return show
    if show is None:
        return replies.what_to_record(wording)
    season = _season_of(wanted.season, show, catalogue)
    if season is None:
        return replies.which_season_it_is_of(catalogue.shows[show].short, wording)
    claim = read_typed_claim(wanted.claim, show, season, now)
    return claim if isinstance(claim, Claim) else replies.claim_with_faults(claim, wording)


def _form_of(wanted: RecordClaim) -> DeskItem:
    return DeskItem(
        kind=DeskItemKind.TYPED,
        number=0,
        line="",
        claim=wanted.claim,
        show=wanted.show,
        season=wanted.season,
    )


def _season_of(typed: str | None, show: ShowId, catalogue: Catalogue) -> Season | None:
    """Return the season that was meant; None: which one must be asked.

    Where none was named, the only one there is.
    """
    if typed is None:
        known = catalogue.seasons(show)
        return known[0] if len(known) == 1 else None
    season = read_season(typed)
    return None if isinstance(season, SeasonRef) else season


def _called(show: ShowId, season: Season | None, catalogue: Catalogue, wording: Wording) -> str:
    named = catalogue.shows[show]
    return named.short if season is None else season_name(named, season, wording)


def _newness(one: ClaimLine | EditorDecision) -> tuple[date, str, str]:
    if isinstance(one, EditorDecision):
        return one.at.date(), str(one.at), ""
    return one.claim.known_from, str(one.recorded_at or ""), one.claim.id


async def _held(
    show: ShowId, catalogue: Catalogue, editor_claims: EditorClaims
) -> tuple[Claim, ...]:
    """Return all that is claimed of *show*, with what this process has not learnt yet."""
    recorded = [one.claim for one in await editor_claims.about(show)]
    return tuple({one.id: one for one in (*catalogue.about(show), *recorded)}.values())


async def _told(
    before: tuple[Claim, ...],
    claim: Claim,
    catalogue: Catalogue,
    clock: Clock,
    subscriptions: Subscriptions,
    wording: Wording,
) -> Sequence[ToBeTold]:
    """Return what becomes news once *claim* is known too, and how many channels hear it."""
    show, now = catalogue.shows[claim.subject.show], clock.now()
    return [
        ToBeTold(
            headline=one.headline,
            hearers=await subscriptions.hearing(show.id, one.topic, one.stance),
        )
        for one in news_once_claimed(before, claim, show, now, wording)
    ]


async def _lines(
    show: ShowId, catalogue: Catalogue, editor_claims: EditorClaims
) -> Sequence[ClaimLine]:
    recorded = await editor_claims.about(show)
    mine = {one.claim.id: _line(one) for one in recorded}
    by_target = {target: one for one in recorded for target in one.claim.retracts}
    lines = dict(mine)
    for claim in catalogue.about(show):
        if claim.id not in lines:
            back = by_target.get(claim.id)
            lines[claim.id] = ClaimLine(
                claim=claim,
                retracted_by=back.by if back else None,
                retracted_at=back.claim.recorded_at if back else None,
            )
    return tuple(lines.values())


def _line(one: RecordedClaim) -> ClaimLine:
    return ClaimLine(
        claim=one.claim,
        recorded_by=one.by,
        recorded_at=one.claim.recorded_at,
        retracted_by=one.retracted_by,
        retracted_at=one.retracted_at,
    )


def _known_as(id_: str, catalogue: Catalogue) -> Claim | None:
    """Return the claim of that id, of whichever source.

    Claims that are held packed are looked through only where the id names their show.
    """
    for show in catalogue.ids:
        if isinstance(catalogue.held(show), PackedClaims) and show not in id_:
            continue
        for claim in catalogue.about(show):
            if claim.id == id_:
                return claim
    return None
