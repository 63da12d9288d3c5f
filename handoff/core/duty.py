"""Decisions on agents' work that no agent takes alone: offers, leases, supervision, help, facts."""

from __future__ import annotations

from datetime import datetime, timedelta

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, NotQueued
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ConversationRouted,
    Event,
    HelpAsked,
    HelpEnded,
    OfferEnded,
    OfferMade,
    SlotCorrected,
)
from handoff.core.text import checked
from handoff.core.values import AgentRef, Author, Control

DECLINED, LAPSED, GONE = "declined", "lapsed", "gone"
"""Reasons of `OfferEnded`."""


def offer(state: Conversation, agent: AgentRef, until: datetime) -> list[Event]:
    """Ask one agent first; nothing while somebody else is being asked, or nobody waits."""
    if state.control is not Control.QUEUED or state.offered_to is not None:
        return []
    return [OfferMade(agent=agent, until=until)]


def end_offer(state: Conversation, agent_id: str, reason: str) -> list[Event]:
    """End the offer to this agent, if it stands."""
    asked = state.offered_to
    if asked is None or asked.id != agent_id:
        return []
    return [OfferEnded(agent=asked, reason=reason)]


def release(state: Conversation, agent_id: str, reason: str) -> list[Event]:
    """Put back what an agent holds, to the place in the queue it had, and end an offer to them."""
    if not state.holds(agent_id) or state.assignee is None:
        return end_offer(state, agent_id, GONE)
    return [AgentReleased(agent=state.assignee, reason=reason)]


def release_silent(state: Conversation, now: datetime, patience: timedelta) -> list[Event]:
    """Put back what an agent holds without answering for longer than `patience`.

    Whoever answers outside of the desk has a patience of their own (`handoff.clerk_left`).
    """
    holder = state.assignee
    outside = holder is not None and holder.id.startswith(handoff.OUTSIDE)
    since = state.awaiting_since
    if holder is None or outside or since is None or now - since < patience:
        return []
    return [AgentReleased(agent=holder, reason="no_answer")]


def assign(state: Conversation, to: AgentRef, by: AgentRef) -> list[Event]:
    """Give a conversation to an agent, whoever has control: a supervisor's right.

    Raises:
        NotQueued: it is closed.
    """
    if state.holds(to.id):
        return []
    if state.control is Control.CLOSED:
        raise NotQueued
    asked: list[Event] = []
    if state.control is Control.BOT:
        asked = handoff.requested(
            state, reason="supervisor", topic=None, priority=0, by=Author.AGENT
        )
    return [*asked, AgentAssigned(agent=to, by=by)]


def route(state: Conversation, team: str | None, priority: int, by: AgentRef) -> list[Event]:
    """Change team and priority of a waiting conversation.

    Raises:
        NotQueued: it does not wait.
    """
    if state.control is not Control.QUEUED:
        raise NotQueued
    if (team, priority) == (state.team, state.priority):
        return []
    return [ConversationRouted(team, priority, state.reason or "supervisor", by=by)]


def correct_slot(state: Conversation, agent: AgentRef, name: str, value: str) -> list[Event]:
    """Put a fact right that the bot collected; the same value again changes nothing.

    Raises:
        NotYours: the agent does not hold the baton.
        InvalidRequest: there is no such fact.
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    handoff.held(state, agent)
    known = next((slot for slot in state.slots if slot.name == name), None)
    if known is None:
        raise InvalidRequest("There is no such fact to put right.")
    words = checked(value)
    return [] if known.value == words else [SlotCorrected(agent=agent, name=name, value=words)]


def call_in(state: Conversation, agent: AgentRef, colleague: AgentRef) -> list[Event]:
    """Call a colleague in to read along and whisper.

    Raises:
        NotYours: the agent does not hold the baton.
    """
    handoff.held(state, agent)
    if colleague.id == agent.id or any(h.id == colleague.id for h in state.helpers):
        return []
    return [HelpAsked(agent=agent, colleague=colleague)]


def end_help(state: Conversation, agent: AgentRef, colleague_id: str) -> list[Event]:
    """Let a colleague go, or go oneself.

    Raises:
        NotYours: neither the holder nor the colleague asks for it.
    """
    if agent.id != colleague_id:
        handoff.held(state, agent)
    return [HelpEnded(colleague=h) for h in state.helpers if h.id == colleague_id]
