"""Documents as outlets send them: sound, broken, mislabelled, hostile."""

import json
from pathlib import Path

import pytest

from adapters.sources.feeds.documents import NoFeedError, read_document
from adapters.sources.feeds.html_text import text_of_html
from content.articles.feed import MOST_ITEMS
from fakes.feeds.documents import numbered, rss

URL = "https://outlet.example/blog/feed.xml"
PAYLOAD = Path(__file__).parents[5] / "shared/domain/payloads/rss__traileraddict_2020-09-25.xml"
HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'


def read(body, kind="application/xml"):
    body = body.encode() if isinstance(body, str) else body
    return read_document(body, {"content-type": kind}, URL)


def titles(body, kind="application/xml"):
    return [item.title for item in read(body, kind).items]


def one(inner, head=HEAD):
    return f"{head}<item>{inner}</item></channel></rss>"


@pytest.mark.skipif(not PAYLOAD.exists(), reason="the recorded payloads are not here")
def test_a_recorded_feed_is_read_in_its_true_characters():
    document = read_document(PAYLOAD.read_bytes(), {"content-type": "text/xml"}, URL)

    assert document.title == "Movie Trailers at TrailerAddict"
    assert document.is_sound
    assert [item.title for item in document.items] == [
        "Another Round: Trailer",
        "Antebellum: TV Spot - Don't Give Away the Twist",
    ]
    assert "Janelle Monáe" in text_of_html(document.items[1].body)
    assert document.items[0].said == "Wed, 23 Sep 2020 10:58:54 -0700"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Law &amp; Order", "Law & Order"),
        ("Law & Order", "Law & Order"),
        ("Law &amp;amp; Order", "Law & Order"),
        ("Marvel&rsquo;s Echo", "Marvel\u2019s Echo"),
        ("Marvel&amp;rsquo;s &lt;i>Echo&lt;/i>", "Marvel\u2019s Echo"),
        ("<![CDATA[Marvel&#8217;s <em>Echo</em>]]>", "Marvel\u2019s Echo"),
        ("Renewed &lt;s&gt;cancelled&lt;/s&gt;", "Renewed"),
        ("\u202eReversed\u200b", "Reversed"),
    ],
)
def test_a_title_is_what_a_person_reads(title, plain):
    assert titles(one(f"<title>{title}</title>")) == [plain]


@pytest.mark.parametrize(
    ("declared", "written", "kind"),
    [
        ("utf-8", "utf-8", "application/xml"),
        ("iso-8859-1", "utf-8", "application/xml"),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("utf-8", "cp1252", "application/xml; charset=utf-8"),
        ("iso-8859-1", "cp1252", "application/xml"),
        ("utf-16", "utf-16", "application/xml"),
        ("utf-8", "utf-16-le", "application/xml"),
        ("windows-1250", "cp1250", "application/xml"),
        ("no-such-charset", "cp1252", "application/xml"),
    ],
)
def test_characters_are_right_whatever_is_declared(declared, written, kind):
    head = HEAD.replace('"1.0"', f'"1.0" encoding="{declared}"', 1)
    body = one("<title>Élodie\u2019s \u201cEcho\u201d</title>", head)
    text = body.encode(written)

    assert titles(text, kind) == ["Élodie\u2019s \u201cEcho\u201d"]


def test_links_are_absolute_and_others_than_of_the_web_are_none():
    def link(text):
        return read(one(f"<title>t</title><link>{text}</link>")).items[0].link

    assert link("/news/1?a=1&amp;b=ü") == "https://outlet.example/news/1?a=1&b=%C3%BC"
    assert link("javascript:alert(1)") == ""
    assert link("data:text/html,x") == ""


def test_an_atom_feed_is_read():
    body = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
    <link href="https://site.example/"/><entry><id>tag:1</id><title>Renewed</title>
    <link href="/news/1"/><updated>2026-12-01T10:00:00-05:00</updated>
    <summary>short</summary><content type="html">&lt;p>much longer&lt;/p></content></entry>
    </feed>"""

    document = read(body)

    (item,) = document.items
    assert document.site == "https://site.example/"
    assert (item.guid, item.link) == ("tag:1", "https://outlet.example/news/1")
    assert item.said == "2026-12-01T10:00:00-05:00"
    assert text_of_html(item.body) == "much longer"


def test_a_json_feed_is_read():
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Outlet",
            "home_page_url": "https://site.example/",
            "items": [
                {"id": 7, "url": "/n/7", "title": "A <b> & c", "content_html": "<p>x</p>"},
                {"id": "8", "content_text": "plain < text", "date_published": "2026-12-01"},
                "no item",
            ],
        }
    )

    document = read(body, "application/feed+json")

    first, second = document.items
    assert (document.title, document.site) == ("The Outlet", "https://site.example/")
    assert (first.guid, first.link) == ("7", "https://site.example/n/7")
    assert (first.title, first.is_html) == ("A <b> & c", True)
    assert (second.body, second.is_html, second.said) == ("plain < text", False, "2026-12-01")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><html><title>Just a moment...</title>", "page for people"),
        (b"\n<html lang=en><body>log in</body></html>", "page for people"),
        (b"{}", "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "breaks off"),
        (b"[" * 100, "no feed"),
        (b'{"a":' + b"[" * 100_000, "breaks off"),
        (b"<svg/>", "no feed"),
        (b"nothing of the kind", "no feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body, says):
    with pytest.raises(NoFeedError, match=says):
        read(body)


BOMB = '<!DOCTYPE rss [<!ENTITY a "boom">]>'


@pytest.mark.parametrize(
    "before",
    [
        BOMB,
        "<!-- <rss> -->" + BOMB,
        "<?x <rss> ?>" + BOMB,
        BOMB.replace("ENTITY", "ENTITY %").lower().replace("<!doctype", "<!DOCTYPE"),
        "junk " + BOMB,
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-7"])
def test_entities_of_its_own_are_refused(before, charset):
    body = one("<title>&a;</title>").partition("?>")[2]
    text = f'<?xml version="1.0" encoding="{charset}"?>{before}{body}'

    with pytest.raises(NoFeedError, match=r"entities|no feed"):
        read(text.encode(charset))


def test_an_article_about_entities_is_an_article():
    inner = (
        "<title>XXE</title><description><![CDATA[<!DOCTYPE x [<!ENTITY y 'z'>]>]]></description>"
    )

    assert titles(one(inner)) == ["XXE"]


def test_of_what_broke_off_the_items_that_came_are_there():
    whole = rss([numbered(n) for n in range(20)])
    large = rss([numbered(n, html="x" * 30_000) for n in range(20)])

    cut, large_cut = read(whole[:-300]), read(large[:-40_000])

    assert not cut.is_sound
    assert len(cut.items) >= 18
    assert not large_cut.is_sound
    assert len(large_cut.items) == 18
    assert read(whole).is_sound


def test_so_many_items_are_looked_at_and_no_more_is_parsed():
    document = read(rss([numbered(n) for n in range(30_000)]))

    assert len(document.items) == MOST_ITEMS
    assert document.is_sound


@pytest.mark.parametrize(
    "body",
    [
        "<a>" * 30_000 + "</a>" * 30_000,
        "<item>" * 60_000,
        "&" * 1_900_000,
        "<a " + 'x="y" ' * 300_000 + ">",
        "<a " + " ".join(f'x{n}="y"' for n in range(100_000)) + "/>",
        "".join(f'<n{n}:a xmlns:n{n}="u{n}"/>' for n in range(50_000)),
        "<?a " * 400_000,
        "<![CDATA[" * 200_000,
    ],
)
def test_what_would_take_minutes_to_read_is_not_read(body):
    with pytest.raises(NoFeedError):
        read(HEAD + body)


def test_a_first_line_that_would_take_minutes_is_not_read():
    with pytest.raises(NoFeedError):
        read("<?xml " + 'encoding="x" ' * 150_000)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"),
        ("a<s>not</s> b <del>c<b>d</b></del>e", "a\ufffc b \ufffce"),
        ('<span style="text-decoration:line-through">no</span>yes', "\ufffcyes"),
        ("<script>if (a<b) x()</script>yes<style>p{}</style>", "\ufffcyes\ufffc"),
        ("2 < 3 and <b>x", "2 < 3 and x"),
        ("before<!-- <p>hidden</p> -->after<!-- never", "beforeafter"),
        ("Marvel&rsquo;s &lt;b&gt;", "Marvel\u2019s <b>"),
        ("no marks\nat all", "no marks at all"),
    ],
)
def test_the_text_of_html_is_what_a_person_reads_without_what_is_struck_out(html, text):
    assert text_of_html(html) == text


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<!", "</", "<?", '<a href="', "<s>", "&#x"])
def test_html_that_never_ends_is_read_like_any_other(piece):
    assert len(text_of_html(piece * 60_000)) <= 200_000
