"""A Slack on 127.0.0.1 that the real SDK talks to: stateful, strict, and faulty on request."""

from fakes.slack.faults import Fault
from fakes.slack.server import FakeSlack
from fakes.slack.wire import Typed
from fakes.slack.workspace import Message, Workspace

__all__ = ["FakeSlack", "Fault", "Message", "Typed", "Workspace"]
