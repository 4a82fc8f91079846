"""What is built to be installed holds all that Violet needs, in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from fakes.processes import environment

ROOT = Path(__file__).parents[1]
UV = str(Path(sys.executable).with_name("uv"))
PACKAGES = ("bot", "adapters", "content")
FOR_TRANSLATORS = {"content/language/extract.cfg"}
"""By which sentences are taken out of the sources, which whoever installs Violet has not."""
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", *PACKAGES)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy, so that nothing is written beside the sources."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in BUILT_FROM:
        subprocess.run(["cp", "-R", str(ROOT / name), str(source)], check=True)  # noqa: S603, S607
    subprocess.run(  # noqa: S603 - uv of our own environment, which may have no pip
        [
            *(UV, "build", "--quiet", "--wheel", "--offline", "--no-build-isolation"),
            *("--python", sys.executable, "--out-dir", str(built), str(source)),
        ],
        check=True,
    )
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel in it, and a folder of which it knows nothing.

    What Violet depends on is lent by this environment, since nothing is downloaded by tests.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", with_pip=False)
    python = str(home / "venv" / "bin" / "python")
    subprocess.run(  # noqa: S603 - likewise
        [
            *(UV, "pip", "install", "--quiet", "--no-deps", "--offline"),
            *("--python", python, str(wheel)),
        ],
        check=True,
    )
    lib = f"python{sys.version_info.major}.{sys.version_info.minor}"
    lent = home / "venv" / "lib" / lib / "site-packages" / "lent.pth"
    lent.write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    folder = home / "anywhere"
    folder.mkdir()

    def run(*words, program="violet"):
        return subprocess.run(  # noqa: S603 - our own program
            [str(home / "venv" / "bin" / program), *words],
            cwd=folder,
            env=environment() | {"PYTHONPATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )

    where = run("-c", "import bot; print(bot.__file__)", program="python").stdout
    assert where.startswith(str(home)), "it would be our own sources that are tested"
    return run


def test_the_wheel_lacks_no_file_of_the_packages(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert len(wanted) > 400
    assert wanted - held == FOR_TRANSLATORS
    assert {name.split("/")[0] for name in held} - set(PACKAGES) == {
        f"violet_bot-{version('violet-bot')}.dist-info"
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "when is jessica jones season 2 out?"), "8 March 2018"),
        (("ask", "wann kommt jessica jones staffel 2?"), "8. März 2018"),
        (("check",), "0 faults"),
        (("db", "upgrade"), "newest version"),
        (("doctor",), "ok     content"),
    ],
)
def test_it_works_where_it_was_installed(installed, words, said):
    done = installed(*words)

    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert os.linesep in done.stdout
