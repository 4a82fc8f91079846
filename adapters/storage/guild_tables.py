"""The tables of what stands in servers beside posts: events, and the posts of forums."""

from typing import Final

from sqlalchemy import Boolean, Column, Integer, Table, Text

from adapters.storage.schema import Moment, metadata

scheduled_event: Final = Table(
    "scheduled_event",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("is_tried", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)
"""*event* is the platform's own id, empty where it is not known to be there; *payload* is what it
says, as JSON.
"""
forum_post: Final = Table(
    "forum_post",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("show", Text, primary_key=True),
    Column("thread", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("tried_at", Moment, nullable=False),
)
"""*show* is empty for what is about no one show; *thread* until it is known to be there. *key* is
what the post's first message carries, *tried_at* when it was first tried.
"""
