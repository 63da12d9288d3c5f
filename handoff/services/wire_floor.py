"""The floor as desks get it: lines of JSON that are made once and sent to many."""

from __future__ import annotations

import json

from handoff.services.seat import OnFloor, Shown
from handoff.services.wire_values import Frame, summary


def text(frame: Frame) -> str:
    """Return a frame as JSON."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def conversation(shown: Shown) -> Frame:
    """Return a conversation as the desk's lists show it."""
    return summary(shown.summary, late=shown.late, looking=shown.looking)


def person(on_floor: OnFloor) -> Frame:
    """Return an agent as colleagues see one."""
    agent = on_floor.agent
    return {
        "id": agent.id,
        "name": agent.name,
        "role": agent.role.value,
        "presence": agent.presence.value,
        "on_duty": on_floor.on_duty,
        "load": on_floor.load,
        "capacity": agent.capacity,
        "teams": list(agent.teams),
        "languages": list(agent.languages),
    }
