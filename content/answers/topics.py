"""Which facts an earlier question was about."""

from typing import Final

from content.facts.kinds import Kind
from content.understanding.question import Intent

_KINDS: Final[dict[Intent, tuple[Kind, ...]]] = {
    Intent.RELEASE_DATE: (Kind.RELEASE_DATE,),
    Intent.RELEASE_TIME: (Kind.RELEASE_TIME, Kind.RELEASE_DATE),
    Intent.RELEASE_CHECK: (Kind.RELEASE_DATE,),
    Intent.COUNTDOWN: (Kind.RELEASE_DATE,),
    Intent.RELEASE_MODEL: (Kind.RELEASE_MODEL,),
    Intent.RENEWAL_STATUS: (Kind.RENEWAL, Kind.ORDER),
    Intent.CANCELLATION_STATUS: (Kind.CANCELLATION,),
    Intent.FINAL_SEASON: (Kind.FINAL_SEASON, Kind.CANCELLATION),
    Intent.FILMING_STATUS: (Kind.FILMING_WRAP, Kind.FILMING_START, Kind.FILMING_STATUS),
    Intent.FILMING_START: (Kind.FILMING_START,),
    Intent.FILMING_WRAP: (Kind.FILMING_WRAP,),
    Intent.FILMING_LOCATION: (Kind.FILMING_LOCATION,),
    Intent.CODE_NAME: (Kind.CODE_NAME,),
    Intent.EPISODE_COUNT: (Kind.EPISODE_COUNT,),
    Intent.RUNTIME: (Kind.RUNTIME,),
    Intent.DIRECTOR: (Kind.DIRECTOR,),
    Intent.SHOWRUNNER: (Kind.SHOWRUNNER,),
    Intent.CAST: (Kind.CAST, Kind.CAST_ABSENCE),
    Intent.TRAILER: (Kind.TRAILER,),
    Intent.WHERE_TO_WATCH: (Kind.NETWORK, Kind.AVAILABILITY_START, Kind.AVAILABILITY_END),
}


def kinds_about(intent: Intent | None) -> tuple[Kind, ...]:
    """Return the kinds behind *intent*, weightiest first; the release date where it has none."""
    return _KINDS.get(intent, (Kind.RELEASE_DATE,)) if intent else (Kind.RELEASE_DATE,)
