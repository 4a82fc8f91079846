"""What is said to admins of what comes to their channel by following, and what does not."""

from collections.abc import Sequence

from content.commands.replies.shows_meant import show_name
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.zones import zone_of
from content.language.places_named import THIS_CHANNEL
from content.language.wording import ENGLISH, Wording
from content.subscriptions.following import Follow, FollowState, Plan, Published
from content.subscriptions.publishing import PublicationState


def nothing_to_follow(wording: Wording = ENGLISH) -> str:
    """Return that nobody has set up what could be followed."""
    return wording.say(
        "There are no channels of mine to be followed, so I post here by myself, as ever."
    )


def kept_as_it_is(wording: Wording = ENGLISH) -> str:
    """Return that what is told in a channel of Violet's own is not for anybody to change."""
    return wording.say(
        "This is a channel of mine that others follow: what is told here stays as it is. "
        "Choose another channel."
    )


def how_it_comes(
    plan: Plan,
    follows: Sequence[Follow],
    catalogue: Catalogue,
    *,
    why_not: str | None,
    without_channel: frozenset[ShowId | None] = frozenset(),
    wording: Wording = ENGLISH,
) -> list[str]:
    """Return, a sentence each, what comes by following and what is posted, and why.

    *why_not* is why the channel can follow nothing, and *without_channel* are shows for whose
    channel there is no room.
    """
    by_show = {one.show: one for one in follows}
    lines = []
    for show in sorted(plan.shows, key=str):
        name, one = show_name(show, catalogue, wording), by_show.get(show)
        why = why_not
        if one is not None and one.state is FollowState.REFUSED:
            why = wording.recalled(one.reason)
        elif why is None and show in without_channel:
            why = wording.say("there is no room for one more channel to be followed.")
        if one is not None and one.state is FollowState.FOLLOWED:
            lines.append(_follows(name, wording))
        else:
            lines.append(_by_myself(name, why, wording) if why else _begins(name, wording))
    lines += [
        _by_myself(show_name(show, catalogue, wording), _unlike(keys, wording), wording)
        for show, keys in plan.unlike.items()
    ]
    beside = wording.say("one show is told here in another way than the others.")
    lines += [
        _by_myself(show_name(show, catalogue, wording), beside, wording) for show in plan.beside
    ]
    return lines + [
        _ends(wording.recalled(one.reason) if one.reason else why_not, wording)
        for show, one in by_show.items()
        if show not in plan.shows and one.state is not FollowState.REFUSED
    ]


def came_by_following(published: Published | None, zone: str, wording: Wording = ENGLISH) -> str:
    """Return how a piece of news came, or comes, for behind it and a dash."""
    if published is None:
        return wording.say(
            "on its way by the channel that {channel} follows.", channel=THIS_CHANNEL
        )
    at = f"{published.at.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}"
    if published.state is PublicationState.PUBLISHED:
        return wording.say(
            "came by the channel that {channel} follows, published at {moment}. "
            "Nobody tells me who received it.",
            channel=THIS_CHANNEL,
            moment=at,
        )
    if published.state is PublicationState.UNPUBLISHED:
        return wording.say(
            "not told: it was not published in the channel that {channel} follows: {reason}",
            channel=THIS_CHANNEL,
            reason=wording.recalled(published.reason or ""),
        )
    return wording.say(
        "on its way by the channel that {channel} follows, where it is since {moment} and is "
        "published next.",
        channel=THIS_CHANNEL,
        moment=at,
    )


def _follows(name: str, wording: Wording) -> str:
    return wording.say(
        "News of {show} comes at once: {channel} follows a channel of mine.",
        show=name,
        channel=THIS_CHANNEL,
    )


def _begins(name: str, wording: Wording) -> str:
    return wording.say(
        "Within a minute {channel} follows my channel for {show}; until then I post here by "
        "myself, and nothing comes twice.",
        channel=THIS_CHANNEL,
        show=name,
    )


def _unlike(keys: Sequence[str], wording: Wording) -> str:
    if tuple(keys) == ("thread",):
        return wording.say("nothing can be followed by a thread, or in direct messages.")
    return wording.say(
        "what is followed is told to all alike, and here these are others: {keys}.",
        keys=", ".join(keys),
    )


def _by_myself(name: str, why: str, wording: Wording) -> str:
    return wording.say("News of {show} I post here by myself: {why}", show=name, why=why)


def _ends(why_not: str | None, wording: Wording) -> str:
    if why_not:
        return wording.say(
            "I could not end that {channel} follows a channel of mine, so it still does: {reason}",
            channel=THIS_CHANNEL,
            reason=why_not,
        )
    return wording.say(
        "Within a minute {channel} follows my channel no more.", channel=THIS_CHANNEL
    )
