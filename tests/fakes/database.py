"""The ports that a database fills, in memory; held to the same contract tests as the real ones."""

from fakes.conversations import FakeConversations
from fakes.corrections import FakeCorrections
from fakes.journal import FakeJournal
from fakes.memory import Memory
from fakes.outbox import FakeOutbox
from fakes.retention import FakeRetention
from fakes.subscriptions import FakeSubscriptions


class FakeDatabase:
    """All six ports, under the names that `Database` gives them."""

    def __init__(self) -> None:
        memory = Memory()
        self.journal = FakeJournal(memory)
        self.outbox = FakeOutbox(memory)
        self.retention = FakeRetention(memory)
        self.subscriptions = FakeSubscriptions(memory)
        self.conversations = FakeConversations(memory)
        self.corrections = FakeCorrections()
