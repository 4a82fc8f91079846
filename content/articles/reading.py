"""An article read into proposals: what it claims of shows that are followed, with its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Final

from content.articles.article import MOST_OF_A_TITLE, MOST_READ, Article
from content.articles.decisions import dated_behind, said_on
from content.articles.focus_carried import focus_behind, focus_of_title
from content.articles.items import DayBasis, NewsItem
from content.articles.marks import Marked, marked
from content.articles.names_said import has_name, shows_named
from content.articles.plain_text import GAP, plain_text
from content.articles.second_thoughts import behind_it
from content.articles.sentences import sentences_in
from content.articles.stances_said import who_speaks
from content.articles.statements import statements_in
from content.articles.subjects_said import Focus, Reader
from content.articles.told import Statement, Told
from content.articles.words import MARK, compiled, lowered, news_words
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Authority, Claim, ClaimId, ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.facts.proposals import Proposal
from content.language.wording import phrase
from content.understanding.lexer import language_of
from content.understanding.lexicon.folding import fold
from content.understanding.name_index import NameIndex
from content.understanding.subjects import names_of

MOST_SENTENCES: Final = 4000
MOST_PROPOSED: Final = 60
"""Of one article; what says more is a list, of which an editor reads no more either."""
_YEARS_OF_PAGES: Final = range(1995, 2101)
_LEAD: Final = 3
_MOST_QUOTED: Final = 400
_SPEAKERS_LAST: Final = 400
_TOLD_APART: Final = "The article also says {value}."
_NO_DAY: Final = phrase("Nobody says when it was published; it is dated by when it was seen.")
_A_DAY_ALONE: Final = re.compile(rf"[-*\u2022\s]*{MARK}d0\s?[:.]?")
_RELATED: Final = re.compile(
    r"^(?:related|read (?:more|also|next)|see also|also read|more|lesen sie auch|lire aussi|"
    r"mehr zum thema|lee tambi\u00e9n)\b[^.!?]{0,10}:",
    re.IGNORECASE,
)


def read_article(
    article: Article, catalogue: Catalogue, *, found_at: datetime
) -> tuple[Proposal, ...]:
    """Return what *article* claims, as proposals; nothing where it names no show that is known.

    *found_at* is aware, in UTC.
    """
    article = replace(article, published=_believable(article.published))
    text = plain_text(article.text[:MOST_READ])
    title = plain_text(article.title[:MOST_OF_A_TITLE])
    shows = names_of(catalogue)
    if not has_name(f"{title}\n{text}", shows):
        return ()
    code = _language(f"{title} {text[:4000]}")
    if news_words(code) is None:
        return ()
    said = [*_statements(article, title, text, catalogue, code)]
    proposals: dict[ClaimId, Proposal] = {}
    for statement, quote in _settled(said):
        proposal = _proposal(statement, quote, article, found_at)
        proposals.setdefault(proposal.claim.id, proposal)
    return tuple(islice(proposals.values(), MOST_PROPOSED))


def read_item(item: NewsItem, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Return what the article of a feed's *item* claims, dated as surely as its day is known."""
    doubts = (_NO_DAY,) if item.basis is DayBasis.FIRST_SEEN else ()
    return tuple(
        replace(
            one,
            claim=replace(one.claim, source=replace(one.claim.source, basis=item.basis.value)),
            doubts=(*one.doubts, *doubts),
        )
        for one in read_article(item.article, catalogue, found_at=item.first_seen)
    )


def shows_in(article: Article, names: NameIndex) -> frozenset[ShowId]:
    """Return the shows that *article* may name: read against those alone, it claims the same."""
    text, title = plain_text(article.text[:MOST_READ]), plain_text(article.title[:MOST_OF_A_TITLE])
    return shows_named(f"{title}\n{text}", names)


def _believable(published: PartialDate | None) -> PartialDate | None:
    """Return the day of an article, or None where no page of that day can be."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return published if published.earliest.year in _YEARS_OF_PAGES else None


def _language(text: str) -> str:
    return language_of(fold(word) for word in re.findall(r"[^\W\d_]+", text)).code


def _statements(
    article: Article, title: str, text: str, catalogue: Catalogue, code: str
) -> Iterator[tuple[Statement, str]]:
    shows = names_of(catalogue)
    published = article.published
    reader = Reader(catalogue, code, _day_before(published))
    heading = marked(title, shows, published, code, is_title=True)
    subject = focus_of_title(heading, reader)
    focus, speaker, was_cancelled, announced = subject, None, False, None
    filming = compiled(
        code, r"\b(?:{filming.what}|{filming.wrap_object}|{filming.start_object})\b|\bfilms?\b"
    )
    is_filming = filming.search(lowered(title)) is not None
    if not text.strip():
        text = title
    stretches = (text[start:end] for start, end in islice(sentences_in(text), MOST_SENTENCES))
    sentences = [
        marked(words, shows, published, code) for words in stretches if not _RELATED.match(words)
    ]
    reader = reader.with_ahead([heading, *sentences])
    above, line, day = "", None, None
    before: list[tuple[Statement, str]] = []
    for number, sentence in enumerate(sentences):
        words = sentence.text
        if words.endswith(":") or not re.search(r"[.!?)\"'\u201d\d]$", words):
            above = words
        told = Told(
            sentence,
            reader,
            focus,
            subject,
            published,
            is_lead=number < _LEAD,
            spoken_before=speaker,
            cancelled_before=was_cancelled,
            said_before=announced,
            is_filming_title=is_filming,
            heading=lowered(f"{title}\n{above}"),
            above=line,
            day_above=day,
        )
        day = _day_alone(told) or day
        line = sentence
        found = statements_in(told)
        behind = said_on(told)
        for statement, quote in behind_it(told, before):
            yield dated_behind(statement, behind, told), quote
        before = [(statement, _quote(words, statement.at)) for statement in found]
        focus = _focus(sentence, found, reader, focus, subject)
        speaker = who_speaks(sentence, reader)
        announced = behind
        was_cancelled = any(one.kind is Kind.CANCELLATION for one in found)
    yield from before


def _day_alone(told: Told) -> PartialDate | None:
    """Return the day that a line says and nothing else: those below it are of that day."""
    is_day = _A_DAY_ALONE.fullmatch(told.sentence.masked)
    return told.value(0, is_ahead=True)[0] if is_day else None


def _focus(
    sentence: Marked, found: Sequence[Statement], reader: Reader, before: Focus, title: Focus
) -> Focus:
    """Return what the talk is of behind a sentence: what it stated, where it names nothing."""
    told_of = {(one.show, one.season) for one in found}
    if len(told_of) == 1 and not sentence.said:
        show, season = told_of.pop()
        return Focus(show, season if isinstance(season, int) else before.season)
    return focus_behind(sentence, reader, before, title)


def _day_before(published: PartialDate | None) -> AsOf | None:
    if published is None or published.earliest is None:
        return None
    return AsOf.on(published.earliest - timedelta(1))


def _quote(words: str, at: int) -> str:
    """Return the words that matter, as they stand: a sentence, or a stretch of a long one."""
    start, end = 0, len(words)
    if GAP in words:
        start = words.rfind(GAP, 0, at + 1) + 1
        end = next((n for n in range(max(at, start), len(words)) if words[n] == GAP), len(words))
    if end - start > _MOST_QUOTED:
        first = max(start, min(at - _MOST_QUOTED // 2, end - _MOST_QUOTED))
        start = first if first == start else words.find(" ", first) + 1
        cut = words.rfind(" ", start, start + _MOST_QUOTED)
        end = cut if cut > start else min(end, start + _MOST_QUOTED)
    return words[start:end].strip()


def _settled(said: Sequence[tuple[Statement, str]]) -> list[tuple[Statement, str]]:
    """Return each statement once, the surest; what another says more exactly is left out."""
    kept: list[tuple[Statement, str]] = []
    for statement, quote in said:
        same = next((n for n, (other, _) in enumerate(kept) if _is_same(statement, other)), None)
        if same is None:
            kept.append((statement, quote))
        elif statement.how.stance.sureness > kept[same][0].how.stance.sureness:
            kept[same] = (statement, quote)
    return [
        (_with_others(statement, kept), quote)
        for statement, quote in kept
        if not any(_is_coarser(statement, other) for other, _ in kept)
    ]


def _is_same(one: Statement, other: Statement) -> bool:
    if (one.show, one.season, one.kind) != (other.show, other.season, other.kind):
        return False
    is_event = one.kind in {Kind.RENEWAL, Kind.CANCELLATION}
    return one.value == other.value or (is_event and None in {one.value, other.value} - {0})


def _is_coarser(one: Statement, other: Statement) -> bool:
    """Whether *other* says the same of the same, but more exactly and no less surely."""
    if one is other or (one.show, one.season, one.kind) != (other.show, other.season, other.kind):
        return False
    if not (isinstance(one.value, PartialDate) and isinstance(other.value, PartialDate)):
        return False
    return (
        other.value.relation_to(one.value) is Relation.REFINES
        and other.how.stance.sureness >= one.how.stance.sureness
    )


def _with_others(statement: Statement, kept: Sequence[tuple[Statement, str]]) -> Statement:
    """Say which other value the article gives for the same."""
    if statement.kind.adds:
        return statement
    others = [
        other.value
        for other, _ in kept
        if other is not statement
        and (other.show, other.season, other.kind)
        == (statement.show, statement.season, statement.kind)
        and other.value != statement.value
        and not _is_coarser(other, statement)
    ]
    doubts = tuple(_TOLD_APART.format(value=value) for value in others[:2] if value is not None)
    return replace(statement, doubts=statement.doubts + doubts)


def _proposal(statement: Statement, quote: str, article: Article, found_at: datetime) -> Proposal:
    how, value = statement.how, statement.value
    today = found_at.date()
    published = article.published or PartialDate.parse(f"../{today}")
    reported = article.published or PartialDate.on(today)
    authority = Authority.OUTLET
    if how.stance is Stance.RUMOURED:
        authority = Authority.LEAKER
    elif how.stance is Stance.CONFIRMED:
        authority = Authority.PLATFORM if how.is_platform else Authority.EXECUTIVE
    claim = Claim(
        id=_id(statement, reported),
        subject=Subject(statement.show, statement.season),
        kind=statement.kind,
        value=value,
        stance=how.stance,
        authority=authority,
        source=Source(publisher=article.publisher, url=article.url, published=published),
        says=quote,
        claimant=how.claimant,
        reported_on=reported,
        origin="articles",
    )
    doubts = tuple(dict.fromkeys((*how.doubts, *statement.doubts)))
    return Proposal(claim=claim, quote=quote, doubts=doubts, found_at=found_at)


def _id(statement: Statement, reported: PartialDate) -> ClaimId:
    """Return which news it is: the same of one day is one, in however many outlets it stands."""
    parts = (statement.value, statement.how.stance, reported)
    digest = sha256("|".join(map(str, parts)).encode()).hexdigest()[:10]
    return ClaimId(f"read-{statement.show}-{statement.season}-{statement.kind}-{digest}")
