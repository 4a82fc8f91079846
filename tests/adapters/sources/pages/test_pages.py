"""Web pages as they come, tame and hostile, read by the real process."""

import json

import pytest

from adapters.sources.pages.reader import PageBounds, ReadabilityPages
from bot.ports.errors import SettingsError, SourceUnavailableError
from content.articles.reading import read_article
from content.facts.dates import PartialDate
from reading.pages import page_of
from reading.scoring import FOUND_AT, TUNING, article_of, articles_in
from reading.shows import shows_of_articles

URL = "https://news.example/story"
ROWS = {row["id"]: row for row in articles_in(TUNING)}
PROSE = (
    "<p>Nightjar is back on our screens soon, and we have been told a few things about it by the "
    "people who make it, among them what it is about, who is in it, and where it was shot.</p>"
)


def page(text, *, head=""):
    return f"<html><head>{head}</head><body><article>{text}</article></body></html>".encode()


async def found(content, **said):
    return await ReadabilityPages().article_in(content, url=URL, **said)


@pytest.mark.parametrize("row", ["T02", "T05", "T14", "T20", "R12"])
async def test_a_page_is_read_as_its_article_is(row):
    article = await found(page_of([ROWS[row]]).encode())
    catalogue = shows_of_articles()

    told, said = (
        {(c.subject, c.kind, c.value) for c in (one.claim for one in proposals)}
        for proposals in (
            read_article(article, catalogue, found_at=FOUND_AT),
            read_article(article_of(ROWS[row]), catalogue, found_at=FOUND_AT),
        )
    )
    assert told == said != set()
    assert (article.title, article.publisher) == (ROWS[row]["title"], ROWS[row]["publisher"])
    assert str(article.published) == ROWS[row]["published"]


async def test_the_day_of_a_page_is_never_one_of_its_text():
    article = await found(page("<time>March 8, 2027</time>" + PROSE + "<p>March 8, 2027</p>" * 3))

    assert article.published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2027-01-12T23:30:00-05:00">',
        '<meta name="date" content="2027-01-12">',
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": '
            '"2020-01-01"}, {"@type": ["NewsArticle"], "datePublished": "2027-01-12"}]}</script>'
        ),
    ],
)
async def test_the_day_is_that_of_the_metadata_in_their_zone(head):
    article = await found(page(PROSE, head=head))

    assert article.published == PartialDate.parse("2027-01-12")


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 5000,
        '{"@type": "NewsArticle", "datePublished": 7, "publisher": []}',
        "null",
        "[]",
    ],
)
async def test_data_without_sense_are_none(data):
    script = f'<script type="application/ld+json">{data}</script>'

    article = await found(page(PROSE, head=script))

    assert (article.published, article.publisher) == (None, "news.example")


async def test_articles_that_a_page_lists_are_not_it():
    listed = {"@type": "NewsArticle", "datePublished": "2020-01-01", "headline": "Another"}
    data = {"@type": "ItemList", "itemListElement": [listed]}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    article = await found(page(PROSE, head=script + "<title>Nightjar is back</title>"))

    assert (article.title, article.published) == ("Nightjar is back", None)


async def test_a_charset_is_heeded():
    text = PROSE.replace("people", "Fr\u00fchaufsteher")

    article = await found(
        page(text).decode().encode("latin-1"), content_type="text/html; charset=iso-8859-1"
    )

    assert "Fr\u00fchaufsteher" in article.text


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"<html><body>" + b"<div>" * 100_000,
        b"<html>" + b"\x00\xff" * 1000,
        b"<html><body><table>" + b"<tr><td>" * 20_000,
        page("<p>Nothing here</p>"),
    ],
)
async def test_a_page_without_an_article_is_said_to_have_none(content):
    with pytest.raises(SourceUnavailableError, match="give its text"):
        await found(content)


async def test_a_page_that_wants_a_password_is_said_to_want_one():
    form = '<form><input type="email"><input type="password"></form>'

    with pytest.raises(SourceUnavailableError, match="sign in"):
        await found(page(PROSE + form))


@pytest.mark.parametrize("bounds", [PageBounds(memory_mb=60), PageBounds(whole_s=0.01)])
async def test_a_page_that_costs_too_much_is_given_up(bounds):
    pages = ReadabilityPages(bounds)
    large = page("<p>Nightjar, again, and again, and some more.</p>" * 40_000)

    with pytest.raises(SourceUnavailableError, match="give its text"):
        await pages.article_in(large, url=URL)


async def test_without_what_reads_pages_it_is_said_how_to_install_it():
    pages = ReadabilityPages(library="a_library_that_is_not_installed")

    with pytest.raises(SettingsError, match=r"pip install 'violet-bot\[articles\]'"):
        await pages.article_in(page(PROSE), url=URL)
