"""What the widget's websocket is sent: the frames, as JSON-ready data. Pure.

Events have the shape of `services.wire`. The frames here have no seq: they say what goes on now.
"""

from __future__ import annotations

from handoff.core.errors import BatonError
from handoff.core.events import Recorded
from handoff.core.values import Author
from handoff.core.waits import Forecast
from handoff.services import wire
from handoff.services.wire_values import Frame, instant


def event(entry: Recorded) -> Frame:
    """Return an event as the citizen may see it."""
    return wire.for_citizen(entry)


def ready(last_seq: int) -> Frame:
    """Say that everything up to `last_seq` was sent."""
    return {"type": "ready", "last_seq": last_seq}


def heartbeat() -> Frame:
    """Say that the connection is alive."""
    return {"type": "heartbeat"}


def typing(author: Author, on: bool) -> Frame:
    """Say that the bot or an agent writes, or has stopped."""
    return {"type": "typing", "author": author.value, "on": on}


def queue(told: Forecast) -> Frame:
    """Tell the place in the team's queue, from 1, and how long it may take, in seconds.

    `wait` is null when it cannot be said; `opens_at` is when people are back, null while they are
    in.
    """
    wait = told.wait and {"low_s": round(told.wait.low_s), "high_s": round(told.wait.high_s)}
    opens_at = instant(told.opens_at)
    return {"type": "queue", "position": told.position, "wait": wait, "opens_at": opens_at}


def refusal(error: BatonError) -> Frame:
    """Say why the connection is closed."""
    return {"type": "error", "error": wire.error(error)}
