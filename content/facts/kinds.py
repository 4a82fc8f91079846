"""The kinds of claim: what each states, and how the next one of a kind relates to it."""

from enum import StrEnum


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
    def shape(self) -> Shape:
        """What its value is."""
        return _RULES[self][0]

    @property
    def adds(self) -> bool:
        """Whether claims of this kind stand beside one another; otherwise a later one replaces."""
        return _RULES[self][1]

    @property
    def topic(self) -> Topic:
        """The kind of news it makes."""
        return _RULES[self][2]


_RULES: dict[Kind, tuple[Shape, bool, Topic]] = {
    Kind.ORDER: (Shape.EVENT, False, Topic.RENEWAL),
    Kind.RENEWAL: (Shape.EVENT, False, Topic.RENEWAL),
    Kind.CANCELLATION: (Shape.EVENT, False, Topic.RENEWAL),
    Kind.FINAL_SEASON: (Shape.TEXT, False, Topic.RENEWAL),
    Kind.RELEASE_DATE: (Shape.DATE, False, Topic.RELEASE),
    Kind.RELEASE_TIME: (Shape.DATE, False, Topic.RELEASE),
    Kind.RELEASE_MODEL: (Shape.TEXT, False, Topic.RELEASE),
    Kind.RELEASE_ORDER: (Shape.TEXT, False, Topic.RELEASE),
    Kind.EPISODE_COUNT: (Shape.COUNT, False, Topic.PRODUCTION),
    Kind.RUNTIME: (Shape.TEXT, False, Topic.PRODUCTION),
    Kind.FILMING_START: (Shape.EVENT, False, Topic.FILMING),
    Kind.FILMING_PAUSE: (Shape.EVENT, True, Topic.FILMING),
    Kind.FILMING_RESUME: (Shape.EVENT, True, Topic.FILMING),
    Kind.FILMING_WRAP: (Shape.EVENT, False, Topic.FILMING),
    Kind.FILMING_STATUS: (Shape.TEXT, False, Topic.FILMING),
    Kind.FILMING_ORDER: (Shape.TEXT, False, Topic.FILMING),
    Kind.FILMING_LOCATION: (Shape.TEXT, True, Topic.FILMING),
    Kind.CODE_NAME: (Shape.TEXT, False, Topic.FILMING),
    Kind.WRITING_STATUS: (Shape.TEXT, False, Topic.PRODUCTION),
    Kind.PRODUCTION_STATUS: (Shape.TEXT, False, Topic.PRODUCTION),
    Kind.SHOWRUNNER: (Shape.TEXT, False, Topic.PRODUCTION),
    Kind.DIRECTOR: (Shape.TEXT, True, Topic.PRODUCTION),
    Kind.CAST: (Shape.TEXT, True, Topic.CAST),
    Kind.CAST_ABSENCE: (Shape.TEXT, True, Topic.CAST),
    Kind.CAST_INTENT: (Shape.TEXT, True, Topic.CAST),
    Kind.CHARACTER: (Shape.TEXT, True, Topic.TRIVIA),
    Kind.TITLE: (Shape.TEXT, False, Topic.PRODUCTION),
    Kind.TRAILER: (Shape.EVENT, True, Topic.TRAILER),
    Kind.AVAILABILITY_START: (Shape.DATE, False, Topic.WATCHING),
    Kind.AVAILABILITY_END: (Shape.DATE, False, Topic.WATCHING),
    Kind.NETWORK: (Shape.TEXT, False, Topic.WATCHING),
    Kind.PREMISE: (Shape.TEXT, True, Topic.TRIVIA),
    Kind.RECEPTION: (Shape.TEXT, True, Topic.TRIVIA),
}
