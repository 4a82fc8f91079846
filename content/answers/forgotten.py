"""What is said to whoever wanted to be forgotten."""

from content.answers.reply import Answer, Reply, ReplyStatus
from content.language.wording import Wording
from content.privacy.whose import Forgotten
from content.understanding.intents import Intent


def forgot_you(went: Forgotten, *, is_editor: bool, wording: Wording) -> Answer:
    """Return what went of somebody, and what stays; *is_editor* is whether they are one."""
    if went.is_nothing:
        headline = wording.say("I kept nothing of you, and keep nothing now.")
    else:
        headline = wording.say("I have deleted everything that I kept of you.")
    lines = [
        *_counted(went, wording),
        *_unnamed(went, wording),
        wording.say(
            "For an hour I remember a fingerprint of your name, so that nothing you said just "
            "before is kept after all. Messages already sent stay where they are, and so does "
            "what whoever runs me has copied."
        ),
    ]
    if is_editor:
        lines.append(
            wording.say(
                "You are an editor by the settings of whoever runs me, and go on getting notices "
                "until they take you off that list."
            )
        )
    return Answer(
        question="",
        replies=(
            Reply(
                intent=Intent.PRIVACY,
                status=ReplyStatus.DONE,
                headline=headline,
                lines=tuple(lines),
                language=wording.language,
            ),
        ),
    )


def _counted(went: Forgotten, wording: Wording) -> list[str]:
    reminders = went.reminders + went.subscriptions
    said = (
        (
            went.conversations,
            wording.count("{number} conversation.", "{number} conversations.", went.conversations),
        ),
        (reminders, wording.count("{number} reminder.", "{number} reminders.", reminders)),
        (
            went.deliveries,
            wording.count(
                "{number} note of what became of a message to you.",
                "{number} notes of what became of messages to you.",
                went.deliveries,
            ),
        ),
        (
            went.corrections,
            wording.count("{number} correction.", "{number} corrections.", went.corrections),
        ),
    )
    return [line for number, line in said if number]


def _unnamed(went: Forgotten, wording: Wording) -> list[str]:
    if not went.unnamed:
        return []
    return [
        wording.count(
            "{number} entry stays, since it is of a channel or of a show's facts; you are no "
            "longer named in it.",
            "{number} entries stay, since they are of channels or of a show's facts; you are no "
            "longer named in them.",
            went.unnamed,
        )
    ]
