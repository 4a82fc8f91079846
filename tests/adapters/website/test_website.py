"""The pages of all shows over HTTP: whole, kind to whoever mistypes, and the same as the facts."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.website.rendering import PageRenderer
from bot.cli.facts import facts
from bot.ports.web import WebAnswer, WebRoute
from content.facts.as_of import AsOf
from content.facts.claims import ShowId
from content.language.wording import ENGLISH
from content.pages.addresses import CALENDAR_ROUTE
from content.pages.show_list import ON_A_PAGE
from content.pages.show_page import show_page_of
from content.show_files.folders import read_catalogue, shipped_shows
from fakes.claims import catalogue, claim, show
from fakes.website import ShownFacts, opened_website

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"' onload=x {{ 7*7 }} </title>&amp;"


@pytest.fixture(scope="module")
def shipped():
    return read_catalogue([shipped_shows()]).sound


@pytest.fixture
async def readers(shipped):
    async with opened_website(shipped, NOW) as opened:
        yield opened


async def test_the_list_leads_to_every_show(readers, shipped):
    page = await readers.get("/")

    links = {given.get("href") for tag, given in ShownFacts(page.text).elements if tag == "a"}
    assert page.status == 200
    assert {f"/shows/{one}" for one in shipped.shows} <= links


@pytest.mark.parametrize("show", ["jessica-jones", "daredevil-born-again", "loki", "iron-fist"])
@pytest.mark.parametrize("as_of", [None, "2017-05-04", "2018-03-08", "2015-01-01"])
async def test_a_page_has_the_facts_of_the_command_line(readers, shipped, show, as_of):
    at = AsOf.on(date.fromisoformat(as_of) if as_of else NOW.date())
    told = [json.loads(line) for line in facts(shipped, show, None, at, as_json=True)]

    page = await readers.get(f"/shows/{show}" + (f"?as_of={as_of}" if as_of else ""))

    shown = ShownFacts(page.text).facts
    assert [(one.season, one.kind, one.status) for one in shown] == [
        (str(one["season"]), one["kind"], one["status"]) for one in told
    ]
    for mine, one in zip(shown, told, strict=True):
        values = [(one["value"], one["stance"])] if one["stance"] else _held(one["values"])
        assert mine.values.get("values", []) == [(_written(v), s) for v, s in values]
        for several in ("conflicts", "guesses"):
            held = [(_written(v), s) for v, s in _held(one[several])]
            assert mine.values.get(several, []) == held
            said = [each["claim"] for other in one[several] for each in other["sources"]]
            assert mine.claims.get(f"{several}-sources", []) == said
        for several in ("sources", "earlier", "retracted"):
            assert mine.claims.get(several, []) == [each["claim"] for each in one[several]]
        pages = [each["url"] for each in _sources(one)]
        assert sorted(mine.links) == sorted(pages)


def _held(values):
    return [(one["value"], one["stance"]) for one in values]


def _written(value):
    return "" if value is None else str(value)


def _sources(one):
    several = [
        source for held in (*one["conflicts"], *one["guesses"]) for source in held["sources"]
    ]
    return [*one["sources"], *one["earlier"], *one["retracted"], *several]


async def test_what_is_held_is_said_with_its_precision_its_stance_and_its_source(readers):
    page = await readers.get("/shows/jessica-jones?as_of=2017-05-04")

    text = " ".join(" ".join(ShownFacts(page.text).text).split())
    assert "As known on 4 May 2017" in text
    assert (
        "2018 reported known to the year Ted Sarandos, in Tor.com, 28 July 2016 (tor.com)" in text
    )


async def test_a_day_before_anything_was_known_says_so(readers):
    page = await readers.get("/shows/jessica-jones?as_of=1999-01-01")

    assert page.status == 200
    assert "Nothing was known of it." in page.text


async def test_the_picture_of_a_date_stands_beside_the_same_in_words(readers):
    page = await readers.get("/shows/jessica-jones?as_of=2018-04-01&lang=de")

    (source,) = [
        given["src"]
        for tag, given in ShownFacts(page.text).elements
        if tag == "img" and "/2.svg" in given["src"]
    ]
    assert source == "/shows/jessica-jones/2.svg?lang=de&as_of=2018-04-01"
    drawn = await readers.get(source)
    assert drawn.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert 'lang="de"' in drawn.text
    assert "<script" not in drawn.text


@pytest.mark.parametrize(
    "path", ["/", "/?q=jess", "/shows/loki", "/shows/loki?as_of=2020-01-01", "/shows/loki/2.svg"]
)
async def test_what_somebody_has_already_is_not_sent_again(readers, path):
    first = await readers.get(path)
    again = await readers.get(path, If_None_Match=first.headers["ETag"])
    weak = await readers.get(path, If_None_Match=f'"other", W/{first.headers["ETag"]}')
    other = await readers.get(path, If_None_Match='"other"')
    head = await readers.get(path, method="HEAD")

    assert first.headers["ETag"].startswith('"')
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Vary"] == "Accept-Language"
    assert [(one.status, one.text) for one in (again, weak)] == [(304, ""), (304, "")]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert (other.status, other.text) == (200, first.text)
    assert (head.status, head.text) == (200, "")
    assert head.headers["Content-Length"] == str(len(first.text.encode()))


@pytest.mark.parametrize("path", ["/style.css", "/icon.svg"])
async def test_style_and_icon_come_from_here(readers, path):
    got = await readers.get(path)

    assert got.status == 200
    assert (await readers.get(path, If_None_Match=got.headers["ETag"])).status == 304


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/shows/loki", "/shows/loki/2.svg", "/style.css", "/icon.svg"),
        *("/shows/none", "/shows/loki?as_of=x", "/nowhere", "/shows/loki/7.svg"),
    ],
)
async def test_every_answer_has_the_headers_that_keep_others_out(readers, path):
    got = await readers.get(path, Accept="text/html")

    policy = got.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)
    assert not [one for one in policy if "unsafe" in one or "script" in one or "*" in one]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Referrer-Policy"] == "no-referrer"
    assert "Server" not in got.headers
    assert "Set-Cookie" not in got.headers


@pytest.mark.parametrize(
    "path",
    [
        *("/shows/none", "/shows/", "/shows/loki/", "/shows/loki/x", "/shows/LOKI"),
        *("/shows/..%2f..%2fetc%2fpasswd", "/shows/%2e%2e", "/shows/loki%2f1.svg"),
        *("/shows/loki/99.svg", "/shows/loki/" + "9" * 5000 + ".svg", "/shows/" + "a" * 5000),
        *("/shows/%00", "/shows/%ff", "/shows/%F0%9F%98%80", "/shows/loki/%0d%0aX:1.svg"),
        *("/?page=0", "/?page=99", "/?page=-1", "/?page=x", "/?page=" + "9" * 3000),
        *("/?page=%D9%A1", "/nowhere", "/shows/<script>alert(1)<%2fscript>"),
    ],
)
async def test_an_address_of_nothing_gets_a_kind_page(readers, path):
    got = await readers.get(path, Accept="text/html")

    assert got.status == 404
    assert "<h1>There is nothing here.</h1>" in got.text
    assert 'href="/"' in got.text
    assert "alert" not in got.text


@pytest.mark.parametrize(
    "day",
    [
        *("x", "2017", "2017-13-01", "2017-02-30", "9999-12-31", "9999-99-99", "10000-01-01"),
        *("0001-01-01", "-2017-01-01", "2026-12-02", "2017-01-01T00:00", "20170101xx"),
        *("%00", "%D9%A2%D9%A0%D9%A1%D9%A7-01-01", "2017-01-01%0a2017-01-01", "2" * 4000),
        *("2017-W01-1", "%3Cscript%3E"),
    ],
)
async def test_what_is_no_day_is_answered_with_how_to_write_one(readers, day):
    got = await readers.get(f"/shows/loki?as_of={day}", Accept_Language="de")
    drawn = await readers.get(f"/shows/loki/2.svg?as_of={day}")

    assert (got.status, drawn.status) == (400, 400)
    assert "2017-05-04" in got.text
    assert '<html lang="de">' in got.text
    assert "script" not in got.text
    assert "Traceback" not in got.text


async def test_of_a_name_given_twice_the_first_counts(readers):
    twice = await readers.get("/shows/loki?as_of=2021-01-01&as_of=x&lang=fr&lang=de")
    once = await readers.get("/shows/loki?as_of=2021-01-01&lang=fr")

    assert (twice.status, twice.text) == (200, once.text)


async def test_an_empty_day_and_words_of_no_meaning_are_left_alone(readers):
    page = await readers.get("/shows/loki")

    assert (await readers.get("/shows/loki?as_of=&x=1&lang=xx")).text == page.text
    assert (await readers.get("/shows/loki?as_of=+")).text == page.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("it,fr;q=0.4,es;q=0.8", "es"),
        ("ja", "en"),
        ("*", "en"),
        ("en;q=0,de;q=0", "en"),
        ("de;q=x,fr;q=0.1", "fr"),
        ("de;q=nan,es", "es"),
        (";;;,,q=1,=" * 500, "en"),
        ("", "en"),
    ],
)
async def test_a_page_is_in_the_language_that_the_browser_prefers(readers, accepted, language):
    page = await readers.get("/shows/loki", Accept_Language=accepted)

    assert f'<html lang="{language}">' in page.text


async def test_a_language_chosen_by_the_address_goes_before_and_is_kept(readers):
    page = await readers.get("/?lang=fr", Accept_Language="de")

    assert '<html lang="fr">' in page.text
    assert 'href="/shows/loki?lang=fr"' in page.text
    assert '<input type="hidden" name="lang" value="fr">' in page.text


async def test_a_show_is_found_by_any_of_its_names_without_accents_or_capitals(readers):
    found = await readers.get("/?q=BORN+%C3%A0gain")
    none = await readers.get("/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&lang=de")

    assert "/shows/daredevil-born-again" in found.text
    assert "/shows/loki" not in found.text
    assert (none.status, "<script" in none.text) == (200, False)
    assert "Keine Serie, der ich folge, heißt so." in none.text


async def test_very_many_shows_are_listed_page_by_page():
    many = [show(f"show-{n:03}", title=f"Show {n:03}", short=f"Show {n:03}") for n in range(150)]
    async with opened_website(catalogue(shows=tuple(many)), NOW) as readers:
        pages = [await readers.get(f"/?page={n}&q=show") for n in (1, 2, 3, 4)]

    assert [page.status for page in pages] == [200, 200, 200, 404]
    seen = [page.text.count('href="/shows/show-') for page in pages]
    assert seen == [ON_A_PAGE, ON_A_PAGE, 150 - 2 * ON_A_PAGE, 0]
    assert 'rel="next" href="/?q=show&amp;page=3"' in pages[1].text


async def test_a_show_that_comes_or_goes_is_listed_so(shipped):
    own = catalogue(shows=(show(), show("loki", title="Loki", short="Loki")))
    async with opened_website(own, NOW) as readers:
        before = await readers.get("/")
        own.put(next(part for part in shipped.parts if part.id == "echo"))
        after = await readers.get("/")

    assert "/shows/echo" not in before.text
    assert "/shows/echo" in after.text
    assert before.headers["ETag"] != after.headers["ETag"]


async def test_a_calendar_is_led_to_where_there_are_calendars(shipped):
    async with opened_website(shipped, NOW, has_calendars=True) as readers:
        assert 'href="/calendar/loki.ics"' in (await readers.get("/shows/loki")).text
    async with opened_website(shipped, NOW) as readers:
        assert "calendar" not in (await readers.get("/shows/loki")).text


async def test_behind_a_proxy_every_link_has_the_path_that_it_shows_pages_at(shipped):
    async with opened_website(shipped, NOW, base="/violet") as readers:
        pages = [await readers.get(path) for path in ("/", "/shows/loki", "/shows/none")]

    for page in pages:
        found = [
            given.get("href") or given.get("src") or given.get("action")
            for tag, given in ShownFacts(page.text).elements
            if tag in {"a", "link", "img", "form"} and "external" not in str(given.get("rel"))
        ]
        assert found
        assert all(one.startswith(("/violet/", "#")) for one in found)


async def test_other_routes_answer_before_the_pages(shipped):
    async def own(_request):
        return WebAnswer(body=b"mine")

    beside = [WebRoute(method="GET", path=CALENDAR_ROUTE, answer=own)]
    async with opened_website(shipped, NOW, beside=beside) as readers:
        assert (await readers.get("/calendar/loki.ics")).text == "mine"


async def test_what_many_ask_for_at_once_is_made_once(readers):
    got = await asyncio.gather(*(readers.get("/shows/jessica-jones") for _ in range(30)))

    assert {one.status for one in got} == {200}
    assert readers.website.made == 1


async def test_whoever_has_very_many_pages_made_must_wait_and_others_need_not(readers):
    days = [f"2017-{month:02}-{day:02}" for month in range(1, 4) for day in range(1, 25)]
    kept = await readers.get("/shows/loki")

    got = [await readers.get(f"/shows/loki?as_of={day}") for day in days]

    assert {one.status for one in got} == {200, 429}
    assert readers.website.made <= 60
    assert got[-1].headers["Retry-After"] == "20"
    assert (await readers.get("/shows/loki")).text == kept.text


def test_what_is_kept_is_bounded(shipped):
    async def ask():
        async with opened_website(shipped, NOW) as readers:
            for day in range(1, 29):
                for month in ("01", "02"):
                    await readers.get(f"/shows/jessica-jones?as_of=2018-{month}-{day:02}")
            return len(readers.website._kept), readers.website._kept.values()

    count, kept = asyncio.run(ask())

    assert 1 < count <= 200
    assert sum(len(one.body) for one in kept) <= 16_000_000


@pytest.mark.parametrize(
    "title",
    [
        "A" * 200,
        "ABCDEFGHI " * 20,
        "مسلسل جيسيكا جونز",
        "\u202eevil\u202c\u200b\x07\x1b[31m",
        "\U000f0000\U000f0001",
        "ジェシカ・ジョーンズ",
        HOSTILE,
        "a\nb\tc",
    ],
)
async def test_any_title_makes_a_whole_page(title):
    held = catalogue(
        claim(says=title, by=title, publisher=title[:80]), shows=(show(title=title, short=title),)
    )
    async with opened_website(held, NOW) as readers:
        pages = [
            await readers.get(path)
            for path in ("/", "/shows/jessica-jones", "/shows/jessica-jones/2.svg")
        ]

    assert [page.status for page in pages] == [200, 200, 200]
    for page in pages:
        assert not set(page.text) & set("\u202e\u202c\u200b\x07\x1b")
        assert "<script" not in page.text


async def test_forty_claims_of_one_day_are_shown_and_of_more_it_is_said_how_many():
    claims = [
        claim(value="2018", on="2017-01-01", publisher=f"Page {n}", via=f"v{n}") for n in range(70)
    ]
    async with opened_website(catalogue(*claims), NOW) as readers:
        page = await readers.get("/shows/jessica-jones")

    (fact,) = ShownFacts(page.text).facts
    assert len(fact.claims["sources"]) == 50
    assert "20 more are not shown" in page.text


async def test_a_show_without_dates_or_without_anything_has_a_page():
    held = catalogue(
        claim("showrunner", "Melissa Rosenberg", season=1),
        shows=(show(), show("bare", title="Bare", short="Bare", network="")),
    )
    async with opened_website(held, NOW) as readers:
        undated = await readers.get("/shows/jessica-jones")
        bare = await readers.get("/shows/bare")

    assert undated.status == 200
    assert "<img" not in undated.text
    assert "Nothing was known of it." in bare.text


async def test_only_pages_that_anybody_could_open_are_links():
    urls = [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://127.0.0.1/x",
        "https://a@b.example.org/",
        "https://ok.example.org/page?a=1&b=2",
    ]
    claims = []
    for number, url in enumerate(urls):
        one = claim(publisher=f"P{number}", via=f"v{number}")
        claims.append(replace(one, source=replace(one.source, url=url)))
    async with opened_website(catalogue(*claims), NOW) as readers:
        page = await readers.get("/shows/jessica-jones")

    (fact,) = ShownFacts(page.text).facts
    assert fact.links == [urls[-1]]
    assert "(ok.example.org)" in page.text
    assert 'rel="noopener nofollow external"' in page.text
    assert "javascript:" not in page.text


@given(st.text(max_size=80), st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_nothing_that_is_filled_in_is_ever_markup(title, name, said):
    plain, filled = _markup("t", "n", "s"), _markup(title, name, said)

    assert [tag for tag, _ in filled.elements] == [tag for tag, _ in plain.elements]
    assert [sorted(given) for _, given in filled.elements] == [
        sorted(given) for _, given in plain.elements
    ]


def _markup(title, name, said):
    held = catalogue(
        claim("showrunner", said, says=f"{said}.", by=f"x{name}", season=1, detail=f"d{name}"),
        shows=(show(title=f"x{title}", short=f"x{title}", network=f"n{name}"),),
    )
    page = show_page_of(
        held, ShowId("jessica-jones"), date(2020, 1, 1), is_today=True, wording=ENGLISH
    )
    html = PageRenderer().show(page, today="2020-01-01", wording=ENGLISH, lang="")
    return ShownFacts(html)
