"""People who ask and order, and the platforms through which they do."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.ports.outbox import Messenger
from bot.ports.places import PlaceStanding
from bot.ports.traits import PlatformTraits
from content.commands.next_steps import StepAction, of_look_up
from content.commands.powers import AdminChoice, AdminRole, Power
from content.facts.claims import ShowId
from content.language.wording import ENGLISH, Wording, reader_wording, wording_for
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import NOTHING_SAID, PreferencesInput
from content.understanding.intents import Intent
from content.understanding.question import Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is asking, and where: the key that follow-ups are kept under."""

    destination: Destination
    person: str
    locale: str | None = field(default=None, compare=False)
    """What the platform says that this person reads, as an IETF tag; None: it does not say."""

    @property
    def wording(self) -> Wording:
        """In which language this person's commands are replied to.

        What was asked in words is answered in the language of those words instead.
        """
        return reader_wording(self.locale)


CONVERSATION_KEPT_FOR: Final = timedelta(hours=1)


class Conversations(Protocol):
    """What follow-ups lean on; kept for an hour, bounded, forgotten on request."""

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        """Return the conversation with *speaker*, a new one where none is remembered."""
        ...

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        """Keep *conversation* in place of what was kept."""
        ...

    async def forget(self, speaker: Speaker) -> None:
        """Forget it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One message to Violet."""

    words: str
    speaker: Speaker
    show: ShowId | None = None
    """The channel's own show, for questions that name none."""
    zone: str | None = None
    """The channel's IANA zone; None: nobody has chosen one for it."""
    message: str | None = None
    """The platform's own id of it in that channel; None where it has none."""
    at: datetime | None = None
    """When it came; None: now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """A question put through a command's fields instead of in words."""

    intent: Intent
    speaker: Speaker
    show: str | None = None
    """Id, title or alias, as it was typed or chosen."""
    season: str | None = None
    """A number, ``special``, ``series``, or words such as "season 2", as typed."""
    since: str | None = None
    """A day or a span in words, as typed."""
    about: Intent | None = None
    """Of who says so: what that is asked of."""
    zone: str | None = None
    """The channel's IANA zone; None: nobody has chosen one for it."""
    language: str | None = None
    """ISO 639 code of the language in which it was first asked; None: the speaker's own."""

    @property
    def wording(self) -> Wording:
        """In which language it is answered."""
        return wording_for(self.language) if self.language else self.speaker.wording


def behind_answer(action: StepAction, value: str, speaker: Speaker) -> LookUp | None:
    """Return the question of a `SOURCES` or `HISTORY` button; None: its *value* is none.

    Whoever presses is answered in the language of the answer that the button stands under.
    """
    of, language = of_look_up(value)
    if of is None:
        return None
    is_history = action is StepAction.HISTORY
    return LookUp(
        intent=Intent.CHANGE_HISTORY if is_history else Intent.SOURCE,
        about=None if is_history else of.intent,
        speaker=speaker,
        show=of.name,
        season=of.season,
        language=language,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionRequest:
    """What somebody wants a destination to hear, as it was typed or chosen."""

    destination: Destination
    by: str
    """The platform's id of whoever asks."""
    show: str | None = None
    """Id, title or alias; None: every show."""
    preferences: PreferencesInput = NOTHING_SAID
    """How; whatever is not said is as usual, or stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCheck:
    """Whether a place can be posted to, as its platform sees it at this moment."""

    problems: tuple[str, ...] = ()
    """What stands in the way, each with how an admin mends it; empty: nothing does."""
    notes: tuple[str, ...] = ()
    """What was looked at and is well, a sentence each."""


class Channels(Protocol):
    """What a platform knows of its own places."""

    async def check(
        self,
        destination: Destination,
        wording: Wording = ENGLISH,
        *,
        mentioned: Collection[str] = (),
        pictured: bool = False,
    ) -> ChannelCheck:
        """Return whether *destination* can be posted to; nothing is posted or changed.

        *mentioned* are the roles or groups that posts there mention, which may be gone; *pictured*
        is whether posts there are to carry pictures.
        """
        ...

    async def why_not(
        self, power: Power, by: Speaker, destination: Destination, choice: AdminChoice
    ) -> str | None:
        """Return why *by* may not have that done for *destination* now, and who may; None: may.

        It is looked at anew each time, by what the platform says at this moment: whoever could
        once, or got a button from somebody who can, may not for that. Besides true admins those
        may who are of *choice*, but for the power to change it. What *by* cannot see is said not
        to be known.
        """
        ...

    async def why_untold(self, destination: Destination, wording: Wording = ENGLISH) -> str | None:
        """Return why nothing can be told there, and what mends it; None: it can.

        A public channel may be joined for it.
        """
        ...

    def shown(self, destination: Destination) -> PlaceStanding:
        """Return what *destination* is called, as far as that came with what was typed."""
        ...

    async def find_role(self, typed: str, wording: Wording = ENGLISH) -> AdminRole | str:
        """Return the role or user group that is written so, or why none can be chosen."""
        ...

    async def page(self, destination: Destination, message: str) -> str | None:
        """Return the address of our *message* there; None where it has none, or was deleted."""
        ...


class Connector(Protocol):
    """One platform, as far as connecting goes."""

    @property
    def traits(self) -> PlatformTraits:
        """What is so of the platform."""
        ...

    @property
    def messenger(self) -> Messenger:
        """Through which announcements go there, once it has started."""
        ...

    async def start(self) -> None:
        """Connect, register commands, and return when questions are being answered.

        Raises:
            PlatformUnreachableError: it cannot be reached now.
            PlatformError: the token is refused.
        """
        ...

    async def wait(self) -> None:
        """Return when it has stopped by itself (a terminal's input ended).

        Raises:
            PlatformError: the connection is lost for good.
        """
        ...

    async def stop(self) -> None:
        """Finish what is being answered and disconnect, within about two seconds."""
        ...
