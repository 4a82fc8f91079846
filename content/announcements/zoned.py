"""Announcements for readers in any zone: which zone's days are meant stands beside them."""

from dataclasses import replace

from content.announcements.announcement import Announcement, CountdownStep, Notice
from content.announcements.in_languages import sentence_in_every_language
from content.language.relative_days import tells_by_day
from content.language.time_zones import zone_words


def zoned(announcement: Announcement, zone: str) -> Announcement:
    """Return the announcement with a line that names *zone*, where it tells of days by it.

    Whoever reads it in a channel that follows another one chose no zone for it.
    """
    if isinstance(announcement, Notice):
        return announcement
    said = (announcement.headline, *announcement.lines)
    if not isinstance(announcement, CountdownStep) and not any(map(tells_by_day, said)):
        return announcement
    line = sentence_in_every_language(
        lambda wording: wording.say(
            "Days are meant as in {zone}.", zone=zone_words(zone, locale=wording.language)
        )
    )
    return replace(announcement, lines=(*announcement.lines, line))
