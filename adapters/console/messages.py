"""Announcements and answers as plain text for a terminal."""

import unicodedata

from content.announcements.announcement import Announcement
from content.answers.reply import Answer, Reply


def announcement_text(announcement: Announcement) -> str:
    """Return the announcement as lines for a terminal, free of control characters."""
    lines = [f"** {announcement.headline}"]
    if announcement.superseded:
        lines.append(f"   {announcement.superseded}")
    lines += [f"   {line}" for line in announcement.plain_lines]
    if announcement.conflict:
        lines.append(f"   {announcement.conflict}")
    lines += [
        f"   {source.publisher}, {source.published.edtf}: {source.url}"
        for source in announcement.sources
    ]
    return "\n".join(_printable(line) for line in lines)


def answer_text(answer: Answer) -> str:
    """Return the answer as lines for a terminal, free of control characters."""
    return "\n\n".join(_reply(reply) for reply in answer.replies)


def _reply(reply: Reply) -> str:
    lines = [*reply.text.splitlines()]
    lines += [f"  {source.url}" for source in reply.sources[:1]]
    return "\n".join(_printable(line) for line in lines)


def _printable(line: str) -> str:
    """Drop what could move the cursor, hide text or ring the bell (C0, C1, format characters)."""
    return "".join(c for c in line if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
