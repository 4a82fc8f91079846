"""What is so of a terminal."""

from typing import Final

from bot.ports.traits import IdForm, IdForms, PlatformTraits
from content.subscriptions.destination import Platform

CONSOLE: Final = PlatformTraits(
    id=Platform("console"),
    name="this terminal",
    in_flight=1,
    most_in_flight=1,
    begun_again_after_s=0.0,
    one_answers=False,
    one_sends=False,
    knows_people_by_workspace=False,
    writes_to_people=False,
    ids=IdForms(
        channel=IdForm("terminal", "terminal"),
        person=IdForm(r"[!-~]([ -~]{0,98}[!-~])?", "ada"),
    ),
    is_the_operators=True,
)
