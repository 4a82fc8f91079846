"""The errors that a verb may meet, each a decision that somebody makes.

BotError
├── SettingsError            the operator fixes .env           → exit 2, one line
├── ContentError             the operator fixes shows/*.toml   → exit 1, a line a fault
├── StorageError             the operator frees the database   → exit 3, one line
│   └── ForeignInstallationError   the operator gives each bot a database → exit 3, one line
├── SourceUnavailableError   nobody need do anything           → facts stand; said once, tried again
│   └── SenselessAnswerError     the operator looks for a newer Violet → nothing is taken in
├── UnreadableSecretError    the operator gives back the key   → what it is for must be set up anew
├── ShareSpentError          whoever asked waits a little      → told once, kindly; then silence
├── RehearsalRefusedError    the operator points elsewhere     → exit 2, one line
└── PlatformError            the operator mends the token      → that platform stops; exit 4
    └── PlatformUnreachableError   nobody need do anything     → tried again, logged once
"""

from datetime import timedelta

from bot.masking import SECRETS


class BotError(Exception):
    """Something that a person can put right; the message says what, where and how.

    It never shows a secret, not even where it repeats what a library said.
    """

    def __str__(self) -> str:
        return SECRETS.masked(super().__str__())


class SettingsError(BotError):
    """A setting is unknown or has no sense."""


class ContentError(BotError):
    """The content folders hold something that is no claim; see `violet check`."""


class SourceUnavailableError(BotError):
    """A source cannot be reached, or refuses; what was fetched before stands."""

    def __init__(self, message: str, *, pause: timedelta | None = None) -> None:
        super().__init__(message)
        self.pause = pause
        """For how long it asked to be left alone; None: it asked for nothing."""


class SenselessAnswerError(SourceUnavailableError):
    """A source answers, and with something else than it should."""


class StorageError(BotError):
    """The database cannot be read or written; nothing was lost, and trying again is safe."""


class UnreadableSecretError(BotError):
    """A secret that was kept cannot be read; the message never holds any of it."""


class ForeignInstallationError(StorageError):
    """The database is another bot's; nothing of it was changed."""


class ShareSpentError(BotError):
    """Somebody wants more than they may have; nothing was done."""

    def __init__(self, *, is_first: bool, is_all: bool, refills_in: timedelta) -> None:
        super().__init__("a share is spent; it refills by itself")
        self.is_first = is_first
        """Whether they have not been told so since all of it was there."""
        self.is_all = is_all
        """Whether it is the share of all people of a server or workspace together."""
        self.refills_in = refills_in
        """After so long all of it is there again."""


class RehearsalRefusedError(BotError):
    """A rehearsal would have reached real people."""


class PlatformError(BotError):
    """A platform refuses our token, and will go on refusing it."""


class PlatformUnreachableError(PlatformError):
    """A platform cannot be reached now; trying again later may help."""
