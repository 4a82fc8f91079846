"""What a sentence says of a season: that it is the last, how long it is, and how it comes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from content.articles.subjects_said import Head
from content.articles.told import Statement, Told
from content.articles.words import MARK
from content.facts.claims import Season, ShowId, Stance
from content.facts.kinds import Kind

LAST: Final = "the last season"
AT_ONCE: Final = "all episodes at once"
WEEKLY: Final = "weekly"
_FEW: Final = 4
"""Fewer episodes are the first of a season, unless it says "a three-episode season"."""

_Done = set[tuple[ShowId, Season]]
_NO: Final = r"\b(?:{around.negation}|{around.originally})\b|n't\b"


def last_seasons(told: Told) -> Iterator[Statement]:
    """Yield which seasons are said to be a show's last."""
    masked = told.sentence.masked
    done: _Done = set()
    for place, head in _places_of_last(told):
        before = masked[max(0, place - 45) : place]
        if told.has(
            r"\b(?:{around.negation}|{stances.speculated}|{around.doubting})\b|n't\b", before
        ):
            continue
        how = told.how(masked)
        if how.stance in {Stance.EXPECTED, Stance.PLANNED}:
            how = replace(how, stance=Stance.REPORTED)
        for meant in told.meant(head):
            season = meant.seasons[0] if len(meant.seasons) == 1 else None
            if meant.is_last and not meant.seasons:
                season = told.reader.ahead.get(meant.show)
            if season is None or _is_needless(told, meant.show, season, done):
                continue
            yield Statement(meant.show, season, Kind.FINAL_SEASON, LAST, how, meant.doubts, place)


def _places_of_last(told: Told) -> Iterator[tuple[int, Head]]:
    for at, one in enumerate(told.sentence.said):
        if one.season and one.season.is_last and _is_one(told, one.show, one.season.numbers):
            yield max(0, told.sentence.masked.find(f"{MARK}x{at}")), Head("said", (at,))
    for match in told.find(r"\b{final.behind}"):
        head = told.reader.head(told.sentence, match.start())
        if head.what in {"said", "season"}:
            yield match.start(), head
    for match in told.find(
        rf"\b{{final.ends_with}} (?:its |the |a |their )?(?:\w+ )?{MARK}x(?P<said>\d+)"
    ):
        yield match.start(), Head("said", (int(match["said"]),))


def _is_one(told: Told, show: ShowId | None, numbers: tuple[int, ...]) -> bool:
    """Whether "the last season" is one that is named, be it elsewhere in the article."""
    if numbers or show is None:
        return len(numbers) == 1
    following = told.reader.ahead.get(show)
    return following is not None and following == told.reader.following(show)


def _is_needless(
    told: Told, show: ShowId, season: Season, done: _Done, *, is_longer: bool = False
) -> bool:
    """Whether it was said before in the sentence, or is of a season that is out; notes it.

    What makes a season longer or shorter, *is_longer*, may be of one that still runs.
    """
    if (show, season) in done:
        return True
    if told.reader.is_past(show, season) and not (is_longer and told.reader.is_running(show)):
        return True
    done.add((show, season))
    return False


_COUNTED: Final = r"(?P<number>\d{1,2}|[a-z\u00e0-\u00ff]+(?:-[a-z]+)?)"
_MADE_OF: Final = (  # "an eight-episode season"
    rf"\b{_COUNTED}[ -](?:episode|part|chapter)s? (?:(?!{{count.comparing}}\b)\w+ )<<0,2>>?"
    rf"(?:(?:of )?{MARK}x(?P<said>\d+)|(?P<noun>{{count.noun}})\b)"
)
_HAS: Final = (  # "it consists of eight episodes"
    rf"\b(?P<verb>{{count.verb}}) (?P<words>(?:{{count.filler}} )*){_COUNTED} "
    r"(?P<kind>(?:[a-z-]+ )?){count.behind}(?P<rest>.<<0,40>>)"
)
_ITS: Final = rf"{MARK}x(?P<said>\d+)'s {_COUNTED} {{count.behind}}"
_OF_EPISODES: Final = r"{count.behind}|episode|part|chapter|{count.parted}"
_NOT_ALL: Final = r"\b(?:{count.not_all})\b"
_OUT_OF: Final = (
    rf"\b[a-z]+ of {{count.its}} {_COUNTED} {{count.behind}}"  # "four of its ten episodes"
)
_CUT_TO: Final = (  # "trimmed from ten episodes to eight"
    r"\b(?P<verb>{count.changed}) from [a-z0-9-]+ {count.behind} to (?P<words>)"
    rf"{_COUNTED}(?=[.,;]|$)"
)
_BROUGHT_TO: Final = (  # "bringing the first season to 22 episodes"
    rf"\b(?P<verb>{{count.brought}}) (?:{{around.the}} )?"
    rf"(?:[\"']?{MARK}x(?P<said>\d+)[\"']?|{{count.total}})"
    rf"(?: (?:up|down|back|out))? to (?:a total of )?{_COUNTED} {{count.behind}}"
)
_THE_NEW: Final = (  # "the ten new episodes should be ready"
    rf"\b(?:the|all|its) {_COUNTED} (?:all-)?new {{count.behind}} (?={{count.does}}\b)"
)
_ARE_OF: Final = (  # "eight episodes for season 2"
    rf"\b{_COUNTED} (?:new )?{{count.behind}} {{count.of_a_season}} (?:{{around.the}} )?"
    rf"[\"']?{MARK}x(?P<said>\d+)"
)


def episode_counts(told: Told) -> Iterator[Statement]:
    """Yield how many episodes a season is said to have."""
    masked = told.sentence.masked
    done: _Done = set()
    if told.above is None and not told.has(_OF_EPISODES, masked):
        return
    for match, head in _counted(told):
        place, number = match.start(), told.number(match["number"])
        if number is None or (number < _FEW and "-" not in match[0]):
            continue
        if told.has(r"^(?:\S+ ){2,4}(?:{count.not_yet})\b", masked[place:]):
            continue
        end = match.start("rest") if "rest" in match.re.groupindex else match.end()
        if head.what != "said" and told.has(r"^ {count.available_now}", masked[end:]):
            continue  # those that are out
        before = masked[max(0, place - 40) : place]
        if told.has(_NO, re.split(r"[,;:]", before)[-1]):
            continue
        how = told.how(before + masked[place : place + 60])
        is_longer = told.has(r"^{count.brought}\b", match[0])
        for meant in told.meant(head):
            season, more = told.reader.season(meant)
            if season is None or _is_needless(told, meant.show, season, done, is_longer=is_longer):
                continue
            doubts = (*meant.doubts, *more)
            yield Statement(meant.show, season, Kind.EPISODE_COUNT, number, how, doubts, place)


def _counted(told: Told) -> Iterator[tuple[re.Match[str], Head]]:
    for match in told.find(_MADE_OF):
        if not _is_of_a_part(told, match):
            yield match, _made_of(told, match)
    for match in told.find(_ITS):
        yield match, Head("said", (int(match["said"]),))
    for match in told.find(_HAS):
        counted = re.split("[,;.]", match["rest"])[0][:12]
        having = _having(told, match)
        if having and not told.has(_NOT_ALL, f"{match['kind']} {counted}"):
            yield match, having
    yield from _counted_in_short(told)
    for match in told.find(_OUT_OF):
        head = told.reader.head(told.sentence, match.start())
        yield match, head if head.what == "said" else Head("season")
    for match in told.find(_ARE_OF):
        if not _is_of_a_part(told, match):
            yield match, Head("said", (int(match["said"]),))


_BESIDE: Final = (  # "Season 3: ten episodes", "acht Folgen umfasst die zweite Staffel"
    rf"{MARK}x(?P<said>\d+)[\"']?[,:] \(?{_COUNTED} {{count.behind}}(?=[),.;]|$)",
    (
        rf"\b{_COUNTED} {{count.behind}} (?:{{count.inverted}}) (?:{{around.the}} )?"
        rf"[\"']?{MARK}x(?P<said>\d+)"
    ),
)


def _counted_in_short(told: Told) -> Iterator[tuple[re.Match[str], Head]]:
    """Read what says how many without "has": an answer, "cut from ten to eight", "achtteilig"."""
    yield from _answered(told)
    for match in told.find(_THE_NEW):
        yield match, Head("season")
    for match in told.find(_CUT_TO):
        head = told.reader.head(told.sentence, match.start())
        yield match, head if head.what == "said" else Head("season")
    for match in told.find(_BROUGHT_TO):
        yield match, Head("said", (int(match["said"]),)) if match["said"] else Head("season")
    for pattern in _BESIDE:
        for match in told.find(pattern):
            yield match, Head("said", (int(match["said"]),))
    for match in told.find(rf"^\W*{_COUNTED} (?:new )?{{count.behind}} {{count.to_come}}"):
        yield match, Head("season")
    for match in told.find(
        rf"\b(?P<number>[^\W\d]+?){{count.parted}} (?:\w+ )?[\"']?{MARK}x(?P<said>\d+)"
    ):
        yield match, Head("said", (int(match["said"]),))


def _answered(told: Told) -> Iterator[tuple[re.Match[str], Head]]:
    """Read "Eight, same as last time." below "How many episodes will Season 3 have?"."""
    asked = told.above
    if asked is None or not asked.low.endswith("?") or not told.has("{around.how_many}", asked.low):
        return
    seasons = {number for one in asked.said if one.season for number in one.season.numbers}
    match = next(told.find(rf"^\W*{_COUNTED}(?= {{count.behind}}|[.,!;]|$)"), None)
    if match and len(seasons | {told.focus.season}) == 1 and not told.sentence.said:
        yield match, Head("season")


def _is_of_a_part(told: Told, match: re.Match[str]) -> bool:
    """Whether some episodes of a season are counted: "the first two", "three of the ten"."""
    before = told.sentence.masked[max(0, match.start() - 18) : match.start()]
    if "-" in match[0][:14]:
        before = re.sub(r"of the |\bnew $", "", before)
    return told.has(_NOT_ALL, before)


def _made_of(told: Told, match: re.Match[str]) -> Head:
    """Return what is of so many episodes; "the ten-episode season" is the one that is known."""
    if match["said"]:
        return Head("said", (int(match["said"]),))
    head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
    is_known = told.has(r"\b{count.of_a_known} $", told.sentence.masked[: match.start()])
    return Head("season") if is_known or head.what in {"", "network"} else head


def _having(told: Told, match: re.Match[str]) -> Head | None:
    """Return what has so many episodes; None: nothing that is named."""
    within = told.last(
        rf"^ (?:{{count.of_a_season}}|to|on) (?:the )?[\"']?{MARK}x(\d+)", match["rest"]
    )
    if within:
        return Head("said", (int(within[1]),))
    head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
    if head.what == "" and not (
        told.has(r"^(?:{count.without_subject})$", match["verb"])
        or told.has(r"{count.there}$", told.sentence.masked[: match.start("words")].rstrip())
    ):
        return None
    return None if head.what == "network" else head


_ALL_ON_A_DAY: Final = (  # "all eight episodes stream on March 8"
    r"\b{model.every_episode}"
    rf"(?: (?:of|von|der|de|di) (?:{{around.the}} )?[\"']?{MARK}x\d+[\"']?)?"
    rf"(?: (?!{{around.negation}}\b)[\w']+)<<0,4>>? {{release.verb}}"
    rf"(?: [\w']+| {MARK}p\d+,?)<<0,8>>?"
    rf" (?:{MARK}d\d+(?! (?:and|to|until|through))|{{model.together}})"
)


_WHOLE: Final = (  # "the entire second season at once", "season 2 drops in full"
    rf"\b{{model.whole}} (?:{MARK}x\d+|{{seasons.noun}})(?: [\w']+| {MARK}[pd]\d+,?)<<0,6>>?"
    rf" {{model.together}}|{{release.verb}}(?: (?:on|to) {MARK}p\d+)? {{model.in_full}}"
)
_WAS: Final = rf"{_NO}|\b(?:{{model.was}})\b"


def _all_at_once(told: Told, words: str) -> str:
    """Return how all come at once, with how many where that is said."""
    numbers = [number for word in words.split() if (number := told.number(word))]
    return f"all {numbers[0]} episodes at once" if numbers else AT_ONCE


def release_models(told: Told) -> Iterator[Statement]:
    """Yield how the episodes of a season are said to come."""
    masked = told.sentence.masked
    once, weekly, first = (
        next(told.find(rf"\b{{model.{name}}}"), None)
        for name in ("at_once", "weekly", "first_some")
    )
    once = once or next(told.find(_ALL_ON_A_DAY), None) or next(told.find(_WHOLE), None)
    if once and told.has(r"\b(?:{around.apart})\b", once[0]):
        once = None
    found = first or once or weekly
    if found is None or (once and (weekly or first)) or (first and not weekly):
        return
    if told.has(_WAS, masked[max(0, found.start() - 60) : found.start()]):
        return
    value = _all_at_once(told, once[0]) if once else WEEKLY
    if first:
        value = f"{first['n'].lower()} episodes first, then weekly"
    inner = re.search(
        rf"(?:{MARK}.*?)?(?: (?:of|von|de|di)|^\w+) (?:the )?[\"']?{MARK}x(\d+)", found[0]
    )
    head = told.reader.head(told.sentence, found.start())
    if inner:
        head = Head("said", (int(inner[1]),))
    elif head.what in {"", "network"}:
        head = Head("season")
    done: _Done = set()
    of_it = re.match(rf"(?: \w+)?,? (?:for|of|with) (?:the )?{MARK}x\d+", masked[found.end() :])
    for meant in told.meant(head, within=of_it[0] if of_it else ""):
        season, more = told.reader.season(meant)
        if told.reader.is_carried(meant) and told.reader.is_running(meant.show):
            continue  # of that one or of the one that runs
        if season is not None and not _is_needless(told, meant.show, season, done):
            doubts = (*meant.doubts, *more)
            yield Statement(
                meant.show,
                season,
                Kind.RELEASE_MODEL,
                value,
                told.how(masked),
                doubts,
                found.start(),
            )
