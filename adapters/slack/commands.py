"""Words as Slack writes them, made words as people read them. Pure."""

import re
from typing import Final

COMMAND: Final = "/violet"
LONGEST_QUESTION: Final = 2000
"""Characters of a message that are read; Slack lets people write 40,000."""

_MARKUP: Final = re.compile(r"<([^<>]*)>")


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


def order_of(written: str) -> str:
    """Return an order as it was typed, with ids in the place of names.

    Channels become `#C…`, user groups their ids, and the mention of everybody its name.
    """
    plain = _MARKUP.sub(lambda match: _id_in(match[1]), written[: 2 * LONGEST_QUESTION])
    return " ".join(plain.replace("&amp;", "&").split())[:LONGEST_QUESTION].strip()


def _id_in(markup: str) -> str:
    target = markup.partition("|")[0]
    if target.startswith("!subteam^"):
        return target.removeprefix("!subteam^")
    return target[1:] if target[:1] in {"@", "!"} else target
