"""Announcements as they are stored: as they were, and as the version before wrote them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.codec import (
    announcement_from_json,
    announcement_to_json,
    broadcastable_from_json,
)
from bot.ports.errors import StorageError
from content.announcements.announcement import (
    Announcement,
    AnnouncementId,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
    Superseding,
)
from content.announcements.in_languages import in_every_language, said_in
from content.facts.claims import ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.language.links import Link
from fakes.steps import countdown_step
from fakes.tellings import NOON, ahead, step, telling

_WORDS = st.text(max_size=40)
_NUMBERS = st.integers(0, 30)
_MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.sampled_from([UTC, ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Kolkata")]),
    allow_imaginary=False,
)
_SOURCES = st.builds(
    Source,
    publisher=_WORDS,
    url=_WORDS,
    published=st.sampled_from(["XXXX", "2018", "2018-03-08", "2018-21~", "2018/.."]).map(
        PartialDate.parse
    ),
)
_COMMON = {
    "id": _WORDS.map(AnnouncementId),
    "headline": _WORDS,
    "lines": st.lists(_WORDS, max_size=3).map(tuple),
    "created_at": _MOMENTS,
    "expires_at": st.none() | _MOMENTS,
}
_OF_A_SHOW = _COMMON | {
    "subject": st.builds(
        Subject, _WORDS.map(ShowId), st.sampled_from(["series", "special"]) | st.integers(1, 9)
    ),
    "show": _WORDS,
    "sources": st.lists(_SOURCES, max_size=3).map(tuple),
    "moment": st.none() | _MOMENTS,
    "about": _WORDS,
    "superseded": st.none() | _WORDS,
}
KINDS = {
    News: st.builds(
        News,
        **_OF_A_SHOW,
        topic=st.sampled_from(Topic),
        stance=st.sampled_from(Stance),
        conflict=st.none() | _WORDS,
        corrects=st.none()
        | st.builds(Superseding, of=st.lists(_WORDS, max_size=3).map(tuple), line=_WORDS),
        latest_day=st.none() | st.dates(),
    ),
    CountdownStep: st.builds(
        CountdownStep,
        **_OF_A_SHOW,
        day=st.dates(),
        step=_NUMBERS,
        stance=st.sampled_from(Stance),
        looks_ahead=st.booleans(),
    ),
    EpisodePost: st.builds(
        EpisodePost,
        **_OF_A_SHOW,
        day=st.dates(),
        premiere=st.sampled_from([None, *Stance]),
        corrects=st.none()
        | st.builds(Superseding, of=st.lists(_WORDS, max_size=3).map(tuple), line=_WORDS),
    ),
    Headline: st.builds(Headline, **_OF_A_SHOW, stands_for=st.none() | _WORDS),
    DigestPost: st.builds(
        DigestPost,
        **_COMMON,
        title=_WORDS,
        topic=st.sampled_from(Topic),
        sources=st.lists(_SOURCES, max_size=3).map(tuple),
        parts=st.lists(st.tuples(_WORDS.map(AnnouncementId), _NUMBERS), max_size=3).map(tuple),
        struck=st.lists(st.tuples(_NUMBERS, _WORDS), max_size=3).map(tuple),
    ),
    Notice: st.builds(
        Notice, **_COMMON, links=st.lists(st.builds(Link, _WORDS, _WORDS), max_size=3).map(tuple)
    ),
}


def test_every_kind_of_announcement_is_among_those_that_are_tried() -> None:
    assert set(KINDS) == set(get_args(Announcement))


@given(st.one_of(*KINDS.values()))
def test_what_is_read_back_is_what_was_stored(said: Announcement) -> None:
    assert announcement_from_json(announcement_to_json(said)) == said


@given(st.one_of(*KINDS.values()))
def test_what_its_sentences_are_in_other_languages_is_stored_with_it(said: Announcement) -> None:
    multilingual = in_every_language(
        lambda wording: said if wording.is_english else with_sentences(said, wording.language)
    )

    stored = announcement_from_json(announcement_to_json(multilingual))

    for language in ("de", "es", "fr"):
        assert said_in(stored, language).lines == with_sentences(said, language).lines


def test_a_card_is_stored_in_every_language() -> None:
    stored = announcement_from_json(announcement_to_json(countdown_step()))

    assert isinstance(stored, CountdownStep)
    for language in ("en", "de", "es", "fr"):
        assert said_in(stored, language).card == said_in(countdown_step(), language).card


def with_sentences(said: Announcement, language: str) -> Announcement:
    """Each line of it otherwise."""
    return replace(said, lines=tuple(f"{language}: {line}" for line in said.lines))


NEWS = (
    '{"about":"jessica-jones/2/release-date","conflict":"Others say 1 April 2018 (Variety, 11 '
    'January 2018).","corrects":{"line":"Since then, the release date has changed to 24 March '
    '2018.","of":["jessica-jones/2/release-date"]},"created_at":"2018-01-11T12:00:00+00:00",'
    '"day":null,"expires_at":"2018-01-25T12:00:00+00:00","headline":"Jessica Jones season 2: the '
    'release date has moved later, from 8 March 2018 to 24 March 2018.",'
    '"id":"news:e2bb5638b491ac24d762769705c9902f","lines":["As our source puts it."],'
    '"looks_ahead":false,"moment":null,"parts":[],"show":"Jessica Jones","sources":[{"basis":'
    '"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"'
    '}],"stance":"confirmed","step":null,"subject":{"season":2,"show":"jessica-jones"},'
    '"superseded":null,"topic":"release"}'
)
STEP = (
    '{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":'
    '"2018-03-01T09:00:00+00:00","day":"2018-03-08","expires_at":"2018-03-02T08:00:00+00:00",'
    '"headline":"7 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.","id":'
    '"step:jessica-jones/2:2018-03-08:7:UTC@9","lines":[],"looks_ahead":false,"moment":'
    '"2018-03-08T00:00:00-08:00[America/Los_Angeles]","parts":[],"show":"Jessica Jones","sources":'
    '[{"basis":"page","published":"2017-12-09","publisher":"Collider","url":'
    '"https://example.org/collider"}],"stance":"confirmed","step":7,"subject":{"season":2,"show":'
    '"jessica-jones"},"superseded":null,"topic":"countdown"}'
)
PREMIERE = (
    '{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":'
    '"2018-03-08T08:00:00+00:00","day":"2018-03-08","expires_at":"2018-03-09T08:00:00+00:00",'
    '"headline":"Jessica Jones season 2 is out now.","id":'
    '"step:jessica-jones/2:2018-03-08:0:premiere","lines":[],"looks_ahead":false,"moment":'
    '"2018-03-08T00:00:00-08:00[America/Los_Angeles]","parts":[],"show":"Jessica Jones","sources":'
    '[],"stance":"confirmed","step":0,"subject":{"season":2,"show":"jessica-jones"},'
    '"superseded":null,"topic":"countdown"}'
)
AHEAD = (
    '{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":'
    '"2018-03-01T09:00:00+00:00","day":"2018-03-08","expires_at":"2018-03-02T08:00:00+00:00",'
    '"headline":"Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018.","id":'
    '"ahead:jessica-jones/2:2018-03-08:7:UTC@9","lines":[],"looks_ahead":true,"moment":null,'
    '"parts":[],"show":"Jessica Jones","sources":[],"stance":"confirmed","step":7,"subject":'
    '{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}'
)
DIGEST = (
    '{"about":"","conflict":null,"corrects":null,"created_at":"2018-01-11T12:00:00+00:00","day":'
    'null,"expires_at":"2018-01-18T12:00:00+00:00","headline":"The week in one piece of news, and '
    'what is ahead","id":"digest:here","lines":["Jessica Jones season 2 comes out on Thursday 8 '
    'March 2018.","Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018."],'
    '"looks_ahead":false,"moment":null,"parts":[["news:083a5e4fab63918f778bf837f1865a86",0],'
    '["ahead:jessica-jones/2:2018-03-08:7:UTC@9",1]],"show":"Jessica Jones","sources":[{"basis":'
    '"page","published":"2017-12-09","publisher":"Collider","url":"https://example.org/collider"'
    '}],"stance":null,"step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,'
    '"topic":"release"}'
)
NOTICE = (
    '{"about":"","conflict":null,"corrects":null,"created_at":"2018-01-11T12:00:00+00:00","day":'
    'null,"expires_at":"2018-01-14T12:00:00+00:00","headline":"I cannot post in a channel that you '
    'subscribed.","id":"suspended:here","lines":["No permission.","I look again by myself, and go '
    'on as soon as it works; there is nothing else to do."],"looks_ahead":false,"moment":null,'
    '"parts":[],"show":"Violet","sources":[{"basis":"page","published":"XXXX","publisher":"The '
    'channel","url":"https://discord.com/channels/fans/news"}],"stance":null,"step":null,"subject":'
    '{"season":"series","show":""},"superseded":null,"topic":"production"}'
)
COLLIDER = "https://example.org/collider"
SEASON = {
    "subject": Subject(ShowId("jessica-jones"), 2),
    "show": "Jessica Jones",
    "about": "jessica-jones/2/release-date",
}
MOMENT = datetime(2018, 3, 8, tzinfo=ZoneInfo("America/Los_Angeles"))


def on(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


def collider(day: str) -> tuple[Source]:
    return (Source(publisher="Collider", url=COLLIDER, published=PartialDate.parse(day)),)


WRITTEN_BEFORE = {
    NEWS: News(
        **SEASON,
        id=AnnouncementId("news:e2bb5638b491ac24d762769705c9902f"),
        topic=Topic.RELEASE,
        stance=Stance.CONFIRMED,
        headline="Jessica Jones season 2: the release date has moved later, from 8 March 2018 to "
        "24 March 2018.",
        lines=("As our source puts it.",),
        sources=collider("2018-01-11"),
        conflict="Others say 1 April 2018 (Variety, 11 January 2018).",
        corrects=Superseding(
            of=("jessica-jones/2/release-date",),
            line="Since then, the release date has changed to 24 March 2018.",
        ),
        created_at=on(2018, 1, 11, 12),
        expires_at=on(2018, 1, 25, 12),
    ),
    STEP: CountdownStep(
        **SEASON,
        id=AnnouncementId("step:jessica-jones/2:2018-03-08:7:UTC@9"),
        headline="7 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.",
        sources=collider("2017-12-09"),
        moment=MOMENT,
        day=date(2018, 3, 8),
        step=7,
        created_at=on(2018, 3, 1, 9),
        expires_at=on(2018, 3, 2, 8),
    ),
    PREMIERE: CountdownStep(
        **SEASON,
        id=AnnouncementId("step:jessica-jones/2:2018-03-08:0:premiere"),
        headline="Jessica Jones season 2 is out now.",
        moment=MOMENT,
        day=date(2018, 3, 8),
        step=0,
        created_at=on(2018, 3, 8, 8),
        expires_at=on(2018, 3, 9, 8),
    ),
    AHEAD: CountdownStep(
        **SEASON,
        id=AnnouncementId("ahead:jessica-jones/2:2018-03-08:7:UTC@9"),
        headline="Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018.",
        day=date(2018, 3, 8),
        step=7,
        looks_ahead=True,
        created_at=on(2018, 3, 1, 9),
        expires_at=on(2018, 3, 2, 8),
    ),
    DIGEST: DigestPost(
        id=AnnouncementId("digest:here"),
        title="Jessica Jones",
        topic=Topic.RELEASE,
        headline="The week in one piece of news, and what is ahead",
        lines=(
            "Jessica Jones season 2 comes out on Thursday 8 March 2018.",
            "Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018.",
        ),
        sources=collider("2017-12-09"),
        parts=(
            (AnnouncementId("news:083a5e4fab63918f778bf837f1865a86"), 0),
            (AnnouncementId("ahead:jessica-jones/2:2018-03-08:7:UTC@9"), 1),
        ),
        created_at=on(2018, 1, 11, 12),
        expires_at=on(2018, 1, 18, 12),
    ),
    NOTICE: Notice(
        id=AnnouncementId("suspended:here"),
        headline="I cannot post in a channel that you subscribed.",
        lines=(
            "No permission.",
            "I look again by myself, and go on as soon as it works; there is nothing else to do.",
        ),
        links=(Link("The channel", "https://discord.com/channels/fans/news"),),
        created_at=on(2018, 1, 11, 12),
        expires_at=on(2018, 1, 14, 12),
    ),
}


@pytest.mark.parametrize(
    "written", WRITTEN_BEFORE, ids=["news", "step", "premiere", "ahead", "digest", "notice"]
)
def test_what_the_version_before_wrote_is_read_as_what_it_was(written: str) -> None:
    assert announcement_from_json(written) == WRITTEN_BEFORE[written]


@pytest.mark.parametrize(("written", "field"), [(STEP, "looks_ahead"), (DIGEST, "parts")])
def test_what_is_older_still_lacks_fields_and_is_read_all_the_same(
    written: str, field: str
) -> None:
    data = json.loads(written)
    del data[field]

    said = announcement_from_json(json.dumps(data))

    assert type(said) is type(WRITTEN_BEFORE[written])
    assert not getattr(said, field)


@pytest.mark.parametrize("told", [telling(), step(0), step(7), ahead(7)])
def test_what_subscriptions_decide_on_is_read_as_that(told) -> None:
    stored = announcement_to_json(told.announcement)

    assert broadcastable_from_json(stored) == told.announcement


@pytest.mark.parametrize("written", [DIGEST, NOTICE])
def test_what_is_for_one_destination_is_never_taken_for_what_is_for_all(written: str) -> None:
    with pytest.raises(StorageError, match="for one destination alone"):
        broadcastable_from_json(written)


def test_a_kind_of_a_later_version_is_refused_in_one_line() -> None:
    later = Notice(id=AnnouncementId("later"), headline="Later.", created_at=NOON)
    stored = announcement_to_json(later).replace('"notice"', '"headline"')

    with pytest.raises(StorageError, match="run the version that wrote it, or a later one"):
        announcement_from_json(stored)
