"""These papers as a site: `make site` builds it, and what leads nowhere is an error.

README.md is its first page. What it links to in docs/ stands beside that page here; all other files
of the repository that are linked to come along.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx

README = Path(__file__).parents[1] / "README.md"

project = "Violet"
extensions = ["myst_parser"]
myst_heading_anchors = 4
smartquotes = False
html_theme = "alabaster"
html_theme_options = {"fixed_sidebar": True, "page_width": "70rem", "sidebar_width": "14rem"}
html_sidebars = {"**": ["about.html", "searchfield.html", "navigation.html"]}
html_show_sphinx = html_show_copyright = html_copy_source = False


def setup(app: Sphinx) -> None:
    """See https://www.sphinx-doc.org/en/master/extdev/event_callbacks.html."""
    app.connect("source-read", _read)


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    if name == "index":
        app.env.note_dependency(str(README))
        home = README.read_text(encoding="utf-8")
        source[0] = re.sub(r"\]\((?!https?:|#)", "](../", home) + "\n" + source[0]
    for shown, meant in (
        (r"\]\(\.\./docs/", "]("),
        (r"\]\((?:\.\./)+README\.md", f"]({'../' * name.count('/')}index.md"),
        # A page outside of docs/ is no page of the site, but a file that comes along.
        (r"\]\((\.\./(?:[^)]+/)?[^)/]+\.md)\)", r"](path:\1)"),
    ):
        source[0] = re.sub(shown, meant, source[0])
