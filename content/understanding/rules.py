"""What the meanings of a question ask, by rules in bands: `rules.toml`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from content.files.plain import tables_of
from content.understanding.intents import Intent
from content.understanding.lexicon.meanings import Feature

FILE: Final = Path(__file__).parent / "rules.toml"


class Strength(IntEnum):
    """How clearly something is asked; each is stronger than those before it."""

    NONE = 0
    """Nothing was asked."""
    SUBJECT = 1
    """Nothing but a subject was said."""
    HINT = 2
    """A single word that may mean it."""
    FAINT = 3
    """It is spoken of, and may be asked."""
    LIKELY = 4
    CLEAR = 5


@dataclass(frozen=True, slots=True)
class Band:
    """Rules that go before all those of later bands."""

    name: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Rule:
    """Evidence for one intent."""

    intent: Intent
    band: Band
    every: frozenset[Feature]
    one_of: frozenset[Feature]
    none_of: frozenset[Feature]

    @classmethod
    def parse(cls, line: str, band: Band) -> "Rule":
        """Read one line of a band.

        Raises:
            ValueError: it names an intent or a meaning that does not exist.
        """
        intent, _, evidence = line.partition(":")
        needed, _, against = evidence.partition("-")
        every, _, one_of = needed.partition("+")
        return cls(
            Intent(intent.strip()), band, _features(every), _features(one_of), _features(against)
        )

    @property
    def strength(self) -> Strength:
        """How clearly it asks."""
        return self.band.strength

    @property
    def specificity(self) -> int:
        """How many meanings it needs."""
        return len(self.every) + bool(self.one_of)

    def fits(self, meanings: AbstractSet[Feature]) -> bool:
        """Whether *meanings* hold all it needs, and nothing that speaks against it."""
        return (
            self.every <= meanings
            and (not self.one_of or not self.one_of.isdisjoint(meanings))
            and self.none_of.isdisjoint(meanings)
        )

    def __str__(self) -> str:
        needed = " ".join(sorted(self.every))
        for mark, some in (("+", self.one_of), ("-", self.none_of)):
            needed += f" {mark} {' '.join(sorted(some))}" if some else ""
        return f"{self.band.name}: {self.intent}: {needed.strip()}"


def decided(meanings: AbstractSet[Feature]) -> tuple[Rule, ...]:
    """Return the rules that fit, the one that decides first."""
    places = sorted({at for meaning in meanings for at in _FILED.get(meaning, ())})
    return tuple(RULES[at] for at in places if RULES[at].fits(meanings))


def read_rules(text: str) -> Iterator[Rule]:
    """Yield the rules of *text*: band by band, and in a band those that need more first.

    Raises:
        ValueError: it is no TOML, or a rule names what does not exist.
        KeyError: a band lacks its rules or its strength, or has another strength than there are.
    """
    for name, table in tables_of(text).items():
        band = Band(name, Strength[table["strength"].upper()])
        rules = [Rule.parse(line, band) for line in table["rules"].splitlines() if line.strip()]
        yield from sorted(rules, key=lambda rule: -rule.specificity)


def _features(names: str) -> frozenset[Feature]:
    return frozenset(Feature(name) for name in names.split())


def _rules_of(path: Path) -> tuple[Rule, ...]:
    try:
        return tuple(read_rules(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


RULES: Final = _rules_of(FILE)
"""Empty where the file has a fault; `rule_faults` says which."""


def _filed(rules: Sequence[Rule]) -> Mapping[Feature, Sequence[int]]:
    """Return where each rule stands, by a meaning without which it never fits: the rarest."""
    counts = Counter(feature for rule in rules for feature in rule.every)
    found: dict[Feature, list[int]] = {}
    for at, rule in enumerate(rules):
        rarest = sorted(rule.every, key=lambda feature: (counts[feature], feature))[:1]
        for feature in rarest or sorted(rule.one_of) or Feature:
            found.setdefault(feature, []).append(at)
    return found


_FILED: Final = _filed(RULES)
