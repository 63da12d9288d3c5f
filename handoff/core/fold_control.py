"""How the baton moves: the queue, offers, agents, helpers and the way back to the bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationRouted,
    HandoffRequested,
    HelpAsked,
    HelpEnded,
    OfferEnded,
    OfferMade,
    QueueLeft,
    Recorded,
)
from handoff.core.values import AgentRef, Control


def control_moved(state: Conversation, recorded: Recorded) -> Conversation:
    """Move the state by an event about who must answer; others change nothing."""
    at = recorded.at
    match recorded.event:
        case HandoffRequested() as e:
            return _queued(state, e, at)
        case ConversationRouted() as e:
            return replace(state, team=e.team, priority=e.priority, reason=e.reason, passed_over=())
        case AgentAssigned() as e:
            return _assigned(state, e.agent, at)
        case AgentReleased() as e:
            return _released(state, e, at)
        case QueueLeft():
            return _with_bot(state)
        case ControlReturned() as e:
            returned = _with_bot(state)
            if e.step is None:
                return returned
            seq = recorded.seq
            return replace(returned, citizen_seq=seq, step_seq=seq, owed_since=at)
        case ConversationClosed() as e:
            closed = replace(_with_bot(state), control=Control.CLOSED, disposition=e.disposition)
            return replace(closed, last_agent=e.agent, closed_at=at)
        case ConversationReopened():
            # What the citizen comes back with is a matter of its own.
            return replace(_with_bot(state), disposition=None, need_seq=None)
        case _:
            return _aside(state, recorded)


def _aside(state: Conversation, recorded: Recorded) -> Conversation:
    """Move what stands beside the baton: offers and helpers."""
    match recorded.event:
        case OfferMade() as e:
            return replace(state, offered_to=e.agent, offered_until=e.until)
        case OfferEnded() as e:
            passed = tuple(x for x in state.passed_over if x != e.agent.id)
            return _unoffered(state, (*passed, e.agent.id))
        case HelpAsked() as e:
            kept = tuple(h for h in state.helpers if h.id != e.colleague.id)
            return replace(state, helpers=(*kept, e.colleague))
        case HelpEnded() as e:
            kept = tuple(h for h in state.helpers if h.id != e.colleague.id)
            return replace(state, helpers=kept)
        case _:
            return state


def _queued(state: Conversation, event: HandoffRequested, at: datetime) -> Conversation:
    return replace(
        _unoffered(state, ()),
        control=Control.QUEUED,
        reason=event.reason,
        topic=event.topic,
        priority=event.priority,
        team=event.team,
        opens_at=event.opens_at,
        returned=None,
        handed_over_at=at,
        waiting_since=at,
        assignee=None,
        owed_since=None,
        bot_seq=state.citizen_seq,
    )


def _assigned(state: Conversation, agent: AgentRef, at: datetime) -> Conversation:
    return replace(
        _unoffered(state, ()),
        control=Control.AGENT,
        assignee=agent,
        assigned_at=at,
        awaiting_since=at,
        waiting_since=None,
        opens_at=None,
        returned=None,
        helpers=tuple(h for h in state.helpers if h.id != agent.id),
        # The bot is silent from now on; what it was asked is the agent's, and a form is over.
        form=replace(state.form, stopped=True) if state.form else None,
        owed_since=None,
        bot_seq=state.citizen_seq,
    )


def _released(state: Conversation, event: AgentReleased, at: datetime) -> Conversation:
    # The place in the queue is kept: the citizen has waited since the handoff.
    since = state.handed_over_at or at
    # Who did not answer, or has just put it back, is not the first to be offered it again.
    had_it = (event.agent.id,) if event.reason in ("no_answer", "transfer") else ()
    return replace(
        _unoffered(state, had_it),
        control=Control.QUEUED,
        assignee=None,
        assigned_at=None,
        awaiting_since=None,
        helpers=(),
        returned=event.reason,
        waiting_since=since,
        # What was said to the agent is for the next one.
        bot_seq=state.citizen_seq,
    )


def _unoffered(state: Conversation, passed_over: tuple[str, ...]) -> Conversation:
    return replace(state, offered_to=None, offered_until=None, passed_over=passed_over)


def _with_bot(state: Conversation) -> Conversation:
    """Give control to the bot; what the citizen said to people is not owed an answer by it."""
    return replace(
        _unoffered(state, ()),
        control=Control.BOT,
        assignee=None,
        assigned_at=None,
        awaiting_since=None,
        helpers=(),
        opens_at=None,
        returned=None,
        waiting_since=None,
        handed_over_at=None,
        reason=None,
        topic=None,
        priority=0,
        failed_turns=0,
        owed_since=None,
        bot_seq=state.citizen_seq,
    )
