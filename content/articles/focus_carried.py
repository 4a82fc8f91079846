"""What the talk of an article is of, from a sentence to the next."""

import re
from dataclasses import replace

from content.articles.marks import Marked, Said
from content.articles.subjects_said import Focus, Reader, without_appositions
from content.articles.words import MARK, compiled
from content.facts.claims import ShowId


def focus_behind(sentence: Marked, reader: Reader, before: Focus, title: Focus) -> Focus:
    """Return what the talk is of behind *sentence*."""
    masked = without_appositions(sentence.masked, reader.code)
    compared = compiled(reader.code, r"\b(?:{around.comparing}) (?:the |its )?(?:\w+ )?$")
    places = [*re.finditer(rf"{MARK}x(\d+)", masked)]
    said = [sentence.said[int(found[1])] for found in places]
    beside = [reader.is_beside(masked[: found.start()]) for found in places]
    seasons = [
        one
        for found, one in zip(places, said, strict=True)
        if one.season and not (one.show is None and compared.search(masked[: found.start()]))
    ]
    named = {
        one.show
        for found, one, is_aside in zip(places, said, beside, strict=True)
        if one.show
        and (not is_aside or (one.season and not compared.search(masked[: found.start()])))
    }
    every = [one.show for one in said if one.show]
    if (
        not named
        and len(set(every)) == 1
        and (every[0] == title.show or not _has_others(sentence, reader))
    ):
        named = set(every)
    if len(named) == 1 and (len(set(every)) == 1 or every[0] in named):
        show = named.pop()
        first = next(at for at, one in enumerate(said) if one.show)
        if any(one.season and one.show is None for one in said[:first]) and show != title.show:
            return Focus()  # a season of another show stands before it
        mine = [one for one in seasons if one.show in {show, None}]
        season = _only_season(mine, reader, show)
        if before.show == show and _is_ahead_of(before, season if mine else None, reader):
            season = before.season
        return Focus(show, season)
    if every:
        return Focus()
    return _carried_on(masked, seasons, sentence, reader, before, title)


def _carried_on(
    masked: str, seasons: list[Said], sentence: Marked, reader: Reader, before: Focus, title: Focus
) -> Focus:
    """Return what the talk is of behind a sentence that names no show."""
    carried = before if before.show else (Focus() if before.is_other else title)
    if seasons and carried.show is not None:
        season = _only_season(seasons, reader, carried.show) or carried.season
        if _is_ahead_of(carried, season, reader):
            season = carried.season
        return replace(carried, season=season, is_season_of_title=False)
    of_a_show = compiled(
        reader.code,
        rf"\b(?:{{release.verb}}|{{release.past}}|{{renewal.active}}|{{cancellation.active}})\b|{MARK}u",
    )
    if _first_name(masked, sentence, reader) and of_a_show.search(masked):
        return Focus(is_other=True)
    head = reader.head(sentence, len(sentence.masked))
    if head.what in {"pronoun", "season"} and carried.show is not None:
        return carried
    if before.show is None or (before.is_old and before.show != title.show):
        return Focus()
    return replace(before, is_old=True)


def _is_ahead_of(before: Focus, season: int | None, reader: Reader) -> bool:
    """Whether the talk was of a season to come, and *season* is none, or one of old in passing."""
    if before.show is None or before.season is None:
        return False
    is_passing = season is not None and reader.is_past(before.show, season)
    return season is None or (is_passing and not reader.is_past(before.show, before.season))


def _has_others(sentence: Marked, reader: Reader) -> bool:
    """Whether a sentence names anything beside shows that we know and channels."""
    return f"{MARK}u" in sentence.masked or not all(map(reader.is_network, sentence.names))


def _first_name(masked: str, sentence: Marked, reader: Reader) -> bool:
    """Whether a sentence begins with something else that it is of: "Moon Harvest returns"."""
    found = re.match(
        rf"\W*(?:(?:the|also|and|but|meanwhile,?) )?{MARK}([pu])(\d+)", masked, re.IGNORECASE
    )
    if found is None:
        return False
    if found[1] == "u":
        return True
    name = sentence.names[int(found[2])]
    return not reader.is_network(name) and not reader.is_speaking(
        masked[: found.start(1) - 1], masked[found.end() :]
    )


def _only_season(said: list[Said], reader: Reader, show: ShowId) -> int | None:
    numbers = {number for one in said for number in reader.numbers(one, show)[0]}
    return numbers.pop() if len(numbers) == 1 else None


def focus_of_title(title: Marked, reader: Reader) -> Focus:
    """Return what a title says that all of it is of."""
    if len(title.shows) != 1:
        return Focus()
    show = next(iter(title.shows))
    return Focus(
        show, _only_season(title.said, reader, show), is_title=True, is_season_of_title=True
    )
