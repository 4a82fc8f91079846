"""What is said of places on Discord that are no plain channels, and of what a server has besides.

Permissions have the names that Discord shows; https://docs.discord.com/developers/topics/permissions
"""

from datetime import datetime
from typing import Final

from content.language.wording import ENGLISH, Wording, phrase

CREATE_POSTS: Final = "Create Posts"
"""What Send Messages is called in a forum."""
SEND_IN_POSTS: Final = "Send Messages in Posts"
"""What Send Messages in Threads is called there."""
CONNECT: Final = "Connect"
CREATE_EVENTS: Final = "Create Events"
EVENT_REMOVED: Final = phrase("Somebody deleted the event; I do not make it again.")
TOO_MANY_EVENTS: Final = phrase("The server has as many events as Discord lets it have: 100.")
POST_OF_ALL: Final = phrase("News")
"""What the post in a forum is called that is about no one show."""
TOO_MANY_POSTS: Final = phrase("The server has as many open posts and threads as Discord allows.")
NOT_IN_SERVER: Final = phrase("I am no longer a member of that server.")


def timed_out(until: datetime, wording: Wording = ENGLISH) -> str:
    """Return that Violet is timed out, until when, and who ends it."""
    return wording.say(
        "I am timed out in this server until {moment} UTC and may say nothing until then. Whoever "
        "may time out members can end it: in the list of members, on Violet, Remove Timeout.",
        moment=f"{until:%Y-%m-%d %H:%M}",
    )


def not_in_thread(wording: Wording = ENGLISH) -> str:
    """Return that a private thread is closed to Violet, and how she gets in."""
    return wording.say(
        "I am not in that private thread; somebody who is can mention me there to add me."
    )


def nothing_saved(obstacle: str, wording: Wording = ENGLISH) -> str:
    """Return what stands in the way of a subscription, which was not made for that."""
    return wording.say("{obstacle} Nothing was saved; please try again then.", obstacle=obstacle)


def post_locked(name: str, wording: Wording = ENGLISH) -> str:
    """Return that the post of a show in a forum takes nothing, and who opens it."""
    return wording.say(
        "The post “{name}” is locked; whoever may manage posts can unlock it.", name=name
    )


def only_moderated_tags(wording: Wording = ENGLISH) -> str:
    """Return that a forum wants a tag that Violet may not set, and how that is mended."""
    return wording.say(
        "Posts in this forum must have a tag, and only moderators may set those there are. An "
        "admin can add another tag, or allow me Manage Posts."
    )


def lacking_for_events(wording: Wording = ENGLISH) -> str:
    """Return that scheduled events may not be made, and how an admin allows it."""
    return wording.say(
        "To make events I need {permission}. An admin can allow it in the server's settings, under "
        "Roles: choose Violet's role and turn on {permission}.",
        permission=CREATE_EVENTS,
    )
