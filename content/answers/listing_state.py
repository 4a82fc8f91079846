"""How what is told stands in the listing that it comes from, where that is not as it was."""

from dataclasses import replace
from datetime import datetime

from content.answers.inquiry import Inquiry
from content.answers.markets import is_of_market
from content.answers.phrases import day_words, fitted
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import reply
from content.facts.beliefs import Belief
from content.facts.claims import Source
from content.facts.dates import PartialDate
from content.facts.listed import looked_at
from content.facts.listing import HeldBack, Listing, Standing
from content.facts.premieres import Premiere
from content.facts.zones import zone_of
from content.language.citations import page_label
from content.language.command_hints import hint


def as_it_was_listed(inquiry: Inquiry, held_back: HeldBack | None, tale: str) -> str:
    """Return *tale*, a sentence without its stop, with why nothing follows from it any more."""
    if held_back is None:
        return tale
    parts = {"tale": tale, "who": held_back.publisher}
    match held_back.standing:
        case Standing.MISSING if held_back.since is not None:
            day = _day_of(inquiry, held_back.since)
            return inquiry.say("{tale}; it no longer does (since {day})", tale=tale, day=day)
        case Standing.UNREACHED if held_back.since is not None:
            day = _day_of(inquiry, held_back.since)
            return inquiry.say("{tale}; {who} could not be reached since {day}", day=day, **parts)
        case _:
            return inquiry.say("{tale}; {who} does not say so now", **parts)


def state_line(inquiry: Inquiry, belief: Belief) -> str:
    """Return the same of what is held, as a sentence for behind it; empty where it stands."""
    listing = inquiry.listing
    held_back = listing.why_held_back(belief, looked_at(inquiry.as_of)) if listing else None
    if held_back is None:
        return ""
    who = held_back.publisher
    match held_back.standing:
        case Standing.MISSING if held_back.since is not None:
            day = _day_of(inquiry, held_back.since)
            return inquiry.say("{who} no longer lists that (since {day}).", who=who, day=day)
        case Standing.UNREACHED if held_back.since is not None:
            day = _day_of(inquiry, held_back.since)
            return inquiry.say("{who} could not be reached since {day}.", who=who, day=day)
        case _:
            return inquiry.say("{who} does not say that now.", who=who)


def countdown_note(inquiry: Inquiry, premiere: Premiere) -> str:
    """Return that no countdown runs to a day that is not confirmed, and how one does all the same.

    Empty where the listing no longer says it: then that was said.
    """
    if premiere.held_back is not None:
        return ""
    listing = None if is_of_market(premiere) else inquiry.listing
    begins = listing.counts_from(premiere.belief) if listing else None
    if listing is None or begins is None:
        return inquiry.say("No countdown runs until a day is confirmed.")
    now, command = looked_at(inquiry.as_of), hint("updates settings", count_on="listings")
    if not listing.is_reached(now):
        return inquiry.say("No countdown runs until a day is confirmed.")
    if listing.may_count_down(premiere.belief, now):
        return inquiry.say(
            "No countdown runs until a day is confirmed, but where a channel counts on listings: "
            "{command}",
            command=command,
        )
    return inquiry.say(
        "No countdown runs until a day is confirmed, but from {day} on where a channel counts on "
        "listings: {command}",
        day=_day_of(inquiry, begins),
        command=command,
    )


def listed_unclaimed(inquiry: Inquiry) -> Reply | None:
    """Return what a listing has of the season, of which nothing is claimed; None: nothing.

    It has it without a day, which is no word that it was ordered, or with two days that contradict
    each other.
    """
    listing = inquiry.listing
    if listing is None:
        return None
    if inquiry.season in listing.undated:
        headline = inquiry.say(
            "{who} lists a season {season} of {show}, without a date.",
            who=listing.publisher,
            season=inquiry.season,
            show=inquiry.show.short,
        )
        line = inquiry.say("Nobody whose word I hold has said that it was ordered.")
        return _from_listing(inquiry, listing, headline, line)
    doubted = dict(listing.doubted)
    if not doubted:
        return None
    if inquiry.season not in doubted and inquiry.is_unnamed and not inquiry.seasons:
        inquiry = inquiry.about(max(doubted))
    day = doubted.get(inquiry.season) if isinstance(inquiry.season, int) else None
    if day is None:
        return None
    headline = inquiry.say(
        "{who} lists {name} as beginning {when}, but its first episode for another day.",
        who=listing.publisher,
        name=inquiry.name,
        when=inquiry.when(day),
    )
    line = inquiry.say("Which of the two is right, nobody whose word I hold has said.")
    return _from_listing(inquiry, listing, headline, line)


def listed_without_seasons(inquiry: Inquiry) -> Reply | None:
    """Return that a listing has the show, of which nothing is claimed; None: it is in none."""
    listing = inquiry.listing
    if listing is None:
        return None
    headline = inquiry.say(
        "{publisher} lists {show}, without any date.",
        publisher=listing.publisher,
        show=inquiry.show.short,
    )
    return _from_listing(inquiry, listing, headline)


def _from_listing(inquiry: Inquiry, listing: Listing, headline: str, *lines: str) -> Reply:
    said = reply(inquiry, ReplyStatus.NOT_ANNOUNCED, headline, *lines)
    seen = listing.seen_at or looked_at(inquiry.as_of)
    day = PartialDate.on(seen.date())
    page = Source(publisher=listing.publisher, url=listing.url, published=day)
    cited = fitted(inquiry.say("Source: {cited}", cited=page_label(page, inquiry.wording)))
    return replace(said, sources=(page,), citation=cited)


def _day_of(inquiry: Inquiry, moment: datetime) -> str:
    """Return the day of an aware *moment* by the clock of whoever asks."""
    zone = inquiry.clock or inquiry.show.zone
    day = moment.astimezone(zone_of(zone)).date()
    return day_words(PartialDate.on(day), inquiry.wording)
