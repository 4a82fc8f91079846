"""Slack over HTTP: shown to be Slack's first, acknowledged in its time, never a fault of ours."""

import asyncio
import contextlib
import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.requests import (
    SenselessRequestError,
    installed_by,
    is_genuine,
    payload_of,
)
from adapters.slack.web_api import is_slacks
from bot.secrets import Secret
from fakes.slack import FakeSlack, Fault
from fakes.slack.callbacks import Callbacks
from fakes.slack_by_oauth import Hosted

QUESTION = "when is jessica jones season 2 out?"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def violet(slack: FakeSlack, opened_sqlite):
    async with Hosted(slack, opened_sqlite) as violet:
        await violet.install(slack.workspace)
        yield violet


@pytest.fixture
def callbacks(violet) -> Callbacks:
    return violet.slack.callbacks


@pytest.mark.usefixtures("violet")
async def test_a_mention_a_direct_message_and_a_command_are_answered(slack):
    await slack.mention(QUESTION)
    mentioned = await slack.said()
    await slack.direct_message(QUESTION)
    written = await slack.said(slack.workspace.im(slack.workspace.fan).id)
    typed = await slack.answer("/violet when jessica jones")

    assert all("8 March 2018" in one.shown for one in (mentioned, written, typed))


@pytest.mark.usefixtures("violet")
async def test_a_form_is_opened_filled_in_and_told_at_once_what_is_so(slack):
    await slack.command("/violet updates subscribe", user=slack.workspace.admin)
    await slack.until(lambda: len(slack.forms()) == 1)
    (form,) = slack.forms()

    told = await slack.submit(form, show="jessica-jones")

    assert told["response_action"] == "update"


@pytest.mark.usefixtures("violet")
async def test_a_button_is_answered(slack):
    await slack.mention(QUESTION)
    answer = await slack.said()

    pressed = await slack.press(answer, "sources")

    assert "Netflix" in pressed.shown


@pytest.mark.usefixtures("violet")
async def test_an_event_that_comes_again_is_acknowledged_and_not_answered_again(slack):
    typed = await slack.mention(QUESTION)
    await slack.said()

    for _ in range(3):
        await slack.deliver_again(typed)
    await slack.mention("when is daredevil out?")
    await slack.said()

    assert slack.callbacks.statuses == [200] * 5
    assert len(slack.bot_messages()) == 2


async def test_the_address_is_verified_as_slack_asks(callbacks):
    body = json.dumps({"type": "url_verification", "token": "t", "challenge": "abc<b>"}).encode()

    status, text, kind = await callbacks.post(body, JSON | callbacks.signed(body))

    assert (status, text) == (200, "abc<b>")
    assert kind.startswith("text/plain")


async def test_a_check_of_the_certificate_is_answered(callbacks):
    body = b"ssl_check=1&token=x"

    assert (await callbacks.post(body, FORM | callbacks.signed(body)))[0] == 200


BODY = json.dumps({"type": "event_callback", "team_id": "T0VIOLET01"}).encode()
GOOD = "v0=" + "0" * 64


@pytest.mark.parametrize(
    "changed",
    [
        {"X-Slack-Signature": None},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": GOOD},
        {"X-Slack-Signature": "v0=" + "g" * 64},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Signature": "v0=é" + "0" * 63},
        {"X-Slack-Signature": "0" * 6000},
        {"X-Slack-Request-Timestamp": None},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": "١٢٣"},
        {"X-Slack-Request-Timestamp": "nan"},
    ],
)
async def test_what_is_not_shown_to_be_slacks_is_refused_without_a_word(callbacks, slack, changed):
    headers = JSON | callbacks.signed(BODY) | changed
    sent = {name: text for name, text in headers.items() if text is not None}
    answered = await callbacks.post(BODY, sent)

    assert answered[:2] == (401, "")
    assert slack.bot_messages() == []


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"{", b"null", b"x" * 999_000])
async def test_a_body_that_is_not_signed_is_not_read(callbacks, body):
    assert (await callbacks.post(body, JSON))[:2] == (401, "")


@pytest.mark.parametrize("late_s", [-301, 301, -86_400, 86_400])
async def test_what_is_older_or_newer_than_five_minutes_is_refused(callbacks, slack, late_s):
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    signed = callbacks.signed(body, at=slack.oauth.now() + late_s)

    assert (await callbacks.post(body, JSON | signed))[:2] == (401, "")


@pytest.mark.parametrize("late_s", [-290, 290])
async def test_within_five_minutes_it_is_taken(callbacks, slack, late_s):
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    signed = callbacks.signed(body, at=slack.oauth.now() + late_s)

    assert (await callbacks.post(body, JSON | signed))[0] == 200


async def test_one_changed_byte_is_refused(callbacks):
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    signed = callbacks.signed(body)

    assert (await callbacks.post(body.replace(b"x", b"y"), JSON | signed))[0] == 401


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (JSON, b""),
        (JSON, b"{"),
        (JSON, b"null"),
        (JSON, b"[]"),
        (JSON, b'"x"'),
        (JSON, b"{}"),
        (JSON, b"\xff\xfe"),
        (JSON, b"[" * 200_000),
        (JSON, b'{"a":' * 100_000),
        (JSON, b'{"type": "url_verification"}'),
        (JSON, b'{"type": "url_verification", "challenge": {"a": 1}}'),
        (JSON, b'{"type": "event_callback", "team_id": 7}'),
        (JSON, b'{"type": "event_callback", "team_id": ["T"]}'),
        (JSON, b'{"type": "event_callback", "authorizations": "T"}'),
        (JSON, b'{"type": "event_callback", "authorizations": [7]}'),
        (JSON, b'{"type": "block_actions", "team": 7, "user": "U"}'),
        (FORM, b""),
        (FORM, b"payload="),
        (FORM, b"payload=%7B"),
        (FORM, b"payload=[]"),
        (FORM, b"payload=%ff"),
        (FORM, b"&".join([b"a=b"] * 5000)),
        ({"Content-Type": "text/html"}, b"<p>"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--"),
        ({}, b"hello"),
    ],
)
async def test_a_signed_body_that_makes_no_sense_is_refused(callbacks, headers, body):
    answered = await callbacks.post(body, headers | callbacks.signed(body))

    assert answered[:2] == (400, "")


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "team_id": "T0VIOLET01", "event": "x"},
        {"type": "event_callback", "team_id": "T0VIOLET01", "event": {"type": "app_mention"}},
        {"type": "event_callback", "team_id": "T0VIOLET01", "event": {"type": 7}},
        {"type": "event_callback", "team_id": "T0VIOLET01"},
        {"type": "of tomorrow", "team": {"id": "T0VIOLET01"}},
        {"type": "block_actions", "team": {"id": "T0VIOLET01"}, "actions": "x"},
        {"type": "view_submission", "team": {"id": "T0VIOLET01"}, "view": {}},
        {"type": "view_submission", "team": {"id": "T0VIOLET01"}, "view": []},
    ],
)
async def test_whatever_else_slack_may_send_is_never_a_fault_of_ours(callbacks, payload):
    body = json.dumps(payload).encode()

    status, *_ = await callbacks.post(body, JSON | callbacks.signed(body))

    assert status in {200, 400}


HALF = "\ud83d"  # of a letter, which is no text


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "url_verification", "challenge": HALF},
        {"command": "/violet", "team_id": "T0VIOLET01", "response_url": f"https://{HALF}12345678"},
        {"type": "event_callback", "team_id": HALF, "event": {"type": "app_mention"}},
        {"type": "view_submission", "team": {"id": "T0VIOLET01"}, "view": {"id": HALF}, HALF: 1},
    ],
)
async def test_half_a_letter_is_never_a_fault_of_ours(callbacks, payload):
    body = json.dumps(payload).encode()

    status, *_ = await callbacks.post(body, JSON | callbacks.signed(body))

    assert status in {200, 400}


@pytest.mark.usefixtures("violet")
async def test_a_question_with_half_a_letter_is_answered(slack):
    await slack.mention(f"{QUESTION} {HALF}")

    assert "8 March 2018" in (await slack.said()).shown


async def test_a_body_of_more_than_a_megabyte_is_not_taken(callbacks):
    body = b"x" * 1_000_001

    status, *_ = await callbacks.post(body, JSON | callbacks.signed(body))

    assert status == 413


async def test_a_workspace_that_never_installed_her_is_acknowledged_and_not_answered(slack, violet):
    other = slack.at(slack.add_team(2))

    await other.mention(QUESTION)
    await other.command("/violet when jessica jones")
    await slack.mention(QUESTION)
    await slack.said()

    assert violet.connector.installations.of(other.workspace.team) is None
    assert other.bot_messages() == []


async def test_between_two_connections_slack_is_told_to_come_again(violet, slack, callbacks):
    body = json.dumps({"type": "event_callback", "team_id": "T0VIOLET01"}).encode()
    await violet.connector.stop()
    away = (await callbacks.post(body, JSON | callbacks.signed(body)))[0]
    violet.connector = violet.make()
    await violet.connector.start()

    await slack.mention(QUESTION)

    assert away == 503
    assert "8 March 2018" in (await slack.said()).shown


@pytest.mark.usefixtures("violet")
async def test_many_at_once_are_all_acknowledged_in_time(slack):
    asked = [slack.mention(QUESTION, user=f"U0FAN{n:05}") for n in range(40)]

    await asyncio.gather(*asked)

    assert slack.callbacks.statuses == [200] * 40


async def test_a_get_of_the_address_changes_nothing_and_says_what_it_takes(violet):
    visit = await violet.browser().get("/slack/events")

    assert visit.status == 405
    assert visit.headers["Allow"] == "POST"


async def test_a_response_url_elsewhere_is_not_told_anything(slack, violet, callbacks):
    async with FakeSlack() as elsewhere:
        stranger = elsewhere.api_base.replace("/api/", "/commands/1")
        payload = {
            "team_id": "T0VIOLET01",
            "channel_id": slack.workspace.general,
            "user_id": slack.workspace.fan,
            "command": "/violet",
            "text": "help",
            "response_url": stranger,
        }
        body = urlencode(payload).encode()
        status, *_ = await callbacks.post(body, FORM | callbacks.signed(body))
        await slack.mention(QUESTION)
        await slack.said()
        await violet.connector.stop()

        assert status == 200
        assert elsewhere.calls == []


@pytest.mark.parametrize(
    ("url", "base", "is_theirs"),
    [
        ("https://hooks.slack.com/commands/1/2", None, True),
        ("https://slack.com/x", None, True),
        ("http://hooks.slack.com/commands", None, False),
        ("https://hooks.slack.com.evil.example/", None, False),
        ("https://evilslack.com/", None, False),
        ("https://hooks.slack.com@evil.example/", None, False),
        ("https://u:p@hooks.slack.com/", None, False),
        ("https://hooks.slack.com:8443/", None, False),
        ("https://[", None, False),
        ("", None, False),
        ("http://127.0.0.1:80/x", None, False),
        ("http://127.0.0.1:81/commands/1", "http://127.0.0.1:81/api/", True),
        ("http://127.0.0.1:82/commands/1", "http://127.0.0.1:81/api/", False),
        ("https://127.0.0.1:81/commands/1", "http://127.0.0.1:81/api/", False),
        ("https://hooks.slack.com/commands", "http://127.0.0.1:81/api/", False),
    ],
)
def test_a_response_url_is_slacks_or_that_of_the_server_in_its_place(url, base, is_theirs):
    assert is_slacks(url, base) is is_theirs


async def test_a_redirect_of_an_answer_is_not_followed(slack, violet):
    async with FakeSlack() as elsewhere:
        slack.fail_next(
            Fault(status=307, body="", location=f"{elsewhere.api_base}chat.postMessage"),
            method="chat.postMessage",
        )
        await slack.mention(QUESTION)
        await slack.until(lambda: any(name == "chat.postMessage" for name, _ in slack.calls))
        await violet.connector.stop()

        assert elsewhere.calls == []


SECRET = Secret("fake-signing-secret-001")


@given(st.binary(max_size=200), st.text(max_size=80), st.text(max_size=80))
def test_no_headers_and_no_body_make_the_check_fail_or_let_anything_in(body, stamp, signature):
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}

    assert is_genuine(body, headers, SECRET, now=1_500_000_000.0) is False


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(["application/json", "application/x-www-form-urlencoded", "", "a;b"]),
)
def test_any_body_is_a_payload_or_is_refused(body, content_type):
    with contextlib.suppress(SenselessRequestError):
        assert isinstance(payload_of(body, content_type), dict)


_NAMES = (
    *("team", "team_id", "enterprise", "enterprise_id", "id", "user", "view", "event"),
    *("authorizations", "is_enterprise_install", "app_installed_team_id"),
)
_JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_NAMES),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(_NAMES), _JSON_VALUES))
def test_any_payload_says_whose_it_is_in_words_or_is_refused(payload):
    try:
        key, team = installed_by(payload)
    except SenselessRequestError:
        return
    assert isinstance(key.enterprise, str)
    assert isinstance(team, str)
    assert key.team in {team, ""}
    assert key.team or key.enterprise
