"""What is less than a season, or beside it, is meant, or said not to be known; never another."""

import pytest

from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.claims import catalogue, claim, show

NOW = AsOf.parse("2027-03-01")
GULL = show("gull-tower", title="Gull Tower", short="Gull Tower")
NIGHTS = show("harbour-nights", title="Harbour Nights", short="Harbour Nights")
GLASS = show("tide-of-glass", title="Tide of Glass", short="Tide of Glass")
BRINE = show("brine", title="Brine Street", short="Brine Street")


@pytest.fixture(scope="module")
def shows() -> Catalogue:
    def out(show_id: str, season: object, day: str) -> object:
        return claim("release-date", day, show_id=show_id, season=season, on="2026-01-10")  # type: ignore[arg-type]

    claims = (
        *(out("gull-tower", 1, "2026-02-03"), out("gull-tower", 2, "2027-05-04")),
        *(out("gull-tower", "special", "2027-12-20"), out("gull-tower", "film", "2028-07-07")),
        *(out("harbour-nights", year, f"{year}-09-15") for year in (2008, 2009, 2027)),
        *(out("tide-of-glass", "film", "2027-10-01"), out("brine", 1, "2027-06-01")),
    )
    return catalogue(*claims, shows=(GULL, NIGHTS, GLASS, BRINE))  # type: ignore[arg-type]


def asked(words: str, shows: Catalogue) -> Reply:
    (question,) = read_message(words, shows, NOW, conversation=Conversation()).questions
    return answer_question(question, shows, NOW)


@pytest.mark.parametrize(
    ("words", "season", "day"),
    [
        ("when is the gull tower special", "special", "2027-12-20"),
        ("gull tower season 0", "special", "2027-12-20"),
        ("gull tower s00", "special", "2027-12-20"),
        ("when is gull tower season zero out", "special", "2027-12-20"),
        ("when does the gull tower christmas special come out", "special", "2027-12-20"),
        ("cuando sale el especial de gull tower", "special", "2027-12-20"),
        ("wann kommt das gull tower special", "special", "2027-12-20"),
        ("quand sort le special de gull tower", "special", "2027-12-20"),
        ("when is gull tower season 2", 2, "2027-05-04"),
        ("when is the gull tower movie out", "film", "2028-07-07"),
        ("gull tower film release date", "film", "2028-07-07"),
        ("release date of the movie of gull tower", "film", "2028-07-07"),
        ("harbour nights season 2009", 2009, "2009-09-15"),
        ("when did harbour nights s2008 come out", 2008, "2008-09-15"),
        ("when is harbour nights out", 2027, "2027-09-15"),
        ("gull tower season 2026", 1, "2026-02-03"),
        ("gull tower season 2 2027", 2, "2027-05-04"),
        ("when is tide of glass", "film", "2027-10-01"),
        ("tide of glass movie date", "film", "2027-10-01"),
    ],
)
def test_a_special_a_film_and_a_season_that_goes_by_its_year_are_meant(
    words: str, season: object, day: str, shows: Catalogue
) -> None:
    said = asked(words, shows)

    assert (said.season, str(said.value)) == (season, day)


@pytest.mark.parametrize(
    ("words", "headline"),
    [
        ("when is the brine street special", "I hold no word of a special of Brine Street."),
        ("brine street s00", "I hold no word of a special of Brine Street."),
        ("who is in the brine street special", "I hold no word of a special of Brine Street."),
        (
            "gull tower season 2019",
            "There is no season 2019 of Gull Tower: I know of 2 seasons.",
        ),
        (
            "harbour nights season 2031",
            "There is no season 2031 of Harbour Nights: I know of 3 seasons.",
        ),
        ("when is tide of glass out", "Tide of Glass (film) comes out on Friday 1 October 2027."),
        (
            "when is the brine street movie out",
            "I follow the series Brine Street, not films, books, comics or games of that name.",
        ),
    ],
)
def test_what_is_not_known_is_said_not_to_be(words: str, headline: str, shows: Catalogue) -> None:
    assert asked(words, shows).headline == headline


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("gull tower season 2 part 2", "part 2"),
        ("when is part two of gull tower s2", "part 2"),
        ("when is the second part of gull tower season 2 out", "part 2"),
        ("gull tower s2 vol. 2 date", "part 2"),
        ("when is the gull tower season 2 finale", "the finale"),
        ("when does the last episode of gull tower season 2 come out", "the finale"),
        ("gull tower s02e05", "episode 5"),
        ("when is gull tower 2x05", "episode 5"),
        ("when is episode 5 of gull tower season 2", "episode 5"),
        ("how long until gull tower s2 ep 3", "episode 3"),
        ("when does the 4th episode of gull tower season 2 air", "episode 4"),
        ("is episode 5 of gull tower s2 out yet", "episode 5"),
        ("is gull tower season 2 part 2 filming", "part 2"),
        ("who directed episode 3 of gull tower season 2", None),
    ],
)
def test_less_than_a_season_is_never_taken_for_its_premiere(
    words: str, part: str | None, shows: Catalogue
) -> None:
    said = asked(words, shows)

    assert (said.season, said.value, said.verdict) == (2, None, None)
    if part and "filming" not in words:
        assert said.headline == f"I hold no word of {part} of Gull Tower season 2 by itself."
        assert said.lines[0] == "Gull Tower season 2 comes out on Tuesday 4 May 2027."


@pytest.mark.parametrize(
    "words",
    [
        "when is the first episode of gull tower season 2",
        "gull tower season 2 premiere",
        "when do the first two episodes of gull tower s2 come out",
    ],
)
def test_what_comes_out_with_the_season_is_the_season(words: str, shows: Catalogue) -> None:
    said = asked(words, shows)

    assert (said.season, str(said.value)) == (2, "2027-05-04")


def test_a_director_of_one_episode_is_named_where_one_is_known() -> None:
    second = claim("director", "Ada Moss", detail="episode 2", on="2026-05-01", season=2)
    known = catalogue(second, claim("release-date", "2027-05-04", on="2026-05-01"))

    said = asked("who directed episode 2 of jessica jones season 2", known)
    other = asked("who directed episode 3 of jessica jones season 2", known)

    assert said.headline == "Jessica Jones season 2 is directed by Ada Moss (episode 2)."
    assert other.headline == "I hold no word of episode 3 of Jessica Jones season 2 by itself."
    assert other.lines == ("Jessica Jones season 2 is directed by Ada Moss (episode 2).",)
