"""Every date, number and name in an answer is found in a claim that it cites, known by that day.

The rules by which an answer may say more than its claims do are the functions called `_may_…`:
each of them works out anew what it allows.
"""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.core import Locale
from babel.messages.pofile import read_po

import content
from content.answers import answer_question
from content.as_of import AsOf
from content.catalogue import Catalogue
from content.changes import ChangeSort
from content.claims import Claim, Kind, SeasonRef, Show, ShowId, Stance
from content.dates import PartialDate, Precision
from content.questions import read_message
from content.questions.question import Compared, Conversation, Intent, Question
from content.reading import read_catalogue, shipped_shows
from content.replies import Reply, ReplyValue
from fakes.english_dates import MONTHS, WEEKDAYS, dates_in

TABLES = sorted((Path(__file__).parent / "questions").glob("*.tsv"))
DATED = [
    *(table for table in TABLES if table.stem.startswith("strangers")),
    *sorted((Path(__file__).parent / "questions" / "dated").glob("*.tsv")),
]
"""Tables in which each question has a day of its own."""
DAYS = (
    *("2015-11-19", "2016-10-05", "2017-04-15", "2017-10-10", "2018-03-08T07:59Z", "2019-02-20"),
    *("2022-02-20", "2023-10-20", "2025-03-10", "2026-01-28", "2026-07-01"),
)
AFTER_JJ2 = Conversation(
    show=ShowId("jessica-jones"), season=2, intent=Intent.RELEASE_DATE, about=Intent.RELEASE_DATE
)
STATES = {"filming", "wrapped", "paused", "planned", "not started", "yes", "no"}
"""Words of the answers' own, for machines: what a claim says of filming, or of a last season."""


@cache
def shipped() -> Catalogue:
    return read_catalogue([shipped_shows()]).catalogue


@dataclass(frozen=True)
class Asked:
    """A question, when it was asked, and the answer in English."""

    question: Question
    as_of: AsOf
    said: Reply

    @property
    def known_by(self) -> AsOf:
        """The day that is asked about."""
        past = self.question.as_of
        return past if past and past.moment < self.as_of.moment else self.as_of

    @property
    def show(self) -> Show | None:
        return shipped().shows.get(self.said.show or self.question.show or ShowId(""))

    @property
    def today(self) -> date:
        return self.known_by.day_in(self.show.zone) if self.show else self.known_by.day

    @property
    def zones(self) -> set[str]:
        shows = [shipped().shows[claim.subject.show] for claim in self.said.claims]
        asked = {self.question.zone} if self.question.zone else set()
        return {show.zone for show in shows} | asked


@cache
def asked_on(day: str) -> tuple[Asked, ...]:
    """Everything that the tables ask, asked on that day."""
    as_of = AsOf.parse(day)
    questions: dict[Question, None] = {}
    for table in TABLES:
        with table.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                before = AFTER_JJ2 if row["before"] == "jj2" else Conversation()
                read = read_message(row["question"], shipped(), as_of, conversation=before)
                questions |= dict.fromkeys(replace(one, language="en") for one in read.questions)
    return tuple(Asked(one, as_of, answer_question(one, shipped(), as_of)) for one in questions)


def asked_on_its_own_day(row: dict[str, str]) -> Iterator[Asked]:
    """What one row of a dated table asks, after what was said before it."""
    as_of, talk = AsOf.parse(row["as_of"]), Conversation()
    for words in filter(None, row["before"].split(" || ")):
        talk = read_message(words, shipped(), as_of, conversation=talk).conversation
    for question in read_message(row["question"], shipped(), as_of, conversation=talk).questions:
        english = replace(question, language="en")
        yield Asked(english, as_of, answer_question(english, shipped(), as_of))


# What a reply may say of dates.


def _notations(claims: Iterable[Claim], zones: Iterable[str] = ()) -> set[str]:
    """Every date of the claims: what they say, when they were reported, and their pages."""
    found = set()
    for claim in claims:
        dates = [claim.source.published, claim.reported_on]
        dates += [claim.value] if isinstance(claim.value, PartialDate) else []
        for one in dates:
            found.add(one.notation)
            found |= {moment.date().isoformat() for moment in _moments(one, zones)}
            if one.precision is Precision.WEEK:
                found.add(f"{one.span[0].isoformat()}/week")
        found.add(claim.known_from.isoformat())
    return found


def _moments(day: PartialDate, zones: Iterable[str]) -> list[datetime]:
    return [day.moment.astimezone(ZoneInfo(zone)) for zone in zones] if day.moment else []


def _may_name_its_days(asked: Asked) -> set[str]:
    """The day it is asked about, the first day of what is still news, and what was asked for."""
    until = asked.known_by.day
    named = {until.isoformat()}
    if asked.question.window is not None:
        named.add(asked.question.window.notation)
        first, last = asked.question.window.span
        named |= {first.isoformat(), last.isoformat(), f"{first.isoformat()}/week"}
    if asked.question.intent is Intent.UPDATES:
        named.add((until - timedelta(days=60)).isoformat())
    return named


def _may_name_the_hour(asked: Asked) -> set[str]:
    """The hour of a claimed moment, or that of the network on a claimed day, in either zone."""
    found = set()
    for claim in asked.said.claims:
        value, show = claim.value, shipped().shows[claim.subject.show]
        if not isinstance(value, PartialDate):
            continue
        moments = _moments(value, asked.zones)
        if show.drop is not None and value.day is not None and value.moment is None:
            drop = datetime.combine(value.day, show.drop, ZoneInfo(show.zone))
            moments += [drop.astimezone(ZoneInfo(zone)) for zone in asked.zones]
        for moment in moments:
            found |= {moment.date().isoformat(), f"{moment:%H:%M}"}
    return found


# What a reply may say in numbers.


def _spans(claims: Iterable[Claim], zones: Iterable[str]) -> Iterator[tuple[date, date]]:
    for claim in claims:
        if isinstance(claim.value, PartialDate):
            yield claim.value.span
            for moment in _moments(claim.value, zones):
                yield moment.date(), moment.date()


def _may_count_days(asked: Asked) -> set[int]:
    """The least and the most days between today and a claimed date, or between two of them."""
    intent = asked.question.intent
    if intent not in {Intent.COUNTDOWN, Intent.ELAPSED, Intent.GAP}:
        return set()
    spans = list(_spans(asked.said.claims, asked.zones))
    if intent is not Intent.GAP:
        ends = [day for span in spans for day in span if day not in {date.min, date.max}]
        return {abs((day - asked.today).days) for day in ends} | {0}
    found: set[int] = set()
    for at, (first, last) in enumerate(spans):
        for start, end in spans[at + 1 :]:
            found |= {abs((start - last).days), abs((end - first).days)}
            found |= {0} if first <= end and start <= last else set()  # the same day fits both
    return found


def _may_count_seasons(asked: Asked) -> set[int]:
    """Seasons asked about, cited or known of by then, and the one that would come after."""
    season, said = asked.question.season, asked.said.season
    cited = {claim.subject.season for claim in asked.said.claims}
    named = {one for one in (season, said, *cited) if isinstance(one, int)}
    named |= {one.season for one in asked.question.others if isinstance(one.season, int)}
    others = {other.show for other in asked.question.others}
    shows = {asked.said.show, asked.question.show, *asked.question.also, *others}
    known = {
        claim.subject.season
        for show in shows
        if show
        for claim in shipped().about(show)
        if claim.known_from <= asked.known_by.day and isinstance(claim.subject.season, int)
    }
    compared = (one.show for one in asked.question.others if one.season is SeasonRef.UNNAMED)
    named |= {_season_meant(show, asked.known_by) for show in compared}
    return named | known | {season + 1 for season in known}


def _season_meant(show: ShowId, known_by: AsOf) -> int:
    """The first season that is not out by then, which a question without one means; or the last."""
    numbered = [
        claim
        for claim in shipped().about(show)
        if claim.known_from <= known_by.day and isinstance(claim.subject.season, int)
    ]
    seasons = sorted({int(str(claim.subject.season)) for claim in numbered})
    out = {
        claim.subject.season
        for claim in numbered
        if isinstance(claim.value, PartialDate)
        and claim.kind is Kind.RELEASE_DATE
        and claim.value.span[1] <= known_by.day
    }
    return next((season for season in seasons if season not in out), max(seasons, default=1))


def _may_count_claims(asked: Asked) -> set[int]:
    """Values that are counts, and how many things a list has that shows only some of them."""
    counts = {claim.value for claim in asked.said.claims if isinstance(claim.value, int)}
    value = asked.said.value
    if isinstance(value, tuple):
        counts |= {len(value) - shown for shown in range(len(value))}
    if asked.question.intent is Intent.UPDATES:
        counts |= set(range(1, _news_of(asked)))
    if asked.question.intent in {Intent.HELP, Intent.NOT_TRACKED} or not asked.show:
        counts |= {len(shipped().shows) - 14, len(shipped().shows) - 8}
    return counts


def _news_of(asked: Asked) -> int:
    """How many claims of that show, or of any, became known on the days that are asked about."""
    first, last = asked.known_by.day - timedelta(days=60), asked.known_by.day
    if asked.question.window is not None:
        first, last = asked.question.window.span[0], min(last, asked.question.window.span[1])
    return sum(
        first <= claim.known_from <= last and asked.question.show in {None, claim.subject.show}
        for claim in shipped().claims
    )


# What a reply may name.


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of the sentences that answers are made of: they are all in each catalogue."""
    path = Path(content.__file__).parent / "wording" / "es.po"
    with path.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    texts = [text for one in messages for text in ([one] if isinstance(one, str) else one)]
    words = {word for text in texts for word in _words(re.sub(r"\{\w*\}", " ", text))}
    once = {f"{word[:1].upper()}{word[1:]}" for word in words}
    own = {"updates", "subscribe", "unsubscribe", "newsdesk", "record", "SHOW", "at", "on", "in"}
    return frozenset((words | once | own | {"over", "since", "around"}) - {*MONTHS, *WEEKDAYS})


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'+&-]*", text)


def _names(asked: Asked) -> list[str]:
    """What claims, their shows and the question say word for word, the longest first."""
    found = {name for show in shipped() for name in (show.title, show.short, show.id)}
    for claim in asked.said.claims:
        show = shipped().shows[claim.subject.show]
        texts = [claim.says, claim.claimant, claim.via, claim.detail, claim.source.publisher]
        texts += [claim.value if isinstance(claim.value, str) else None, show.network]
        texts.append(_country(claim.market))
        found |= {text for text in texts if text}
    found |= {asked.show.network} if asked.show else set()
    found |= {shipped().shows[show].network for show in asked.question.also}
    found |= {zone.rpartition("/")[2].replace("_", " ") for zone in asked.zones}
    named = (*asked.question.names, asked.question.unknown, _country(asked.question.market))
    found |= {name for name in named if name}
    forms = {form for text in found for form in _forms(text)}
    return sorted(forms, key=len, reverse=True)


def _country(market: str | None) -> str | None:
    return Locale("en").territories[market] if market else None


def _forms(text: str) -> set[str]:
    """A text as it stands, at the start of a sentence, and without its stop."""
    plain = " ".join(text.split())
    bare = plain.rstrip(".")
    return {form for one in (plain, bare) for form in (one, f"{one[:1].upper()}{one[1:]}")}


# The checks.


def faults_of(asked: Asked) -> list[str]:
    """Return whatever the English answer says that nothing behind it says."""
    said = asked.said
    late = [c.id for c in said.claims if c.known_from > asked.known_by.day]
    faults = [f"known only later: {one}" for one in late]
    faults += [f"no such claim: {c.id}" for c in said.claims if c not in shipped().claims]
    faults += [f"no such stance: {said.stance}"] if not _has_stance(said) else []
    faults += _faults_of_value(asked, said.value)
    for other in said.conflicts:
        faults += _faults_of_value(asked, other.value)
    for line in said.text.split("\n"):
        faults += _faults_of_line(asked, line)
    return faults


def _has_stance(said: Reply) -> bool:
    return said.stance is None or said.stance in {claim.stance for claim in said.claims}


def _faults_of_line(asked: Asked, line: str) -> list[str]:
    rest = line
    for name in _names(asked):
        rest = rest.replace(name, " ¤ ")
    rest = _without_a_cut_quotation(asked, rest)
    hours, days = _may_name_the_hour(asked), _may_name_its_days(asked)
    allowed = _notations(asked.said.claims, asked.zones) | days | hours
    faults = []
    for phrase, notation in dates_in(rest):
        if notation not in allowed and not _is_a_plain_date_after(phrase, allowed):
            faults.append(f"no claim has {phrase!r}: {line}")
        rest = rest.replace(phrase, " ", 1)
    for hour in re.findall(r"\b\d\d:\d\d\b", rest):
        faults += [f"no claim has {hour}: {line}"] if hour not in hours else []
        rest = rest.replace(hour, " ", 1)
    numbers = _may_count_days(asked) | _may_count_seasons(asked) | _may_count_claims(asked)
    for number in re.findall(r"\d[\d,]*", rest):
        if int(number.replace(",", "")) not in numbers:
            faults.append(f"no claim has {number}: {line}")
    known = _vocabulary()
    faults += [f"nobody says {word!r}: {line}" for word in _words(rest) if word not in known]
    return faults


def _is_a_plain_date_after(phrase: str, allowed: set[str]) -> bool:
    """Whether a word such as "by" before the date belongs to the sentence, not to the date."""
    return any(
        notation in allowed
        for start in ("by ", "before ", "about ", "around ")
        for _, notation in dates_in(phrase.removeprefix(start))
        if phrase.startswith(start)
    )


def _without_a_cut_quotation(asked: Asked, line: str) -> str:
    """Take away the start of a claim's text at the end of a line that ran out of room."""
    if not line.endswith("…"):
        return line
    kept = line[:-1]
    for name in _names(asked):
        for end in range(len(name) - 1, 3, -1):
            if kept.endswith(name[:end]):
                return kept[: -end or None]
    return kept


def _faults_of_value(asked: Asked, value: ReplyValue) -> list[str]:
    claims = asked.said.claims
    dates = _notations(claims, asked.zones) | _may_name_the_hour(asked)
    match value:
        case None:
            return []
        case PartialDate():
            times = {f"{m:%H:%M}" for m in [value.moment] if m} - _may_name_the_hour(asked)
            is_known = value.notation in dates or (value.moment is not None and not times)
            return [] if is_known else [f"no claim has the value {value.notation}"]
        case int():
            allowed = _may_count_days(asked) | _may_count_claims(asked)
            return [] if value in allowed else [f"no claim has the value {value}"]
        case str():
            return [] if value in _words_for_machines(asked, dates) else [f"whose value? {value}"]
        case _:
            entries = [fault for one in value for fault in _faults_of_entry(asked, one, dates)]
            return [f"in a list: {fault}" for fault in entries]


def _words_for_machines(asked: Asked, dates: set[str]) -> set[str]:
    texts = {str(claim.value) for claim in asked.said.claims}
    texts |= {claim.detail for claim in asked.said.claims if claim.detail}
    counted = {f"{number:d}" for number in _may_count_days(asked)}
    ranges = {f"{a}/{b}" for a in counted for b in (*counted, "..")}
    stances, subjects = (
        {stance.value for stance in Stance},
        {str(c.subject) for c in shipped().claims},
    )
    network = {asked.show.network} if asked.show else set()
    listed = {", ".join(sorted(texts))} if texts else set()
    return texts | dates | STATES | ranges | stances | subjects | network | listed


def _faults_of_entry(asked: Asked, entry: str, dates: set[str]) -> list[str]:
    """One entry of a list: a value, a show, a season with its date, or a piece of news."""
    subject, colon, day = entry.partition(": ")
    plain = _words_for_machines(asked, dates) | set(shipped().shows) | {s.value for s in ChangeSort}
    edtf = {claim.value.edtf for claim in asked.said.claims if isinstance(claim.value, PartialDate)}
    if entry in plain | edtf:
        return []
    if colon and "/" in subject and asked.question.intent is Intent.UPCOMING:
        known = {c.value.edtf for c in shipped().claims if isinstance(c.value, PartialDate)}
        return [] if day in known else [f"no claim has {entry}"]
    return _faults_of_line(asked, entry)


@pytest.mark.parametrize("day", DAYS)
def test_no_answer_says_what_no_claim_known_by_then_says(day: str) -> None:
    faults = [
        f"{asked.question.intent} {asked.question.show} {asked.question.season}: {fault}"
        for asked in asked_on(day)
        for fault in faults_of(asked)
    ]

    assert faults == []


@pytest.mark.parametrize("table", DATED, ids=lambda table: table.stem)
def test_no_answer_on_the_day_of_its_question_says_what_no_claim_says(table: Path) -> None:
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    faults = [
        f"{row['as_of']} {row['question']}: {fault}"
        for row in rows
        for asked in asked_on_its_own_day(row)
        for fault in faults_of(asked)
    ]

    assert faults == []


@pytest.mark.parametrize("day", ["2017-04-15", "2019-02-20", "2025-03-10", "2026-01-28"])
def test_no_question_that_could_be_asked_gets_an_invented_answer(day: str) -> None:
    as_of = AsOf.parse(day)
    faults = []
    for question in _every_question():
        asked = Asked(question, as_of, answer_question(question, shipped(), as_of))
        faults += [f"{question}: {fault}" for fault in faults_of(asked)]

    assert faults == []


@pytest.mark.parametrize("day", ["2015-11-19", "2017-04-15", "2019-02-20", "2025-03-10"])
def test_no_comparison_of_two_shows_says_what_no_claim_says(day: str) -> None:
    as_of = AsOf.parse(day)
    faults = []
    for one, other in itertools.permutations(shipped().shows, 2):
        for intent in (Intent.COMPARE_RELEASE, Intent.GAP):
            question = Question(intent=intent, show=one, others=(Compared(other),))
            asked = Asked(question, as_of, answer_question(question, shipped(), as_of))
            faults += [f"{question}: {fault}" for fault in faults_of(asked)]

    assert faults == []


def _every_question() -> Iterator[Question]:
    """Every intent about every show, of the season meant, the second, and the whole series."""
    for intent, show in itertools.product(Intent, shipped().shows):
        about = ABOUT if intent in FOLLOW_UPS else (None,)
        for season, earlier in itertools.product((SeasonRef.UNNAMED, 2, "series"), about):
            yield Question(intent=intent, show=show, season=season, about=earlier)


FOLLOW_UPS = {
    *(Intent.SOURCE, Intent.ANNOUNCED_ON, Intent.CHANGE_HISTORY, Intent.CONFIDENCE),
    *(Intent.DISPUTE, Intent.RUMOUR_CHECK, Intent.ELAPSED),
}
ABOUT = (
    *(None, Intent.FILMING_START, Intent.CAST, Intent.CANCELLATION_STATUS),
    *(Intent.WHERE_TO_WATCH, Intent.EPISODE_COUNT),
)


# Other languages say just what the English answer says.

MONTHS_ELSEWHERE = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
        *("September", "Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ),
}
WEEKDAYS_ELSEWHERE = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}


_THOUSANDS = re.compile("(?<=[0-9])[.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=[0-9]{3}\\b)")
_SPELT = {"midnight": "00:00", "minuit": "00:00", "1. Halbjahr": "", "2. Halbjahr": ""}
"""What one language says in figures, and another in words."""


def _numbers_and_months(text: str, language: str) -> Counter[str]:
    """Every number and month in a text, whatever its language calls them."""
    plain = _THOUSANDS.sub("", text)
    for spelt, figures in _SPELT.items():
        plain = plain.replace(spelt, figures)
    numbers = re.findall(r"\d+", plain)
    return Counter(numbers) + _named(plain, MONTHS, MONTHS_ELSEWHERE.get(language, ()))


def _weekdays(text: str, language: str) -> Counter[str]:
    return _named(text, WEEKDAYS, WEEKDAYS_ELSEWHERE.get(language, ()))


def _named(text: str, english: tuple[str, ...], other: tuple[str, ...]) -> Counter[str]:
    """How often each month or weekday is named, in that language or in an English quotation."""
    names = dict(zip(other, english, strict=False)) | dict(zip(english, english, strict=True))
    names |= {f"{name[:1].upper()}{name[1:]}": names[name] for name in other}
    return Counter(names[word] for word in re.findall(r"[^\W\d_]+", text) if word in names)


def _said_by_claims(asked: Asked) -> set[str]:
    """Whose words the English answer gives: people and publishers."""
    text, claims = asked.said.text, asked.said.claims
    names = {one for c in claims for one in (c.claimant, c.via, c.source.publisher) if one}
    return {name for name in names if name in text}


@pytest.mark.parametrize("language", ["de", "es", "fr"])
@pytest.mark.parametrize("day", DAYS)
def test_a_translation_has_the_dates_numbers_and_names_of_the_english(
    day: str, language: str
) -> None:
    faults = []
    for asked in asked_on(day):
        other = answer_question(replace(asked.question, language=language), shipped(), asked.as_of)
        numbers = _numbers_and_months(asked.said.text, "en")
        weekdays = _weekdays(asked.said.text, "en")
        if (
            _numbers_and_months(other.text, language) != numbers
            or not _weekdays(other.text, language) <= weekdays  # "since Monday" is English only
        ):
            faults.append(f"{asked.said.text}\n-- in {language}:\n{other.text}")
        if (other.value, other.claims) != (asked.said.value, asked.said.claims):
            faults.append(f"other facts in {language}: {other.text}")
        faults += [
            f"no {name}: {other.text}"
            for name in _said_by_claims(asked)
            if not any(form in other.text for form in _forms(name))
        ]

    assert faults == []
