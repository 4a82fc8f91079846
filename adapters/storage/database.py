"""One database, with all that is kept in it."""

import contextlib
import uuid
from datetime import datetime
from pathlib import Path

from adapters.storage import rehearsal
from adapters.storage.answers import StoredAnswers
from adapters.storage.audit import StoredAudit, StoredServerAdmins
from adapters.storage.backlog import StoredBacklog
from adapters.storage.calendars import StoredCalendars
from adapters.storage.call_budget import StoredCallBudget
from adapters.storage.claims import RecordedClaims, StoredJournal
from adapters.storage.conversations import StoredConversations
from adapters.storage.corrections import StoredCorrections
from adapters.storage.editor_claims import StoredEditorClaims
from adapters.storage.engine import BUSY_S, Transactions
from adapters.storage.episodes import StoredEpisodes
from adapters.storage.feeds import StoredFeeds
from adapters.storage.followed_claims import FollowedClaims
from adapters.storage.follows import StoredFollows
from adapters.storage.forum_posts import StoredForumPosts
from adapters.storage.installation import StoredHeartbeats, StoredInstallation
from adapters.storage.leadership import SharedLeadership, SoleLeadership
from adapters.storage.outbox import StoredOutbox
from adapters.storage.places import StoredPlaces
from adapters.storage.postponements import StoredPostponements
from adapters.storage.privacy import StoredPrivacy
from adapters.storage.proposals import StoredProposals
from adapters.storage.publications import StoredPublications
from adapters.storage.restored import mark_restored, restored_report
from adapters.storage.retention import StoredRetention
from adapters.storage.revisions import make_ready
from adapters.storage.scheduled_events import StoredScheduledEvents
from adapters.storage.server_faults import faults_of_server
from adapters.storage.stories import StoredStories
from adapters.storage.subscriptions import StoredSubscriptions
from adapters.storage.watchlist import StoredWatchlist
from adapters.storage.workspaces import StoredWorkspaces
from bot.ports.errors import StorageError
from bot.ports.findings import Finding
from bot.ports.restored import RestoredReport
from bot.ports.secret_box import SecretBox
from content.subscriptions.destination import Platform


class Database:
    """A database at the revision of this program; made by `open`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self.journal = StoredJournal(transactions)
        self.recorded_claims = RecordedClaims(transactions)
        self.outbox = StoredOutbox(transactions)
        self.follows = StoredFollows(transactions)
        self.publications = StoredPublications(transactions)
        self.retention = StoredRetention(transactions)
        self.subscriptions = StoredSubscriptions(transactions)
        self.conversations = StoredConversations(transactions)
        self.answers = StoredAnswers(transactions)
        self.corrections = StoredCorrections(transactions)
        self.watchlist = StoredWatchlist(transactions)
        self.episodes = StoredEpisodes(transactions)
        self.stories = StoredStories(transactions)
        self.followed_claims = FollowedClaims(transactions)
        self.call_budget = StoredCallBudget(transactions)
        self.proposals = StoredProposals(transactions)
        self.editor_claims = StoredEditorClaims(transactions)
        self.feeds = StoredFeeds(transactions)
        self.privacy = StoredPrivacy(transactions)
        self.server_admins = StoredServerAdmins(transactions)
        self.audit = StoredAudit(transactions)
        self.calendars = StoredCalendars(transactions)
        self.events = StoredScheduledEvents(transactions)
        self.forum_posts = StoredForumPosts(transactions)
        self.postponements = StoredPostponements(transactions)
        self.places = StoredPlaces(transactions)
        self.backlog = StoredBacklog(transactions)
        self.leadership = (
            SoleLeadership(transactions)
            if transactions.is_sqlite
            else SharedLeadership(transactions.url, transactions.name)
        )
        """Opened by whoever runs for long, and by nobody else."""
        self.heartbeats = StoredHeartbeats(transactions, self.leadership.wanted_for)
        self.installation = StoredInstallation(transactions)

    def workspaces_on(self, platform: Platform, box: SecretBox | None) -> StoredWorkspaces:
        """Return what keeps the installations there; without a *box* no token is kept or read."""
        return StoredWorkspaces(self._transactions, platform, box)

    @property
    def claim_sources(self) -> tuple[FollowedClaims, StoredEditorClaims, RecordedClaims]:
        """What is claimed here: where two hold one claim, the earlier one's is taken."""
        return self.followed_claims, self.editor_claims, self.recorded_claims

    @classmethod
    async def open(cls, url: str, *, upgrade: bool = True, busy_s: float = BUSY_S) -> "Database":
        """Return the database at *url*, made or migrated first where that is needed.

        With *upgrade* false nothing is made or migrated. A locked database is waited for during
        *busy_s* seconds.

        Raises:
            StorageError: it cannot be used as it is; it was not changed.
        """
        transactions = Transactions.to(url, busy_s=busy_s)
        try:
            await make_ready(transactions, upgrade=upgrade)
        except BaseException:
            await transactions.close()
            raise
        return cls(transactions)

    async def close(self) -> None:
        """Close every connection; whatever was not committed has not happened."""
        await self.leadership.close()
        await self._transactions.close()

    async def server_faults(self) -> list[Finding]:
        """Return what is wrong with how its server is set up; nothing where all is well.

        Raises:
            StorageError: it cannot be asked.
        """
        return await faults_of_server(self._transactions)

    async def backup(self, path: Path) -> None:
        """Make a consistent copy as *path*, also while other processes write.

        Raises:
            StorageError: *path* exists already, cannot be written, or this is PostgreSQL, which
                brings a better tool of its own.
        """
        if not self._transactions.is_sqlite:
            raise StorageError(
                f"{self._transactions.name} is not copied by Violet; use pg_dump, which copies it "
                "consistently while Violet runs"
            )
        _refuse_to_overwrite(path)
        # Until it is whole it has another name, so that half a copy is never taken for one.
        growing = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            await self._transactions.copy_into(growing, f"The copy {path}")
            _refuse_to_overwrite(path)
            growing.rename(path)
        finally:
            with contextlib.suppress(OSError):  # gone by its new name, or never begun
                growing.unlink()

    async def mark_restored(self, now: datetime) -> int:
        """Take this for a backup that was put back: what is due may have been told since.

        Return how many posts are to be looked for before they are sent.

        Raises:
            StorageError: a process runs on it, or it cannot be written.
        """
        if self._transactions.is_sqlite:
            await self.leadership.open()
        return await mark_restored(self._transactions, now)

    async def restored_report(self, now: datetime) -> RestoredReport | None:
        """Return what became of those; None where nothing was restored in the last month."""
        return await restored_report(self._transactions, now)

    async def copy_subscriptions_from(self, other: "Database") -> int:
        """Add what *other*'s destinations want to hear; return how many subscriptions it has.

        What stands here already stays as it is.
        """
        return await other.subscriptions.copy_to(self.subscriptions)

    async def begin_rehearsal(self, now: datetime) -> None:
        """Look at everything anew from *now*, the rehearsal's start.

        What ordinary runs left unsent is kept for the next one of them.
        """
        await rehearsal.begin(self._transactions, now)

    async def end_rehearsal(self, now: datetime) -> None:
        """Where rehearsals went before, void what they left unsent and begin afresh from *now*.

        Nothing is done to a database that was not rehearsed in.
        """
        await rehearsal.end(self._transactions, now)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise StorageError(f"{path} exists already; name a new file, so that none is overwritten")
