from pathlib import Path

import pytest

from bot.ports.errors import SettingsError
from bot.settings import KNOWN_NAMES, NAMES, read_settings

ROOT = Path(__file__).parents[2]


def settings(tmp_path, env=None, **in_file):
    file = tmp_path / ".env"
    if in_file:
        file.write_text("".join(f"{name}={value}\n" for name, value in in_file.items()))
    return read_settings(env or {}, file)


def test_nothing_need_be_set(tmp_path):
    found = settings(tmp_path)

    assert found.violet_database_url == "sqlite+aiosqlite:///violet.db"
    assert found.violet_roles == ("gateway", "ticks", "delivery", "sources")
    assert found.violet_keep_days == 90
    assert found.discord_token is None


def test_the_environment_outweighs_the_file(tmp_path):
    found = settings(tmp_path, {"VIOLET_TIME_ZONE": "Europe/Berlin"}, VIOLET_TIME_ZONE="Asia/Tokyo")

    assert found.violet_time_zone == "Europe/Berlin"


def test_empty_means_not_set(tmp_path):
    found = settings(tmp_path, {"DISCORD_TOKEN": ""}, VIOLET_TIME_ZONE="")

    assert found.discord_token is None
    assert found.violet_time_zone == "UTC"


def test_lists_are_separated_by_commas(tmp_path):
    found = settings(
        tmp_path,
        {"VIOLET_CONTENT": f"{tmp_path}, {tmp_path}", "VIOLET_EDITORS": "discord:1,slack:T/U"},
    )

    assert found.violet_content == (tmp_path, tmp_path)
    assert found.violet_editors == ("discord:1", "slack:T/U")


def test_numbers_are_read_as_such(tmp_path):
    found = settings(
        tmp_path,
        {
            "VIOLET_HTTP_PORT": "8080",
            "VIOLET_KEEP_DAYS": "7",
            "DISCORD_SENDS_PER_SECOND": "0.5",
            "DISCORD_SHARD_COUNT": "4",
            "DISCORD_SHARD_IDS": "3, 1, 3",
            "VIOLET_LOG_LEVEL": "INFO",
        },
    )

    assert found.violet_http_port == 8080
    assert found.violet_keep_days == 7
    assert found.discord_sends_per_second == 0.5
    assert (found.discord_shard_count, found.discord_shard_ids) == (4, (1, 3))
    assert found.violet_log_level == "info"


def test_the_public_listener_is_described_apart_from_the_other_one(tmp_path):
    found = settings(
        tmp_path,
        {
            "VIOLET_PUBLIC_PORT": "8080",
            "VIOLET_PUBLIC_URL": "https://violet.example/",
            "VIOLET_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1",
        },
    )

    assert (found.violet_public_host, found.violet_public_port) == ("127.0.0.1", 8080)
    assert found.violet_http_port is None
    assert found.violet_public_url == "https://violet.example"
    assert [str(one) for one in found.violet_trusted_proxies] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "::1/128",
    ]


def test_both_live_sources_may_be_asked_unless_one_or_none_is_named(tmp_path):
    assert settings(tmp_path).violet_live == ("tvmaze", "feeds")
    assert settings(tmp_path, {"VIOLET_LIVE": " feeds "}).violet_live == ("feeds",)
    assert settings(tmp_path, {"VIOLET_LIVE": ""}).violet_live == ()
    assert settings(tmp_path, VIOLET_LIVE="").violet_live == ()
    assert settings(tmp_path, {"VIOLET_LIVE": ""}, VIOLET_LIVE="tvmaze").violet_live == ()
    assert settings(tmp_path, {"VIOLET_LIVE": "tvmaze"}, VIOLET_LIVE="").violet_live == ("tvmaze",)


def test_feeds_are_named_each_once_and_never_shown(tmp_path):
    url = "https://outlet.example/feed/?token=a-secret"
    found = settings(tmp_path, {"VIOLET_FEEDS": f"{url}, http://other.example/rss ,{url}#top"})

    assert found.violet_feeds == (url, "http://other.example/rss")
    assert "a-secret" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "outlet.example/feed",
        "ftp://outlet.example/feed",
        "https://robyn:a-secret@outlet.example/feed",
        "https://",
        "https://outlet.example:99999/feed",
        "https://[outlet/feed",
        "https://outlet.example/my a-secret",
        f"https://outlet.example/a-secret/{'x' * 2000}",
    ],
)
def test_an_address_of_a_feed_that_is_none_is_refused_without_showing_it(tmp_path, url):
    with pytest.raises(SettingsError, match="VIOLET_FEEDS: number 2 is no address") as caught:
        settings(tmp_path, {"VIOLET_FEEDS": f"https://other.example/rss,{url}"})

    assert "a-secret" not in str(caught.value)


def test_hosts_of_the_own_network_are_kept_as_they_are_compared(tmp_path):
    found = settings(
        tmp_path, {"VIOLET_PRIVATE_HOSTS": "Intranet.Example:8080, 10.0.0.7:80,[FD00:0::0001]:0443"}
    )

    assert found.private_hosts == ("intranet.example:8080", "10.0.0.7:80", "[fd00::1]:443")


@pytest.mark.parametrize(
    ("base", "hosts"),
    [
        ("https://api.tvmaze.com", ()),
        ("https://api.tvmaze.com/", ()),
        ("http://127.0.0.1:8082", ("127.0.0.1:8082",)),
        ("http://Cache.Lan/tvmaze/", ("cache.lan:80",)),
        ("https://[FD00::1]", ("[fd00::1]:443",)),
    ],
)
def test_another_tvmaze_that_the_operator_names_may_stand_in_the_own_network(tmp_path, base, hosts):
    found = settings(tmp_path, {"TVMAZE_API_BASE": base})

    assert found.private_hosts == hosts
    assert not found.tvmaze_api_base.endswith("/")


@pytest.mark.parametrize("contact", ["https://fans.example/bot?x=1", "bot@fans.example"])
def test_a_contact_is_a_page_or_an_e_mail_address(tmp_path, contact):
    assert settings(tmp_path, {"VIOLET_CONTACT": contact}).violet_contact == contact


@pytest.mark.parametrize(
    ("env", "fault"),
    [
        ({"VIOLET_TIMEZONE": "UTC"}, "VIOLET_TIMEZONE is no setting.*VIOLET_TIME_ZONE"),
        ({"VIOLET_NONSENSE": "1"}, "VIOLET_NONSENSE is no setting.*env.example"),
        ({"DISCORD_TOEKN": "1"}, "DISCORD_TOEKN is no setting.*DISCORD_TOKEN"),
        ({"VIOLET_TIME_ZONE": "PST8"}, "VIOLET_TIME_ZONE.*Europe/Berlin"),
        ({"VIOLET_ROLES": "gateway,cook"}, "VIOLET_ROLES.*cook.*ticks"),
        ({"VIOLET_EDITORS": "bob"}, "VIOLET_EDITORS.*discord:ID"),
        ({"VIOLET_EDITORS": "discord:bob"}, "VIOLET_EDITORS.*discord:ID"),
        ({"VIOLET_EDITORS": "slack:U0FAN00001"}, "VIOLET_EDITORS.*slack:TEAM/USER"),
        ({"VIOLET_CONTENT": "/nowhere/at/all"}, "VIOLET_CONTENT.*does not exist"),
        ({"VIOLET_LOG_LEVEL": "loud"}, "VIOLET_LOG_LEVEL.*debug"),
        ({"DISCORD_SENDS_PER_SECOND": "many"}, "DISCORD_SENDS_PER_SECOND.*number"),
        ({"DISCORD_SENDS_PER_SECOND": "500"}, "DISCORD_SENDS_PER_SECOND.*50"),
        ({"VIOLET_LOG_FORMAT": "yaml"}, "VIOLET_LOG_FORMAT.*yaml.*auto, pretty or json"),
        ({"VIOLET_HTTP_PORT": "http"}, "VIOLET_HTTP_PORT.*from 1 to 65535"),
        ({"VIOLET_HTTP_PORT": "65536"}, "VIOLET_HTTP_PORT.*from 1 to 65535"),
        ({"VIOLET_PUBLIC_PORT": "web"}, "VIOLET_PUBLIC_PORT.*from 1 to 65535"),
        (
            {"VIOLET_PUBLIC_PORT": "9090", "VIOLET_HTTP_PORT": "9090"},
            "VIOLET_PUBLIC_PORT.*never to be public",
        ),
        ({"VIOLET_PUBLIC_URL": "violet.example"}, "VIOLET_PUBLIC_URL.*is no address"),
        ({"VIOLET_PUBLIC_URL": "https://u:p@a.example"}, "VIOLET_PUBLIC_URL.*no user"),
        ({"VIOLET_PUBLIC_URL": "https://a.example/?a=b"}, "VIOLET_PUBLIC_URL.*no user"),
        ({"VIOLET_TRUSTED_PROXIES": "proxy.lan"}, "VIOLET_TRUSTED_PROXIES.*proxy.lan.*10.0.0.0/8"),
        ({"VIOLET_TRUSTED_PROXIES": "10.0.0.1/8"}, "VIOLET_TRUSTED_PROXIES.*10.0.0.1/8"),
        ({"VIOLET_TRUSTED_PROXIES": "0.0.0.0/0"}, "VIOLET_TRUSTED_PROXIES.*everybody"),
        ({"VIOLET_KEEP_DAYS": "0"}, "VIOLET_KEEP_DAYS.*'0'.*from 1 to 3650"),
        ({"VIOLET_KEEP_DAYS": "3651"}, "VIOLET_KEEP_DAYS.*from 1 to 3650"),
        ({"VIOLET_KEEP_DAYS": "-7"}, "VIOLET_KEEP_DAYS.*from 1 to 3650"),
        ({"VIOLET_KEEP_DAYS": "7.5"}, "VIOLET_KEEP_DAYS.*from 1 to 3650"),
        ({"VIOLET_KEEP_DAYS": "ever"}, "VIOLET_KEEP_DAYS.*'ever'.*number of days"),
        ({"DISCORD_SENDS_PER_SECOND": "0"}, "DISCORD_SENDS_PER_SECOND.*above 0"),
        ({"DISCORD_SENDS_PER_SECOND": "nan"}, "DISCORD_SENDS_PER_SECOND.*nan"),
        ({"DISCORD_SHARD_COUNT": "0"}, "DISCORD_SHARD_COUNT.*number"),
        ({"DISCORD_SHARD_COUNT": "many"}, "DISCORD_SHARD_COUNT.*number"),
        ({"DISCORD_SHARD_IDS": "0"}, "DISCORD_SHARD_IDS needs DISCORD_SHARD_COUNT"),
        (
            {"DISCORD_SHARD_IDS": "0,first", "DISCORD_SHARD_COUNT": "2"},
            "DISCORD_SHARD_IDS.*'first'.*0,1",
        ),
        (
            {"DISCORD_SHARD_IDS": "1,2", "DISCORD_SHARD_COUNT": "2"},
            "DISCORD_SHARD_IDS names shard 2.*from 0 to 1",
        ),
        ({"DISCORD_API_BASE": "localhost"}, "DISCORD_API_BASE.*http"),
        ({"VIOLET_LIVE": "tvmaze,tmdb"}, "VIOLET_LIVE.*tmdb.*tvmaze, feeds"),
        ({"VIOLET_PRIVATE_HOSTS": "intranet"}, "VIOLET_PRIVATE_HOSTS.*intranet.example:8080"),
        ({"VIOLET_PRIVATE_HOSTS": "10.0.0.0/8:80"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "*.lan:80"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "a.lan:0"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "a.lan:65536"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "http://a.lan:80"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "[fd00::z]:80"}, "VIOLET_PRIVATE_HOSTS.*no host and port"),
        ({"VIOLET_PRIVATE_HOSTS": "[fd00:1]:80"}, "VIOLET_PRIVATE_HOSTS.*no IPv6"),
        ({"VIOLET_CONTACT": "call me"}, "VIOLET_CONTACT.*page or an e-mail"),
        ({"VIOLET_CONTACT": "https://a.example/)\r\nX: y"}, "VIOLET_CONTACT.*page or an e-mail"),
        ({"VIOLET_CONTACT": "https://a.example/" + "x" * 200}, "VIOLET_CONTACT.*page"),
        ({"TVMAZE_API_BASE": "api.tvmaze.com"}, "TVMAZE_API_BASE.*is no address"),
        ({"TVMAZE_API_BASE": "ftp://api.tvmaze.com"}, "TVMAZE_API_BASE.*is no address"),
        ({"TVMAZE_API_BASE": "http://u:p@127.0.0.1:1"}, "TVMAZE_API_BASE.*no user"),
        ({"TVMAZE_API_BASE": "http://127.0.0.1/?key=1"}, "TVMAZE_API_BASE.*no user, . or #"),
        ({"TVMAZE_API_BASE": "http://127.0.0.1:99999"}, "TVMAZE_API_BASE.*[Pp]ort"),
        ({"TVMAZE_BASE": "http://127.0.0.1:1"}, "TVMAZE_BASE is no setting.*TVMAZE_API_BASE"),
        ({"DISCORD_TOKEN_FIEL": "x"}, "DISCORD_TOKEN_FIEL is no setting.*DISCORD_TOKEN_FILE"),
        ({"VIOLET_TIME_ZONE_FILE": "x"}, "VIOLET_TIME_ZONE_FILE is no setting"),
        ({"VIOLET_ENCRYPTION_KEY": "hush"}, "VIOLET_ENCRYPTION_KEY: .*token_urlsafe"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not set"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not set"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_it_and_the_cure(tmp_path, env, fault):
    with pytest.raises(SettingsError, match=fault) as caught:
        settings(tmp_path, env)

    assert "\n" not in str(caught.value)


def test_everything_that_is_wrong_is_said_at_once_with_its_value_and_no_secret(tmp_path):
    env = {
        "VIOLET_TIMEZONE": "UTC",
        "VIOLET_TIME_ZONE": "Mars",
        "VIOLET_KEEP_DAYS": "ever",
        "TVMAZE_API_BASE": "http://robyn:hush@127.0.0.1/?key=hush",
        "DISCORD_TOKEN": "hush hush",
        "DISCORD_TOKEN_FILE": str(tmp_path / "nowhere"),
        "VIOLET_FEEDS": "hush",
        "SLACK_BOT_TOKEN": "xoxb-hush",
        "VIOLET_PUBLIC_PORT": "9090",
        "VIOLET_HTTP_PORT": "9090",
    }

    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, env)

    said = str(caught.value)
    assert [line.split(" ")[0].strip(":") for line in said.splitlines()] == [
        *("VIOLET_TIMEZONE", "DISCORD_TOKEN_FILE"),
        *("VIOLET_TIME_ZONE", "VIOLET_KEEP_DAYS", "VIOLET_FEEDS", "TVMAZE_API_BASE"),
        *("SLACK_APP_TOKEN", "VIOLET_PUBLIC_PORT"),
    ]
    for value in ("'Mars'", "'ever'", "'http://…@127.0.0.1/?…'"):
        assert value in said
    assert "hush" not in said


def test_the_command_line_says_each_fault_on_a_line_of_its_own(violet):
    done = violet("doctor", VIOLET_TIME_ZONE="Mars", VIOLET_KEEP_DAYS="ever")

    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        *("VIOLET_TIME_ZONE", "VIOLET_KEEP_DAYS"),
    ]


SECRETS = sorted({*KNOWN_NAMES.secrets, *KNOWN_NAMES.others})
KEY = "ZzTzAwPvQSlN3ApQYY2ILbtF_fCP_aVfYzxNvFyZKjI"
VALUES = {
    "VIOLET_DATABASE_URL": "postgresql+asyncpg://violet:hush@db/violet",
    "VIOLET_FEEDS": "https://outlet.example/?key=hush",
    "VIOLET_ENCRYPTION_KEY": KEY,
    "VIOLET_ENCRYPTION_KEY_OLD": KEY,
    "SLACK_ENCRYPTION_KEY": KEY,
}


def text_of(found, name):
    value = getattr(found, KNOWN_NAMES.others.get(name, name).lower())
    return value[0] if isinstance(value, tuple) else getattr(value, "text", value)


SLACK_BY_OAUTH = {
    "SLACK_CLIENT_ID": "1111111111.2222222222",
    "SLACK_CLIENT_SECRET": "hush-6",
    "SLACK_SIGNING_SECRET": "hush-7",
    "VIOLET_ENCRYPTION_KEY": KEY,
    "VIOLET_PUBLIC_PORT": "8080",
    "VIOLET_PUBLIC_URL": "https://violet.example",
}


def both_slack_tokens(name):
    """Return what has to be set beside a secret of Slack's."""
    sets = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, SLACK_BY_OAUTH
    is_of_slack = name in {*sets[0], "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"}
    others = next(one for one in sets if name in one) if is_of_slack else {}
    return {other: text for other, text in others.items() if other != name}


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_can_stand_in_a_file_of_its_own(tmp_path, name, end):
    file, value = tmp_path / "secret", VALUES.get(name, "hush")
    file.write_bytes(f"{value}{end}".encode())

    found = settings(tmp_path, {f"{name}_FILE": str(file)} | both_slack_tokens(name))

    assert text_of(found, name) == value
    assert value not in repr(found)


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_can_be_a_credential_of_systemd(tmp_path, name):
    (tmp_path / name).write_text(VALUES.get(name, "hush"))
    env = {"CREDENTIALS_DIRECTORY": str(tmp_path)} | both_slack_tokens(name)

    assert text_of(settings(tmp_path, env), name) == VALUES.get(name, "hush")


def test_a_file_that_is_named_in_the_file_is_read_too(tmp_path):
    (tmp_path / "secret").write_text("hush\n")

    found = settings(tmp_path, DISCORD_TOKEN_FILE=tmp_path / "secret")

    assert found.discord_token.text == "hush"


def test_a_file_or_a_credential_that_is_empty_means_not_set(tmp_path):
    (tmp_path / "DISCORD_TOKEN").write_text("\n")
    env = {
        "CREDENTIALS_DIRECTORY": str(tmp_path),
        "DISCORD_TOKEN_FILE": str(tmp_path / "DISCORD_TOKEN"),
    }

    assert settings(tmp_path, env).discord_token is None
    assert settings(tmp_path, env | {"DISCORD_TOKEN": "hush"}).discord_token.text == "hush"


@pytest.mark.parametrize(
    "env",
    [
        {"DISCORD_TOKEN": "hush", "DISCORD_TOKEN_FILE": "{0}/DISCORD_TOKEN"},
        {"DISCORD_TOKEN": "hush", "CREDENTIALS_DIRECTORY": "{0}"},
        {"DISCORD_TOKEN_FILE": "{0}/DISCORD_TOKEN", "CREDENTIALS_DIRECTORY": "{0}"},
    ],
)
def test_a_secret_that_is_told_in_two_ways_is_refused(tmp_path, env):
    (tmp_path / "DISCORD_TOKEN").write_text("other")
    env = {name: text.format(tmp_path) for name, text in env.items()}

    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN.* are both set.*leave one") as caught:
        settings(tmp_path, env)

    assert "hush" not in str(caught.value)


def test_a_key_under_both_of_its_names_is_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"VIOLET_.*KEY and SLACK_.*KEY are both set"):
        settings(tmp_path, {"VIOLET_ENCRYPTION_KEY": KEY, "SLACK_ENCRYPTION_KEY": KEY})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "cannot be read .No such file"),
        (b"\xff\xfe", "it is no text"),
        (b"x" * 70_000, "over 65536 bytes"),
        (b"hush\nhush\n", "DISCORD_TOKEN: holds a blank, a line break"),
        (b"hush hush", "DISCORD_TOKEN: holds a blank"),
        (b" hush", "DISCORD_TOKEN: holds a blank"),
        ("hush\u200b".encode(), "DISCORD_TOKEN: holds a blank"),
    ],
)
def test_a_file_that_holds_no_secret_is_one_line_that_does_not_show_it(tmp_path, content, fault):
    file = tmp_path / "hush"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingsError, match=fault) as caught:
        settings(tmp_path, {"DISCORD_TOKEN_FILE": str(file)})

    assert "\n" not in str(caught.value)
    assert "hush" not in str(caught.value)
    assert "DISCORD_TOKEN" in str(caught.value)


@pytest.mark.parametrize("name", sorted(set(SECRETS) - {"VIOLET_FEEDS"}))
def test_a_secret_with_a_line_break_in_it_is_refused_by_name_and_not_shown(tmp_path, name):
    with pytest.raises(SettingsError, match=KNOWN_NAMES.others.get(name, name)) as caught:
        settings(tmp_path, {name: "hush\nhush"})

    assert "hush" not in str(caught.value)


def test_what_the_file_says_is_taken_as_it_is_written(tmp_path):
    found = settings(tmp_path, {"HOME": "/root"}, DISCORD_TOKEN="ab${HOME}cd$HOME")

    assert found.discord_token.text == "ab${HOME}cd$HOME"


@pytest.mark.parametrize(
    ("base", "tokens"),
    [
        ("DISCORD_API_BASE", {"DISCORD_TOKEN": "hush"}),
        ("SLACK_API_BASE", {"SLACK_BOT_TOKEN": "hush", "SLACK_APP_TOKEN": "hush"}),
    ],
)
def test_a_file_in_the_current_folder_sends_no_token_of_the_environment_elsewhere(
    tmp_path, base, tokens
):
    address, folder = {base: "http://127.0.0.1:1/"}, tmp_path / "credentials"
    folder.mkdir()
    for name, text in tokens.items():
        (folder / name).write_text(text)

    for env in (tokens, {"CREDENTIALS_DIRECTORY": str(folder)}):
        with pytest.raises(SettingsError, match=f"{base} comes from .env, and .*_TOKEN"):
            settings(tmp_path, env, **address)

    (tmp_path / ".env").unlink()
    assert settings(tmp_path, tokens | address)
    assert settings(tmp_path, **tokens, **address)
    assert settings(tmp_path, address, **tokens)
    assert settings(tmp_path, **address)


def test_slack_for_many_workspaces_is_read(tmp_path):
    found = settings(tmp_path, SLACK_BY_OAUTH)

    assert found.slack_client_id == "1111111111.2222222222"
    assert {"hush-6", "hush-7"} <= set(found.secrets)
    assert "hush" not in repr(found)


@pytest.mark.parametrize("missing", sorted(SLACK_BY_OAUTH))
def test_whatever_slack_for_many_workspaces_lacks_is_named(tmp_path, missing):
    with pytest.raises(SettingsError, match=f"^{missing} is not set") as caught:
        settings(
            tmp_path, {name: SLACK_BY_OAUTH[name] for name in SLACK_BY_OAUTH if name != missing}
        )

    assert "\n" not in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_process_that_answers_nobody_needs_no_address_for_slack(tmp_path):
    inside = {n: v for n, v in SLACK_BY_OAUTH.items() if not n.startswith("VIOLET_PUBLIC")}

    assert settings(tmp_path, inside | {"VIOLET_ROLES": "ticks,delivery"}).slack_client_id


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_one_workspace_and_many_at_once_are_refused(tmp_path, name):
    both = SLACK_BY_OAUTH | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}

    with pytest.raises(SettingsError, match="cannot stand beside SLACK_CLIENT_ID"):
        settings(tmp_path, both | {name: "x"})


@pytest.mark.parametrize(
    ("url", "is_well"),
    [
        ("http://violet.example", False),
        ("https://violet.example/bot", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080", True),
    ],
)
def test_slack_sends_nothing_to_an_address_without_tls(tmp_path, url, is_well):
    told = SLACK_BY_OAUTH | {"VIOLET_PUBLIC_URL": url}
    if is_well:
        assert settings(tmp_path, told).violet_public_url == url
        return
    with pytest.raises(SettingsError, match="VIOLET_PUBLIC_URL begins with http://"):
        settings(tmp_path, told)


def test_all_that_is_wrong_is_told_at_once_a_line_each(tmp_path):
    wrong = {"VIOLET_TIME_ZONE": "PST8", "VIOLET_KEEP_DAYS": "0", "SLACK_CLIENT_ID": "violet"}

    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, wrong)

    told = [line.partition(":")[0].partition(" ")[0] for line in str(caught.value).split("\n")]
    assert told == [
        *wrong,
        *("SLACK_SIGNING_SECRET", "SLACK_CLIENT_SECRET"),
        *("VIOLET_ENCRYPTION_KEY", "VIOLET_PUBLIC_PORT", "VIOLET_PUBLIC_URL"),
    ]


def test_variables_of_other_programs_are_left_alone(tmp_path):
    found = settings(tmp_path, {"SLACK_WEBHOOK": "x", "DISCORD_GUILD_OF_OTHERS": "y", "PATH": "z"})

    assert found.slack_bot_token is None


def test_an_unknown_name_in_the_file_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="SLACK_WEBHOOK"):
        settings(tmp_path, SLACK_WEBHOOK="x")


def test_no_token_can_be_printed(tmp_path):
    found = settings(
        tmp_path,
        {
            "DISCORD_TOKEN": "hush-1",
            "SLACK_BOT_TOKEN": "hush-2",
            "SLACK_APP_TOKEN": "hush-3",
            "VIOLET_DATABASE_URL": "postgresql+asyncpg://violet:hush-4@db/violet",
        },
    )

    assert "hush" not in repr(found)
    assert "hush" not in f"{found.discord_token}"
    assert set(found.secrets) == {"hush-1", "hush-2", "hush-3", "hush-4"}


@pytest.mark.parametrize(
    ("url", "secrets"),
    [
        ("postgresql+asyncpg://violet:hush@db/violet", {"hush"}),
        ("postgresql+asyncpg://violet:hu@sh@db/violet", {"hu@sh", "hu"}),
        ("postgresql+asyncpg://violet:hu/sh@db/violet", {"hu/sh"}),
        ("postgresql+asyncpg://violet:hu%40sh@db/violet", {"hu%40sh"}),
        ("postgresql+asyncpg://db/violet?user=violet&password=hush", {"hush"}),
        ("postgresql+asyncpg://violet@db/violet?ssl=disable", set()),
        ("postgresql+asyncpg://violet:violet@db/violet", set()),
        ("sqlite+aiosqlite:///violet.db", set()),
    ],
)
def test_a_password_is_found_wherever_it_stands_in_the_address(tmp_path, url, secrets):
    assert set(settings(tmp_path, {"VIOLET_DATABASE_URL": url}).secrets) == secrets


def test_what_may_be_a_key_of_a_feed_is_a_secret_and_what_a_page_is_called_is_none(tmp_path):
    feeds = "https://a.example/?feed=comments&key=hush,https://b.example/?u=0123abcd"

    assert settings(tmp_path, {"VIOLET_FEEDS": feeds}).secrets == ("hush", "0123abcd")


def test_the_example_lists_every_setting_with_a_sentence():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]

    assert sorted(named) == sorted(NAMES)
    for name in named:
        before = lines[[line.partition("=")[0] for line in lines].index(name) - 1]
        assert before.startswith("# ")


def test_the_example_itself_can_be_used(tmp_path):
    file = tmp_path / ".env"
    file.write_text((ROOT / ".env.example").read_text())

    assert read_settings({}, file) == read_settings({}, tmp_path / "none")
