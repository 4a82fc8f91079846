"""What is said of the terminal that Violet runs in."""

from typing import Final

from content.language.wording import ENGLISH, Wording, phrase

PRINTED: Final = phrase("What was printed stays as it is.")


def greeting(shows: str, wording: Wording = ENGLISH) -> str:
    """Return what stands above the first prompt; *shows* are those that are followed."""
    return wording.say(
        """\
This is Violet. I know what is known about {shows}: who said what, when, and how surely.
Ask me, for example:
  when does jessica jones season 2 come out
  is it filming?                 (I remember what we talked about)
  source?
Verbs: when SHOW · filming SHOW · countdown SHOW · history SHOW · remind SHOW
       news · upcoming · look up WORDS (any show)
       updates subscribe SHOW · unsubscribe SHOW · list · settings · pause
       updates resume · preview · test · why · doctor · audit · calendar
       newsdesk review [accept|amend|reject|draft|done NUMBER]
       newsdesk feeds [add URL] · record · draft · retract · history
       help · quit""",
        shows=shows or wording.say("no show yet"),
    )


def keys(history: str | None, wording: Wording = ENGLISH) -> str:
    """Return what the keys do; *history* is the file of what was typed before, if there is one."""
    if history is None:
        return wording.say("Tab completes, and Ctrl-D ends.")
    return wording.say(
        "Tab completes, Ctrl-D ends, and ↑ brings back what you typed, which {file} keeps: all but "
        "lines that begin with a blank.",
        file=history,
    )


def nearest(command: str, wording: Wording = ENGLISH) -> str:
    """Return which command was probably meant."""
    return wording.say(
        "I know no such command. Did you mean: {command}? Type yes, or type it anew.",
        command=command,
    )


def goodbye(wording: Wording = ENGLISH) -> str:
    """Return what is said at the end."""
    return wording.say("Goodbye.")


def printed(wording: Wording = ENGLISH) -> str:
    """Return how what is told gets there."""
    return wording.say("What is told is printed at this terminal, while I run.")


def one_place(wording: Wording = ENGLISH) -> str:
    """Return that there are no channels to choose from."""
    return wording.say(
        "There is no other place here than this terminal; leave channel and thread out."
    )


def gone(error: object, wording: Wording = ENGLISH) -> str:
    """Return that nothing can be printed any more, and why."""
    return wording.say("the terminal is gone: {error}", error=error)


def no_question(wording: Wording = ENGLISH) -> str:
    """Return what stands where nothing is answered, and a prompt would show nothing at all."""
    return wording.say("(That did not sound like a question for me.)")


def everything_allowed(wording: Wording = ENGLISH) -> str:
    """Return that nobody has to be made admin at a terminal."""
    return wording.say(
        "Whoever sits at this terminal may do everything; there is nobody to choose."
    )
