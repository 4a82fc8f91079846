"""Who makes it and who is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from content.answers.beside_seasons import apart, is_told
from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import (
    day_words,
    guess_line,
    guesses_of,
    held_words,
    how_many_fit,
    listed,
    quoted,
    who,
)
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, known, reply
from content.answers.verdicts import Verdict, judged, opening
from content.facts.beliefs import Belief, Held
from content.facts.claims import Claim, Season, Stance
from content.facts.kinds import Kind
from content.language.hedges import hedge
from content.language.translated import together
from content.language.wording import phrase
from content.understanding.intents import Intent
from content.understanding.question import LEAD, VILLAIN, Part


def cast(inquiry: Inquiry) -> Reply:
    """Answer who is in it, whether the people named are, or who plays whom."""
    of_a_kind = _of_kind(inquiry)
    if of_a_kind is not None:
        return of_a_kind
    names = inquiry.question.names
    if names:
        playing = _playing(inquiry)
        is_unnamed = names == (inquiry.show.short,) or not _SORTS.isdisjoint(names)
        if playing is not None or not is_unnamed:
            return playing or _named(inquiry, _CAST)
    return _listed(
        inquiry,
        Kind.CAST,
        phrase("In {name}: {people}."),
        phrase("Nobody whose word I hold has said who is in {name}."),
    )


def _playing(inquiry: Inquiry) -> Reply | None:
    """Who plays the one named, or whom they play; None where that is not what is asked, or known.

    Of a season that is not named: the one meant, or else the latest of which it is told.
    """
    if inquiry.question.kind is not Kind.CAST or len(inquiry.question.names) != 1:
        return None
    (name,) = inquiry.question.names
    seasons: list[Season] = [inquiry.season]
    if inquiry.is_unnamed:
        seasons += [one for one in reversed(inquiry.seasons) if one != inquiry.season]
    if inquiry.season != "series":
        seasons.append("series")
    for season in seasons:
        found = _parts_of(inquiry.about(season), name)
        if found and not (found[0].detail or "").islower():  # "undisclosed role" is nobody
            return _plays(inquiry.about(season), found, name)
        if _holding(inquiry.about(season), [Kind.CAST_ABSENCE], name):
            return None
    return None


def _parts_of(inquiry: Inquiry, name: str) -> list[Held]:
    """Those of the cast who are, or play, the one named, with whom they play; the surest first."""
    several = inquiry.belief(Kind.CAST).several
    if name in _SORTS:
        fitting = [one for one in several if _is_of_sort(one, name, inquiry)]
    else:
        fitting = [one for one in several if _matches(one, name)]
    held = [firm for one in fitting if one.detail for firm in _stated(one)]
    return sorted(held, key=_word, reverse=True)


def _is_of_sort(held: Held, name: str, inquiry: Inquiry) -> bool:
    """Whether somebody plays the villain, or the lead, by what is said of the part.

    The lead is whoever a title has its name from, where nobody says so.
    """
    told = {_norm(word.strip(",.;")) for word in (held.detail or "").split()}
    says = {_norm(word.strip(",.;")) for one in held.citing for word in one.says.split()}
    if name == VILLAIN:
        return VILLAIN in told
    titles = {_norm(word) for word in inquiry.show.title.split()} - {"the", "marvel's"}
    return LEAD in says or (bool(told) and bool(told & titles))


def _plays(inquiry: Inquiry, found: Sequence[Held], name: str) -> Reply:
    best = found[0]
    is_actor = _norm(name) in _norm(str(best.value))
    people = list(dict.fromkeys(str(one.value) for one in found)) if not is_actor else []
    headline = inquiry.say(
        phrase("{person} plays {role} in {name}{hedge}."),
        person=listed(people, inquiry.wording) if people else best.value,
        role=best.detail if is_actor or name in _SORTS else name,
        name=inquiry.name,
        hedge=hedge(best.stance, inquiry.wording),
    )
    value = best.detail if is_actor else str(best.value)
    claims = best.citing if is_actor else [claim for one in found for claim in one.citing]
    return reply(
        inquiry, ReplyStatus.KNOWN, headline, value=value, stance=best.stance, claims=claims
    )


def _of_kind(inquiry: Inquiry) -> Reply | None:
    """What somebody would like to do, or who a show is about; None where nobody tells."""
    kind = inquiry.question.kind
    if kind not in {Kind.CAST_INTENT, Kind.CHARACTER}:
        return None
    names = inquiry.question.names[:1] or ("",)
    seasons: list[Season] = [inquiry.season, *reversed(_beyond(inquiry)), "series"]
    for season in dict.fromkeys(seasons if inquiry.is_unnamed else [inquiry.season, "series"]):
        one = inquiry.about(season)
        held = [
            firm
            for value in one.belief(kind).several
            if _matches(value, names[0])
            for firm in _stated(value)
        ]
        if held:
            return _told_of_kind(one, kind, held)
    return None


def _beyond(inquiry: Inquiry) -> list[Season]:
    """Every season that anything is claimed of, be it that there is none: what people hope for."""
    return [one for one in inquiry.catalogue.seasons(inquiry.show.id) if isinstance(one, int)]


def _told_of_kind(inquiry: Inquiry, kind: Kind, held: Sequence[Held]) -> Reply:
    first, *others = held
    headline, *lines = (
        inquiry.say(
            "{person}: {detail}{hedge}.",
            person=one.value,
            detail=one.detail or one.citing[0].says.rstrip("."),
            hedge=hedge(one.stance, inquiry.wording),
        )
        for one in (first, *others[:3])
    )
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        *lines,
        value=first.detail if kind is Kind.CAST_INTENT and first.detail else str(first.value),
        stance=first.stance,
        claims=[claim for one in held for claim in one.citing],
    )


def director(inquiry: Inquiry) -> Reply:
    """Answer who directs it, or whether the people named do."""
    if inquiry.question.names:
        return _named(inquiry, _DIRECTION)
    part = inquiry.question.part
    if part is not None:
        return _of_part(inquiry, part)
    said = _listed(
        inquiry,
        Kind.DIRECTOR,
        _DIRECTED,
        phrase("Nobody whose word I hold has said who directs {name}."),
    )
    if not inquiry.is_unnamed or said.status is not ReplyStatus.KNOWN:
        return said
    for season in reversed(inquiry.seasons):  # whoever names no season may mean any
        other = inquiry.about(season)
        held = [firm for one in other.belief(Kind.DIRECTOR).several for firm in _stated(one)]
        if held and season != said.season:
            line = inquiry.say(_DIRECTED, name=other.name, people=_names(held, inquiry))
            claims = [claim for one in held for claim in one.citing]
            said = also_citing(said, claims, line, wording=inquiry.wording)
    return said


_SORTS: Final = frozenset({VILLAIN, LEAD})
_DIRECTED: Final = phrase("{name} is directed by {people}.")


def _of_part(inquiry: Inquiry, part: Part) -> Reply:
    """Who directs one episode; where nobody says, that, and who directs the season."""
    belief = inquiry.last_known([Kind.DIRECTOR]).belief(Kind.DIRECTOR)
    held = [firm for one in belief.several for firm in _stated(one) if is_told(firm, part)]
    if not held:
        return apart(inquiry, part, director)
    inquiry = inquiry.about(belief.subject.season)
    return known(
        inquiry,
        belief,
        inquiry.say(_DIRECTED, name=inquiry.name, people=_names(held, inquiry)),
        value=tuple(str(one.value) for one in held),
    )


def showrunner(inquiry: Inquiry) -> Reply:
    """Answer who runs it."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    belief = inquiry.belief_or_of_series(Kind.SHOWRUNNER)
    if not is_stated(belief):
        unknown = inquiry.say(
            "Nobody whose word I hold has said who runs {name}.", name=inquiry.name
        )
        return nothing(inquiry, belief, unknown)
    surely = hedge(belief.stance, inquiry.wording) if belief.stance is Stance.REPORTED else ""
    headline = inquiry.say(
        "{name} is run by {people}{hedge}.", name=inquiry.name, people=belief.value, hedge=surely
    )
    names = inquiry.question.names
    if not names or belief.conflicts:
        return known(inquiry, belief, headline)
    runs = all(_norm(name) in _norm(str(belief.value)) for name in names)
    verdict = Verdict.YES if runs else Verdict.NO
    headline = opening(inquiry, verdict, headline.removesuffix("."))
    return judged(known(inquiry, belief, headline), inquiry, verdict)


def _listed(inquiry: Inquiry, kind: Kind, pattern: str, unknown: str) -> Reply:
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    inquiry = inquiry.last_known([kind])
    belief = inquiry.belief_or_of_series(kind)
    stated = [firm for one in belief.several for firm in _stated(one)]
    absent = _beliefs(inquiry, [Kind.CAST_ABSENCE]) if kind is Kind.CAST else []
    outspoken = [_outspoken(absent, one) for one in stated]
    gone = [no for against in outspoken for no in against]
    held = [one for one, against in zip(stated, outspoken, strict=True) if not against]
    if not held:
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    against = []
    if gone:
        against.append(
            inquiry.say("Not in {name}: {people}.", name=inquiry.name, people=_names(gone, inquiry))
        )
    return known(
        inquiry,
        belief,
        inquiry.say(pattern, name=inquiry.name, people=_names(held, inquiry)),
        *against,
        value=tuple(str(one.value) for one in held),
        also=[claim for one in gone for claim in one.citing],
    )


def _names(held: Sequence[Held], inquiry: Inquiry) -> str:
    words = [held_words(one, inquiry.wording) for one in held]
    return listed(words, inquiry.wording, how_many_fit(held, 6))


def _outspoken(absent: Iterable[Belief], held: Held) -> list[Held]:
    """The word that somebody is not in the cast after all, where it counts for more."""
    named = _named_in(absent, str(held.value))
    against = [firm for one in named for firm in _stated(one) if _word(firm) > _word(held)]
    return sorted(against, key=_word)[-1:]


@dataclass(frozen=True, slots=True)
class _Role:
    """What somebody may be in a show, and the sentences about it."""

    kinds: tuple[Kind, ...]
    yes: str
    yes_as: str
    group: str
    """Of a group, such as "women", which no "is" goes with: a sentence with its opening."""
    no: str
    no_group: str
    unheard: str
    unheard_group: str


_CAST: Final = _Role(
    kinds=Intent.CAST.row.people,
    yes=phrase("{person} is in {name}{hedge}"),
    yes_as=phrase("{person} is in {name} ({detail}){hedge}"),
    group=phrase("Yes, in {name}: {person}{hedge}."),
    no=phrase("{person} is not in {name}{hedge}"),
    no_group=phrase("No, not in {name}: {person}{hedge}."),
    unheard=phrase("Nobody whose word I hold says that {person} is in {name}."),
    unheard_group=phrase("Nobody whose word I hold says that of {name}."),
)
_DIRECTION: Final = _Role(
    kinds=Intent.DIRECTOR.row.people,
    yes=phrase("{person} is a director of {name}{hedge}"),
    yes_as=phrase("{person} is a director of {name} ({detail}){hedge}"),
    group=phrase("Yes: {name} is directed by {person}{hedge}."),
    no=phrase("{person} is not a director of {name}{hedge}"),
    no_group=phrase("No: {name} is not directed by {person}{hedge}."),
    unheard=phrase("Nobody whose word I hold says that {person} is a director of {name}."),
    unheard_group=phrase("Nobody whose word I hold says that of {name}."),
)


def _named(inquiry: Inquiry, role: _Role) -> Reply:
    """Whether those named are in it, the first of them first."""
    other_part = _of_another_part(inquiry)
    if other_part is not None:
        return other_part
    first, *others = (_of_name(inquiry, role, name) for name in inquiry.question.names[:4])
    for other in others:
        first = also_citing(first, other.claims, other.headline, wording=inquiry.wording)
    return first


def _of_another_part(inquiry: Inquiry) -> Reply | None:
    """Return whom somebody plays who is said to play another; None: they may play that one."""
    question = inquiry.question
    if question.claimed is None or not question.claimed.plays or len(question.names) != 2:
        return None
    inquiry = _season_of(inquiry, (Kind.CAST,), question.names[0])
    pairs = [_holding(inquiry, [Kind.CAST], name) for name in question.names]
    acting = [
        firm
        for name, held in zip(question.names, pairs, strict=True)
        for one in held
        for firm in _stated(one)
        if _norm(name) in _norm(str(firm.value)) and firm.detail
    ]
    is_same = any(one.value == other.value for one in pairs[0] for other in pairs[1])
    if is_same or len(acting) != 1 or question.is_open:
        return None
    said = _plays(inquiry, acting, str(acting[0].value))
    tale = said.headline.removesuffix(".")
    return judged(replace(said, headline=opening(inquiry, Verdict.NO, tale)), inquiry, Verdict.NO)


def _of_name(inquiry: Inquiry, role: _Role, name: str) -> Reply:
    """Whether somebody is in it: the latest word of whoever has more say."""
    wanted = role.kinds
    inquiry = _season_of(inquiry, wanted, name)
    yes = _holding(inquiry, wanted, name)
    no = _holding(inquiry, [Kind.CAST_ABSENCE], name) if Kind.CAST in wanted else []
    no += [held for held in yes if held.stance is Stance.DENIED]
    yes = [firm for held in yes if held.stance is not Stance.DENIED for firm in _stated(held)]
    no = [
        firm for held in no for firm in ([held] if held.stance is Stance.DENIED else _stated(held))
    ]
    if not yes and not no:
        return _of_the_other_group(inquiry, role, name) or _unheard(inquiry, role, name)
    best = max((*yes, *no), key=_word)
    other = max((no if best in yes else yes), key=_word, default=None)
    return _decided(inquiry, role, name, best, other, is_in=best in yes)


def _decided(
    inquiry: Inquiry, role: _Role, name: str, best: Held, other: Held | None, *, is_in: bool
) -> Reply:
    claim = best.citing[0]
    surely = hedge(best.stance, inquiry.wording) if best.is_firm else ""
    pattern = role.no_group if _is_group(name) else role.no
    is_whole = is_in or _norm(name) in _norm(str(best.value))
    person = str(best.value) if is_whole else name  # a role that nobody plays keeps its name
    if is_in:
        pattern = role.yes_as if best.detail else role.yes
    if is_in and _is_group(name):
        person, pattern = f"{person} ({best.detail})" if best.detail else person, role.group
    verdict = Verdict.YES if is_in else Verdict.NO
    is_part = is_in and _is_group(name) and _norm(str(best.value)) != _norm(name)
    tale = inquiry.say(pattern, person=person, name=inquiry.name, detail=best.detail, hedge=surely)
    if pattern not in {role.group, role.no_group}:
        headline = opening(inquiry, verdict, tale)
    elif inquiry.question.is_open or is_part:
        headline = inquiry.say(
            "{name}: {value}{hedge}.", name=inquiry.name, value=person, hedge=surely
        )
    else:
        headline = tale
    lines = [quoted(claim, inquiry.wording)]
    claims: list[Claim] = list(best.citing)
    status = ReplyStatus.KNOWN
    if other is not None:
        against = other.citing[0]
        day = day_words(against.source.published, inquiry.wording)
        lines.append(inquiry.say("{who} said otherwise ({day}).", who=who(against), day=day))
        claims += other.citing
        days = abs((against.known_from - claim.known_from).days)
        if against.authority == claim.authority and days <= 7:
            status = ReplyStatus.CONFLICTING
    value = str(best.value) if is_in else None
    said = reply(inquiry, status, headline, *lines, value=value, stance=best.stance, claims=claims)
    return judged(said, inquiry, None if is_part else verdict)


def _of_the_other_group(inquiry: Inquiry, role: _Role, name: str) -> Reply | None:
    """Return that all of them are women where men are asked after; None where nobody says so."""
    other = _OTHER_GROUP.get(name)
    if other is None or role is not _DIRECTION or inquiry.question.is_open:
        return None
    held = [one for one in _holding(inquiry, role.kinds, other) if "all" in (one.detail or "")]
    stated = [firm for one in held for firm in _stated(one)]
    if not stated:
        return None
    best = stated[0]
    surely = hedge(best.stance, inquiry.wording)
    people = together(f"{best.value} ({best.detail})", surely)
    tale = inquiry.say(_DIRECTED, name=inquiry.name, people=people).removesuffix(".")
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        opening(inquiry, Verdict.NO, tale),
        value=str(best.value),
        stance=best.stance,
        claims=best.citing,
    )
    return judged(said, inquiry, Verdict.NO)


_OTHER_GROUP: Final = {"men": "women", "women": "men"}


def _unheard(inquiry: Inquiry, role: _Role, name: str) -> Reply:
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    unheard = role.unheard_group if _is_group(name) else role.unheard
    headline = inquiry.say(unheard, person=name, name=inquiry.name)
    belief = inquiry.belief_or_of_series(role.kinds[0])
    mine = [held for held in guesses_of(belief) if _matches(held, name)][:1]
    if not mine:
        return reply(inquiry, ReplyStatus.NOT_ANNOUNCED, headline)
    return reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(guess_line(held, inquiry.wording) for held in mine),
        claims=[claim for held in mine for claim in held.citing],
    )


def _season_of(inquiry: Inquiry, kinds: tuple[Kind, ...], name: str) -> Inquiry:
    """Where no season was named: the one meant, or else the latest that knows the name."""
    wanted = (*kinds, Kind.CAST_ABSENCE)
    if not inquiry.is_unnamed or _holding(inquiry, wanted, name):
        return inquiry
    # What is held of the whole series was looked at with the season meant.
    others = (inquiry.about(season) for season in reversed(inquiry.seasons))
    return next((one for one in others if _named_in(map(one.belief, wanted), name)), inquiry)


def _holding(inquiry: Inquiry, kinds: Iterable[Kind], name: str) -> list[Held]:
    """What is held of that name, by that kind, of the season or the whole series."""
    return _named_in(_beliefs(inquiry, kinds), name)


def _beliefs(inquiry: Inquiry, kinds: Iterable[Kind]) -> list[Belief]:
    """What is held of that kind, of the season or the whole series."""
    if inquiry.season == "series":
        return [*map(inquiry.belief, kinds)]
    whole = inquiry.about("series")
    return [one.belief(kind) for kind in kinds for one in (inquiry, whole)]


def _named_in(beliefs: Iterable[Belief], name: str) -> list[Held]:
    return [held for belief in beliefs for held in belief.several if _matches(held, name)]


def _matches(held: Held, name: str) -> bool:
    wanted = _norm(name)
    if name in _OTHER_GROUP:
        return wanted in _norm(str(held.value)).replace(",", " ").split()  # "men" are no "women"
    return wanted in _norm(str(held.value)) or wanted in _norm(held.detail or "")


@lru_cache(maxsize=4096)
def _norm(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_group(name: str) -> bool:
    """Whether it is no name, but a word for several: "women"."""
    return name == name.lower()


def _stated(held: Held) -> list[Held]:
    """The value as those say it who state it; nothing where everybody only guesses."""
    firm = tuple(claim for claim in held.citing if claim.stance.sureness >= _PLANNED)
    return [replace(held, citing=firm)] if firm else []


_PLANNED: Final = Stance.PLANNED.sureness


def _word(held: Held) -> tuple[int, int]:
    """The later word counts, unless it comes from much lower down."""
    claim = held.citing[0]
    latest = max(one.known_from for one in held.citing)
    return int(claim.authority >= 3), latest.toordinal()
