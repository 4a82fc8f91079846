"""A card: how far away a premiere is, large, and never more exactly than is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Status
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Season, Show, Stance, Subject
from content.facts.dates import UNKNOWN, PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import is_out, premiere_of, seen_from
from content.language.citations import cited_briefly
from content.language.dates import words
from content.language.hedges import stance_words
from content.language.time_zones import zone_words
from content.language.wording import ENGLISH, Wording
from content.pictures.axis import Axis, Span, Tick, bounds_of
from content.pictures.colours import Colours, colours_of
from content.pictures.names import drawable_names, season_label


@dataclass(frozen=True, slots=True)
class TimeBand:
    """A date of several days, on the time from today on."""

    span: Span
    today: float
    """Where today is, from 0 to 1."""
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card shows; two that show the same are one picture."""

    names: tuple[str, ...]
    """What the show may be called, best first."""
    season: str
    """Below the name; may be empty."""
    large: str
    """The days left, or what there is to say in the place of a number."""
    beside: str = ""
    """What the number counts, or how surely the words are said; may be empty."""
    is_number: bool = False
    when: str = ""
    """The day, where *large* is something else; may be empty."""
    source: str = ""
    """Who says so; may be empty."""
    colours: Colours
    band: TimeBand | None = None

    @property
    def alt(self) -> str:
        """The same in words, for whoever sees no picture: at most 500 characters."""
        title = " · ".join(filter(None, (self.names[0], self.season)))
        said = " ".join(filter(None, (self.large, self.beside)))
        alt = ". ".join(filter(None, (title, said, self.when, self.source))) + "."
        return alt if len(alt) <= 500 else f"{alt[:499]}…"


def step_card(
    show: Show,
    season: Season,
    *,
    day: date,
    days_left: int | None,
    zone: str | None = None,
    is_out: bool = False,
    listed_by: str | None = None,
    citing: Sequence[Claim] = (),
    wording: Wording = ENGLISH,
) -> Card:
    """Return the card of a countdown's step, of which *day* is the day that is counted to.

    *days_left* is None where today and tomorrow are other days where it is read: then no number is
    shown. *zone* (IANA) is named beside the day where it has to be. *listed_by* is the listing
    that has the day, where nobody confirmed it.
    """
    when = words(PartialDate.on(day), locale=wording.language, weekday=True)
    if zone is not None:
        when = wording.say(
            "{tale} ({zone})", tale=when, zone=zone_words(zone, locale=wording.language)
        )
    large, beside, is_number = _counted(days_left, wording)
    if is_out:
        large, beside, is_number = wording.say("Out now"), "", False
    elif listed_by is not None:
        listed = wording.say("as {who} lists", who=listed_by)
        beside = wording.joined(" · ", filter(None, (beside, listed)))
    return Card(
        names=drawable_names(show),
        season=season_label(show, season, wording),
        large=large or when,
        beside=beside,
        is_number=is_number,
        when=when if large else "",
        source=cited_briefly(citing[0], wording) if citing else "",
        colours=colours_of(show),
    )


def card_of(
    catalogue: Catalogue,
    subject: Subject,
    as_of: AsOf,
    *,
    zone: str | None = None,
    wording: Wording = ENGLISH,
) -> Card:
    """Return the card of a premiere as known by *as_of*, by the clock of an IANA *zone*.

    Days are counted to a confirmed day alone. None for *zone*: the show's home.
    """
    show = catalogue.shows[subject.show]
    premiere = premiere_of(catalogue, subject, as_of)
    seen = seen_from(premiere, zone)
    cited = premiere.belief.citing or premiere.belief.earlier[-1:]
    bare = Card(
        names=drawable_names(show),
        season=season_label(show, subject.season, wording),
        large="",
        source=cited_briefly(cited[0], wording) if cited else "",
        colours=colours_of(show),
    )
    held = seen.date
    if held is None or held == UNKNOWN:
        return _without_date(bare, catalogue, subject, as_of, premiere.belief, wording)
    said = words(held, locale=wording.language, weekday=True)
    today = as_of.day_in(seen.zone)
    if is_out(premiere, as_of):
        return replace(bare, large=wording.say("Out"), when=said)
    day, stance = held.day, premiere.stance or Stance.RUMOURED
    if day is not None and day >= today and stance is Stance.CONFIRMED:
        large, beside, is_number = _counted((day - today).days, wording)
        return replace(bare, large=large, beside=beside, is_number=is_number, when=said)
    notes = [] if stance is Stance.CONFIRMED else [stance_words(stance, wording)]
    notes += [] if day else [wording.say("no day yet")]
    return replace(
        bare,
        large=_begun(words(held, locale=wording.language)),
        beside=wording.joined(" · ", notes),
        band=None if day else _band(held, today, wording),
    )


def _counted(left: int | None, wording: Wording) -> tuple[str, str, bool]:
    """Return what is large, what is beside it, and whether that is a number."""
    if left is None:
        return "", "", False
    if left == 0:
        return wording.say("Today"), "", False
    return wording.number(left), wording.count("day to go", "days to go", left), True


def _without_date(
    bare: Card,
    catalogue: Catalogue,
    subject: Subject,
    as_of: AsOf,
    belief: Belief,
    wording: Wording,
) -> Card:
    """Return the card of what has no date: it was taken away, the show has ended, or none came."""
    if belief.status in {Status.WITHDRAWN, Status.RETRACTED}:
        return replace(bare, large=wording.say("No date any more"), beside=wording.say("withdrawn"))
    if belief.status is Status.DENIED:
        return replace(
            bare, large=wording.say("No date"), beside=stance_words(Stance.DENIED, wording)
        )
    ended = believed(catalogue, Subject(subject.show, "series"), Kind.CANCELLATION, as_of.day)
    if ended.is_known and ended.held is not None and ended.held.is_firm:
        source = cited_briefly(ended.citing[0], wording)
        return replace(bare, large=wording.say("Cancelled"), source=source)
    return replace(bare, large=wording.say("No date yet"))


def _band(held: PartialDate, today: date, wording: Wording) -> TimeBand | None:
    """Return where *held* lies from *today* on; None: nothing bounds it."""
    bounds = bounds_of(held)
    if not bounds:
        return None
    if held.latest is None:  # it goes on, as far as the room that is left shows
        bounds.append(_later(bounds[-1], today))
    axis = Axis.over([today, *bounds])
    return TimeBand(Span.of(held, axis), axis.at(today), axis.ticks(wording))


def _later(day: date, today: date) -> date:
    ahead = max(abs((day - today).days), 365)
    return date.fromordinal(min(day.toordinal() + ahead, date.max.toordinal()))


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
