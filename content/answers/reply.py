"""What Violet answers, in words that no platform has touched yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from content.facts.claims import Claim, Season, ShowId, Source, Stance, Value
from content.facts.dates import PartialDate
from content.language.command_hints import Spelling, as_typed, spelled
from content.understanding.intents import Intent


class ReplyStatus(StrEnum):
    """What kind of answer it is; the empty ones differ and are never mixed up."""

    KNOWN = "known"
    CONFLICTING = "conflicting"
    NOT_ANNOUNCED = "not_announced"
    NOT_TRACKED = "not_tracked"
    DOES_NOT_EXIST = "does_not_exist"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    DONE = "done"


ReplyValue = Value | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class LookUpOffer:
    """A show that is not followed, by its name as it was written, and what was asked of it."""

    name: str
    """At most 60 characters, on one line; cut between words where there were more."""
    intent: Intent = Intent.RELEASE_DATE
    season: str | None = None
    """As a command's field takes one: a number, ``next``, ``last``, ``special`` or ``series``."""

    @property
    def key(self) -> str:
        """The offer as text of at most 95 characters, from which `from_key` makes it again."""
        return f"{self.intent.value}|{self.season or ''}|{self.name}"

    @classmethod
    def from_key(cls, key: str) -> "LookUpOffer | None":
        """Return the offer of that `key`; None: it is none."""
        intent, _, rest = key.partition("|")
        season, _, name = rest.partition("|")
        if intent not in {one.value for one in Intent} or not name:
            return None
        return cls(name, Intent(intent), season or None)


@dataclass(frozen=True, slots=True)
class ShowChoice:
    """One of several shows that somebody may mean, for a button or a list to choose from."""

    label: str
    """With what tells it apart: "Ghosts (2021, CBS, the United States, running)"."""
    record: str
    """What stands for it wherever a show's name is typed: "tvmaze:44933"."""
    season: str | None = None
    """Which season was asked about, as in `LookUpOffer.season`."""

    def within(self, limit: int) -> str:
        """Return the label in at most *limit* UTF-16 units; what tells it apart is cut last."""
        name, bracket, details = self.label.rpartition(" (")
        over = _units(self.label) - limit
        if over <= 0 or not bracket or _units(name) <= over + len("…"):
            return self.label
        while name and _units(name) + len("…") + _units(bracket + details) > limit:
            name = name[:-1]
        return f"{name.rstrip()}…{bracket}{details}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """The other side of a conflict."""

    value: ReplyValue
    stance: Stance
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one question about one thing."""

    intent: Intent
    show: ShowId | None = None
    season: Season | None = None
    status: ReplyStatus
    headline: str
    """The direct answer: one sentence of plain text."""
    lines: tuple[str, ...] = ()
    """The last change, the conflict, the honest range: sentences of plain text."""
    citation: str | None = None
    """Who said so and when: "Netflix's Ted Sarandos, 28 July 2016 (Tor.com)"."""
    verdict: str | None = None
    """Of a yes-or-no question: "yes" or "no"; None where neither is known, or fits."""
    value: ReplyValue = None
    stance: Stance | None = None
    sources: tuple[Source, ...] = ()
    conflicts: tuple[Alternative, ...] = ()
    moment: datetime | None = None
    """The aware instant that the answer is about; None where only a day is known."""
    claims: tuple[Claim, ...] = ()
    """Every claim that a statement in it traces to."""
    offer: LookUpOffer | None = None
    """What could be looked up instead, if whoever asks wants that."""
    choices: tuple[ShowChoice, ...] = ()
    """The shows among which whoever asks has to choose, as the lines have them."""
    record: str | None = None
    """What stands for the record that it is from, of a show that nobody follows."""
    offers_forgetting: bool = False
    """Whether whoever asks may want all that is kept of them deleted."""
    is_passing: bool = False
    """Whether it is so for the moment only: asking again later may bring more."""
    page: str | None = None
    """The address of the page that has all there is about its show; None: there is none."""
    language: str = "en"
    """ISO 639 code of the language that it is in."""

    @property
    def text(self) -> str:
        """The whole answer as a person reads it who types commands as words."""
        return self.text_as(as_typed)

    def text_as(self, spelling: Spelling) -> str:
        """Return the whole answer, with the commands in it spelled that way."""
        said = [self.headline, *self.lines, *([self.citation] if self.citation else [])]
        return spelled("\n".join(said), spelling)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's reply object."""
        return {
            "intent": self.intent.value,
            "show": self.show,
            "season": self.season,
            "status": self.status.value,
            "verdict": self.verdict,
            "value": _plain(self.value),
            "stance": self.stance and self.stance.value,
            "text": self.text,
            "sources": [_source(source) for source in self.sources],
            "conflicts": [
                {
                    "value": _plain(other.value),
                    "stance": other.stance.value,
                    "sources": [_source(source) for source in other.sources],
                }
                for other in self.conflicts
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything said in return for one message; silent where it was not for Violet."""

    question: str
    replies: tuple[Reply, ...] = ()

    @property
    def language(self) -> str:
        """ISO 639 code of the language that it is in: that of its first reply."""
        return self.replies[0].language if self.replies else "en"

    @property
    def silent(self) -> bool:
        """Whether nothing is to be said."""
        return not self.replies

    @property
    def text(self) -> str:
        """All replies, as a person reads them who types commands as words."""
        return self.text_as(as_typed)

    def text_as(self, spelling: Spelling) -> str:
        """Return all replies, with the commands in them spelled that way."""
        return "\n\n".join(reply.text_as(spelling) for reply in self.replies)

    def to_json(self) -> Mapping[str, Any]:
        """Return the contract's answer object."""
        return {
            "question": self.question,
            "silent": self.silent,
            "replies": [reply.to_json() for reply in self.replies],
        }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _plain(value: ReplyValue) -> str | int | list[str] | None:
    if isinstance(value, PartialDate):
        return value.edtf
    return list(value) if isinstance(value, tuple) else value


def _source(source: Source) -> dict[str, str]:
    return {
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.edtf,
    }
