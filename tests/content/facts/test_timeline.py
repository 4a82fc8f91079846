from datetime import date

from content.facts.claims import ShowId, Subject
from content.facts.kinds import Kind
from content.facts.timeline import Echo, story_of
from fakes.claims import claim

SEASON = Subject(ShowId("jessica-jones"), 2)
YEAR = claim(value="2018", on="2016-07-28", by="Ted Sarandos", authority=7)
DAY = claim(value="2018-03-08", on="2017-12-09")
UNTIL = date(2018, 3, 1)


def story(*claims, kind=Kind.RELEASE_DATE):
    return [
        (
            chapter.on.isoformat(),
            chapter.change.sort.value if chapter.change else None,
            [echo for _, echo in chapter.echoes],
        )
        for chapter in story_of(claims, SEASON, kind, until=UNTIL)
    ]


def test_a_story_tells_what_changed_and_what_was_only_repeated():
    guess = claim(value="2017", on="2017-01-05", stance="speculated", authority=3)
    blog = claim(value="2018-03-08", on="2018-01-10", authority=3, publisher="HelloGiggles")

    assert story(YEAR, DAY, guess, blog) == [
        ("2016-07-28", "new", []),
        ("2017-01-05", None, [Echo.GUESSED]),
        ("2017-12-09", "refined", []),
        ("2018-01-10", None, [Echo.REPEATED]),
    ]


def test_what_says_less_or_otherwise_is_told_apart():
    vague = claim(value="2018", on="2018-01-10", authority=3, stance="reported")
    wrong = claim(value="2018-05", on="2018-01-11", authority=3, stance="reported")

    assert story(DAY, vague, wrong)[1:] == [
        ("2018-01-10", None, [Echo.VAGUER]),
        ("2018-01-11", None, [Echo.OUTWEIGHED]),
    ]


def test_a_page_that_sharpens_the_words_it_follows_is_told_to_do_so():
    bound = claim(value="2018/..", on="2016-07-28", by="Ted Sarandos", authority=7)
    page = claim(value="2018", on="2016-07-28", by="Ted Sarandos", authority=7, stance="reported")

    assert story(bound, page) == [("2016-07-28", "new", [Echo.SHARPER])]


def test_two_voices_of_equal_weight_are_a_dispute():
    one = claim("filming-start", "2017-04-03", on="2017-04-03", stance="reported", authority=4)
    other = claim(
        "filming-start",
        "2017-04-10",
        on="2017-04-10",
        stance="reported",
        authority=4,
        publisher="Another",
    )

    (_, second) = story(one, other, kind=Kind.FILMING_START)

    assert second[2] == [Echo.DISPUTING]


def test_a_story_ends_on_the_day_until_which_it_is_told():
    later = claim(value="2018-03-24", on="2018-03-02")

    assert [day for day, _, _ in story(DAY, later)] == ["2017-12-09"]


def test_the_same_name_again_is_a_repetition_where_values_add():
    first = claim("cast", "Janet McTeer", on="2017-04-01")
    again = claim("cast", "janet mcteer", on="2017-05-01", publisher="Another")

    assert story(first, again, kind=Kind.CAST)[1] == ("2017-05-01", None, [Echo.REPEATED])
