"""What desks see live, put together: the floor, who has what open, and who is connected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter

from handoff.core.agents import Agent
from handoff.core.ports import Adviser, Agents, Clock, Log, Wakeups
from handoff.core.waits import WaitRecords
from handoff.services.access import AccessRecorder
from handoff.services.advice import Advice
from handoff.services.boards import Boards
from handoff.services.connections import Connections
from handoff.services.feed import Feed
from handoff.services.floor import Floor, Times
from handoff.services.watching import Lookers, Watching
from handoff.settings import Settings
from handoff.web.acts import FOLLOW, WATCH
from handoff.web.board import board_router
from handoff.web.desk_stream import Sources, desk_stream_router
from handoff.web.desk_views import views_router
from handoff.web.session import Sessions
from handoff.wiring.desk import DeskParts


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


@dataclass(frozen=True)
class Shows:
    """What desks are shown, beside the floor."""

    log: Log
    feed: Feed
    typing: Wakeups
    waits: WaitRecords
    adviser: Adviser


def live_routers(
    parts: Live,
    shows: Shows,
    desk: DeskParts,
    access: AccessRecorder,
    sessions: Sessions,
    settings: Settings,
) -> Sequence[APIRouter]:
    """Return the routes of lists, board and stream; what a desk is shown is recorded first."""

    async def watched(agent: Agent, conversation_id: str) -> None:
        await access.record(agent.ref, WATCH, conversation_id)

    async def seated(agent: Agent) -> None:
        await access.record(agent.ref, FOLLOW)

    boards = Boards(parts.floor, shows.waits, shows.log, lambda: desk.book.current)
    advice = Advice(shows.log, shows.adviser)
    sources = Sources(
        log=shows.log,
        feed=shows.feed,
        floor=parts.floor,
        lookers=parts.lookers,
        connections=parts.connections,
        typing=shows.typing,
        watched=watched,
        seated=seated,
        ping_s=settings.lease_seconds / 3,
    )
    return (
        views_router(desk.lists, boards, parts.floor, advice, shows.log, sessions),
        board_router(boards, sessions),
        desk_stream_router(sources, sessions),
    )
