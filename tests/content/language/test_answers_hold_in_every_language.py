"""Whatever is asked of whatever is claimed, only the words differ between languages."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.answer import answer_question
from content.answers.facts import beliefs_of, describe_belief
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.changes import changes_of
from content.facts.claims import Action, Authority, Claim, SeasonRef, ShowId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape
from content.language.changes import told
from content.language.labels import season_name
from content.language.wording import ENGLISH, wording_for
from content.understanding.intents import Intent
from content.understanding.question import Compared, Question
from fakes.claims import claim, show

OTHERS = ("es", "de", "fr")
SHOWS = (
    show(),
    show("iron-fist", title="Marvel's Iron Fist", short="Iron Fist"),
    show("echo", title="Echo", short="Echo", network="Disney+", drop=None, limited=True),
)
DATES = (
    *("2018-03-08", "2018-03", "2018", "2018-21", "2018-24", "2018-33", "2018-41", "2018-early"),
    *("2018-03-mid", "2017-22-late", "2018-03-10/2018-03-11", "2018-03-05/2018-03-11"),
    *("2018/..", "2018-03-01/..", "2018-33/..", "../2018-12-31", "2018~", "2018-03-08~"),
    *("2018-03-08/2018-03-20", "2018-03/2018-06", "2018-33/2018-36", "XXXX", "2016-09-30"),
    "2018-03-08T00:00-08:00[America/Los_Angeles]",
    "2018-03-07T09:30+01:00[Europe/Berlin]",
    "2018-03-08T08:00Z",
)
HOSTILE = ("{name}", "{0} {", "}} {{value!r}}", "%(name)s", "Krysten Ritter")
MARK = "⟦{when}⟧"
"""What claims say here: braces that must come out as they went in."""


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(Kind))
    action = draw(st.sampled_from([Action.STATES, Action.STATES, Action.STATES, Action.WITHDRAWS]))
    values: st.SearchStrategy[str | int] = st.sampled_from(HOSTILE)
    if kind.shape in {Shape.DATE, Shape.EVENT}:
        values = st.sampled_from(DATES)
    elif kind.shape is Shape.COUNT:
        values = st.sampled_from([1, 13, 1234])
    return claim(
        kind,
        draw(values) if action is Action.STATES else None,
        on=draw(st.dates(date(2015, 6, 1), date(2019, 6, 1))),
        stance=draw(st.sampled_from(Stance)),
        show_id=draw(st.sampled_from(SHOWS)).id,
        season=draw(st.sampled_from([1, 2, 2, 3, "special", "series"])),
        authority=draw(st.sampled_from(Authority)),
        by=draw(st.sampled_from([None, "Ted {Sarandos}"])),
        says=draw(st.sampled_from([MARK, "it comes in 2018"])),
        detail=draw(st.sampled_from([None, "Trish {0}"])),
        market=draw(st.sampled_from([None, None, "FR", "ZZ"])),
        action=action,
    )


seasons = st.sampled_from([*SeasonRef, 0, 1, 2, 3, 9, "special", "series"])
ids = st.sampled_from([one.id for one in SHOWS])
questions = st.builds(
    Question,
    intent=st.sampled_from(Intent),
    show=st.none() | ids | ids | ids | st.just(ShowId("nobody-knows")),
    season=seasons,
    others=st.lists(st.builds(Compared, ids, seasons), max_size=2).map(tuple),
    as_of=st.none() | st.dates(date(2015, 1, 1), date(2020, 1, 1)).map(AsOf.on),
    about=st.none() | st.sampled_from(Intent),
    window=st.none() | st.sampled_from(DATES).map(PartialDate.parse),
    names=st.lists(st.sampled_from(HOSTILE), max_size=2).map(tuple),
    zone=st.sampled_from([None, "Europe/Berlin", "UTC", "Asia/Tokyo"]),
    market=st.sampled_from([None, None, "FR", "ZZ"]),
    unknown=st.sampled_from([None, "{show}"]),
    also=st.lists(ids, max_size=2).map(tuple),
)
known = st.lists(claims(), max_size=12).map(lambda found: Catalogue.of(SHOWS, found))
days = st.dates(date(2015, 6, 1), date(2020, 1, 1)).map(AsOf.on)


def _facts(reply: Reply) -> tuple[object, ...]:
    return (
        *(reply.intent, reply.show, reply.season, reply.status, reply.value, reply.stance),
        *(reply.moment, reply.sources, reply.conflicts, reply.claims, reply.citation is None),
    )


def _braces(text: str) -> set[str]:
    """The places that a sentence has left open, those of claims and questions apart."""
    for harmless in (*HOSTILE, MARK, "Ted {Sarandos}", "Trish {0}", "{show}"):
        text = text.replace(harmless, "").replace(f"{harmless[:1].upper()}{harmless[1:]}", "")
    return set(text) & set("{}")


@given(questions, known, days)
def test_every_language_states_the_same_facts(
    question: Question, catalogue: Catalogue, as_of: AsOf
) -> None:
    english = answer_question(question, catalogue, as_of)

    for language in OTHERS:
        said = answer_question(replace(question, language=language), catalogue, as_of)

        assert _facts(said) == _facts(english)


@pytest.mark.parametrize("language", ["en", *OTHERS])
@given(questions, known, days)
def test_no_answer_leaves_a_place_open(
    language: str, question: Question, catalogue: Catalogue, as_of: AsOf
) -> None:
    said = answer_question(replace(question, language=language), catalogue, as_of)

    lines = [said.headline, *said.lines, said.citation or ""]
    whole = [line for line in lines if not line.endswith("…")]  # a cut line may end in a brace
    assert [line for line in whole if _braces(line)] == []


@given(st.lists(claims(), max_size=12))
def test_every_belief_can_be_described_in_every_language(found: list[Claim]) -> None:
    catalogue = Catalogue.of(SHOWS, found)

    for one in SHOWS:
        for *_, belief in beliefs_of(catalogue, one.id, None, AsOf.on(date(2020, 1, 1))):
            lengths = {len(describe_belief(belief, wording_for(code))) for code in ("en", *OTHERS)}

            assert len(lengths) == 1, "a fact has as many lines in every language"


@given(st.lists(claims(), max_size=12))
def test_every_piece_of_news_can_be_told_in_every_language(found: list[Claim]) -> None:
    for subject, kind in {(one.subject, one.kind) for one in found}:
        mine = [one for one in found if one.subject.show == subject.show]
        for change in changes_of(mine, subject, kind, until=date(2020, 1, 1)):
            name = season_name(next(s for s in SHOWS if s.id == subject.show), subject.season)
            said = [told(change, name, wording_for(code)) for code in OTHERS]

            assert all(name in one for one in (told(change, name, ENGLISH), *said))
            assert [one for one in said if _braces(one)] == []
