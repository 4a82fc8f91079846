import base64
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import HIDDEN, KnownSecrets, masked_deep
from bot.ports.errors import StorageError
from bot.ports.findings import Finding

secrets = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=12, max_size=40
).filter(lambda text: len(set(text)) > 7 and "%" not in text)
around = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=9)
WAYS = [
    str,
    quote,
    quote_plus,
    lambda text: quote(text, safe=""),
    lambda text: quote(text, safe="").lower() if text.lower() == text else quote(text),
    lambda text: urlencode({"x": text}),
    json.dumps,
    lambda text: json.dumps(text, ensure_ascii=False),
    repr,
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    lambda text: base64.b64encode(b"robyn:" + text.encode()).decode(),
    lambda text: base64.b64encode(b"fan:" + text.encode() + b"@x").decode(),
    lambda text: quote(base64.b64encode(text.encode()).decode(), safe=""),
]


@pytest.mark.parametrize("learns", ["keep", "learn"])
@pytest.mark.parametrize("way", range(len(WAYS)))
@given(secret=secrets, before=around, after=around)
def test_a_known_secret_is_hidden_however_it_is_written(learns, way, secret, before, after):
    known = KnownSecrets()
    getattr(known, learns)(secret)

    shown = known.masked(f"{before}{WAYS[way](secret)}{after}")

    assert HIDDEN in shown
    assert secret not in shown
    assert WAYS[way](secret)[2:-4] not in shown


def test_a_secret_that_was_told_encoded_is_hidden_decoded_too():
    known = KnownSecrets()
    known.keep("p%40ss%2Fword")

    assert known.masked("p@ss/word") == HIDDEN


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a xoxb-12345-67890-AbCdEf b", f"a {HIDDEN} b"),
        ("xoxe.xoxp-1-Mi0yLTEyMzQ", HIDDEN),
        ("xoxe-1-My0xLTEyMzQ", HIDDEN),
        ("(xapp-1-A0123-456-abcdef)", f"({HIDDEN})"),
        (base64.b64encode(b"xoxb-12345-67890-AbCdEf").decode(), HIDDEN),
        ("aMTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWsa b", f"{HIDDEN} b"),
        ("t=aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDp4eXo=", f"t={HIDDEN}"),
        ("/webhooks/123/AbCdEfGhIjKlMnOpQrStUv/messages", f"/webhooks/123/{HIDDEN}/messages"),
        (
            "/interactions/123/AbCdEfGhIjKlMnOpQrStUv/callback",
            f"/interactions/123/{HIDDEN}/callback",
        ),
        ("https://hooks.slack.com/commands/T1/2/ab", f"https://hooks.slack.com/{HIDDEN}"),
        ("postgresql+asyncpg://violet:hu@sh/x@db/v", f"postgresql+asyncpg://violet:{HIDDEN}@db/v"),
        ("https://:hush@db/", f"https://:{HIDDEN}@db/"),
        ("postgresql%3A%2F%2Fviolet%3Ahush%40db", f"postgresql%3A%2F%2Fviolet%3A{HIDDEN}%40db"),
        (
            "postgresql://db/violet?password=hush&x=1",
            f"postgresql://db/violet?password={HIDDEN}&x=1",
        ),
        ("client_secret=hush code=7", f"client_secret={HIDDEN} code=7"),
        ("wss://slack.example/link/?ticket=hush", f"wss://slack.example/link/?ticket={HIDDEN}"),
        ('{"access_token": "hush", "ok": true}', f'{{"access_token": "{HIDDEN}", "ok": true}}'),
        ("{'password': 'hush'}", f"{{'password': '{HIDDEN}'}}"),
        ("Authorization: Bot hush", f"Authorization: Bot {HIDDEN}"),
        ("'Authorization': 'Bearer hush-hush'", f"'Authorization': 'Bearer {HIDDEN}'"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_knows_it(text, left):
    assert KnownSecrets().masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "announcement_delivered",
        "set DISCORD_TOKEN in .env (see .env.example) or set both tokens",
        "The PostgreSQL database violet at 127.0.0.1:5432 cannot be reached",
        "https://outlet.example/feed/?page=2",
        "https://mastodon.example/@robyn/1",
        "adapters.storage.database.StoredSubscriptions",
        "write one such as postgresql+asyncpg://USER@HOST/NAME",
        "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "discord:123456789012345678 slack:T0123/U0123",
        "",
    ],
)
def test_what_is_no_secret_stays_as_it_is(text):
    known = KnownSecrets()
    known.keep("a-quite-long-token", "")

    assert known.masked(text) == text


def test_a_secret_with_half_a_letter_in_it_is_hidden_too():
    known = KnownSecrets()
    known.learn("a-\ud83d-secret-of-ours")

    assert known.masked("told: a-\ud83d-secret-of-ours.") == f"told: {HIDDEN}."


def test_of_what_is_learnt_on_the_way_the_last_is_known():
    known = KnownSecrets(most=2)
    known.keep("setting-of-the-operator")
    for word in ("first-token", "second-token", "first-token", "third-token"):
        known.learn(word)

    shown = known.masked("setting-of-the-operator first-token second-token third-token")

    assert shown == f"{HIDDEN} {HIDDEN} second-token {HIDDEN}"


def test_what_a_platform_hands_over_is_learnt_by_its_name_however_deep():
    known = KnownSecrets()
    known.learn_in(
        {
            "token": "verification",
            "user": {"id": "U0FAN00001"},
            "response_urls": [{"response_url": "https://elsewhere.example/abc"}],
            "authed": {"access_token": "opaque-token"},
        }
    )

    shown = known.masked("verification U0FAN00001 https://elsewhere.example/abc opaque-token")

    assert shown == f"{HIDDEN} U0FAN00001 {HIDDEN} {HIDDEN}"


class Shown:
    def __repr__(self):
        return "<it holds hush-hush-hush>"


nested = st.recursive(
    st.sampled_from(["hush-hush-hush", "x hush-hush-hush y", b"hush-hush-hush", Shown(), 1, None])
    | st.builds(ValueError, st.just("hush-hush-hush")),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner)
        | st.dictionaries(st.sampled_from(["a", "hush-hush-hush"]), inner)
    ),
)


@given(nested)
def test_nothing_in_a_field_shows_a_secret_however_deep(value):
    known = KnownSecrets()
    known.keep("hush-hush-hush")

    assert "hush-hush" not in repr(masked_deep(value, known.masked))


def test_a_field_that_is_called_a_secret_is_hidden_whatever_it_holds():
    shown = masked_deep({"a": {"password": 12, "bot_token": "x", "turn": "y"}}, str)

    assert shown == {"a": {"password": HIDDEN, "bot_token": HIDDEN, "turn": "y"}}


def test_very_deep_fields_come_to_an_end():
    value = "hush-hush-hush"
    for _ in range(100):
        value = [value]
    known = KnownSecrets()
    known.keep("hush-hush-hush")

    assert "hush" not in repr(masked_deep(value, known.masked))


def test_what_a_person_is_told_repeats_no_secret_of_a_library():
    reason = "it failed: postgresql://violet:hush@db/violet"

    assert "hush" not in str(StorageError(reason))
    assert "hush" not in str(Finding(ok=False, what=reason))
    assert str(StorageError("violet.db is locked")) == "violet.db is locked"
