"""Content folders with faulty and stray files in them, as an operator meets them."""

import os

import pytest

STRAY = {"._a.toml": b"\x00\x05\x16\x07", ".#b.toml": b"x", "broken.toml": b"[show\n"}


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / ".git").mkdir(parents=True)
    for name, text in STRAY.items():
        (folder / name).write_bytes(text)
    (folder / ".git" / "x.toml").write_bytes(b"\xff")
    (folder / "loop.toml").symlink_to("loop.toml")
    os.mkfifo(folder / "pipe.toml")
    return folder


def test_a_question_is_answered_whatever_else_stands_in_the_folder(violet, content):
    done = violet("ask", "when is jj s2 out", VIOLET_CONTENT=str(content))

    assert done.returncode == 0
    assert "8 March 2018" in done.stdout
    assert f"{content}/broken.toml:1: this is no TOML" in done.stderr
    assert "Files with faults are left out" in done.stderr
    assert "Traceback" not in done.stderr


def test_violet_runs_on_and_logs_which_file_cannot_be_read(violet, content):
    done = violet(
        "run", stdin="when is jj s2 out\n", VIOLET_CONTENT=str(content), VIOLET_LOG_FORMAT="json"
    )

    assert done.returncode == 0
    assert "8 March 2018" in done.stdout
    logged = [line for line in done.stderr.splitlines() if "content_faulty" in line]
    assert [name for name in ("broken", "loop", "pipe") if f"{name}.toml" in str(logged)] == [
        *("broken", "loop", "pipe")
    ]


@pytest.mark.parametrize("command", [["check"], ["doctor"]])
def test_each_faulty_file_is_named_and_no_stray_one(violet, content, command):
    done = violet(*command, VIOLET_CONTENT=str(content))

    assert done.returncode == 1
    for name in ("broken.toml:1", "loop.toml:1", "pipe.toml:1"):
        assert name in done.stdout
    for name in ("._a", ".#b", ".git"):
        assert name not in done.stdout


def test_a_link_out_of_the_folder_is_named_and_none_of_its_words_are_shown(violet, tmp_path):
    (tmp_path / "secret").write_text("hunter2 is the password\n")
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "x.toml").symlink_to(tmp_path / "secret")

    done = violet("check", VIOLET_CONTENT=str(folder))

    assert "x.toml:1: a link to something elsewhere" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


def test_toml_of_today_is_read(violet, tmp_path):
    (tmp_path / "mine.toml").write_text(
        '[show]\nid = "frieren"\ntitle = "Frieren"\nshort = "Frieren"\nnetwork = "NTV"\n'
        'zone = "Asia/Tokyo"\ndrop = 23:00\n'
        '[[claim]]\nid = "f-one"\nseason = 3\nkind = "release-date"\n'
        'value = "2027-07-01T00:00:00Z[America/Los_Angeles]"\nstance = "confirmed"\n'
        'authority = "platform"\nsays = "it is out in summer"\n'
        'source = {\n  publisher = "T", url = "https://example.org/",\n  '
        'published = "2026-01",\n}\n'
    )

    assert violet("check", "mine.toml").stdout.endswith("1 shows, 1 claims, 0 faults\n")


def test_a_show_that_is_misspelt_is_answered_with_the_nearest(violet, tmp_path):
    (tmp_path / "more.toml").write_text('show = "jesica-jones"\n')

    done = violet("check", "more.toml")

    assert "did you mean 'jessica-jones'?" in done.stdout
