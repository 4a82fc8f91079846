"""What is written as a show file is read back as the same."""

from dataclasses import replace
from datetime import date, time

import pytest

from content.facts.claims import Action, Alias
from content.facts.dates import PartialDate
from content.show_files.file import read_show_file
from content.show_files.written_claims import show_file_of
from fakes.claims import claim, show

AWKWARD = 'It "moves" \\ to [2019] = {later} # or not, « naïve » 第二季'
CLAIMS = (
    claim(id_="a-date", value="2018-03-08"),
    claim("renewal", None, id_="no-value", stance="planned"),
    claim("episode-count", 13, id_="a-count", season="special"),
    claim("premise", AWKWARD, id_="a-text", season="series", says=AWKWARD, by="Krysten Ritter"),
    replace(
        claim("cast", "Carrie-Anne Moss", id_="most-of-it", detail="Jeri Hogarth", market="DE"),
        via="Deadline",
        reported_on=PartialDate.parse("2017-early"),
    ),
    claim("release-date", "2018-03-10/2018-03-11", id_="a-weekend", season=3),
    claim(id_="takes-back", value=None, action=Action.RETRACTS, retracts=("a-date", "a-count")),
    claim(id_="withdraws", value=None, action=Action.WITHDRAWS),
)


def read_back(tmp_path, lines):
    path = tmp_path / "show.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_show_file(path)


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.id)
def test_a_claim_is_read_back_as_it_was(tmp_path, one):
    file = read_back(tmp_path, show_file_of(one.subject.show, None, [one]))

    assert file.faults == ()
    assert [back for _, back in file.claims] == [one]
    assert (file.show, file.adds) == (None, True)


def test_a_show_is_read_back_with_all_its_names(tmp_path):
    named = replace(
        show(title=AWKWARD, drop=time(3, 0), limited=True),
        aliases=(
            Alias(name="JJ", exact_case=True),
            Alias(name="Jones"),
            Alias(name="A.K.A. Jessica Jones", shared=True, until=date(2015, 11, 19)),
        ),
        namesakes=("comic", "novel"),
    )

    file = read_back(tmp_path, show_file_of(named.id, named, CLAIMS))

    assert file.faults == ()
    assert file.show == named
    assert [back for _, back in file.claims] == [*CLAIMS]
