"""The floor: all that waits for a person or has one, who sees it, and what time does to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.handoff import OUTSIDE
from handoff.core.values import Control


def stands(state: Conversation) -> bool:
    """Whether the conversation is on the floor."""
    return state.control in (Control.QUEUED, Control.AGENT)


def sees(agent: Agent, state: Conversation) -> bool:
    """Whether an agent's lists show a conversation.

    Supervisors and admins see the whole floor, editors nothing of it. Agents see what waits (offers
    wait, too), what they hold, where they help, and what staff hold outside of the desk.
    """
    if not stands(state) or not agent.role.talks:
        return False
    if agent.role.supervises or state.control is Control.QUEUED:
        return True
    helps = any(helper.id == agent.id for helper in state.helpers)
    return helps or state.holds(agent.id) or held_outside(state)


def held_outside(state: Conversation) -> bool:
    """Whether staff hold it who answer on the platform itself."""
    return (
        state.control is Control.AGENT
        and state.assignee is not None
        and state.assignee.id.startswith(OUTSIDE)
    )


def is_late(state: Conversation, now: datetime, reminder: timedelta) -> bool:
    """Whether the agent who holds it is to be reminded that the citizen waits; `reminder` 0: never.

    Staff who answer outside of the desk have no desk that could remind them.
    """
    since = state.awaiting_since
    if state.control is not Control.AGENT or held_outside(state) or since is None or not reminder:
        return False
    return now - since >= reminder


def as_of(state: Conversation, now: datetime) -> Conversation:
    """Return the conversation without an offer that has lapsed, ended in the log or not yet."""
    if state.offered_until is None or state.offered_until > now:
        return state
    return replace(state, offered_to=None, offered_until=None)


def bearer(state: Conversation) -> str | None:
    """Return the id of the agent whose load it is part of: who holds it, or is offered it."""
    agent = state.offered_to if state.control is Control.QUEUED else state.assignee
    return agent.id if agent is not None and stands(state) else None


def loads(states: Iterable[Conversation]) -> Counter[str]:
    """Return how many conversations each agent holds or is offered."""
    return Counter(agent_id for state in states if (agent_id := bearer(state)) is not None)
