"""Words to questions: what a message asks, of which show and season."""

from content.questions.fields import find_shows, suggest_shows
from content.questions.reading import Reading, explain, read_message
from content.questions.seasons import read_season
from content.questions.times import read_window

__all__ = [
    "Reading",
    "explain",
    "find_shows",
    "read_message",
    "read_season",
    "read_window",
    "suggest_shows",
]
