"""The files that run Violet elsewhere name only what there is. No container is started here."""

import asyncio
import configparser
import dataclasses
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url, text

from adapters.http.metrics import Metrics
from adapters.storage.database import Database
from bot.app import secret_box_of
from bot.ports.workspaces import WorkspaceStanding
from bot.settings import KNOWN_NAMES, read_settings
from fakes.fan_out import MOVED

ROOT = Path(__file__).parents[1]
COMPOSE = (ROOT / "compose.yaml").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
RUNNING = (ROOT / "docs" / "running.md").read_text()
OURS = re.compile(r"\b(?:VIOLET|DISCORD|SLACK|TVMAZE)_[A-Z_]+\b")


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


SERVICES = yaml.safe_load(COMPOSE)["services"]


def test_the_compose_file_publishes_no_port_and_holds_no_password():
    for service in SERVICES.values():
        assert "ports" not in service
        told = [
            name
            for name in service["environment"]
            if re.search("PASSWORD|TOKEN|KEY|SECRET|URL", name)
            and name != "VIOLET_PUBLIC_URL"  # which everybody may know
        ]
        assert told
        assert all(name.endswith("_FILE") for name in told)


def test_the_compose_file_passes_every_setting_on():
    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    passed = {name.removesuffix("_FILE") for name in SERVICES["violet"]["environment"]}

    assert len(listed) > 20
    assert set(listed) == passed


def test_what_nobody_sets_for_the_compose_file_is_what_it_is_without_it(tmp_path):
    """An empty value means not set, and what is written out is what Violet has by herself."""
    environment = {
        name: re.sub(r"\$\{\w+:?-([^}]*)\}", r"\1", str(text))
        for name, text in SERVICES["violet"]["environment"].items()
        if not name.endswith("_FILE") and name != "VIOLET_CONTENT"
    }
    mine = {"VIOLET_HTTP_HOST", "VIOLET_PUBLIC_HOST", "VIOLET_HTTP_PORT", "VIOLET_LOG_FORMAT"}

    found = read_settings(environment, tmp_path / "none")

    plain = read_settings({}, tmp_path / "none")
    differing = {
        field.name.upper()
        for field in dataclasses.fields(found)
        if getattr(found, field.name) != getattr(plain, field.name)
    }
    assert differing == mine


def test_shows_of_the_operators_own_are_read_from_a_folder_beside_the_compose_file():
    (volume,) = SERVICES["violet"]["volumes"]
    there, here, how = volume.split(":")

    assert (there, how) == ("./shows", "ro")
    assert SERVICES["violet"]["environment"]["VIOLET_CONTENT"] == here


def test_the_folder_of_the_image_holds_settings_database_and_shows(violet, tmp_path):
    """`docker run` with one volume: Violet is started in it, whoever owns it."""
    assert re.findall(r"^WORKDIR (/\w+)$", DOCKERFILE, re.MULTILINE)[-1] == "/data"
    assert re.findall(r"^VOLUME (.+)$", DOCKERFILE, re.MULTILINE) == ["/data"]
    assert '--volume "$PWD/data:/data"' in RUNNING
    (tmp_path / "shows").mkdir()
    (tmp_path / "shows" / "moved.toml").write_text(MOVED)
    (tmp_path / ".env").write_text("VIOLET_CONTENT=shows\nVIOLET_TIME_ZONE=Asia/Tokyo\n")

    told = violet("run", stdin="when is jessica jones season 3 out?\n")

    assert told.returncode == 0, told.stderr
    assert "24 March 2031" in told.stdout
    assert (tmp_path / "violet.db").exists()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_runs_without_rights_and_within_bounds(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "privileged" not in service
    assert name == "violet" or service["user"] == "postgres"


def test_violet_alone_reaches_the_database_which_reaches_nobody():
    networks = yaml.safe_load(COMPOSE)["networks"]

    assert SERVICES["database"]["networks"] == ["inside"]
    assert networks["inside"] == {"internal": True}
    assert SERVICES["database"]["healthcheck"]["test"]
    assert SERVICES["violet"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_every_image_is_named_by_its_full_version():
    images = [one["image"] for one in SERVICES.values() if "image" in one]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)

    assert len(images) == 2
    for image in images:
        assert re.search(r":\d+\.\d+(\.\d+)?-\w+|@sha256:[0-9a-f]{64}$", image), image


def test_images_are_pinned_to_their_digests_twice_alike(tmp_path):
    for name in ("Dockerfile", "compose.yaml", "deploy"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    digest = "sha256:" + "0123456789abcdef" * 4
    docker.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\necho {digest}\n')
    docker.chmod(0o755)
    path = os.pathsep.join([str(docker.parent), os.environ["PATH"]])
    pin = ["sh", str(tmp_path / "deploy" / "pin-images.sh")]

    for _ in range(2):
        subprocess.run(pin, check=True, env={"PATH": path})  # noqa: S603 - our own script

    asked = (tmp_path / "asked").read_text().splitlines()
    images = {line.split()[-1] for line in asked}
    assert len(asked) == 2 * len(images)
    files = (tmp_path / "Dockerfile").read_text() + (tmp_path / "compose.yaml").read_text()
    assert images == set(re.findall(rf"(?:FROM|image:) (\S+)@{digest}$", files, re.MULTILINE))
    assert images == {
        *re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE),
        *(one["image"] for one in SERVICES.values() if "image" in one),
    }


def test_an_answer_that_is_no_digest_pins_nothing(tmp_path):
    for name in ("Dockerfile", "compose.yaml", "deploy"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    docker = tmp_path / "docker"
    docker.write_text("#!/bin/sh\necho no such image\n")
    docker.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])

    done = subprocess.run(  # noqa: S603 - our own script
        ["sh", str(tmp_path / "deploy" / "pin-images.sh")],  # noqa: S607
        check=False,
        env={"PATH": path},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "docker gave no digest of python:" in done.stderr
    assert (tmp_path / "Dockerfile").read_text() == DOCKERFILE


def test_every_secret_is_a_file_that_the_script_makes_and_a_service_reads(tmp_path):
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    make = ["sh", str(tmp_path / "deploy" / "make-secrets.sh")]
    subprocess.run(make, check=True)  # noqa: S603 - our own script
    (tmp_path / "secrets" / "discord-token").chmod(0o600)
    (tmp_path / "secrets" / "discord-token").write_text("a-token\n")
    first = {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    subprocess.run(make, check=True)  # noqa: S603 - our own script

    secrets = yaml.safe_load(COMPOSE)["secrets"]
    files = {name: tmp_path / one["file"] for name, one in secrets.items()}
    assert {name: file.read_text() for name, file in files.items()} == first
    assert {name for one in SERVICES.values() for name in one["secrets"]} == set(files)
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in files.values()} == {0o444}
    environment = {
        name: text.replace("/run/secrets", str(tmp_path / "secrets"))
        for name, text in SERVICES["violet"]["environment"].items()
        if name.endswith("_FILE")
    }
    found = read_settings(environment, tmp_path / "none")
    assert found.violet_database_url.endswith(f":{first['violet-password']}@database/violet")
    assert found.discord_token.text == "a-token"
    assert found.slack_bot_token is None
    assert secret_box_of(found)
    assert len({first[name] for name in ("postgres-password", "violet-password")}) == 2


async def test_violet_owns_her_database_and_is_no_superuser(own_postgres, tmp_path):
    url, password = make_url(own_postgres.url), tmp_path / "password"
    password.write_text("it's a pass-word")
    if not (psql := shutil.which("psql")):
        pytest.skip("there is no psql here; install PostgreSQL's client")
    done = await asyncio.create_subprocess_exec(
        *("sh", str(ROOT / "deploy" / "make-database.sh")),
        env={
            "PATH": os.pathsep.join([str(Path(psql).parent), os.environ["PATH"]]),
            "PGHOST": url.host,
            "PGPORT": str(url.port),
            "VIOLET_PASSWORD_FILE": str(password),
        },
    )
    assert await done.wait() == 0

    own = url.set(username="violet", password="it's a pass-word", database="violet")
    database = await Database.open(own.render_as_string(hide_password=False))
    await database.leadership.open()
    assert list(await database.subscriptions.every()) == []
    async with database.outbox._transactions.reading() as connection:
        role = text(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = :x"
        )
        assert await connection.scalar(role, {"x": "violet"}) is False
        public = "SELECT has_database_privilege('public', 'violet', 'CONNECT')"
        assert await connection.scalar(text(public)) is False
    await database.close()


def test_the_unit_starts_the_command_that_make_installs():
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(ROOT / "deploy" / "violet.service")
    service = unit["Service"]

    assert service["ExecStart"] == "/opt/violet/.venv/bin/violet run"
    assert service["ExecStartPre"] == "/opt/violet/.venv/bin/violet db upgrade"
    assert service["User"] == "violet"
    assert service["ProtectSystem"] == "strict"
    assert "MemoryMax" in service
    assert "TasksMax" in service
    assert service["WorkingDirectory"].endswith(service["StateDirectory"])


def test_the_unit_takes_every_secret_as_a_credential_of_its_name():
    unit = (ROOT / "deploy" / "violet.service").read_text()
    loaded = dict(re.findall(r"^LoadCredential=(\w+):(\S+)$", unit, re.MULTILINE))

    assert set(loaded) == set(KNOWN_NAMES.secrets)
    assert all(path == f"/etc/violet/{name}" for name, path in loaded.items())
    # One that is not there is not set, instead of keeping the unit from starting.
    assert re.findall(r"^SetCredential=(\w+):\\n$", unit, re.MULTILINE) == list(loaded)


def test_the_metrics_that_are_explained_are_those_there_are():
    explained = {
        name.removesuffix("_total")
        for name in re.findall(r"^\| `(violet_\w+?)(?:\{[^}]*\})?` \|", RUNNING, re.MULTILINE)
    }
    metrics = Metrics([])
    for watched in (
        *("discord_invalid_requests", "answers_before_storing", "answers_before_accepting"),
        *(f"slack_workspaces_{standing}" for standing in WorkspaceStanding),
        "slack_requests_refused",
    ):
        metrics.watch(watched, "Watched where Violet is put together.", lambda: 0)
    there = {family.name for family in metrics._registry.collect()}

    assert explained == there
