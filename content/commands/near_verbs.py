"""A verb of `updates` or `newsdesk` that there is none of, and which one may be meant. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from content.commands.verbs import BELOW
from content.language.command_hints import hint

_OF_A_SENTENCE: Final = frozenset(
    {
        *("a", "about", "an", "and", "any", "are", "around", "as"),
        *("at", "before", "by", "did", "do", "does", "for", "from"),
        *("has", "have", "in", "is", "it", "last", "lately", "me"),
        *("my", "new", "news", "next", "of", "on", "or", "out"),
        *("please", "since", "so", "soon", "that", "the", "there", "this"),
        *("to", "today", "tonight", "tomorrow", "us", "was", "week", "were"),
        *("what", "when", "which", "who", "will", "with", "yesterday"),
    }
)
_NEAR: Final = 0.5


@dataclass(frozen=True, slots=True)
class UnknownVerb:
    """What was typed behind `updates` or `newsdesk` and is no verb of it."""

    group: str
    typed: str
    near: str | None
    """The verb that may be meant; None: it is like none."""

    @property
    def every(self) -> tuple[str, ...]:
        """All verbs that there are, as commands within a sentence."""
        return tuple(hint(f"{self.group} {verb}") for verb in BELOW[self.group])


def unknown_verb(words: str) -> UnknownVerb | None:
    """Return the verb that *words* begin with where there is none such; None: it is a question.

    "updates on loki" and "updates this week" ask for news; "updates frob" does not.
    """
    group, *rest = words.casefold().split()[:3] or [""]
    verbs = BELOW.get(group)
    if verbs is None or not rest or rest[0] in _OF_A_SENTENCE or not rest[0].isalpha():
        return None
    if rest[0] in verbs:
        return None  # its own words could not be read, which the reader of questions says best
    by_likeness = sorted(
        ((SequenceMatcher(None, rest[0], verb).ratio(), verb) for verb in verbs), reverse=True
    )
    likeness, nearest = by_likeness[0]
    return UnknownVerb(group, rest[0][:40], nearest if likeness >= _NEAR else None)
