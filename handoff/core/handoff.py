"""Decisions on who holds the baton: the queue, the agents and the way back to the bot."""

from __future__ import annotations

from dataclasses import replace

from handoff.core.brief import compose
from handoff.core.canned import refuse_unfilled
from handoff.core.conversation import Conversation
from handoff.core.errors import AlreadyTaken, NotQueued, NotYours
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationRouted,
    Event,
    HandoffRequested,
    MessagePosted,
    NoteAdded,
)
from handoff.core.text import checked
from handoff.core.values import AgentRef, Attachment, Author, Button, Control, Disposition

OUTSIDE = "outside:"
"""Prefix of the id of staff who answer on a platform itself and are no agents of the desk."""


def requested(
    state: Conversation, *, reason: str, topic: str | None, priority: int, by: Author
) -> list[Event]:
    """Ask for a person, with the brief as it stands; no effect when people are at it already.

    Without a topic it is about what was tried last. Who waits already and turns out to be in more
    of a hurry moves up.
    """
    if state.control is Control.QUEUED and priority > state.priority:
        return [ConversationRouted(team=state.team, priority=priority, reason=reason)]
    if state.control in (Control.QUEUED, Control.AGENT):
        return []
    topic = topic or (state.topics[-1].intent if state.topics else None)
    brief = replace(compose(state), reason=reason, topic=topic, priority=priority)
    return [HandoffRequested(reason=reason, topic=topic, priority=priority, by=by, brief=brief)]


def accept(state: Conversation, agent: AgentRef) -> list[Event]:
    """Take a waiting conversation. Taking what one holds already changes nothing.

    What staff hold outside of the desk can be taken as well: the desk is where one can hold on.

    Raises:
        AlreadyTaken: a colleague holds it.
        NotQueued: the bot has control, or the conversation is closed.
    """
    if state.control is Control.AGENT and state.assignee is not None:
        if state.assignee.id == agent.id:
            return []
        if not state.assignee.id.startswith(OUTSIDE):
            raise AlreadyTaken(state.assignee)
    elif state.control is not Control.QUEUED:
        raise NotQueued
    return [AgentAssigned(agent=agent)]


def agent_said(state: Conversation, agent: AgentRef, text: str) -> list[Event]:
    """Answer the citizen.

    Raises:
        NotYours: the agent does not hold the baton.
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
        UnfilledVariable: a canned response was not filled in to the end.
    """
    held(state, agent)
    words = refuse_unfilled(checked(text))
    return [MessagePosted(author=Author.AGENT, text=words, agent=agent)]


def clerk_said(
    state: Conversation, clerk: AgentRef, text: str, attachments: tuple[Attachment, ...] = ()
) -> list[Event]:
    """Keep what staff said on the platform itself, past the desk; the bot is silent from then on.

    An agent of the desk who holds the baton keeps it.
    """
    said = MessagePosted(
        author=Author.AGENT, text=text, agent=clerk, attachments=attachments, outside=True
    )
    if state.control is Control.AGENT:
        return [said]
    reopened: list[Event] = [ConversationReopened()] if state.control is Control.CLOSED else []
    taken = requested(state, reason="answered_outside", topic=None, priority=0, by=Author.AGENT)
    return [*reopened, *taken, AgentAssigned(agent=clerk), said]


def clerk_left(state: Conversation) -> list[Event]:
    """Put a citizen into the queue who waits for staff outside of the desk; else nothing."""
    holder = state.assignee
    if holder is None or not holder.id.startswith(OUTSIDE) or not state.awaits_agent:
        return []
    return [AgentReleased(agent=holder, reason="clerk_away")]


def add_note(agent: AgentRef, text: str, *, whisper: bool = False) -> list[Event]:
    """Write a note for colleagues; every agent may, at any time, and control does not change.

    Raises:
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    return [NoteAdded(agent=agent, text=checked(text), whisper=whisper)]


def transfer(
    state: Conversation,
    agent: AgentRef,
    to: AgentRef | None,
    note: str | None = None,
    team: str | None = None,
) -> list[Event]:
    """Pass the baton to a colleague, or back to the queue when `to` is None, there to a team.

    Passing it to oneself changes nothing; the note is kept.

    Raises:
        NotYours: the agent does not hold the baton.
        InvalidText, EmptyText, TextTooLong: the note is no text.
    """
    held(state, agent)
    if to is not None and to.id == agent.id:
        return _note(agent, note)
    if to is not None:
        return [*_note(agent, note), AgentAssigned(agent=to, by=agent)]
    events = [*_note(agent, note), AgentReleased(agent=agent)]
    if team is None or team == state.team:
        return events
    urgency = state.priority
    return [*events, ConversationRouted(team, urgency, state.reason or "transfer", by=agent)]


def return_to_bot(
    state: Conversation, agent: AgentRef, note: str | None = None, step: Button | None = None
) -> list[Event]:
    """Give the conversation back to the bot, which goes on at `step`.

    Raises:
        NotYours: the agent does not hold the baton.
        InvalidText, EmptyText, TextTooLong: the note is no text.
    """
    held(state, agent)
    return [*_note(agent, note), ControlReturned(agent=agent, step=step)]


def close(
    state: Conversation, agent: AgentRef, disposition: Disposition, note: str | None = None
) -> list[Event]:
    """End the conversation with an outcome.

    Raises:
        NotYours: the agent does not hold the baton.
        InvalidText, EmptyText, TextTooLong: the note is no text.
    """
    held(state, agent)
    return [*_note(agent, note), ConversationClosed(agent=agent, disposition=disposition)]


def held(state: Conversation, agent: AgentRef) -> None:
    """Raise `NotYours`, with who holds the baton in details, unless the agent does."""
    holder = state.assignee
    if state.control is not Control.AGENT or holder is None or holder.id != agent.id:
        assignee = {"id": holder.id, "name": holder.name} if holder else None
        raise NotYours(assignee=assignee)


def _note(agent: AgentRef, note: str | None) -> list[Event]:
    return add_note(agent, note) if note and note.strip() else []
