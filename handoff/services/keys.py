"""Idempotency keys: one name space a participant, so that nobody's key meets another's."""

from __future__ import annotations

CITIZEN = "citizen:"


def of_citizen(key: str) -> str:
    """Return the key under which the log keeps what the citizen sent with `key`."""
    return f"{CITIZEN}{key}"


def of_agent(agent_id: str, key: str) -> str:
    """Return the key under which the log keeps what this agent sent with `key`."""
    return f"agent:{agent_id}:{key}"


def of_part(key: str, place: int) -> str:
    """Return the key of part `place` (from 0) of a text that is kept in several."""
    return key if place == 0 else f"{key}#{place + 1}"


def sent_by_citizen(stored: str | None) -> str | None:
    """Return the key as the citizen sent it, or None when it is not the citizen's."""
    return _after(stored, CITIZEN)


def sent_by_agent(agent_id: str, stored: str | None) -> str | None:
    """Return the key as this agent sent it, or None when it is not the agent's."""
    return _after(stored, of_agent(agent_id, ""))


def _after(stored: str | None, prefix: str) -> str | None:
    return stored.removeprefix(prefix) if stored and stored.startswith(prefix) else None
