"""What is asked back where neither reader is sure what was asked."""

from typing import Final

from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import plain_reply
from content.facts.catalogue import Catalogue
from content.language.wording import phrase, wording_for
from content.understanding.intents import Intent
from content.understanding.question import Question

CHOICES: Final[dict[Intent, str]] = {
    Intent.RELEASE_DATE: phrase("when it comes out"),
    Intent.RELEASE_CHECK: phrase("whether it is out yet"),
    Intent.RENEWAL_STATUS: phrase("whether there will be more of it"),
    Intent.CANCELLATION_STATUS: phrase("whether it has ended"),
    Intent.FILMING_STATUS: phrase("whether it is being filmed"),
    Intent.FILMING_LOCATION: phrase("where it is filmed"),
    Intent.EPISODE_COUNT: phrase("how many episodes it has"),
    Intent.CAST: phrase("who is in it"),
    Intent.DIRECTOR: phrase("who directs it"),
    Intent.TRAILER: phrase("whether there is a trailer"),
    Intent.WHERE_TO_WATCH: phrase("where it can be watched"),
    Intent.UPDATES: phrase("what is new"),
    Intent.CHANGE_HISTORY: phrase("how its date has moved"),
}
"""What each intent is called that may be asked back about."""


def which_question(question: Question, catalogue: Catalogue) -> Reply | None:
    """Ask which of two things is meant; None: it is clear, or cannot be put so."""
    show = catalogue.shows.get(question.show) if question.show else None
    if question.perhaps is None or show is None:
        return None
    choices = [CHOICES.get(intent) for intent in (question.intent, question.perhaps)]
    if None in choices:
        return None
    wording = wording_for(question.language)
    one, other = (wording.say(choice) for choice in choices if choice)
    headline = wording.say(
        "{show}: do you mean {one}, or {other}?", show=show.short, one=one, other=other
    )
    return plain_reply(question, ReplyStatus.AMBIGUOUS, headline)
