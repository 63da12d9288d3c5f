"""A seat on the floor: what one desk has been shown of it, and what it has yet to be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.core.agents import Agent
from handoff.core.floor import sees
from handoff.core.queue import Summary


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation as the floor shows it, with its JSON `text`, made once for all desks."""

    summary: Summary
    late: bool
    looking: tuple[str, ...]
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class OnFloor:
    """An agent as colleagues see one; `since` when this process has seen the agent on duty."""

    agent: Agent
    on_duty: bool
    load: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class News:
    """What a desk has yet to be shown; JSON texts where they are the same for all desks.

    `fresh`: `put` and `agents` are all there is, and replace what the desk has. `looking` holds
    ids of agents by conversation, of those that the desk watches.
    """

    fresh: bool
    put: tuple[str, ...]
    gone: tuple[str, ...]
    agents: tuple[str, ...] | None
    looking: Mapping[str, tuple[str, ...]]


class Seat:
    """Gathers news for one desk until it takes them.

    However slow a desk is, what is kept for it is at most one line for each conversation: what
    changes twice meanwhile is shown once, as it is by then.
    """

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.watched: set[str] = set()
        self._seen: set[str] = set()
        self._fresh = True
        self._put: dict[str, str] = {}
        self._gone: dict[str, None] = {}
        self._agents: tuple[str, ...] | None = None
        self._looking: dict[str, tuple[str, ...]] = {}
        self._some = asyncio.Event()

    async def news(self) -> News:
        """Wait until there is something to show, and take all of it."""
        await self._some.wait()
        self._some.clear()
        taken = News(
            self._fresh, tuple(self._put.values()), tuple(self._gone), self._agents, self._looking
        )
        self._fresh, self._agents = False, None
        self._put, self._gone, self._looking = {}, {}, {}
        return taken

    def start(self, floor: Iterable[Shown], agents: tuple[str, ...]) -> None:
        """Show everything anew."""
        self._fresh = True
        self._put, self._gone, self._seen = {}, {}, set()
        self.put(floor)
        self.show_agents(agents)

    def put(self, changed: Iterable[Shown]) -> None:
        """Show conversations as they are now, as far as the agent sees them."""
        for shown in changed:
            state = shown.summary.conversation
            if sees(self.agent, state):
                self._seen.add(state.id)
                self._gone.pop(state.id, None)
                self._put[state.id] = shown.text
                self._some.set()
            else:
                self.take_away(state.id)

    def take_away(self, conversation_id: str) -> None:
        """The conversation has left the floor, or the agent's view of it."""
        if conversation_id in self._seen:
            self._seen.remove(conversation_id)
            self._put.pop(conversation_id, None)
            if not self._fresh:
                self._gone[conversation_id] = None
                self._some.set()

    def show_agents(self, agents: tuple[str, ...]) -> None:
        """Show all agents as they are now."""
        self._agents = agents
        self._some.set()

    def show_looking(self, conversation_id: str, agent_ids: tuple[str, ...]) -> None:
        """Show who has a conversation open, if this desk watches it."""
        if conversation_id in self.watched:
            self._looking[conversation_id] = agent_ids
            self._some.set()
