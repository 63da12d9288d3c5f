"""Speech: what an event says to the citizen on a channel that is pushed to, or nothing.

Whoever is not named here is never pushed: an event that is added later stays internal until
somebody decides otherwise. Sentences of the service carry no buttons: only what a message in the
log offers may be pressed.
"""

from __future__ import annotations

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
)
from handoff.core.handoff import OUTSIDE
from handoff.core.values import AgentRef, Author
from handoff.services.control_texts import control_text


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
        case AgentReleased() | ControlReturned() | ConversationClosed():
            return True
        case _:
            return False


def tells_place(event: Event) -> bool:
    """Return whether its sentence names the citizen's place in line."""
    return isinstance(event, HandoffRequested | AgentReleased)


def spoken(
    state: Conversation, event: Event, *, place: int | None = None, late: bool = False
) -> Outgoing | None:
    """Return what is said, in the conversation's language; None when nothing is.

    An agent's words begin with the agent's name, so that no channel has to think of it. `place` is
    the place in line from 1, None when the citizen is not in line any more.
    """
    if not speaks(event):
        return None
    if isinstance(event, MessagePosted):
        name = f"{event.agent.name}: " if event.agent is not None else ""
        return Outgoing(name + event.text, event.author, event.buttons, late=late)
    sentence = _sentence(state.language, event, place)
    return None if sentence is None else Outgoing(sentence, Author.SYSTEM, late=late)


def _sentence(language: str, event: Event, place: int | None) -> str | None:
    match event:
        case HandoffRequested():
            return control_text("queued", language, place=place)
        case AgentReleased() as e if _outside(e.agent):
            return control_text("queued", language, place=place)
        case AgentReleased() as e:
            return control_text("passed_on", language, name=e.agent.name, place=place)
        case AgentAssigned() as e:
            return control_text("joined", language, name=e.agent.name)
        case ControlReturned() as e:
            return control_text("returned", language, name=e.agent.name)
        case ConversationClosed() as e:
            return control_text("closed", language, name=e.agent.name)
        case _:
            return None


def _outside(agent: AgentRef) -> bool:
    return agent.id.startswith(OUTSIDE)
