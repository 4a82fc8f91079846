"""What a word or phrase of any language can mean to Violet."""

from enum import StrEnum, auto


class Feature(StrEnum):
    """One meaning, whatever the language."""

    # How it asks
    WHEN = auto()
    WHO = auto()
    WHERE = auto()
    WHY = auto()
    HOW = auto()
    WHAT = auto()
    WHICH = auto()
    HOW_MANY = auto()
    HOW_LONG = auto()
    HOW_OFTEN = auto()
    HOUR = auto()
    AUX = auto()
    """A verb that, put first, makes a question: is, did, will."""
    POLITE = auto()
    """Asking for an answer: tell me, any idea, do you know."""
    # About what
    RELEASE = auto()
    OUT = auto()
    LAUNCH = auto()
    """The release as a thing: "release?" asks its day, where "released?" asks whether."""
    SEASONS = auto()
    """How many of them there are."""
    STILL = auto()
    """Whether a plan holds: still on, still happening."""
    LONGER = auto()
    GET = auto()
    """What a show does with a further season: gets it."""
    DATE = auto()
    YET = auto()
    FILM = auto()
    START = auto()
    WRAP = auto()
    WRAP_FILMING = auto()
    PAUSED = auto()
    """Stopped for a while, or going on again."""
    PLACE = auto()
    RENEW = auto()
    MORE = auto()
    CANCEL = auto()
    FINAL = auto()
    ENDS = auto()
    """Whether the show stops there: "over after season 3"."""
    EPISODES = auto()
    LENGTH = auto()
    RUNTIME = auto()
    MODEL = auto()
    TRAILER = auto()
    DIRECT = auto()
    RUN = auto()
    CAST = auto()
    APPEAR = auto()
    CODE_NAME = auto()
    NAMED = auto()
    """What something is called."""
    NOTICE = auto()
    WATCH = auto()
    ON_SERVICE = auto()
    LEAVE = auto()
    PRODUCTION = auto()
    RESUMED = auto()
    """Going on again after a pause."""
    PUT_ON_HOLD = auto()
    """Resting for a while, and not at an end: "paused", but not "stopped"."""
    WRITTEN = auto()
    """The scripts, and how far they are."""
    MADE = auto()
    """How far the making of it is, whichever part of it."""
    SIDE_BY_SIDE = auto()
    """One shoot beside another: "back to back"."""
    WILLING = auto()
    """What somebody would like to do: play it again."""
    CHARACTER = auto()
    """Whom a show is about."""
    TITLE = auto()
    """The name of a show or a season."""
    ABOUT = auto()
    """What a show is about, without its plot."""
    MONEY = auto()
    """What somebody is paid, or what it cost: nothing that Violet keeps."""
    RECEIVED = auto()
    """How critics and viewers took it."""
    HOW_GOOD = auto()
    """Whether it is any good, which only others can say."""
    # About what is known
    NEWS = auto()
    CHANGE = auto()
    SUPPOSED = auto()
    """What was meant to be once: supposed to, originally."""
    WAS_NOT = auto()
    """Doubt about what is said now: "wasn't it december"."""
    FORMERLY = auto()
    """What held once and may hold no more: before, originally."""
    OTHERWISE = auto()
    """What somebody read or saw elsewhere."""
    WHO_IS_RIGHT = auto()
    """Who is to be believed, where two say different things."""
    YOU_SAY = auto()
    """What Violet herself is said to have said."""
    WRONG = auto()
    """What was said is told not to be so."""
    EITHER = auto()
    """Whether something is official, or only a rumour: one of the two."""
    LINK = auto()
    """The way to a page or a video."""
    ANNOUNCE = auto()
    SOURCE = auto()
    OFFICIAL = auto()
    TRUE = auto()
    RUMOUR = auto()
    SAYS = auto()
    KNEW = auto()
    # Time
    SOONER = auto()
    BETWEEN = auto()
    AGO = auto()
    COUNTDOWN = auto()
    UNTIL = auto()
    SPAN = auto()
    """Days, weeks, sleeps."""
    UPCOMING = auto()
    FUTURE = auto()
    PAST = auto()
    FIRST_EVER = auto()
    # Of the bot, and of the talk
    ALL = auto()
    SUBSCRIBE = auto()
    UNSUBSCRIBE = auto()
    PRIVACY = auto()
    """What Violet keeps of whoever asks."""
    REMINDER = auto()
    """A reminder as a thing, to be set or taken back."""
    UNDO = auto()
    """Taking something back."""
    CORRECT = auto()
    INJECT = auto()
    FORGET = auto()
    """What was spoken of is to be forgotten, and the talk begun anew."""
    HELP = auto()
    SMALLTALK = auto()
    PLOT = auto()
    OPINION = auto()
    THAT = auto()
    FOLLOW = auto()
    NOT_THAT = auto()
    ME = auto()
    FEELING = auto()
    EXCLAIM = auto()
    """A cry that tells nothing where something is asked beside it: omg, lol."""
    CHAT = auto()
    """People making plans with each other."""
    NETFLIX = auto()
    DISNEY = auto()
    REBOOT = auto()
    # Found by other means than words
    SHOW = auto()
    SHOWS = auto()
    """More than one."""
    SEASON = auto()
    PERSON = auto()
    DAY = auto()
    BY = auto()
    """A day it is to be over by."""
    QUOTED = auto()
    CALLED = auto()
    """A code name that some shoot goes by."""
    ARRIVES = auto()
    """It comes to a service, after it was elsewhere."""
    ASKED = auto()
    """It asks: by a mark, a question word, or a verb put first."""
    BEYOND = auto()
    """It names a season that nothing is known of."""
    INSIDE = auto()
    """One show, or somebody, in another show."""
    NAMESAKE = auto()
    UNTRACKED = auto()
    ONE_SHOW_BEFORE = auto()
    """A follow-up: the question before was about a show."""
