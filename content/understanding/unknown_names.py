"""Names that nobody here knows, by where they stand: "is tide harbour cancelled".

A run of words that no list explains, in the place of a name, is a name, whatever was talked of
before. Ordinary words are one only where nothing but a name can stand: between a verb and what it
says of a show, or behind "when" alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.understanding.lexer import Language, Meaning
from content.understanding.lexicon import name_places, time_words
from content.understanding.lexicon.meanings import Feature
from content.understanding.tokens import Token

MOST_WORDS: Final = 10
"""How long an unknown name is read."""

_SAID_OF_A_SHOW: Final = frozenset(
    {
        *(Feature.RELEASE, Feature.OUT, Feature.LAUNCH, Feature.RENEW, Feature.CANCEL),
        *(Feature.FILM, Feature.START, Feature.WRAP, Feature.WRAP_FILMING, Feature.PAUSED),
        *(Feature.FINAL, Feature.ENDS, Feature.STILL, Feature.GET, Feature.MORE, Feature.LEAVE),
        *(Feature.DATE, Feature.TRAILER, Feature.YET, Feature.CHANGE, Feature.ON_SERVICE),
    }
)
"""What a verb may say of the name before it."""
_FEW: Final = 4
"""Up to how many words may stand before the name of a follow-up."""
_SHORT: Final = 4
"""Up to how many letters a slip may be no slip but a name: "dune" is no "done"."""
_IN_TITLES: Final = frozenset(
    {Feature.PLACE, Feature.FEELING, Feature.PLOT, Feature.OPINION, Feature.SPAN, Feature.EXCLAIM}
    | {Feature.NOTICE}
)
"""What words may mean and yet be part of a title: "hell street", "love island"."""
_VERBS: Final = frozenset({Feature.AUX, Feature.WHEN})
_RUMOURED: Final = frozenset({Feature.TRUE, Feature.RUMOUR})
_THINGS: Final = frozenset(
    {Feature.CAST, Feature.EPISODES, Feature.NEWS, Feature.DIRECT, Feature.RUN, Feature.CODE_NAME}
    | {
        Feature.POLITE,
        Feature.RUNTIME,
        Feature.SUBSCRIBE,
        Feature.UNSUBSCRIBE,
        Feature.REMINDER,
        Feature.COUNTDOWN,
    }
)
"""What something "of" a show may be, besides."""
_ASKING: Final = frozenset(
    {Feature.WHEN, Feature.WHY, Feature.HOW, Feature.HOW_MANY, Feature.HOW_LONG, Feature.WHERE}
    | {Feature.HOUR, Feature.POLITE, Feature.WHICH, Feature.WHAT, Feature.TRUE}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands that nobody knows."""

    start: int
    end: int
    is_strange: bool
    """Whether a word of it is in no list; False: ordinary words where only a name can stand."""


def unknown_names(
    written: Sequence[Token],
    tokens: Sequence[Token],
    language: Language,
    meanings: Sequence[Meaning],
    taken: set[int],
    seasons: set[int],
    days: set[int],
    *,
    names_a_show: bool,
) -> tuple[Place, ...]:
    """Return where names stand in *tokens* that nobody knows.

    *written* are the same tokens before slips were put right; *taken* the places of what is
    known, *seasons* those of seasons, and *days* those of days. Where the message *names_a_show*,
    only what a question asks about is another.
    """
    return _Line(
        written, tokens, language, meanings, taken, seasons, days, names_a_show=names_a_show
    ).names()


class _Line:
    """One message, word by word."""

    def __init__(
        self,
        written: Sequence[Token],
        tokens: Sequence[Token],
        language: Language,
        meanings: Sequence[Meaning],
        taken: set[int],
        seasons: set[int],
        days: set[int],
        *,
        names_a_show: bool,
    ) -> None:
        self.tokens = tokens
        self.language = language
        self.taken = taken
        self.seasons = seasons
        self.days = days
        self.slips = {
            at for at, (a, b) in enumerate(zip(written, tokens, strict=True)) if a.word != b.word
        }
        self.names_a_show = names_a_show
        self.meant: dict[int, frozenset[Feature]] = {}
        self.begins: dict[int, int] = {}
        for meaning in meanings:
            for at in range(meaning.start, meaning.end):
                self.meant[at] = meaning.concepts
                self.begins[at] = meaning.start

    def names(self) -> tuple[Place, ...]:
        found: list[Place] = []
        at = 0
        while at < len(self.tokens):
            place = self._at(at)
            if place is None:
                at += 1
            else:
                found.append(place)
                at = place.end
        return tuple(found)

    def _at(self, at: int) -> Place | None:
        if self._is_a_day_for_a_name(at):
            return Place(at, at + 1, is_strange=True)
        if self.tokens[at].word in name_places.NO_BEGINNING or not self._may_begin(at):
            return None
        opening = self._opening(at)
        end = self._end(at)
        if opening is None or end == at or self._is_of_somebody(end):
            return None
        is_followed = self._is_followed(end)
        if any(self._is_strange(one) for one in range(at, end)):
            return Place(at, end, is_strange=True) if opening == "only" or is_followed else None
        if is_followed and not self.names_a_show and self.language.code == "en":
            content = any(self._is_content(one) for one in range(at, end))
            return Place(at, end, is_strange=False) if content else None
        return None

    def _is_a_day_for_a_name(self, at: int) -> bool:
        """Whether what looks like a day is a series: "la saison 3 de mercredi"."""
        if at < 2 or at not in self.days or at - 2 not in self.seasons:
            return False
        is_of = self.tokens[at - 1].word in name_places.OF.get(self.language.code, ())
        return is_of and self.tokens[at].word in time_words.WEEKDAYS

    def _may_begin(self, at: int) -> bool:
        """Whether a name may begin here: not within what is said otherwise."""
        return self._may_hold(at) and not (
            at in self.meant and self.begins[at] < at and at not in self.slips
        )

    def _may_hold(self, at: int) -> bool:
        """Whether the word may be one of a name: no show's, no season's, and nothing asked."""
        if self._begins_a_title(at):
            return True
        if at in self.taken:
            return False
        if at not in self.meant or at in self.slips:
            is_far = at in self.meant and len(self.tokens[at].word) > _SHORT
            return not is_far
        return self.meant[at] <= _IN_TITLES

    def _begins_a_title(self, at: int) -> bool:
        """Whether a word that means something else stands before an unexplained one."""
        behind = at + 1
        if self.tokens[at].word not in name_places.TITLE_WORDS or self._ends(at):
            return False
        if behind >= len(self.tokens):
            return False
        if behind in self.taken:
            return self._begins_a_title(behind)
        is_said = self.meant.get(behind, frozenset())
        return is_said <= _IN_TITLES and self._is_content(behind)

    def _opening(self, at: int) -> str | None:
        """How sure the place is: "only" a name can stand there, a name "may", or neither."""
        before = at - 1
        if before >= 0 and self.tokens[before].word in name_places.ARTICLES:
            before -= 1
        if before < 0:
            return None if self.names_a_show else "may"
        last = self.tokens[before].word
        if Feature.WHEN in self.meant.get(before, frozenset()) or (
            last in name_places.INVERTED and self._opens(before)
        ):
            return "only"
        if self.names_a_show:
            return None
        if last in name_places.PLAYING or Feature.WATCH in self.meant.get(before, frozenset()):
            return "only"
        return "may" if self._may_open(before) else None

    def _may_open(self, before: int) -> bool:
        """Whether a name may stand behind the word at *before*, though other things may, too."""
        last = self.tokens[before].word
        said = self.meant.get(before, frozenset())
        if last == "until" or self._ends_sentence(before) or self._leads(before):
            return True
        if last == "that":
            return not self.meant.get(before - 1, frozenset()).isdisjoint(_RUMOURED)
        if last in {"in", "on"} and any(
            one.word in name_places.PLAYING for one in self.tokens[:before]
        ):
            return True
        if last in name_places.OF.get(self.language.code, ()):
            return self._is_of(before)
        return self.language.code != "en" and not said.isdisjoint(_SAID_OF_A_SHOW | _VERBS)

    def _leads(self, before: int) -> bool:
        """Whether nothing but "and", or "what about", comes first."""
        is_about = self.tokens[0].word in {"what", "how"} and self.tokens[before].word == "about"
        leading = self.tokens[1 if is_about else 0 : before + 1]
        return len(leading) <= _FEW and all(one.word in name_places.LEADING for one in leading)

    def _opens(self, at: int) -> bool:
        """Whether the verb at *at* stands before its subject, not behind one."""
        while at and self.tokens[at - 1].word in name_places.INVERTED:
            at -= 1
        if not at or self._ends(at - 1) or self.tokens[at - 1].word in name_places.LEADING:
            return True
        if not self.meant.get(at - 1, frozenset()).isdisjoint(_ASKING):
            return True
        asked = [
            one for one in range(at) if not self.meant.get(one, frozenset()).isdisjoint(_ASKING)
        ]
        between = range(asked[-1] + 1, at) if asked else range(0)
        return bool(between) and all(one in self.meant for one in between)

    def _is_of(self, at: int) -> bool:
        """Whether "of" stands behind a thing of a show: "the trailer for"."""
        if not at:
            return False
        if at - 1 in self.seasons or self.tokens[at - 1].word in name_places.LEADING:
            return True
        return not self.meant.get(at - 1, frozenset()).isdisjoint(_SAID_OF_A_SHOW | _THINGS)

    def _is_of_somebody(self, end: int) -> bool:
        """Whether what stands before *end* is a person or a paper: "is krysten in it"."""
        behind = [token.word for token in self.tokens[end : end + 2]]
        if behind[:1] and behind[0] in name_places.TELLING:
            return True
        last = self.tokens[end - 1].word
        return last in {"it", "this", "that"} or (behind[:1] == ["in"] and behind[1:2] == ["it"])

    def _end(self, at: int) -> int:
        end = at
        while end < len(self.tokens) and end - at < MOST_WORDS:
            if not self._may_hold(end) and not (end > at and self._joins(end)):
                break
            end += 1
            if self._ends(end - 1):
                break
        return end

    def _joins(self, at: int) -> bool:
        """Whether a small word stands between two that nothing explains."""
        behind = at + 1
        return (
            self.tokens[at].word in name_places.JOINING
            and behind < len(self.tokens)
            and behind not in self.taken
            and behind not in self.meant
            and self._is_strange(behind)
        )

    def _is_followed(self, end: int) -> bool:
        if end >= len(self.tokens) or self._ends(end - 1) or end in self.seasons:
            return True
        if self.tokens[end].word in name_places.BEHIND:
            return True
        said = _SAID_OF_A_SHOW if self.language.code == "en" else _SAID_OF_A_SHOW | {Feature.AUX}
        return not self.meant.get(end, frozenset()).isdisjoint(said)

    def _ends_sentence(self, at: int) -> bool:
        return any(mark in self.tokens[at].after for mark in "?!;\n。")

    def _ends(self, at: int) -> bool:
        return any(mark in self.tokens[at].after for mark in "?!;\n,.。:")

    def _is_strange(self, at: int) -> bool:
        word = self.tokens[at].word
        return (
            len(word) > 2
            and not any(c.isdigit() for c in word)
            and word not in self.language.words
            and word not in name_places.NO_CONTENT
            and not word.endswith(name_places.OF_MANNER)
        )

    def _is_content(self, at: int) -> bool:
        word = self.tokens[at].word
        return (
            len(word) > 1
            and word.isalpha()
            and word not in name_places.NO_CONTENT
            and not word.endswith(name_places.OF_MANNER)
        )
