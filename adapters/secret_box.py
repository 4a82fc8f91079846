"""The `SecretBox` of AES-256-GCM, with two keys while one takes the place of the other."""

import base64
import binascii
import hashlib
import json
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports.errors import UnreadableSecretError

_VERSION: Final = "v1"
_NONCE_BYTES: Final = 12
"""Random ones serve for 2^32 texts with one key. https://doi.org/10.6028/NIST.SP.800-38D, 8.3"""


class AesGcmSecretBox:
    """Encrypts with *key*, and reads what was encrypted with it or with the *old* one.

    What it returns is ``v1.KEY.TEXT``: which key it was, by a fingerprint, and nonce and text in
    base64 for addresses.
    """

    def __init__(self, key: bytes, old: bytes | None = None) -> None:
        self._current = _fingerprint(key)
        self._ciphers = {_fingerprint(one): AESGCM(one) for one in (old, key) if one}

    def encrypt(self, text: str, *context: str) -> str:
        """See the port."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._current].encrypt(
            nonce, text.encode(), _bound(self._current, context)
        )
        body = base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")
        return f"{_VERSION}.{self._current}.{body}"

    def decrypt(self, sealed: str, *context: str) -> str:
        """See the port."""
        version, key, body = _parts(sealed)
        cipher = self._ciphers.get(key)
        if version != _VERSION:
            raise UnreadableSecretError("a stored secret is damaged, or of a later Violet")
        if cipher is None:
            raise UnreadableSecretError(
                "a stored secret was encrypted with another key; set VIOLET_ENCRYPTION_KEY_OLD to "
                "the key from before"
            )
        try:
            plain = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
            text = cipher.decrypt(plain[:_NONCE_BYTES], plain[_NONCE_BYTES:], _bound(key, context))
        except (InvalidTag, ValueError, binascii.Error):
            raise UnreadableSecretError(
                "a stored secret was changed, or belongs to somebody else"
            ) from None
        return text.decode()

    def is_of_old_key(self, sealed: str) -> bool:
        """See the port."""
        return _parts(sealed)[1] != self._current


def _parts(sealed: str) -> tuple[str, str, str]:
    version, _, rest = sealed.partition(".")
    key, _, body = rest.partition(".")
    return version, key, body


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(b"violet: which key" + key).hexdigest()[:12]


def _bound(key: str, context: tuple[str, ...]) -> bytes:
    """What is not encrypted, and must be the same; as JSON, so that no two contexts are alike."""
    return json.dumps([_VERSION, key, *context]).encode()
