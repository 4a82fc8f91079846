"""Which show and season a sentence speaks of at some place, from it and the one before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from content.articles.marks import Marked, Said
from content.articles.words import MARK, compiled
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, SeasonRef, ShowId, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.facts.premieres import is_out, known_seasons, premiere_of, resolve_season
from content.language.wording import phrase

BEFORE: Final = phrase("The show is named in the sentence before.")
_ORDERS: Final = frozenset({Kind.ORDER, Kind.RENEWAL})
_SOON: Final = timedelta(14)
_ENDS: Final = frozenset({Kind.CANCELLATION, Kind.FINAL_SEASON})
_RUN: Final = timedelta(120)
_YEAR_ROUND: Final = timedelta(270)
_AFRESH: Final = timedelta(90)
"""Within that time, a renewal that is told again is still the same one."""
IN_THE_TITLE: Final = phrase("The show is named only in the title.")
SEASON_BEFORE: Final = phrase("The season is named in the sentence before.")
SEASON_IN_THE_TITLE: Final = phrase("The season is named only in the title.")
FIRST: Final = phrase("No season is named; none had come out, so it is read as the first.")
SEASON_ELSEWHERE: Final = phrase(
    "The season is named elsewhere in the article, and no other to come."
)
_CARRIED: Final = frozenset({SEASON_BEFORE, SEASON_IN_THE_TITLE, SEASON_ELSEWHERE})
NEXT: Final = phrase("The season is named only as the next one; its number is from what is known.")


@dataclass(frozen=True, slots=True)
class Focus:
    """What the talk is of, behind a sentence."""

    show: ShowId | None = None
    season: int | None = None
    is_other: bool = False
    """Whether it is of something else, which "it" then means."""
    is_title: bool = False
    is_season_of_title: bool = False
    is_old: bool = False
    """Whether a sentence stands between that says nothing of it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A show, its seasons as far as they are named, and what makes that doubtful."""

    show: ShowId
    seasons: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a verb as its subject."""

    what: str
    """ "said", "pronoun", "season", "network", "other", or nothing."""
    marks: tuple[int, ...] = ()
    name: str = ""
    at: int = 0
    """Where a pronoun stands."""


NOTHING: Final = Head("")


@dataclass(frozen=True, slots=True)
class Reader:
    """What a sentence is read against."""

    catalogue: Catalogue
    code: str
    as_of: AsOf | None
    """The day before the article appeared; None: nobody knows when it did."""
    ahead: Mapping[ShowId, int] = field(default_factory=dict)
    """Of each show the one season still to come that the article names, where it names one."""

    known_past: dict[tuple[ShowId, Season], bool] = field(default_factory=dict)
    """What was found out once of which seasons had come out."""
    known_next: dict[ShowId, int | None] = field(default_factory=dict)

    def with_ahead(self, sentences: Sequence[Marked]) -> "Reader":
        """Return one that knows which season of each show the *sentences* are ahead of."""
        found: dict[ShowId, set[int]] = {}
        for sentence in sentences:
            for one in sentence.said:
                if one.show is not None and one.season is not None:
                    found.setdefault(one.show, set()).update(one.season.numbers)
        ahead = {
            show: [number for number in numbers if not self.is_past(show, number)]
            for show, numbers in found.items()
        }
        return replace(self, ahead={show: of[0] for show, of in ahead.items() if len(of) == 1})

    def head(self, sentence: Marked, end: int, *, is_of_filming: bool = False) -> Head:
        """Return what stands before *end* as a subject, the nearest first.

        Filming is none for what comes out.
        """
        relative = _WHICH.search(sentence.masked[:end])
        if relative:
            return Head("said", (int(relative[1]),))
        left = without_appositions(sentence.masked[:end], self.code)
        of_it = compiled(self.code, r"(?<=\d) (?:of|von|der|de|du) {around.pronoun}\b")
        left = of_it.sub(lambda found: " " * len(found[0]), left)
        tokens = compiled(
            self.code,
            rf"{MARK}(?P<kind>[xpu])(?P<at>\d+)|\b(?P<pronoun>{{around.pronoun}})\b"
            r"|\b(?P<work>{around.other_work})\b|\b(?P<filming>{filming.what})\b",
        )
        for token in reversed([*tokens.finditer(left)]):
            found = self._head_at(sentence, left, token, is_of_filming=is_of_filming)
            if found is not None:
                return found
        return NOTHING

    def _head_at(
        self, sentence: Marked, left: str, token: re.Match[str], *, is_of_filming: bool
    ) -> Head | None:
        """Return what *token* is as a subject; None where it only says more of another."""
        before, behind = left[: token.start()], left[token.end() :]
        if token["pronoun"]:
            return self._pronoun(sentence, token, behind)
        if token["kind"] == "x":
            several = _coordinated(left[: token.end()])
            if sentence.said[several[-1]].show is None and sentence.said[several[0]].show:
                several = several[-1:]
            is_subject = not behind.strip(" \"'") and before.lower().endswith("with ")
            is_subject |= len(several) > 1 or not self.is_beside(before)
            return Head("said", several) if is_subject else None
        if token["work"] and not behind.strip(" \"'") and before.endswith(_DOING_SO):
            return Head("other")  # "with the finale airing on"
        if self.is_beside(before) or (token["filming"] and is_of_filming):
            return None
        if token["filming"] and compiled(self.code, r"\b{filming.doing} $").search(before):
            return None  # "is filming" says what a season does
        if token["kind"] == "p":
            name = sentence.names[int(token["at"])]
            if self.is_network(name):
                return Head("other") if behind.startswith("'s ") else Head("network", name=name)
            if self.is_speaking(before, behind):
                return None
        return Head("other")

    def _pronoun(self, sentence: Marked, token: re.Match[str], behind: str) -> Head:
        """Return what "it" is, or "the new episodes", which may be said to be of another work."""
        of_another = re.match(rf" (?:of|von|de|di) [\"']?{MARK}([pu])(\d+)", behind)
        if of_another and not (
            of_another[1] == "p" and self.is_network(sentence.names[int(of_another[2])])
        ):
            return Head("other")
        is_season = self.is_season(token["pronoun"])
        return Head("season" if is_season else "pronoun", at=token.start())

    def is_season(self, words: str) -> bool:
        """Whether a pronoun is one for a season alone."""
        return compiled(self.code, r"{seasons.noun}").search(words) is not None

    def is_network(self, name: str) -> bool:
        """Whether a name is that of a channel, a service or a studio."""
        return (
            compiled(self.code, r"^(?:the )?(?:{names.networks})$").fullmatch(name.lower())
            is not None
        )

    def is_beside(self, before: str) -> bool:
        """Whether what stands behind *before* only says more of something: "after", "with"."""
        beside = compiled(
            self.code,
            r"\b(?:{around.skipped_before})[ \"']+"
            r"(?:(?:the|its|her|his|their|a|an|den|der|die|el|la|le) )?(?:[a-z-]+ ){0,1}[\"']?$",
        )
        season_of = compiled(
            self.code,
            r"\b(?:(?:{seasons.noun}|{model.every_episode}) (?:of|von|de|di)"
            r"|{release.first_episodes}) ",
        )
        found = beside.search(before[-80:])
        return found is not None and season_of.search(before[-80:]) is None

    def is_speaking(self, before: str, behind: str) -> bool:
        """Whether somebody named between the two is said to say something."""
        spoken = compiled(
            self.code,
            r"^(?:'s)?,?(?: (?:has|have|had|also|later|then|\w+ly|\xa7P\d+"
            r"|(?!will|is|was|are)[a-z]+(?= \xa7P))){0,3} (?:{speaking.verb})\b",
        )
        asked = compiled(
            self.code,
            r"(?:{speaking.verb}|{speaking.behind_according}|asked by|speaking to|told)(?: to)? $",
        )
        return bool(spoken.match(behind) or asked.search(before))

    def meant(
        self, sentence: Marked, head: Head, focus: Focus, title: Focus, *, within: str = ""
    ) -> tuple[Meant, ...]:
        """Return what a head means; nothing where it is something else, or nobody can say.

        *within* is the stretch in which a season may be named behind a show.
        """
        if head.what == "said":
            found = [self._of(sentence, at, focus, title) for at in head.marks]
            return tuple(
                self._with_season_within(sentence, one, within) for one in found if one is not None
            )
        if head.what == "other":
            return ()
        if head.what == "title" and (focus.show != title.show or focus.is_old):
            focus = Focus()
        if head.at:
            named = self._named_before(sentence, head.at)
            if named.what == "said":
                return self.meant(sentence, named, focus, title, within=within)
            if named.what == "other":
                return ()
        if _is_of_several(sentence, head, focus, title):
            return ()
        known, doubts = self._carried(focus, title, head)
        if known is None or known.show is None:
            return ()
        numbers = () if known.season is None else (known.season,)
        if numbers:
            doubts += (SEASON_IN_THE_TITLE if known.is_season_of_title else SEASON_BEFORE,)
        return (self._with_season_within(sentence, Meant(known.show, numbers, doubts), within),)

    def _named_before(self, sentence: Marked, at: int) -> Head:
        """Return what a pronoun stands for in its own sentence; nothing where it is of another."""
        named = self.head(sentence, at)
        while named.at and named.what != "said":
            named = self.head(sentence, named.at)
        if named.what == "network":
            named = self.head_of_season(sentence, at)
        if named.what == "said" and sentence.said[named.marks[-1]].show:
            return named
        is_work = named.what == "other" and f"{MARK}u" in sentence.masked[:at]
        return named if is_work else NOTHING

    def _carried(
        self, focus: Focus, title: Focus, head: Head
    ) -> tuple[Focus | None, tuple[str, ...]]:
        if focus.show is not None:
            return focus, (IN_THE_TITLE if focus.is_title else BEFORE,)
        if title.show is not None and not focus.is_other:
            return title, (IN_THE_TITLE,)
        if title.show is not None and head.what == "season":
            return title, (IN_THE_TITLE,)
        return None, ()

    def _of(self, sentence: Marked, at: int, focus: Focus, title: Focus) -> Meant | None:
        one = sentence.said[at]
        doubts: tuple[str, ...] = ()
        show = one.show
        if show is None:
            show, doubts = self._show_of_season(sentence, at, focus, title)
            if show is None:
                return None
        numbers, more = self.numbers(one, show)
        if one.season is None:
            numbers, more = self._season_carried(show, focus, title)
        return Meant(show, numbers, doubts + more, is_last=bool(one.season and one.season.is_last))

    def _season_carried(
        self, show: ShowId, focus: Focus, title: Focus
    ) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the season still to come that is meant where *show* is named without one."""
        if self.as_of is None:
            return (), ()
        due = self.following(show)
        title_doubt = SEASON_IN_THE_TITLE if focus.is_season_of_title else SEASON_BEFORE
        for number, doubt in (
            (focus.season if focus.show == show else None, title_doubt),
            (title.season if title.show == show else None, SEASON_IN_THE_TITLE),
            (self.ahead.get(show), SEASON_ELSEWHERE),
        ):
            if number is not None and due in {None, number}:
                return (number,), (doubt,)
        return (), ()

    def _show_of_season(
        self, sentence: Marked, at: int, focus: Focus, title: Focus
    ) -> tuple[ShowId | None, tuple[str, ...]]:
        place = sentence.masked.find(f"{MARK}x{at}")
        nearest = self.head_of_season(sentence, place)
        if nearest.what == "said":
            shows = {sentence.said[mark].show for mark in nearest.marks}
            return (shows.pop(), ()) if len(shows) == 1 else (None, ())
        if nearest.what == "other":
            return None, ()
        carried, doubts = self._carried(focus, title, Head("season"))
        return (carried.show, doubts) if carried else (None, ())

    def head_of_season(self, sentence: Marked, end: int) -> Head:
        """Return the nearest show before a season that is named without one."""
        left = sentence.masked[:end]
        for token in reversed([*re.finditer(rf"{MARK}([xpu])(\d+)", left)]):
            if token[1] == "x":
                compared = compiled(self.code, r"\b(?:{around.comparing}) (?:the )?$")
                if sentence.said[int(token[2])].show is None or compared.search(
                    left[: token.start()]
                ):
                    continue
                return Head("said", (int(token[2]),))
            if token[1] == "u":
                return Head("other")
            name = sentence.names[int(token[2])]
            before, behind = left[: token.start()], left[token.end() :]
            if self.is_network(name) or self.is_speaking(before, behind) or self.is_beside(before):
                continue
            return Head("other")
        return NOTHING

    def numbers(self, one: Said, show: ShowId) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the numbers of the seasons that are said of *show*, and what is doubtful there."""
        season = one.season
        if season is None:
            return (), ()
        if season.numbers:
            return season.numbers, ()
        if season.is_next and self.as_of is not None:
            following = self.following(show)
            return ((following,), (NEXT,)) if following else ((), ())
        return (), ()

    def known_before(self, subject: Subject, kind: Kind) -> timedelta | None:
        """Return how long before the article such a thing was known; None: it was not."""
        if self.as_of is None:
            return None
        known = [
            claim.known_from
            for claim in self.catalogue.about(subject.show)
            if claim.kind is kind and claim.subject.season == subject.season
        ]
        return max((self.as_of.day - day for day in known), default=None)

    def contradicts_a_known_day(self, subject: Subject, value: PartialDate) -> bool:
        """Whether a day is another than the one that was confirmed before the article."""
        if self.as_of is None:
            return False
        known = premiere_of(self.catalogue, subject, self.as_of)
        return (
            known.date is not None
            and known.stance is Stance.CONFIRMED
            and value.relation_to(known.date) is Relation.DISJOINT
        )

    def following(self, show: ShowId) -> int | None:
        """Return the number of the season that is to come next, as known when it was written."""
        if self.as_of is None:
            return None
        if show not in self.known_next:
            found = None
            if known_seasons(self.catalogue, show, self.as_of):
                found = resolve_season(self.catalogue, show, SeasonRef.NEXT, self.as_of)
            self.known_next[show] = found if isinstance(found, int) else None
        return self.known_next[show]

    def returning(self, show: ShowId) -> int | None:
        """Return the season with which *show* returns, where none is named; None: nobody can say.

        That is none of a show that runs, or ran within the year, and of none that is over.
        """
        if self.as_of is None or self.is_running(show, within=_YEAR_ROUND):
            return None
        day = self.as_of.day
        is_over = any(
            claim.kind in _ENDS and claim.known_from <= day for claim in self.catalogue.about(show)
        )
        return None if is_over else self.following(show)

    def renewable(self, show: ShowId, decided: PartialDate | None) -> int | None:
        """Return the season that was renewed where none is named; None where it may be two.

        That is the one to come next when it was decided, unless that was renewed long before.
        """
        if self.as_of is None:
            return None
        day = self.as_of.day
        if decided is not None and decided.latest and day - decided.latest > _SOON:
            day = decided.latest
        at = AsOf.on(day)
        following = replace(self, as_of=at, known_next={}).following(show)
        renewed = [
            claim.known_from
            for claim in self.catalogue.about(show)
            if claim.kind in _ORDERS and claim.subject.season == following
        ]
        is_old = any(known < day and day - known > _AFRESH for known in renewed)
        dated = premiere_of(self.catalogue, Subject(show, following or 1), at).date
        return None if is_old or (dated is not None and not renewed) else following

    def _with_season_within(self, sentence: Marked, meant: Meant, within: str) -> Meant:
        if meant.seasons and not self.is_carried(meant):
            return meant
        for number in re.findall(rf"{MARK}x(\d+)", within):
            one = sentence.said[int(number)]
            if one.show is None and one.season is not None:
                numbers, doubts = self.numbers(one, meant.show)
                if numbers:
                    kept = tuple(doubt for doubt in meant.doubts if doubt not in _CARRIED)
                    return replace(meant, seasons=numbers, doubts=kept + doubts)
        return meant

    def is_carried(self, meant: Meant) -> bool:
        """Whether the season is not named where the show is meant, but elsewhere."""
        return not _CARRIED.isdisjoint(meant.doubts)

    def is_running(self, show: ShowId, *, within: timedelta = _RUN) -> bool:
        """Whether a season of *show* began so lately that its episodes may still come."""
        if self.as_of is None:
            return False
        day = self.as_of.day
        for season in known_seasons(self.catalogue, show, self.as_of):
            first = premiere_of(self.catalogue, Subject(show, season), self.as_of).date
            if (
                first is not None
                and first.earliest
                and timedelta(0) <= day - first.earliest < within
            ):
                return True
        return False

    def season(self, meant: Meant) -> tuple[Season | None, tuple[str, ...]]:
        """Return the one season that is meant; a show's first where none is out and none named."""
        if len(meant.seasons) == 1:
            return meant.seasons[0], ()
        if meant.seasons:
            return None, ()
        show = self.catalogue.shows.get(meant.show)
        if show is None:
            return None, ()
        if show.limited:
            return self._limited(meant.show), ()
        if self.as_of is None:
            return None, ()
        seasons = known_seasons(self.catalogue, meant.show, self.as_of)
        claimed = self.catalogue.about(meant.show)
        if not claimed or any(self.is_past(meant.show, season) for season in (*seasons, 1)):
            return None, ()
        if max(seasons, default=1) > 1:
            return None, ()
        return self._limited(meant.show), (FIRST,)

    def _limited(self, show: ShowId) -> Season:
        seasons = self.catalogue.seasons(show)
        for other in ("special", "film"):
            if other in seasons and not any(isinstance(one, int) for one in seasons):
                return other
        return 1

    def is_past(self, show: ShowId, season: Season) -> bool:
        """Whether a season had come out on the day before the article appeared."""
        if self.as_of is None:
            return False
        key = (show, season)
        if key not in self.known_past:
            premiere = premiere_of(self.catalogue, Subject(show, season), self.as_of)
            is_past = is_out(premiere, self.as_of) and premiere.stance is not Stance.DENIED
            self.known_past[key] = is_past
        return self.known_past[key]


_DOING_SO: Final = tuple(
    f"{with_it}{of}"
    for with_it in ("with ", "with the ", "with a ", "with its ", "before the ", "after the ")
    for of in ("", "series ", "season ", "first ", "final ", "new ")
)
"""Behind which a work right before a verb is its subject."""


def without_appositions(left: str, code: str) -> str:
    """Return *left* with parentheses and appositions blanked, as long as it was."""
    aside = compiled(
        code,
        rf", (?:{{around.relative}}|{MARK}p\d+'s)\b(?:[^,.;{MARK}]|{MARK}[pud]\d+)<<0,120>>, ",
    )

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    left = re.sub(r"\([^()]*\)", blank, left)
    return aside.sub(lambda found: "," + " " * (len(found[0]) - 2) + " ", left)


_WHICH: Final = re.compile(
    rf"{MARK}x(\d+)[\"']?(?:,? (?:which|that)(?: (?:\w+ly|also|now|is|will|has|been|already))*|,) $"
)


def _coordinated(left: str) -> tuple[int, ...]:
    """Return the shows of a list that ends here: "§X0, §X1 and §X2"."""
    found = re.search(
        rf"(?:{MARK}x\d+[\"',]*(?:,? (?:and|und|y|et|ed?)|,| &) ?[\"']?(?:the )?)*{MARK}x\d+$", left
    )
    return tuple(int(one) for one in re.findall(rf"{MARK}x(\d+)", found[0])) if found else ()


def _is_of_several(sentence: Marked, head: Head, focus: Focus, title: Focus) -> bool:
    """Whether nobody says which of two shows is meant where nothing stands as a subject."""
    if head.what == "" and focus.show and title.show and focus.show != title.show:
        return True
    is_silent = head.what in {"", "network"}
    return is_silent and bool(sentence.shows) and focus.show not in sentence.shows
