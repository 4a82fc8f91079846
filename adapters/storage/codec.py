"""Nouns to and from JSON text: what is read back equals what was written, dates included."""

import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, assert_never
from zoneinfo import ZoneInfo

from adapters.storage.card_codec import card_from_json, card_to_json
from bot.ports.errors import StorageError
from content.announcements.announcement import (
    Announcement,
    AnnouncementId,
    Broadcastable,
    Continuation,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
    Superseding,
)
from content.announcements.in_languages import translations_of, with_translations
from content.facts.claims import (
    FILES,
    Action,
    Authority,
    Claim,
    ClaimId,
    Season,
    SeasonRef,
    ShowId,
    Source,
    Stance,
    Subject,
    Value,
)
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Topic
from content.facts.zones import zone_of
from content.language.links import Link
from content.subscriptions.destination import Destination
from content.understanding.intents import Intent
from content.understanding.question import Conversation

TOPIC_BITS: Final = {
    Topic.RELEASE: 1,
    Topic.FILMING: 2,
    Topic.RENEWAL: 4,
    Topic.CAST: 8,
    Topic.TRAILER: 16,
    Topic.PRODUCTION: 32,
    Topic.WATCHING: 64,
    Topic.COUNTDOWN: 128,
    Topic.TRIVIA: 256,
    Topic.EPISODES: 512,
    Topic.HEADLINES: 1024,
}
"""Stored for ever: a new topic takes a new bit, and none is given to another topic."""


class _Form(StrEnum):
    """Which announcement a payload is; stored for ever."""

    NEWS = "news"
    STEP = "countdown step"
    EPISODES = "episodes"
    HEADLINE = "headline"
    DIGEST = "digest"
    NOTICE = "notice"


def topics_to_mask(topics: Iterable[Topic]) -> int:
    """Return a number with the bit of each of *topics*."""
    return sum(TOPIC_BITS[topic] for topic in set(topics))


def topics_from_mask(mask: int) -> frozenset[Topic]:
    """Return the topics whose bits *mask* has; bits of a later version are passed over."""
    return frozenset(topic for topic, bit in TOPIC_BITS.items() if mask & bit)


def delivery_key(announcement: AnnouncementId, destination: Destination) -> str:
    """Return 25 characters that stand for this news at this place, the same at every try."""
    named = json.dumps([announcement, *destination_key(destination)])
    return base64.b32encode(hashlib.sha256(named.encode()).digest()).decode().lower()[:25]


def destination_key(destination: Destination) -> tuple[str, str, str, str, str]:
    """Return what makes it that destination."""
    return (
        destination.platform,
        destination.workspace,
        destination.channel,
        destination.thread,
        destination.person,
    )


def fingerprint(payload: str) -> str:
    """Return what two payloads have in common only where they are the same."""
    return hashlib.sha256(payload.encode()).hexdigest()


def claim_to_json(claim: Claim) -> str:
    """Return all of *claim* but when it was recorded."""
    return _text(
        {
            "id": claim.id,
            "show": claim.subject.show,
            "season": claim.subject.season,
            "kind": claim.kind,
            "value": value_to_json(claim.value),
            "stance": claim.stance,
            "authority": int(claim.authority),
            "source": _source_to_json(claim.source),
            "says": claim.says,
            "claimant": claim.claimant,
            "via": claim.via,
            "reported_on": claim.reported_on.notation,
            "market": claim.market,
            "action": claim.action,
            "retracts": list(claim.retracts),
            "detail": claim.detail,
        }
    )


def claim_from_json(text: str, recorded_at: datetime | None, origin: str = FILES) -> Claim:
    """Return the claim that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        return claim_in(json.loads(text), recorded_at, origin)
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("claim", error) from error


def claim_in(data: dict[str, Any], recorded_at: datetime | None, origin: str) -> Claim:
    """Return the claim whose JSON is *data*; a ValueError, KeyError or TypeError: it is none."""
    return Claim(
        id=ClaimId(data["id"]),
        subject=Subject(ShowId(sys.intern(data["show"])), data["season"]),
        kind=Kind(data["kind"]),
        value=value_from_json(data["value"]),
        stance=Stance(data["stance"]),
        authority=Authority(data["authority"]),
        source=_source_from_json(data["source"]),
        says=data["says"],
        claimant=data["claimant"],
        via=data["via"],
        reported_on=PartialDate.parse(data["reported_on"]),
        market=data["market"],
        action=Action(data["action"]),
        retracts=tuple(ClaimId(target) for target in data["retracts"]),
        detail=data["detail"],
        recorded_at=recorded_at,
        origin=origin,
    )


def announcement_to_json(announcement: Announcement) -> str:
    """Return all of *announcement*, and which of the kinds it is."""
    data: dict[str, object] = {
        "id": announcement.id,
        "headline": announcement.headline,
        "lines": list(announcement.lines),
        "created_at": _moment_to_json(announcement.created_at),
        "expires_at": _moment_to_json(announcement.expires_at),
    }
    if translations := translations_of(announcement):
        data["in"] = translations
    match announcement:
        case News():
            data |= {
                "is": _Form.NEWS,
                **_of_a_show_to_json(announcement),
                "topic": announcement.topic,
                "stance": announcement.stance,
                "conflict": announcement.conflict,
                "corrects": _superseding_to_json(announcement.corrects),
                "latest_day": _day_to_json(announcement.latest_day),
                "continues": _continuation_to_json(announcement.continues),
            }
        case CountdownStep():
            data |= {
                "is": _Form.STEP,
                **_of_a_show_to_json(announcement),
                "day": announcement.day.isoformat(),
                "step": announcement.step,
                "looks_ahead": announcement.looks_ahead,
                "stance": announcement.stance,
                "card": card_to_json(announcement.card),
            }
        case EpisodePost():
            data |= {
                "is": _Form.EPISODES,
                **_of_a_show_to_json(announcement),
                "day": announcement.day.isoformat(),
                "premiere": announcement.premiere,
                "corrects": _superseding_to_json(announcement.corrects),
            }
        case Headline():
            data |= {
                "is": _Form.HEADLINE,
                **_of_a_show_to_json(announcement),
                "stands_for": announcement.stands_for,
            }
        case DigestPost():
            data |= {
                "is": _Form.DIGEST,
                "title": announcement.title,
                "topic": announcement.topic,
                "sources": [_source_to_json(source) for source in announcement.sources],
                "parts": [list(part) for part in announcement.parts],
                "struck": [list(struck) for struck in announcement.struck],
            }
        case Notice():
            links = [{"label": link.label, "url": link.url} for link in announcement.links]
            data |= {"is": _Form.NOTICE, "links": links}
        case _:
            assert_never(announcement)
    return _text(data)


def announcement_from_json(text: str) -> Announcement:
    """Return the announcement that was written as *text*, be it by an earlier version.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        return with_translations(_announcement_in(data), data.get("in") or {})
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("announcement", error) from error


def _announcement_in(data: dict[str, Any]) -> Announcement:
    common: dict[str, Any] = {
        "id": AnnouncementId(data["id"]),
        "headline": data["headline"],
        "lines": tuple(data["lines"]),
        "created_at": _some_moment(data["created_at"]),
        "expires_at": _moment_from_json(data["expires_at"]),
    }
    form = _Form(data["is"]) if "is" in data else _form_of_before(data)
    match form:
        case _Form.NEWS:
            return News(
                **common,
                **_of_a_show_from_json(data),
                topic=Topic(data["topic"]),
                stance=Stance(data["stance"]),
                conflict=data["conflict"],
                corrects=_superseding_from_json(data["corrects"]),
                latest_day=_day_from_json(data.get("latest_day")),
                continues=_continuation_from_json(data.get("continues")),
            )
        case _Form.STEP:
            return CountdownStep(
                **common,
                **_of_a_show_from_json(data),
                day=date.fromisoformat(data["day"]),
                step=data["step"],
                looks_ahead=data.get("looks_ahead", False),
                stance=Stance(data.get("stance", Stance.CONFIRMED)),
                card=card_from_json(data.get("card")),
            )
        case _Form.EPISODES:
            return EpisodePost(
                **common,
                **_of_a_show_from_json(data),
                day=date.fromisoformat(data["day"]),
                premiere=data["premiere"] and Stance(data["premiere"]),
                corrects=_superseding_from_json(data["corrects"]),
            )
        case _Form.HEADLINE:
            return Headline(**common, **_of_a_show_from_json(data), stands_for=data["stands_for"])
        case _Form.DIGEST:
            return DigestPost(
                **common,
                title=data["title"] if "title" in data else data["show"],
                topic=Topic(data["topic"]),
                sources=tuple(_source_from_json(source) for source in data["sources"]),
                parts=tuple((AnnouncementId(of), line) for of, line in data.get("parts", ())),
                struck=tuple((line, now) for line, now in data.get("struck", ())),
            )
        case _Form.NOTICE:
            return Notice(**common, links=_links_from_json(data))
        case _:
            assert_never(form)


def broadcastable_from_json(text: str) -> Broadcastable:
    """Return what was written as *text*, which was told to whoever subscribed.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    announcement = announcement_from_json(text)
    if isinstance(announcement, Broadcastable):
        return announcement
    raise unreadable("announcement", ValueError(f"{announcement.id} is for one destination alone"))


def _form_of_before(data: dict[str, Any]) -> _Form:
    """Return the form of what was written when one class stood for all, and no form with it."""
    if data["step"] is not None:
        return _Form.STEP
    begins, _, _ = data["id"].partition(":")
    return {"digest": _Form.DIGEST, "suspended": _Form.NOTICE}.get(begins, _Form.NEWS)


def _of_a_show_to_json(announcement: Broadcastable) -> dict[str, object]:
    return {
        "subject": {"show": announcement.subject.show, "season": announcement.subject.season},
        "show": announcement.show,
        "sources": [_source_to_json(source) for source in announcement.sources],
        "moment": _moment_to_json(announcement.moment),
        "about": announcement.about,
        "superseded": announcement.superseded,
    }


def _of_a_show_from_json(data: dict[str, Any]) -> dict[str, Any]:
    subject = data["subject"]
    return {
        "subject": Subject(ShowId(subject["show"]), subject["season"]),
        "show": data["show"],
        "sources": tuple(_source_from_json(source) for source in data["sources"]),
        "moment": _moment_from_json(data["moment"]),
        "about": data["about"],
        "superseded": data["superseded"],
    }


def _links_from_json(data: dict[str, Any]) -> tuple[Link, ...]:
    if "links" in data:
        return tuple(Link(link["label"], link["url"]) for link in data["links"])
    # Where one class stood for all, a link went as the source that it is not.
    return tuple(Link(source["publisher"], source["url"]) for source in data["sources"])


def conversation_to_json(conversation: Conversation) -> str:
    """Return all of *conversation*."""
    return _text(
        {
            "show": conversation.show,
            "season": conversation.season,
            "intent": conversation.intent,
            "about": conversation.about,
            "zone": conversation.zone,
            "names": conversation.names,
            "language": conversation.language,
        }
    )


def conversation_from_json(text: str) -> Conversation:
    """Return the conversation that was written as *text*; a new one where it cannot be read.

    Follow-ups are a comfort: forgetting one is better than failing to answer.
    """
    try:
        data = json.loads(text)
        show, intent, about = data["show"], data["intent"], data["about"]
        return Conversation(
            show=None if show is None else ShowId(show),
            season=_season_or_place(data["season"]),
            intent=None if intent is None else Intent(intent),
            about=None if about is None else Intent(about),
            zone=data["zone"],
            names=tuple(data.get("names", ())),
            language=data.get("language"),
        )
    except (ValueError, KeyError, TypeError):
        return Conversation()


def _season_or_place(season: Any) -> Season | SeasonRef:
    if isinstance(season, str) and season not in {"special", "film", "series"}:
        return SeasonRef(season)
    known: Season = season
    return known


def _superseding_to_json(superseding: Superseding | None) -> dict[str, object] | None:
    return None if superseding is None else {"of": list(superseding.of), "line": superseding.line}


def _superseding_from_json(data: Any) -> Superseding | None:
    return None if data is None else Superseding(of=tuple(data["of"]), line=data["line"])


def _continuation_to_json(continues: Continuation | None) -> dict[str, object] | None:
    return None if continues is None else {"of": list(continues.of), "is_edit": continues.is_edit}


def _continuation_from_json(data: Any) -> Continuation | None:
    return data and Continuation(of=tuple(data["of"]), is_edit=data["is_edit"])


def _source_to_json(source: Source) -> dict[str, str]:
    return {
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.notation,
        "basis": source.basis,
    }


def _source_from_json(data: dict[str, str]) -> Source:
    return Source(
        publisher=data["publisher"],
        url=data["url"],
        published=PartialDate.parse(data["published"]),
        basis=data["basis"],
    )


def value_to_json(value: Value | None) -> object:
    """Return the value of a claim as JSON has it."""
    """A date is an object, so that no text is ever taken for one."""
    return {"date": value.notation} if isinstance(value, PartialDate) else value


def value_from_json(data: Any) -> Value | None:
    """Return the value of a claim that JSON has as *data*."""
    if isinstance(data, dict):
        return PartialDate.parse(data["date"])
    value: str | int | None = data
    return value


def _moment_to_json(moment: datetime | None) -> str | None:
    """ISO 8601 with the zone's name behind it where it has one, as in RFC 9557."""
    if moment is None:
        return None
    zone = f"[{moment.tzinfo.key}]" if isinstance(moment.tzinfo, ZoneInfo) else ""
    return f"{moment.isoformat()}{zone}"


def _moment_from_json(text: str | None) -> datetime | None:
    return None if text is None else _some_moment(text)


def _day_to_json(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_from_json(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _some_moment(text: str) -> datetime:
    stamp, bracket, zone = text.partition("[")
    moment = datetime.fromisoformat(stamp)
    return moment.astimezone(zone_of(zone.rstrip("]"))) if bracket else moment


def _text(data: dict[str, object]) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def unreadable(what: str, error: Exception) -> StorageError:
    """Return what to raise where a payload is one of a later version."""
    return StorageError(
        f"The database holds a {what} that this version of Violet cannot read ({error}); "
        "run the version that wrote it, or a later one"
    )
