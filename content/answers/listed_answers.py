"""What is said of a show that nobody follows, from its record in a listing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from content.answers.listed_shows import choice_line, which_listed
from content.answers.reply import Answer, LookUpOffer, Reply, ReplyStatus, ShowChoice
from content.answers.show_found import ShowFound, Unfound, record_id
from content.facts.catalogue import Catalogue
from content.facts.claims import Alias, SeasonRef, Show, ShowId, Source
from content.facts.dates import PartialDate
from content.language.command_hints import hint, unmarked
from content.language.wording import Wording, phrase, wording_for
from content.listings.listing import catalogue_from
from content.listings.publishers import TVMAZE, publisher_of
from content.listings.records import ListedShow
from content.listings.shows import show_of
from content.understanding.intents import Intent
from content.understanding.lexicon.name_places import AUXILIARIES, INVERTED
from content.understanding.plain_titles import is_plain
from content.understanding.seasons import read_season
from content.understanding.subjects import cleaned
from content.understanding.tokens import look_up_key, normalise

_LONGEST_ALIAS: Final = 80
_LONGEST_SEASON: Final = 7
"""What a button holds of it; see `LookUpOffer`."""
_NOTE: Final = re.compile(r"(?:19|20)\d\d|us|usa|uk|gb|au|nz")
"""What is often added to a name to tell it from another, and is no part of a sentence."""
_UNFOUND: Final[dict[Unfound, str]] = {
    Unfound.UNREACHABLE: phrase(
        "{publisher} cannot be reached just now, so I could not look {name} up. Please try again "
        "in a while."
    ),
    Unfound.SWITCHED_OFF: phrase(
        "I don't follow {name}, and whoever runs me has switched off looking shows up at "
        "{publisher}."
    ),
    Unfound.TOO_OFTEN: phrase(
        "That is as much as I look up at {publisher} for you at once. Please try again in a few "
        "minutes."
    ),
}


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A show that was looked up, with all that its record says: what one answer is made from."""

    show: Show
    record: ListedShow
    catalogue: Catalogue
    """Of that show alone."""
    source: str

    @classmethod
    def of(
        cls,
        record: ListedShow,
        source: str,
        *,
        typed: str = "",
        known_as: ShowId | None = None,
        taken: Callable[[ShowId], bool],
        now: datetime,
    ) -> "LookedUp":
        """Return what *record* says at *now*; it is also understood as it was *typed*.

        The show's id is *known_as*, or else the first of its own that is not *taken*.
        """
        show = show_of(record, taken=taken, is_plain=is_plain)
        name = " ".join(unmarked(typed).split())[:_LONGEST_ALIAS]
        if name and name.casefold() not in {own.casefold() for own in show.names}:
            show = replace(show, aliases=(*show.aliases, Alias(name=name)))
        if known_as is not None:
            show = replace(show, id=known_as)
        catalogue, _ = catalogue_from(record, show, now, source=source)
        return cls(show, record, catalogue, source)

    def linked(self, said: Reply, now: datetime) -> Reply:
        """Return what is *said* of the show, with a link to its record."""
        if said.show != self.show.id:
            return said
        said = replace(said, record=record_id(self.source, self.record.listing))
        publisher = publisher_of(self.source)
        listing = self.catalogue.listing(self.show.id)
        if not self.catalogue.claims and not (listing and listing.doubted):
            undated = wording_for(said.language).say(
                "{publisher} lists {show}, without any date.",
                publisher=publisher,
                show=self.show.short,
            )
            status = ReplyStatus.NOT_ANNOUNCED
            said = replace(said, status=status, headline=undated, lines=())
        if any(one.url == self.record.url for one in said.sources):
            return said
        today = PartialDate.on(now.date())
        page = Source(publisher=publisher, url=self.record.url, published=today)
        return replace(said, sources=(*said.sources, page))


def not_found(
    typed: str,
    found: ShowFound,
    *,
    intent: Intent,
    source: str,
    language: str,
    season: str | None = None,
) -> Reply | None:
    """Return why there is no one show to answer about, or which may be meant; None: there is.

    *season* is the one that was asked about, as it was typed.
    """
    if found.known or found.record:
        return None
    wording = wording_for(language)
    status = ReplyStatus.NOT_TRACKED
    lines: tuple[str, ...] = ()
    choices: tuple[ShowChoice, ...] = ()
    if found.choices:
        status, choices = ReplyStatus.AMBIGUOUS, show_choices(found, source, wording, season)
        headline, *numbered = which_listed(typed, found.choices, wording)
        lines = with_record_ids(numbered, choices)
    elif found.trouble:
        headline = wording.say(
            _UNFOUND[found.trouble], name=_named(typed, wording), publisher=publisher_of(source)
        )
    else:
        headline = wording.say(
            "I don't follow {name}, and {publisher} lists no show of that name.",
            name=_named(typed, wording),
            publisher=publisher_of(source),
        )
    return Reply(
        intent=intent,
        status=status,
        headline=headline,
        lines=lines,
        choices=choices,
        is_passing=found.trouble in {Unfound.UNREACHABLE, Unfound.TOO_OFTEN},
        language=wording.language,
    )


def is_about_a_name(typed: str, replies: Sequence[Reply]) -> bool:
    """Whether what followed a verb is a name that nobody here knows, rather than a sentence.

    *replies* is what there was to say to it as a sentence.
    """
    offer = next((one.offer for one in replies if one.offer), None)
    if offer is not None:
        behind = look_up_key(typed).removeprefix(look_up_key(offer.name))
        return not behind or _NOTE.fullmatch(behind) is not None
    first = normalise(typed).words[:1]
    is_asked_back = all(one.status is ReplyStatus.AMBIGUOUS and one.show is None for one in replies)
    return is_asked_back and not (first and first[0] in INVERTED | AUXILIARIES)


def show_choices(
    found: ShowFound, source: str, wording: Wording, season: str | None = None
) -> tuple[ShowChoice, ...]:
    """Return what there is to choose from; *season* is as it was typed."""
    read = read_season(season) if season else None
    asked = None if read in {None, SeasonRef.UNNAMED} else str(read)
    if asked is not None and len(asked) > _LONGEST_SEASON:
        asked = None
    return tuple(
        record_choice(one, source, wording, asked)
        for one in (found.choices.choices if found.choices else ())
    )


def record_choice(
    record: ListedShow, source: str, wording: Wording, season: str | None = None
) -> ShowChoice:
    """Return a record as one of those to choose from; *season* as in `LookUpOffer`."""
    label = unmarked(choice_line(record, wording))
    return ShowChoice(label, record_id(source, record.listing), season)


def with_record_ids(
    numbered: list[str], choices: tuple[ShowChoice, ...], command: str = "when"
) -> tuple[str, ...]:
    """Return the lines of choices, each with the *command* that takes that very show."""
    return tuple(
        f"{unmarked(line)}: {hint(command, show=choice.record)}"
        for line, choice in zip(numbered, choices, strict=True)
    )


def offer_sentence(offer: LookUpOffer, wording: Wording, verb: str = "look up") -> str:
    """Return the *offer* as a sentence, for where there is no button to press."""
    given = {"show": offer.name} | ({"season": offer.season} if offer.season else {})
    command = hint(verb, **given)
    return wording.say(
        "I can look it up at {publisher}: {command}",
        publisher=publisher_of(TVMAZE),
        command=command,
    )


def with_offers_said(answer: Answer, *, by_verb: bool = False) -> Answer:
    """Return the *answer* with each offer as a line of it, for where there is no button.

    *by_verb* where "look up" is no command, but the verb of the question is one.
    """
    return replace(
        answer, replies=tuple(_with_offer_said(one, by_verb=by_verb) for one in answer.replies)
    )


def _with_offer_said(reply: Reply, *, by_verb: bool) -> Reply:
    if reply.offer is None:
        return reply
    verb = reply.offer.intent.row.verb or "when" if by_verb else "look up"
    sentence = offer_sentence(reply.offer, wording_for(reply.language), verb)
    return replace(reply, lines=(*reply.lines, sentence))


def _named(typed: str, wording: Wording) -> str:
    """Return a name as it was typed, short enough to be said back."""
    return cleaned(unmarked(typed)) or wording.say("that")
