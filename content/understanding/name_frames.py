"""Where in a message a name may stand: what opens its place, and what is said behind it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from content.understanding.lexer import Language, Meaning
from content.understanding.lexicon import name_places, season_words
from content.understanding.lexicon.meanings import Feature
from content.understanding.tokens import Token

_SAID_OF_A_SHOW: Final = frozenset(
    {
        *(Feature.RELEASE, Feature.OUT, Feature.LAUNCH, Feature.RENEW, Feature.CANCEL),
        *(Feature.FILM, Feature.START, Feature.WRAP, Feature.WRAP_FILMING, Feature.PAUSED),
        *(Feature.FINAL, Feature.ENDS, Feature.STILL, Feature.GET, Feature.MORE, Feature.LEAVE),
        *(Feature.DATE, Feature.TRAILER, Feature.YET, Feature.CHANGE, Feature.ON_SERVICE),
    }
)
"""What a verb may say of the name before it."""
_THINGS: Final = frozenset(
    {
        *(Feature.CAST, Feature.EPISODES, Feature.NEWS, Feature.DIRECT, Feature.RUN),
        *(Feature.CODE_NAME, Feature.POLITE, Feature.RUNTIME, Feature.SEASONS, Feature.MODEL),
        *(Feature.SUBSCRIBE, Feature.UNSUBSCRIBE, Feature.REMINDER, Feature.COUNTDOWN),
    }
)
"""What something "of" a show may be, besides."""
_THINGS_BEHIND: Final = frozenset(
    {Feature.CAST, Feature.EPISODES, Feature.NEWS, Feature.RUNTIME, Feature.COUNTDOWN}
    | {Feature.DIRECT, Feature.RUN}
)
"""What may stand behind a name and belong to it: "copper sky cast"."""
_DONE_TO_A_SHOW: Final = frozenset(
    {
        *(Feature.WATCH, Feature.SUBSCRIBE, Feature.UNSUBSCRIBE, Feature.REMINDER),
        *(Feature.COUNTDOWN, Feature.DIRECT, Feature.RUN, Feature.CANCEL, Feature.RENEW),
    }
)
"""Verbs that a name may stand behind."""
_LEFT_OPEN: Final = frozenset({Feature.CAST, Feature.WHO, Feature.PERSON, Feature.APPEAR})
"""What is asked of who is "in" a show."""
IN_TITLES: Final = frozenset(
    {Feature.PLACE, Feature.FEELING, Feature.PLOT, Feature.OPINION, Feature.SPAN, Feature.EXCLAIM}
    | {Feature.NOTICE}
)
"""What words may mean and yet be part of a title: "hell street", "love island"."""
SHORT: Final = 4
"""Up to how many letters a slip may be no slip but a name: "dune" is no "done"."""
_FEW: Final = 4
"""Up to how many words may stand before the name of a follow-up."""
_ENDING: Final = frozenset("?!;\n,.。:])")
_ON_A_SET: Final = frozenset({Feature.FILM, Feature.PLACE, Feature.WRAP_FILMING})
_TIMES: Final = frozenset(
    {Feature.WHEN, Feature.HOW_LONG, Feature.HOUR, Feature.WHERE, Feature.HOW_MANY}
)
_HEARD: Final = frozenset({Feature.RUMOUR, Feature.SAYS, Feature.MORE})
_VERBS: Final = frozenset({Feature.AUX, Feature.WHEN})
_RUMOURED: Final = frozenset({Feature.TRUE, Feature.RUMOUR})
_ASKING: Final = frozenset(
    {Feature.WHEN, Feature.WHY, Feature.HOW, Feature.HOW_MANY, Feature.HOW_LONG, Feature.WHERE}
    | {Feature.HOUR, Feature.POLITE, Feature.WHICH, Feature.WHAT, Feature.TRUE, Feature.SEASONS}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands that nobody knows."""

    start: int
    end: int
    is_strange: bool
    """Whether a word of it is in no list; False: ordinary words where only a name can stand."""


class Line:
    """One message, word by word, and what is explained of it."""

    def __init__(
        self,
        written: Sequence[Token],
        tokens: Sequence[Token],
        language: Language,
        meanings: Sequence[Meaning],
        taken: set[int],
        seasons: set[int],
        days: set[int],
        shows: Sequence[tuple[int, int]],
        kept: Container[str],
        people: Container[str],
        filmed_at: Container[str] = (),
        surnames: Sequence[tuple[int, int]] = (),
        described: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.written = written
        self.tokens = tokens
        self.language = language
        self.taken = taken
        self.seasons = seasons
        self.days = days
        self.shows = shows
        self.kept = kept
        self.people = people
        self.filmed_at = filmed_at
        self.surnames = surnames
        self.described = described
        self.slips = {
            at for at, (a, b) in enumerate(zip(written, tokens, strict=True)) if a.word != b.word
        }
        self.asks_the_place = any(one.concepts & _ON_A_SET for one in meanings)
        self.asks_the_hour = any(Feature.HOUR in one.concepts for one in meanings)
        self.meant: dict[int, frozenset[Feature]] = {}
        self.begins: dict[int, int] = {}
        for meaning in meanings:
            for at in range(meaning.start, meaning.end):
                self.meant[at] = meaning.concepts
                self.begins[at] = meaning.start

    def means(self, at: int) -> frozenset[Feature]:
        """What the word at *at* means, as part of its phrase; nothing beyond either end."""
        return self.meant.get(at, frozenset())

    def word(self, at: int) -> str:
        """The word at *at*; "" beyond either end."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def opening(self, at: int) -> str | None:
        """How sure the place at *at* is, or None where no name stands there.

        "only": a verb asks about what stands there; "done": a verb does something to it; "may":
        other things may stand there, too.
        """
        before = at - 1
        while before >= 0 and self._is_skipped(before):
            before -= 1
        if self.language.code == "en" and self.word(at - 1) == "as":
            return None  # "come back as jess"
        if before < 0:
            return "may"
        if self.word(before) in name_places.TO_WHOM and before:
            before -= 1
            is_asked = not self.means(before).isdisjoint(_DONE_TO_A_SHOW | {Feature.POLITE})
            return "may" if is_asked else None
        last = self.word(before)
        is_held = last in name_places.HOLDING and self._is_a_service(before - 1)
        is_asked = last in name_places.INVERTED and not is_held and self._opens(before)
        if Feature.WHEN in self.means(before) or is_asked:
            return "only"
        is_verb = last not in name_places.ORDERS_AS_THINGS
        done = is_verb and not self.means(before).isdisjoint(_DONE_TO_A_SHOW)
        if last in name_places.PLAYING or done or is_held:
            return "done"
        return "may" if self._may_open(before) else None

    def _is_a_service(self, at: int) -> bool:
        """Whether a service is named, or asked for, at *at*: "does netflix", "which service"."""
        return self.word(at) in name_places.SERVICES or Feature.WATCH in self.means(at)

    def _is_skipped(self, at: int) -> bool:
        """Whether it may stand between what opens a place and the name: "the new"."""
        if at in self.seasons or self.ends(at):
            return False
        word = self.word(at)
        return (
            word in name_places.ARTICLES
            or word in name_places.OF_A_NAME
            or (word in season_words.PLACES and self.word(at - 1) in name_places.ARTICLES)
        )

    def _may_open(self, before: int) -> bool:
        """Whether a name may stand behind the word at *before*, though other things may, too."""
        last = self.word(before)
        is_heard = not self.means(before).isdisjoint(_HEARD) and not self.ends(before)
        if is_heard or last == "until" or self.ends_sentence(before) or self._leads(before):
            return True
        if last == "that":
            return not self.means(before - 1).isdisjoint(_RUMOURED)
        if last in {"true", "says"}:
            return True
        if last in {"in", "on"}:
            ahead = range(before)
            if any(self.word(at) in name_places.PLAYING for at in ahead) or any(
                not self.means(at).isdisjoint(_LEFT_OPEN) for at in ahead
            ):
                return True
        if last in name_places.OF.get(self.language.code, ()):
            return self._is_of(before)
        if self.language.code != "en" and before in self.seasons:
            return True  # "premiera drugiego sezonu …"
        said = self.means(before)
        return self.language.code != "en" and not said.isdisjoint(_SAID_OF_A_SHOW | _VERBS)

    def _leads(self, before: int) -> bool:
        """Whether nothing but "and", or "what about", comes first."""
        is_about = self.word(0) in {"what", "how"} and self.word(before) == "about"
        leading = self.tokens[1 if is_about else 0 : before + 1]
        return len(leading) <= _FEW and all(one.word in name_places.LEADING for one in leading)

    def _opens(self, at: int) -> bool:
        """Whether the verb at *at* stands before its subject, not behind one."""
        while at and self.word(at - 1) in name_places.INVERTED:
            at -= 1
        if not at or self.ends(at - 1) or self.word(at - 1) in name_places.LEADING:
            return True
        begins = self.begins.get(at - 1, at - 1)
        if not self.means(at - 1).isdisjoint(_ASKING) or self.word(begins) in name_places.WHAT:
            return True
        asked = [one for one in range(at) if not self.means(one).isdisjoint(_ASKING)]
        between = range(asked[-1] + 1, at) if asked else range(0)
        if asked and len(between) == 1 and self.word(asked[-1]) in name_places.WHAT:
            return True  # "what channel is"
        return bool(between) and all(one in self.meant for one in between)

    def _is_of(self, at: int) -> bool:
        """Whether "of" stands behind a thing of a show: "the trailer for"."""
        if not at:
            return False
        before = at - 1
        while before > 0 and self.word(before) in name_places.TO_WHOM:
            before -= 1
        if before in self.seasons or self.word(before) in name_places.LEADING:
            return True
        if self.word(before) in name_places.THINGS_OF_A_SHOW:
            return True
        return not self.means(before).isdisjoint(_SAID_OF_A_SHOW | _THINGS)

    def takes_a_name_with(self, at: int) -> bool:
        """Whether the small word at *at* belongs to what stands before it: "subscribe to"."""
        before = at - 1
        if self.word(before) in name_places.TO_WHOM | name_places.PLAYING:
            return True
        return not self.means(before).isdisjoint(_SAID_OF_A_SHOW | _THINGS | _DONE_TO_A_SHOW)

    def is_followed(self, end: int) -> bool:
        """Whether nothing stands before *end* but what is said, or asked, of a show."""
        if end >= len(self.tokens) or self.ends(end - 1):
            return True
        is_when = Feature.WHEN in self.means(end) and end + 1 == len(self.tokens)
        return is_when or self.is_told_late(end) or self.word(end) in name_places.BEHIND

    def is_said_of_it(self, start: int) -> bool:
        """Whether what stands last, from *start* on, is what is asked: "is daredevil blind"."""
        before = start - 1
        while before >= 0 and self.word(before) in name_places.ARTICLES:
            before -= 1
        asks_a_time = any(not self.means(at).isdisjoint(_TIMES) for at in range(before + 1))
        is_held = self._is_a_service(before - 1)
        return self.word(before) in name_places.INVERTED and not asks_a_time and not is_held

    def is_told_late(self, end: int) -> bool:
        """Whether what is said of a show stands at *end*, be it behind "has been", or is "have"."""
        at = end
        passed = name_places.AUXILIARIES | name_places.ARTICLES
        while at - end < _FEW and self.word(at) in passed:
            at += 1
        if self.is_told_of(at) or self.word(end) in name_places.BEHIND - {"is"}:
            return True
        return self.word(end) == "on" and end + 1 == len(self.tokens)

    def is_told_of(self, end: int) -> bool:
        """Whether a season, or what only a show does, stands at *end*."""
        is_number = (
            self.word(end).isdigit() and len(self.word(end)) < 3 and end + 1 == len(self.tokens)
        )
        if end in self.seasons or is_number:
            return True
        said = _SAID_OF_A_SHOW if self.language.code == "en" else _SAID_OF_A_SHOW | {Feature.AUX}
        return not self.means(end).isdisjoint(said | _THINGS_BEHIND)

    def ends_sentence(self, at: int) -> bool:
        """Whether a sentence ends behind the word at *at*."""
        return self.tokens[at].ends_sentence

    def ends(self, at: int) -> bool:
        """Whether any mark behind the word at *at* ends what it belongs to."""
        after = self.tokens[at].after
        return bool(after) and not _ENDING.isdisjoint(after)

    def is_strange(self, at: int) -> bool:
        """Whether the word at *at* is in no list."""
        word = self.word(at)
        if at in self.slips and len(word) <= SHORT and self.language.code == "en":
            written = self.written[at].word
            word = word if sorted(word) == sorted(written) else written
        return (
            len(word) > 2
            and not any(c.isdigit() for c in word)
            and word not in self.language.words
            and word not in name_places.NO_CONTENT
            and not word.endswith(name_places.OF_MANNER)
        )

    def is_content(self, at: int) -> bool:
        """Whether the word at *at* is more than a small word."""
        word = self.word(at)
        return (
            len(word) > 1
            and word.isalpha()
            and word not in name_places.NO_CONTENT
            and not word.endswith(name_places.OF_MANNER)
        )
