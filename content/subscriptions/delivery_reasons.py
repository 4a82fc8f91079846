"""Why a delivery stands as it does, as it is kept beside the state, in English.

Whoever reads it has each in their own language: `Wording.recalled`.
"""

from typing import Final

from content.language.wording import phrase

QUIET_HOURS: Final = phrase("quiet hours")
GATHERED: Final = phrase("it comes in the next digest")
TOLD_IN_A_DIGEST: Final = phrase("it was told in a digest")
PAUSED_THEN: Final = phrase("it was paused then")
UNSUBSCRIBED: Final = phrase("it was unsubscribed before this was sent")
WANTED_NO_MORE: Final = phrase("what is wanted was changed before this was sent")
PAUSED_SINCE: Final = phrase("it was paused before this was sent")
DATE_CHANGED: Final = phrase("the date has changed")
OUTDATED: Final = phrase("later news took its place")
NEWS_INSTEAD: Final = phrase("news that came of it was told instead")
TOO_LATE: Final = phrase("its time passed before it could be sent")
TOO_LATE_AND_UNSURE: Final = phrase(
    "its time passed before it was known whether an earlier try had arrived"
)
TOO_LATE_FOR_THE_DIGEST: Final = phrase("its time passed before the digest")
PERHAPS_IN_A_DIGEST: Final = phrase(
    "a digest may have told it before the database was restored from a backup"
)
NOT_PUBLISHED: Final = phrase("more was said that day than can be published")
BY_FOLLOWING: Final = phrase("it comes by the channel that this one follows")
FOLLOWS_NO_MORE: Final = phrase("this channel follows no other one any more")
REHEARSED: Final = phrase("it belonged to a rehearsal")
NO_ANSWER_IN_TIME: Final = phrase("no answer in time")
NO_OUTCOME: Final = phrase("no outcome")
NO_SLOT: Final = phrase("no slot")
