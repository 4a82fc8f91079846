"""What a form asks of a claim: one row a part, in the order in which it is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from content.commands import descriptions
from content.facts.claims import Stance
from content.facts.kinds import Kind
from content.language.hedges import stance_words
from content.language.wording import Wording, phrase
from content.show_files.claims import AUTHORITIES
from content.show_files.fields import LONGEST_TEXT


def _no_choices(_wording: Wording) -> Sequence[tuple[str, str]]:
    return ()


def _kinds(_wording: Wording) -> Sequence[tuple[str, str]]:
    return [(kind.value, kind.value.replace("-", " ")) for kind in Kind]


def _stances(wording: Wording) -> Sequence[tuple[str, str]]:
    return [(stance.value, stance_words(stance, wording)) for stance in Stance]


def _authorities(_wording: Wording) -> Sequence[tuple[str, str]]:
    return [(name, name) for name in reversed(AUTHORITIES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """Where one part of a claim is given in a form."""

    name: str
    """`show`, `season`, or the attribute of `TypedClaim`."""
    label: str
    hint: str
    longest: int = LONGEST_TEXT
    """Characters that can be written."""
    choices: Callable[[Wording], Sequence[tuple[str, str]]] = _no_choices
    """All that can be chosen, each value with its words; none: a text is written."""
    usual: str = ""
    """What stands there where nothing is known yet: what leaving it out means."""
    is_needed: bool = False
    """Whether nothing can be claimed without it."""


CLAIM_ENTRIES: Final = (
    ClaimEntry(
        name="show", label=phrase("Show"), hint=phrase("Which show"), longest=100, is_needed=True
    ),
    ClaimEntry(name="season", label=phrase("Season"), hint=descriptions.CLAIM_SEASON, longest=100),
    ClaimEntry(
        name="kind",
        label=phrase("Kind"),
        hint=phrase("What is claimed"),
        choices=_kinds,
        is_needed=True,
    ),
    ClaimEntry(
        name="value", label=phrase("Value"), hint=descriptions.CLAIM_VALUE, longest=LONGEST_TEXT
    ),
    ClaimEntry(
        name="stance",
        label=phrase("Stance"),
        hint=phrase("How the page says it"),
        choices=_stances,
        usual=Stance.REPORTED.value,
    ),
    ClaimEntry(
        name="url",
        label=phrase("Page"),
        hint=descriptions.CLAIM_URL,
        longest=2000,
        is_needed=True,
    ),
    ClaimEntry(name="publisher", label=phrase("Publisher"), hint=descriptions.PUBLISHER),
    ClaimEntry(
        name="reported", label=phrase("Reported on"), hint=descriptions.REPORTED, longest=100
    ),
    ClaimEntry(
        name="authority",
        label=phrase("Authority"),
        hint=phrase("Whose word it is"),
        choices=_authorities,
        usual="outlet",
    ),
    ClaimEntry(name="claimant", label=phrase("Claimant"), hint=descriptions.CLAIMANT),
    ClaimEntry(name="market", label=phrase("Country"), hint=descriptions.MARKET, longest=100),
    ClaimEntry(name="detail", label=phrase("Detail"), hint=descriptions.DETAIL),
    ClaimEntry(name="says", label=phrase("In its words"), hint=descriptions.SAYS),
)
