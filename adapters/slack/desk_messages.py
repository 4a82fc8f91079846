"""The newsdesk as Slack messages and forms that tell: each item with its buttons. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from adapters.slack import markup as kit
from adapters.slack.messages import SlackMessage, TextBudget, whole_message
from adapters.slack.traits import SLACK
from content.answers.reply import ReplyStatus
from content.commands.desk import DeskButton, DeskItem, desk_buttons
from content.commands.feed_list import ADD_A_FEED, FeedButton, FeedItem, feed_buttons
from content.commands.parse import ManageFeeds, Review
from content.commands.reply import CommandReply
from content.language.platforms import slack as words
from content.language.wording import Wording, reader_wording

NEW_FEED: Final = "feed:new"
"""The action of the button that opens the form for a feed."""
_TURN: Final = "turn:"
DESK_PRESS: Final = re.compile(r"^(?:desk|feed|turn):")
"""The actions of all buttons of the newsdesk."""
_MOST_ITEMS: Final = 20
"""Two blocks each; ten are left for what stands before, between and below them."""


class DeskList(StrEnum):
    """What a message with buttons is a list of; its name stays with every message."""

    REVIEW = "review"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list, so that it can be shown anew as it stands by then."""

    of: DeskList
    start: int

    @property
    def key(self) -> str:
        """What is kept with each button of it: "review:11"."""
        return f"{self.of}:{self.start}"

    @classmethod
    def from_key(cls, key: str) -> Self | None:
        """Return the page of that key; None: it is none."""
        of, _, start = key.partition(":")
        if of not in {*DeskList} or not start.isdecimal() or len(start) > 6:
            return None
        return cls(DeskList(of), int(start))

    @property
    def command(self) -> Review | ManageFeeds:
        """What asks for it."""
        match self.of:
            case DeskList.REVIEW:
                return Review(start=self.start)
            case DeskList.FEEDS:
                return ManageFeeds(start=self.start)


def turned_to(action: str) -> ListPage | None:
    """Return the page that a button of this *action* turns to; None: it turns to none."""
    return ListPage.from_key(action.removeprefix(_TURN)) if action.startswith(_TURN) else None


def desk_message(
    said: CommandReply, *, page: ListPage | None = None, before: CommandReply | None = None
) -> SlackMessage:
    """Return *said*, with its buttons below each item.

    A list is told by its *page*, which stays with its buttons. What a press came to is said
    *before* it.
    """
    budget = TextBudget()
    blocks: list[kit.Block | None] = []
    if before is not None:
        shown = {(one.kind, one.number) for one in said.desk}
        again = [one for one in before.desk if (one.kind, one.number) not in shown]
        blocks += _told(before, again[:1], budget, page)
        blocks.append(kit.divider())
    blocks += _told(said, said.desk or said.feeds, budget, page)
    if page is not None and said.status is not ReplyStatus.OUT_OF_SCOPE:
        blocks.append(_foot(said, page))
    heard = "\n\n".join(one.text_as(SLACK.spelling) for one in (before, said) if one)
    return whole_message(heard, blocks)


def _told(
    said: CommandReply,
    items: Sequence[DeskItem] | Sequence[FeedItem],
    budget: TextBudget,
    page: ListPage | None,
) -> list[kit.Block | None]:
    """Return the headline, each of *items* with its buttons, and in small print what follows."""
    wording = reader_wording(said.language)
    lines = {one.line for one in said.desk} | {one.line for one in said.feeds}
    others = [line for line in said.lines if line not in lines]
    kept = page.key if page else ""
    blocks: list[kit.Block | None] = []
    has_items = bool(said.desk or said.feeds)
    above = () if has_items else others
    pages = budget.sources(said.sources, wording), budget.links(said.links, wording)
    blocks.append(
        kit.rich_text(kit.section(budget.paragraph(said.headline, above)), *map(kit.section, pages))
    )
    for item in items[:_MOST_ITEMS]:
        shown = kit.rich_text(kit.section(_item(item, budget)))
        blocks.append(shown)
        buttons = _buttons(item, kept, wording)
        if shown and buttons:
            blocks.append(kit.actions(buttons))
    if has_items and others:
        blocks.append(kit.context(budget.take("\n".join(others), kit.TEXT_LIMIT)))
    return blocks


def _item(item: DeskItem | FeedItem, budget: TextBudget) -> list[kit.Element]:
    """Return what is said of it; the address at its end can be opened."""
    url = item.claim.url if isinstance(item, DeskItem) else None
    if not url or not item.line.endswith(url):
        return budget.words(item.line)
    said = budget.words(item.line.removesuffix(url))
    page = budget.link(url, url)
    return [*said, kit.text(" "), *page] if said and page else [*said, *page]


def _buttons(item: DeskItem | FeedItem, kept: str, wording: Wording) -> list[kit.Element]:
    buttons: Sequence[DeskButton] | Sequence[FeedButton] = (
        desk_buttons(item, wording) if isinstance(item, DeskItem) else feed_buttons(item, wording)
    )
    return [kit.button(one.label, one.key, kept or "-") for one in buttons]


def _foot(said: CommandReply, page: ListPage) -> kit.Block | None:
    """Return what turns the page, and of feeds what opens the form for another."""
    wording, buttons = reader_wording(said.language), []
    if said.begins_at > 1:
        first = ListPage(page.of, 1)
        label = wording.say(words.FIRST_PAGE)
        buttons.append(kit.button(label, f"{_TURN}{first.key}", page.key))
    if said.goes_on_at is not None:
        after = ListPage(page.of, said.goes_on_at)
        label = wording.say(words.NEXT_PAGE)
        buttons.append(kit.button(label, f"{_TURN}{after.key}", page.key))
    if page.of is DeskList.FEEDS:
        buttons.append(kit.button(wording.say(ADD_A_FEED), NEW_FEED, page.key))
    return kit.actions(buttons) if buttons else None
