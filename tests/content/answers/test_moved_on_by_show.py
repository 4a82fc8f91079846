"""A catalogue moved on by show says, and finds, what one made anew does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.countdowns import steps_between
from content.announcements.targets import targets_near, targets_of
from content.answers.answer import answer_question
from content.answers.code_names import code_names_of
from content.answers.disputes import disputed
from content.answers.upcoming import ended
from content.answers.where_to_watch import leaving_days
from content.facts.as_of import AsOf
from content.facts.believe import believed
from content.facts.by_day import known_between
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.changes import changed
from content.facts.dated import dated_days, dated_spans
from content.facts.dates import PartialDate
from content.subscriptions.schedule import PostingHour
from content.understanding.intents import Intent
from content.understanding.known_names import known_to
from content.understanding.question import Conversation, Question
from content.understanding.subjects import names_of
from content.understanding.understand import read_message
from fakes.claims import claim, show

SHOWS = [
    show(),
    show("jessica", title="Jessica", short="Jessica"),
    show("daredevil", title="Marvel's Daredevil", short="Daredevil"),
    show("loki", title="Loki", short="Loki"),
]
RENAMED = [show("loki", title="Mischief", short="Mischief"), None]
DAYS = [date(2017, 12, 31), date(2018, 1, 1), date(2018, 1, 2), date(2018, 2, 1)]


def claims_about(show_id):
    """What may be claimed of one show, some of it known from the days on that are asked about."""
    said = [
        ("release-date", "2018-01-02", {"on": "2017-12-01"}),
        ("release-date", "2018-02", {"on": "2018-01-01", "season": 3}),
        ("release-date", "2018/2019", {"on": "2018-01-02", "season": 4, "stance": "reported"}),
        ("release-date", "2018-01-03", {"on": "2018-01-02"}),
        ("release-date", "2018-03-04", {"on": "2018-01-02", "publisher": "Variety"}),
        ("release-time", "2018-01-02T00:00-08:00", {"on": "2018-01-01"}),
        ("cancellation", None, {"on": "2018-01-01", "season": "series"}),
        ("availability-end", "2018-03-01", {"on": "2018-01-02", "season": "series"}),
        ("code-name", "Violet Sky", {"on": "2018-01-01"}),
        ("code-name", "violet sky", {"on": "2018-02-01", "season": 3}),
        ("cast", "Krysten Ritter", {"on": "2018-01-01"}),
        ("director", "Only women", {"on": "2017-12-31"}),
    ]
    return [
        claim(kind, value, show_id=show_id, id_=f"{show_id}-{number}", **rest)
        for number, (kind, value, rest) in enumerate(said)
    ]


def part_of(introduced, show_id):
    some = st.lists(st.sampled_from(claims_about(show_id)), unique_by=lambda one: one.id)
    return some.map(lambda claims: ShowClaims(show_id, introduced, tuple(claims)))


PARTS = st.one_of(
    *(part_of(one, one.id) for one in SHOWS), *(part_of(one, SHOWS[-1].id) for one in RENAMED)
)
QUESTIONS = (
    "what is coming up",
    "when is jessica season 2 out",
    "when does mischief come out",
    "which show is filmed as violet sky",
    "what's new",
    "which one is directed by women",
    "who does krysten ritter play",
)


def what_is_found(known, day):
    """All that answers and ticks look up on a day, in one value that can be compared."""
    names, people, as_of = names_of(known), known_to(known), AsOf.on(day)
    about = sorted({(one.subject, one.kind) for one in known.claims}, key=str)
    return {
        "days": list(dated_days(known, day)),
        "spans": list(dated_spans(known, day)),
        "of one": [list(dated_days(known, day, one)) for one in sorted(known.shows)],
        "ended": list(ended(known, day)),
        "leaving": list(leaving_days(known, day)),
        "disputed": list(disputed(known, day)),
        "targets": targets_of(known, as_of),
        "claims": known_between(known, day, date(2018, 12, 31)),
        "beliefs": [believed(known, *one, day) for one in about],
        "changes": [changed(known, *one, until=day) for one in about],
        "code names": code_names_of(known).called("violet sky"),
        "names": [names.named(key) for key in ("loki", "mischief", "jessica", "jessicajones")],
        "first words": names.by_first_word("jessica"),
        "near": [names.nearest(key) for key in ("mischeif", "daredevli")],
        "beginning": sorted(names.beginning("j")),
        "words": people.words,
        "answers": [say(words, known, as_of) for words in QUESTIONS],
        "lists": [
            answer_question(Question(intent=intent, window=window), known, as_of)
            for intent in (Intent.UPCOMING, Intent.UPDATES, Intent.LIST_CANCELLED)
            for window in (None, PartialDate.parse("2018-01"), PartialDate.parse("2018"))
        ],
    }


def say(words, known, as_of):
    reading = read_message(words, known, as_of, conversation=Conversation())
    return [answer_question(question, known, as_of) for question in reading.questions]


@given(st.lists(st.tuples(PARTS, st.sampled_from(DAYS)), min_size=1, max_size=8))
def test_every_index_moved_on_by_show_is_as_one_made_anew(moves):
    known = Catalogue()
    for part, day in moves:
        known.put(part)
        found = what_is_found(known, day)

        anew = Catalogue(known, {one.id: one.claims for one in known.parts})
        assert known == anew
        assert found == what_is_found(anew, day)


@given(
    st.lists(PARTS, min_size=1, max_size=6),
    st.sampled_from([0, 1, 30, 31, 60]),
    st.integers(0, 70 * 24 * 60),
    st.sampled_from([5 / 86400, 0.5, 3]),
)
def test_a_tick_that_looks_at_near_days_alone_finds_every_step(parts, step, minutes, days):
    known = Catalogue()
    for part in parts:
        known.put(part)
    until = datetime(2017, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    after = until - timedelta(days)
    hours = [PostingHour(zone, hour) for zone in ("Pacific/Kiritimati", "UTC") for hour in (0, 9)]

    near = targets_near(known, [step], after=after, until=until)
    found = steps_between(near, hours, [step], after=after, until=until)

    every = targets_of(known, AsOf.at(until))
    assert found == steps_between(every, hours, [step], after=after, until=until)


@pytest.mark.parametrize("window", [None, "2018-01", "2018-03/2018-05", "2018", "2018-02-10"])
def test_of_very_many_dates_the_soonest_are_told_and_the_others_counted(window):
    model, days = show(drop=None), [f"2018-{1 + n % 9:02}-{1 + n % 28:02}" for n in range(900)]
    values = {f"show-{n}": days[n] if n % 4 else days[n][:7] for n in range(len(days))}
    known = Catalogue.of(
        [replace(model, id=id_) for id_ in values],
        [claim(value=value, show_id=id_) for id_, value in values.items()],
    )
    spans = {id_: PartialDate.parse(value).span for id_, value in values.items()}
    first, last = PartialDate.parse(window).span if window else (date(2018, 1, 20), date.max)
    fitting = [id_ for id_, (begin, end) in spans.items() if end >= first and begin <= last]
    wanted = sorted(fitting, key=lambda id_: (spans[id_][1], spans[id_][0], f"{id_}/2"))

    question = Question(
        intent=Intent.UPCOMING, window=PartialDate.parse(window) if window else None
    )
    said = answer_question(question, known, AsOf.on(date(2018, 1, 19)))

    assert said.value == tuple(f"{id_}/2: {values[id_]}" for id_ in wanted[:100])
    assert said.lines[-1] == f"And {len(wanted) - 10} more."
