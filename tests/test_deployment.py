"""The files that run Violet elsewhere name only what there is. No container is started here."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest

from adapters.http.metrics import Metrics
from bot.settings import KNOWN_NAMES

ROOT = Path(__file__).parents[1]
COMPOSE = (ROOT / "compose.yaml").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
RUNNING = (ROOT / "docs" / "running.md").read_text()
OURS = re.compile(r"\b(?:VIOLET|DISCORD|SLACK)_[A-Z_]+\b")


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "docs/running.md"])
def test_every_setting_that_is_named_exists(name):
    named = set(OURS.findall((ROOT / name).read_text()))

    assert named
    assert named <= KNOWN_NAMES.every


def test_every_file_that_the_image_copies_is_there_and_not_ignored():
    copied = [
        source
        for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }

    assert len(copied) >= 6
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert set(copied) == kept


def test_the_image_holds_every_package_that_is_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["setuptools"]["packages"]["find"]["include"]

    for package in packages:
        assert f"COPY {package.rstrip('*')} " in DOCKERFILE


def test_the_image_runs_a_command_of_ours_as_nobody_in_particular():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (command,) = re.findall(r'^ENTRYPOINT \["(\w+)"\]$', DOCKERFILE, re.MULTILINE)

    assert command in project["project"]["scripts"]
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["violet"]
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert "/healthz" in DOCKERFILE


def test_the_compose_file_publishes_no_port_and_holds_no_password():
    assert not re.search(r"^\s*ports:", COMPOSE, re.MULTILINE)
    assert set(re.findall(r"PASSWORD: (.+)$", COMPOSE, re.MULTILINE)) == {
        "${POSTGRES_PASSWORD:?choose a password}"
    }
    assert "\t" not in COMPOSE


def test_the_unit_starts_the_command_that_make_installs():
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(ROOT / "deploy" / "violet.service")
    service = unit["Service"]

    assert service["ExecStart"] == "/opt/violet/.venv/bin/violet run"
    assert service["ExecStartPre"] == "/opt/violet/.venv/bin/violet db upgrade"
    assert service["User"] == "violet"
    assert service["ProtectSystem"] == "strict"
    assert service["WorkingDirectory"].endswith(service["StateDirectory"])


def test_the_metrics_that_are_explained_are_those_there_are():
    explained = {
        name.removesuffix("_total")
        for name in re.findall(r"^\| `(violet_\w+?)(?:\{[^}]*\})?` \|", RUNNING, re.MULTILINE)
    }
    metrics = Metrics([])
    for watched in ("discord_invalid_requests", "answers_before_storing"):
        metrics.watch(watched, "Watched where Violet is put together.", lambda: 0)
    there = {family.name for family in metrics._registry.collect()}

    assert explained == there
