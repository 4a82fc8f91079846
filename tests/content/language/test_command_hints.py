"""Commands within sentences, spelled by whoever shows them."""

from hypothesis import given
from hypothesis import strategies as st

from content.language.command_hints import (
    CommandHint,
    as_typed,
    hint,
    spelled,
    unmarked,
    with_commands,
)
from content.language.wording import ENGLISH, wording_for

SENTENCE = f"No more of it: {hint('remind', stop='True', show='daredevil')}; or wait."
STOP = CommandHint("remind", (("stop", "True"), ("show", "daredevil")))


def test_a_command_in_a_sentence_is_spelled_as_words_where_it_is_typed() -> None:
    assert spelled(SENTENCE, as_typed) == "No more of it: remind stop daredevil; or wait."


def test_whoever_shows_a_sentence_spells_its_commands() -> None:
    said = spelled(SENTENCE, lambda command: f"[{command.verb}]")

    assert said == "No more of it: [remind]; or wait."


def test_the_parts_of_a_sentence_are_its_words_and_its_commands() -> None:
    assert list(with_commands(SENTENCE)) == ["No more of it: ", STOP, "; or wait."]


def test_a_sentence_in_another_language_holds_the_same_command() -> None:
    said = wording_for("de").say("You get that with: {command}", command=hint("remind", show="x"))

    assert spelled(said, as_typed).endswith("remind x")
    assert not spelled(said, as_typed).startswith("You get")


@given(st.text())
def test_an_argument_never_ends_its_command(words: str) -> None:
    said = ENGLISH.say("Type {command} here.", command=hint("remind", show=words))
    before, command, after = with_commands(said)

    assert (before, after) == ("Type ", " here.")
    assert command == CommandHint("remind", (("show", unmarked(words)),))


@given(st.text(alphabet="ab \ue000\ue001\ue002\ue003"))
def test_what_somebody_wrote_holds_no_command_once_its_marks_are_gone(text: str) -> None:
    assert spelled(unmarked(text), lambda _: "a command") == unmarked(text)


@given(st.text(alphabet="ab \ue000\ue001\ue002\ue003"))
def test_no_mark_of_a_command_is_ever_shown(text: str) -> None:
    assert unmarked(spelled(f"\ue000{text}", as_typed)) == spelled(f"\ue000{text}", as_typed)
