"""What Violet says of herself, and of what she does not do."""

from dataclasses import replace
from itertools import islice
from typing import Final

from content.answers.correction_notes import Receipt
from content.answers.phrases import listed, shows_followed
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import plain_reply
from content.facts.catalogue import Catalogue
from content.language.command_hints import hint
from content.language.wording import Wording, phrase, wording_for
from content.understanding.intents import Intent
from content.understanding.question import Question

_MOST: Final = 100
"""Values that an answer holds for whoever reads them by machine."""


def which_show(question: Question, catalogue: Catalogue) -> Reply:
    """Ask which show is meant."""
    wording = wording_for(question.language)
    if question.also:
        names = [catalogue.shows[show].short for show in question.also if show in catalogue.shows]
        if names:
            headline = wording.say("Do you mean {shows}?", shows=listed(names, wording))
            return plain_reply(question, ReplyStatus.AMBIGUOUS, headline)
    headline = wording.say("Which show do you mean?")
    return plain_reply(question, ReplyStatus.AMBIGUOUS, headline, *shows_line(catalogue, wording))


def shows_line(catalogue: Catalogue, wording: Wording) -> tuple[str, ...]:
    """Return which shows are followed."""
    if not catalogue.shows:
        return ()
    return (wording.say("I follow {shows}.", shows=shows_followed(catalogue, wording)),)


def how_to_subscribe(question: Question, catalogue: Catalogue) -> Reply:
    """Hand over to the command: for oneself at once, for a channel to those who may."""
    if question.for_self:
        return _reminder(question, catalogue, phrase("I can remind you of {show}."))
    return _command(
        question,
        catalogue,
        "updates subscribe",
        phrase("I can tell this channel the news of {show}, once an admin has said so."),
        phrase("I can tell this channel the news, once an admin has said so."),
    )


def how_to_unsubscribe(question: Question, catalogue: Catalogue) -> Reply:
    """Hand over to the command: for oneself at once, for a channel to those who may."""
    if question.for_self:
        pattern = phrase("I can stop reminding you of {show}.")
        return _reminder(question, catalogue, pattern, stop="True")
    return _command(
        question,
        catalogue,
        "updates unsubscribe",
        phrase("I can stop the news in this channel of {show}, once an admin has said so."),
        phrase("I can stop the news in this channel, once an admin has said so."),
    )


def _reminder(question: Question, catalogue: Catalogue, pattern: str, **arguments: str) -> Reply:
    """What anybody may do for themselves, by a command or by the button under an answer."""
    show = catalogue.shows.get(question.show) if question.show else None
    if show is None:
        return which_show(question, catalogue)
    wording = wording_for(question.language)
    said = plain_reply(
        question,
        ReplyStatus.DONE,
        wording.say(pattern, show=show.short),
        wording.say(
            "You get that with: {command}", command=hint("remind", **arguments, show=show.id)
        ),
    )
    return replace(said, season=_numbered(question))


def _command(
    question: Question, catalogue: Catalogue, verb: str, of_one: str, of_all: str
) -> Reply:
    wording = wording_for(question.language)
    show = catalogue.shows.get(question.show) if question.show else None
    command = hint(verb, show=show.id if show else "SHOW")
    said = plain_reply(
        question,
        ReplyStatus.DONE,
        wording.say(of_one, show=show.short) if show else wording.say(of_all),
        wording.say("An admin can do that with: {command}", command=command),
    )
    return replace(said, season=_numbered(question))


def _numbered(question: Question) -> int | None:
    """The season that is spoken of, where it goes by a number."""
    return question.season if isinstance(question.season, int) else None


def help_(question: Question, catalogue: Catalogue) -> Reply:
    """Say what can be asked, and of which shows."""
    wording = wording_for(question.language)
    return plain_reply(
        question,
        ReplyStatus.DONE,
        wording.say(
            "Ask me when a season comes out, whether it is filming, if it is renewed, "
            "who is in it, and who says so."
        ),
        wording.say(
            "Try: when is season 2 out, how long until it, what changed, what is coming up."
        ),
        wording.say(
            "The same by command: {when}, {filming}, {countdown}, {history}, {news}, {upcoming}.",
            when=hint("when", show="SHOW"),
            filming=hint("filming", show="SHOW"),
            countdown=hint("countdown", show="SHOW"),
            history=hint("history", show="SHOW"),
            news=hint("news"),
            upcoming=hint("upcoming"),
        ),
        wording.say(
            "To be reminded of a show: {remind}. To have its news posted in a channel, an admin "
            "writes: {subscribe}",
            remind=hint("remind", show="SHOW"),
            subscribe=hint("updates subscribe", show="SHOW"),
        ),
        *shows_line(catalogue, wording),
        value=tuple(islice(catalogue.shows, _MOST)),
    )


def privacy(question: Question, _catalogue: Catalogue) -> Reply:
    """Say what is kept of whoever asks, and how it goes."""
    wording = wording_for(question.language)
    said = plain_reply(
        question,
        ReplyStatus.DONE,
        wording.say(
            "I keep what you asked last, so that you can follow up for an hour; your reminders; "
            "and corrections you told me, with your name."
        ),
        wording.say(
            "To have all of it deleted now: {forget}. To end a reminder alone: {stop}. To end what "
            "we speak of alone, say: forget our conversation.",
            forget=hint("forget me"),
            stop=hint("remind", stop="True", show="SHOW"),
        ),
        wording.say(
            "Corrections go thirty days after an editor has closed them, or half a year after you "
            "told me. What became of a reminder goes after ninety days, or as many as whoever "
            "runs me chose; later where a date in it may still move."
        ),
    )
    return replace(said, offers_forgetting=True)


def not_tracked(question: Question, catalogue: Catalogue) -> Reply:
    """Say that it is not followed, and what is."""
    wording = wording_for(question.language)
    show = catalogue.shows.get(question.show) if question.show else None
    if question.unknown:
        headline = wording.say("I don't follow {show}.", show=question.unknown)
    elif show:
        headline = wording.say(
            "I follow the series {show}, not films, books, comics or games of that name.",
            show=show.short,
        )
    else:
        headline = wording.say("I don't follow that.")
    return plain_reply(question, ReplyStatus.NOT_TRACKED, headline, *shows_line(catalogue, wording))


_WORDS = {
    Intent.CORRECTION: (
        ReplyStatus.DONE,
        phrase("Thank you, but I have not written it down: only an editor can record a fact."),
        None,
    ),
    Intent.OUT_OF_SCOPE: (
        ReplyStatus.OUT_OF_SCOPE,
        phrase("That one is not for me: no plots, spoilers, reasons or opinions."),
        phrase("I know dates, filming, renewals, casts, and who said so."),
    ),
    Intent.SMALLTALK: (
        ReplyStatus.DONE,
        phrase("Always a pleasure! Ask me about a show whenever you like."),
        None,
    ),
    Intent.NOT_ADDRESSED: (
        ReplyStatus.OUT_OF_SCOPE,
        phrase("I took that as not meant for me."),
        phrase("Ask me when a season comes out, or whether it is filming."),
    ),
}


def kind_words(question: Question, _catalogue: Catalogue) -> Reply:
    """Return the kind sentence for what is no question about a show."""
    wording = wording_for(question.language)
    if question.forgets:
        return plain_reply(
            question, ReplyStatus.DONE, wording.say("I have forgotten what we spoke of.")
        )
    status, headline, line = _WORDS[question.intent]
    said = plain_reply(question, status, wording.say(headline), wording.say(line) if line else "")
    if question.intent is Intent.CORRECTION:
        return replace(said, season=_numbered(question))
    return said


_BECAME = {
    Receipt.KEPT: phrase(
        "Thank you. I have put it before the editors; nothing changes until one of them has "
        "checked it."
    ),
    Receipt.ENOUGH_TODAY: phrase(
        "Thank you. That is more of yours than I can put before the editors in one day; please "
        "tell me again tomorrow."
    ),
    Receipt.FULL_HERE: phrase(
        "Thank you, but so much from here is waiting for the editors that I have no room for it; "
        "please tell me again in a few days."
    ),
    Receipt.FORGOTTEN: phrase(
        "You wanted to be forgotten meanwhile, so I have not kept your correction."
    ),
    Receipt.FULL: phrase(
        "Thank you, but so much is waiting for the editors that I have no room for it; please "
        "tell me again in a few days."
    ),
}


def correction_became(said: Reply, keeping: Receipt) -> Reply:
    """Return what is *said* to a correction once it is known what became of it."""
    return replace(said, headline=wording_for(said.language).say(_BECAME[keeping]))
