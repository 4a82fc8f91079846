"""Any show by its name at the command line: the real program over a TVmaze of our own."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from fakes.processes import PROGRAM, environment
from fakes.tvmaze import Channel, Episode, FakeTvmaze, Fault, Season, SimulatedTime

APPLE = Channel("Apple TV", None, 310)
LATER = datetime.now(UTC).date().replace(month=2, day=5) + timedelta(days=730)
"""A day that is ahead whenever the test runs."""


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(SimulatedTime()) as tvmaze:
        seasons = [Season(1, date(2022, 2, 18), order=9), Season(2, LATER)]
        episodes = [Episode(1, 1, day=date(2022, 2, 18)), Episode(2, 1, day=LATER)]
        tvmaze.shows.show("Severance", streamer=APPLE, seasons=seasons, episodes=episodes)
        tvmaze.shows.show("Ghosts", network=Channel("CBS", "US", 2))
        tvmaze.shows.show("Ghosts", network=Channel("BBC One", "GB", 12))
        yield tvmaze
    assert tvmaze.violations == []


@pytest.fixture
def typed(tvmaze, tmp_path):
    """Run `violet` with *words*, and return what it printed and its exit code."""

    async def type_in(*words: str, stdin: str = "", **settings: str):
        wanted = {"TVMAZE_API_BASE": tvmaze.api_base} | settings
        return await asyncio.to_thread(
            subprocess.run,
            [sys.executable, *PROGRAM, *words],
            cwd=tmp_path,
            env=environment(**wanted),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return type_in


async def test_a_show_is_followed_by_its_name_listed_and_followed_no_more(typed, tvmaze):
    followed = await typed("follow", "severance")
    again = await typed("follow", "Severance")
    asked = await typed("ask", "when is severance back?")
    listed = await typed("follow", "--list")
    unfollowed = await typed("unfollow", "severance")
    twice = await typed("unfollow", "severance")

    said, known, page = followed.stdout.splitlines()
    assert followed.returncode == 0, followed.stderr
    assert said == "Now following Severance (severance)."
    assert known.startswith("TVmaze lists Severance season 2 as coming out on")
    assert page.startswith("https://www.tvmaze.com/shows/")
    assert asked.stdout.startswith(known), asked.stderr
    assert again.stdout.startswith("Following already: Severance (severance).")
    assert listed.stdout.startswith("severance  Severance  kept by you, read ")
    assert unfollowed.stdout.startswith("You follow Severance no more")
    assert twice.stdout.startswith("You did not follow Severance")
    assert len(tvmaze.paths()) == 4


async def test_several_shows_of_one_name_are_printed_and_one_is_picked(typed):
    several = await typed("follow", "ghosts")
    wrong = await typed("follow", "ghosts", "--pick", "3")
    picked = await typed("follow", "ghosts", "--pick", "2")
    exact = await typed("follow", several.stdout.splitlines()[1].split()[-1])

    asked, first, second, how = several.stdout.splitlines()
    assert several.returncode == 2
    assert asked == "Several shows are called ghosts: which one?"
    assert first.startswith("1. Ghosts (")
    assert second.startswith("2. Ghosts (")
    assert "--pick N" in how
    assert (wrong.returncode, wrong.stderr) == (2, "--pick 3: there are 2\n")
    assert picked.stdout.startswith("Now following Ghosts (ghosts)."), picked.stderr
    assert exact.stdout.startswith("Now following Ghosts (ghosts"), exact.stderr


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["zyxoria"], "TVmaze lists no show of that name", 2),
        ([], "which show? violet follow severance", 2),
        (["tvmaze:999999"], "TVmaze lists no show of that name", 2),
        (["daredevil"], "daredevil is a show file's", 2),
        (["severance", "--as", "nothing"], "is no one show of a show file", 2),
    ],
)
async def test_what_cannot_be_followed_is_said_in_one_line(typed, words, said, code):
    done = await typed("follow", *words)

    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (done.stdout, done.returncode) == ("", code)


async def test_a_record_is_joined_to_the_show_of_a_file_where_the_operator_says_so(typed, tvmaze):
    show = tvmaze.shows.show("Marvel's Daredevil", streamer=Channel("Netflix", None, 1))

    joined = await typed("follow", f"tvmaze:{show.id}", "--as", "daredevil")
    listed = await typed("follow", "--list")

    assert joined.stdout.startswith("Now following Marvel's Daredevil (daredevil)."), joined.stderr
    assert listed.stdout.startswith("daredevil  Marvel's Daredevil  kept by you")


async def test_an_unknown_show_is_looked_up_where_that_is_asked_for(typed, tvmaze):
    plain = await typed("ask", "when is severance back?")
    looked_up = await typed("ask", "--look-up", "when is severance back?")
    in_json = await typed("ask", "--look-up", "--json", "severance season 1")
    known = await typed("ask", "--look-up", "when is jj s2 out")

    assert plain.stdout.splitlines()[0] == "I don't follow severance."
    assert plain.stdout.splitlines()[-1] == "I can look it up at TVmaze: ask again with --look-up"
    assert looked_up.stdout.startswith("TVmaze lists Severance season 2 as coming out on")
    assert "https://www.tvmaze.com/shows/" in looked_up.stdout.splitlines()[-1]
    (reply,) = json.loads(in_json.stdout)["replies"]
    assert (reply["show"], reply["season"]) == ("severance", 1)
    assert reply["sources"][0]["publisher"] == "TVmaze"
    assert "8 March 2018" in known.stdout
    assert len([path for path in tvmaze.paths() if "search" in path]) == 2


async def test_one_of_several_is_asked_about_by_its_record(typed):
    several = await typed("ask", "--look-up", "is ghosts renewed?")
    record = several.stdout.splitlines()[1].split()[-1]
    one = await typed("ask", "--look-up", f"is {record} renewed?")

    assert several.stdout.startswith("Several shows are called ghosts: which one?")
    assert "Ghosts" in one.stdout
    assert "https://www.tvmaze.com/shows/" in one.stdout.splitlines()[-1]


async def test_questions_by_the_line_are_answered_as_ever(typed, tvmaze):
    line = json.dumps({"question": "when is severance back?"})

    done = await typed("ask", "--jsonl", stdin=line)

    (reply,) = json.loads(done.stdout)["replies"]
    assert reply["status"] == "not_tracked"
    assert "TVmaze" not in reply["text"]
    assert set(reply) == {
        *("intent", "show", "season", "status", "verdict", "value", "stance", "text", "sources"),
        "conflicts",
    }
    assert tvmaze.paths() == []


@pytest.mark.parametrize("fault", [Fault.INTERNAL, Fault.CHALLENGE])
async def test_where_tvmaze_does_not_answer_that_is_said_and_nothing_is_followed(
    typed, tvmaze, fault
):
    tvmaze.faults.next_calls(fault, 9)

    followed = await typed("follow", "severance")
    asked = await typed("ask", "--look-up", "when is severance back?")
    listed = await typed("follow", "--list")

    assert followed.returncode == 1
    assert "TVmaze cannot be reached" in followed.stderr
    assert "TVmaze cannot be reached" in asked.stdout
    assert listed.stdout == "Nothing is followed. Begin with: violet follow NAME\n"


async def test_without_tvmaze_among_the_live_sources_nothing_is_asked(typed, tvmaze):
    followed = await typed("follow", "severance", VIOLET_LIVE="")
    asked = await typed("ask", "--look-up", "when is severance back?", VIOLET_LIVE="")
    plain = await typed("ask", "when is severance back?", VIOLET_LIVE="")

    assert followed.returncode == 2
    assert "VIOLET_LIVE" in followed.stderr
    assert "switched off" in asked.stdout
    assert "--look-up" not in plain.stdout
    assert tvmaze.paths() == []


async def test_at_a_terminal_any_show_is_asked_about_followed_and_talked_of(typed, tvmaze):
    lines = ["when severance", "and season 1?", "updates subscribe severance", "when is ghosts out"]
    lines += ["when ghosts", "updates list", "updates pause severance", "newsdesk review"]

    talked = await typed("run", stdin="\n".join(lines))
    listed = await typed("follow", "--list")

    assert talked.returncode == 0, talked.stderr
    said = talked.stdout
    assert said.startswith("> when severance\nTVmaze lists Severance season 2 as coming out on")
    assert "TVmaze listed Severance season 1 as coming out on Friday 18 February 2022." in said
    assert "This channel now hears about Severance." in said
    assert "I don't follow ghosts." in said
    assert "I can look it up at TVmaze: look up ghosts" in said
    assert "Several shows are called ghosts: which one?" in said
    assert "Paused: this channel is told nothing about Severance" in said
    assert "No correction is waiting." in said
    assert listed.stdout.startswith("severance  Severance  while anybody subscribes, read ")
    assert tvmaze.most_connections == 1


async def test_what_is_followed_is_known_to_whoever_asks_at_the_command_line(typed, tvmaze):
    await typed("follow", "severance")
    calls = len(tvmaze.paths())

    asked = await typed("ask", "when is severance back?")
    line = json.dumps({"question": "when is severance back?", "show": "severance"})
    by_line = await typed("ask", "--jsonl", stdin=line)
    facts = await typed("facts", "severance")
    history = await typed("history", "severance", "--season", "1")
    days = ["--from", "2026-12-01", "--to", "2026-12-02"]
    preview = await typed("preview", *days, "--show", "severance")

    assert asked.stdout.startswith("TVmaze lists Severance season 2 as coming out on"), asked.stderr
    (reply,) = json.loads(by_line.stdout)["replies"]
    assert (reply["show"], reply["status"]) == ("severance", "known")
    assert facts.stdout.startswith("Severance season 1"), facts.stderr
    assert "TVmaze lists Severance season 1" in history.stdout, history.stderr
    assert (preview.stderr, preview.returncode) == ("", 0)
    assert len(tvmaze.paths()) == calls


async def test_a_database_that_cannot_be_read_is_named_and_files_still_answer(typed, tmp_path):
    await typed("follow", "severance")
    (tmp_path / "violet.db").write_bytes(b"SQLite format 3\0" + b"no database" * 900)

    asked = await typed("ask", "when is jj s2 out")

    assert "8 March 2018" in asked.stdout
    assert "Only the show files are read" in asked.stderr
    assert len(asked.stderr.splitlines()) == 1


async def test_asking_makes_no_database(typed, tmp_path):
    asked = await typed("ask", "when is jj s2 out")

    assert "8 March 2018" in asked.stdout
    assert list(tmp_path.iterdir()) == []
