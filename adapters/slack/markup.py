"""Slack's markup: blocks of its Block Kit, within its limits, and what people typed, read.

What is said goes into `plain_text` objects and `rich_text` text elements: Slack reads no markup,
mention or link in those, so there is nothing to escape in them, and they neither format nor ping.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

Block = dict[str, Any]
Element = dict[str, Any]

MOST_BLOCKS: Final = 50
"""https://docs.slack.dev/reference/block-kit/blocks"""
HEADER_LIMIT: Final = 150
"""https://docs.slack.dev/reference/block-kit/blocks/header-block"""
BUTTON_LIMIT: Final = 75
"""https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
TEXT_LIMIT: Final = 3000
"""https://docs.slack.dev/reference/block-kit/composition-objects/text-object"""
URL_LIMIT: Final = 3000
"""https://docs.slack.dev/reference/block-kit/block-elements/url-source-element"""
MESSAGE_LIMIT: Final = 12_000
"""All text of a message: Slack documents no number, and refuses from about 13,200 characters.

https://github.com/slackapi/bolt-js/issues/2509
"""
FALLBACK_LIMIT: Final = 4000
"""https://docs.slack.dev/messaging/sending-and-scheduling-messages: best kept under 4,000."""

LONGEST_QUESTION: Final = 2000
"""Characters of a message that are read; Slack lets people write 40,000."""

_MARKUP: Final = re.compile(r"<([^<>]*)>")
_UNSEEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\uf8ff]")
"""Control characters but the end of a line, lone halves of characters, and private use."""
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>|\"\\]+", re.IGNORECASE)
_USER_GROUP: Final = re.compile(r"S[A-Z0-9]{6,20}")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def size(text: str) -> int:
    """Return the length in UTF-16 units: Slack does not say which it counts, and these are more."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """Return *text* without control characters, with an ellipsis where it is over *limit*."""
    kept = _UNSEEN.sub("", text).strip()
    if size(kept) <= limit:
        return kept
    if limit < 1:
        return ""
    units = kept.encode("utf-16-le")[: 2 * (limit - 1)]
    # Half a character at the end is left out.
    return units.decode("utf-16-le", "ignore").rstrip() + "…"


def escaped(text: str, limit: int = FALLBACK_LIMIT) -> str:
    """Return *text* for a message's own `text`, where Slack does read `<!channel>` and links.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    whole = cut(text, limit).translate(_ESCAPES)
    if size(whole) <= limit:
        return whole
    kept = cut(whole, limit - 1)
    entity = kept.rfind("&")
    if entity >= 0 and ";" not in kept[entity:]:
        kept = kept[:entity] + "…"
    return kept


def header(text: str) -> Block | None:
    """Return a title, or None where there is nothing to say."""
    shown = " ".join(cut(text, HEADER_LIMIT).split())
    return {"type": "header", "text": text_object(shown)} if shown else None


def context(text: str) -> Block | None:
    """Return small print, or None where there is nothing to say."""
    shown = cut(text, TEXT_LIMIT)
    return {"type": "context", "elements": [text_object(shown)]} if shown else None


def divider() -> Block:
    """Return a line between two answers."""
    return {"type": "divider"}


def actions(buttons: Iterable[Element]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def button(words: str, action: str, value: str) -> Element:
    """Return a button, which carries *value*.

    https://docs.slack.dev/reference/block-kit/block-elements/button-element
    """
    shown = text_object(" ".join(cut(words, BUTTON_LIMIT).split()) or "…")
    return {"type": "button", "action_id": action, "value": value, "text": shown}


def text_object(words: str) -> Element:
    """Return words in which Slack reads no markup."""
    return {"type": "plain_text", "text": words, "emoji": False}


def rich_text(*parts: Element | None) -> Block | None:
    """Return the parts that say something as one block, or None."""
    said = [part for part in parts if part and part["elements"]]
    return {"type": "rich_text", "elements": said} if said else None


def section(elements: Iterable[Element]) -> Element:
    """Return a paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(elements: Iterable[Element]) -> Element:
    """Return a paragraph that is set off."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def text(words: str, **style: bool) -> Element:
    """Return words that Slack shows as they are; *style* is bold, italic, strike or code."""
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def link(words: str, url: str) -> Element:
    """Return *words* as a link, or as mere words where *url* is nothing to open."""
    if size(url) > URL_LIMIT or not _WEB_ADDRESS.fullmatch(url) or not url.isprintable():
        return text(words)
    return {"type": "link", "url": url, "text": words}


def channel(id_: str) -> Element:
    """Return a channel by its name, which Slack shows to whoever may see the channel.

    https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#channel-element-type
    """
    return {"type": "channel", "channel_id": id_}


def mention(whom: str) -> tuple[Element, str] | None:
    """Return the element that notifies *whom*, and the same for a message's text; None: nobody.

    https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#broadcast-element-type
    """
    if whom in {"channel", "here"}:
        return {"type": "broadcast", "range": whom}, f"<!{whom}>"
    if _USER_GROUP.fullmatch(whom):
        return {"type": "usergroup", "usergroup_id": whom}, f"<!subteam^{whom}>"
    return None


def moment(when: datetime) -> Element:
    """Return an aware instant as the reader's own clock shows it; never to be made of a bare day.

    https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    """
    return {
        "type": "date",
        "timestamp": int(when.timestamp()),
        "format": "{date_long_full}, {time}",
        "fallback": f"{when.day} {when:%B %Y, %H:%M %Z}",
    }


def near_moment(when: datetime) -> Element:
    """Return the same of an instant that is hours away: "today, 9:00 PM"."""
    return {**moment(when), "format": "{date_short_pretty}, {time}"}


def separated(groups: Sequence[Element], separator: str) -> list[Element]:
    """Return the elements with *separator* between each two."""
    parts: list[Element] = []
    for index, element in enumerate(groups):
        parts += [text(separator), element] if index else [element]
    return parts


def words_of(written: str, *, bot_user: str = "") -> str:
    """Return a message as a person reads it: without Slack's markup and without our own name.

    https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
    """
    bounded = written[: 2 * LONGEST_QUESTION]

    def shown(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if bot_user and target == f"@{bot_user}":
            return " "
        if target[:1] in {"@", "!", "#"}:
            return label if target[0] != "#" or not label else f"#{label}"
        return label or target

    plain = _MARKUP.sub(shown, bounded)
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(plain.split()).lstrip(",:;- ")[:LONGEST_QUESTION].strip()


def words_with_ids(written: str) -> str:
    """Return a message as it was typed, with ids in the place of names.

    Channels become `#C…`, user groups their ids, and the mention of everybody its name.
    """
    plain = _MARKUP.sub(lambda match: _id_in(match[1]), written[: 2 * LONGEST_QUESTION])
    plain = plain.replace("&amp;", "&")
    return " ".join(plain.split()).lstrip(",:;- ")[:LONGEST_QUESTION].strip()


def _id_in(markup: str) -> str:
    target = markup.partition("|")[0]
    if target.startswith("!subteam^"):
        return target.removeprefix("!subteam^")
    return target[1:] if target[:1] in {"@", "!"} else target
