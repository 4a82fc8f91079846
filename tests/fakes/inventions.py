"""Whatever an answer says that no claim it cites says."""

import re
from functools import cache, lru_cache
from pathlib import Path

from babel.core import Locale
from babel.messages.pofile import read_po

import content
from content.answers.reply import Reply, ReplyValue
from content.facts.changes import ChangeSort
from content.facts.claims import Claim, ClaimId, Stance
from content.facts.dates import PartialDate
from content.understanding.intents import Intent
from fakes.allowances import (
    may_count_claims,
    may_count_days,
    may_count_seasons,
    may_name_its_days,
    may_name_the_hour,
    notations,
)
from fakes.asked import Asked, shipped
from fakes.english_dates import MONTHS, WEEKDAYS, dates_in, within_a_sentence

STATES = {"filming", "wrapped", "paused", "planned", "not started", "yes", "no"}
"""Words of the answers' own, for machines: what a claim says of filming, or of a last season."""


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the sentences that answers are made of: they are all in each catalogue."""
    path = Path(content.__file__).parent / "language" / "es.po"
    with path.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    texts = [text for one in messages for text in ([one] if isinstance(one, str) else one)]
    words = {word for text in texts for word in words_of(re.sub(r"\{\w*\}", " ", text))}
    once = {f"{word[:1].upper()}{word[1:]}" for word in words}
    own = {
        "updates",
        "subscribe",
        "unsubscribe",
        "remind",
        "history",
        "upcoming",
        "SHOW",
        "at",
        "on",
        "in",
    }
    return frozenset((words | once | own | {"over", "since", "around"}) - {*MONTHS, *WEEKDAYS})


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'+&-]*", text)


@lru_cache(maxsize=1)
def names_told(asked: Asked) -> list[str]:
    """What claims, their shows and the question say word for word, the longest first."""
    found = set(names_of_shows())
    for claim in asked.said.claims:
        show = shipped().shows[claim.subject.show]
        texts = [claim.says, claim.claimant, claim.via, claim.detail, claim.source.publisher]
        texts += [claim.value if isinstance(claim.value, str) else None, show.network]
        texts.append(country_of(claim.market))
        found |= {text for text in texts if text}
    found |= {asked.show.network} if asked.show else set()
    found |= {shipped().shows[show].network for show in asked.question.also}
    found |= {zone.rpartition("/")[2].replace("_", " ") for zone in asked.zones}
    named = (*asked.question.names, asked.question.unknown, country_of(asked.question.market))
    found |= {name for name in named if name}
    forms = frozenset[str]().union(*map(forms_of, found))
    return sorted(forms, key=len, reverse=True)


@cache
def names_of_shows() -> frozenset[str]:
    return frozenset(name for one in shipped() for name in (one.title, one.short, one.id))


@cache
def held() -> dict[ClaimId, Claim]:
    return {claim.id: claim for claim in shipped().claims}


@cache
def subjects() -> frozenset[str]:
    return frozenset(str(claim.subject) for claim in shipped().claims)


@cache
def country_of(market: str | None) -> str | None:
    return Locale("en").territories[market] if market else None


@cache
def forms_of(text: str) -> frozenset[str]:
    """A text as it stands, at the start of a sentence, and without its stop."""
    plain = " ".join(text.split())
    bare = plain.rstrip(".")
    return frozenset(form for one in (plain, bare) for form in (one, f"{one[:1].upper()}{one[1:]}"))


# The checks.


def faults_of(asked: Asked) -> list[str]:
    """Return whatever the English answer says that nothing behind it says."""
    said = asked.said
    late = [c.id for c in said.claims if c.known_from > asked.known_by.day]
    faults = [f"known only later: {one}" for one in late]
    faults += [f"no such claim: {c.id}" for c in said.claims if held().get(c.id) != c]
    faults += [f"no such stance: {said.stance}"] if not has_stance(said) else []
    faults += faults_of_value(asked, said.value)
    for other in said.conflicts:
        faults += faults_of_value(asked, other.value)
    for line in said.text.split("\n"):
        faults += faults_of_line(asked, line)
    return faults


def has_stance(said: Reply) -> bool:
    return said.stance is None or said.stance in {claim.stance for claim in said.claims}


def faults_of_line(asked: Asked, line: str) -> list[str]:
    rest = line
    for name in names_told(asked):
        rest = rest.replace(name, " ¤ ")
    rest = within_a_sentence(without_a_cut_quotation(asked, rest))
    hours, days = may_name_the_hour(asked), may_name_its_days(asked)
    allowed = notations(asked.said.claims, asked.zones) | days | hours
    faults = []
    for phrase, notation in dates_in(rest):
        if notation not in allowed and not is_a_plain_date_after(phrase, allowed):
            faults.append(f"no claim has {phrase!r}: {line}")
        rest = rest.replace(phrase, " ", 1)
    for hour in re.findall(r"\b\d\d:\d\d\b", rest):
        faults += [f"no claim has {hour}: {line}"] if hour not in hours else []
        rest = rest.replace(hour, " ", 1)
    numbers = may_count_days(asked) | may_count_seasons(asked) | may_count_claims(asked)
    for number in re.findall(r"\d[\d,]*", rest):
        if int(number.replace(",", "")) not in numbers:
            faults.append(f"no claim has {number}: {line}")
    known = vocabulary()
    faults += [f"nobody says {word!r}: {line}" for word in words_of(rest) if word not in known]
    return faults


def is_a_plain_date_after(phrase: str, allowed: set[str]) -> bool:
    """Whether a word such as "by" before the date belongs to the sentence, not to the date."""
    return any(
        notation in allowed
        for start in ("by ", "before ", "about ", "around ")
        for _, notation in dates_in(phrase.removeprefix(start))
        if phrase.startswith(start)
    )


def without_a_cut_quotation(asked: Asked, line: str) -> str:
    """Take away the start of a claim's text at the end of a line that ran out of room."""
    if not line.endswith("…"):
        return line
    kept = line[:-1]
    for name in names_told(asked):
        for end in range(len(name) - 1, 3, -1):
            if kept.endswith(name[:end]):
                return kept[: -end or None]
    return kept


def faults_of_value(asked: Asked, value: ReplyValue) -> list[str]:
    claims = asked.said.claims
    dates = notations(claims, asked.zones) | may_name_the_hour(asked)
    match value:
        case None:
            return []
        case PartialDate():
            times = {f"{m:%H:%M}" for m in [value.moment] if m} - may_name_the_hour(asked)
            is_known = value.notation in dates or (value.moment is not None and not times)
            return [] if is_known else [f"no claim has the value {value.notation}"]
        case int():
            allowed = may_count_days(asked) | may_count_claims(asked)
            return [] if value in allowed else [f"no claim has the value {value}"]
        case str():
            return [] if value in words_for_machines(asked, dates) else [f"whose value? {value}"]
        case _:
            entries = [fault for one in value for fault in faults_of_entry(asked, one, dates)]
            return [f"in a list: {fault}" for fault in entries]


def words_for_machines(asked: Asked, dates: set[str]) -> set[str]:
    texts = {str(claim.value) for claim in asked.said.claims}
    texts |= {claim.detail for claim in asked.said.claims if claim.detail}
    counted = {f"{number:d}" for number in may_count_days(asked)}
    ranges = {f"{a}/{b}" for a in counted for b in (*counted, "..")}
    stances = {stance.value for stance in Stance}
    network = {asked.show.network} if asked.show else set()
    listed = {", ".join(sorted(texts))} if texts else set()
    ended = asked.question.others if asked.question.about is Intent.CANCELLATION_STATUS else ()
    shows = {one.show for one in ended} | ({asked.question.show} if ended else set())
    return texts | dates | STATES | ranges | stances | subjects() | network | listed | shows


def faults_of_entry(asked: Asked, entry: str, dates: set[str]) -> list[str]:
    """One entry of a list: a value, a show, a season with its date, or a piece of news."""
    subject, colon, day = entry.partition(": ")
    plain = words_for_machines(asked, dates) | set(shipped().shows) | {s.value for s in ChangeSort}
    edtf = {claim.value.edtf for claim in asked.said.claims if isinstance(claim.value, PartialDate)}
    if entry in plain | edtf:
        return []
    if colon and "/" in subject and asked.question.intent is Intent.UPCOMING:
        known = {c.value.edtf for c in shipped().claims if isinstance(c.value, PartialDate)}
        return [] if day in known else [f"no claim has {entry}"]
    return faults_of_line(asked, entry)
