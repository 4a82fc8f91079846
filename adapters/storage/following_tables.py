"""The tables of what is published, and of which channels follow which."""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint, text

from adapters.storage.schema import ID, Moment, metadata, required

_OPEN_SQL: Final = "ended_at IS NULL"
publication = Table(
    "publication",
    metadata,
    Column("id", ID, primary_key=True),
    required("platform", Text),
    required("destination_id", ID),
    required("message", Text),
    required("announcement_id", ID),
    required("is_news", Boolean),
    required("state", Text),
    Column("reason", Text),
    required("attempts", Integer),
    required("posted_at", Moment),
    required("due_at", Moment),
    Column("tried_at", Moment),
    Column("expires_at", Moment),
    Column("ended_at", Moment),
    UniqueConstraint("destination_id", "message"),
    Index(None, "destination_id", "tried_at"),
    Index(None, "ended_at"),
    Index(
        "ix_publication_open",
        "platform",
        "due_at",
        sqlite_where=text(_OPEN_SQL),
        postgresql_where=text(_OPEN_SQL),
    ),
)
"""A message of ours in a channel that others follow; *tried_at* is when it last may have been
published.
"""
home_channel = Table(
    "home_channel",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    required("workspace", Text),
    required("show", Text),
    required("created_at", Moment),
    UniqueConstraint("platform", "workspace", "show"),
)
"""The channels that Violet keeps for others to follow; *show* is empty for that of every show."""
follow = Table(
    "follow",
    metadata,
    Column("id", ID, primary_key=True),
    required("platform", Text),
    required("workspace", Text),
    required("channel", Text),
    required("home", Text),
    required("state", Text),
    required("webhook", Text),
    required("reason", Text),
    required("attempts", Integer),
    required("since", Moment),
    required("look_at", Moment),
    UniqueConstraint("platform", "channel", "home"),
    Index(None, "home"),
    Index(None, "look_at"),
)
"""Which channel follows which of ours, by which *webhook*; a channel that is to follow has one too.

It goes once its channel follows no more, whatever else is forgotten of the channel.
"""
