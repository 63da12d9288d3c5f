"""The conversations that one desk watches: their events, their state, who types and who looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress

from handoff.core.agents import Agent
from handoff.core.errors import InvalidRequest, NotAllowed, Unavailable, UnknownConversation
from handoff.core.events import Recorded
from handoff.core.ports import Log, Wakeups
from handoff.services.feed import Feed
from handoff.services.floor import Floor
from handoff.services.seat import Seat, Shown
from handoff.services.watching import Lookers, citizen_types
from handoff.web import desk_stream_frames as frames
from handoff.web.desk_stream_outlet import Outlet

MOST_WATCHED = 50

TYPES_AGAIN_S = 1.0
"""Hints that a citizen types are passed on at most so often."""

Watched = Callable[[Agent, str], Awaitable[None]]
"""Is told before an agent is shown a conversation; when it raises, nothing is shown."""


class Watches:
    """Runs one task for each watched conversation; `broken` gets the exception of one that fails.

    Nothing is sent of a conversation after it has been given up.
    """

    def __init__(
        self,
        seat: Seat,
        outlet: Outlet,
        log: Log,
        feed: Feed,
        floor: Floor,
        lookers: Lookers,
        typing: Wakeups,
        watched: Watched,
    ) -> None:
        self._seat = seat
        self._outlet = outlet
        self._log = log
        self._feed = feed
        self._floor = floor
        self._lookers = lookers
        self._typing = typing
        self._watched = watched
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def watch(self, conversation_id: str, after: int) -> None:
        """Follow a conversation from `after` on, anew when it is followed already."""
        renewed = self._drop(conversation_id)
        if len(self._tasks) >= MOST_WATCHED:
            problem = InvalidRequest(f"At most {MOST_WATCHED} are watched at once.")
            await self._outlet.tell(problem, conversation_id=conversation_id)
            return
        task = asyncio.create_task(self._run(conversation_id, after, renewed))
        self._tasks[conversation_id] = task

    async def unwatch(self, conversation_id: str) -> None:
        """Give a conversation up; one that is not watched is fine."""
        if self._drop(conversation_id):
            await self._leave([conversation_id])

    async def forbid(self) -> None:
        """Give all of them up and say so: the agent's role reads no conversations any more."""
        given_up = list(self._tasks)
        for conversation_id in given_up:
            self._drop(conversation_id)
        await self._leave(list(self._seat.watched))
        for conversation_id in given_up:
            await self._outlet.tell(NotAllowed(), conversation_id=conversation_id)

    async def close(self) -> None:
        """Give all of them up."""
        tasks = list(self._tasks.values())
        for conversation_id in list(self._tasks):
            self._drop(conversation_id)
        await asyncio.gather(*tasks, return_exceptions=True)
        self.broken.cancel()
        await self._leave(list(self._seat.watched))

    def _drop(self, conversation_id: str) -> bool:
        """Stop following; return whether the agent was known to look at it."""
        if (task := self._tasks.pop(conversation_id, None)) is not None:
            task.cancel()
        return conversation_id in self._seat.watched

    async def _leave(self, conversation_ids: Sequence[str]) -> None:
        if conversation_ids:
            self._seat.watched.difference_update(conversation_ids)
            # If it cannot be written down now, it lapses by itself.
            with suppress(Unavailable):
                await self._lookers.closed(self._seat.agent.id, conversation_ids)

    async def _run(self, conversation_id: str, after: int, renewed: bool) -> None:
        try:
            await self._begin(conversation_id, renewed)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._follow(conversation_id, after))
                tasks.create_task(self._show_typing(conversation_id))
        except (UnknownConversation, NotAllowed) as refusal:
            if self._tasks.get(conversation_id) is asyncio.current_task():
                del self._tasks[conversation_id]
            await self._outlet.tell(refusal, conversation_id=conversation_id)
        except ExceptionGroup as group:
            self._break(group.exceptions[0])
        except Exception as problem:
            self._break(problem)

    def _break(self, problem: Exception) -> None:
        # A watch must not end unnoticed: the desk connects again and catches up.
        if not self.broken.done():
            self.broken.set_exception(problem)

    async def _begin(self, conversation_id: str, renewed: bool) -> None:
        agent = self._seat.agent
        if not agent.role.talks:
            raise NotAllowed
        await self._shown(conversation_id)
        await self._watched(agent, conversation_id)
        self._seat.watched.add(conversation_id)
        if not renewed:
            await self._lookers.opened(agent.id, conversation_id)
        self._seat.show_looking(conversation_id, self._floor.looking(conversation_id))

    async def _follow(self, conversation_id: str, after: int) -> None:
        async with aclosing(self._feed.follow(conversation_id, after)) as batches:
            await self._pass_on(conversation_id, batches)

    async def _pass_on(
        self, conversation_id: str, batches: AsyncIterator[Sequence[Recorded]]
    ) -> None:
        """Send each event, and after a batch the state it led to."""
        fresh = True
        async for entries in batches:
            for entry in entries:
                await self._outlet.send(frames.event(entry, conversation_id))
            fresh = fresh or bool(entries)
            if fresh and not entries:
                fresh = False
                await self._outlet.send(frames.state(await self._shown(conversation_id)))

    async def _show_typing(self, conversation_id: str) -> None:
        async with self._typing.subscribe(citizen_types(conversation_id)) as hints:
            while True:
                if await hints.wait(self._feed.heartbeat_s):
                    await self._outlet.send(frames.typing(conversation_id))
                    await asyncio.sleep(TYPES_AGAIN_S)

    async def _shown(self, conversation_id: str) -> Shown:
        found = await self._log.find([conversation_id])
        if not found:
            raise UnknownConversation
        return self._floor.shown(found[0])
