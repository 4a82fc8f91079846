import json
import logging

import pytest
import structlog

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
