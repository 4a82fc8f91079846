import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.plain_text import GAP, plain_text
from content.articles.sentences import MOST_OF_A_SENTENCE, sentences_in


def cut(text):
    return [text[start:end] for start, end in sentences_in(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is out. It is good.", ["It is out.", "It is good."]),
        ("It airs on Dec. 7. That is late.", ["It airs on Dec. 7.", "That is late."]),
        ("It is on at 9 p.m. on Hulu.", ["It is on at 9 p.m. on Hulu."]),
        ("Am 6. April ist es so weit.", ["Am 6. April ist es so weit."]),
        ("Season 3. Nightjar is back.", ["Season 3.", "Nightjar is back."]),
        ("“It is.” She left.", ["“It is.”", "She left."]),
        ("One line\nof two\n\nAnother", ["One line\nof two", "Another"]),
        ("Dates:\n- One: May 1\n- Two: May 2", ["Dates:", "- One: May 1", "- Two: May 2"]),
        ("Is it? Yes! It is…", ["Is it?", "Yes!", "It is…"]),
    ],
)
def test_a_text_is_cut_into_sentences(text, sentences):
    assert cut(text) == sentences


@given(st.text())
def test_every_word_is_in_one_sentence_in_order(text):
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@given(st.text())
def test_no_sentence_is_longer_than_is_read(text):
    assert all(end - start <= MOST_OF_A_SENTENCE for start, end in sentences_in(text * 40))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>It is <em>out</em>.</p><p>Now</p>", "\n\nIt is out.\n\n\n\nNow\n\n"),
        ("a <s>b</s> c", f"a {GAP} c"),
        ("a <del>b <del>c</del> d</del> e", f"a {GAP} e"),
        ("a ~~b~~ c", f"a {GAP} c"),
        ("a<script>b</script>c", f"a{GAP}c"),
        ("a <!-- b --> c", f"a {GAP} c"),
        ("Law &amp; Order", "Law & Order"),
        ("1 < 2", "1 < 2"),
        ("a <s>never closed", f"a {GAP}"),
    ],
)
def test_the_words_of_a_text_are_what_is_not_struck_out(text, plain):
    assert plain_text(text) == plain
