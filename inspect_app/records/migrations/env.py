"""How Alembic runs: on the connection that `records.migrate` gives it, in that transaction."""

from alembic import context

from inspect_app.records.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a table: there it is copied.
    render_as_batch=True,
)
context.run_migrations()
