"""Alembic runs this file for each command; the connection comes from `migrate.upgrade`."""

from __future__ import annotations

from alembic import context

from handoff.adapters.schema_office import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
