"""Where settings are told: the environment, files that it names, systemd's credentials, `.env`."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.ports.errors import SettingsError

_LONGEST: Final = 65_536
_CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"
"""https://systemd.io/CREDENTIALS/"""


@dataclass(frozen=True, slots=True)
class ToldSetting:
    """What a setting is, as text, and where it was told."""

    text: str
    in_file: bool
    """Whether it was in `.env`, which lies in the current folder and weighs less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The names that settings have."""

    names: Collection[str]
    secrets: Collection[str]
    """Which of them can be in a file of its own."""
    others: Mapping[str, str]
    """Which setting has this other name."""
    may_be_none: Collection[str]
    """Where an empty value is one of its own."""

    @property
    def every(self) -> frozenset[str]:
        """All variables that there are."""
        files = (f"{name}_FILE" for name in (*self.secrets, *self.others))
        return frozenset([*self.names, *self.others, *files])


def told_by(
    environment: Mapping[str, str], dotenv: Mapping[str, str], known: Vocabulary
) -> Mapping[str, ToldSetting]:
    """Return each setting that is told; the *environment* outweighs `.env`.

    Raises:
        SettingsError: one is told twice in one place, or in a file that cannot be read.
    """
    found: dict[str, ToldSetting] = {}
    for place, in_file in ((dotenv, True), (environment, False)):
        for name, text in _told_in(place, known, credentials="" if in_file else _CREDENTIALS):
            if text or (name in known.may_be_none):
                found[name] = ToldSetting(text, in_file)
    return found


def _told_in(
    place: Mapping[str, str], known: Vocabulary, *, credentials: str
) -> Iterator[tuple[str, str]]:
    folder = place.get(credentials)
    by_name: dict[str, list[str]] = {name: [] for name in known.names}
    for written, name in (*((name, name) for name in known.names), *known.others.items()):
        if written in place:
            by_name[name].append(written)
        if name in known.secrets:
            if place.get(f"{written}_FILE"):
                by_name[name].append(f"{written}_FILE")
            if folder and Path(folder, written).is_file():
                by_name[name].append(str(Path(folder, written)))
    for name, ways in by_name.items():
        used = [way for way in ways if way not in place or place[way]]
        if len(used) > 1:
            raise SettingsError(f"{used[0]} and {used[1]} are both set; leave one of them out")
        for way in used or ways[:1]:
            if way in known.names or way in known.others:
                yield name, place[way]
            else:
                yield name, _content_of(Path(place.get(way, way)), way)


def _content_of(file: Path, named: str) -> str:
    """Never says what *file* is called: somebody may have written the secret in its place."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST + 1)
        text = content.decode()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(
            f"{named} names a file that cannot be read ({reason}); write the path of one with "
            "the secret in it and nothing else"
        ) from None
    if len(content) > _LONGEST:
        raise SettingsError(f"{named} names a file of over {_LONGEST} bytes, which is no secret")
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise SettingsError(f"{named} names a file that is empty; write the secret into it")
    return text


def dotenv_of(file: Path) -> Mapping[str, str]:
    """Return what stands in *file*, each value exactly as it is written there.

    Raises:
        SettingsError: it cannot be read.
    """
    if not file.exists():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - without a file, nothing is to be read

    try:
        return {name: text or "" for name, text in dotenv_values(file, interpolate=False).items()}
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise SettingsError(f"{file} cannot be read: {reason}") from None
