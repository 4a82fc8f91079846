"""The forms of the newsdesk, and what was filled into them. Pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from adapters.slack import markup as kit
from adapters.slack.desk_messages import ListPage
from adapters.slack.messages import TextBudget
from adapters.slack.modals import (
    METADATA_LIMIT,
    OPTION_LIMIT,
    View,
    external_select,
    input_block,
    modal,
    option,
    static_select,
    text_input,
    values_before,
    values_in,
)
from content.commands import descriptions
from content.commands.claim_entries import CLAIM_ENTRIES, ClaimEntry
from content.commands.desk import DeskItem
from content.commands.newsdesk import ClaimHistory, RecordClaim, RetractClaim
from content.commands.parse import ManageFeeds, NewsdeskCommand, Review
from content.facts.claims import Show
from content.files.faults import Notes
from content.language.command_hints import names_a_command
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording
from content.show_files.fields import LONGEST_TEXT, checked_text
from content.show_files.typed_claims import TypedClaim

CLAIM_SHOW: Final = "claim_show"
"""The action of the field for the show of a claim."""
_SHOW: Final = "show"
_MOST_OPTIONS: Final = 100
_LONGEST_URL: Final = 1000


class DeskForm(StrEnum):
    """What a form is for: its callback id."""

    RECORD = "desk_record"
    AMEND = "desk_amend"
    DRAFT = "desk_draft"
    REJECT = "desk_reject"
    RETRACT = "desk_retract"
    FEED = "desk_feed"


DESK_SENT: Final = re.compile(rf"^(?:{'|'.join(DeskForm)})$")
"""The callback ids of all forms of the newsdesk."""
CLAIM_FORMS: Final = (DeskForm.RECORD, DeskForm.AMEND, DeskForm.DRAFT)
_TITLES: Final = {
    DeskForm.RECORD: (words.RECORD_TITLE, words.CLAIM_SUBMIT),
    DeskForm.AMEND: (words.AMEND_TITLE, words.CLAIM_SUBMIT),
    DeskForm.DRAFT: (words.DRAFT_TITLE, words.CLAIM_SUBMIT),
    DeskForm.REJECT: (words.REJECT_TITLE, words.REJECT_SUBMIT),
    DeskForm.RETRACT: (words.RETRACT_TITLE, words.RETRACT_SUBMIT),
    DeskForm.FEED: (words.FEED_TITLE, words.FEED_SUBMIT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOrigin:
    """Where a form was asked for and what it is about: Slack keeps it with the form."""

    channel: str
    url: str = ""
    """The response URL of what was typed or pressed; good for half an hour."""
    page: ListPage | None = None
    """The list with the button that was pressed; None: there is none to show anew."""
    number: int = 0
    revision: int = 0
    changed: tuple[str, ...] = ()
    """The fields that were changed before the form was shown again."""

    @property
    def kept(self) -> str:
        """It as `private_metadata`, within Slack's limit."""
        fields = {
            "c": self.channel,
            "u": self.url if len(self.url) <= _LONGEST_URL else "",
            "p": self.page.key if self.page else "",
            "n": self.number,
            "r": self.revision,
            "d": self.changed,
        }
        told = json.dumps({name: value for name, value in fields.items() if value})
        return told if len(told) <= METADATA_LIMIT else "{}"

    @classmethod
    def from_kept(cls, text: str) -> Self:
        """Return what was kept with a form."""
        fields: dict[str, Any] = json.loads(text or "{}")
        return cls(
            channel=str(fields.get("c", "")),
            url=str(fields.get("u", "")),
            page=ListPage.from_key(str(fields.get("p", ""))),
            number=int(fields.get("n", 0)),
            revision=int(fields.get("r", 0)),
            changed=tuple(map(str, fields.get("d", ()))),
        )


def waiting_form(origin: FormOrigin, wording: Wording = ENGLISH) -> View:
    """Return what is shown until it is known what to show."""
    return told_in_form(
        [kit.rich_text(kit.section([kit.text(words.form_taken(wording))]))], origin, wording
    )


def told_in_form(
    blocks: Sequence[kit.Block | None], origin: FormOrigin, wording: Wording = ENGLISH
) -> View:
    """Return a form that tells something; buttons in it know where it comes from."""
    return modal(
        wording.say(words.DESK_TITLE),
        [block for block in blocks if block is not None],
        close=wording.say(words.FORM_CLOSE),
        metadata=origin.kept,
    )


def desk_form(
    form: DeskForm,
    origin: FormOrigin,
    *,
    item: DeskItem | None = None,
    lines: Sequence[str] = (),
    filled: Mapping[str, str | None] | None = None,
    wording: Wording = ENGLISH,
) -> View:
    """Return the form, with *lines* and what is known of *item* above its fields.

    What was *filled* in before stands in it again; else what is known, or usual. Lines that say
    which words do the same are left out.
    """
    title, submit = _TITLES[form]
    stands = _known(form, item) if filled is None else filled
    budget = TextBudget()
    said = [line for line in lines if not names_a_command(line)]
    if item and item.line not in said:
        said.append(item.line)
    above = budget.paragraph("", said)
    return modal(
        wording.say(title),
        [*filter(None, [kit.rich_text(kit.section(above))]), *_fields(form, stands, wording)],
        close=wording.say(words.FORM_CANCEL),
        submit=wording.say(submit),
        callback=form,
        metadata=origin.kept,
    )


def filled_again(view: View, lines: Sequence[str], wording: Wording = ENGLISH) -> View:
    """Return a form that was sent, as it was filled in, with *lines* of what is wrong with it."""
    origin = FormOrigin.from_kept(view.get("private_metadata") or "")
    origin = replace(origin, changed=tuple(sorted(changed_in(view))))
    form = DeskForm(view["callback_id"])
    return desk_form(form, origin, lines=lines, filled=values_in(view), wording=wording)


def desk_command(view: View) -> RecordClaim | RetractClaim | Review | ManageFeeds:
    """Return what a form that was sent wants."""
    origin, said = FormOrigin.from_kept(view.get("private_metadata") or ""), values_in(view)
    number, revision = str(origin.number), str(origin.revision)
    match DeskForm(view["callback_id"]):
        case DeskForm.RECORD:
            claim, show, season = typed_claim(said)
            return RecordClaim(show=show, season=season, claim=claim, is_draft=True)
        case DeskForm.AMEND:
            claim, show, season = typed_claim(changed_in(view))
            return Review(amend=number, revision=revision, changes=claim, show=show, season=season)
        case DeskForm.DRAFT:
            claim, show, season = typed_claim(said | changed_in(view))
            return Review(draft=number, changes=claim, show=show, season=season)
        case DeskForm.REJECT:
            return Review(reject=number, revision=revision, reason=said.get("reason"))
        case DeskForm.RETRACT:
            claim_id = (said.get("claim") or "").strip("`\"'").casefold()
            return RetractClaim(claim_id or None, said.get("reason"))
        case DeskForm.FEED:
            return ManageFeeds(add=said.get("address") or "")


def form_needed_for(command: NewsdeskCommand) -> DeskForm | None:
    """Return the form that a command needs; None: it has all that it needs."""
    match command:
        case RecordClaim() if command == RecordClaim():
            return DeskForm.RECORD
        case RetractClaim() if command == RetractClaim():
            return DeskForm.RETRACT
        case ManageFeeds() if command.add == "":
            return DeskForm.FEED
        case Review() if command.amend and _has_no_changes(command):
            return DeskForm.AMEND
        case Review() if command.draft and _has_no_changes(command):
            return DeskForm.DRAFT
        case Review() | ManageFeeds() | RecordClaim() | RetractClaim() | ClaimHistory():
            return None


def _has_no_changes(command: Review) -> bool:
    return command.changes == TypedClaim() and not command.show and not command.season


def typed_claim(
    said: Mapping[str, str | None],
) -> tuple[TypedClaim, str | None, str | None]:
    """Return the claim, the show and the season that fields say, each as it was typed."""
    parts = {one.name: said.get(one.name) for one in CLAIM_ENTRIES}
    show, season = parts.pop(_SHOW), parts.pop("season")
    return TypedClaim(**parts), show, season


def changed_in(view: View) -> dict[str, str | None]:
    """Return what was changed in a form before it was sent, this time or before.

    A field that was emptied is to be nothing; one that was left alone stays as it is.
    """
    earlier = FormOrigin.from_kept(view.get("private_metadata") or "").changed
    before, said = values_before(view), values_in(view)
    return {
        name: value or ""
        for name, value in said.items()
        if value != before.get(name) or name in earlier
    }


def text_faults(view: View) -> dict[str, str]:
    """Return what is wrong with the reason in a form, by field."""
    notes, reason = Notes(), values_in(view).get("reason")
    if reason is not None:
        checked_text(reason, ("reason",), notes)
    return {str(place[-1]): what for place, what in notes.by_place}


def claim_show_options(shows: Sequence[Show]) -> list[kit.Element]:
    """Return the shows that can be chosen in the form for a claim."""
    return [
        option(show.title, show.id)
        for show in shows[:_MOST_OPTIONS]
        if len(show.id) <= OPTION_LIMIT
    ]


def _known(form: DeskForm, item: DeskItem | None) -> dict[str, str | None]:
    """Return what stands in the fields to begin with."""
    usual: dict[str, str | None] = {}
    if form is not DeskForm.AMEND:
        usual = {one.name: one.usual for one in CLAIM_ENTRIES}
    if item is None:
        return usual
    return {**usual, **item.claim.given, _SHOW: item.show, "season": item.season}


def _fields(form: DeskForm, stands: Mapping[str, str | None], wording: Wording) -> list[kit.Block]:
    def written(name: str, label: str, hint: str, longest: int, *, needed: bool) -> kit.Block:
        field = text_input(name, stands.get(name) or "", longest=longest)
        return input_block(
            name, wording.say(label), field, hint=wording.say(hint), is_optional=not needed
        )

    match form:
        case DeskForm.RECORD | DeskForm.AMEND | DeskForm.DRAFT:
            return [_claim_field(one, stands.get(one.name), wording) for one in CLAIM_ENTRIES]
        case DeskForm.REJECT:
            return [
                written("reason", words.REASON_LABEL, words.REASON_HINT, LONGEST_TEXT, needed=False)
            ]
        case DeskForm.RETRACT:
            return [
                written("claim", words.CLAIM_ID_LABEL, descriptions.CLAIM_ID, 300, needed=True),
                written(
                    "reason", words.REASON_LABEL, descriptions.REASON, LONGEST_TEXT, needed=True
                ),
            ]
        case DeskForm.FEED:
            return [
                written("address", words.ADDRESS_LABEL, descriptions.ADD_FEED, 2000, needed=True)
            ]


def _claim_field(entry: ClaimEntry, stands: str | None, wording: Wording) -> kit.Block:
    choices = [option(label, value) for value, label in entry.choices(wording)]
    if entry.name == _SHOW:
        name = kit.cut(stands or "", OPTION_LIMIT + 1)
        chosen = option(name, name) if name and kit.size(name) <= OPTION_LIMIT else None
        element = external_select(CLAIM_SHOW, chosen)
    elif choices:
        element = static_select(entry.name, choices, stands)
    else:
        element = text_input(entry.name, stands or "", longest=entry.longest)
    return input_block(
        entry.name,
        wording.say(entry.label),
        element,
        hint=wording.say(entry.hint),
        is_optional=not entry.is_needed,
    )


def numbered(origin: FormOrigin, item: DeskItem, changed: Iterable[str] = ()) -> FormOrigin:
    """Return *origin* of a form about *item* as it reads now, in which those were *changed*."""
    return replace(
        origin, number=item.number, revision=item.revision, changed=tuple(sorted(changed))
    )
