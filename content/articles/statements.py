"""What one sentence states of shows: each kind by its own patterns, and nothing where two fit."""

from content.articles.decisions import decisions
from content.articles.listed_releases import listed_under_a_day
from content.articles.releases import releases
from content.articles.seasons_told import episode_counts, last_seasons, release_models
from content.articles.shoots import shoots, shoots_without_a_day
from content.articles.told import Statement, Told
from content.articles.words import MARK


def statements_in(told: Told) -> list[Statement]:
    """Return what the sentence states, each once."""
    masked = told.sentence.masked
    text = told.sentence.low.rstrip("\"'\u201d ")
    if text.endswith("?") and (
        told.has(r"{around.question}", text) or not told.has(r"\b(?:{stances.speculated})\b", text)
    ):
        return []
    found: list[Statement] = []
    if f"{MARK}d" in masked:
        used: set[int] = set()
        found += releases(told, used)
        found += shoots(told, used)
    elif told.day_above is not None:
        found += listed_under_a_day(told)
    found += shoots_without_a_day(told)
    found += decisions(told)
    found += last_seasons(told)
    found += episode_counts(told)
    found += release_models(told)
    return found
