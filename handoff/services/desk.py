"""What agents do with conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from handoff.core import handoff
from handoff.core.agents import Agent
from handoff.core.brief import compose
from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.errors import ChannelClosed
from handoff.core.events import Event, Recorded
from handoff.core.ports import Agents, Clock, Decide, Log, Wakeups
from handoff.core.queue import Summary
from handoff.core.values import Author, Brief, Control, Disposition
from handoff.services import keys
from handoff.services.journal import Journal

PAGE = 500
"""Events given at once."""


@dataclass(frozen=True, slots=True)
class View:
    """A conversation as an agent opens it; `closed` is why nothing can be sent now, if so."""

    summary: Summary
    closed: str | None
    brief: Brief
    events: Sequence[Recorded]


class Desk:
    """Commands and views of the desk. Every command is one decision in one transaction."""

    def __init__(
        self,
        journal: Journal,
        log: Log,
        agents: Agents,
        channels: Mapping[str, Channel],
        typing: Wakeups,
        clock: Clock,
    ) -> None:
        self._journal = journal
        self._log = log
        self._agents = agents
        self._channels = channels
        self._typing = typing
        self._clock = clock

    async def accept(self, agent: Agent, conversation_id: str) -> Summary:
        """Take a waiting conversation. Raises as `core.handoff.accept`."""
        return await self._do(conversation_id, partial(handoff.accept, agent=agent.ref))

    async def say(self, agent: Agent, conversation_id: str, key: str, text: str) -> int:
        """Answer the citizen; return the seq.

        Raises:
            ChannelClosed: the channel takes nothing for this citizen now; details say why.
            NotYours and others: see `core.handoff.agent_said`.
        """

        def decide(state: Conversation) -> Sequence[Event]:
            said = handoff.agent_said(state, agent.ref, text)
            if (reason := self.closed(state)) is not None:
                raise ChannelClosed(reason=reason)
            return said

        return await self._keyed(agent, conversation_id, key, decide)

    def closed(self, state: Conversation) -> str | None:
        """Return why an agent cannot write to the citizen now, or None: a stable code."""
        channel = self._channels.get(state.channel)
        if channel is None:
            return state.unreachable
        return channel.caps.closed(state, Author.AGENT, self._clock.now())

    async def show_typing(self, agent: Agent, conversation_id: str) -> None:
        """Show the citizen for a few seconds that the agent writes; nothing is stored.

        Raises:
            UnknownConversation, NotYours: only who holds the baton is shown.
        """
        state = await self._log.load(conversation_id)
        handoff.held(state, agent.ref)
        await self._typing.publish(conversation_id)
        channel = self._channels.get(state.channel)
        if channel is not None and self.closed(state) is None:
            await channel.show_typing(state)

    async def note(self, agent: Agent, conversation_id: str, key: str, text: str) -> int:
        """Write a note for colleagues; return the seq."""

        def decide(_: Conversation) -> Sequence[Event]:
            return handoff.add_note(agent.ref, text)

        return await self._keyed(agent, conversation_id, key, decide)

    async def transfer(
        self, agent: Agent, conversation_id: str, to: str | None, note: str | None
    ) -> Summary:
        """Pass the conversation to agent id `to`, or to the queue when None.

        Raises:
            UnknownAgent: nobody has this id.
            NotYours: see `core.handoff.transfer`.
        """
        target = (await self._agents.get(to)).ref if to is not None else None
        decide = partial(handoff.transfer, agent=agent.ref, to=target, note=note)
        return await self._do(conversation_id, decide)

    async def return_to_bot(self, agent: Agent, conversation_id: str, note: str | None) -> Summary:
        """Give the conversation back to the bot. Raises as `core.handoff.return_to_bot`."""
        decide = partial(handoff.return_to_bot, agent=agent.ref, note=note)
        return await self._do(conversation_id, decide)

    async def close(
        self, agent: Agent, conversation_id: str, disposition: Disposition, note: str | None
    ) -> Summary:
        """End the conversation. Raises as `core.handoff.close`."""
        decide = partial(handoff.close, agent=agent.ref, disposition=disposition, note=note)
        return await self._do(conversation_id, decide)

    async def queue(self) -> list[Summary]:
        """List the conversations that wait, in the order in which they are served."""
        return await self._log.summaries(control=Control.QUEUED)

    async def mine(self, agent: Agent) -> list[Summary]:
        """List the conversations the agent holds."""
        return await self._log.summaries(control=Control.AGENT, assignee_id=agent.id)

    async def find(self, control: Control | None, assignee_id: str | None) -> list[Summary]:
        """List conversations with this control and assignee; None stands for any."""
        return await self._log.summaries(control=control, assignee_id=assignee_id)

    async def summary(self, conversation_id: str) -> Summary:
        """Return one conversation as lists show it. Raises `UnknownConversation`."""
        return await self._summary(await self._log.load(conversation_id))

    async def view(self, conversation_id: str, after: int) -> View:
        """Open a conversation; up to `PAGE` events after `after`. Raises `UnknownConversation`."""
        state = await self._log.load(conversation_id)
        events = await self._log.read(conversation_id, after=after, limit=PAGE)
        return View(await self._summary(state), self.closed(state), compose(state), events)

    async def _do(self, conversation_id: str, decide: Decide) -> Summary:
        appended = await self._journal.append(conversation_id, decide)
        return await self._summary(appended.conversation)

    async def _keyed(self, agent: Agent, conversation_id: str, key: str, decide: Decide) -> int:
        own_key = keys.of_agent(agent.id, key)
        appended = await self._journal.append(conversation_id, decide, key=own_key)
        return next(e.seq for e in appended.events if e.key == own_key)

    async def _summary(self, state: Conversation) -> Summary:
        return Summary(state, await self._log.need(state))
