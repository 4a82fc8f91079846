"""Where settings are told: the environment, files that it names, systemd's credentials, `.env`."""

from collections.abc import Collection, Mapping, Sequence
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
) -> tuple[Mapping[str, ToldSetting], Sequence[str]]:
    """Return each setting that is told, and what is wrong with how; *environment* outweighs `.env`.

    Wrong is what is told twice in one place, or in a file that cannot be read.
    """
    found: dict[str, ToldSetting] = {}
    faults: list[str] = []
    for place, in_file in ((dotenv, True), (environment, False)):
        folder = None if in_file else place.get(_CREDENTIALS)
        for name, ways in _written(known).items():
            try:
                text = _told_in(place, ways, folder, is_secret=name in known.secrets)
            except SettingsError as error:
                faults.append(str(error))
                text = None
            if text or (text is not None and name in known.may_be_none):
                found[name] = ToldSetting(text, in_file)
    return found, faults


def _written(known: Vocabulary) -> Mapping[str, Sequence[str]]:
    """Return the names that each setting goes by."""
    written = {name: [name] for name in known.names}
    for other, name in known.others.items():
        written[name].append(other)
    return written


def _told_in(
    place: Mapping[str, str], ways: Sequence[str], folder: str | None, *, is_secret: bool
) -> str | None:
    """Return what a setting is told to be in one of its *ways*; None: it is not told."""
    found = [(way, place[way]) for way in ways if way in place]
    for way in ways if is_secret else ():
        if path := place.get(f"{way}_FILE"):
            found.append((f"{way}_FILE", _content_of(Path(path), f"{way}_FILE")))
        if folder and (file := Path(folder, way)).is_file():
            found.append((str(file), _content_of(file, str(file))))
    told = [one for one in found if one[1]]
    if len(told) > 1:
        raise SettingsError(f"{told[0][0]} and {told[1][0]} are both set; leave one of them out")
    return (told or found)[0][1] if found else None


def _content_of(file: Path, named: str) -> str:
    """Return what is in *file*; nothing means, as everywhere, that it is not set.

    It never says what the file is called: somebody may have written the secret in its place.
    """
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
    return text.removesuffix("\n").removesuffix("\r")


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


def wants_colours(environment: Mapping[str, str], *, at_terminal: bool) -> bool:
    """Whether what is printed may be coloured: at a terminal that can be, unless told not to.

    https://no-color.org
    """
    is_refused = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
    return at_terminal and not is_refused


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where a user's programs keep what is of use another time; None: they have no home.

    https://specifications.freedesktop.org/basedir-spec/latest/
    """
    told = Path(environment.get("XDG_STATE_HOME") or "")
    if told.is_absolute():
        return told / "violet"
    home = Path(environment.get("HOME") or "")
    return home / ".local" / "state" / "violet" if home.is_absolute() else None
