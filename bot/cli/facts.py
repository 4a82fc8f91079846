"""What the command line shows of beliefs, of their history and of what would be posted."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from adapters.console.traits import CONSOLE
from bot.cli.options import nearest_named, wait_for
from bot.ports.errors import SettingsError, StorageError
from bot.settings import DEFAULT_DATABASE_URL, Settings
from bot.verbs.forecast_posts import Previewed, forecast_posts
from content.announcements.news import news
from content.answers.facts import beliefs_of, describe_belief
from content.answers.phrases import value_words
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Held
from content.facts.catalogue import Catalogue
from content.facts.changes import Change
from content.facts.claims import Claim, Season, SeasonRef, Show, ShowId, Subject, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Topic
from content.facts.timeline import Chapter, story_of
from content.files.faults import did_you_mean
from content.language.citations import cited_briefly
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.wording import ENGLISH
from content.listings.airings import EpisodeSighting
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription
from content.understanding.seasons import read_season
from content.understanding.typed_shows import find_shows

Json = dict[str, Any]


def facts(
    catalogue: Catalogue, typed: str, season: str | None, at: AsOf, *, as_json: bool
) -> Iterator[str]:
    """Yield the beliefs about a show, or one of its seasons, as lines.

    Raises:
        SettingsError: the show or the season cannot be read.
    """
    show = chosen_show(catalogue, typed)
    wanted = _chosen_season(season)
    last: Subject | None = None
    for subject, _, belief in beliefs_of(catalogue, show, wanted, at):
        if as_json:
            yield json.dumps(_belief_json(belief), ensure_ascii=False)
            continue
        if subject != last:
            yield season_name(catalogue.shows[show], subject.season)
            last = subject
        first, *rest = describe_belief(belief)
        yield f"  {first}"
        for line in rest:
            yield f"      {line}"
    if last is None and not as_json:
        yield f"Nothing was known of that on {at.day}."


def history(
    catalogue: Catalogue,
    typed: str,
    season: str | None,
    kind: str | None,
    until: date,
    *,
    as_json: bool,
) -> Iterator[str]:
    """Yield how what is known of a show came to be, in order, as lines.

    In JSON these are the changes of knowledge; in words also what changed nothing.

    Raises:
        SettingsError: the show, the season or the kind cannot be read.
    """
    show = chosen_show(catalogue, typed)
    wanted = _chosen_season(season)
    kinds = [_chosen_kind(kind)] if kind else list(Kind)
    claims = catalogue.about(show)
    chapters = [
        chapter
        for each in catalogue.seasons(show)
        if wanted in {None, each}
        for one in kinds
        for chapter in story_of(claims, Subject(show, each), one, until=until)
    ]
    chapters.sort(key=lambda c: (c.reported.span, str(c.after.subject), c.after.kind.value))
    for chapter in chapters:
        if not as_json:
            yield from _chapter(chapter, catalogue.shows[show])
        elif chapter.change:
            yield json.dumps(_change_json(chapter.change), ensure_ascii=False)


def _chapter(chapter: Chapter, show: Show) -> Iterator[str]:
    change = chapter.change
    if change:
        told = news(change, show, datetime.combine(change.on, time.min, UTC))
        yield f"{chapter.reported.edtf:<10}  {told.headline}"
        if change.citing:
            yield f"            {change.sort.value}; {cited_briefly(change.citing[0])}"
    else:
        what = f"{label(chapter.after.kind)} of {season_name(show, chapter.after.subject.season)}"
        yield f"{chapter.reported.edtf:<10}  Nothing new of {what}."
    for claim, echo in chapter.echoes:
        said = value_words(claim.value, ENGLISH) if claim.value is not None else claim.says
        yield f"            {echo.value}: {said}; {cited_briefly(claim)}"


def previewed(
    catalogue: Catalogue,
    settings: Settings,
    first: date,
    last: date,
    typed: str | None,
    *,
    as_json: bool,
) -> Iterator[str]:
    """Yield what would be posted where from the day *first* to *last*, as lines.

    Raises:
        SettingsError: the days are the wrong way round, too far apart, or the show is unknown.
    """
    if last < first:
        raise SettingsError(f"--to {last} comes before --from {first}; swap the two")
    if (last - first).days > 3660:
        raise SettingsError("ten years at most; bring --from and --to closer together")
    show = chosen_show(catalogue, typed) if typed else None
    stored, seen = ((), ()) if typed else wait_for(_stored(settings, first, last))
    subscribed = stored or [_made_up(show, settings)]
    count = 0
    for item in forecast_posts(catalogue, subscribed, first=first, last=last, episodes=seen):
        count += 1
        yield json.dumps(_preview_json(item), ensure_ascii=False) if as_json else _preview(item)
    if not count and not as_json:
        yield "Nothing would be posted."
    if not as_json:
        yield from _of_headlines(subscribed, settings)


def _of_headlines(subscribed: Sequence[Subscription], settings: Settings) -> Iterator[str]:
    """Say what no day can be given for: the headlines, where anybody wants them."""
    wanting = {
        one.destination
        for one in subscribed
        if Topic.HEADLINES in one.preferences.topics and one.paused_at is None
    }
    if not wanting:
        return
    places = "1 channel wants" if len(wanting) == 1 else f"{len(wanting)} channels want"
    if "feeds" in settings.violet_live:
        yield f"{places} headlines too: they come when the feeds bring them, so none is listed."
    else:
        yield f"{places} headlines too, but none come: VIOLET_LIVE leaves out feeds."


def chosen_show(catalogue: Catalogue, typed: str) -> ShowId:
    """Return the one show that *typed* names.

    Raises:
        SettingsError: none or several.
    """
    found = find_shows(typed, catalogue)
    if len(found) == 1:
        return found[0]
    known = nearest_named(typed, found or catalogue.shows)
    what = "could be several shows" if found else "is no show that I follow"
    raise SettingsError(f"{typed!r} {what}; choose among {known}")


def _chosen_season(typed: str | None) -> Season | None:
    if typed is None:
        return None
    season = read_season(typed)
    if season is None or isinstance(season, SeasonRef):
        raise SettingsError(f"--season {typed}: write a number, special, film or series")
    return season


def _chosen_kind(typed: str) -> Kind:
    try:
        return Kind(typed.strip().casefold().replace("_", "-"))
    except ValueError:
        cure = did_you_mean(typed, [kind.value for kind in Kind])
        raise SettingsError(f"--kind {typed} is no kind of claim; {cure}") from None


async def _stored(
    settings: Settings, first: date, last: date
) -> tuple[Sequence[Subscription], Sequence[EpisodeSighting]]:
    """The subscriptions stored, and the episodes that air from *first* to *last* or near them.

    None where there is no database yet, and none is made.
    """
    from adapters.storage.database import Database

    url = settings.violet_database_url
    if url == DEFAULT_DATABASE_URL and not Path("violet.db").is_file():  # noqa: ASYNC240
        return (), ()
    try:
        database = await Database.open(url, upgrade=False)
    except StorageError:
        return (), ()
    near = timedelta(days=3)
    try:
        seen = await database.episodes.airing(first - near, last + near)
        return list(await database.subscriptions.every()), seen
    finally:
        await database.close()


def _made_up(show: ShowId | None, settings: Settings) -> Subscription:
    return Subscription(
        destination=Destination(platform=CONSOLE.id, workspace="", channel="any"),
        show=show,
        preferences=replace(USUAL, zone=settings.violet_time_zone),
        created_at=datetime.min.replace(tzinfo=UTC),
    )


def _preview(item: Previewed) -> str:
    place = item.subscription.destination
    where = "a channel" if place.channel == "any" else f"{place.platform} {place.channel}"
    frequency = item.subscription.preferences.digest.value
    digest = f" (in the {frequency} digest)" if item.is_gathered else ""
    return f"{item.at:%Y-%m-%d %H:%M}Z  {where}: {item.announcement.headline}{digest}"


def _preview_json(item: Previewed) -> Json:
    place, said = item.subscription.destination, item.announcement
    return {
        "at": item.at.isoformat(),
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "show": said.subject.show,
        "season": said.subject.season,
        "topic": said.topic.value,
        "step": item.step,
        "digest": item.subscription.preferences.digest.value if item.is_gathered else None,
        "headline": said.headline,
        "lines": list(said.lines),
        "sources": [source.url for source in said.sources],
    }


def _belief_json(belief: Belief) -> Json:
    others = (*belief.conflicts, *belief.guesses)
    shown = [*belief.citing, *belief.earlier, *belief.retracted]
    shown += [claim for held in others for claim in held.citing]
    return {
        "show": belief.subject.show,
        "season": belief.subject.season,
        "kind": belief.kind.value,
        "status": belief.status.value,
        "value": _value(belief.value),
        "values": [_held(held) for held in belief.several],
        "stance": belief.stance and belief.stance.value,
        "sources": [_source(claim) for claim in belief.citing],
        "conflicts": [_held(held) for held in belief.conflicts],
        "guesses": [_held(held) for held in belief.guesses],
        "earlier": [_source(claim) for claim in belief.earlier],
        "retracted": [_source(claim) for claim in belief.retracted],
        "not_edtf": _not_edtf(_dates_of(shown)),
    }


def _change_json(change: Change) -> Json:
    return {
        "on": change.reported.edtf,
        "show": change.subject.show,
        "season": change.subject.season,
        "kind": change.kind.value,
        "change": change.sort.value,
        "before": _value(change.before.value),
        "after": [_value(held.value) for held in change.values] or _value(change.after.value),
        "stance": change.stance.value,
        "sources": [_source(claim) for claim in change.citing],
        "not_edtf": _not_edtf(
            [change.reported, change.before.value, change.after.value, *_dates_of(change.citing)]
        ),
    }


def _dates_of(claims: Iterable[Claim]) -> Iterator[Value | None]:
    for claim in claims:
        yield from (claim.value, claim.source.published, claim.reported_on)


def _not_edtf(values: Iterable[Value | None]) -> list[str]:
    """Return which of *values* are dates in a notation of Violet's own, that EDTF has not."""
    dates = [value for value in values if isinstance(value, PartialDate)]
    return sorted({date.edtf for date in dates if not date.is_edtf})


def _held(held: Held) -> Json:
    return {
        "value": _value(held.value),
        "detail": held.detail,
        "stance": held.stance.value,
        "sources": [_source(claim) for claim in held.citing],
    }


def _source(claim: Claim) -> Json:
    return {
        "claim": claim.id,
        "value": _value(claim.value),
        "stance": claim.stance.value,
        "said_by": claim.claimant,
        "publisher": claim.source.publisher,
        "url": claim.source.url,
        "published": claim.source.published.edtf,
        "reported_on": claim.reported_on.edtf,
        "says": claim.says,
    }


def _value(value: Value | None) -> str | int | None:
    return value.edtf if isinstance(value, PartialDate) else value
