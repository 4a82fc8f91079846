"""Show files in TOML, read into a checked catalogue; every fault named with file, line and cure."""

from content.reading.catalogue import Reading, read_catalogue, shipped_shows
from content.reading.faults import Fault

__all__ = ["Fault", "Reading", "read_catalogue", "shipped_shows"]
