"""Finding: a name that somebody typed → a show that is known here, the one listed, or choices."""

from collections.abc import Callable

import structlog

from bot.ports.errors import SourceUnavailableError
from bot.ports.listings import Directory, Watchlist
from bot.ports.sources import Knowledge
from content.answers.file_records import cited_records, resembling
from content.answers.listed_shows import show_meant
from content.answers.show_found import ShowFound, Unfound, record_named
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.listings.publishers import TVMAZE
from content.listings.records import ListingId
from content.understanding.typed_shows import find_shows, is_name

log = structlog.get_logger()


async def find_show(
    typed: str,
    *,
    knowledge: Knowledge,
    directory: Directory | None,
    watchlist: Watchlist,
    may_ask: Callable[[], bool],
    exactly: bool = False,
) -> ShowFound:
    """Return what *typed* means, a name or a record such as "tvmaze:44933".

    What is known here needs no call, be it misspelt (unless it shall be *exactly* its name); for
    anything else there are one search and one record at most, once *may_ask* lets it. *directory*
    None: no listing may be asked.
    """
    source = directory.name if directory else TVMAZE
    exact = record_named(typed)
    if exact and exact[0] != source:
        return ShowFound()
    known = (
        await _known(exact[1], source, knowledge, watchlist)
        if exact
        else _named(typed, knowledge.catalogue, exactly=exactly)
    )
    if known:
        return ShowFound(known=known)
    if directory is None:
        return ShowFound(trouble=Unfound.SWITCHED_OFF)
    try:
        return await _listed(typed, exact and exact[1], directory, knowledge, watchlist, may_ask)
    except SourceUnavailableError as error:
        log.warning("look_up_failed", source=source, reason=str(error))
        return ShowFound(trouble=Unfound.UNREACHABLE)


def _named(typed: str, catalogue: Catalogue, *, exactly: bool) -> tuple[ShowId, ...]:
    is_exact = typed in catalogue.shows or is_name(typed.strip(), catalogue)
    return () if exactly and not is_exact else find_shows(typed, catalogue)


async def _listed(
    typed: str,
    exact: ListingId | None,
    directory: Directory,
    knowledge: Knowledge,
    watchlist: Watchlist,
    may_ask: Callable[[], bool],
) -> ShowFound:
    hits = None if exact else directory.remembered(typed)
    if hits is None and not may_ask():
        return ShowFound(trouble=Unfound.TOO_OFTEN)
    if exact:
        return await _record(exact, directory, knowledge, watchlist)
    meant = show_meant(typed, await directory.search(typed) if hits is None else hits)
    if meant.one:
        return await _record(meant.one.listing, directory, knowledge, watchlist)
    return ShowFound(choices=meant if meant.choices else None)


async def _record(
    listing: ListingId, directory: Directory, knowledge: Knowledge, watchlist: Watchlist
) -> ShowFound:
    source = directory.name
    known = await _known(listing, source, knowledge, watchlist)
    if known:
        return ShowFound(known=known)
    record = await directory.show(listing)
    if record is None:
        return ShowFound()
    if record.listing != listing:
        known = await _known(record.listing, source, knowledge, watchlist)
    alike = resembling(record, knowledge.catalogue)
    if known or alike:
        return ShowFound(known=known or ((alike,) if alike else ()))
    return ShowFound(record=record, followed_as=await watchlist.known(source, record.listing))


async def _known(
    listing: ListingId, source: str, knowledge: Knowledge, watchlist: Watchlist
) -> tuple[ShowId, ...]:
    """Return the show that a record is of, where it is followed, or a show file cites it."""
    cited = cited_records(knowledge.catalogue, source).get(listing)
    show = cited or await watchlist.known(source, listing)
    return (show,) if show and show in knowledge.catalogue.shows else ()
