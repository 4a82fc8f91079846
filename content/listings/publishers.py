"""Who publishes a source's listings, as people call it."""

from typing import Final

TVMAZE: Final = "tvmaze"
"""The name of the source, under which its claims are recorded."""
_PUBLISHERS: Final = {TVMAZE: "TVmaze"}


def publisher_of(source: str) -> str:
    """Return what people call the publisher of a *source* of listings."""
    return _PUBLISHERS.get(source, source)
