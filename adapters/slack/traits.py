"""What is so of Slack."""

from typing import Final

from bot.ports.traits import IdForm, IdForms, PlatformTraits
from content.language.command_hints import CommandHint
from content.subscriptions.destination import Platform

COMMAND: Final = "/violet"
"""Behind which every verb is typed."""


def _slashed(command: CommandHint) -> str:
    """Return the command as it is typed on Slack: "/violet remind stop daredevil"."""
    return f"{COMMAND} {command.typed}"


SLACK: Final = PlatformTraits(
    id=Platform("slack"),
    name="Slack",
    in_flight=200,
    most_in_flight=1000,
    # Slack may show a message to a search only once it has accepted it, however late.
    begun_again_after_s=None,
    one_answers=False,  # Slack gives each question to one of its connections
    one_sends=True,
    knows_people_by_workspace=True,
    writes_to_people=True,
    keeps_living=True,
    knows_zones=True,
    ids=IdForms(
        workspace=IdForm(r"[TE][A-Z0-9]{1,20}", "T0123ABCD"),
        channel=IdForm(r"[CDG][A-Z0-9]{1,20}", "C0123ABCD"),
        thread=IdForm(r"[0-9]{1,12}\.[0-9]{1,6}", "1512821234.000200"),
        person=IdForm(r"[UW][A-Z0-9]{1,20}", "U0123ABCD"),
    ),
    channel_page="https://slack.com/app_redirect?team={workspace}&channel={channel}",
    spelling=_slashed,
    settings=("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    address_setting="SLACK_API_BASE",
    loggers=("slack_bolt", "slack_sdk"),
)
