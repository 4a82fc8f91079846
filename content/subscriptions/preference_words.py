"""How preferences are described: in sentences, and in a few words of a list."""

from typing import Final

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.language.places_named import mentioned
from content.language.wording import Wording, phrase
from content.subscriptions.preference_values import (
    TOPICS_TOLD,
    TOPICS_USUAL,
    write_quiet,
    write_steps,
)
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import DigestFrequency

_GATHERED: Final = {
    DigestFrequency.DAILY: phrase("News is gathered into one post every day at {at}."),
    DigestFrequency.WEEKLY: phrase("News is gathered into one post every Monday at {at}."),
}
_DIGESTS: Final = {
    DigestFrequency.DAILY: phrase("daily digest"),
    DigestFrequency.WEEKLY: phrase("weekly digest"),
}


def topics_in_words(topics: frozenset[Topic], wording: Wording) -> str:
    """Return *topics* within a sentence."""
    if topics >= frozenset(TOPICS_TOLD):
        return wording.say("every kind of news, each episode, and headlines")
    if topics == frozenset(TOPICS_USUAL):
        return wording.say("every kind of news")
    return ", ".join(one.value for one in TOPICS_TOLD if one in topics) or wording.say("nothing")


def _at(wants: Preferences) -> str:
    return f"{wants.schedule.at.hour:02}:00 {wants.zone}"


def describe_topics(wants: Preferences, wording: Wording) -> list[str]:
    """Say of what it is told, and how sure that must be."""
    topics, stance = topics_in_words(wants.topics, wording), wants.lowest_stance.value
    return [wording.say("It is told {topics}, if at least {stance}.", topics=topics, stance=stance)]


def describe_steps(wants: Preferences, wording: Wording) -> list[str]:
    """Say when the countdown speaks."""
    steps = write_steps(wants.steps)
    if not wants.steps:
        return [wording.say("There are no countdowns. Its hour is {at}.", at=_at(wants))]
    if Topic.COUNTDOWN not in wants.topics:
        return [
            wording.say(
                "There are no countdowns, not even {steps} days before: countdown is none of its "
                "kinds of news. Its hour is {at}.",
                steps=steps,
                at=_at(wants),
            )
        ]
    if wants.digest is DigestFrequency.WEEKLY:
        return [
            wording.say(
                "Each Monday's post says what is ahead, if {steps} days before it fall into that "
                "week; a premiere itself is told at once.",
                steps=steps,
            )
        ]
    return [
        wording.say("Countdowns come at {at}, {steps} days before.", at=_at(wants), steps=steps)
    ]


def shorten_steps(wants: Preferences, wording: Wording) -> list[str]:
    """Say when the countdown speaks, in short."""
    if not wants.steps or Topic.COUNTDOWN not in wants.topics:
        return [wording.say("no countdowns")]
    return [wording.say("countdown {steps}", steps=write_steps(wants.steps))]


def describe_counted_on(wants: Preferences, wording: Wording) -> list[str]:
    """Say that countdowns run to listed days too, where they do, and what still keeps them off."""
    if not wants.counts_on_listings or not wants.steps or Topic.COUNTDOWN not in wants.topics:
        return []
    if wants.lowest_stance.sureness > Stance.REPORTED.sureness:
        return [
            wording.say(
                "Countdowns run to confirmed days alone: a listed one is less sure than {stance}.",
                stance=wants.lowest_stance.value,
            )
        ]
    return [wording.say("Countdowns run to days that are only listed, too, and say so.")]


def describe_hour(wants: Preferences, wording: Wording) -> list[str]:
    """Say when news is gathered, where it is; at which hour countdowns come is said with them."""
    gathered = _GATHERED.get(wants.digest)
    return [wording.say(gathered, at=_at(wants))] if gathered else []


def shorten_hour(wants: Preferences, wording: Wording) -> list[str]:
    """Say the hour, and whether it is that of a digest."""
    digest = _DIGESTS.get(wants.digest)
    return [_at(wants), wording.say(digest)] if digest else [_at(wants)]


def describe_quiet(wants: Preferences, wording: Wording) -> list[str]:
    """Say when nothing is posted, and where the hour that was chosen is moved by that."""
    if not wants.quiet:
        return []
    begin, end, hour, told = (
        f"{hour:02}:00" for hour in (*wants.quiet, wants.hour, wants.schedule.at.hour)
    )
    lines = [wording.say("Nothing is posted from {begin} to {end}.", begin=begin, end=end)]
    if told != hour:
        lines.append(
            wording.say(
                "The hour chosen, {hour}, lies within that; {told} is the nearest that does not.",
                hour=hour,
                told=told,
            )
        )
    return lines


def shorten_quiet(wants: Preferences, wording: Wording) -> list[str]:
    """Say when nothing is posted, in short."""
    hours = write_quiet(wants.quiet)
    return [wording.say("quiet {hours}", hours=hours)] if wants.quiet else []


def describe_mentions(wants: Preferences, wording: Wording) -> list[str]:
    """Say who is mentioned with what."""
    by_role: dict[str, set[Topic]] = {}
    for topic, role in wants.mentions:
        by_role.setdefault(role, set()).add(topic)
    return [
        wording.say(
            "I mention {role} with {topics}.",
            role=mentioned(role),
            topics=topics_in_words(frozenset(topics), wording),
        )
        for role, topics in by_role.items()
    ]


def describe_silent(wants: Preferences, wording: Wording) -> list[str]:
    """Say that nobody is notified, where that is so."""
    if not wants.silent:
        return []
    return [wording.say("Posts are silent: they notify nobody, where the platform can do that.")]


def describe_events(wants: Preferences, wording: Wording) -> list[str]:
    """Say that premieres have events, where they do."""
    if not wants.events:
        return []
    return [
        wording.say(
            "Each premiere whose day is confirmed has an event in the server, where the platform "
            "has events; it moves with the date, and goes with it."
        )
    ]


def describe_picture(wants: Preferences, wording: Wording) -> list[str]:
    """Say that countdowns carry a picture, where that is so."""
    if not wants.picture or not wants.steps or Topic.COUNTDOWN not in wants.topics:
        return []
    return [wording.say("Countdowns carry a picture.")]
