"""The alembic environment; `handoff.adapters.migrate` runs it without an alembic.ini."""
