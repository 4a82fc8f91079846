"""Everything an operator can set, read once from the environment and `.env`."""

import difflib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bot.environment import ToldSetting, Vocabulary, dotenv_of, told_by
from bot.masking import SECRETS
from bot.ports.errors import SettingsError
from bot.secrets import Secret, key_bytes, keys_of_feed, secrets_in
from bot.settings_of_addresses import (
    address,
    host_and_port,
    is_feed_address,
    network,
    public_url,
    without_secrets,
)
from bot.settings_of_slack import halves_of_slack
from content.facts.zones import is_zone, zones_meant

_EDITOR = re.compile(r"discord:\d+|slack:\w+/\w+", re.ASCII)
_SNOWFLAKE = re.compile(r"[1-9][0-9]{5,19}", re.ASCII)
_TOKEN = re.compile(r"[!-~]+", re.ASCII)
_CONTACT = re.compile(r"https?://[!#-'*-~]+|[!#-'*-~]+@[!#-'*-~]+", re.ASCII)
_CLIENT_ID = re.compile(r"[0-9]{1,20}\.[0-9]{1,20}", re.ASCII)
_PREFIXES = ("VIOLET_", "DISCORD_", "SLACK_", "TVMAZE_")
_FOR_TESTS = "VIOLET_TEST_"
_MOST_DAYS = 3650
_MOST_FEEDS = 1000
_MOST_SHARDS = 100_000
DEFAULT_DATABASE_URL = "sqlite+aiosqlite:///violet.db"
ROLES = ("gateway", "ticks", "delivery", "sources")
LIVE = ("tvmaze", "feeds")
TVMAZE = "https://api.tvmaze.com"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator has set; immutable, and passed on in parts."""

    violet_database_url: str = field(default=DEFAULT_DATABASE_URL, repr=False)
    """With the password, where there is one."""
    violet_content: tuple[Path, ...] = ()
    violet_editors: tuple[str, ...] = ()
    violet_time_zone: str = "UTC"
    violet_roles: tuple[str, ...] = ROLES
    violet_keep_days: int = 90
    violet_log_level: str | None = None
    violet_log_format: str = "auto"
    violet_http_port: int | None = None
    violet_http_host: str = "127.0.0.1"
    violet_public_port: int | None = None
    """Where pages are shown; None: nowhere."""
    violet_public_host: str = "127.0.0.1"
    violet_public_url: str | None = None
    """The address of the pages for people, without a slash at its end; None: there is none."""
    violet_trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """Whose word counts on who asks."""
    violet_live: tuple[str, ...] = LIVE
    """The live sources that may be asked."""
    violet_feeds: tuple[str, ...] = field(default=(), repr=False)
    """Addresses of feeds, each once; what stands behind a ? may be a secret."""
    violet_private_hosts: tuple[str, ...] = ()
    """Hosts that may be fetched from though not public: ``host:port``, IPv6 in brackets."""
    violet_contact: str | None = None
    tvmaze_api_base: str = TVMAZE
    """Without a slash at its end."""
    violet_encryption_key: Secret | None = None
    """What encrypts the secrets that must be kept; `key_bytes` reads it."""
    violet_encryption_key_old: Secret | None = None
    """What they were encrypted with before, while they are encrypted anew."""
    discord_token: Secret | None = None
    discord_api_base: str | None = None
    discord_sends_per_second: float = 48.0
    discord_shard_count: int | None = None
    """Into how many shards Discord's servers are divided; None: as Discord recommends."""
    discord_shard_ids: tuple[int, ...] = ()
    """Those that this process connects, each once and in rising order; empty: all of them."""
    discord_home_guild: str | None = None
    """The id of the server whose channels others follow; None: none is kept."""
    slack_bot_token: Secret | None = None
    slack_app_token: Secret | None = None
    slack_signing_secret: Secret | None = None
    slack_client_id: str | None = None
    """With it and both secrets, workspaces install Violet by themselves."""
    slack_client_secret: Secret | None = None
    slack_api_base: str | None = None

    @property
    def private_hosts(self) -> tuple[str, ...]:
        """Every ``host:port`` of the own network; naming another TVmaze lists it, too."""
        if self.tvmaze_api_base == TVMAZE:
            return self.violet_private_hosts
        parts = urlsplit(self.tvmaze_api_base)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        return (*self.violet_private_hosts, host_and_port(f"{host}:{port}"))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown or logged."""
        values = (getattr(self, setting.name) for setting in fields(self))
        tokens = [value.text for value in values if isinstance(value, Secret)]
        keys = [key for feed in self.violet_feeds for key in keys_of_feed(feed)]
        return (*tokens, *secrets_in(self.violet_database_url), *keys)


NAMES = tuple(setting.name.upper() for setting in fields(Settings))
"""Every variable there is."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _folders(text: str) -> tuple[Path, ...]:
    folders = tuple(Path(part) for part in _listed(text))
    for folder in folders:
        if not folder.exists():
            raise ValueError(f"names {folder}, which does not exist; make it or correct it")
    return folders


def _editors(text: str) -> tuple[str, ...]:
    for editor in _listed(text):
        if not _EDITOR.fullmatch(editor):
            raise ValueError(f"{editor!r} is no editor; write discord:ID or slack:TEAM/USER")
    return _listed(text)


def _time_zone(text: str) -> str:
    if not is_zone(text):
        likely = zones_meant(text)
        example = likely[0] if len(likely) == 1 else "one such as Europe/Berlin"
        raise ValueError(f"{text!r} is no IANA time zone; write {example}")
    return text


def _roles(text: str) -> tuple[str, ...]:
    for role in _listed(text):
        if role not in ROLES:
            raise ValueError(f"has no role {role!r}; choose among {', '.join(ROLES)}")
    return _listed(text)


def _log_level(text: str) -> str:
    return _one_of("debug", "info", "warning", "error")(text.lower())


def _one_of(*known: str) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in known:
            raise ValueError(
                f"{text!r} makes no sense; write {', '.join(known[:-1])} or {known[-1]}"
            )
        return text

    return chosen


def _port(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= 65535:
        raise ValueError(f"{text!r} is no port; write a number from 1 to 65535")
    return int(text)


def _days(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= _MOST_DAYS:
        raise ValueError(f"{text!r} is no number of days; write one from 1 to {_MOST_DAYS}")
    return int(text)


def _sends_per_second(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number; write one above 0, at most 50") from None
    if not 0 < number <= 50:
        raise ValueError(f"cannot be {text!r}; write a number above 0, at most 50")
    return number


def _shard_count(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= _MOST_SHARDS:
        raise ValueError(f"{text[:50]!r} is no number; write one from 1 to {_MOST_SHARDS}")
    return int(text)


def _shard_ids(text: str) -> tuple[int, ...]:
    for one in _listed(text):
        if not (one.isascii() and one.isdecimal()) or int(one) >= _MOST_SHARDS:
            raise ValueError(
                f"{one[:50]!r} is no shard; write their numbers from 0 on, such as 0,1"
            )
    return tuple(sorted({int(one) for one in _listed(text)}))


def _guild(text: str) -> str:
    if not _SNOWFLAKE.fullmatch(text.strip()):
        raise ValueError(
            f"{text[:50]!r} is no server's id; turn on Developer Mode in Discord, under Advanced, "
            "then right-click the server and choose Copy Server ID"
        )
    return text.strip()


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(network(part) for part in _listed(text))


def _tvmaze(text: str) -> str:
    parts = urlsplit(address(text))
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(
            f"{without_secrets(text)!r} can hold no user, ? or #; write one such as {TVMAZE}"
        )
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    host_and_port(f"{host}:{parts.port or 443}")
    return text.rstrip("/")


def _live(text: str) -> tuple[str, ...]:
    for source in _listed(text):
        if source not in LIVE:
            raise ValueError(f"has no live source {source!r}; choose among {', '.join(LIVE)}")
    return _listed(text)


def _feeds(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.partition("#")[0] for part in _listed(text)))
    for number, url in enumerate(found, start=1):
        if not is_feed_address(url):
            # Not the address itself: what stands behind a ? may be a secret.
            raise ValueError(
                f"number {number} is no address of a feed; write such as "
                "https://outlet.example/feed/, without a name or password, and commas between"
            )
    if len(found) > _MOST_FEEDS:
        raise ValueError(f"names {len(found)} feeds; at most {_MOST_FEEDS} are read")
    return found


def _private_hosts(text: str) -> tuple[str, ...]:
    return tuple(host_and_port(part) for part in _listed(text))


def _token(text: str) -> Secret:
    """Never repeats *text*."""
    if not _TOKEN.fullmatch(text):
        raise ValueError(
            "holds a blank, a line break or a letter that none has; copy it again, as one word"
        )
    return Secret(text)


def _client_id(text: str) -> str:
    if not _CLIENT_ID.fullmatch(text):
        raise ValueError(
            "is none; copy the Client ID, such as 1234567890.1234567890, from Basic Information "
            "on the app's page"
        )
    return text


def _encryption_key(text: str) -> Secret:
    key_bytes(_token(text).text)
    return Secret(text)


def _database_url(text: str) -> str:
    """Never repeats *text*, which may hold a password."""
    if not text.isprintable():
        raise ValueError("holds a line break, or another character that no address has")
    return text


def _contact(text: str) -> str:
    if not _CONTACT.fullmatch(text) or len(text) > 200:
        raise ValueError(
            f"{text[:200]!r} is none; write a page or an e-mail address, without blanks"
        )
    return text


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "VIOLET_DATABASE_URL": _database_url,
    "VIOLET_CONTENT": _folders,
    "VIOLET_EDITORS": _editors,
    "VIOLET_TIME_ZONE": _time_zone,
    "VIOLET_ROLES": _roles,
    "VIOLET_KEEP_DAYS": _days,
    "VIOLET_LOG_LEVEL": _log_level,
    "VIOLET_LOG_FORMAT": _one_of("auto", "pretty", "json"),
    "VIOLET_HTTP_PORT": _port,
    "VIOLET_PUBLIC_PORT": _port,
    "VIOLET_PUBLIC_URL": public_url,
    "VIOLET_TRUSTED_PROXIES": _networks,
    "VIOLET_LIVE": _live,
    "VIOLET_FEEDS": _feeds,
    "VIOLET_PRIVATE_HOSTS": _private_hosts,
    "VIOLET_CONTACT": _contact,
    "TVMAZE_API_BASE": _tvmaze,
    "VIOLET_ENCRYPTION_KEY": _encryption_key,
    "VIOLET_ENCRYPTION_KEY_OLD": _encryption_key,
    "DISCORD_TOKEN": _token,
    "DISCORD_API_BASE": address,
    "DISCORD_SENDS_PER_SECOND": _sends_per_second,
    "DISCORD_SHARD_COUNT": _shard_count,
    "DISCORD_SHARD_IDS": _shard_ids,
    "DISCORD_HOME_GUILD": _guild,
    "SLACK_BOT_TOKEN": _token,
    "SLACK_APP_TOKEN": _token,
    "SLACK_SIGNING_SECRET": _token,
    "SLACK_CLIENT_ID": _client_id,
    "SLACK_CLIENT_SECRET": _token,
    "SLACK_API_BASE": address,
}
"""What makes a value of the text, or raises ValueError with the cure; the rest stays text."""


KNOWN_NAMES: Final = Vocabulary(
    names=NAMES,
    secrets=(
        *("VIOLET_DATABASE_URL", "VIOLET_FEEDS"),
        *(name for name, read in _READ.items() if read in {_token, _encryption_key}),
    ),
    others={"SLACK_ENCRYPTION_KEY": "VIOLET_ENCRYPTION_KEY"},
    may_be_none=("VIOLET_LIVE",),
)
"""Every name of every setting; empty, VIOLET_LIVE alone means something: none of them."""
_SENT_TO: Final = {
    "DISCORD_API_BASE": ("DISCORD_TOKEN",),
    "SLACK_API_BASE": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_CLIENT_SECRET"),
}
"""Which secrets are sent to an address."""


def read_settings(
    environment: Mapping[str, str] | None = None, env_file: Path | None = None
) -> Settings:
    """Return the settings; the environment outweighs the file, and empty means not set.

    `VIOLET_LIVE` alone may be set to nothing: then no live source is asked. A secret is read from
    a file where NAME_FILE is set, or where systemd has handed it over as a credential.

    *environment* is `os.environ` and *env_file* `.env` where they are None. The secrets of the
    process's own environment are never shown by it from then on.

    Raises:
        SettingsError: variables are unknown or have no sense; a line for each of them, naming it
            and the cure, and never the value of a secret.
    """
    env = os.environ if environment is None else environment
    in_file = dotenv_of(Path(".env") if env_file is None else env_file)
    told, ill_told = told_by(env, in_file, KNOWN_NAMES)
    faults = [*_unknown(in_file, env), *ill_told, *_sent_away(told)]
    values: dict[str, Any] = {}
    for name, one in told.items():
        try:
            values[name.lower()] = _READ.get(name, str)(one.text)
        except ValueError as error:
            faults.append(f"{name}: {error} (see .env.example)")
    settings = Settings(**values)
    # What could not be read was set, and lacks nowhere.
    faults += _halves(settings, {*told})
    if faults:
        raise SettingsError("\n".join(faults))
    if environment is None:
        SECRETS.keep(*settings.secrets)
    return settings


def _sent_away(told: Mapping[str, ToldSetting]) -> Iterator[str]:
    """Refuse an address from a weaker place than the secret that is sent there.

    Whoever can write into the current folder could have a token sent to themselves.
    """
    for base, secrets in _SENT_TO.items():
        for secret in secrets:
            if base in told and secret in told and told[base].in_file > told[secret].in_file:
                yield (
                    f"{base} comes from .env, and {secret}, which would be sent there, does "
                    f"not; set both in the same place, or {base} in the environment"
                )


def _unknown(in_file: Mapping[str, str], env: Mapping[str, str]) -> Iterator[str]:
    """Refuse what cannot be meant for anything else.

    In `.env` and under VIOLET_ every unknown name is a mistake. Other programs have DISCORD_ and
    SLACK_ variables too, so in the environment those are refused only where they look misspelt.
    """
    every = KNOWN_NAMES.every
    for name in dict.fromkeys([*in_file, *env]):
        if name in every or name.startswith(_FOR_TESTS) or not name.startswith(_PREFIXES):
            continue
        close = difflib.get_close_matches(name, sorted(every), n=1, cutoff=0.8)
        if name in in_file or name.startswith("VIOLET_") or close:
            hint = f"did you mean {close[0]}?" if close else "see .env.example for all there are"
            yield f"{name} is no setting of Violet; {hint}"


def _halves(settings: Settings, told: Collection[str]) -> Iterator[str]:
    """Yield what is set without what it needs, or beside what it cannot stand beside."""
    yield from halves_of_slack(
        told,
        answers="gateway" in settings.violet_roles,
        public_url=settings.violet_public_url,
    )
    yield from _halves_of_shards(settings)
    ports = {settings.violet_http_port, settings.violet_public_port}
    if len(ports) == 1 and settings.violet_public_port:
        yield (
            "VIOLET_PUBLIC_PORT is VIOLET_HTTP_PORT, which is never to be public; choose another"
        )


def _halves_of_shards(settings: Settings) -> Iterator[str]:
    ours, count = settings.discord_shard_ids, settings.discord_shard_count
    if ours and count is None:
        yield (
            "DISCORD_SHARD_IDS needs DISCORD_SHARD_COUNT: into how many shards the servers of all "
            "processes together are divided (see .env.example)"
        )
    elif ours and count is not None and ours[-1] >= count:
        yield (
            f"DISCORD_SHARD_IDS names shard {ours[-1]}, and DISCORD_SHARD_COUNT is {count}: they "
            f"are numbered from 0 to {count - 1}"
        )
