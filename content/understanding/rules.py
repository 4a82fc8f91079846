"""Meanings weighed: which intents they speak for, and how clearly."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from content.understanding.intents import Intent
from content.understanding.lexicon import grammar
from content.understanding.lexicon.meanings import Feature


@dataclass(frozen=True, slots=True)
class Rule:
    """Evidence for one intent."""

    intent: Intent
    weight: float
    every: frozenset[Feature]
    one_of: frozenset[Feature]
    none_of: frozenset[Feature]

    @classmethod
    def parse(cls, line: str) -> "Rule":
        """Read a line of the grammar.

        Raises:
            ValueError: it names an intent or a meaning that does not exist.
        """
        head, _, evidence = line.partition(":")
        intent, weight = head.split()
        needed, _, against = evidence.partition("-")
        every, _, one_of = needed.partition("+")
        return cls(
            Intent(intent), float(weight), _concepts(every), _concepts(one_of), _concepts(against)
        )

    def fits(self, meanings: AbstractSet[Feature]) -> bool:
        """Whether *meanings* hold all it needs, and nothing that speaks against it."""
        return (
            self.every <= meanings
            and (not self.one_of or not self.one_of.isdisjoint(meanings))
            and self.none_of.isdisjoint(meanings)
        )


def decided(meanings: AbstractSet[Feature]) -> tuple[Rule, ...]:
    """Return the rules that fit, the heaviest first."""
    return tuple(rule for rule in RULES if rule.fits(meanings))


def _concepts(names: str) -> frozenset[Feature]:
    return frozenset(Feature(name) for name in names.split())


TERSE: Final = grammar.TERSE
RULES: Final = tuple(
    sorted(
        (
            Rule.parse(line)
            for line in grammar.RULES.splitlines()
            if line and not line.startswith("#")
        ),
        key=lambda rule: -rule.weight,
    )
)
