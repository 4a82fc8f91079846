"""Which settings of Slack stand together: tokens of one workspace, or an app that many install."""

from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import urlsplit

from bot.secrets import HOW_TO_MAKE_A_KEY
from bot.settings_of_addresses import public_url as read_public_url

SLACK_BY_TOKENS: Final = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
"""With which Violet is in one workspace."""
SLACK_BY_OAUTH: Final = ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""With which every workspace may install her."""
UNSAFE: Final = "begins with http://; Slack sends nothing but to https://"


def halves_of_slack(
    told: Collection[str], *, answers: bool, public_url: str | None
) -> Iterator[str]:
    """Yield what of the settings that are *told* lacks something, or stands beside too much.

    *answers* says whether people are answered by this process, whose address is *public_url*.
    """
    if len({name in told for name in SLACK_BY_TOKENS}) == 2:
        (missing,) = (name for name in SLACK_BY_TOKENS if name not in told)
        yield f"{missing} is not set; Slack needs both tokens (see .env.example)"
    if any(name in told for name in SLACK_BY_OAUTH):
        yield from _halves_of_oauth(told, answers=answers, public_url=public_url)


def _halves_of_oauth(
    told: Collection[str], *, answers: bool, public_url: str | None
) -> Iterator[str]:
    for name in SLACK_BY_OAUTH:
        if name not in told:
            yield f"{name} is not set; copy it from Basic Information on the app's page"
    both = [name for name in SLACK_BY_TOKENS if name in told]
    if both:
        yield (
            f"{' and '.join(both)} cannot stand beside SLACK_CLIENT_ID; leave the tokens out and "
            "let that workspace install the app as all others, or leave the other three out"
        )
    if "VIOLET_ENCRYPTION_KEY" not in told:
        yield (
            "VIOLET_ENCRYPTION_KEY is not set, and the tokens of workspaces are never kept without "
            f"it; make one with {HOW_TO_MAKE_A_KEY}"
        )
    if not answers:
        return
    if "VIOLET_PUBLIC_PORT" not in told:
        yield "VIOLET_PUBLIC_PORT is not set; Slack's requests have to reach Violet at one"
    if "VIOLET_PUBLIC_URL" not in told:
        yield (
            "VIOLET_PUBLIC_URL is not set; write the address under which Slack and people reach "
            "VIOLET_PUBLIC_PORT, such as https://violet.example"
        )
    elif public_url and not is_safe(public_url):
        yield f"VIOLET_PUBLIC_URL {UNSAFE}"


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: by TLS, or on this very machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"}


def slack_url(text: str) -> str:
    """Return an address that Slack sends to: with TLS, unless it is on this very machine.

    Raises:
        ValueError: it is none; the message says what is.
    """
    url = read_public_url(text)
    if not is_safe(url):
        raise ValueError(UNSAFE)
    return url
