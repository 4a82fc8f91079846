"""A question and the claims become a reply: nothing is said that no claim says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from content.answers import (
    comparisons,
    disputes,
    filming,
    history,
    locations,
    people,
    production,
    release,
    renewal,
    service,
    sources,
    upcoming,
    updates,
)
from content.answers.inquiry import Inquiry
from content.answers.phrases import day_words, fitted
from content.answers.reply import Reply
from content.answers.replying import also_citing
from content.answers.service import correction_became
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.facts.dates import PartialDate
from content.language.wording import wording_for
from content.understanding.question import Intent, Question

__all__ = ["answer_question", "correction_became"]

_ABOUT_A_SEASON: Final[dict[Intent, Callable[[Inquiry], Reply]]] = {
    Intent.RELEASE_DATE: release.release_date,
    Intent.RELEASE_TIME: release.release_time,
    Intent.RELEASE_CHECK: release.release_check,
    Intent.COUNTDOWN: release.countdown,
    Intent.RELEASE_MODEL: production.release_model,
    Intent.RENEWAL_STATUS: renewal.renewal_status,
    Intent.CANCELLATION_STATUS: renewal.cancellation_status,
    Intent.FINAL_SEASON: renewal.final_season,
    Intent.FILMING_STATUS: filming.filming_status,
    Intent.FILMING_START: filming.filming_start,
    Intent.FILMING_WRAP: filming.filming_wrap,
    Intent.FILMING_LOCATION: locations.filming_location,
    Intent.CODE_NAME: locations.code_name,
    Intent.EPISODE_COUNT: production.episode_count,
    Intent.RUNTIME: production.runtime,
    Intent.DIRECTOR: people.director,
    Intent.SHOWRUNNER: people.showrunner,
    Intent.CAST: people.cast,
    Intent.TRAILER: production.trailer,
    Intent.WHERE_TO_WATCH: production.where_to_watch,
    Intent.CHANGE_HISTORY: history.change_history,
    Intent.ANNOUNCED_ON: sources.announced_on,
    Intent.SOURCE: sources.source,
    Intent.CONFIDENCE: sources.confidence,
    Intent.RUMOUR_CHECK: sources.rumour_check,
    Intent.DISPUTE: disputes.dispute,
    Intent.COMPARE_RELEASE: comparisons.compare_release,
    Intent.GAP: comparisons.gap,
    Intent.ELAPSED: comparisons.elapsed,
}
_ABOUT_ALL: Final[dict[Intent, Callable[[Question, Catalogue, AsOf], Reply]]] = {
    Intent.UPDATES: updates.updates,
    Intent.UPCOMING: upcoming.upcoming,
    Intent.LIST_CANCELLED: upcoming.list_cancelled,
}
_ABOUT_VIOLET: Final[dict[Intent, Callable[[Question, Catalogue], Reply]]] = {
    Intent.SUBSCRIBE: service.subscribe,
    Intent.UNSUBSCRIBE: service.unsubscribe,
    Intent.HELP: service.help_,
    Intent.NOT_TRACKED: service.not_tracked,
    Intent.CORRECTION: service.kind_words,
    Intent.OUT_OF_SCOPE: service.kind_words,
    Intent.SMALLTALK: service.kind_words,
    Intent.NOT_ADDRESSED: service.kind_words,
}
_OF_ONE_SEASON: Final = {
    Intent.RELEASE_DATE,
    Intent.RELEASE_TIME,
    Intent.RELEASE_CHECK,
    Intent.COUNTDOWN,
    Intent.FILMING_STATUS,
    Intent.FILMING_START,
    Intent.FILMING_WRAP,
    Intent.EPISODE_COUNT,
    Intent.COMPARE_RELEASE,
    Intent.GAP,
}
"""Intents that a series as a whole has no answer to."""


def answer_question(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Return the reply to *question*, as known by *as_of* or by the past day it names."""
    asked_of = as_of
    if question.as_of is not None and question.as_of.moment < as_of.moment:
        asked_of = question.as_of
    said = _answered(question, catalogue, asked_of)
    if asked_of is not as_of and said.claims:
        wording = wording_for(question.language)
        day = day_words(PartialDate.on(asked_of.day), wording)
        headline = wording.say("As known on {day}: {headline}", day=day, headline=said.headline)
        said = replace(said, headline=fitted(headline))
    return _with_others(said, question, catalogue, asked_of)


def _answered(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    intent = question.intent
    if intent in _ABOUT_VIOLET:
        return _ABOUT_VIOLET[intent](question, catalogue)
    if intent in _ABOUT_ALL:
        return _ABOUT_ALL[intent](question, catalogue, as_of)
    show = question.show if question.show in catalogue.shows else None
    if show is None and intent is Intent.WHERE_TO_WATCH:
        return production.leaving(question, catalogue, as_of)
    if show is None and intent is Intent.CODE_NAME and question.names:
        show = next(iter(catalogue.shows), None)
    if show is None and intent is Intent.DISPUTE:
        subject = disputes.subject_in_dispute(question, catalogue, as_of)
        if subject is not None:
            show, question = subject.show, replace(question, season=subject.season)
    if show is None:
        return service.which_show(question, catalogue)
    if question.season == "series" and intent in _OF_ONE_SEASON:
        question = replace(question, season=SeasonRef.UNNAMED)
    return _ABOUT_A_SEASON[intent](Inquiry.of(question, catalogue, as_of, show))


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
