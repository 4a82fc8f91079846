"""The prompt, in a terminal: keys are pressed, and it is read what there is to be seen."""

import pytest

from fakes.keyboard import CTRL_C, CTRL_D, ENTER, TAB, UP, terminal

SOURCE = "http://collider.com/jessica-jones-season-2-trailer-krysten-ritter-marvel-netflix/"
QUESTION = "when is jj s2 out"
FORGOTTEN = "I have deleted everything"


def test_lines_end_between_words_and_links_are_whole(tmp_path):
    with terminal(tmp_path, "run", columns=60) as shown:
        greeting = shown.prompt()
        answer = shown.ask(QUESTION, SOURCE)
        shown.press(CTRL_D)
        assert shown.ended() == 0

    assert "Ctrl-D ends" in greeting.replace("\n", " ")
    lines = greeting.split("\n")
    assert all(len(line) <= 60 or " " not in line.strip() for line in lines)
    assert lines[:2] == [
        "This is Violet. I know what is known about Agatha All Along,",
        "Born Again, Daredevil, Echo, Iron Fist, Jessica Jones, Loki,",
    ]
    assert f"\n  {SOURCE}" in answer


@pytest.mark.parametrize(
    ("told", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_whoever_wants_them(tmp_path, told, coloured):
    with terminal(tmp_path, "run", **told) as shown:
        shown.prompt()
        shown.ask(QUESTION, SOURCE)
        shown.press("quit", ENTER)
        shown.ended()

    assert shown.is_coloured is coloured


def test_what_was_typed_comes_back_another_day_to_its_owner_alone(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        shown.ask(QUESTION, SOURCE)
        shown.ask(" when is the defenders out", "The Defenders came out")
        shown.press("quit", ENTER)
        shown.ended()
    file = tmp_path / "state" / "violet" / "history"
    with terminal(tmp_path, "run") as again:
        again.prompt()
        again.press(UP, UP)
        back = again.until(QUESTION)
        again.press(CTRL_C, CTRL_D)
        again.ended()

    assert back.count("defenders") == 0
    assert "defenders" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_whoever_is_forgotten_leaves_nothing_that_was_typed(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        shown.ask(QUESTION, SOURCE)
        shown.ask("forget me", FORGOTTEN)
        shown.press(CTRL_D)
        shown.ended()

    assert QUESTION not in (tmp_path / "state" / "violet" / "history").read_text()


def test_a_terminal_without_a_place_for_it_keeps_nothing(tmp_path):
    (tmp_path / "state").write_text("a file")
    with terminal(tmp_path, "run") as shown:
        greeting = shown.prompt()
        shown.ask(QUESTION, SOURCE)
        shown.press(UP)
        shown.until(QUESTION)
        shown.press(CTRL_C, CTRL_D)

        assert shown.ended() == 0
    assert "brings back" not in greeting


def test_what_only_looks_like_the_mouse_is_passed_over(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        shown.press("\x1b[31m", "\x1b[<0;1M")
        shown.ask(QUESTION, SOURCE)
        shown.press("quit", ENTER)

        assert shown.ended() == 0
    assert "exception" not in shown.shown.casefold()


def test_tab_completes_verbs_shows_and_preferences(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        for typed, rest in (
            ("upd", "ates"),
            (" subs", "cribe"),
            (" jessica", "-jones"),
            (" qu", "iet"),
            (" 22", "-7"),
        ):
            shown.press(typed)
            shown.until(typed.strip())
            shown.press(TAB)
            shown.until(rest)
        shown.press(ENTER)
        shown.prompt("from 22:00 to 07:00")
        shown.press(CTRL_D)
        shown.ended()


def test_ctrl_c_drops_what_is_typed_and_ends_where_nothing_is(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        shown.press("when is the defenders out")
        shown.until("out")
        shown.press(CTRL_C, QUESTION, ENTER)
        shown.prompt("Jessica Jones season 2 came out")
        shown.press(CTRL_C)

        assert shown.ended() == 0
    assert shown.shown.rstrip().endswith("Goodbye.")


def test_a_slip_in_a_verb_is_met_with_the_nearest_and_yes_takes_it(tmp_path):
    with terminal(tmp_path, "run") as shown:
        shown.prompt()
        shown.ask("updtes lst", "Did you mean: updates list?")
        shown.ask("yes", "not subscribed to anything")
        shown.press(CTRL_D)
        shown.ended()


def test_questions_from_a_file_are_parted_and_stand_above_their_answers(violet):
    done = violet("run", stdin=f"{QUESTION}\nfrobnicate\nupdates list\n")

    first, second, third, end = done.stdout.split("\n\n")
    assert first.splitlines()[0] == f"> {QUESTION}"
    assert first.splitlines()[-1] == f"  {SOURCE}"
    assert second == "> frobnicate\n(That did not sound like a question for me.)"
    assert third.startswith("> updates list\n")
    assert end == ""
