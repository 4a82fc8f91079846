"""Any show by its name from the command line: followed, followed no more, or looked up once."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Final

from adapters.storage.database import Database
from bot.app import tvmaze_of
from bot.cli.operate import set_up_log
from bot.cli.terminal import print_text
from bot.ports.errors import SettingsError, SourceUnavailableError
from bot.ports.journal import Clock
from bot.ports.listings import Directory, Followed, Following
from bot.runtime.clock import SystemClock
from bot.settings import Settings
from bot.verbs.find_show import find_show
from bot.verbs.follow import NowFollowed, follow
from content.answers.answer import answer_question
from content.answers.file_records import cited_records
from content.answers.listed_answers import LookedUp, not_found, show_choices
from content.answers.listed_shows import which_listed
from content.answers.reply import Answer, LookUpOffer
from content.answers.show_found import ShowFound, record_id, record_named
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef, ShowId
from content.language.wording import ENGLISH
from content.listings.publishers import TVMAZE
from content.listings.records import ListedShow, ListingId
from content.understanding.intents import Intent
from content.understanding.question import Question
from content.understanding.seasons import read_season
from content.understanding.tokens import look_up_key
from content.understanding.typed_shows import find_shows

_UNDECIDED: Final = 2
"""The exit code where somebody has to say more."""


@dataclass(frozen=True, slots=True)
class _FromFiles:
    """The port `Knowledge`, of what the show files say."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class _Asking:
    """What a command about shows by name works on."""

    database: Database
    directory: Directory | None
    knowledge: _FromFiles
    clock: Clock

    async def find(self, typed: str, *, exactly: bool) -> ShowFound:
        return await find_show(
            typed,
            knowledge=self.knowledge,
            directory=self.directory,
            watchlist=self.database.watchlist,
            may_ask=lambda: True,
            exactly=exactly,
        )

    async def follow(self, record: ListedShow, joins: ShowId | None = None) -> NowFollowed:
        return await follow(
            record,
            source=TVMAZE,
            kept=True,
            joins=joins,
            clock=self.clock,
            knowledge=self.knowledge,
            watchlist=self.database.watchlist,
        )


@asynccontextmanager
async def _asking(settings: Settings, catalogue: Catalogue) -> AsyncIterator[_Asking]:
    set_up_log(settings)
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.violet_database_url)
        stack.push_async_callback(database.close)
        tvmaze = tvmaze_of(settings, database, clock)
        if tvmaze:
            stack.push_async_callback(tvmaze.close)
        directory = tvmaze.directory() if tvmaze else None
        yield _Asking(database, directory, _FromFiles(catalogue), clock)


async def follow_by_name(
    settings: Settings, catalogue: Catalogue, name: str, *, pick: int | None, as_show: str | None
) -> None:
    """Follow the show of that *name*, or print which ones bear it, and exit.

    *as_show* is the show of a show file that the record is said to be of.

    Raises:
        SettingsError: there is no such show, or no listing may be asked.
        SourceUnavailableError: the listing cannot be reached.
    """
    joins = _show_of_file(as_show, catalogue) if as_show else None
    async with _asking(settings, catalogue) as asking:
        if asking.directory is None:
            raise SettingsError("VIOLET_LIVE leaves tvmaze out, so no show can be looked up there")
        found = await asking.find(name, exactly=True)
        if found.choices and pick is not None:
            if not 1 <= pick <= len(found.choices.choices):
                raise SettingsError(f"--pick {pick}: there are {len(found.choices.choices)}")
            name = record_id(TVMAZE, found.choices.choices[pick - 1].listing)
            found = await asking.find(name, exactly=True)
        if found.choices:
            headline, *lines = which_listed(name, found.choices)
            ids = [choice.record for choice in show_choices(found, TVMAZE, ENGLISH)]
            print_text("\n".join([headline, *map("{}  {}".format, lines, ids)]))
            print_text("Follow one of them with --pick N, or by what stands behind it.")
            sys.exit(_UNDECIDED)
        said = not_found(name, found, intent=Intent.SUBSCRIBE, source=TVMAZE, language="en")
        if said and found.trouble:
            raise SourceUnavailableError(said.headline)
        if said:
            raise SettingsError(said.headline)
        record = found.record or await _record_of(asking, name, found.known, joins)
        followed = await asking.follow(record, joins or _cited(catalogue, record.listing))
        _print_followed(followed, record, asking.clock)


async def _record_of(
    asking: _Asking, name: str, known: tuple[ShowId, ...], joins: ShowId | None
) -> ListedShow:
    """Return the record of a show that a show file introduces."""
    assert asking.directory is not None  # noqa: S101  there is one, or nothing is followed
    exact, catalogue = record_named(name), asking.knowledge.catalogue
    (show, *others) = known
    if others:
        names = ", ".join(known)
        raise SettingsError(f"{name} could be {names}: which one? write its id")
    cited = [record for record, of in cited_records(catalogue, TVMAZE).items() if of == show]
    listing = exact[1] if exact else cited[0] if cited else None
    if listing is None or (joins is None and listing not in cited):
        which = f"tvmaze:{listing}" if listing else "tvmaze:NUMBER"
        raise SettingsError(
            f"{show} is a show file's; if {which} is its record, write: "
            f"violet follow {which} --as {show}"
        )
    record = await asking.directory.show(listing)
    if record is None:
        raise SettingsError(f"TVmaze has no record {listing}")
    return record


def _cited(catalogue: Catalogue, listing: ListingId) -> ShowId | None:
    return cited_records(catalogue, TVMAZE).get(listing)


def _show_of_file(typed: str, catalogue: Catalogue) -> ShowId:
    found = find_shows(typed, catalogue)
    if len(found) != 1:
        raise SettingsError(f"--as {typed} is no one show of a show file")
    return found[0]


def _print_followed(followed: NowFollowed, record: ListedShow, clock: Clock) -> None:
    show = followed.show
    verb = "Now following" if followed.outcome is Following.NEW else "Following already:"
    print_text(f"{verb} {show.title} ({show.id}).")
    question = Question(intent=Intent.RELEASE_DATE, show=show.id)
    print_text(answer_question(question, followed.catalogue, AsOf.at(clock.now())).headline)
    print_text(record.url)


async def print_followed(settings: Settings) -> None:
    """Print what is followed, a show a line."""
    database = await Database.open(settings.violet_database_url)
    try:
        every = await database.watchlist.every(TVMAZE)
    finally:
        await database.close()
    print_text(
        "\n".join(map(_line, every)) or "Nothing is followed. Begin with: violet follow NAME"
    )


def _line(one: Followed) -> str:
    whose = "kept by you" if one.kept else f"while {one.community or 'anybody'} subscribes"
    read = f"read {one.seen_at:%Y-%m-%d %H:%M} UTC" if one.seen_at else "not read yet"
    return f"{one.show.id}  {one.show.title}  {whose}, {read}  {one.url}"


async def unfollow_by_name(settings: Settings, typed: str) -> None:
    """Follow a show no more for the operator's own sake.

    Raises:
        SettingsError: no show of that name is followed, or several are.
    """
    database = await Database.open(settings.violet_database_url)
    try:
        every = await database.watchlist.every(TVMAZE)
        exact = record_named(typed)
        key = look_up_key(typed)
        found = [one for one in every if one.show.id == typed or exact == (TVMAZE, one.listing)]
        found = found or [one for one in every if key and look_up_key(one.show.title) == key]
        if len(found) != 1:
            which = ", ".join(one.show.id for one in found)
            raise SettingsError(
                f"{typed} could be {which}: write its id"
                if which
                else f"{typed} is not followed; violet follow --list shows what is"
            )
        show = found[0].show
        left = await database.watchlist.unfollow(show.id)
    finally:
        await database.close()
    print_text(
        f"You follow {show.title} no more; it is read only while somebody subscribes to it."
        if left
        else f"You did not follow {show.title}; it is read while somebody subscribes to it."
    )


async def looked_up_once(
    settings: Settings, catalogue: Catalogue, words: str, said: Answer, at: AsOf
) -> tuple[Answer, str | None]:
    """Return the answer to *words* once the show that they name is looked up, and its page.

    *said* is the answer without that.
    """
    from bot.cli.ask import ask_once

    record = next(filter(record_named, words.split()), None)
    offer = next((one.offer for one in said.replies if one.offer), None)
    if record:
        offer = LookUpOffer(record)
    elif offer is None and not said.silent:
        return said, None
    offer = offer or LookUpOffer(" ".join(words.split()))
    async with _asking(settings, catalogue) as asking:
        found = await asking.find(offer.name, exactly=False)
        now = asking.clock.now()
    refusal = not_found(
        offer.name, found, intent=offer.intent, source=TVMAZE, language=said.language
    )
    if refusal:
        return replace(said, replies=(refusal,)), None
    if found.record is None:
        known = Question(intent=offer.intent, show=found.known[0], language=said.language)
        return replace(said, replies=(answer_question(known, catalogue, at),)), None
    looked_up = LookedUp.of(
        found.record,
        TVMAZE,
        typed="" if record else offer.name,
        known_as=found.followed_as,
        taken=catalogue.shows.__contains__,
        now=now,
    )
    mine = looked_up.show.id
    asked = words.replace(record, looked_up.show.title) if record else words
    replies = ask_once(asked, looked_up.catalogue, at).replies
    if not replies or len(said.replies) > 1 or any(one.show != mine for one in replies):
        season = read_season(offer.season) if offer.season else None
        question = Question(
            intent=offer.intent,
            show=mine,
            season=SeasonRef.UNNAMED if season is None else season,
            language=said.language,
        )
        replies = (answer_question(question, looked_up.catalogue, at),)
    replies = tuple(looked_up.linked(one, now) for one in replies)
    others = [] if record else [one for one in said.replies if one.offer != offer]
    return replace(said, replies=(*others, *replies)), found.record.url
