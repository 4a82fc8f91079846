"""The app's home: what one person sees there, and what its buttons hold. Pure.

https://docs.slack.dev/surfaces/app-home
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final, Self

from adapters.slack import markup as kit
from adapters.slack.messages import TextBudget, answer_message
from adapters.slack.modals import METADATA_LIMIT, View
from content.commands.reply import Response
from content.language.platforms import slack_home as words
from content.language.wording import ENGLISH, Wording

HOME_PRESS: Final = re.compile(r"^home:")
"""The actions of all buttons of the home."""
MOST_REMINDERS: Final = 15
MOST_CHANNELS: Final = 8
"""Of a page: two blocks each, and each is looked at, which Slack counts."""
_MOST_COMING: Final = 12
_LINE_LIMIT: Final = 500
"""Characters of a row; a whole page of them is far below what a view may hold."""


class HomeAction(StrEnum):
    """What pressing a button of the home does; its name stays with every home that was shown."""

    UNREMIND = "home:unremind"
    """Ends a reminder; the value is the show."""
    SUBSCRIBE = "home:subscribe"
    """Opens the form to subscribe a channel."""
    SETTINGS = "home:settings"
    """Opens the form of a subscription; the value is a `HomeKey`, as of the two below."""
    PAUSE = "home:pause"
    RESUME = "home:resume"
    TURN = "home:turn"
    """Shows other pages; the value is a `HomePages`."""


@dataclass(frozen=True, slots=True)
class HomeKey:
    """Which subscription a button is for."""

    channel: str
    thread: str = ""
    show: str = ""
    """Empty: every show."""

    @property
    def value(self) -> str:
        """Return it as a button holds it."""
        return json.dumps([self.channel, self.thread, self.show], separators=(",", ":"))

    @classmethod
    def from_value(cls, value: str) -> Self | None:
        """Return what `value` was; None: it was none."""
        try:
            channel, thread, show = json.loads(value)
        except (TypeError, ValueError):
            return None
        parts = (channel, thread, show)
        return cls(*parts) if all(isinstance(part, str) for part in parts) else None


@dataclass(frozen=True, slots=True)
class HomePages:
    """Which pages of the home are shown, each from 0."""

    reminders: int = 0
    channels: int = 0

    @property
    def kept(self) -> str:
        """Return it as a button and the home itself hold it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_kept(cls, kept: str) -> Self:
        """Return what `kept` was, or the first ones."""
        try:
            read = cls(**json.loads(kept[:METADATA_LIMIT]))
        except (TypeError, ValueError):
            return cls()
        pages = (read.reminders, read.channels)
        is_right = all(type(page) is int and 0 <= page < 100_000 for page in pages)
        return read if is_right else cls()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A show of which somebody is reminded."""

    show: str
    """Its id; empty: every show."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardRow:
    """What a channel hears."""

    key: HomeKey
    words: str
    is_paused: bool
    set_aside: str = ""
    """Why nothing is posted there at present; empty: it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A page of what channels hear."""

    rows: tuple[HeardRow, ...]
    has_more: bool


def home_view(
    *,
    coming: Response | None,
    reminders: Sequence[Reminded],
    heard: Heard | None,
    pages: HomePages = HomePages(),
    note: str = "",
    wording: Wording = ENGLISH,
) -> View:
    """Return the home of somebody; *heard* is None for whoever may not choose what channels hear.

    *note* is what became of a press.
    """
    blocks = [
        *_row(kit.context(note)),
        *_row(kit.header(wording.say(words.COMING))),
        *(answer_message(coming).blocks[:_MOST_COMING] if coming else ()),
        kit.divider(),
        *_row(kit.header(wording.say(words.REMINDED))),
        *_reminders(reminders, pages, wording),
    ]
    if heard is not None:
        blocks += [
            kit.divider(),
            *_row(kit.header(wording.say(words.HEARD))),
            *_heard(heard, pages, wording),
        ]
    return {"type": "home", "private_metadata": pages.kept, "blocks": blocks}


def _reminders(
    reminders: Sequence[Reminded], pages: HomePages, wording: Wording
) -> list[kit.Block]:
    begin = pages.reminders * MOST_REMINDERS
    shown = reminders[begin : begin + MOST_REMINDERS]
    if not shown and not begin:
        return _said(words.of_nothing(wording))
    blocks: list[kit.Block] = [
        {
            "type": "section",
            "text": kit.text_object(kit.cut(one.name, _LINE_LIMIT) or "…"),
            "accessory": kit.button(
                wording.say(words.REMOVE), HomeAction.UNREMIND, one.show or "all"
            ),
        }
        for one in shown
    ]
    has_more = len(reminders) > begin + MOST_REMINDERS
    turned = [
        HomePages(page, pages.channels)
        for page, is_there in (
            (pages.reminders - 1, begin > 0),
            (pages.reminders + 1, has_more),
        )
        if is_there
    ]
    return [*blocks, *_turns(turned, pages.reminders, [one.reminders for one in turned], wording)]


def _heard(heard: Heard, pages: HomePages, wording: Wording) -> list[kit.Block]:
    blocks: list[kit.Block] = []
    for row in heard.rows[:MOST_CHANNELS]:
        blocks += _heard_row(row, wording)
    if not heard.rows:
        blocks += _said(words.nothing_heard(wording))
    subscribe = kit.button(wording.say(words.SUBSCRIBE), HomeAction.SUBSCRIBE, "here")
    blocks.append(kit.actions([subscribe]))
    turned = [
        HomePages(pages.reminders, page)
        for page, is_there in (
            (pages.channels - 1, pages.channels > 0),
            (pages.channels + 1, heard.has_more),
        )
        if is_there
    ]
    return [*blocks, *_turns(turned, pages.channels, [one.channels for one in turned], wording)]


def _heard_row(row: HeardRow, wording: Wording) -> list[kit.Block]:
    said = [kit.channel(row.key.channel)]
    if row.key.thread:
        said.append(kit.text(f", {wording.say(words.IN_A_THREAD)}"))
    said.append(kit.text(f"\n{kit.cut(row.words, _LINE_LIMIT)}"))
    if row.set_aside:
        note = words.nothing_posted(row.set_aside, wording)
        said.append(kit.text(f"\n{kit.cut(note, _LINE_LIMIT)}"))
    turn = (words.RESUME, HomeAction.RESUME) if row.is_paused else (words.PAUSE, HomeAction.PAUSE)
    buttons = [
        kit.button(wording.say(words.SETTINGS), HomeAction.SETTINGS, row.key.value),
        kit.button(wording.say(turn[0]), turn[1], row.key.value),
    ]
    return [*_row(kit.rich_text(kit.section(said))), kit.actions(buttons)]


def _turns(
    turned: Sequence[HomePages], now: int, pages: Sequence[int], wording: Wording
) -> list[kit.Block]:
    """Return a row of buttons that turn pages; Slack wants each of its actions once."""
    buttons = [
        kit.button(
            wording.say(words.NEXT if page > now else words.PREVIOUS),
            f"{HomeAction.TURN}:{'next' if page > now else 'back'}",
            pages_then.kept,
        )
        for pages_then, page in zip(turned, pages, strict=True)
    ]
    return [kit.actions(buttons)] if buttons else []


def _said(sentence: str) -> list[kit.Block]:
    return _row(kit.rich_text(kit.section(TextBudget().words(sentence))))


def _row(block: kit.Block | None) -> list[kit.Block]:
    return [block] if block else []
