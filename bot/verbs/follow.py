"""Following: a listed show → its claims so far, and from now on whatever changes of it."""

from dataclasses import dataclass, replace

from bot.ports.journal import Clock
from bot.ports.listings import Followed, Following, Watchlist
from bot.ports.sources import Knowledge
from content.answers.file_records import cited_records
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.listings.due import next_look
from content.listings.listing import catalogue_from
from content.listings.observed import observe
from content.listings.publishers import record_page
from content.listings.records import ListedShow
from content.listings.shows import show_of
from content.listings.wished_ids import claim_about
from content.understanding.plain_titles import is_plain


@dataclass(frozen=True, slots=True)
class NowFollowed:
    """What came of following a show."""

    outcome: Following
    show: Show
    catalogue: Catalogue
    """All that is known of it: from its record, until this process knows it too."""


async def follow(
    record: ListedShow,
    *,
    source: str,
    by: str = "",
    community: str = "",
    kept: bool = False,
    joins: ShowId | None = None,
    clock: Clock,
    knowledge: Knowledge,
    watchlist: Watchlist,
) -> NowFollowed:
    """Follow the show of a *record*, which has its seasons, and take in what it says at once.

    *joins* is the show of a show file that it is the record of; without it, it is a show of its
    own. *by* and *community* are who asks and where, *kept* is whether the operator does.

    Raises:
        StorageError: nothing was stored.
    """
    now, shows = clock.now(), knowledge.catalogue.shows
    of_file = shows.get(joins) if joins else None
    show = of_file or show_of(record, taken=shows.__contains__, is_plain=is_plain)
    known = knowledge.catalogue.about(show.id) if of_file else ()
    seen = observe((), record, show, now=now, is_import=True, source=source, known=known)
    wish = Followed(
        show=show,
        source=source,
        listing=record.listing,
        url=record.url,
        year=record.premiered.year if record.premiered else None,
        introduces=of_file is None,
        claims=seen.claims,
        sightings=seen.sightings,
        seen_at=now,
        updated=record.updated,
        due_at=seen.look_again_at or next_look(record.listing, record, seen.sightings, now),
        followed_at=now,
        followed_by=by,
        community=community,
        kept=kept,
    )
    outcome, id_ = await watchlist.follow(wish, now=now)
    show = replace(show, id=id_)
    if outcome is Following.NEW and seen.proposals:
        held = await watchlist.followed(id_)
        if held is not None:
            about = [
                replace(one, claim=claim_about(one.claim, id_, source)) for one in seen.proposals
            ]
            await watchlist.store(held, proposals=about)
    if id_ in shows:
        return NowFollowed(outcome, shows[id_], knowledge.catalogue)
    return NowFollowed(outcome, show, catalogue_from(record, show, now, source=source)[0])


async def join_record(
    show: ShowId,
    *,
    source: str,
    by: str,
    community: str,
    clock: Clock,
    knowledge: Knowledge,
    watchlist: Watchlist,
) -> bool:
    """Follow the record that the show file of *show* cites, from the next look on; whether it does.

    No call is made: it is due at once, and whoever watches reads it.
    """
    cited = cited_records(knowledge.catalogue, source)
    listing = next((record for record, one in cited.items() if one == show), None)
    if listing is None or await watchlist.known(source, listing):
        return False
    now = clock.now()
    wish = Followed(
        show=knowledge.catalogue.shows[show],
        source=source,
        listing=listing,
        url=record_page(source, listing),
        introduces=False,
        due_at=now,
        followed_at=now,
        followed_by=by,
        community=community,
    )
    outcome, _ = await watchlist.follow(wish, now=now)
    return outcome is Following.NEW
