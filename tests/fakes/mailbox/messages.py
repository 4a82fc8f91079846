"""Announcements and answers as the text of a file."""

from typing import assert_never

from content.announcements.announcement import (
    Announcement,
    CountdownStep,
    DigestPost,
    News,
    Notice,
)
from content.commands.reply import Response
from content.language.command_hints import spelled
from fakes.mailbox.traits import MAILBOX


def announcement_text(announcement: Announcement) -> str:
    match announcement:
        case News() | CountdownStep():
            now = announcement.superseded
            said = [f"NO LONGER SO: {now}"] if now else []
            said += announcement.lines
            said += [source.url for source in announcement.sources]
        case DigestPost():
            said = [*announcement.plain_lines()]
        case Notice():
            said = [*announcement.lines, *(link.url for link in announcement.links)]
        case _:
            assert_never(announcement)
    return spelled("\n".join([announcement.headline, *said]), MAILBOX.spelling)


def response_text(response: Response) -> str:
    return response.text_as(MAILBOX.spelling)
