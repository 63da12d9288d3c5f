"""Speech: what an event says to the citizen on a channel that is pushed to, or nothing.

Whoever is not named here is never pushed: an event that is added later stays internal until
somebody decides otherwise. The one button of a sentence is that which stops waiting: it counts
without having been offered by a message in the log (`core.tokens`).
"""

from __future__ import annotations

from datetime import datetime

from handoff.core.channel import Outgoing
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    Event,
    HandoffRequested,
    MessagePosted,
    QueueLeft,
)
from handoff.core.handoff import OUTSIDE
from handoff.core.values import AgentRef, Author, Control
from handoff.core.waits import Forecast
from handoff.services.control_texts import control_text
from handoff.services.queue_speech import Queued, leaving, queue_speech


def speaks(event: Event) -> bool:
    """Return whether the citizen is told of it."""
    match event:
        case MessagePosted() as e:
            # The citizen's own words, and what staff said there, are on the channel already.
            return bool(e.text) and e.author is not Author.CITIZEN and not e.outside
        case HandoffRequested() as e:
            # Staff outside of the desk have taken it in the same moment.
            return e.by is not Author.AGENT
        case AgentAssigned() as e:
            return not _outside(e.agent)
        case AgentReleased() | QueueLeft() | ControlReturned() | ConversationClosed():
            return True
        case _:
            return False


def tells_wait(event: Event) -> bool:
    """Return whether its sentence tells of the wait: it is none any more when the wait is over."""
    return isinstance(event, Queued)


def spoken(
    state: Conversation,
    event: Event,
    local_now: datetime,
    *,
    forecast: Forecast | None = None,
    late: bool = False,
) -> Outgoing | None:
    """Return what is said, in the conversation's language; None when nothing is.

    An agent's words begin with the agent's name, so that no channel has to think of it. `local_now`
    is on the agency's clock, `forecast` the wait as it is now, None when nothing is known of it.
    """
    if not speaks(event):
        return None
    if isinstance(event, MessagePosted):
        name = f"{event.agent.name}: " if event.agent is not None else ""
        return Outgoing(name + event.text, event.author, event.buttons, late=late)
    if isinstance(event, Queued):
        if state.control is not Control.QUEUED:
            # Somebody has taken it meanwhile, or the citizen has left; that is told next.
            return None
        words = queue_speech(state.language, event, forecast, local_now)
        return Outgoing(words, Author.SYSTEM, leaving(state), late=late)
    sentence = _sentence(state.language, event)
    return None if sentence is None else Outgoing(sentence, Author.SYSTEM, late=late)


def _sentence(language: str, event: Event) -> str | None:
    match event:
        case AgentAssigned() as e:
            return control_text("joined", language, name=e.agent.name)
        case QueueLeft():
            return control_text("left_queue", language)
        case ControlReturned() as e:
            return control_text("returned", language, name=e.agent.name)
        case ConversationClosed() as e:
            return control_text("closed", language, name=e.agent.name)
        case _:
            return None


def _outside(agent: AgentRef) -> bool:
    return agent.id.startswith(OUTSIDE)
