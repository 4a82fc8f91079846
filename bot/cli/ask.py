"""Asking from the command line: one question, or one JSON question a line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.cli.options import nearest_named
from bot.ports.errors import SettingsError
from content.answers.answer import answer_question
from content.answers.look_up_offer import look_up_offer
from content.answers.reply import Answer
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.zones import is_zone
from content.understanding.intents import Intent
from content.understanding.question import Conversation
from content.understanding.typed_shows import find_shows
from content.understanding.understand import explain_reading, read_message

_LONGEST_QUESTION: Final = 20_000
_MOST_QUESTIONS: Final = 101


def ask_once(
    words: str,
    catalogue: Catalogue,
    at: AsOf,
    *,
    show: str | None = None,
    after: Sequence[str] = (),
    zone: str | None = None,
    offers: bool = False,
) -> Answer:
    """Return the answer to *words* as known at *at*, following the questions *after*.

    *zone* is the IANA zone of whoever asks. With *offers*, what is not followed is offered to be
    looked up.

    Raises:
        SettingsError: *show* is no show that is followed.
    """
    refuse_endless(words, *after)
    channel_show = _show(show, catalogue) if show else None
    conversation = Conversation()
    for earlier in after:
        conversation = read_message(
            earlier,
            catalogue,
            at,
            conversation=conversation,
            channel_show=channel_show,
            zone=zone,
        ).conversation
    reading = read_message(
        words, catalogue, at, conversation=conversation, channel_show=channel_show, zone=zone
    )
    replies = tuple(
        replace(
            answer_question(question, catalogue, at),
            offer=look_up_offer(words, question.unknown, at)
            if offers and question.intent is Intent.NOT_TRACKED and question.unknown
            else None,
        )
        for question in reading.questions
    )
    return Answer(question=words, replies=replies)


def refuse_endless(*questions: str) -> None:
    """Say so where a question, or how many of them there are, is more than is answered.

    Raises:
        SettingsError: it is.
    """
    if len(questions) > _MOST_QUESTIONS or max(map(len, questions)) > _LONGEST_QUESTION:
        raise SettingsError(
            f"a question has at most {_LONGEST_QUESTION:,} characters, and at most "
            f"{_MOST_QUESTIONS - 1} before it; ask more briefly"
        )


def explain_once(
    words: str, catalogue: Catalogue, at: AsOf, *, show: str | None = None
) -> tuple[str, ...]:
    """Return how *words* were read, step by step, so that a wrong reading can be mended.

    Raises:
        SettingsError: *show* is no show that is followed.
    """
    refuse_endless(words)
    return explain_reading(
        words,
        catalogue,
        at,
        conversation=Conversation(),
        channel_show=_show(show, catalogue) if show else None,
    )


def answer_lines(answer: Answer) -> str:
    """Return *answer* as a person reads it, with the page of whoever said so below each reply."""
    said = []
    for reply in answer.replies:
        page = [f"  {source.url}" for source in reply.sources[:1]]
        said.append("\n".join([reply.text, *page]))
    return "\n\n".join(said)


def ask_line(line: str, number: int, catalogue: Catalogue, now: datetime) -> str:
    """Return the JSON answer to one line of JSON; a line that is none gets its fault as `error`."""
    question = ""
    try:
        asked = json.loads(line)
        if isinstance(asked, dict) and isinstance(asked.get("question"), str):
            question = asked["question"]
        answer = _ask(asked, catalogue, now)
    except (ValueError, RecursionError) as error:
        return _fault(question, f"line {number} is no JSON: {error}")
    except SettingsError as error:
        return _fault(question, f"line {number}: {error}")
    return json.dumps(answer.to_json(), ensure_ascii=False)


def _ask(asked: object, catalogue: Catalogue, now: datetime) -> Answer:
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        raise SettingsError('write an object such as {"question": "when is jj s2 out"}')
    unknown = set(asked) - {"question", "as_of", "show", "after", "zone"}
    if unknown:
        raise SettingsError(f"{min(unknown)!r} is none of question, as_of, show, after, zone")
    after = asked.get("after") or []
    if not isinstance(after, list) or not all(isinstance(one, str) for one in after):
        raise SettingsError("`after` is a list of the earlier questions, as text")
    at = _at(asked.get("as_of"), now)
    zone = _zone(asked.get("zone"))
    return ask_once(
        asked["question"], catalogue, at, show=asked.get("show"), after=after, zone=zone
    )


def _zone(typed: object) -> str | None:
    if typed is None or (isinstance(typed, str) and is_zone(typed)):
        return typed
    raise SettingsError(f"{typed!r} is no IANA zone; write one such as Europe/Berlin")


def _at(as_of: object, now: datetime) -> AsOf:
    if as_of is None:
        return AsOf.at(now)
    try:
        return AsOf.parse(str(as_of))
    except (ValueError, OverflowError) as error:
        raise SettingsError(f"as_of: {error}; write 2018-03-01 or 2018-03-01T08:00Z") from None


def _show(typed: object, catalogue: Catalogue) -> ShowId:
    found = find_shows(typed, catalogue) if isinstance(typed, str) else ()
    if len(found) != 1:
        known = nearest_named(str(typed), catalogue.shows)
        raise SettingsError(f"{typed!r} is no one show; choose among {known}")
    return found[0]


def _fault(question: str, what: str) -> str:
    return json.dumps(
        {"question": question, "silent": True, "replies": [], "error": what}, ensure_ascii=False
    )
