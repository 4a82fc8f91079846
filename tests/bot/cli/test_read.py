import json

import pytest

from reading.pages import page_of

NEWS = {
    "url": "https://news.example/luke-cage",
    "publisher": "News",
    "published": "2018-03-06",
    "title": "Luke Cage gets a date",
    "text": "Netflix announced that Luke Cage season 2 will premiere on June 22, 2018.",
}


def test_an_article_a_line_is_read_into_its_claims(violet):
    done = violet("read", "--jsonl", stdin=json.dumps(NEWS))

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "url": NEWS["url"],
        "claims": [
            {
                "show": "luke-cage",
                "season": 2,
                "kind": "release-date",
                "value": "2018-06-22",
                "stance": "confirmed",
                "claimant": "Netflix",
                "quote": NEWS["text"],
                "doubts": [],
            }
        ],
    }


def test_a_line_that_is_no_article_says_why_and_the_next_is_read(violet):
    lines = ["nope", "[]", '{"text": "x", "published": "soon"}', json.dumps(NEWS)]

    done = violet("read", "--jsonl", stdin="\n".join(lines))

    first, second, third, read = map(json.loads, done.stdout.splitlines())
    assert "line 1 is no JSON" in first["error"]
    assert "line 2: write an object such as" in second["error"]
    assert "line 3: published: 'soon' is no date" in third["error"]
    assert len(read["claims"]) == 1


@pytest.mark.parametrize("as_json", [True, False])
def test_a_file_is_read_and_said_in_words(violet, tmp_path, as_json):
    file = tmp_path / "news.txt"
    text = json.dumps(NEWS) if as_json else f"{NEWS['title']}\n\n{NEWS['text']}"
    file.write_text(text, encoding="utf-8")

    done = violet("read", str(file))

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "luke-cage/2 release-date: 2018-06-22 (confirmed by Netflix)",
        f"  “{NEWS['text']}”",
    ]


def test_standard_input_is_read_where_nothing_is_named(violet):
    done = violet("read", stdin="Luke Cage\n\nLuke Cage season 2 could premiere in 2018.")

    assert done.stdout.startswith("luke-cage/2 release-date: 2018 (speculated)\n")
    assert '- It is hedged: "could".' in done.stdout


def test_an_article_without_claims_says_so(violet):
    done = violet("read", stdin="Hello\n\nThe sun is out.")

    assert done.stdout == "Nothing is claimed there of a show that is known.\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<?xml version="1.0"?><rss version="2.0">', "is a feed of many articles"),
        ('{"text": 1}', "write an object such as"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_give(violet, tmp_path, text, why):
    file = tmp_path / "news"
    file.write_text(text, encoding="utf-8")

    done = violet("read", str(file))

    assert done.returncode == 2
    assert why in done.stderr


def test_a_page_is_read_by_its_article(violet, tmp_path):
    news = {**NEWS, "text": f"{NEWS['text']} It has been a long wait for those who like the show."}
    file = tmp_path / "page.html"
    file.write_text(page_of([news]), encoding="utf-8")

    done = violet("read", str(file))

    assert done.returncode == 0, done.stderr
    assert "luke-cage/2 release-date: 2018-06-22 (confirmed by Netflix)" in done.stdout
    assert "2031" not in done.stdout
    assert "2032" not in done.stdout


def test_a_page_without_an_article_is_refused_with_what_to_give(violet, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<!DOCTYPE html><p>Luke Cage", encoding="utf-8")

    done = violet("read", str(file))

    assert done.returncode == 1
    assert done.stderr == "no article was found in page.html; give its text\n"


def test_a_file_that_is_not_there_is_said(violet, tmp_path):
    done = violet("read", str(tmp_path / "none"))

    assert done.returncode == 2
    assert "No such file" in done.stderr


def test_an_address_within_is_not_fetched(violet):
    done = violet("read", "http://127.0.0.1:1/news")

    assert done.returncode == 1
    assert "VIOLET_PRIVATE_HOSTS" in done.stderr
