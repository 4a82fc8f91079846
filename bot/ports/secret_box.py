"""Keeping secrets that are needed again, such as tokens of many workspaces."""

from typing import Protocol


class SecretBox(Protocol):
    """What makes of a secret a text that can be stored, and the secret again of that text."""

    def encrypt(self, text: str, *context: str) -> str:
        """Return *text* so that it can be read with the key and in this *context* alone.

        The *context* says whose it is, such as "slack token" and the id of a team, and is not
        part of what is returned: a row that is moved to another team cannot be read there. The
        same text is never encrypted to the same twice.
        """
        ...

    def decrypt(self, sealed: str, *context: str) -> str:
        """Return what was encrypted in this *context*.

        Raises:
            UnreadableSecretError: it was encrypted with another key or in another context, or
                was changed; trying again is of no use.
        """
        ...

    def is_of_old_key(self, sealed: str) -> bool:
        """Whether *sealed* should be encrypted anew, so that the old key can be taken away."""
        ...
