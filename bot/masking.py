"""What hides secrets wherever something is shown: those that are known, and what looks like one."""

import base64
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus, unquote, unquote_plus

HIDDEN: Final = "[hidden]"
_SHORTEST: Final = 4
"""Shorter ones stand in every second word; they are hidden only where a password stands."""
_SHORTEST_ENCODED: Final = 8
_MOST_LEARNT: Final = 5_000
_DEEPEST: Final = 12
_NAMES: Final = (
    r"pass(?:word|wd)?|pwd|secret|token|api[_-]?key|apikey|ticket|sig(?:nature)?|client[_-]?secret"
)
_IS_SECRET: Final = re.compile(
    rf"(?:\w+[_-])?(?:{_NAMES}|authorization|cookie|response[_-]url)", re.IGNORECASE
)
"""The names of fields whose values are hidden, whatever they are."""

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = (
    # What must stand in a text for the pattern to be tried, the pattern, and what it leaves.
    ("xox", re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w-]{6,}", re.ASCII), HIDDEN),
    ("xapp-", re.compile(r"xapp-[\w-]{6,}", re.ASCII), HIDDEN),
    # The same in base64, wherever a group of three letters began with them.
    ("eG94", re.compile(r"eG94[\w+/-]{10,}={0,2}", re.ASCII), HIDDEN),
    ("eGFwcC", re.compile(r"eGFwcC[\w+/-]{8,}={0,2}", re.ASCII), HIDDEN),
    # A Discord token: who, when and a signature; a JSON Web Token is alike.
    (".", re.compile(r"[\w-]{17,}\.[\w-]{6,}\.[\w-]{27,}", re.ASCII), HIDDEN),
    # Discord's tokens of interactions: base64 of "interaction:" and what follows.
    ("aW50ZXJhY3Rpb246", re.compile(r"aW50ZXJhY3Rpb246[\w+/=-]+", re.ASCII), HIDDEN),
    ("/webhooks/", re.compile(r"(/webhooks/\d+/)[\w=+-]{20,}", re.ASCII), rf"\1{HIDDEN}"),
    ("/interactions/", re.compile(r"(/interactions/\d+/)[\w=+-]{20,}", re.ASCII), rf"\1{HIDDEN}"),
    # Where answers are posted to without any other token.
    ("//hooks.", re.compile(r"(//hooks\.[\w.-]+/)[\w/%-]+", re.ASCII), rf"\1{HIDDEN}"),
    # user:password@ in an address; also where an @ or a / in the password was not escaped.
    ("@", re.compile(r"(\w://[^\s/:@]*:)[^\s\"'<>]+(?=@)"), rf"\1{HIDDEN}"),
    ("%", re.compile(r"(%3A%2F%2F\w*%3A)\S+?(?=%40)", re.IGNORECASE), rf"\1{HIDDEN}"),
    (
        "=",
        re.compile(rf"((?:\b|_)(?:{_NAMES})=)[^\s\"'&;,)}}\]<>\\]+", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    (
        ":",
        re.compile(rf"([\"'](?:\w+[_-])?(?:{_NAMES})[\"']\s*:\s*[\"'])[^\"'\\]+", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    (
        "uthorization",
        re.compile(r"(authorization[\"']?\s*[:=]\s*[\"']?(?:\w+ )?)[^\s\"',\\]+", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    ("earer ", re.compile(r"(bearer )[\w.~+/=-]{8,}", re.IGNORECASE), rf"\1{HIDDEN}"),
)


class KnownSecrets:
    """The secrets of this process, and how a text looks without them."""

    def __init__(self, most: int = _MOST_LEARNT) -> None:
        """Of those that are learnt on the way, know the *most* that were seen last."""
        self._most = most
        self._kept: tuple[str, ...] = ()
        """Of the settings, in every way that they are written; the longest first."""
        self._learnt: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._by_beginning: dict[str, list[str]] = {}
        """What was learnt, in every way that it is written, by its first letters."""

    def keep(self, *values: str) -> None:
        """Never show *values* from now on."""
        ways = {*self._kept, *(way for value in values for way in _ways(value))}
        self._kept = tuple(sorted(ways, key=lambda way: (-len(way), way)))

    def learn(self, *values: str) -> None:
        """Do not show *values* of eight letters or more, until very many others were learnt."""
        for value in values:
            if value in self._learnt:
                self._learnt.move_to_end(value)
                continue
            if len(value) < _SHORTEST_ENCODED:
                continue
            self._learnt[value] = _ways(value)
            for way in self._learnt[value]:
                self._by_beginning.setdefault(way[:_SHORTEST_ENCODED], []).append(way)
            if len(self._learnt) > self._most:
                self._forget(*self._learnt.popitem(last=False))

    def learn_in(self, payload: Mapping[str, Any]) -> None:
        """Learn what bears the name of a secret in what a platform sent, such as a response_url."""
        self.learn(*_named_secrets(payload))

    def masked(self, text: str) -> str:
        """Return *text* with neither a known secret nor what looks like one."""
        text = self.without_known(text)
        if len(text) < _SHORTEST:
            return text
        for hint, pattern, instead in _PATTERNS:
            if hint in text:
                text = pattern.sub(instead, text)
        return text

    def without_known(self, text: str) -> str:
        """Return *text* without the secrets that are known."""
        for way in self._kept:
            if way in text:
                text = text.replace(way, HIDDEN)
        return self._without_learnt(text) if len(text) >= _SHORTEST_ENCODED else text

    def _without_learnt(self, text: str) -> str:
        ways, size = self._by_beginning, _SHORTEST_ENCODED
        if not ways:
            return text
        parts, done, at = [], 0, 0
        while at <= len(text) - size:
            found = [way for way in ways.get(text[at : at + size], ()) if text.startswith(way, at)]
            if not found:
                at += 1
                continue
            parts += [text[done:at], HIDDEN]
            done = at = at + max(map(len, found))
        return "".join([*parts, text[done:]]) if done else text

    def _forget(self, _value: str, ways: tuple[str, ...]) -> None:
        for way in ways:
            alike = self._by_beginning[way[:_SHORTEST_ENCODED]]
            alike.remove(way)
            if not alike:
                del self._by_beginning[way[:_SHORTEST_ENCODED]]


SECRETS: Final = KnownSecrets()
"""Those of this process: of its settings, and of what it was handed since."""


def masked_deep(value: Any, mask: Callable[[str], str], depth: int = 0) -> Any:
    """Return *value*, whatever it is, so that no text in it, nor what it shows, holds a secret."""
    match value:
        case str():
            return mask(value)
        case None | bool() | int() | float():
            return value
        case Mapping() if depth < _DEEPEST:
            return {
                mask(key) if isinstance(key, str) else key: (
                    HIDDEN
                    if isinstance(key, str) and one and _IS_SECRET.fullmatch(key)
                    else masked_deep(one, mask, depth + 1)
                )
                for key, one in value.items()
            }
        case list() | tuple() | set() | frozenset() if depth < _DEEPEST:
            return [masked_deep(one, mask, depth + 1) for one in value]
        case _:
            shown = repr(value)
            hidden = mask(shown)
            return value if hidden == shown and not isinstance(value, BaseException) else hidden


def _named_secrets(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, one in value.items():
            if isinstance(one, str):
                if one and (_IS_SECRET.fullmatch(key) or key == "trigger_id"):
                    yield one
            else:
                yield from _named_secrets(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            yield from _named_secrets(one, depth + 1)


def _ways(value: str) -> tuple[str, ...]:
    """In which ways *value* may be written: as it is, encoded for addresses or JSON, in base64."""
    if len(value) < _SHORTEST:
        return ()
    found: set[str] = set()
    for form in {value, unquote(value), unquote_plus(value)}:
        whole = form.encode("utf-8", "surrogatepass")  # half a letter may be in it
        quoted = {quote(whole, safe=""), quote(whole), quote_plus(whole)}
        found |= {form, *quoted, *(_in_small_letters(one) for one in quoted)}
        found |= {json.dumps(form)[1:-1], json.dumps(form, ensure_ascii=False)[1:-1]}
        found.add(repr(form)[1:-1])
        if len(form) >= _SHORTEST_ENCODED:
            found |= set(_in_base64(whole))
    fewest = _SHORTEST_ENCODED if len(value) >= _SHORTEST_ENCODED else _SHORTEST
    return tuple(sorted(way for way in found if len(way) >= fewest))


def _in_small_letters(quoted: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)


def _in_base64(data: bytes) -> Iterator[str]:
    """What base64 makes of *data* alone, wherever in a longer text it stands."""
    for before in range(3):
        letters = base64.b64encode(bytes(before) + data).decode()
        core = letters[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
        yield from (core, quote(core, safe=""), core.replace("+", "-").replace("/", "_"))
