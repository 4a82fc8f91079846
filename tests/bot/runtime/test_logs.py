import json
import logging

import pytest
import structlog

from bot.masking import SECRETS
from bot.runtime.logs import set_up_logging


@pytest.fixture
def logging_put_back():
    root = logging.getLogger()
    handlers, level, configured = root.handlers, root.level, structlog.get_config()
    yield
    root.handlers, _ = handlers, root.setLevel(level)
    structlog.configure(**configured)


@pytest.mark.usefixtures("logging_put_back")
def test_a_line_is_json_with_a_constant_event_and_its_data_in_fields(capsys):
    set_up_logging(level="info", pretty=False, secrets=())

    structlog.get_logger().info("announcement_delivered", channel="C1")

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["channel"], line["level"]) == (
        "announcement_delivered",
        "C1",
        "info",
    )


@pytest.mark.usefixtures("logging_put_back")
def test_no_secret_is_logged_wherever_it_stands(capsys):
    set_up_logging(level="info", pretty=False, secrets=("hush",))

    structlog.get_logger().info("event_hush", where="x hush y", error=ValueError("hush"))
    logging.getLogger("some.library").error("it said %s", "hush")
    try:
        raise ValueError("hush in a traceback")
    except ValueError:
        structlog.get_logger().exception("failed")

    said = capsys.readouterr().err
    assert said.count("[hidden]") >= 4
    assert "hush" not in said


@pytest.mark.usefixtures("logging_put_back")
def test_what_is_below_the_level_is_not_said(capsys):
    set_up_logging(level="warning", pretty=False, secrets=())

    structlog.get_logger().info("not_said")

    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("logging_put_back")
def test_libraries_do_not_tell_of_each_of_their_steps_even_where_violet_does(capsys):
    set_up_logging(level="debug", pretty=False, secrets=(), chatty=("slack_sdk",))

    structlog.get_logger().debug("said")
    for library in ("aiosqlite", "aiohttp.access", "apscheduler.scheduler", "slack_sdk"):
        logging.getLogger(library).info("a step")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["said"]


@pytest.mark.usefixtures("logging_put_back")
@pytest.mark.parametrize("pretty", [True, False])
def test_no_secret_that_was_learnt_or_looks_like_one_is_logged_however_deep(capsys, pretty):
    set_up_logging(level="info", pretty=pretty, secrets=("p@ss/word-1",))
    SECRETS.learn("handed-over-at-run-time")
    log = structlog.get_logger()

    log.info("a", body={"x": [{"y": ("p%40ss%2Fword-1", b"handed-over-at-run-time")}]})
    log.info("b", url="postgresql://violet:unknown-hush@db", token="short-hush")
    logging.getLogger("some.library").error("%s", {"Authorization": "Bot unknown-hush"})
    try:
        raise ValueError({"a": "cEBzcy93b3JkLTE=", "b": "handed-over-at-run-time"})
    except ValueError:
        log.exception("failed", response_url="unknown-hush")

    said = capsys.readouterr().err
    assert said.count("[hidden]") >= 8
    for secret in ("ss/word", "ss%2Fword", "cEBzcy93", "handed-over", "hush"):
        assert secret not in said
