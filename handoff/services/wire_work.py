"""What agents see of the work on a conversation besides of who has control."""

from __future__ import annotations

from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    CitizenNamed,
    ControlReturned,
    ConversationClosed,
    ConversationRouted,
    Event,
    HandoffRequested,
    HelpAsked,
    HelpEnded,
    OfferEnded,
    OfferMade,
    SlotCorrected,
    SurveyAsked,
)
from handoff.services.wire_values import Frame, agent, instant


def of_work(event: Event) -> Frame:
    """Return the fields that agents get on top of what citizens see; `type` where that differs."""
    match event:
        case HandoffRequested() as e:
            asked = {"topic": e.topic, "priority": e.priority, "by": e.by.value}
            return asked | {"team": e.team, "rule": e.rule}
        case AgentAssigned() as e:
            return {"agent": agent(e.agent), "by": agent(e.by)}
        case AgentReleased() as e:
            return {"by": agent(e.agent)}
        case ControlReturned() as e:
            return {"by": agent(e.agent), "step": e.step.title if e.step else None}
        case ConversationClosed() as e:
            by = agent(e.agent)
            return {"disposition": e.disposition.value, "name": e.agent.name, "by": by}
        case _:
            return _unseen(event)


def _unseen(event: Event) -> Frame:
    """Return what citizens see nothing of."""
    match event:
        case ConversationRouted() as e:
            routed: Frame = {"team": e.team, "priority": e.priority, "reason": e.reason}
            return {"type": "routed", **routed, "by": agent(e.by)}
        case OfferMade() as e:
            return {"type": "offer", "agent": agent(e.agent), "until": instant(e.until)}
        case OfferEnded() as e:
            return {"type": "offer_ended", "agent": agent(e.agent), "reason": e.reason}
        case SlotCorrected() as e:
            return {"type": "slot", "by": agent(e.agent), "name": e.name, "value": e.value}
        case HelpAsked() as e:
            return {"type": "help", "by": agent(e.agent), "colleague": agent(e.colleague)}
        case HelpEnded() as e:
            return {"type": "help_ended", "colleague": agent(e.colleague)}
        case SurveyAsked():
            return {"type": "survey"}
        case CitizenNamed() as e:
            return {"type": "named", "name": e.name, "language": e.language}
        case _:
            return {}
