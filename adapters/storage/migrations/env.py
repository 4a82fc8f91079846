"""What Alembic runs; the connection, and the transaction around it, are `revisions`'."""

from alembic import context

from adapters.storage import following_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=following_tables.follow.metadata,
    compare_server_default=True,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
