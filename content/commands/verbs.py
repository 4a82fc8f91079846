"""The verbs that people type, and which of them was meant by what is none."""

from collections.abc import Collection, Mapping
from typing import Final

from content.commands.parse import LOOK_UPS, Ask, read_command

UPDATES: Final = (
    *("subscribe", "settings", "unsubscribe", "list", "pause", "resume", "preview", "test"),
    *("why", "doctor", "audit", "calendar", "admins", "forget"),
)
NEWSDESK: Final = ("review", "feeds", "record", "draft", "retract", "history")
BELOW: Final[Mapping[str, tuple[str, ...]]] = {"updates": UPDATES, "newsdesk": NEWSDESK}
"""The verbs that stand behind another one."""
FIRST: Final = (*LOOK_UPS, "look up", "remind", *BELOW, "ask", "help", "forget me")
_ALIKE: Final = 75
"""Of 100, how like a verb a word is that was meant to be one: pasue."""
_BEGUN: Final = 4
"""Letters with which a verb is begun rather than another word: "for" begins no "forget"."""
_LONGEST: Final = 40


def misspelt_command(words: str) -> str | None:
    """Return the command that *words* nearly are; None: they are one, or something else.

    Of verbs that have others behind them both are looked at: "updates on loki" is a question.
    """
    if not isinstance(read_command(words), Ask):
        return None
    first, _, rest = words.partition(" ")
    second, _, more = rest.strip().partition(" ")
    verb = first.casefold() if first.casefold() in BELOW else _nearest(first, BELOW)
    if verb is None or not second:
        return None
    below = _nearest(second, BELOW[verb])
    return f"{verb} {below} {more}".strip() if below else None


def misspelt_verb(words: str, *others: str) -> str | None:
    """Return the same of whatever begins nearly as one verb; *others* are verbs as well."""
    first, _, rest = words.partition(" ")
    verb = _nearest(first, [one for one in (*FIRST, *others) if " " not in one])
    return f"{verb} {rest}".strip() if verb and verb != first.casefold() else None


def _nearest(word: str, verbs: Collection[str]) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - a slip alone needs it

    asked = word.casefold().strip(".,!?:")
    begun = [verb for verb in verbs if verb.startswith(asked)]
    if asked in verbs or (len(begun) == 1 and len(asked) >= _BEGUN):
        return asked if asked in verbs else begun[0]
    if len(asked) > _LONGEST:
        return None
    found = process.extractOne(asked, list(verbs), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None
