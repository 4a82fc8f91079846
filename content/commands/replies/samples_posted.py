"""What is said of a test post: that it is there, or why it is not."""

from content.announcements.delivery_report import DeliveryReport
from content.commands.reply import CommandReply
from content.language.links import Link
from content.language.places_named import HERE
from content.language.wording import ENGLISH, Wording
from content.subscriptions.delivery_states import DeliveryState


def sample_posted(
    report: DeliveryReport | None, page: str | None, wording: Wording = ENGLISH
) -> CommandReply:
    """Return what became of the test post; None: nothing is known of it yet."""
    links: tuple[Link, ...] = ()
    lines: list[str] = []
    if report is not None and report.state is DeliveryState.DELIVERED:
        headline = wording.say("The test post arrived {here}.", here=HERE)
        lines.append(wording.say("News is sent the same way, and looks like that."))
        if page:
            links = (Link(wording.say("the test post"), page),)
    elif report is not None and (report.state.is_ended or not report.state.is_open):
        headline = wording.say("The test post did not arrive {here}.", here=HERE)
        lines.append(wording.recalled(report.reason or ""))
    else:
        headline = wording.say("The test post is on its way; I try for ten minutes.")
        if report is not None and report.reason:
            lines.append(wording.recalled(report.reason))
    return CommandReply(
        headline=headline,
        lines=tuple(filter(None, lines)),
        links=links,
        language=wording.language,
    )


def sampled_just_now(wording: Wording = ENGLISH) -> CommandReply:
    """Return that a test post was asked for at this very moment already."""
    return CommandReply(
        headline=wording.say("Somebody asked for a test post at this very moment already."),
        language=wording.language,
    )


def nothing_arrives_now(reason: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that the channel refuses everything, so that a test would not arrive either."""
    return CommandReply(
        headline=wording.say("Nothing arrives {here} now, so no test was sent.", here=HERE),
        lines=(
            wording.recalled(reason),
            wording.say("I look again by myself; subscribing again makes me look at once."),
        ),
        language=wording.language,
    )
