"""Rows grown by rule: the same words as they are dictated, mistyped, opened and closed in chat."""

import random
from typing import Final

from content.understanding.second_reader import SILENCE
from learning.rows import Part

WORTH: Final = 0.5
"""What a grown row counts beside the row it comes from."""
_SLIPS: Final = 0.15
"""Which share of the longer words is mistyped."""
_MARKS: Final = (("question", "mark"), ("full", "stop"), ("period",), ("comma",))
"""Marks that are dictated as words."""
_OPENINGS: Final = {
    "en": (
        ("hey",), ("hey", "violet"), ("ok", "so"), ("quick", "question"), ("hi", "all"), ("bro",),
        ("does", "anyone", "know"), ("sorry", "if", "this", "was", "asked"), ("honestly",), ("um",),
    ),
    "es": (("oye",), ("hola",), ("una", "pregunta"), ("alguien", "sabe"), ("pues",)),
    "de": (("hallo",), ("sag", "mal"), ("weiss", "jemand"), ("kurze", "frage"), ("also",)),
    "fr": (("salut",), ("bonjour",), ("dis",), ("quelqu", "un", "sait"), ("petite", "question")),
    "it": (("ciao",), ("scusate",), ("qualcuno", "sa"), ("ma",)),
    "pt": (("oi",), ("gente",), ("alguem", "sabe"), ("entao",)),
    "pl": (("czesc",), ("hej",), ("ktos", "wie"), ("a",)),
    "el": (("γεια",), ("παιδια",), ("ξερει", "κανεις")),
    "ja": (("ねえ",), ("すみません",)),
}  # fmt: skip
_CLOSINGS: Final = {
    "en": (("lol",), ("pls",), ("thanks",), ("haha",), ("anyone", "?"), ("thx",), ("asap",)),
    "es": (("porfa",), ("gracias",), ("jaja",)),
    "de": (("bitte",), ("danke",), ("lol",)),
    "fr": (("svp",), ("merci",), ("mdr",)),
    "it": (("grazie",), ("per", "favore")),
    "pt": (("obrigado",), ("por", "favor"), ("kkk",)),
    "pl": (("prosze",), ("dzieki",)),
}  # fmt: skip


def grown(part: Part, dice: random.Random) -> tuple[str, ...]:
    """Return the words of *part* in another coat; what is no question gets slips alone."""
    words = [_slipped(word, dice) if dice.random() < _SLIPS else word for word in part.words]
    if part.label == SILENCE:
        return tuple(words)
    if words[-1] == "?" and dice.random() < 0.5:
        words.pop()
    language = part.step.heard.language.code
    opening = dice.choice(_OPENINGS[language]) if dice.random() < 0.5 else ()
    closings = _CLOSINGS.get(language, ())
    closing: tuple[str, ...] = ()
    if language == "en" and dice.random() < 0.3:
        closing = dice.choice(_MARKS)
    elif closings and dice.random() < 0.5:
        closing = dice.choice(closings)
    return (*opening, *words, *closing)


def _slipped(word: str, dice: random.Random) -> str:
    """Two letters the wrong way round, one left out, or one twice."""
    if len(word) < 5 or word[0] == ":":
        return word
    at = dice.randrange(1, len(word) - 1)
    match dice.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]
