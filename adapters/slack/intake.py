"""How what is asked comes in: kept first, then acknowledged, then answered; each once.

Slack waits three seconds for an acknowledgement. A message that has none comes again, after a
minute and after five; whoever typed a command or pressed a button is told that it failed.
https://docs.slack.dev/apis/events-api#retries
"""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any, Final

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from adapters.slack.mentions import EventsTaken
from adapters.slack.public_answers import NoAnswerNowError
from adapters.slack.questions import AskedBy, Body, SlackQuestions
from adapters.slack.turns import end_turn
from bot.ports.platforms import Speaker
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestion

log = structlog.get_logger()

Answer = Callable[[AskedBy, Body, str, OpenQuestion | None], Awaitable[None]]

MOST_AT_ONCE: Final = 3000
"""What is being answered or waits for it; whatever comes beyond is told so, or comes again."""
_LOOK_AGAIN_S: Final = 1.0
_OTHERS_ANSWER_WITHIN_S: Final = 60.0


class Intake:
    """Takes on what people ask in one workspace, and sees that it is answered."""

    def __init__(self, questions: SlackQuestions, in_flight: InFlight, answer: Answer) -> None:
        self._questions = questions
        self._in_flight = in_flight
        self._answer = answer
        self._seen = EventsTaken()

    @property
    def is_full(self) -> bool:
        """Whether nothing more can be taken on for now."""
        return self._in_flight.is_full

    async def take(
        self,
        ack: AsyncAck,
        asked: AskedBy,
        body: Body,
        key: str,
        speaker: Speaker,
        **acknowledgement: Any,
    ) -> BoltResponse | None:
        """Keep it, acknowledge it so, and begin to answer it; *key* is its own for ever.

        Where it cannot be kept within a second it is answered all the same.
        """
        if not self._seen.take(key, now=asyncio.get_running_loop().time()):
            await ack(**acknowledgement)
            return None
        if self.is_full:
            log.warning("slack_busy", asked=asked)
            self._seen.release(key)
            return BoltResponse(status=503, body="busy")  # not acknowledged
        question = self._questions.accept(asked, body, key, speaker)
        if question is not None:
            end_turn()  # so that nobody else waits for the store, too
            await question.kept()
        await ack(**acknowledgement)
        if question is None or not question.was_answered:
            self._in_flight.begin(self._see_to(asked, body, key, question))
        return None

    async def take_up(self, asked: AskedBy, body: Body, question: OpenQuestion) -> None:
        """Answer what an earlier run took on and left unanswered, as soon as there is room."""
        while self.is_full:  # noqa: ASYNC110  as many events as tasks would tell of it
            await asyncio.sleep(_LOOK_AGAIN_S)
        key = question.accepted.key
        self._seen.take(key, now=asyncio.get_running_loop().time())
        self._in_flight.begin(self._see_to(asked, body, key, question))

    async def _see_to(
        self, asked: AskedBy, body: Body, key: str, question: OpenQuestion | None
    ) -> None:
        try:
            await self._answer(asked, body, key, question)
        except NoAnswerNowError as error:
            log.warning("answer_left", asked=asked, reason=str(error))
            self._leave(key, question)
        except asyncio.CancelledError:  # we are going; whoever comes next goes on
            self._leave(key, question)
            raise
        except Exception:  # one bad question must not end the others, nor come again for ever
            log.exception("answering_failed", asked=asked)
            self._end(question)
        else:
            self._end(question)

    def _leave(self, key: str, question: OpenQuestion | None) -> None:
        self._seen.release(key)
        if question is not None:
            question.leave()

    @staticmethod
    def _end(question: OpenQuestion | None) -> None:
        if question is not None:
            question.end()


async def until_ours(may_send: Callable[[], bool] | None) -> None:
    """Wait until what was left unanswered is ours to take up: at once where we tell the news.

    Another process that does so may be answering it at this very moment. What still waits a minute
    later, and was asked before we came, was left by one that is gone.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + _OTHERS_ANSWER_WITHIN_S
    while may_send is not None and not may_send() and loop.time() < until:  # noqa: ASYNC110  no event tells of it
        await asyncio.sleep(_LOOK_AGAIN_S)


def key_of_message(team: str, event: Body) -> str:
    """Return which message it is: it may come as two events, and each again and again."""
    return f"m/{team}/{event['channel']}/{event.get('ts')}"


def key_of_press(asked: AskedBy, team: str, body: Body) -> str:
    """Return which command, press or form it is, in which no secret of it can be read."""
    view = body.get("view") or {}
    parts = (body.get("trigger_id"), body.get("response_url"), view.get("id"), view.get("hash"))
    return f"{asked}/{team}/{sha256(repr(parts).encode()).hexdigest()[:32]}"
