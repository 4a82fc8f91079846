"""What waits on the newsdesk, and its buttons: all that a platform needs to draw one and its form.

A proposal has *Accept*, *Amend …* and *Reject …*, a correction *Make a claim …* and *Done*. What
ends in "…" wants more from the editor: a form with what stands, or with a reason.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from content.commands.parse import Review
from content.language.wording import ENGLISH, Wording, phrase
from content.show_files.typed_claims import TypedClaim

_KEY: Final = re.compile(r"desk:([a-z]+):(\d{1,9}):(\d{1,9})")


class DeskItemKind(StrEnum):
    """What an item of the newsdesk is."""

    PROPOSAL = "proposal"
    """A claim that waits to be accepted, whoever found or drafted it."""
    CORRECTION = "correction"
    """What somebody says is wrong or missing."""
    TYPED = "typed"
    """What an editor typed to be claimed, which is kept nowhere yet; its number is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem:
    """One thing that waits for an editor, with all that a form about it is filled with."""

    kind: DeskItemKind
    number: int
    revision: int = 0
    """How a proposal reads now, from 1; it is one more with each amendment. 0: it has none."""
    line: str
    """What the list says of it: plain text."""
    claim: TypedClaim = field(default_factory=TypedClaim)
    """What is claimed, each part as an editor may type it; of a correction what is known of it."""
    show: str | None = None
    """The name by which the show is found."""
    season: str | None = None
    says: str | None = None
    """What the page of a proposal says as it stands, whatever is typed in *claim*."""
    can_be_amended: bool = True
    """False: it takes a claim back, which is accepted or rejected as it is."""


class DeskAction(StrEnum):
    """What an editor can do with an item; its name stays with every message that was ever sent."""

    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    DRAFT = "draft"
    """Make a proposal of a correction."""
    DONE = "done"
    """Close a correction of which nothing is to be claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskButton:
    """A button below an item: all that pressing it needs is in its key."""

    action: DeskAction
    number: int
    revision: int
    label: str = ""

    @property
    def key(self) -> str:
        """What the platform keeps with the button: "desk:accept:12:3"; 31 characters at most."""
        return ":".join(("desk", self.action, str(self.number), str(self.revision)))

    @classmethod
    def from_key(cls, key: str) -> Self | None:
        """Return the button of that key, without its label; None where it is none of these."""
        match = _KEY.fullmatch(key)
        if match is None or match[1] not in {*DeskAction}:
            return None
        return cls(action=DeskAction(match[1]), number=int(match[2]), revision=int(match[3]))

    @property
    def command(self) -> Review:
        """What pressing it wants.

        An amendment without changes, like a correction of which too little is known, is answered
        with what stands, and with the `CommandReply.form` to fill in.
        """
        number, revision = str(self.number), str(self.revision)
        match self.action:
            case DeskAction.ACCEPT:
                return Review(accept=number, revision=revision)
            case DeskAction.AMEND:
                return Review(amend=number, revision=revision)
            case DeskAction.REJECT:
                return Review(reject=number, revision=revision)
            case DeskAction.DRAFT:
                return Review(draft=number)
            case DeskAction.DONE:
                return Review(done=number)


_LABELS: Final = {
    DeskAction.ACCEPT: phrase("Accept"),
    DeskAction.AMEND: phrase("Amend …"),
    DeskAction.REJECT: phrase("Reject …"),
    DeskAction.DRAFT: phrase("Make a claim …"),
    DeskAction.DONE: phrase("Done"),
}
_OF_KIND: Final = {
    DeskItemKind.PROPOSAL: (DeskAction.ACCEPT, DeskAction.AMEND, DeskAction.REJECT),
    DeskItemKind.CORRECTION: (DeskAction.DRAFT, DeskAction.DONE),
    DeskItemKind.TYPED: (),
}


def desk_buttons(item: DeskItem, wording: Wording = ENGLISH) -> tuple[DeskButton, ...]:
    """Return the buttons below *item*, as they stand from left to right; at most three."""
    return tuple(
        DeskButton(
            action=action,
            number=item.number,
            revision=item.revision,
            label=wording.say(_LABELS[action]),
        )
        for action in _OF_KIND[item.kind]
        if item.can_be_amended or action is not DeskAction.AMEND
    )
