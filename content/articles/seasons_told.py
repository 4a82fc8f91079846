"""What a sentence says of a season itself: that it is the last, how long it is, how it comes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from content.articles.marks import season_number
from content.articles.subjects_said import Head
from content.articles.told import Statement, Told
from content.articles.words import MARK
from content.facts.claims import Season, ShowId, Stance
from content.facts.kinds import Kind

_FEW: Final = 4
_COUNTED: Final = r"\d{1,2}|[a-z\u00e0-\u00ff]+(?:-[a-z]+)?"


def last_seasons(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, Season]] = set()
    places: list[tuple[int, Head]] = []
    for at, one in enumerate(told.sentence.said):
        if one.season and one.season.is_last and len(one.season.numbers) == 1:
            places.append((masked.find(f"{MARK}X{at}"), Head("said", (at,))))
    for match in told.find(r"\b{final.behind}"):
        head = told.reader.head(told.sentence, match.start())
        if head.what in {"said", "season"}:
            places.append((match.start(), head))
    for match in told.find(
        rf"\b{{final.ends_with}} (?:its |the |a |their )?(?:\w+ )?{MARK}X(?P<said>\d+)"
    ):
        places.append((match.start(), Head("said", (int(match["said"]),))))
    for place, head in places:
        before = masked[max(0, place - 45) : place]
        if told.has(r"\b(?:{around.negation}|{stances.speculated}|whether)\b|n't\b", before):
            continue
        for meant in told.meant(head):
            if len(meant.seasons) != 1 or (meant.show, meant.seasons[0]) in done:
                continue
            season = meant.seasons[0]
            if told.reader.is_past(meant.show, season):
                continue
            done.add((meant.show, season))
            how = told.how(masked)
            if how.stance in {Stance.EXPECTED, Stance.PLANNED}:
                how = replace(how, stance=Stance.REPORTED)
            yield Statement(
                meant.show,
                season,
                Kind.FINAL_SEASON,
                "the last season",
                how,
                meant.doubts,
                max(place, 0),
            )


def episode_counts(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, Season]] = set()
    found: list[tuple[int, int, Head, str]] = []
    for match in told.find(
        rf"\b(?P<number>{_COUNTED})[ -](?:episode|part|chapter)s? (?P<between>(?:(?!like|than|as|just|in|and|for)\w+ ){{0,2}}?)(?:(?:of )?{MARK}X(?P<said>\d+)|(?P<noun>{{count.noun}})\b)"
    ):
        number = season_number(match["number"])
        if number is None or told.has(
            r"\b(?:{count.not_all})\b", masked[max(0, match.start() - 20) : match.start()]
        ):
            continue
        if match["said"]:
            head = Head("said", (int(match["said"]),))
        elif match["noun"]:
            head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
            if head.what not in {"said", "pronoun", "season"}:
                head = Head("season") if head.what in {"", "network"} else head
        found.append((match.start(), number, head, ""))
    for match in told.find(
        rf"\b(?P<verb>{{count.verb}}) (?P<words>(?:just |only |a total of |the usual |exactly |about |another |all |of |to )*)(?P<number>{_COUNTED}) (?P<kind>(?:[a-z-]+ )?){{count.behind}}(?P<rest>.{{0,40}})"
    ):
        number = season_number(match["number"])
        around = f"{match['kind']} {re.split('[,;.]', match['rest'])[0][:12]}"
        if (
            number is None
            or told.has(r"\b(?:{count.not_all})\b", around)
            or "about" in match["words"]
        ):
            continue
        head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
        within = re.match(rf" (?:for|in|of|to|on) (?:the )?{MARK}X(\d+)", match["rest"])
        if within:
            head = Head("said", (int(within[1]),))
        elif head.what == "network" or (
            head.what == ""
            and not (
                told.has(r"^(?:another|of|all)", match["verb"])
                or told.has(r"{count.there}$", masked[: match.start("words")].rstrip())
            )
        ):
            continue
        found.append((match.start(), number, head, ""))
    for match in told.find(
        rf"\b(?P<number>{_COUNTED}) (?:new )?episodes (?:for|in|of|make up) (?:the )?{MARK}X(?P<said>\d+)"
    ):
        number = season_number(match["number"])
        if number and not told.has(
            r"\b(?:{count.not_all})\b", masked[max(0, match.start() - 14) : match.start()]
        ):
            found.append((match.start(), number, Head("said", (int(match["said"]),)), ""))
    for place, number, head, within in found:
        if number < _FEW and "-" not in masked[place : place + 14]:
            continue  # that many come first, or at once
        if told.has(r"^(?:\S+ ){2,4}(?:had been|was to|were to)\b", masked[place:]):
            continue
        before = masked[max(0, place - 40) : place]
        if told.has(
            r"\b(?:{around.originally}|{around.negation})\b|n't\b", re.split(r"[,;]", before)[-1]
        ):
            continue
        for meant in told.meant(head, within=within):
            season, more = told.reader.season(meant)
            if (
                season is None
                or (meant.show, season) in done
                or told.reader.is_past(meant.show, season)
            ):
                continue
            done.add((meant.show, season))
            yield Statement(
                meant.show,
                season,
                Kind.EPISODE_COUNT,
                number,
                told.how(before + masked[place : place + 60]),
                (*meant.doubts, *more),
                place,
            )


def release_models(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    if not told.has(r"(?:{model.at_once}|{model.weekly}|{model.first_some})", masked):
        return
    once = next(told.find(r"\b{model.at_once}"), None)
    weekly = next(told.find(r"\b{model.weekly}"), None)
    first = next(told.find(r"\b{model.first_some}"), None)
    place = next((one.start() for one in (first, once, weekly) if one), 0)
    if once and (weekly or first):
        return
    if told.has(
        r"\b(?:{around.negation})\b|n't\b|\b(?:{around.originally})\b",
        masked[max(0, place - 40) : place],
    ):
        return
    if once:
        value = "all episodes at once"
    elif first:
        value = f"{first['n'].lower()} episodes first, then weekly" if weekly else ""
    else:
        value = "weekly"
    if not value:
        return
    head = told.reader.head(told.sentence, place)
    if head.what in {"", "network"}:
        head = Head("season")
    for meant in told.meant(head):
        season, more = told.reader.season(meant)
        if season is not None and not told.reader.is_past(meant.show, season):
            yield Statement(
                meant.show,
                season,
                Kind.RELEASE_MODEL,
                value,
                told.how(masked),
                (*meant.doubts, *more),
                place,
            )
