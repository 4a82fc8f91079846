"""What a template is filled with, and the filling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

WHITE: Final = "#ffffff"
MUTED: Final = "#c9c4d4"
"""Legible on every ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TintedWords:
    """Some words of a line in a colour of their own."""

    text: str
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """Words where they stand; *y* is what they stand on."""

    x: float
    y: float
    size: float
    text: str = ""
    parts: tuple[TintedWords, ...] = ()
    weight: int = 400
    fill: str = WHITE
    anchor: str = ""
    """"end": they end at *x*; "middle": *x* is their middle; empty: they begin there."""
    struck: bool = False
    length: float | None = None
    """How wide it is in every font; None: as wide as its letters are."""

    @property
    def said(self) -> str:
        """All of its words."""
        return "".join([*(part.text for part in self.parts), self.text])


@dataclass(frozen=True, slots=True)
class SvgShape:
    """One element of SVG without any inside it."""

    name: str
    attributes: Mapping[str, Any] = field(default_factory=dict)


def filled(template: str, **what: Any) -> str:
    """Return the SVG of *template*, in which nothing that is filled in can be markup."""
    return _template(template).render(**what)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
    return environment.get_template(name)
