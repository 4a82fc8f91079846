"""What a word or phrase of any language can mean to Violet."""

from enum import StrEnum, auto


class Concept(StrEnum):
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
    DATE = auto()
    YET = auto()
    FILM = auto()
    START = auto()
    WRAP = auto()
    WRAP_FILMING = auto()
    PLACE = auto()
    RENEW = auto()
    MORE = auto()
    CANCEL = auto()
    FINAL = auto()
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
    NOTICE = auto()
    WATCH = auto()
    ON_SERVICE = auto()
    LEAVE = auto()
    PRODUCTION = auto()
    # About what is known
    NEWS = auto()
    CHANGE = auto()
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
    CORRECT = auto()
    INJECT = auto()
    HELP = auto()
    SMALLTALK = auto()
    PLOT = auto()
    OPINION = auto()
    THAT = auto()
    FOLLOW = auto()
    NOT_THAT = auto()
    ME = auto()
    FEELING = auto()
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
    QUOTED = auto()
    CALLED = auto()
    """A code name that some shoot goes by."""
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
