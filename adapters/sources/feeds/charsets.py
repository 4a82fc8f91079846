"""The characters of a document, whatever its server says of them."""

import codecs
import re
from typing import Final

_DECLARED: Final = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']", re.ASCII
)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_PLAIN: Final = "".join(map(chr, range(0x20, 0x7F)))
_LATIN: Final = frozenset({"iso8859-1", "ascii", "cp1252"})
"""What is called so is windows-1252: https://encoding.spec.whatwg.org/#names-and-labels"""


def characters_of(body: bytes, content_type: str) -> str:
    """Return the text of *body*.

    What is sound UTF-8 is that, as no other text looks like it; else what the document or its
    server says is tried, and windows-1252 at last.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(body[:400])
    said = _CHARSET.search(content_type)
    names = [declared[1].decode() if declared else "", said[1] if said else ""]
    for name in names:
        codec = _codec(name)
        if codec and codec not in _LATIN and codec != "utf-8":
            try:
                return body.decode(codec)
            except UnicodeError:
                continue
    if any(_codec(name) == "utf-8" for name in names):
        return body.decode("utf-8", "replace") if _is_mostly_utf8(body) else _western(body)
    return _western(body)


def _western(body: bytes) -> str:
    return body.decode("cp1252", "replace")


def _is_mostly_utf8(body: bytes) -> bool:
    """Whether bad bytes are few among good ones, as where a text was cut in a character."""
    read = body.decode("utf-8", "replace")
    return 2 * read.count("\ufffd") < sum(one > "\x7f" for one in read)


def _codec(name: str) -> str:
    """Return Python's name of it, where it writes our letters as everybody does; else empty.

    In one that does not, such as UTF-7, a document would say what no guard sees.
    """
    try:
        found = codecs.lookup(name) if name else None
        if found is None or not found._is_text_encoding:  # noqa: SLF001 - as bytes.decode asks it
            return ""
        return found.name if _PLAIN.encode().decode(found.name) == _PLAIN else ""
    except (LookupError, UnicodeError):
        return ""
