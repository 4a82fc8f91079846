"""A question and the claims become a reply: nothing is said that no claim says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from content.answers import (
    beside_seasons,
    comparisons,
    disputes,
    filming,
    history,
    people,
    production,
    release,
    renewal,
    service,
    sources,
    upcoming,
    updates,
    what_it_is,
    where_to_watch,
)
from content.answers.asking_back import which_question
from content.answers.inquiry import Inquiry
from content.answers.phrases import day_words, fitted
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing
from content.answers.service import correction_became
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.facts.dates import PartialDate
from content.language.wording import wording_for
from content.understanding.intents import Intent
from content.understanding.question import Question

__all__ = ["answer_question", "correction_became", "told_once"]


@dataclass(frozen=True, slots=True)
class OfSeason:
    """An answer about one season of one show, or about the show as a whole."""

    say: Callable[[Inquiry], Reply]


@dataclass(frozen=True, slots=True)
class OfShows:
    """An answer about one show or about all of them."""

    say: Callable[[Question, Catalogue, AsOf], Reply]


@dataclass(frozen=True, slots=True)
class OfViolet:
    """An answer about Violet, which nothing that is known of any day changes."""

    say: Callable[[Question, Catalogue], Reply]


ANSWERS: Final[dict[Intent, OfSeason | OfShows | OfViolet]] = {
    Intent.RELEASE_DATE: OfSeason(release.release_date),
    Intent.RELEASE_TIME: OfSeason(release.release_time),
    Intent.RELEASE_CHECK: OfSeason(release.release_check),
    Intent.COUNTDOWN: OfSeason(release.how_long_until),
    Intent.RELEASE_MODEL: OfSeason(production.release_model),
    Intent.RENEWAL_STATUS: OfSeason(renewal.renewal_status),
    Intent.CANCELLATION_STATUS: OfSeason(renewal.cancellation_status),
    Intent.FINAL_SEASON: OfSeason(renewal.final_season),
    Intent.FILMING_STATUS: OfSeason(filming.filming_status),
    Intent.FILMING_START: OfSeason(filming.filming_start),
    Intent.FILMING_WRAP: OfSeason(filming.filming_wrap),
    Intent.FILMING_LOCATION: OfSeason(filming.filming_location),
    Intent.CODE_NAME: OfSeason(filming.code_name),
    Intent.EPISODE_COUNT: OfSeason(production.episode_count),
    Intent.RUNTIME: OfSeason(production.runtime),
    Intent.DIRECTOR: OfSeason(people.director),
    Intent.SHOWRUNNER: OfSeason(people.showrunner),
    Intent.CAST: OfSeason(people.cast),
    Intent.RECEPTION: OfSeason(what_it_is.reception),
    Intent.PREMISE: OfSeason(what_it_is.premise),
    Intent.TITLE: OfSeason(what_it_is.title),
    Intent.TRAILER: OfSeason(production.trailer),
    Intent.WHERE_TO_WATCH: OfSeason(where_to_watch.where_to_watch),
    Intent.UPDATES: OfShows(updates.updates),
    Intent.CHANGE_HISTORY: OfSeason(history.change_history),
    Intent.ANNOUNCED_ON: OfSeason(sources.announced_on),
    Intent.SOURCE: OfSeason(sources.source),
    Intent.CONFIDENCE: OfSeason(sources.confidence),
    Intent.RUMOUR_CHECK: OfSeason(sources.rumour_check),
    Intent.DISPUTE: OfSeason(disputes.dispute),
    Intent.UPCOMING: OfShows(upcoming.upcoming),
    Intent.LIST_CANCELLED: OfShows(upcoming.list_cancelled),
    Intent.COMPARE_RELEASE: OfSeason(comparisons.compare_release),
    Intent.GAP: OfSeason(comparisons.gap),
    Intent.ELAPSED: OfSeason(comparisons.elapsed),
    Intent.SUBSCRIBE: OfViolet(service.how_to_subscribe),
    Intent.UNSUBSCRIBE: OfViolet(service.how_to_unsubscribe),
    Intent.HELP: OfViolet(service.help_),
    Intent.CORRECTION: OfViolet(service.kind_words),
    Intent.PRIVACY: OfViolet(service.privacy),
    Intent.NOT_TRACKED: OfViolet(service.not_tracked),
    Intent.OUT_OF_SCOPE: OfViolet(service.kind_words),
    Intent.SMALLTALK: OfViolet(service.kind_words),
    Intent.NOT_ADDRESSED: OfViolet(service.kind_words),
}
"""What answers each intent."""


def answer_question(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Return the reply to *question*, as known by *as_of* or by the past day it names."""
    asked_of = as_of
    if question.as_of is not None and question.as_of.moment < as_of.moment:
        asked_of = question.as_of
    which = which_question(question, catalogue)
    if which is not None:
        return which
    said = _premise_put_right(question, catalogue, asked_of)
    said = said or _answered(question, catalogue, asked_of)
    if asked_of is not as_of and said.claims:
        wording = wording_for(question.language)
        day = day_words(PartialDate.on(asked_of.day), wording)
        headline = wording.say("As known on {day}: {headline}", day=day, headline=said.headline)
        said = replace(said, headline=fitted(headline))
    said = _with_others(said, question, catalogue, asked_of)
    return _with_rest(said, question)


def _with_rest(said: Reply, question: Question) -> Reply:
    """Add how many more questions the message holds than are answered at once."""
    if not question.left_out:
        return said
    line = wording_for(question.language).count(
        "That was as much as I answer at once; {number} more question is left: please ask again.",
        "That was as much as I answer at once; {number} more questions are left: please ask again.",
        question.left_out,
    )
    return replace(said, lines=(*said.lines, line))


def told_once(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Return *replies* without those that say what one before them does.

    "Is it renewed, and if so when does filming start?" has one answer where it was cancelled, or
    where there is no such season.
    """
    return tuple({_said(reply): reply for reply in reversed([*replies])}.values())[::-1]


def _said(reply: Reply) -> tuple[object, ...]:
    if reply.status is ReplyStatus.DOES_NOT_EXIST:
        return reply.show, reply.season, reply.status
    return reply.show, reply.text


def _premise_put_right(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply | None:
    """What holds instead of what a "why" takes for granted; None: nothing is wrong with it."""
    claimed, show = question.claimed, question.show
    if question.intent is not Intent.OUT_OF_SCOPE or show is None:
        return None
    if question.about is Intent.CANCELLATION_STATUS and show in catalogue.shows:
        said = _answered(replace(question, intent=question.about), catalogue, as_of)
        if said.status is ReplyStatus.NOT_ANNOUNCED:
            return said
    if claimed is None:
        return None
    asked = question.about or Intent.RELEASE_CHECK
    if claimed.count is not None:
        asked = Intent.EPISODE_COUNT
    said = _answered(replace(question, intent=asked), catalogue, as_of)
    return said if said.verdict == "no" and said.value is not None else None


def _answered(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    match ANSWERS[question.intent]:
        case OfViolet(say):
            return say(question, catalogue)
        case OfShows(say):
            return say(question, catalogue, as_of)
        case OfSeason(say):
            return _of_season(question, catalogue, as_of, say)


def _of_season(
    question: Question, catalogue: Catalogue, as_of: AsOf, say: Callable[[Inquiry], Reply]
) -> Reply:
    intent = question.intent
    show = question.show if question.show in catalogue.shows else None
    if show is None and intent is Intent.WHERE_TO_WATCH:
        return where_to_watch.leaving(question, catalogue, as_of)
    if show is None and intent is Intent.CODE_NAME and question.names:
        show = next(iter(catalogue.shows), None)
    if show is None and intent is Intent.DISPUTE:
        subject = disputes.subject_in_dispute(question, catalogue, as_of)
        if subject is not None:
            show, question = subject.show, replace(question, season=subject.season)
    if show is None:
        return service.which_show(question, catalogue)
    if question.season == "series" and intent.row.of_one_season:
        question = replace(question, season=SeasonRef.UNNAMED)
    inquiry = Inquiry.of(question, catalogue, as_of, show)
    unheard = beside_seasons.unheard_of(inquiry) if intent.row.kinds else None
    if unheard is not None:
        return unheard
    if question.part is not None and intent is not Intent.DIRECTOR:
        whole = release.release_date if intent.row.of_release else say
        return beside_seasons.apart(inquiry, question.part, whole)
    return say(inquiry)


def _with_others(said: Reply, question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Add what it would be, had another show of the same name been meant."""
    if question.show is None:
        return said
    for show in question.also:
        if show != question.show and show in catalogue.shows:
            other = _answered(replace(question, show=show, also=()), catalogue, as_of)
            wording = wording_for(question.language)
            line = wording.say(
                "If you mean {show}: {headline}",
                show=catalogue.shows[show].short,
                headline=other.headline,
            )
            said = also_citing(said, other.claims, line, wording=wording)
    return said
