"""The frame of a page, in which no word stands that anybody reads."""

from html import escape

from content.language.wording import Wording


def framed(title: str, words: str, wording: Wording, *, link: tuple[str, str] | None) -> str:
    """Return a page with a *title*, some *words*, and a *link*: what it says, and whither."""
    title, words = escape(title), escape(words)
    beneath = f'<p><a href="{escape(link[1])}">{escape(link[0])}</a></p>\n' if link else ""
    return (
        f'<!doctype html>\n<html lang="{wording.language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n<p>{words}</p>\n{beneath}</html>\n"
    )
