"""One announcement that is told in channels of several languages."""

import copy
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.countdowns import countdown
from content.announcements.digests import as_it_stands, digest_of
from content.announcements.in_languages import (
    in_every_language,
    said_in,
    sentence_in,
    translations_of,
)
from content.announcements.news import news
from content.announcements.superseding import line_now
from content.facts.changes import changes_of
from content.facts.claims import Stance
from content.language.wording import wording_for
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import claim, show
from fakes.tellings import premiere

NOW = datetime(2018, 1, 10, tzinfo=UTC)
DATES = ("2018", "2018-03", "2018-03-08", "2018-03-24", "2018-21", "2018-early", "2018/..")
DAY, MOVED = claim(value="2018-03-08", on="2017-12-09"), claim(value="2018-03-24", on="2018-01-10")


def made(change):
    return in_every_language(lambda wording: news(change, show(), NOW, wording))


def last_change(*claims):
    return changes_of(claims, DAY.subject, DAY.kind, until=date(2019, 1, 1))[-1]


@given(
    st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(Stance)), min_size=1, max_size=4),
    st.sampled_from(["de", "es", "fr"]),
)
def test_news_reads_in_a_language_as_if_it_had_been_made_in_that_alone(said, language):
    claims = [
        claim(value=value, stance=stance, on=f"2017-12-{day:02}")
        for day, (value, stance) in enumerate(said, 1)
    ]

    for change in changes_of(claims, DAY.subject, DAY.kind, until=date(2018, 1, 1)):
        alone = news(change, show(), NOW, wording_for(language))

        assert made(change) == news(change, show(), NOW)
        assert said_in(made(change), language) == alone


def test_a_countdown_is_told_in_the_language_of_its_channel():
    step = in_every_language(partial(countdown, premiere(), show()))

    assert step.headline == (
        "7 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018."
    )
    assert said_in(step, "de").headline == (
        "Noch 7 Tage: Staffel 2 von Jessica Jones erscheint am Donnerstag, 8. März 2018."
    )
    assert said_in(step, "es").headline == (
        "Faltan 7 días: la temporada 2 de Jessica Jones se estrena el jueves 8 de marzo de 2018."
    )
    assert said_in(step, "fr").headline == (
        "Plus que 7 jours : la saison 2 de Jessica Jones sort le jeudi 8 mars 2018."
    )
    assert said_in(step, "en") is step


@pytest.mark.parametrize("days_left", [7, 1, 0])
@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_a_card_reads_in_a_language_as_if_it_had_been_made_in_that_alone(days_left, language):
    step = in_every_language(partial(countdown, premiere(days_left), show()))

    alone = countdown(premiere(days_left), show(), wording_for(language)).card

    assert step.card == countdown(premiere(days_left), show()).card
    assert said_in(step, language).card == alone
    assert alone.season != step.card.season


def test_a_digest_has_its_pieces_in_the_language_of_its_channel():
    pieces = [
        made(last_change(DAY, MOVED)),
        in_every_language(partial(countdown, premiere(), show())),
    ]
    digest = in_every_language(
        lambda wording: digest_of(
            [said_in(one, wording.language) for one in pieces],
            DigestFrequency.DAILY,
            key="here",
            at=NOW,
            wording=wording,
        )
    )

    assert digest.headline == "The day in 2 pieces of news"
    german = said_in(digest, "de")
    assert german.headline == "Der Tag in 2 Neuigkeiten"
    assert german.lines == tuple(said_in(one, "de").headline for one in pieces)


def test_what_is_no_longer_so_is_said_in_the_language_of_the_post_that_it_stands_in():
    now = line_now(made(last_change(DAY, MOVED)))
    digest = digest_of([made(last_change(DAY))], DigestFrequency.DAILY, key="here", at=NOW)
    ((piece, _),) = digest.parts

    struck = as_it_stands(digest, {piece: now})
    stale = as_it_stands(digest, {}, {piece})

    assert said_in(struck, "de").struck == (
        (0, "Seitdem geändert (der Starttermin): 24. März 2018."),
    )
    assert said_in(stale, "de").struck == ((0, "So war es, als es gesammelt wurde."),)
    assert (
        sentence_in(now, "fr") == "Depuis, la date de sortie : changement, désormais 24 mars 2018."
    )


@pytest.mark.parametrize("language", ["it", "zxx", "en"])
def test_a_language_that_it_was_not_made_in_has_it_in_english(language):
    change = last_change(DAY, MOVED)

    assert said_in(made(change), language) == news(change, show(), NOW)


def test_a_copy_knows_its_languages_too():
    said = made(last_change(DAY, MOVED))

    assert translations_of(copy.deepcopy(said)) == translations_of(said)
    assert set(translations_of(said)) == {"de", "es", "fr"}
