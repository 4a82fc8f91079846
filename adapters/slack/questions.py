"""What people ask on Slack, kept from when it comes until it is answered.

It is kept as Slack's own payload, from which any process can take it up again. That of a command,
a button or a form holds the URL by which it is answered, so it is kept encrypted, or not at all.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import structlog

from adapters.slack.traits import SLACK
from bot.masking import SECRETS
from bot.ports.answers import AcceptedQuestion
from bot.ports.errors import StorageError, UnreadableSecretError
from bot.ports.platforms import Speaker
from bot.ports.secret_box import SecretBox
from bot.runtime.open_questions import OpenQuestion, OpenQuestions

log = structlog.get_logger()

Body = dict[str, Any]

URL_LIVES_S: Final = 29.0 * 60.0
"""For a little less than as long as Slack takes an answer at a response URL.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""
_MESSAGE_WAITS: Final = timedelta(days=1)
"""For so long a question in words is worth an answer."""
_LOOK_AGAIN_S: Final = 5.0
_PURPOSE: Final = "slack question"
_LEFT_OUT: Final = frozenset({"token", "blocks", "attachments", "files", "authorizations"})
"""What answering does not look at: the message with the button may be as long as Slack allows."""


class AskedBy(StrEnum):
    """In which way something is asked."""

    MESSAGE = "message"
    COMMAND = "command"
    BUTTON = "button"
    DESK_PRESS = "desk_press"
    FORM = "form"
    DESK_FORM = "desk_form"
    HOME_PRESS = "home_press"


LeftOver = tuple[AskedBy, Body, OpenQuestion]
"""Something that an earlier run left unanswered."""


class SlackQuestions:
    """Takes what is asked on, and up again after a restart."""

    def __init__(
        self, questions: OpenQuestions | None = None, secret_box: SecretBox | None = None
    ) -> None:
        """Without *questions* nothing is kept, without a *secret_box* messages alone are."""
        self._questions = questions
        self._secret_box = secret_box

    def accept(self, asked: AskedBy, body: Body, key: str, speaker: Speaker) -> OpenQuestion | None:
        """Take on what *speaker* asks, of which *key* is its own for ever; None: it is not kept."""
        if self._questions is None or (asked is not AskedBy.MESSAGE and self._secret_box is None):
            return None
        clock = self._questions.clock
        now, url_lives = clock.now(), timedelta(seconds=clock.seconds_within(URL_LIVES_S))
        return self._questions.accept(
            AcceptedQuestion(
                key=key,
                speaker=speaker,
                asked=self._written({"asked": asked, "body": _shortened(body)}, key),
                accepted_at=now,
                answer_by=now + (_MESSAGE_WAITS if asked is AskedBy.MESSAGE else url_lives),
            )
        )

    async def left_over(self, *, asked_before: datetime) -> AsyncIterator[LeftOver]:
        """Yield what an earlier run left unanswered, in whichever workspace."""
        if self._questions is None:
            return
        for question in await self._left_over(self._questions):
            if question.accepted.accepted_at > asked_before:
                question.leave()
                continue
            try:
                asked, body = self._read(question.accepted)
            except (UnreadableSecretError, ValueError, KeyError, TypeError) as error:
                log.warning("question_unreadable", platform="slack", reason=str(error))
                question.end()
                continue
            log.info("question_taken_up", platform="slack", key=question.accepted.key)
            SECRETS.learn_in(body)
            yield asked, body, question

    async def _left_over(self, questions: OpenQuestions) -> Sequence[OpenQuestion]:
        while True:
            try:
                return await questions.left_over(SLACK.id)
            except StorageError as error:
                log.warning("questions_not_taken_up", platform="slack", reason=str(error))
            await asyncio.sleep(_LOOK_AGAIN_S)

    def _written(self, asked: Body, key: str) -> str:
        text = json.dumps(asked, separators=(",", ":"))
        box = self._secret_box
        return text if box is None else box.encrypt(text, _PURPOSE, key)

    def _read(self, accepted: AcceptedQuestion) -> tuple[AskedBy, Body]:
        text = accepted.asked
        if not text.startswith("{"):
            if self._secret_box is None:
                raise UnreadableSecretError("it was encrypted, and there is no key any more")
            text = self._secret_box.decrypt(text, _PURPOSE, accepted.key)
        read = json.loads(text)
        if not isinstance(read["body"], dict):
            raise TypeError("it is no payload of Slack's")
        return AskedBy(read["asked"]), read["body"]


def _shortened(body: Body) -> Body:
    """Leave out what is long; of a form that was sent all is kept, since it may be shown again."""
    kept = {name: value for name, value in body.items() if name not in _LEFT_OUT}
    if isinstance(message := kept.get("message"), dict):
        kept["message"] = {name: value for name, value in message.items() if name not in _LEFT_OUT}
    return kept
