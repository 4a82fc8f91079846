"""Announcements and answers as Discord messages; pure, and never over a limit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final, assert_never

import discord

from adapters.discord.colours import OVER, VIOLET, ColourOf, own_colour
from adapters.discord.markup import NO_IDS, CommandIds, escaped, link, plain, units, web_address
from content.announcements.announcement import (
    Announcement,
    Broadcastable,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
)
from content.announcements.in_languages import said_in
from content.answers.reply import Answer, Reply
from content.commands.reply import CommandReply, Response
from content.facts.claims import Source
from content.language.citations import page_label
from content.language.hedges import stance_words
from content.language.links import Link
from content.language.platforms import discord as words
from content.language.platforms import message_parts
from content.language.wording import ENGLISH, Wording, reader_wording

# https://docs.discord.com/developers/resources/message#embed-object-embed-limits
TITLE_LIMIT: Final = 256
DESCRIPTION_LIMIT: Final = 4096
AUTHOR_LIMIT: Final = 256
TOTAL_LIMIT: Final = 6000
"""Over all embeds of a message together."""
MOST_EMBEDS: Final = 10
# https://docs.discord.com/developers/resources/message#create-message
CONTENT_LIMIT: Final = 2000

_MOST_SOURCES: Final = 5
_CITATION_LIMIT: Final = 300
_LEAST_ROOM: Final = 400
"""Below this much room another reply is not begun."""
_SHORT: Final = 60
"""How much is kept of what is no longer so where an edit would push other lines out."""
_BEFORE_KEY: Final = "violet="
_BEFORE_KEY_OF_OLD: Final = " · "
"""In the footer of what was posted before links had it."""
_NO_PAGE: Final = "https://discord.com/"
"""Where the title leads of what has no page to cite."""
_KEPT: Final = 64
"""So many announcements are told at one time, each in very many channels."""
_NOTHING_STRUCK: Final[Mapping[int, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """What a message on Discord is made of; it is sent with every mention turned off."""

    content: str | None = None
    embeds: tuple[discord.Embed, ...] = ()


def announcement_message(
    announcement: Announcement,
    key: str,
    wording: Wording = ENGLISH,
    colour_of: ColourOf = own_colour,
) -> RenderedMessage:
    """Return the announcement: the news, what else there is, who says so.

    The title's link carries *key*, by which the message can be found again in its channel.
    *wording* is the language of that channel.
    """
    embed = _rendered_once(said_in(announcement, wording.language), wording).copy()
    if not isinstance(announcement, DigestPost | Notice) and not announcement.superseded:
        embed.colour = discord.Colour(colour_of(announcement.subject.show))
    embed.url = _keyed(embed.url or _NO_PAGE, key)
    return RenderedMessage(embeds=(embed,))


@lru_cache(maxsize=_KEPT)
def _rendered_once(announcement: Announcement, wording: Wording) -> discord.Embed:
    """Return what is alike in every channel, which nobody may change."""
    room = TOTAL_LIMIT - AUTHOR_LIMIT - 100
    author, sureness, pages = "Violet", "", [one.url for one in _pages_of(announcement)]
    match announcement:
        case News():
            said = [*announcement.lines, *filter(None, [announcement.conflict])]
            embed = _of_a_show(announcement, said, room, wording)
            author, sureness = announcement.show, stance_words(announcement.stance, wording)
        case CountdownStep() | EpisodePost() | Headline():
            embed = _of_a_show(announcement, announcement.lines, room, wording)
            author, sureness = announcement.show, stance_words(announcement.stance, wording)
        case DigestPost():
            tail, struck = [sources_line(announcement.sources, wording)], dict(announcement.struck)
            embed = _embed(announcement.headline, announcement.lines, tail, room, struck)
            author = announcement.title
        case Notice():
            tail = [_linked(announcement.links, wording)]
            embed = _embed(announcement.headline, announcement.lines, tail, room)
        case _:
            assert_never(announcement)
    embed.set_author(name=plain(author, AUTHOR_LIMIT) or "Violet")
    embed.url = next(filter(None, map(web_address, pages)), None)
    if sureness:
        embed.set_footer(text=sureness)
    return embed


def _pages_of(announcement: Announcement) -> Sequence[Source | Link]:
    return announcement.links if isinstance(announcement, Notice) else announcement.sources


def _keyed(page: str, key: str) -> str:
    """Return the address with *key* behind it, where it leads to the same page."""
    return f"{page}{'&' if '#' in page else '#'}{_BEFORE_KEY}{key}"


def _of_a_show(
    announcement: Broadcastable, lines: Sequence[str], room: int, wording: Wording
) -> discord.Embed:
    cited = sources_line(announcement.sources, wording)
    if announcement.superseded:
        embed = _embed("", [announcement.superseded], [cited], room)
        embed.title = f"~~{escaped(announcement.headline, TITLE_LIMIT - 4)}~~"
        embed.colour = discord.Colour(OVER)
        return embed
    is_near = isinstance(announcement, EpisodePost)
    moment = _moment(announcement.moment, wording, style="t" if is_near else "F")
    return _embed(announcement.headline, lines, [moment, cited], room)


def keyed_page(page: str, key: str) -> str:
    """Return the address of *page* with *key* behind it, where it leads to the same page.

    Where there is no page that Discord could link to, it leads to Discord itself.
    """
    return _keyed(web_address(page) or _NO_PAGE, key)


def has_key(address: str, key: str) -> bool:
    """Whether it is an address with *key* behind it."""
    return address.endswith(_BEFORE_KEY + key)


def plain_announcement(
    announcement: Announcement, key: str, wording: Wording = ENGLISH
) -> RenderedMessage:
    """Return the announcement in nothing but text, with *key* in the link of its small print.

    https://docs.discord.com/developers/reference#message-formatting
    """
    now: str | None = None
    struck = _NOTHING_STRUCK
    announcement = said_in(announcement, wording.language)
    match announcement:
        case News() | CountdownStep() | EpisodePost() | Headline():
            author, now = announcement.show, announcement.superseded
        case DigestPost():
            author, struck = announcement.title, dict(announcement.struck)
        case Notice():
            author = "Violet"
        case _:
            assert_never(announcement)
    small = f"-# [{escaped(author, 100) or 'Violet'}](<{_keyed(_NO_PAGE, key)}>)"
    headline = escaped(announcement.headline, 400)
    lines = [now] if now else announcement.lines
    said = [f"~~{headline}~~" if now else f"**{headline}**"]
    room = CONTENT_LIMIT - 100 - units(said[0]) - units(small)
    for number, line in enumerate(lines):
        text = _line(line, struck.get(number), 400)
        room -= units(text) + 1
        if room < 0:
            break
        said.append(text)
    return RenderedMessage("\n".join([*said, small]))


def carries(embeds: Iterable[discord.Embed], key: str, content: str = "") -> bool:
    """Whether these are the embeds, or the text, of the announcement with *key*."""
    mark, of_old = _BEFORE_KEY + key, _BEFORE_KEY_OF_OLD + key
    return content.endswith((f"{mark}>)", of_old)) or any(
        (embed.url or "").endswith(mark) or (embed.footer.text or "").endswith(of_old)
        for embed in embeds
    )


def answer_message(
    response: Response, command_ids: CommandIds = NO_IDS, colour_of: ColourOf = own_colour
) -> RenderedMessage:
    """Return every reply, an embed each; a silent answer makes an empty message."""
    embeds: list[discord.Embed] = []
    match response:
        case Answer(replies=replies):
            pass
        case CommandReply(also=replies):
            embeds.append(_command_reply(response, command_ids))
        case _:
            assert_never(response)
    own = len(embeds)
    room = TOTAL_LIMIT - sum(_length(embed) for embed in embeds)
    for reply in replies[: MOST_EMBEDS - own]:
        if room < _LEAST_ROOM:
            break
        embeds.append(_reply(reply, room, command_ids))
        embeds[-1].colour = discord.Colour(colour_of(reply.show))
        room -= _length(embeds[-1])
    left_out = len(replies) + own - len(embeds)
    more = message_parts.more(reader_wording(response.language)) if left_out else None
    return RenderedMessage(more, tuple(embeds))


def plain_message(message: RenderedMessage) -> RenderedMessage:
    """Return *message* without embeds, for where Violet may not post them; whole lines only."""
    lines = [message.content or ""]
    for embed in message.embeds:
        lines += [embed.title or "", *(embed.description or "").splitlines()]
    kept, room = [], CONTENT_LIMIT
    for line in filter(None, lines):
        room -= units(line) + 1
        if room < 0:
            break
        kept.append(line)
    if any(lines) and not kept:  # one line longer than a message, which only markup makes
        kept = [words.lacking_to_answer()]
    return RenderedMessage("\n".join(kept) or None)


def sentence_message(sentence: str) -> RenderedMessage:
    """Return one plain sentence as a message."""
    return RenderedMessage(escaped(sentence, CONTENT_LIMIT))


def _command_reply(reply: CommandReply, command_ids: CommandIds) -> discord.Embed:
    wording = reader_wording(reply.language)
    tail = [sources_line(reply.sources, wording), _linked(reply.links, wording)]
    hints = (command_ids, wording)
    return _embed(reply.headline, reply.lines, tail, TOTAL_LIMIT, hints=hints)


def _reply(reply: Reply, room: int, command_ids: CommandIds) -> discord.Embed:
    wording = reader_wording(reply.language)
    tail = [_moment(reply.moment, wording), *_citation(reply, wording), _page_of(reply, wording)]
    return _embed(reply.headline, reply.lines, tail, room, hints=(command_ids, wording))


def _citation(reply: Reply, wording: Wording) -> tuple[str, str]:
    """Return the citation, linked to the page that it names, and the pages beside it."""
    if not reply.citation:
        return "", sources_line(reply.sources, wording)
    if not reply.sources or reply.sources[0].publisher not in reply.citation:
        return escaped(reply.citation, _CITATION_LIMIT), sources_line(reply.sources, wording)
    address = reply.sources[0].url
    others = [source for source in reply.sources if source.url != address]
    intro = message_parts.others_intro(wording)
    return link(reply.citation, address, _CITATION_LIMIT), sources_line(others, wording, intro)


def _page_of(reply: Reply, wording: Wording) -> str:
    """Return the link to the page of the show that *reply* is about; empty: there is none."""
    if reply.page is None:
        return ""
    return f"-# {link(message_parts.more_on_the_page(wording), reply.page)}"


def _embed(
    headline: str,
    lines: Sequence[str],
    tail: Sequence[str],
    room: int,
    struck: Mapping[int, str] = _NOTHING_STRUCK,
    hints: tuple[CommandIds, Wording] = (NO_IDS, ENGLISH),
) -> discord.Embed:
    """Return an embed of at most *room*; *tail* is finished markup, and is kept or left whole.

    *struck* says by number which lines are no longer so, and what is so now; *hints* are by what
    a command can be clicked, and in which language its options are.
    """
    numbered = [(line, struck.get(number)) for number, line in enumerate(lines)]
    title = escaped(headline, DESCRIPTION_LIMIT, NO_IDS, hints[1])
    if units(title) > TITLE_LIMIT:  # longer than a title may be, so it opens the text
        title, numbered = "", [(headline, None), *numbered]
    limit = min(DESCRIPTION_LIMIT, room - units(title))
    kept: list[str] = []
    for line in tail:
        if line and units(line) + 1 <= limit:
            kept.append(line)
            limit -= units(line) + 1
    whole = sum(units(_line(line, now, limit, hints=hints)) + 1 for line, now in numbered)
    most_old = limit if whole <= limit else _SHORT
    said: list[str] = []
    for line, now in numbered:
        text = _line(line, now, limit, most_old, hints)
        if text:
            said.append(text)
            limit -= units(text) + 1
        if limit <= 1:
            break
    return discord.Embed(
        title=title or None, description="\n".join([*said, *kept]) or None, colour=VIOLET
    )


def _line(
    line: str,
    now: str | None,
    limit: int,
    most_old: int = CONTENT_LIMIT,
    hints: tuple[CommandIds, Wording] = (NO_IDS, ENGLISH),
) -> str:
    """Return one line; where it is no longer so it is struck through, and *now* stands behind it.

    Where it does not fit, the old words are cut before the new ones; *most_old* is how much of
    them is wanted at most.
    """
    if now is None:
        return escaped(line, limit, *hints)
    new = escaped(now, limit)
    old = escaped(line, min(most_old, limit - units(new) - len("~~~~ ")))
    return f"~~{old}~~ {new}" if old else new


def _moment(moment: datetime | None, wording: Wording = ENGLISH, style: str = "F") -> str:
    """Return the instant in the reader's own zone; only ever an instant, never a bare day.

    Beside it stands how far away that is; so of what is hours away the time *style* is enough.

    https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
    """
    if moment is None:
        return ""
    stamp = int(moment.timestamp())
    return f"{message_parts.own_zone_intro(wording)} <t:{stamp}:{style}>, <t:{stamp}:R>"


def sources_line(sources: Sequence[Source], wording: Wording = ENGLISH, intro: str = "") -> str:
    """Return the pages behind what was said, each once and to be opened; empty: there is none."""
    pages = list({source.url: source for source in sources}.values())
    links = [Link(page_label(page, wording), page.url) for page in pages]
    return _linked(links, wording, intro)


def _linked(links: Sequence[Link], wording: Wording = ENGLISH, intro: str = "") -> str:
    """Return the pages to open behind *intro*; where it is empty, they are sources."""
    shown = [link(one.label, one.url) for one in links[:_MOST_SOURCES]]
    while units(line := " · ".join(shown)) > DESCRIPTION_LIMIT // 2:
        shown.pop()
    return f"{intro or message_parts.sources_intro(wording)} {line}" if line else ""


def _length(embed: discord.Embed) -> int:
    return units(embed.title or "") + units(embed.description or "")
