"""Text and links that strangers wrote, made fit to be shown."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.language.from_outside import line_from_outside, link_from_outside

ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\u202e\u2066\u200b\u200d\ufeff\u00ad\u0000\u001b\u2028\ufe0f\U000e0041\n\t "
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jessica Jones", "Jessica Jones"),
        ("  What\n\tIf…?\r\n", "What If…?"),
        ("Daredevil\u202egpj.exe", "Daredevilgpj.exe"),
        ("Da\u200bre\u00addevil\ufeff", "Daredevil"),
        ("\x1b[31mLoki\x07", "[31mLoki"),
        ("Echo\U000e0041\U000e0042", "Echo"),
        ("\u3164\u2800\u115f", ""),
        ("Φ と Größe ❤\ufe0f", "Φ と Größe ❤"),
        ("e\u0301clair", "e\u0301clair"),
        ("a\u2028b\u00a0c", "a b c"),
        ("\ud800", ""),
    ],
)
def test_a_line_holds_what_can_be_seen_and_nothing_else(text, line):
    assert line_from_outside(text, most=100) == line


def test_what_is_too_long_is_cut_and_says_so():
    assert line_from_outside("The Defenders", most=5) == "The…"
    assert line_from_outside("The Defenders", most=13) == "The Defenders"


@given(ANYTHING, st.integers(1, 80))
@example("\u202e" * 200 + "x", 10)
def test_whatever_is_sent_a_line_is_short_visible_and_stays_as_it_is(text, most):
    line = line_from_outside(text, most=most)

    assert len(line) <= most
    assert line == line.strip()
    assert not {unicodedata.category(each) for each in line} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert line_from_outside(line, most=most) == line


@given(st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x24F), max_size=40))
def test_ordinary_words_stay_as_they_are(text):
    assert line_from_outside(text, most=40) == text.replace("\u00ad", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.tvmaze.com/shows/1370/marvels-jessica-jones",
        "http://example.org",
        "https://example.org:443/a%20b?x=1&y=(2)#part",
        "https://xn--mller-kva.de/~fan/",
        "https://3.example.org/",
    ],
)
def test_a_link_to_a_public_page_is_shown_as_it_is(url):
    assert link_from_outside(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/",
        "/shows/1",
        "https://user@example.org/",
        "https://example.org@evil.example/",
        "https://example.org\\@evil.example/",
        "https://example.org:8443/",
        "https://example.org:x/",
        "https://localhost/",
        "https://printer.lan/",
        "https://a.localhost/",
        "https://1.0.0.127.in-addr.arpa/",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://93.184.215.14/",
        "https://127.1/",
        "https://0x7f.1/",
        "https://1.0x7f/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::1",
        "https://example.org./",
        "https://.example.org/",
        "https://-.example.org/",
        "https://exa_mple.org/",
        "https://example.org/a b",
        "https://example.org/\nx",
        "https://example.org/<b>",
        "https://example.org/|x",
        "https://ex\u0430mple.org/",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_any_other_link_is_not_shown(url):
    assert link_from_outside(url) is None


@given(ANYTHING.map("https://example.org/{}".format))
def test_a_link_that_is_shown_holds_nothing_but_what_can_be_typed(url):
    assert link_from_outside(url) in {None, url}
    assert link_from_outside(url) is None or (url.isascii() and url.isprintable())
