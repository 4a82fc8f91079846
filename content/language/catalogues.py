"""What the catalogue of a language lacks, against all that the code says."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import PoFileError, read_po

from content.language.wording import CATALOGUES, languages, places_of

KEYWORDS: Final = "say say_as:1c,2 count:1,2 phrase"
"""The functions that say a sentence, as `pybabel extract -k` takes them."""
_CONTENT: Final = CATALOGUES.parent
_MAPPING: Final = CATALOGUES / "extract.cfg"

Key = tuple[str | None, str]
"""The sense of a sentence, if it has one, and its English text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that the code says."""

    texts: tuple[str, ...]
    """Its English, for one and for several where it counts something."""
    sense: str | None
    said_in: tuple[str, ...]
    """The files that say it, below `content/`."""

    @property
    def entry(self) -> str:
        """What a catalogue has for it, with an empty place for each translation."""
        lines = [] if self.sense is None else [f"msgctxt {_quoted(self.sense)}"]
        lines.append(f"msgid {_quoted(self.texts[0])}")
        if len(self.texts) == 1:
            return "\n".join((*lines, 'msgstr ""'))
        return "\n".join(
            (*lines, f"msgid_plural {_quoted(self.texts[1])}", 'msgstr[0] ""', 'msgstr[1] ""')
        )


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """One thing that is wrong in the catalogue of a language, with what to write instead."""

    file: Path
    line: int | None
    """Where in the file, counted from 1; None: it is not in it."""
    sort: str
    """One word for what kind of fault it is: "missing", "empty", "unfit"."""
    what: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{where}: {self.what}\n{self.cure}"


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """How far a catalogue has got."""

    translated: int
    of: int
    faults: tuple[CatalogueFault, ...]
    mixed: tuple[tuple[str, int, int], ...] = ()
    """Files of which some sentences are translated and others are not.

    A reply may have sentences of both languages there. Each with how many it lacks, of how many.
    """

    @property
    def lacking(self) -> str:
        """How many faults there are, counted by their sorts."""
        counted = Counter(fault.sort for fault in self.faults)
        every = f"{len(self.faults)} fault{'' if len(self.faults) == 1 else 's'}"
        return (
            f"{every}: {', '.join(f'{n} {sort}' for sort, n in counted.items())}"
            if counted
            else every
        )


@cache
def sentences() -> Mapping[Key, Sentence]:
    """Return every sentence that the code says, by its sense and its (first) English text."""
    with _MAPPING.open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    # Babel warns on stderr of every value that is put into a sentence, where that is an f-string.
    with redirect_stderr(StringIO()):
        calls = list(extract_from_dir(_CONTENT, methods, options, parse_keywords(KEYWORDS.split())))
    found: dict[Key, Sentence] = {}
    for path, _line, message, _comments, sense in calls:
        texts = (message,) if isinstance(message, str) else tuple(message)
        before = found.get((sense, texts[0]))
        said_in = dict.fromkeys((*(before.said_in if before else ()), Path(path).as_posix()))
        found[sense, texts[0]] = Sentence(
            texts if len(texts) > 1 or before is None else before.texts, sense, tuple(said_in)
        )
    return found


def report_on(language: str) -> CatalogueReport:
    """Return what the catalogue of *language* has and lacks; where there is none, it lacks all."""
    file = CATALOGUES / f"{language}.po"
    said = sentences()
    catalogue = Catalog()
    if language in languages():
        try:
            with file.open("rb") as opened:
                catalogue = read_po(opened, locale=language, abort_invalid=True)
        except (PoFileError, ValueError, UnicodeDecodeError) as error:
            unread = CatalogueFault(file, None, "unreadable", f"it cannot be read: {error}", _MEND)
            return CatalogueReport(0, len(said), (unread,))
    held = {_key(message): message for message in catalogue if message.id}
    wrong = {key: tuple(_faults(file, said.get(key), message)) for key, message in held.items()}
    good = {key for key in said if key in wrong and not wrong[key]}
    faults = [
        *(fault for faults_of_one in wrong.values() for fault in faults_of_one),
        *(_lacking(file, sentence) for key, sentence in said.items() if key not in held),
    ]
    return CatalogueReport(len(good), len(said), tuple(faults), _mixed(said, good))


_NAMES: Final = "commands/names.py"
_NAME: Final = re.compile(r"/[-_'\w]{1,32}|[-_'\w]{1,32}:")
"""https://docs.discord.com/developers/interactions/application-commands"""
_MEND: Final = "Open it with a gettext editor such as Poedit, which shows the line."


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _lacking(file: Path, sentence: Sentence) -> CatalogueFault:
    where = ", ".join(f"content/{path}" for path in sentence.said_in)
    return CatalogueFault(
        file,
        None,
        "missing",
        f"missing, said in {where}; add with its translation:",
        sentence.entry,
    )


def _faults(file: Path, sentence: Sentence | None, message: Message) -> Iterator[CatalogueFault]:
    name = _quoted(_key(message)[1])
    if sentence is None:
        yield CatalogueFault(
            file, message.lineno, "outdated", f"{name} is said no longer", "Take it away."
        )
        return
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    places = frozenset[str]().union(*(places_of(text) or () for text in sentence.texts))
    if (len(sentence.texts) > 1) is isinstance(message.id, str):
        yield CatalogueFault(
            file, message.lineno, "half", f"{name} has one text where two are said", sentence.entry
        )
    elif not any(said):
        yield CatalogueFault(
            file, message.lineno, "empty", f"{name} is empty", "Write its translation."
        )
    elif not all(said):
        yield CatalogueFault(
            file,
            message.lineno,
            "half",
            f"{name} has a form for one number and none for another",
            "Fill every msgstr[…].",
        )
    elif message.fuzzy:
        yield CatalogueFault(
            file,
            message.lineno,
            "fuzzy",
            f"{name} is marked fuzzy",
            "Look it over, and take the mark away.",
        )
    elif any(places_of(text) != places for text in said):
        names = ", ".join(f"{{{place}}}" for place in sorted(places)) or "none"
        yield CatalogueFault(
            file,
            message.lineno,
            "unlike",
            f"{name} has other places in braces than its English",
            f"It has to have: {names}.",
        )
    elif _NAMES in sentence.said_in and not all(_is_name(text) for text in said):
        yield CatalogueFault(
            file,
            message.lineno,
            "unfit",
            f"{name} is no name that a command may have",
            "Write one word in small letters, at most 32, with no sign but - and _, and keep the / "
            "before it or the : behind.",
        )


def _is_name(said: str) -> bool:
    return _NAME.fullmatch(said) is not None and said == said.lower()


def _mixed(said: Mapping[Key, Sentence], good: set[Key]) -> tuple[tuple[str, int, int], ...]:
    all_of = Counter(path for one in said.values() for path in one.said_in)
    has = Counter(path for key in good for path in said[key].said_in)
    return tuple(
        (path, number - has[path], number)
        for path, number in sorted(all_of.items())
        if 0 < has[path] < number
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
