"""The kinds of claim: what each states, and how the next one of a kind relates to it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Topic(StrEnum):
    """A kind of news that a channel can choose to hear or not."""

    RELEASE = "release"
    FILMING = "filming"
    RENEWAL = "renewal"
    CAST = "cast"
    TRAILER = "trailer"
    PRODUCTION = "production"
    WATCHING = "watching"
    COUNTDOWN = "countdown"
    EPISODES = "episodes"
    """Each episode on the day that it airs; told to whoever chooses it by name."""
    HEADLINES = "headlines"
    """What outlets write, one post a story; told to whoever chooses it by name."""
    TRIVIA = "trivia"
    """What the show is; answered when asked, never told."""


class Shape(StrEnum):
    """What the value of a kind of claim is."""

    DATE = "date"
    EVENT = "event"
    """The day it happened (or will), or None where only the fact itself is claimed."""
    TEXT = "text"
    COUNT = "count"


class Kind(StrEnum):
    """What a claim states of its subject."""

    ORDER = "order"
    RENEWAL = "renewal"
    CANCELLATION = "cancellation"
    FINAL_SEASON = "final-season"
    RELEASE_DATE = "release-date"
    RELEASE_TIME = "release-time"
    RELEASE_MODEL = "release-model"
    RELEASE_ORDER = "release-order"
    EPISODE_COUNT = "episode-count"
    RUNTIME = "runtime"
    FILMING_START = "filming-start"
    FILMING_PAUSE = "filming-pause"
    FILMING_RESUME = "filming-resume"
    FILMING_WRAP = "filming-wrap"
    FILMING_STATUS = "filming-status"
    FILMING_ORDER = "filming-order"
    FILMING_LOCATION = "filming-location"
    CODE_NAME = "code-name"
    WRITING_STATUS = "writing-status"
    PRODUCTION_STATUS = "production-status"
    SHOWRUNNER = "showrunner"
    DIRECTOR = "director"
    CAST = "cast"
    CAST_ABSENCE = "cast-absence"
    CAST_INTENT = "cast-intent"
    CHARACTER = "character"
    TITLE = "title"
    TRAILER = "trailer"
    AVAILABILITY_START = "availability-start"
    AVAILABILITY_END = "availability-end"
    NETWORK = "network"
    PREMISE = "premise"
    RECEPTION = "reception"

    @property
    def row(self) -> "KindRow":
        """What is so of it, whatever is claimed."""
        return KINDS[self]

    @property
    def shape(self) -> Shape:
        """What its value is."""
        return KINDS[self].shape

    @property
    def adds(self) -> bool:
        """Whether claims of this kind stand beside one another; otherwise a later one replaces."""
        return KINDS[self].adds

    @property
    def topic(self) -> Topic:
        """The kind of news it makes."""
        return KINDS[self].topic


@dataclass(frozen=True, slots=True)
class KindRow:
    """What is so of one kind, whatever is claimed."""

    shape: Shape
    """What the value is."""
    topic: Topic
    """The kind of news it makes."""
    adds: bool = False
    """Whether claims of this kind stand beside one another; otherwise a later one replaces."""
    names_people: bool = False
    """Whether the names in its value are those of people, or of whom they play."""
    makes_season: bool = True
    """Whether there is such a season, once this is stated of one."""
    is_premiere: bool = False
    """Whether its value is when the subject comes out."""
    is_argued: bool = False
    """Whether its value is a day that people argue about without naming a show."""
    is_promise: bool = False
    """Whether it is no longer so of a season that is cancelled."""


KINDS: Final[dict[Kind, KindRow]] = {
    Kind.RELEASE_DATE: KindRow(
        Shape.DATE, Topic.RELEASE, is_premiere=True, is_argued=True, is_promise=True
    ),
    Kind.RELEASE_TIME: KindRow(Shape.DATE, Topic.RELEASE, is_premiere=True),
    Kind.RELEASE_MODEL: KindRow(Shape.TEXT, Topic.RELEASE),
    Kind.RELEASE_ORDER: KindRow(Shape.TEXT, Topic.RELEASE),
    Kind.ORDER: KindRow(Shape.EVENT, Topic.RENEWAL, is_promise=True),
    Kind.RENEWAL: KindRow(Shape.EVENT, Topic.RENEWAL, is_promise=True),
    Kind.CANCELLATION: KindRow(Shape.EVENT, Topic.RENEWAL, makes_season=False, is_promise=True),
    Kind.FINAL_SEASON: KindRow(Shape.TEXT, Topic.RENEWAL, makes_season=False),
    Kind.FILMING_START: KindRow(Shape.EVENT, Topic.FILMING, is_argued=True),
    Kind.FILMING_PAUSE: KindRow(Shape.EVENT, Topic.FILMING, adds=True),
    Kind.FILMING_RESUME: KindRow(Shape.EVENT, Topic.FILMING, adds=True),
    Kind.FILMING_WRAP: KindRow(Shape.EVENT, Topic.FILMING, is_argued=True),
    Kind.FILMING_STATUS: KindRow(Shape.TEXT, Topic.FILMING),
    Kind.EPISODE_COUNT: KindRow(Shape.COUNT, Topic.PRODUCTION),
    Kind.RUNTIME: KindRow(Shape.TEXT, Topic.PRODUCTION),
    Kind.FILMING_ORDER: KindRow(Shape.TEXT, Topic.FILMING),
    Kind.FILMING_LOCATION: KindRow(Shape.TEXT, Topic.FILMING, adds=True),
    Kind.CODE_NAME: KindRow(Shape.TEXT, Topic.FILMING),
    Kind.WRITING_STATUS: KindRow(Shape.TEXT, Topic.PRODUCTION),
    Kind.PRODUCTION_STATUS: KindRow(Shape.TEXT, Topic.PRODUCTION),
    Kind.SHOWRUNNER: KindRow(Shape.TEXT, Topic.PRODUCTION, names_people=True),
    Kind.DIRECTOR: KindRow(Shape.TEXT, Topic.PRODUCTION, adds=True, names_people=True),
    Kind.CAST: KindRow(Shape.TEXT, Topic.CAST, adds=True, names_people=True),
    Kind.CAST_ABSENCE: KindRow(Shape.TEXT, Topic.CAST, adds=True, names_people=True),
    Kind.CAST_INTENT: KindRow(
        Shape.TEXT, Topic.CAST, adds=True, names_people=True, makes_season=False
    ),
    Kind.CHARACTER: KindRow(
        Shape.TEXT, Topic.TRIVIA, adds=True, names_people=True, makes_season=False
    ),
    Kind.TITLE: KindRow(Shape.TEXT, Topic.PRODUCTION),
    Kind.TRAILER: KindRow(Shape.EVENT, Topic.TRAILER, adds=True),
    Kind.AVAILABILITY_START: KindRow(Shape.DATE, Topic.WATCHING),
    Kind.AVAILABILITY_END: KindRow(Shape.DATE, Topic.WATCHING),
    Kind.NETWORK: KindRow(Shape.TEXT, Topic.WATCHING),
    Kind.PREMISE: KindRow(Shape.TEXT, Topic.TRIVIA, adds=True, makes_season=False),
    Kind.RECEPTION: KindRow(Shape.TEXT, Topic.TRIVIA, adds=True, makes_season=False),
}
"""A row for each kind, in the order in which people read what is held of a show."""
