"""Reviewing: editors look through what people suggest and what is doubtful, and decide it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import itemgetter
from typing import Final

from bot.ports.corrections import Corrections, WaitingCorrection
from bot.ports.editor_claims import EditorClaims
from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.proposals import ProposalOutcome, Proposals
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from bot.ports.traits import PlatformTraits
from content.announcements.news import news_once_claimed
from content.articles.corrections import TOLD_BY_SOMEBODY, claim_in_words
from content.commands.desk import DeskItem
from content.commands.parse import Review
from content.commands.replies import correction_review as replies
from content.commands.replies import proposal_review
from content.commands.replies.claim_records import which_season_it_is_of
from content.commands.replies.claims_told import ToBeTold
from content.commands.replies.desk_lines import correction_item, proposal_item
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Season, SeasonRef, ShowId, Subject
from content.facts.editor_claims import editors_claim_id, says_the_same
from content.facts.proposals import KeptProposal, Proposal
from content.files.faults import Notes
from content.language.wording import Wording
from content.show_files.amended_claims import (
    can_be_typed,
    changed_parts,
    read_amendment,
    typed_anew,
)
from content.show_files.fields import checked_text
from content.show_files.typed_claims import TypedClaim, read_typed_claim
from content.understanding.seasons import read_season

_MOST_SHOWN: Final = 10
_NUMBER: Final = re.compile(r"#?(\d{1,9})")


async def review(
    wanted: Review,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    platforms: Sequence[PlatformTraits],
    editors: frozenset[str],
    clock: Clock,
    knowledge: Knowledge,
    corrections: Corrections,
    proposals: Proposals,
    editor_claims: EditorClaims,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Return what waits for the editors, or decide what they say; only *editors* may.

    Whoever runs Violet is one. *traits* are those of the speaker's platform, *platforms* those of
    every platform on which somebody may have said what waits.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.editors_only(who, wording)
    desk = _Desk(
        who=who,
        wording=wording,
        now=clock.now(),
        catalogue=knowledge.catalogue,
        platforms=platforms,
        corrections=corrections,
        proposals=proposals,
        editor_claims=editor_claims,
        subscriptions=subscriptions,
    )
    if wanted.accept is not None:
        return await desk.decide(wanted.accept, wanted, accepted=True)
    if wanted.reject is not None:
        return await desk.decide(wanted.reject, wanted, accepted=False)
    if wanted.amend is not None:
        return await desk.amend(wanted.amend, wanted)
    if wanted.draft is not None:
        return await desk.draft(wanted.draft, wanted)
    if wanted.done is not None:
        return await desk.close(wanted.done)
    return await desk.list(wanted.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """The newsdesk as one editor sees it at one moment."""

    who: str
    wording: Wording
    now: datetime
    catalogue: Catalogue
    platforms: Sequence[PlatformTraits]
    corrections: Corrections
    proposals: Proposals
    editor_claims: EditorClaims
    subscriptions: Subscriptions

    async def list(self, start: int) -> CommandReply:
        """Show what waits, the oldest first, from the place *start* on; where none is, from 1."""
        last = max(start, 1) - 1 + _MOST_SHOWN
        waiting = await self.corrections.waiting(limit=last)
        found = await self.proposals.waiting(limit=last)
        begins_at = start if 1 <= start <= waiting.count + found.count else 1
        oldest: list[tuple[datetime, WaitingCorrection | KeptProposal]]
        oldest = [(one.said_at, one) for one in waiting.oldest]
        oldest += [(one.proposal.found_at, one) for one in found.oldest]
        oldest.sort(key=itemgetter(0))
        shown = oldest[begins_at - 1 :][:_MOST_SHOWN]
        return replies.waiting_for_editors(
            [
                await self._item(one) if isinstance(one, KeptProposal) else self._correction(one)
                for _, one in shown
            ],
            begins_at=begins_at,
            corrections=waiting.count,
            proposals=found.count,
            wording=self.wording,
        )

    async def decide(self, typed: str, wanted: Review, *, accepted: bool) -> CommandReply:
        """Accept or reject a proposal, as the editor saw it."""
        number, revision = _number(typed), _number(wanted.revision)
        if number is None or (wanted.revision is not None and revision is None):
            return proposal_review.unread_proposal(self.wording)
        notes, reason = Notes(), None
        if wanted.reason:
            reason = checked_text(wanted.reason, ("reason",), notes)
            if reason is None:
                return proposal_review.reason_with_faults(notes.sentences, number, self.wording)
        kept = await self.proposals.find(number)
        if kept is None or kept.decided is not None:
            return await self._refused(number, kept)
        told = await self._told(kept.proposal.claim) if accepted else ()
        outcome = await self.proposals.decide(
            number,
            accepted=accepted,
            by=self.who,
            now=self.now,
            revision=kept.revision if revision is None else revision,
            reason=reason,
        )
        if not outcome.is_done or outcome.stands is None:
            return await self._refused(number, outcome.stands)
        return proposal_review.proposal_decided(
            outcome.stands, told, self.catalogue, left=await self._left(), wording=self.wording
        )

    async def amend(self, typed: str, wanted: Review) -> CommandReply:
        """Let a proposal claim what the editor says, and show how it reads then."""
        number, revision = _number(typed), _number(wanted.revision)
        if number is None or (wanted.revision is not None and revision is None):
            return proposal_review.unread_proposal(self.wording)
        kept = await self.proposals.find(number)
        if kept is None or kept.decided is not None:
            return await self._refused(number, kept)
        claim, item = kept.proposal.claim, await self._item(kept)
        if not can_be_typed(claim):
            return proposal_review.not_to_be_amended(item, self.wording)
        form = replace(
            item,
            claim=typed_anew(wanted.changes, claim),
            show=wanted.show or item.show,
            season=wanted.season or item.season,
        )
        is_changed = form != item or bool(changed_parts(wanted.changes, claim))
        if revision not in {None, kept.revision}:
            typed_form = form if is_changed else None
            return proposal_review.amended_meanwhile(kept, item, typed_form, self.wording)
        if not is_changed:
            return proposal_review.how_to_amend(item, self.wording)
        subject = self._subject(wanted, claim.subject)
        if isinstance(subject, CommandReply):
            return proposal_review.with_form(subject, form, self.wording)
        read = read_amendment(
            wanted.changes, claim, subject, quote=kept.proposal.quote, now=self.now
        )
        if not isinstance(read, Claim):
            return proposal_review.amendment_with_faults(read, form, self.wording)
        if says_the_same(read, claim):
            return proposal_review.nothing_amended(item, self.wording)
        named = replace(read, id=editors_claim_id(read.subject, read.kind, self.now))
        outcome = await self.proposals.amend(
            number, named, by=self.who, now=self.now, revision=kept.revision
        )
        if not outcome.is_done or outcome.stands is None:
            return await self._refused(number, outcome.stands, form)
        return proposal_review.proposal_amended(await self._item(outcome.stands), self.wording)

    async def draft(self, typed: str, wanted: Review) -> CommandReply:
        """Let wait as a proposal what a correction claims, with what the editor adds to it."""
        number = _number(typed)
        if number is None:
            return replies.unread_number(self.wording)
        one = await self.corrections.find(number)
        if one is None or one.closed_at is not None:
            return await self._done_already(number, one)
        item = self._correction(one)
        form = replace(
            item,
            claim=_with(item.claim, wanted.changes),
            show=wanted.show or item.show,
            season=wanted.season or item.season,
        )
        subject = self._subject(replace(wanted, show=form.show, season=form.season), None)
        if isinstance(subject, CommandReply):
            return proposal_review.too_little_to_draft(form, (subject.headline,), self.wording)
        claim = read_typed_claim(form.claim, subject.show, subject.season, self.now)
        if not isinstance(claim, Claim):
            return proposal_review.too_little_to_draft(form, claim, self.wording)
        proposal = Proposal(
            claim=claim, quote=one.note.words, doubts=(TOLD_BY_SOMEBODY,), found_at=self.now
        )
        outcome = await self.proposals.draft(proposal, by=self.who, now=self.now, correction=number)
        if outcome.stands is None:
            return await self._done_already(number, await self.corrections.find(number))
        return await self._drafted(outcome, outcome.stands)

    async def close(self, typed: str) -> CommandReply:
        """Let a correction wait no more."""
        number = _number(typed)
        if number is None:
            return replies.unread_number(self.wording)
        if not await self.corrections.close(number, by=self.who, now=self.now):
            return await self._done_already(number, await self.corrections.find(number))
        return replies.correction_done(
            str(number), was_waiting=True, left=await self._left(), wording=self.wording
        )

    async def _refused(
        self, number: int, stands: KeptProposal | None, form: DeskItem | None = None
    ) -> CommandReply:
        """Return how a proposal stands with which nothing was done."""
        left = await self._left()
        if stands is None:
            return proposal_review.no_such_proposal(str(number), left, self.wording)
        if stands.decided is not None:
            return proposal_review.decided_already(
                stands, stands.decided, self.catalogue, left=left, wording=self.wording
            )
        return proposal_review.amended_meanwhile(
            stands, await self._item(stands), form, self.wording
        )

    async def _done_already(self, number: int, one: WaitingCorrection | None) -> CommandReply:
        left = await self._left()
        if one is None or one.closed_by is None or one.closed_at is None:
            return replies.correction_done(
                str(number), was_waiting=False, left=left, wording=self.wording
            )
        return replies.correction_done_already(
            str(number), who=one.closed_by, at=one.closed_at, left=left, wording=self.wording
        )

    async def _drafted(self, outcome: ProposalOutcome, kept: KeptProposal) -> CommandReply:
        item = await self._item(kept)
        return proposal_review.draft_made(item, is_new=outcome.is_done, wording=self.wording)

    def _subject(self, wanted: Review, stands: Subject | None) -> Subject | CommandReply:
        """Return what is meant: where nothing else is named, what *stands*."""
        show: ShowId | CommandReply | None = stands.show if stands else None
        season: Season | None = stands.season if stands else None
        if wanted.show is not None:
            show = show_in(wanted.show, self.catalogue, self.wording)
        if isinstance(show, CommandReply):
            return show
        if show is None:
            return proposal_review.which_show_it_is_of(self.wording)
        if wanted.season is not None:
            read = read_season(wanted.season)
            season = None if isinstance(read, SeasonRef) else read
        elif season is None and len(known := self.catalogue.seasons(show)) == 1:
            season = known[0]
        if season is None:
            named = self.catalogue.shows.get(show)
            return which_season_it_is_of(named.short if named else show, self.wording)
        return Subject(show, season)

    async def _item(self, kept: KeptProposal) -> DeskItem:
        claim = kept.proposal.claim
        held = believed(
            self.catalogue, claim.subject, claim.kind, self.now.date(), market=claim.market
        )
        told = await self._told(claim)
        return proposal_item(kept, held, told, self.catalogue, self.wording)

    def _correction(self, one: WaitingCorrection) -> DeskItem:
        note = one.note
        return correction_item(
            one.number,
            note,
            claim_in_words(note.words, note.show, note.season, one.said_at, self.catalogue),
            self.catalogue,
            who=_identity(one.speaker, self.platforms),
            at=one.said_at,
            wording=self.wording,
        )

    async def _told(self, claim: Claim) -> Sequence[ToBeTold]:
        """Return what becomes news once *claim* is known too, and how many channels hear it."""
        show = self.catalogue.shows.get(claim.subject.show)
        if show is None:
            return ()
        recorded = [one.claim for one in await self.editor_claims.about(show.id)]
        before = {one.id: one for one in (*self.catalogue.about(show.id), *recorded)}
        return [
            ToBeTold(
                headline=one.headline,
                hearers=await self.subscriptions.hearing(show.id, one.topic, one.stance),
            )
            for one in news_once_claimed(
                tuple(before.values()), claim, show, self.now, self.wording
            )
        ]

    async def _left(self) -> int:
        corrections = await self.corrections.waiting(limit=0)
        return corrections.count + (await self.proposals.waiting(limit=0)).count


def _number(typed: str | None) -> int | None:
    match = _NUMBER.fullmatch((typed or "").strip())
    return int(match[1]) if match else None


def _with(known: TypedClaim, changes: TypedClaim) -> TypedClaim:
    """Return what is *known*, with what is said in *changes* in its place."""
    said = {one.name: getattr(changes, one.name) for one in fields(changes)}
    return replace(known, **{name: text for name, text in said.items() if text is not None})


def _identity(speaker: Speaker, platforms: Sequence[PlatformTraits]) -> str:
    """Return who said it; of a platform that Violet no longer knows, all that was kept."""
    where = speaker.destination
    for traits in platforms:
        if traits.id == where.platform:
            return traits.identity(where, speaker.person)
    return ":".join(filter(None, (where.platform, where.workspace, speaker.person)))
