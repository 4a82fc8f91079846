"""Shows that are named by somebody in them, or by their code name: "cheo coker's show"."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from content.facts.claims import Claim, Season, ShowId
from content.understanding.known_names import Called, Person
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.season_words import ORDINALS, PLACES, SEASON
from content.understanding.name_index import Name, NameIndex
from content.understanding.subjects import Mention
from content.understanding.tokens import Token, look_up_key

_SHOWS: Final = word_set("nouns_for_a_show")
_BEFORE_IT: Final = word_set("before_a_noun_for_a_show")
_WITH: Final = word_set("with_somebody_in_it")
_NO_NOUN: Final = word_set("behind_show_as_a_verb")
_ASKED: Final = word_set("asking_which_show")
_ARTICLES: Final = word_set("articles_of_a_name")
_MOST_BETWEEN: Final = 2
"""How many words may stand between somebody and "show"."""
_MOST_OF_IT: Final = 5
"""How many words may stand between an owner and a title: "mike colter's second season of"."""


def shows_by_names(
    tokens: Sequence[Token],
    people: Sequence[Person],
    called: Sequence[Called],
    shows: NameIndex,
    today: date,
) -> tuple[Mention, ...]:
    """Return where a show is named by its people, or by its code name, as known *today*.

    "The finn jones thing", "the show with alaqua cox", "the ringside one".
    """
    found = []
    for place, one in enumerate(people):
        span = _behind(tokens, one.end, is_owner=_owns(tokens, one)) or None
        start = _with_article(tokens, one.start)
        if span is None:
            before = _show_before(tokens, one)
            if before is None:
                continue
            start, span = before, one.end
        known = _shows_of(one, shows, today)
        if known:
            first = _first_in_apposition(tokens, people[:place], start, known)
            found.append(Mention(known, first, span))
    for code in called:
        end = _behind(tokens, code.end, is_owner=False)
        if end is None or not _is_marked(tokens, code):
            continue
        start = _with_article(tokens, code.start)
        known = (Name(code.subject.show, code.name),)
        found.append(Mention(known, _first_in_apposition(tokens, people, start, known), end))
    apart: list[Mention] = []
    for mention in sorted(found, key=lambda one: one.start):
        if not apart or apart[-1].end <= mention.start:
            apart.append(mention)
    return tuple(apart)


def _is_marked(tokens: Sequence[Token], one: Called) -> bool:
    """Whether it is the code name, and no ordinary word: "the crime show" is any."""
    first = tokens[one.start]
    return one.end - one.start > 1 or bool(first.quote) or first.raw.isupper()


def is_owner_of(tokens: Sequence[Token], one: Person, mentions: Sequence[Mention]) -> bool:
    """Whether somebody only says whose show it is: "krysten ritter's jessica jones"."""
    if not _owns(tokens, one):
        return False
    behind = range(one.end, min(one.end + _MOST_OF_IT, len(tokens)) + 1)
    title = next((mention for mention in mentions if mention.start in behind), None)
    if title is None:
        return False
    shows = {claim.subject.show for claim in one.claims}
    return not shows.isdisjoint(title.shows) and not any(
        _parts(tokens[at]) for at in range(one.start, title.start)
    )


def _owns(tokens: Sequence[Token], one: Person) -> bool:
    """Whether the name ends in "'s", be it written without the mark: "cheo cokers"."""
    behind = tokens[one.end] if one.end < len(tokens) else None
    if behind is not None and behind.raw == "s" and not _parts(tokens[one.end - 1]):
        return True
    last = tokens[one.end - 1].word
    return last.endswith("s") and not look_up_key(one.name).endswith(last)


def _behind(tokens: Sequence[Token], end: int, *, is_owner: bool) -> int | None:
    """Where a name ends that goes on with "show": "alaqua cox series"; None: with no such word."""
    at = end
    if _parts(tokens[at - 1]):
        return None
    if is_owner and at < len(tokens) and tokens[at].raw == "s":
        at += 1
    if is_owner and _is_season_behind(tokens, at):
        return at
    first = at
    while at < len(tokens) and at - first <= _MOST_BETWEEN:
        word = tokens[at].word
        if word in _SHOWS:
            follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
            is_verb = follows in _NO_NOUN and not _parts(tokens[at])
            return None if is_verb else at + 1
        may_stand = word in _BEFORE_IT or (is_owner and at == first and word not in _WITH)
        if not may_stand or _parts(tokens[at]):
            return None
        at += 1
    return None


def _is_season_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a season stands there, with its place: "mike colter's new season"."""
    words = [token.word for token in tokens[at : at + 1 + _MOST_BETWEEN]]
    named = next((place for place, word in enumerate(words) if word in SEASON), None)
    before = words[:named] if named is not None else []
    return bool(before) and all(
        word in _BEFORE_IT | PLACES.keys() | ORDINALS.keys() for word in before
    )


def _show_before(tokens: Sequence[Token], one: Person) -> int | None:
    """Where "the show with" begins before somebody; None where it does not, or asks which.

    Before a surname alone a first name may stand that is not theirs: "the one with john bernthal".
    """
    start = one.start
    is_surname = one.end - one.start == 1 and start > 1 and tokens[start - 1].word not in _WITH
    if is_surname and tokens[start - 2].word in _WITH:
        start -= 1
    at = start - 1
    if at < 1 or tokens[at].word not in _WITH or tokens[at - 1].word not in _SHOWS:
        return None
    at -= 1
    while at and tokens[at - 1].word in _BEFORE_IT:
        at -= 1
    if at and tokens[at - 1].word in _ARTICLES:
        at -= 1
    is_asked = any(one.word in _ASKED for one in tokens[max(0, at - 2) : at])
    return None if is_asked or any(map(_parts, tokens[at : start - 1])) else at


def _with_article(tokens: Sequence[Token], start: int) -> int:
    while (
        start and tokens[start - 1].word in _ARTICLES | _BEFORE_IT and not _parts(tokens[start - 1])
    ):
        start -= 1
    return start


def _first_in_apposition(
    tokens: Sequence[Token], people: Sequence[Person], start: int, known: Sequence[Name]
) -> int:
    """Where people begin who only say which show it is: "clarkson and ramirez, the … one"."""
    shows = {name.show for name in known}
    first = start
    for one in reversed([one for one in people if one.end <= start]):
        between = {token.word for token in tokens[one.end : first]}
        theirs = {claim.subject.show for claim in one.claims}
        if not between <= {"and"} or shows.isdisjoint(theirs):
            break
        first = one.start
    return first if first == 0 else start


def _shows_of(one: Person, shows: NameIndex, today: date) -> tuple[Name, ...]:
    """The shows that somebody is in as far as is known, the likeliest first.

    Whoever plays the hero of a title is asked for with that title alone.
    """
    seasons: dict[ShowId, set[Season]] = defaultdict(set)
    by_then = [claim for claim in one.claims if claim.known_from <= today]
    for claim in by_then or one.claims:
        seasons[claim.subject.show].add(claim.subject.season)
    heroic = {
        name.show
        for claim in one.claims
        for name in shows.named(look_up_key(claim.detail or ""))
        if name.show in seasons and claim.subject.show == name.show
    }
    kept = [show for show in seasons if not heroic or show in heroic]
    kept.sort(key=lambda show: (-len(seasons[show]), show))
    return tuple(Name(show, one.name, shared=len(kept) > 1) for show in kept)


def likeliest_show(
    claims: Sequence[Claim], name: str, shows: NameIndex, today: date
) -> ShowId | None:
    """Return the show that somebody of that *name* belongs to; None where it may be several."""
    known = _shows_of(Person(name, 0, 0, tuple(claims)), shows, today)
    return known[0].show if len(known) == 1 else None


def _parts(token: Token) -> bool:
    """Whether a mark behind the word parts it from what follows."""
    return any(mark in token.after for mark in ",.;:!?\n=")
