"""What holds in one country only."""

from collections.abc import Iterable

from content.answers.inquiry import Inquiry
from content.answers.phrases import quoted, value_words
from content.facts.claims import Claim
from content.facts.kinds import Kind
from content.facts.premieres import Premiere
from content.facts.zones import country_name
from content.language.wording import Wording


def market_claims(inquiry: Inquiry) -> tuple[Claim, ...]:
    """Return a claim for each country of which the release date is told apart."""
    markets = {
        claim.market
        for claim in inquiry.claims
        if claim.market
        and claim.kind is Kind.RELEASE_DATE
        and claim.subject == inquiry.subject
        and claim.known_from <= inquiry.as_of.day
    }
    found = []
    for market in sorted(markets):
        belief = inquiry.belief(Kind.RELEASE_DATE, market=market)
        citing = (*belief.citing, *(c for held in belief.conflicts for c in held.citing))
        found += [claim for claim in citing if claim.market == market][:1]
    return tuple(found)


def market_lines(
    inquiry: Inquiry, abroad: Iterable[Claim], general: Iterable[Claim] = ()
) -> tuple[str, ...]:
    """Return each date in its country ("In France: Wednesday 25 March 2026 (Mulderville)").

    After them comes what *general*, the claims behind everybody's date, says of those countries.
    """
    lines, names = [], []
    for claim in abroad:
        names.append(country_name(claim.market or ""))
        line = inquiry.say(
            "In {where}: {value} ({publisher}).",
            where=_country(claim.market or "", inquiry.wording),
            value=value_words(claim.value, inquiry.wording),
            publisher=claim.source.publisher,
        )
        lines.append(line)
    said = (claim for claim in general if any(name and name in claim.says for name in names))
    return (*lines, *(quoted(claim, inquiry.wording) for claim in [*said][:1]))


def there(inquiry: Inquiry, premiere: Premiere, tale: str) -> str:
    """Return *tale*, a sentence without its stop, as what holds in the country asked for."""
    if not is_of_market(premiere):
        return tale
    where = _country(inquiry.question.market or "", inquiry.wording)
    return inquiry.say("in {where}, {tale}", where=where, tale=tale)


def beyond_lines(inquiry: Inquiry, premiere: Premiere) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
    """Return what holds in other places than the one asked for, and the claims behind it."""
    market = inquiry.question.market
    abroad = tuple(claim for claim in market_claims(inquiry) if claim.market != market)
    lines = market_lines(inquiry, abroad, premiere.belief.citing)
    if market is None:
        return lines, abroad
    if not is_of_market(premiere):
        where = _country(market, inquiry.wording)
        return (inquiry.say("I hold no date for {where} alone.", where=where), *lines), abroad
    general = inquiry.premiere
    if general.date is None or not general.is_firm:
        return lines, abroad
    value = value_words(general.date, inquiry.wording)
    elsewhere = inquiry.say("Elsewhere: {value}.", value=value)
    return (elsewhere, *lines), (*general.belief.citing, *abroad)


def is_of_market(premiere: Premiere) -> bool:
    """Whether it is the premiere in one country, rather than anywhere."""
    return any(claim.market for claim in premiere.belief.citing)


def _country(code: str, wording: Wording) -> str:
    return country_name(code) if wording.is_english else wording.country(code)
