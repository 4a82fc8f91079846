"""What a line may become while it is being typed: verbs, shows, seasons and preferences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from content.commands.parse import LOOK_UPS
from content.commands.verbs import BELOW, FIRST
from content.facts.catalogue import Catalogue
from content.subscriptions.preference_fields import FIELDS, Fields, OptionKind, PreferenceField
from content.understanding.typed_shows import find_shows, is_name, suggest_shows

MOST_COMPLETIONS: Final = 40
_LONGEST: Final = 500
_WITH_PREFERENCES: Final = frozenset({"subscribe", "settings"})
_WITH_SHOW: Final = _WITH_PREFERENCES | {"unsubscribe", "pause", "resume", "preview", "test", "why"}
_WITH_SEASON: Final = frozenset({"record", "draft", "history"})
_EVERY_SHOW: Final = "all"
_DECISIONS: Final = {
    "review": ("accept", "amend", "reject", "draft", "done"),
    "feeds": ("add", "pause", "resume", "remove"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in the place of the end of a line."""

    replaced: int
    """Characters of that end."""
    words: tuple[str, ...]
    """Likeliest first."""


def completion_of(
    line: str, catalogue: Catalogue, others: Iterable[str] = (), fields: Fields = FIELDS
) -> Completion:
    """Return what *line* may become; *others* are verbs as well."""
    if len(line) > _LONGEST:
        return Completion(0, ())
    typed = line.lstrip()
    first, blank, rest = typed.partition(" ")
    verb, rest = first.casefold(), rest.lstrip()
    if not blank:
        return _beginning(typed, (*FIRST, *others))
    if verb in BELOW:
        below, blank, behind = rest.partition(" ")
        if not blank:
            return _beginning(below, BELOW[verb])
        return _behind(verb, below.casefold(), behind.lstrip(), catalogue, fields)
    if verb in LOOK_UPS:
        return _season_or_show(rest, catalogue)
    if verb == "remind":
        word, blank, behind = rest.partition(" ")
        if blank and word.casefold() == "stop":
            return _season_or_show(behind.lstrip(), catalogue)
        return _season_or_show(rest, catalogue, "stop")
    return Completion(0, ())


def _behind(verb: str, below: str, rest: str, catalogue: Catalogue, fields: Fields) -> Completion:
    if verb == "newsdesk":
        if below in _WITH_SEASON:
            return _season_or_show(rest, catalogue)
        return _beginning(rest, _DECISIONS.get(below, ()))
    if below in _WITH_PREFERENCES:
        return _preference_or_show(rest, catalogue, fields)
    if below in _WITH_SHOW:
        return _show(rest, catalogue)
    return Completion(0, ())


def _beginning(typed: str, words: Iterable[str]) -> Completion:
    wanted = typed.casefold()
    found = [word for word in words if word.startswith(wanted)]
    return Completion(len(typed), tuple(found[:MOST_COMPLETIONS]))


def _show(typed: str, catalogue: Catalogue, *others: str) -> Completion:
    wanted = typed.casefold()
    shows = [show.id for show in suggest_shows(typed, catalogue)]
    found = [*(one for one in others if one.startswith(wanted)), *shows]
    return Completion(len(typed), tuple(found[:MOST_COMPLETIONS]))


def _season_or_show(rest: str, catalogue: Catalogue, *others: str) -> Completion:
    """Return the seasons behind a show that is named wholly, or else what a show may become."""
    show, blank, season = rest.rpartition(" ")
    if not blank or not is_name(show.strip(), catalogue):
        return _show(rest, catalogue, *others)
    found = find_shows(show, catalogue)
    seasons = [str(one) for one in catalogue.seasons(found[0]) if isinstance(one, int)]
    named = _beginning(season, [*seasons, "next", "last"] if seasons else [])
    return named if named.words else _show(rest, catalogue, *others)


def _preference_or_show(rest: str, catalogue: Catalogue, fields: Fields) -> Completion:
    """Return what the value of the last preference may be, or which one may follow."""
    begins = {word: field for field in fields for word in field.words}
    alone = [field.alone[0] for field in fields if field.alone]
    words = rest.split(" ")
    # What is still being typed begins nothing yet.
    for at in range(len(words) - 2, -1, -1):
        for name in (" ".join(words[at : at + 2]), words[at]):
            field = begins.get(name.casefold().rstrip(":"))
            width = name.count(" ") + 1
            if field is not None and at + width < len(words):
                value = " ".join(words[at + width :]).lstrip(" ")
                return _value(field, value, [*begins, *alone])
    last = words[-1]
    further = _beginning(last, [*begins, *alone])
    if len(words) > 1 and is_name(" ".join(words[:-1]).strip(), catalogue):
        return further
    if len(words) > 1 and words[0].casefold() == _EVERY_SHOW:
        return further
    shows = _show(rest, catalogue, _EVERY_SHOW)
    return shows if shows.words else further


def _value(field: PreferenceField[object], typed: str, further: Sequence[str]) -> Completion:
    """Return the values that *typed* may become, or behind a whole one what may follow."""
    option = field.options[0]
    if option.kind is OptionKind.YES_OR_NO:
        found = _beginning(typed, ("yes", "no"))
    elif option.choices:
        found = _beginning(typed, option.choices)
    elif option.suggest is not None:
        found = Completion(len(typed), tuple(option.suggest(typed)[:MOST_COMPLETIONS]))
    else:
        found = Completion(len(typed), ())
    is_whole = typed.endswith(" ") or typed in found.words
    if found.words and not is_whole:
        return found
    return _beginning(typed.rpartition(" ")[2], further)
