import json
import re
import subprocess
import sys

import pytest

from content.show_files.folders import shipped_shows
from fakes.processes import PROGRAM, environment

FILE = """\
show = "jessica-jones"

[[claim]]
id = "test-season-two-moved"
season = 2
kind = "release-date"
value = "{value}"
stance = "confirmed"
authority = "platform"
source = {{ publisher = "A test", url = "https://example.org/", published = "2018-01-27" }}
says = "the date has moved"
"""


def answers(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_season_is_asked_about_as_known_on_three_days(violet):
    lines = [
        {"question": "when is jj s2 out", "as_of": as_of}
        for as_of in ("2017-04-10", "2018-01-10", "2026-11-24")
    ]

    before, dated, out = answers(
        violet("ask", "--jsonl", stdin="\n".join(json.dumps(line) for line in lines))
    )

    assert before["replies"][0]["value"] == "2018"
    assert "2018" in before["replies"][0]["text"]
    assert "no day yet" in before["replies"][0]["text"]
    assert before["replies"][0]["sources"][0]["published"] == "2016-07-28"
    assert "Sarandos" in before["replies"][0]["text"]
    assert dated["replies"][0]["value"] == "2018-03-08"
    assert "8 March 2018" in dated["replies"][0]["text"]
    assert out["replies"][0]["status"] == "known"
    assert "8 March 2018" in out["replies"][0]["text"]


def test_one_question_is_answered_in_words_or_in_json(violet):
    in_words = violet("ask", "--as-of", "2017-04-10", "when", "is", "jj", "s2", "out")
    in_json = violet("ask", "--as-of", "2017-04-10", "--json", "when is jj s2 out")

    assert in_words.returncode == 0
    assert "in 2018, no day yet" in in_words.stdout
    (answer,) = answers(in_json)
    assert set(answer) == {"question", "silent", "replies"}
    assert set(answer["replies"][0]) == {
        "intent", "show", "season", "status", "verdict", "value", "stance", "text", "sources",
        "conflicts",
    }  # fmt: skip


def test_a_show_that_is_not_tracked_is_said_to_be_so(violet):
    (answer,) = answers(violet("ask", "--json", "when is stranger things season 5 out"))

    assert answer["replies"][0]["status"] == "not_tracked"


def test_the_start_of_filming_shows_both_days(violet):
    (answer,) = answers(
        violet("ask", "--as-of", "2017-04-04", "--json", "when did filming start for jj s2")
    )
    (reply,) = answer["replies"]

    assert reply["status"] == "conflicting"
    assert reply["value"] == "2017-04-03"
    assert [other["value"] for other in reply["conflicts"]] == ["2017-04-10"]
    assert "10 April" in reply["text"]


def test_a_conversation_is_followed_over_lines(violet):
    asked = {
        "question": "is it filming?",
        "as_of": "2017-04-10",
        "after": ["when does jessica jones season 2 come out"],
    }

    (answer,) = answers(violet("ask", "--jsonl", stdin=json.dumps(asked)))

    (reply,) = answer["replies"]
    assert (reply["intent"], reply["show"], reply["season"]) == (
        "filming_status", "jessica-jones", 2,
    )  # fmt: skip


def test_a_line_names_the_zone_of_whoever_asks(violet):
    asked = {"question": "when is wonder man out", "as_of": "2026-01-20", "zone": "Asia/Tokyo"}
    wrong = {**asked, "zone": "Mars/Olympus"}

    answer, fault = answers(
        violet("ask", "--jsonl", stdin=f"{json.dumps(asked)}\n{json.dumps(wrong)}")
    )

    assert answer["replies"][0]["value"] == "2026-01-28"
    assert "is no IANA zone" in fault["error"]


def test_a_line_that_is_no_question_does_not_stop_the_next(violet):
    lines = ["{", "[]", '{"question": 1}', '{"question": "hi", "as_of": "soon"}',
             '{"question": "hi", "colour": 1}', '{"question": "hi", "show": "nope"}',
             '{"question": "when is jj s2 out"}']  # fmt: skip

    *faults, last = answers(violet("ask", "--jsonl", stdin="\n".join(lines)))

    assert [bool(fault["error"]) for fault in faults] == [True] * 6
    assert "line 4" in faults[3]["error"]
    assert last["replies"][0]["show"] == "jessica-jones"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "x" * 10_000,
        "🎬🎬🎬",
        "\x00\x07\x1b[31m",
        "когда выйдет",
        "时候 出来",
        "@everyone",
        "???",
    ],
)
def test_anything_that_is_no_question_gets_a_kind_sentence(violet, words):
    done = violet("ask", "--jsonl", stdin=json.dumps({"question": words}))

    (answer,) = answers(done)
    for reply in answer["replies"]:
        assert reply["text"].strip()
        assert "Traceback" not in done.stderr


def test_beliefs_are_shown_with_their_sources(violet):
    done = violet("facts", "jessica-jones", "--season", "2", "--as-of", "2017-04-10")

    assert done.returncode == 0, done.stderr
    assert "Violet" in done.stdout
    assert "2018" in done.stdout
    assert "10 April 2017" in done.stdout
    for belief in answers(
        violet("facts", "jj", "--season", "2", "--as-of", "2017-04-10", "--json")
    ):
        assert belief["sources"] or belief["guesses"] or belief["earlier"]
        said = json.dumps({name: what for name, what in belief.items() if name != "not_edtf"})
        own = re.findall(r'"([\d/-]+-(?:early|mid|late)[^" ]*)"', said)
        assert belief["not_edtf"] == sorted(set(own))


def test_the_history_of_a_date_is_told_in_order(violet):
    done = violet("history", "jessica-jones", "--season", "2", "--kind", "release-date", "--json")

    changes = answers(done)
    assert [(change["on"], change["after"]) for change in changes][-1] == (
        "2017-12-09", "2018-03-08",
    )  # fmt: skip
    assert [change["on"] for change in changes] == sorted(change["on"] for change in changes)


def test_a_preview_tells_the_date_then_counts_down_then_tells_the_premiere(violet):
    done = violet("preview", "--from", "2017-12-01", "--to", "2018-03-09", "--show", "jj", "--json")

    told = [(line["at"][:10], line["topic"], line["step"]) for line in answers(done)]
    release = [line for line in told if line[1] in {"release", "countdown"}]
    assert release == [
        ("2017-12-09", "release", None),
        ("2018-02-06", "countdown", 30),
        ("2018-02-22", "countdown", 14),
        ("2018-03-01", "countdown", 7),
        ("2018-03-05", "countdown", 3),
        ("2018-03-07", "countdown", 1),
        ("2018-03-08", "countdown", 0),
    ]


def test_good_content_is_said_to_be_good(violet):
    done = violet("check")

    assert done.returncode == 0
    assert "0 faults" in done.stdout


def test_a_translator_is_told_what_cannot_be_asked_yet(violet, tmp_path):
    file = tmp_path / "nl.toml"
    file.write_text("name = 'Dutch'\n[meanings]\nrelease = 'uit'\nwhen = 'wanneer'\n")

    good = violet("check", str(file))
    file.write_text("name = 'Dutch'\n[meanings]\nreleese = 'uit'\n")
    bad = violet("check", str(file))

    assert good.returncode == 0, good.stdout
    assert "remark: nl: what cannot be asked for in its own words: announced_on, " in good.stdout
    assert "release_date" not in good.stdout
    assert bad.returncode == 1
    assert "nl.toml:3: unknown meaning 'releese' in [meanings]; did you mean 'release" in bad.stdout


def test_a_title_that_is_an_ordinary_word_is_remarked_on_and_no_fault(violet, tmp_path):
    shipped = next(iter(sorted(shipped_shows().glob("*.toml")))).read_text(encoding="utf-8")
    head = re.sub(r"(?m)^title = .*$", 'title = "From"', shipped.split("[[claim]]")[0])
    (tmp_path / "from.toml").write_text(head, encoding="utf-8")

    checked = violet("check", str(tmp_path))

    assert checked.returncode == 0, checked.stdout
    assert re.search(r"remark: \S*from\.toml:\d+: 'From' is an ordinary word", checked.stdout)


def test_a_title_that_no_question_finds_is_a_fault_with_its_line_and_cure(violet, tmp_path):
    shipped = next(iter(sorted(shipped_shows().glob("*.toml")))).read_text(encoding="utf-8")
    head = re.sub(r"(?m)^(title|short) = .*$", r'\1 = "???"', shipped.split("[[claim]]")[0])
    head = re.sub(r"(?ms)^aliases = \[.*?^\]\n|^aliases = .*?$", "", head)
    (tmp_path / "marks.toml").write_text(head, encoding="utf-8")

    checked = violet("check", str(tmp_path))

    assert checked.returncode == 1
    assert re.search(r"marks\.toml:\d+: .*does not find the show; add an alias", checked.stdout)


def test_a_fault_names_file_line_and_cure_and_all_else_goes_on(violet, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(FILE.format(value="2022-11-31"))

    checked = violet("check", str(file))
    started = violet("run", VIOLET_CONTENT=str(tmp_path), VIOLET_LOG_FORMAT="json")
    asked = violet("ask", "when is jj s2 out", VIOLET_CONTENT=str(tmp_path))

    assert [done.returncode for done in (checked, started, asked)] == [1, 0, 0]
    assert "mine.toml:7: " in checked.stdout
    assert "mine.toml:7: " in asked.stderr
    (logged,) = [line for line in map(json.loads, started.stderr.splitlines()) if "fault" in line]
    assert (logged["file"], logged["line"]) == (str(file), 7)
    assert "the month has 30" in logged["fault"]


@pytest.mark.parametrize(
    ("words", "env", "fault"),
    [
        (["run"], {"VIOLET_NONSENSE": "1"}, "VIOLET_NONSENSE"),
        (["run"], {"VIOLET_TIME_ZONE": "Nowhere"}, "VIOLET_TIME_ZONE"),
        (["run", "--speed", "5"], {}, "--as-of"),
        (["slack-manifest", "--http", "violet"], {}, "--http 'violet' is no address"),
        (["slack-manifest", "--http", "http://violet.example"], {}, "--http begins with http://"),
        (["run", "--as-of", "soon"], {}, "--as-of soon"),
        (["run", "--as-of", "2018-01-01", "--speed", "0"], {}, "--speed"),
        (["ask", "--as-of", "2018-02-30", "hi"], {}, "2018-02-30"),
        (["ask"], {}, "what is the question"),
        (["facts", "nope"], {}, "nope"),
        (["facts", "jj", "--season", "x"], {}, "--season"),
        (["history", "jj", "--kind", "gossip"], {}, "release-date"),
        (["preview", "--from", "2018-01-02", "--to", "2018-01-01"], {}, "swap"),
        (["run", "--as-of", "2018-01-01"], {"DISCORD_TOKEN": "hush"}, "--really"),
        (
            ["run", "--as-of", "2018-01-01"],
            {"SLACK_BOT_TOKEN": "hush", "SLACK_APP_TOKEN": "hush"},
            "--really",
        ),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(violet, words, env, fault):
    done = violet(*words, **env)

    assert done.returncode == 2
    assert fault in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "hush" not in done.stderr
    assert done.stdout == ""


def test_the_claims_of_the_operator_count(violet, tmp_path):
    (tmp_path / "mine.toml").write_text(FILE.format(value="2018-03-24"))

    (answer,) = answers(
        violet(
            "ask", "--as-of", "2018-02-01", "--json", "when is jj s2",
            VIOLET_CONTENT=str(tmp_path),
        )
    )  # fmt: skip

    assert answer["replies"][0]["value"] == "2018-03-24"


def test_the_database_can_be_made_copied_and_looked_at(violet, tmp_path):
    assert violet("db", "upgrade").returncode == 0
    assert violet("db", "upgrade").returncode == 0
    assert violet("db", "backup", "copy.db").returncode == 0
    assert (tmp_path / "copy.db").stat().st_size > 0
    again = violet("db", "backup", "copy.db")
    assert again.returncode == 3
    assert "copy.db" in again.stderr
    healthy = violet("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert "FAULT" not in healthy.stdout


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("my notes " * 100)

    done = subprocess.run(  # noqa: S603  our own program, our own words
        [sys.executable, *PROGRAM, "run"],
        cwd=tmp_path,
        env=environment(VIOLET_DATABASE_URL=f"sqlite+aiosqlite:///{file}"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 3
    assert "notes.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_text() == "my notes " * 100


def test_slack_and_discord_can_be_set_up_from_what_is_printed(violet):
    manifest = json.loads(violet("slack-manifest").stdout)
    for_many = json.loads(violet("slack-manifest", "--http", "https://violet.example/").stdout)
    link = violet("discord-invite", "123456789012345678").stdout.strip()

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert for_many["oauth_config"]["redirect_urls"] == [
        "https://violet.example/slack/oauth_redirect"
    ]
    assert link.startswith("https://discord.com/")
    assert "client_id=123456789012345678" in link


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["history", "jj", "--kind", "relase"], "did you mean 'release-date'?"),
        (["facts", "dardevill-born"], "daredevil"),
    ],
)
def test_what_is_misspelt_is_answered_with_the_nearest(violet, words, meant):
    done = violet(*words)

    assert done.returncode == 2
    assert meant in done.stderr
    assert len(done.stderr) < 200


def test_words_that_are_no_question_end_in_a_failure(violet):
    assert violet("ask", "frobnicate").returncode == 2
    assert violet("ask", "--json", "frobnicate").returncode == 2


@pytest.mark.parametrize("words", [["ask"], ["facts"], ["history", "jj", "--kind"], ["check"], []])
def test_an_argument_of_any_size_is_refused_in_a_line(violet, words):
    done = violet(*words, "x" * 100_000)

    assert done.returncode in {1, 2}
    assert len(done.stderr + done.stdout) < 3_000


@pytest.mark.parametrize(
    "line", [f'{{"question": {"9" * 5000}}}', "[" * 100_000, f'{{"question": "{"hi " * 9999}"}}']
)
def test_a_hostile_line_is_answered_with_its_fault(violet, line):
    (fault,) = answers(violet("ask", "--jsonl", stdin=line))

    assert "line 1" in fault["error"]
