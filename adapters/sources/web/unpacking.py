"""What was packed for the way, unpacked in pieces of which none is large."""

import zlib
from collections.abc import Iterator
from typing import Final

_PIECE: Final = 64 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS
_BEGINS_GZIP: Final = b"\x1f\x8b"
CODINGS: Final = "gzip, deflate"
"""What we ask for, as `Accept-Encoding` has it."""


class BadPackingError(Exception):
    """The bytes are not packed as the answer says, or break off; the message says which."""


class Unpacker:
    """Unpacks one body, given as it comes."""

    def __init__(self, coding: str) -> None:
        """Unpack *coding*, which is the header `Content-Encoding`; empty: nothing is packed.

        Raises:
            BadPackingError: it is none that we asked for.
        """
        named = [one for part in coding.lower().split(",") if (one := part.strip())]
        kinds = [kind.removeprefix("x-") for kind in named if kind != "identity"]
        if kinds not in ([], ["gzip"], ["deflate"]):
            raise BadPackingError(f"is packed as {coding[:40]!r}, which nobody asked for")
        self.is_packed = bool(kinds)
        self._is_gzip = kinds == ["gzip"]
        self._inner: zlib._Decompress | None = None
        self._held = b""
        """A single byte, which does not tell yet what begins with it."""
        self._is_over = False

    def unpacked(self, packed: bytes) -> Iterator[bytes]:
        """Return what *packed* holds, in pieces of at most 64 kB, each made when it is asked for.

        Raises:
            BadPackingError: it holds nothing of the kind.
        """
        if not self.is_packed:
            yield from (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))
            return
        packed, self._held = self._held + packed, b""
        try:
            while packed and not self._is_over:
                if self._inner is None or self._inner.eof:
                    if len(packed) < 2:
                        self._held = packed
                        return
                    self._begin(packed)
                    continue
                if piece := self._inner.decompress(packed, _PIECE):
                    yield piece
                inner = self._inner
                packed = inner.unused_data if inner.eof else inner.unconsumed_tail
                while not packed and (piece := inner.decompress(b"", _PIECE)):
                    yield piece
        except zlib.error as error:
            raise BadPackingError("is not packed as it says") from error

    def _begin(self, packed: bytes) -> None:
        is_first = self._inner is None
        if self._is_gzip and (is_first or packed.startswith(_BEGINS_GZIP)):
            self._inner = zlib.decompressobj(_GZIP)
        elif is_first:
            # "deflate" is zlib's format by the standard, and bare deflate of some servers.
            is_zlib = packed[0] & 0x0F == 8 and int.from_bytes(packed[:2], "big") % 31 == 0
            self._inner = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        else:
            self._is_over = True  # what follows the end is passed over, as by every browser

    def end(self) -> None:
        """Say that nothing more comes.

        Raises:
            BadPackingError: something is missing.
        """
        if (self._inner and not self._inner.eof) or (self._held and not self._inner):
            raise BadPackingError("breaks off before its end")
