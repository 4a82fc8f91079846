"""The ports that a database fills, in memory; held to the same contract tests as the real ones."""

from fakes.answers import FakeAnswers
from fakes.audit import FakeAudit, FakeServerAdmins
from fakes.calendars import FakeCalendars
from fakes.call_budget import FakeCallBudget
from fakes.conversations import FakeConversations
from fakes.corrections import FakeCorrections
from fakes.editor_claims import FakeEditorClaims
from fakes.episodes import FakeEpisodes
from fakes.feed_store import FakeFeeds
from fakes.forum_posts import FakeForumPosts
from fakes.journal import FakeJournal
from fakes.memory import Memory
from fakes.outbox import FakeOutbox
from fakes.places import FakePlaces
from fakes.postponements import FakePostponements
from fakes.privacy import FakePrivacy
from fakes.proposals import FakeProposals
from fakes.retention import FakeRetention
from fakes.scheduled_events import FakeScheduledEvents
from fakes.stories import FakeStories
from fakes.subscriptions import FakeSubscriptions
from fakes.watchlist import FakeFollowedClaims, FakeWatchlist


class FakeDatabase:
    """The ports, under the names that `Database` gives them."""

    def __init__(self) -> None:
        memory = self.memory = Memory()
        self.journal = FakeJournal(memory)
        self.outbox = FakeOutbox(memory)
        self.retention = FakeRetention(memory)
        self.subscriptions = FakeSubscriptions(memory)
        self.conversations = FakeConversations(memory)
        self.corrections = FakeCorrections(memory.acts)
        self.answers = FakeAnswers()
        self.corrections = FakeCorrections()
        self.watchlist = FakeWatchlist(memory)
        self.episodes = FakeEpisodes(memory)
        self.stories = FakeStories(memory, self.journal)
        self.followed_claims = FakeFollowedClaims(memory)
        self.call_budget = FakeCallBudget()
        self.proposals = FakeProposals(memory, self.corrections)
        self.editor_claims = FakeEditorClaims(memory)
        self.privacy = FakePrivacy(memory, self.corrections)
        self.feeds = FakeFeeds(memory.acts)
        self.audit = FakeAudit(memory)
        self.places = FakePlaces(memory)
        self.calendars = FakeCalendars(memory)
        self.server_admins = FakeServerAdmins(memory)
        self.events = FakeScheduledEvents(memory)
        self.forum_posts = FakeForumPosts()
        self.postponements = FakePostponements()
