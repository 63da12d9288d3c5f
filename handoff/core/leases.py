"""When an agent loses a conversation: no sign of life, no words for the citizen, or gone home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.core import duty, handoff
from handoff.core.agents import Agent, Presence
from handoff.core.channel import MOST_SKEW
from handoff.core.conversation import Conversation
from handoff.core.events import Event
from handoff.core.values import AgentRef, Control

AGENT_LOST, SHIFT_ENDED, ACCOUNT_DISABLED = "agent_lost", "shift_ended", "account_disabled"
"""Reasons of `AgentReleased`."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The office's times: settings BATON_LEASE_SECONDS, OFFER, REMINDER and ANSWER.

    With a `reminder` or an `answer` of 0 there is none.
    """

    lease: timedelta = timedelta(seconds=30)
    offer: timedelta = timedelta(seconds=20)
    reminder: timedelta = timedelta(minutes=3)
    answer: timedelta = timedelta(minutes=5)


def holder_of(state: Conversation) -> AgentRef | None:
    """Return the agent of the desk who holds it; staff who answer elsewhere have no desk."""
    holder = state.assignee
    if state.control is not Control.AGENT or holder is None:
        return None
    return None if holder.id.startswith(handoff.OUTSIDE) else holder


def lost(
    state: Conversation, agent: Agent | None, now: datetime, lease: timedelta, since: datetime
) -> list[Event]:
    """Put back what its holder `agent` cannot look after any more; None: nobody knows the agent.

    Nobody loses anything within one lease from `since`, when the service itself came back: desks
    need that time to show that they are there, too. Who was given a conversation has as long.
    """
    holder = holder_of(state)
    if holder is None or (agent is not None and agent.id != holder.id):
        return []
    if agent is not None and agent.disabled:
        return duty.release(state, holder.id, ACCOUNT_DISABLED)
    if agent is not None and (agent.presence is Presence.OFFLINE or not agent.role.talks):
        return duty.release(state, holder.id, SHIFT_ENDED)
    told = (agent.seen_at if agent else None, state.assigned_at)
    # A time ahead of now was written by a clock that was put back since.
    signs = [at for at in told if at is not None and at <= now + MOST_SKEW]
    if now - max((since, *signs)) < lease:
        return []
    return duty.release(state, holder.id, AGENT_LOST)


def is_late(state: Conversation, now: datetime, reminder: timedelta) -> bool:
    """Whether the agent who holds it is to be reminded that the citizen waits for words."""
    since = state.awaiting_since
    if holder_of(state) is None or since is None or not reminder:
        return False
    return now - since >= reminder


def is_silent(state: Conversation, now: datetime, answer: timedelta) -> bool:
    """Whether the agent who holds it has left the citizen without words for too long."""
    return bool(answer) and bool(duty.release_silent(state, now, answer))


def end_of_offer(
    state: Conversation, now: datetime, on_duty: bool, length: timedelta
) -> list[Event]:
    """End an offer that nobody will answer: its time is over, or the agent is gone.

    One that has longer to go than `length` was made by a clock that was put back since.
    """
    if state.offered_to is None or state.offered_until is None:
        return []
    if not now < state.offered_until <= now + length + MOST_SKEW:
        return duty.end_offer(state, state.offered_to.id, duty.LAPSED)
    return [] if on_duty else duty.end_offer(state, state.offered_to.id, duty.GONE)
