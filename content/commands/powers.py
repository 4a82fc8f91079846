"""Which power a command needs, and who has it besides those whom the platform makes admins."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from content.commands.admin import (
    AdminCommand,
    ChangeSettings,
    CheckChannel,
    ChooseAdmins,
    ExplainDelivery,
    ForgetPlace,
    ListSubscriptions,
    Pause,
    PostSample,
    PreviewChannel,
    Resume,
    ShowAudit,
    Subscribe,
    Unsubscribe,
)


class Power(StrEnum):
    """What somebody may have done for a channel; each holds those before it."""

    LOOK = "look"
    """See what it hears, and why."""
    MANAGE = "manage"
    """Change that, and see who did."""
    ERASE = "erase"
    """Have all of the whole server deleted."""
    APPOINT = "appoint"
    """Say who else may, in the whole server."""

    @property
    def is_for_true_admins(self) -> bool:
        """Whether only those have it whom the platform itself makes admins."""
        return self in {Power.ERASE, Power.APPOINT}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminChoice:
    """Who counts as admin in one server or workspace, besides its true admins."""

    role: str = ""
    """The platform's id of a role, or of a user group; empty: none."""
    role_name: str = ""
    """What it was called when it was chosen: plain text."""
    creators: bool = False
    """Whether who made a channel may choose what that channel hears."""


NO_CHOICE: Final = AdminChoice()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminRole:
    """A role or user group that can be chosen, as the platform knows it now."""

    id: str
    name: str
    note: str = ""
    """What else whoever chooses it has to know: a sentence; empty: nothing."""


def power_needed(command: AdminCommand) -> Power:
    """Return the power that whoever gives *command* must have."""
    match command:
        case ListSubscriptions() | PreviewChannel() | ExplainDelivery() | CheckChannel():
            return Power.LOOK
        case ChangeSettings(preferences=typed):
            return Power.MANAGE if typed else Power.LOOK
        case Subscribe() | Unsubscribe() | Pause() | Resume() | PostSample() | ShowAudit():
            return Power.MANAGE
        case ForgetPlace(everything=is_all):
            return Power.ERASE if is_all else Power.MANAGE
        case ChooseAdmins():
            return Power.APPOINT if command.changes else Power.MANAGE
        case _:
            assert_never(command)
