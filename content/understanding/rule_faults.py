"""What is wrong in the rules of questions, on which line, and what to write instead."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from content.files.faults import Fault, Notes, TooManyFaultsError, did_you_mean, shown
from content.files.toml import read_toml
from content.understanding.intents import Intent
from content.understanding.lexicon.meanings import Feature
from content.understanding.rules import Strength

_STRENGTHS: Final = [one.name.lower() for one in reversed(Strength) if one]
_INTENTS: Final = sorted(Intent)
_FEATURES: Final = sorted(Feature)
_WORD: Final = re.compile(r"[^\s+-]+")


def rule_faults(path: Path) -> list[Fault]:
    """Return all that is wrong in the rules at *path*, in the order of the lines."""
    written = read_toml(path)
    if isinstance(written, Fault):
        return [written]
    text, bands = written
    notes = Notes()
    seen: set[str] = set()
    with suppress(TooManyFaultsError):
        for name, band in bands.items():
            if isinstance(band, dict):
                _check_band(name, band, seen, notes)
            else:
                notes.add((name,), f"{name} must be a band, not {shown(band)}; write [{name}]")
    return notes.located(path, text)


def _check_band(name: str, band: dict[str, Any], seen: set[str], notes: Notes) -> None:
    for key in band.keys() - {"strength", "rules"}:
        cure = did_you_mean(key, ["strength", "rules"])
        notes.add((name, key), f"unknown key {shown(key)} in [{name}]; {cure}")
    strength, rules = band.get("strength"), band.get("rules")
    if strength not in _STRENGTHS:
        cure = did_you_mean(str(strength), _STRENGTHS)
        notes.add((name, "strength"), f"unknown strength {shown(strength)}; {cure}")
    if not isinstance(rules, str) or not rules.strip():
        notes.add(
            (name, "rules"), f"[{name}] has no rules; write rules = 'trailer: trailer', or more"
        )
        return
    behind = ""
    for line in rules.splitlines(keepends=True):
        if line.strip():
            for what in _wrong_in(" ".join(line.split()), seen):
                notes.add((name, "rules"), what, behind=behind)
        behind += line


def _wrong_in(line: str, seen: set[str]) -> list[str]:
    """Return what is wrong in one rule."""
    intent, colon, evidence = line.partition(":")
    if not colon:
        return [
            f"{shown(line)} is no rule; write what is asked, a colon, and the meanings it needs"
        ]
    found = []
    if intent.strip() not in _INTENTS:
        cure = did_you_mean(intent, [one.value for one in _INTENTS])
        found.append(f"unknown intent {shown(intent)}; {cure}")
    for word in _WORD.findall(evidence):
        if word not in _FEATURES:
            cure = did_you_mean(word, [one.value for one in _FEATURES])
            found.append(f"unknown meaning {shown(word)}; {cure}")
    if line in seen:
        found.append(f"{shown(line)} stands twice; take one of them out")
    seen.add(line)
    return found
