"""Files that are sent with a message: as Discord reads them, refuses them, and gives them back.

https://docs.discord.com/developers/reference#uploading-files
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from PIL import Image

Body = dict[str, Any]

_FILE = re.compile(r"files\[(\d)\]")
_MOST_BYTES = 10 * 1024 * 1024
_FORM = "multipart/form-data"
_NAMED = re.compile(r'\b(name|filename)="([^"]*)"')


@dataclass(frozen=True)
class SentFile:
    """One file as it came over the wire."""

    name: str
    data: bytes


async def read_body(http: web.Request) -> tuple[Any, dict[str, SentFile]]:
    """Return the JSON of a request, and its files by their numbers."""
    raw = await http.read()
    if http.content_type != _FORM:
        return (json.loads(raw) if raw else None), {}
    body, files = None, {}
    for name, file in _parts(raw, http.headers["Content-Type"]):
        match = _FILE.fullmatch(name)
        if name == "payload_json":
            body = json.loads(file.data)
        else:
            files[match[1] if match else name] = file
    return body, files


def _parts(raw: bytes, content_type: str) -> Iterator[tuple[str, SentFile]]:
    """Yield the parts of a form by their names; aiohttp reads them in pieces, which takes longer.

    https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
    """
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    assert boundary is not None
    _, *parts, last = raw.split(b"--" + boundary[1].encode())
    assert last.strip() == b"--"
    for part in parts:
        head, _, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        named = dict(_NAMED.findall(head.decode()))
        yield named["name"], SentFile(named.get("filename", ""), data.removesuffix(b"\r\n"))


def is_readable(http: web.Request) -> bool:
    """Whether a body of that type may be sent at all."""
    return http.content_type in {"application/json", _FORM}


def message_in(body: Any) -> Body:
    """Return the message in a request: a callback has it a level deeper."""
    found: Body = body.get("data") if isinstance(body.get("data"), dict) else body
    return found


def file_faults(body: Any, files: dict[str, SentFile]) -> list[str]:
    """Return what is wrong with the files of a request, and with what its embeds show of them."""
    said = message_in(body) if isinstance(body, dict) else {}
    listed = {str(one["id"]): one for one in said.get("attachments") or []}
    faults = [f"file {key!r} is called for by no attachment" for key in files if key not in listed]
    for key, one in listed.items():
        if len(key) == 1 and key not in files:
            faults.append(f"attachment {key} has no file")
        if len(one.get("description") or "") > 1024:
            faults.append("a description holds at most 1024 characters")
    for file in files.values():
        if not file.data:
            faults.append(f"{file.name} is empty")
        if len(file.data) > _MOST_BYTES:
            faults.append(f"{file.name} is too large")
    names = {file.name for file in files.values()}
    for embed in said.get("embeds") or []:
        url = (embed.get("image") or {}).get("url") or ""
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
            faults.append(f"{url} is not attached")
    return faults


def kept(body: Any, files: dict[str, SentFile]) -> None:
    """Put the files into the message that they were sent with, as Discord holds them."""
    if not files:
        return
    said = message_in(body)
    said["attachments"] = [
        {**one, "data": files[str(one["id"])].data, "filename": files[str(one["id"])].name}
        for one in said["attachments"]
    ]


def given_back(attachments: list[Body]) -> list[Body]:
    """Return the attachments of a message as Discord describes them."""
    return [
        {
            "id": str(900 + number),
            "filename": one["filename"],
            "description": one.get("description"),
            "size": len(one["data"]),
            "url": f"https://cdn.example/{one['filename']}",
            "proxy_url": f"https://media.example/{one['filename']}",
        }
        for number, one in enumerate(attachments)
    ]


def picture_in(body: Body) -> tuple[Image.Image, str] | None:
    """Return the picture that people see in a message, and the words for it; None: none is."""
    shown = [(embed.get("image") or {}).get("url") for embed in body.get("embeds") or []]
    for one in body.get("attachments") or []:
        if f"attachment://{one['filename']}" in shown:
            return Image.open(io.BytesIO(one["data"])), one.get("description") or ""
    return None
