"""Everything an operator can set, read once from the environment and `.env`."""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)

from bot.ports import SettingsError
from content.facts.zones import is_zone, zones_meant

_EDITOR = re.compile(r"discord:\d+|slack:\w+/\w+", re.ASCII)
_PREFIXES = ("VIOLET_", "DISCORD_", "SLACK_")
_FOR_TESTS = "VIOLET_TEST_"
DEFAULT_DATABASE_URL = "sqlite+aiosqlite:///violet.db"
ROLES = ("gateway", "ticks", "delivery")


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


_Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
_Folders = Annotated[tuple[Path, ...], BeforeValidator(_listed)]


class Settings(BaseModel):
    """What an operator has set; immutable, and passed on in parts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    violet_database_url: str = DEFAULT_DATABASE_URL
    violet_content: _Folders = ()
    violet_editors: _Words = ()
    violet_time_zone: str = "UTC"
    violet_roles: _Words = ROLES
    violet_log_level: Literal["debug", "info", "warning", "error"] | None = None
    violet_log_format: Literal["auto", "pretty", "json"] = "auto"
    violet_http_port: int | None = Field(default=None, ge=1, le=65535)
    violet_http_host: str = "127.0.0.1"
    discord_token: SecretStr | None = None
    discord_api_base: str | None = None
    discord_sends_per_second: float = Field(default=48.0, gt=0, le=50)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_base: str | None = None

    @field_validator("violet_time_zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        if not is_zone(value):
            likely = zones_meant(value)
            example = likely[0] if len(likely) == 1 else "one such as Europe/Berlin"
            raise ValueError(f"is no IANA time zone; write {example}")
        return value

    @field_validator("violet_roles")
    @classmethod
    def _roles_exist(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for role in value:
            if role not in ROLES:
                raise ValueError(f"has no role {role!r}; choose among {', '.join(ROLES)}")
        return value

    @field_validator("violet_editors")
    @classmethod
    def _editors_are_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for editor in value:
            if not _EDITOR.fullmatch(editor):
                raise ValueError(f"{editor!r} is no editor; write discord:ID or slack:TEAM/USER")
        return value

    @field_validator("violet_content")
    @classmethod
    def _folders_exist(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        for folder in value:
            if not folder.exists():
                raise ValueError(f"names {folder}, which does not exist; make it or correct it")
        return value

    @field_validator("discord_api_base", "slack_api_base")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "http://unset")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("is no address; write one such as http://127.0.0.1:8080/api/v10")
        return value

    @field_validator("violet_log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown or logged."""
        tokens = (self.discord_token, self.slack_bot_token, self.slack_app_token)
        password = urlsplit(self.violet_database_url).password
        found = [token.get_secret_value() for token in tokens if token]
        return tuple([*found, password] if password else found)


NAMES = tuple(name.upper() for name in Settings.model_fields)
"""Every variable there is."""


def read_settings(
    environment: Mapping[str, str] | None = None, env_file: Path | None = None
) -> Settings:
    """Return the settings; the environment outweighs the file, and empty means not set.

    *environment* is `os.environ` and *env_file* `.env` where they are None.

    Raises:
        SettingsError: a variable is unknown or has no sense; one line, naming it and the cure.
    """
    env = os.environ if environment is None else environment
    file = Path(".env") if env_file is None else env_file
    try:
        in_file = {k: v or "" for k, v in dotenv_values(file).items()} if file.exists() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from error
    _refuse_unknown(in_file, env)
    values: dict[str, Any] = {}
    for name in NAMES:
        value = env.get(name) or in_file.get(name)
        if value:
            values[name.lower()] = value
    try:
        settings = Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason} (see .env.example)") from None
    _refuse_halves(settings)
    return settings


def _refuse_unknown(in_file: Mapping[str, str], env: Mapping[str, str]) -> None:
    """Refuse what cannot be meant for anything else.

    In `.env` and under VIOLET_ every unknown name is a mistake. Other programs have DISCORD_ and
    SLACK_ variables too, so in the environment those are refused only where they look misspelt.
    """
    for name in (*in_file, *env):
        if name in NAMES or name.startswith(_FOR_TESTS) or not name.startswith(_PREFIXES):
            continue
        close = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.8)
        if name in in_file or name.startswith("VIOLET_") or close:
            hint = f"did you mean {close[0]}?" if close else "see .env.example for all there are"
            raise SettingsError(f"{name} is no setting of Violet; {hint}")


def _refuse_halves(settings: Settings) -> None:
    if bool(settings.slack_bot_token) != bool(settings.slack_app_token):
        missing = "SLACK_APP_TOKEN" if settings.slack_bot_token else "SLACK_BOT_TOKEN"
        raise SettingsError(f"{missing} is not set; Slack needs both tokens (see .env.example)")
