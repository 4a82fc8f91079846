"""What whoever runs Violet is told of the workspaces that installed her."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from bot.ports.leadership import Meter
from bot.ports.workspaces import WorkspaceStanding

Standings = Mapping[WorkspaceStanding, int]
"""How many workspaces there are of each standing."""

_TOLD: Final = {
    WorkspaceStanding.EXPIRING: "that are lost within hours: Slack renews no token for them",
    WorkspaceStanding.UNREADABLE: "whose tokens need another VIOLET_ENCRYPTION_KEY to be read",
    WorkspaceStanding.REMOVED: "that removed the app, or revoked its tokens",
}


def standing_lines(standings: Standings) -> Sequence[str]:
    """Return a line for each standing that somebody should know of."""
    return [
        f"workspaces {words}: {count}"
        for one, words in _TOLD.items()
        if (count := standings.get(one, 0))
    ]


def count_workspaces_in(
    meter: Meter, standings: Callable[[], Standings], refused: Callable[[], int]
) -> None:
    """Let *meter* show how many there are, and how many requests were not Slack's."""

    def count(standing: WorkspaceStanding) -> int:
        return standings().get(standing, 0)

    for standing in WorkspaceStanding:
        meter.watch(
            f"slack_workspaces_{standing.value}",
            f"Workspaces whose installation is {standing.value}.",
            partial(count, standing),
        )
    meter.watch("slack_requests_refused", "Requests that were not shown to be Slack's.", refused)
