"""Pages to open that are no source of anything."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A page, and what a link to it says."""

    label: str
    url: str
