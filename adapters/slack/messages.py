"""Announcements and answers as Slack messages; pure, and never over a limit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, assert_never

from adapters.slack import markup as kit
from adapters.slack.traits import SLACK
from bot.ports.errors import ShareSpentError
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
from content.answers.listed_answers import with_offers_said
from content.answers.reply import Answer, Reply
from content.commands.reply import CommandReply, Response
from content.facts.claims import Source
from content.language.citations import page_label
from content.language.command_hints import spelled
from content.language.links import Link
from content.language.platforms import apologies, message_parts
from content.language.wording import ENGLISH, Wording, reader_wording

_MOST_LINES: Final = 60
_MOST_SOURCES: Final = 5
_MOST_REPLIES: Final = 20
"""Two blocks a reply, and Slack takes 50 in a message."""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """What `chat.postMessage` and a response URL are given."""

    text: str
    """For notifications, screen readers, and clients that show no blocks; escaped."""
    blocks: tuple[kit.Block, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """Return the arguments that say it, with all of Slack's own reading turned off.

        https://docs.slack.dev/reference/methods/chat.postMessage
        """
        said: dict[str, Any] = {"text": self.text}
        if self.blocks:
            said["blocks"] = list(self.blocks)
        return said | {
            "mrkdwn": False,
            "parse": "none",
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }

    def edits(self) -> dict[str, Any]:
        """Return the arguments that put it in the place of another message.

        https://docs.slack.dev/reference/methods/chat.update
        """
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "parse": "none",
            "link_names": False,
        }

    def mentioning(self, whom: str) -> "SlackMessage":
        """Return it with a mention before it: of everybody in the channel, or of a user group.

        Whoever is neither ``channel``, ``here`` nor the id of a group is not mentioned.
        https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups
        """
        mention = kit.mention(whom)
        if mention is None:
            return self
        element, words = mention
        first = kit.rich_text(kit.section([element]))
        blocks = tuple(filter(None, [first, *self.blocks]))[: kit.MOST_BLOCKS]
        return SlackMessage(f"{words} {self.text}", blocks if self.blocks else ())

    @property
    def plain(self) -> "SlackMessage":
        """The same in its text alone."""
        return replace(self, blocks=())


def announcement_message(announcement: Announcement) -> SlackMessage:
    """Return the announcement: the show, the news, what else there is, who says so."""
    match announcement:
        case News():
            return _of_a_show(announcement, announcement.conflict or "")
        case CountdownStep() | EpisodePost() | Headline():
            return _of_a_show(announcement, "")
        case DigestPost():
            return _digest(announcement)
        case Notice():
            return _notice(announcement)
        case _:
            assert_never(announcement)


def _of_a_show(announcement: Broadcastable, conflict: str) -> SlackMessage:
    if announcement.superseded:
        return _superseded(announcement, announcement.superseded)
    budget = TextBudget()
    said = budget.paragraph(announcement.headline, announcement.lines)
    if announcement.moment is not None:
        is_near = isinstance(announcement, EpisodePost)
        said += _own_zone(announcement.moment, is_near=is_near)
    blocks = [
        budget.header(announcement.show),
        kit.rich_text(
            kit.section(said),
            kit.quote(budget.words(conflict)),
            kit.section(budget.sources(announcement.sources)),
        ),
        kit.context(budget.take(message_parts.sureness(announcement.stance), kit.TEXT_LIMIT)),
    ]
    return whole_message(
        _heard(announcement.show, announcement.headline, announcement.lines), blocks
    )


def _superseded(announcement: Broadcastable, now: str) -> SlackMessage:
    """What was announced, struck through, and what is so *now*."""
    budget = TextBudget()
    struck = budget.words(announcement.headline, strike=True)
    blocks = [
        budget.header(announcement.show),
        kit.rich_text(
            kit.section([*struck, kit.text("\n"), *budget.words(now, bold=True)]),
            kit.section(budget.sources(announcement.sources)),
        ),
    ]
    heard = message_parts.superseded(announcement.show, now, announcement.headline)
    return whole_message(heard, blocks)


def _digest(digest: DigestPost) -> SlackMessage:
    budget = TextBudget()
    said = budget.paragraph(digest.headline, digest.lines, struck=dict(digest.struck))
    blocks = [
        budget.header(digest.title),
        kit.rich_text(kit.section(said), kit.section(budget.sources(digest.sources))),
    ]
    return whole_message(_heard(digest.title, digest.headline, digest.plain_lines()), blocks)


def _notice(notice: Notice) -> SlackMessage:
    budget = TextBudget()
    said = budget.paragraph(notice.headline, notice.lines)
    blocks = [
        budget.header("Violet"),
        kit.rich_text(kit.section(said), kit.section(budget.links(notice.links))),
    ]
    return whole_message(_heard("Violet", notice.headline, notice.lines), blocks)


def _heard(title: str, headline: str, lines: Iterable[str]) -> str:
    """Return what a notification shows, and a screen reader reads out."""
    said = "\n".join((headline, *lines))
    return f"{title}: {said}"


def answer_message(response: Response) -> SlackMessage:
    """Return every reply, a line between each two; a silent answer makes an empty message."""
    budget = TextBudget()
    blocks: list[kit.Block | None] = []
    match response:
        case Answer(replies=replies):
            pass
        case CommandReply(also=replies):
            blocks.append(_command_reply(response, budget))
        case _:
            assert_never(response)
    for reply in replies[:_MOST_REPLIES]:
        if blocks:
            blocks.append(kit.divider())
        blocks.append(_reply(reply, budget))
    if len(replies) > _MOST_REPLIES:
        blocks.append(kit.context(message_parts.more(reader_wording(response.language))))
    # Whoever is shown the text alone has no button.
    heard = with_offers_said(response) if isinstance(response, Answer) else response
    return whole_message(heard.text_as(SLACK.spelling) or ("…" if blocks else ""), blocks)


def note_message(sentence: str) -> SlackMessage:
    """Return a sentence of our own: a refusal, an apology."""
    return whole_message(sentence, [kit.rich_text(kit.section(TextBudget().words(sentence)))])


def spent_message(spent: ShareSpentError, wording: Wording = ENGLISH) -> SlackMessage:
    """Return that somebody has asked as much as they may for now."""
    sorry = apologies.too_much_at_once(spent.refills_in, of_all=spent.is_all, wording=wording)
    return note_message(sorry)


def _command_reply(reply: CommandReply, budget: "TextBudget") -> kit.Block | None:
    said = budget.paragraph(reply.headline, reply.lines)
    wording = reader_wording(reply.language)
    pages, links = budget.sources(reply.sources, wording), budget.links(reply.links, wording)
    apart = [kit.text("\n")] if pages and links else []
    return kit.rich_text(kit.section(said), kit.section([*pages, *apart, *links]))


def _reply(reply: Reply, budget: "TextBudget") -> kit.Block | None:
    wording = reader_wording(reply.language)
    said = budget.paragraph(reply.headline, reply.lines)
    if reply.moment is not None:
        said += _own_zone(reply.moment, wording)
    cited = kit.section(_citation(reply, budget, wording))
    return kit.rich_text(kit.section(said), cited, kit.section(_page_of(reply, budget, wording)))


def _page_of(reply: Reply, budget: "TextBudget", wording: Wording) -> list[kit.Element]:
    """Return the link to the page of the show that *reply* is about, if there is one."""
    if reply.page is None:
        return []
    shown = budget.link(message_parts.more_on_the_page(wording), reply.page)
    return shown if any(one["type"] == "link" for one in shown) else []


def _citation(reply: Reply, budget: "TextBudget", wording: Wording) -> list[kit.Element]:
    """Return the citation, linked to the page that it names, and the pages beside it."""
    first = reply.sources[0] if reply.sources else None
    if not reply.citation or first is None or first.publisher not in reply.citation:
        cited = budget.words(reply.citation or "")
        others = budget.sources(reply.sources, wording)
    else:
        cited = budget.link(reply.citation, first.url)
        beside = [source for source in reply.sources if source.url != first.url]
        others = budget.sources(beside, wording, message_parts.others_intro(wording))
    return [*cited, kit.text("\n"), *others] if cited and others else [*cited, *others]


def whole_message(text: str, blocks: Sequence[kit.Block | None]) -> SlackMessage:
    """The whole message, checked once more as a whole."""
    said = [block for block in blocks if block is not None][: kit.MOST_BLOCKS]
    while said and said[-1]["type"] == "divider":
        said.pop()
    text = spelled(text, SLACK.spelling)
    return SlackMessage(kit.escaped(text) or ("…" if text or said else ""), tuple(said))


class TextBudget:
    """What may still be said in one message."""

    def __init__(self) -> None:
        self._left = kit.MESSAGE_LIMIT

    def take(self, words: str, limit: int) -> str:
        """Return as much of *words* as fits, and count it."""
        shown = kit.cut(spelled(words, SLACK.spelling), min(limit, self._left))
        self._left -= kit.size(shown)
        return shown

    def words(self, words: str, **style: bool) -> list[kit.Element]:
        """Return *words* as an element, or nothing where none fit."""
        shown = self.take(words, kit.TEXT_LIMIT)
        return [kit.text(shown, **style)] if shown else []

    def paragraph(
        self, headline: str, lines: Iterable[str], *, struck: Mapping[int, str] | None = None
    ) -> list[kit.Element]:
        """Return the headline in bold, and each line below it.

        *struck* says by number which lines are no longer so, and what is so now.
        """
        parts = self.words(headline, bold=True)
        for number, line in enumerate(list(lines)[:_MOST_LINES]):
            now = (struck or {}).get(number)
            shown = self.words(line, strike=True) if now else self.words(line)
            after = self.words(now) if now else []
            if shown and after:
                after.insert(0, kit.text(" "))
            if parts and (shown or after):
                parts.append(kit.text("\n"))
            parts += [*shown, *after]
        return parts

    def link(self, words: str, url: str) -> list[kit.Element]:
        """Return *words* as a link, alone where the address does not fit, or nothing."""
        shown = self.take(words, kit.TEXT_LIMIT)
        if not shown or kit.size(url) > self._left:
            return [kit.text(shown)] if shown else []
        self._left -= kit.size(url)
        return [kit.link(shown, url)]

    def header(self, title: str) -> kit.Block | None:
        """Return the block at the top."""
        return kit.header(self.take(title, kit.HEADER_LIMIT))

    def sources(
        self, sources: Iterable[Source], wording: Wording = ENGLISH, intro: str = ""
    ) -> list[kit.Element]:
        """Return the pages to open, each once."""
        pages = list({source.url: source for source in sources}.values())
        links = [Link(page_label(page, wording), page.url) for page in pages]
        return self.links(links, wording, intro)

    def links(
        self, links: Sequence[Link], wording: Wording = ENGLISH, intro: str = ""
    ) -> list[kit.Element]:
        """Return the pages to open behind *intro*; where it is empty, they are sources."""
        shown: list[kit.Element] = []
        for link in links[:_MOST_SOURCES]:
            shown += self.link(kit.cut(link.label, 200), link.url)
        before = kit.text(f"{intro or message_parts.sources_intro(wording)} ")
        return [before, *kit.separated(shown, " · ")] if shown else []


def _own_zone(
    moment: datetime, wording: Wording = ENGLISH, *, is_near: bool = False
) -> list[kit.Element]:
    shown = kit.near_moment(moment) if is_near else kit.moment(moment)
    return [kit.text(f"\n{message_parts.own_zone_intro(wording)} "), shown]
