"""Announcements and answers as plain text for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from content.announcements.announcement import (
    Announcement,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
)
from content.answers.listed_answers import offer_sentence
from content.answers.reply import Answer, Reply
from content.commands.reply import CommandReply, Response
from content.facts.claims import Source
from content.language.command_hints import as_typed, spelled
from content.language.from_outside import inert
from content.language.platforms import message_parts
from content.language.wording import wording_for


def announcement_text(announcement: Announcement) -> str:
    """Return the announcement as lines for a terminal, free of control characters."""
    match announcement:
        case News():
            now, conflict = announcement.superseded, announcement.conflict
            said = [*_if_any(now), *announcement.lines, *_if_any(conflict)]
            said += _cited(announcement.sources)
        case CountdownStep() | EpisodePost() | Headline():
            said = [*_if_any(announcement.superseded), *announcement.lines]
            said += _cited(announcement.sources)
        case DigestPost():
            said = [*announcement.plain_lines(), *_cited(announcement.sources)]
        case Notice():
            links = [f"{link.label}: {link.url}" for link in announcement.links]
            said = [*announcement.lines, *links]
        case _:
            assert_never(announcement)
    lines = [f"** {announcement.headline}", *(f"   {line}" for line in said)]
    return inert("\n".join(line.replace("\n", " ") for line in lines))


def _if_any(line: str | None) -> list[str]:
    return [line] if line else []


def _cited(sources: Iterable[Source]) -> list[str]:
    return [f"{source.publisher}, {source.published.edtf}: {source.url}" for source in sources]


def answer_text(response: Response) -> str:
    """Return the answer as lines for a terminal, free of control characters."""
    match response:
        case Answer():
            said = [_reply(reply) for reply in response.replies]
        case CommandReply():
            pages = [source.url for source in response.sources]
            pages += [link.url for link in response.links]
            alone = replace(response, also=())
            said = [_said(alone.text, pages), *(_reply(reply) for reply in response.also)]
        case _:
            assert_never(response)
    return "\n\n".join(said)


def _reply(reply: Reply) -> str:
    said = reply.text
    if reply.offer:
        sentence = offer_sentence(reply.offer, wording_for(reply.language))
        said = f"{said}\n{spelled(sentence, as_typed)}"
    text = _said(said, [source.url for source in reply.sources])
    if reply.page is None:
        return text
    more = message_parts.more_on_the_page(wording_for(reply.language))
    return inert(f"{text}\n  {more}: {reply.page}")


def _said(text: str, pages: Sequence[str]) -> str:
    lines = [*text.splitlines(), *(f"  {page}" for page in pages[:1])]
    return inert("\n".join(lines))
