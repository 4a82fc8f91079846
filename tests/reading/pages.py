"""Web pages made of articles, with what stands around them: menus, related stories, comments."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any


def page_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the page of an outlet with the text of *rows*, titled and dated as the first of them.

    Around the text stand other shows and days, as they do on real pages.
    """
    articles = [*rows]
    first = articles[0]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": first["title"],
        "datePublished": first["published"],
        "publisher": {"@type": "Organization", "name": first["publisher"]},
    }
    text = "".join(
        f"<p>{escape(line)}</p>" for row in articles for line in row["text"].split("\n") if line
    )
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(30))
    related = "".join(
        f'<li><a href="/story/{n}">Echo season {n} premieres on March {n}, 2031</a></li>'
        for n in range(1, 13)
    )
    comments = "".join(
        f'<div class="comment"><p>Loki season {n} is out on June {n}, 2032, I hear!</p></div>'
        for n in range(1, 21)
    )
    return (
        f"<html><head><title>{escape(first['title'])} - {escape(first['publisher'])}</title>"
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f'<nav class="menu"><ul>{menu}</ul></nav><article class="article-body">'
        f"<h1>{escape(first['title'])}</h1>{text}</article>"
        f'<aside class="related"><h2>Related stories</h2><ul>{related}</ul></aside>'
        f'<section id="comments"><h2>Comments</h2>{comments}</section></body></html>'
    )
