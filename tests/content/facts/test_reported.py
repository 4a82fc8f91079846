"""When something was reported is said no more exactly than its source says it."""

from datetime import date

import pytest

from content.facts.changes import changes_of, reported_by
from content.facts.claims import Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.timeline import story_of
from fakes.asked import shipped
from fakes.claims import claim

SHIPPED = shipped()


def every(find):
    for show in SHIPPED:
        for season in SHIPPED.seasons(show.id):
            for kind in Kind:
                subject = Subject(show.id, season)
                yield from find(SHIPPED.about(show.id), subject, kind, until=date(2027, 1, 1))


def days_of(claims, on):
    return [one.reported_on for one in claims if one.known_from == on]


@pytest.mark.parametrize("find", [changes_of, story_of])
def test_no_day_is_said_of_a_report_that_is_known_by_its_month(find):
    found = list(every(find))

    invented = [
        one
        for one in found
        if one.reported.is_day
        and (said := days_of(SHIPPED.about(one.after.subject.show), one.on))
        and not any(day.is_day or not day.span[0] <= one.on <= day.span[1] for day in said)
    ]

    assert len(found) > 200
    assert invented == []


@pytest.mark.parametrize(
    ("reported", "said"),
    [
        (["2023-09"], "2023-09"),
        (["2022-07-01/2022-07-04", "2022-07"], "2022-07-01/2022-07-04"),
        (["2022-07", "2022-07-01"], "2022-07-01"),
        (["2022-07~"], "2022-07~"),
        ([], "2022-07-01"),
    ],
)
def test_the_exactest_of_those_who_say_it_first_says_when(reported, said):
    on = date(int(reported[0][:4]), int(reported[0][5:7]), 1) if reported else date(2022, 7, 1)

    found = reported_by([claim(on=day) for day in reported], on)

    assert found == PartialDate.parse(said)
