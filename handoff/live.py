"""What desks see live, put together: the floor, who has what open, and who is connected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handoff.core.agents import Agent
from handoff.core.ports import Agents, Clock, Log, Wakeups
from handoff.services.access import AccessRecorder
from handoff.services.connections import Connections
from handoff.services.feed import Feed
from handoff.services.floor import Floor, Times
from handoff.services.watching import Lookers, Watching
from handoff.settings import Settings
from handoff.web.acts import WATCH
from handoff.web.desk_stream import Sources


@dataclass(frozen=True)
class Live:
    """`connections.check(agent_id)` has an agent's desks look at their sessions at once."""

    floor: Floor
    lookers: Lookers
    connections: Connections


def live(
    log: Log,
    agents: Agents,
    watching: Watching,
    wakeups: Wakeups,
    clock: Clock,
    settings: Settings,
) -> Live:
    """Put it together; the floor is kept while `Floor.run` runs."""
    lookers = Lookers(watching, clock)
    times = Times(
        lease=timedelta(seconds=settings.lease_seconds),
        reminder=timedelta(minutes=settings.reminder_minutes),
        heartbeat=timedelta(seconds=settings.heartbeat_seconds),
    )
    return Live(
        floor=Floor(log, agents, wakeups, lookers, clock, times),
        lookers=lookers,
        connections=Connections(agents, lookers, clock, settings.lease_seconds),
    )


def sources(
    parts: Live,
    log: Log,
    feed: Feed,
    typing: Wakeups,
    access: AccessRecorder,
    settings: Settings,
) -> Sources:
    """Return what a desk's socket shows; every watch is recorded before it shows anything."""

    async def watched(agent: Agent, conversation_id: str) -> None:
        await access.record(agent.ref, WATCH, conversation_id)

    return Sources(
        log=log,
        feed=feed,
        floor=parts.floor,
        lookers=parts.lookers,
        connections=parts.connections,
        typing=typing,
        watched=watched,
        ping_s=settings.lease_seconds / 3,
    )
