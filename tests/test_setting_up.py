"""What `make run` does the first time, with programs that stand for Python, pip and uv."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = """\
#!/bin/sh
echo "python $*" >> {asked}
case "$*" in
  "-m venv --without-pip "*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
  *"sys.version_info"*) {is_new} ;;
  *"pip "*"--version"*) {has_pip} ;;
  *"pip config get global.index-url") {mirror} ;;
  *" -r "*uv.lock*) {gives_uv} ;;
  *" -r "*) {by_pip} ;;
esac
"""
USUAL = {"is_new": "exit 0", "has_pip": "exit 0", "mirror": "exit 1"}
USUAL |= {"gives_uv": "exit 1", "by_pip": "exit 0"}
UV = """\
#!/bin/sh
echo "uv $* at ${{UV_DEFAULT_INDEX:-pypi}}" >> {asked}
{does}
"""


@pytest.fixture
def set_up(tmp_path):
    """Set up in a copy of what is needed, and return what was asked of which program."""

    def run(
        *lock: str, machine_uv: str | None = None, succeeds: bool = True, **python: str
    ) -> tuple[list[str], str]:
        for name in ("requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, tmp_path)
        shutil.copytree(ROOT / "deploy", tmp_path / "deploy", dirs_exist_ok=True)
        programs, asked = tmp_path / "programs", tmp_path / "asked"
        programs.mkdir()
        for tool in ("cp", "date", "dirname", "mkdir", "sed", "chmod"):
            (programs / tool).symlink_to(shutil.which(tool))
        asked.write_text("")
        written = {"python3": PYTHON.format(asked=asked, **USUAL | python)}
        if machine_uv is not None:
            written["uv"] = UV.format(asked=asked, does=machine_uv)
        for name, text in written.items():
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        done = subprocess.run(  # noqa: S603 - our own script
            ["/bin/sh", str(tmp_path / "deploy" / "set-up.sh"), "python3", ".venv", *lock],
            check=False,
            env={"PATH": str(programs)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode == 0) is succeeds, done.stderr
        return asked.read_text().splitlines(), done.stderr

    return run


OURS = "--no-deps --no-build-isolation -e ."
WHOLE = "--require-hashes -r requirements.lock"


def test_uv_of_the_machine_installs_what_is_pinned_and_this_checkout(set_up):
    asked, said = set_up(machine_uv="exit 0")

    assert [line for line in asked if line.startswith("uv ")] == [
        f"uv pip install --python .venv/bin/python {WHOLE} at pypi",
        f"uv pip install --quiet --python .venv/bin/python {OURS} at pypi",
    ]
    assert not any("pip install" in line for line in asked if line.startswith("python "))
    first, *_, last = said.splitlines()
    assert first.startswith("Setting Violet up in .venv, once: ")
    assert "10 to 60 seconds" in first
    assert last.startswith("Set up in ")


def test_without_uv_the_pinned_one_is_installed_by_its_hashes_first(set_up, tmp_path):
    uv = f"{tmp_path}/.venv/bin/uv"
    gives = f"echo '#!/bin/sh\necho uv $* >> {tmp_path}/asked' > {uv}; chmod +x {uv}"

    asked, said = set_up(gives_uv=gives)

    at = [line.partition(" install ")[2] for line in asked if " install " in line]
    assert at[0] == "--quiet --no-compile --no-deps --require-hashes -r .venv/uv.lock"
    assert at[1] == f"--python .venv/bin/python {WHOLE}"
    assert "Loading uv" in said
    pinned = (tmp_path / ".venv" / "uv.lock").read_text()
    assert pinned in (ROOT / "requirements-dev.lock").read_text()
    assert pinned.startswith("uv==")
    assert pinned.count("==") == 1
    assert pinned.count("--hash=sha256:") > 5


@pytest.mark.parametrize("machine_uv", [None, "exit 1"], ids=["no uv", "a uv that fails"])
def test_where_uv_does_not_work_pip_does_all_of_it(set_up, machine_uv):
    asked, said = set_up(machine_uv=machine_uv)

    by_pip = [line for line in asked if line.startswith("python ") and " install " in line][-2:]
    assert by_pip[0].endswith(f"install --no-compile {WHOLE}")
    assert by_pip[1].endswith("--no-deps --no-build-isolation -e .")
    assert "pip does, more slowly" in said


def test_a_machine_without_pip_gets_one_into_the_folder(set_up):
    asked, _ = set_up(has_pip="exit 1")

    assert "python -m ensurepip" in asked
    assert any(line.startswith("python -m pip --disable") for line in asked)


def test_uv_asks_the_mirror_that_pip_is_told_of(set_up):
    asked, _ = set_up(machine_uv="exit 0", mirror="echo https://mirror.example/simple")

    assert all(
        line.endswith(" at https://mirror.example/simple")
        for line in asked
        if line.startswith("uv ")
    )


def test_what_developers_need_is_added_and_nothing_is_installed_twice(set_up):
    asked, said = set_up("requirements-dev.lock", machine_uv="exit 0")

    by_uv = [line for line in asked if line.startswith("uv ")]
    assert by_uv == [
        "uv pip install --python .venv/bin/python --require-hashes -r requirements-dev.lock at pypi"
    ]
    assert "requirements-dev.lock" in said


def test_what_fails_both_ways_is_a_failure(set_up):
    _, said = set_up(machine_uv="exit 1", by_pip="exit 1", succeeds=False)

    assert "Set up in" not in said


def test_an_older_python_is_named_with_the_cure(set_up):
    asked, said = set_up(is_new="exit 1", succeeds=False)

    assert said == (
        "Violet needs Python 3.11 or later, and python3 is older; set PYTHON=/path/to/python3.11\n"
    )
    assert len(asked) == 1
