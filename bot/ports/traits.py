"""What is so of a platform, whichever account Violet has there."""

import re
from dataclasses import dataclass, replace
from typing import Final

from content.language.command_hints import Spelling, as_typed
from content.subscriptions.destination import Destination, Platform


@dataclass(frozen=True, slots=True)
class IdForm:
    """What a platform's ids of one kind look like."""

    pattern: str
    """A regular expression that the whole of one matches."""
    example: str

    def fits(self, text: str) -> bool:
        """Whether *text* can be such an id."""
        return re.fullmatch(self.pattern, text, re.ASCII) is not None


_PLAIN: Final = IdForm(r"[!-~]{1,100}", "general-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdForms:
    """What a platform's ids look like; None: it has none of the kind."""

    workspace: IdForm | None = None
    channel: IdForm = _PLAIN
    thread: IdForm | None = None
    person: IdForm = _PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTraits:
    """What differs from platform to platform, and is no work of an adapter's.

    Each adapter hands its own over; nothing looks traits up by a platform's id.
    """

    id: Platform
    """Lower-case letters; stored with every destination, so that it never changes."""
    name: str
    """As people write it."""

    # What it takes.
    in_flight: int
    """How many sends there are at once to begin with."""
    most_in_flight: int
    """How many there may be, where none of them is refused for being one too many.

    A slow channel takes up a place for as long as it is slow, and no other may have to wait for
    that.
    """
    begun_again_after_s: float | None
    """How soon, in seconds, what another process had begun to send is looked for.

    None: not before its lease has run out, since it may be seen there only later.
    """
    one_answers: bool
    """Whether one process at a time may listen: two would both hear, and answer, each question."""
    one_sends: bool
    """Whether one process at a time may send: the platform limits all of them together."""

    # Who is there.
    knows_people_by_workspace: bool
    """Whether the id of a person says who it is in one workspace alone."""
    writes_to_people: bool
    """Whether a person can be written to alone; otherwise they are told where they are."""
    keeps_living: bool = False
    """Whether a message there may be kept up to date for months."""
    knows_zones: bool = False
    """Whether it says in which time zone a person lives."""
    ids: IdForms = IdForms(workspace=_PLAIN, thread=_PLAIN)
    """How those who are there are known."""
    is_the_operators: bool = False
    """Whether nobody is there but whoever runs Violet, who may do anything."""

    # How it is written.
    channel_page: str | None = None
    """The address of a channel, with ``{workspace}`` and ``{channel}`` to be filled in.

    None: it has none that could be opened.
    """
    spelling: Spelling = as_typed
    """How a command within a sentence is written, so that it is what a person there types."""

    # What it needs here.
    settings: tuple[str, ...] = ()
    """The variables without which Violet has no account there."""
    address_setting: str | None = None
    """The variable that names another server in its place; None: there is no server."""
    loggers: tuple[str, ...] = ()
    """Of its libraries, whose chatter is nobody's business but their own."""

    def directly_to(self, here: Destination, person: str) -> Destination:
        """Return where *person*, who is known from *here*, is told something alone."""
        if not self.writes_to_people:
            return here
        workspace = here.workspace if self.knows_people_by_workspace else ""
        return replace(here, workspace=workspace, channel="", thread="", person=person)

    def identity(self, here: Destination, person: str) -> str:
        """Return who *person*, who is known from *here*, is: as VIOLET_EDITORS names people."""
        workspace = f"{here.workspace}/" if self.knows_people_by_workspace else ""
        return f"{self.id}:{workspace}{person}"

    def directly_to_identity(self, identity: str) -> Destination | None:
        """Return where whoever VIOLET_EDITORS names so is told something alone.

        None: that is somebody on another platform, or nobody here can be written to.
        """
        platform, _, person = identity.partition(":")
        if platform != self.id or not self.writes_to_people:
            return None
        workspace = ""
        if self.knows_people_by_workspace:
            workspace, _, person = person.partition("/")
        return Destination(platform=self.id, workspace=workspace, channel="", person=person)

    def page(self, channel: Destination) -> str | None:
        """Return where *channel* can be opened, by whoever may see it."""
        if self.channel_page is None:
            return None
        return self.channel_page.format(workspace=channel.workspace, channel=channel.channel)
