"""Questions from when they are accepted until they are answered, over the store that keeps them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Final

import structlog

from bot.ports.answers import AcceptedQuestion, Answers, Heard, everybody_is
from bot.ports.journal import Clock
from bot.runtime.behind_answers import MOST_HELD, PATIENCE_S, BehindAnswers
from content.subscriptions.destination import Platform

log = structlog.get_logger()

_GATHERED_S: Final = 0.2
"""For so long what was answered waits to be stored; to store it late does no harm."""
_MOST_AT_ONCE: Final = 200

_Name = tuple[Platform, str]


class OpenQuestion:
    """One question that this process is answering."""

    def __init__(
        self, questions: "OpenQuestions", accepted: AcceptedQuestion, *, since: float, again: bool
    ) -> None:
        self._questions = questions
        self.accepted = accepted
        self.since = since
        """When it was accepted, on the loop's clock."""
        self.is_again = again
        """Whether an earlier run may have answered it already."""
        self.was_answered = False
        """Whether it turned out that it was answered before; known once it is `kept`."""
        self.is_stored = asyncio.Event()
        """Set once it survives a crash."""
        if again:
            self.is_stored.set()

    @property
    def age_s(self) -> float:
        """How long ago it was accepted, in seconds on the wall."""
        return asyncio.get_running_loop().time() - self.since

    async def kept(self) -> None:
        """Wait until it is stored, a second after it came at most; then the answer goes out."""
        await self._questions.wait_for(self)

    def acknowledge(self, how: str) -> None:
        """Note how the platform was told to wait for the answer."""
        self._questions.acknowledge(self, how)

    def end(self) -> None:
        """Note that it was answered, or that nobody can be given an answer any more."""
        self._questions.end(self)

    def leave(self) -> None:
        """Leave it to whoever connects next, since no answer reaches anybody for now."""
        self._questions.leave(self)

    def stored(self, *, was_answered: bool) -> None:
        """Note that it survives a crash from now on."""
        self.was_answered = was_answered
        self.is_stored.set()


class OpenQuestions:
    """What this process has accepted; what cannot be stored within a second is answered anyway.

    Questions are stored in rounds: what comes meanwhile goes into the next transaction.
    """

    def __init__(self, answers: Answers, clock: Clock, *, patience_s: float = PATIENCE_S) -> None:
        self._answers = answers
        self.clock = clock
        self._behind = BehindAnswers(
            self._gather_round,
            self._is_any_left,
            delayed="questions_delayed",
            patience_s=patience_s,
        )
        self._open: dict[_Name, OpenQuestion] = {}
        self._to_accept: dict[_Name, OpenQuestion] = {}
        self._to_end: dict[_Name, None] = {}
        self._more = asyncio.Event()
        self._is_closing = False

    @property
    def late(self) -> int:
        """Answers that went out before their question was stored: a crash would have lost them."""
        return self._behind.late

    def accept(self, accepted: AcceptedQuestion) -> OpenQuestion:
        """Take the question on, and store it behind; `OpenQuestion.kept` waits for that."""
        self._forget_the_old()
        now = asyncio.get_running_loop().time()
        question = OpenQuestion(self, accepted, since=now, again=False)
        name = _name(question)
        self._open[name] = self._to_accept[name] = question
        while len(self._to_accept) > MOST_HELD:
            del self._to_accept[next(iter(self._to_accept))]
        self._store()
        return question

    async def left_over(
        self, platform: Platform, heard: Heard = everybody_is
    ) -> Sequence[OpenQuestion]:
        """Return what is to be answered on *platform* still, and is not being answered here.

        What was asked where nobody is *heard* is left to others.

        Raises:
            StorageError: it cannot be read now.
        """
        now, loop = self.clock.now(), asyncio.get_running_loop()
        found = []
        for accepted in await self._answers.take_open(platform, now=now, heard=heard):
            if (platform, accepted.key) in self._open or (platform, accepted.key) in self._to_end:
                continue
            age = (now - accepted.accepted_at) / timedelta(seconds=1)
            since = loop.time() - max(0.0, age) / self.clock.seconds_within(1.0)
            question = OpenQuestion(self, accepted, since=since, again=True)
            self._open[platform, accepted.key] = question
            found.append(question)
        return found

    async def wait_for(self, question: OpenQuestion) -> None:
        """See `OpenQuestion.kept`."""
        await self._behind.wait_for(question.is_stored, waited_s=question.age_s)

    def acknowledge(self, question: OpenQuestion, how: str) -> None:
        """See `OpenQuestion.acknowledge`."""
        question.accepted = replace(question.accepted, acknowledged=how)
        if _name(question) in self._open:
            self._to_accept[_name(question)] = question
            self._store()

    def end(self, question: OpenQuestion) -> None:
        """See `OpenQuestion.end`."""
        name = _name(question)
        self._open.pop(name, None)
        self._to_accept.pop(name, None)  # a row is there already, or is no more needed
        self._to_end[name] = None
        while len(self._to_end) > MOST_HELD:
            del self._to_end[next(iter(self._to_end))]
        self._store()

    def leave(self, question: OpenQuestion) -> None:
        """See `OpenQuestion.leave`."""
        self._open.pop(_name(question), None)

    async def close(self, within_s: float) -> None:
        """Store what is to be stored, for at most *within_s* seconds."""
        self._is_closing = True
        self._more.set()
        if not await self._behind.close(within_s):
            log.warning("questions_not_stored", count=len(self._to_accept) + len(self._to_end))

    def _forget_the_old(self) -> None:
        """Whatever became of what can be answered no more, it is not being answered."""
        now = self.clock.now()
        for name, question in list(islice(self._open.items(), 2)):
            if question.accepted.answer_by <= now:
                del self._open[name]

    def _store(self) -> None:
        if self._to_accept:
            self._more.set()
        self._behind.begin()

    def _is_any_left(self) -> bool:
        return bool(self._to_accept or self._to_end)

    async def _gather_round(self) -> None:
        await self._gather()
        await self._store_round()

    async def _gather(self) -> None:
        """Let what was only answered wait for what is asked next; nobody waits for it."""
        self._more.clear()
        if self._to_accept or self._is_closing:
            return
        try:
            async with asyncio.timeout(_GATHERED_S):
                await self._more.wait()
        except TimeoutError:
            return

    async def _store_round(self) -> None:
        accepted = dict(islice(self._to_accept.items(), _MOST_AT_ONCE))
        ended = list(islice(self._to_end, _MOST_AT_ONCE))
        told = {name: question.accepted for name, question in accepted.items()}
        before = await self._answers.keep(list(told.values()), ended, now=self.clock.now())
        for name in ended:
            self._to_end.pop(name, None)
        for name, question in accepted.items():
            if question.accepted is told[name] and self._to_accept.get(name) is question:
                del self._to_accept[name]
            question.stored(was_answered=name in before)


def _name(question: OpenQuestion) -> _Name:
    return question.accepted.speaker.destination.platform, question.accepted.key
