"""How a language says things in the news, compiled from its file in `languages/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import tomli

FOLDER: Final = Path(__file__).parent / "languages"
MARK: Final = "\u00a7"
"""Stands before what is known in a sentence; see `content.articles.marks`."""
SHOWS: Final = (
    rf"[\"']?{MARK}x\d+(?:[\"']?(?:,[\"']?(?: (?:and|und|y|et|ed?))?| (?:and|und|y|et|ed?|&))"
    rf"(?: on)?(?: the| \w+)? [\"']?{MARK}x\d+)*"
)
"""A pattern for one show or several: "Luke Cage, Iron Fist and Daredevil"."""

_KNOWN: Final = re.compile(r"(?<![A-Za-z\\])([XDPU])(?![A-Za-z<\\.'])")
_CAPITALS: Final = re.compile(r"(?<!\\)(?<!\(\?)[A-Z\u00c0-\u00de]+")
_AS_MARK: Final = MARK + r"\1\\d+"


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language, by section and key; each as it is to stand in a larger one."""

    code: str
    tables: Mapping[str, Mapping[str, str]]

    def pattern(self, name: str) -> str:
        """Return the pattern *name* ("release.verb") in a group of its own.

        Where the language has none it is that of English, whose words then seldom fit.
        """
        text = (self.text(name) or _english().text(name)).replace("\n", "")
        return f"(?:{_KNOWN.sub(_AS_MARK, text)})" if text else "(?!)"

    def text(self, name: str) -> str:
        """Return the entry *name* as it stands; nothing where the language has none."""
        section, _, key = name.partition(".")
        return self.tables.get(section, {}).get(key, "")

    def table(self, section: str) -> Mapping[str, str]:
        """Return a whole section."""
        return self.tables.get(section, {})


@cache
def _english() -> Words:
    return Words("en", tomli.loads((FOLDER / "en.toml").read_text(encoding="utf-8")))


@cache
def news_words(code: str) -> Words | None:
    """Return how a language says things; None where nothing of it is read."""
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        return None
    return Words(code, tomli.loads(path.read_text(encoding="utf-8")))


@cache
def compiled(code: str, template: str) -> re.Pattern[str]:
    """Return *template*, in which `{section.key}` stands for a pattern of the language *code*.

    It fits words in small letters alone, which is several times faster than to heed no case.
    """
    words = news_words(code) or Words(code, {})
    filled = re.sub(r"\{([a-z_]+\.[a-z_]+)\}", lambda found: words.pattern(found[1]), template)
    small = _CAPITALS.sub(lambda found: found[0].lower(), filled)
    return re.compile(small.replace("<<", "{").replace(">>", "}"))


def lowered(text: str) -> str:
    """Return *text* in small letters, as many as it has."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := one.lower()) == 1 else one for one in text)
