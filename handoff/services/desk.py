"""What agents do with conversations. Every command is one decision in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from handoff.core import duty, handoff
from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.errors import AlreadyTaken, ChannelClosed, NotAllowed, NotQueued
from handoff.core.events import Event
from handoff.core.office import fits
from handoff.core.ports import Decide, Log, Wakeups
from handoff.core.queue import Summary
from handoff.core.values import Button, Control, Disposition
from handoff.services import keys
from handoff.services.colleagues import Colleagues
from handoff.services.desk_lists import DeskLists
from handoff.services.journal import Journal
from handoff.services.reach import Reach
from handoff.services.steps import Steps
from handoff.services.writing import Writing

WAITING = (50, 10_000)
"""Conversations that are looked through for the next one, and when none of them would do."""


class Desk:
    """Commands of agents; who may give them is checked at the door and in each decision."""

    def __init__(
        self,
        journal: Journal,
        log: Log,
        lists: DeskLists,
        colleagues: Colleagues,
        steps: Steps,
        reach: Reach,
        writing: Writing,
        typing: Wakeups,
    ) -> None:
        self._journal = journal
        self._log = log
        self._lists = lists
        self._colleagues = colleagues
        self._steps = steps
        self._reach = reach
        self._writing = writing
        self._typing = typing

    async def accept(self, agent: Agent, conversation_id: str) -> Summary:
        """Take a waiting conversation, offered or not. Raises as `core.handoff.accept`."""
        await self._colleagues.begin(agent)
        return await self._do(conversation_id, partial(handoff.accept, agent=agent.ref))

    async def accept_next(self, agent: Agent) -> Summary | None:
        """Take the first waiting conversation that fits; None when none does.

        What a colleague is being offered is left to the colleague. Where one was faster, the
        following conversation is tried.
        """
        await self._colleagues.begin(agent)

        def decide(state: Conversation) -> list[Event]:
            if state.control is not Control.QUEUED:
                raise NotQueued
            return handoff.accept(state, agent.ref)

        for limit in WAITING:
            waiting = await self._log.summaries(control=Control.QUEUED, limit=limit)
            for summary in waiting:
                if _is_free_for(agent, summary.conversation):
                    with suppress(NotQueued, AlreadyTaken):
                        return await self._do(summary.conversation.id, decide)
            if len(waiting) < limit:
                break
        return None

    async def decline(self, agent: Agent, conversation_id: str) -> Summary:
        """Pass over what one is offered; an offer that is over already stays so."""
        decide = partial(duty.end_offer, agent_id=agent.id, reason=duty.DECLINED)
        return await self._do(conversation_id, decide)

    async def say(self, agent: Agent, conversation_id: str, key: str, text: str) -> int:
        """Answer the citizen; return the seq.

        Raises:
            ChannelClosed: the channel takes nothing for this citizen now; details say why.
            NotYours and others: see `core.handoff.agent_said`.
        """

        def decide(state: Conversation) -> Sequence[Event]:
            said = handoff.agent_said(state, agent.ref, text)
            if (reason := self._reach.closed(state)) is not None:
                raise ChannelClosed(reason=reason)
            return said

        return await self._keyed(agent, conversation_id, key, decide)

    async def show_typing(self, agent: Agent, conversation_id: str) -> None:
        """Show the citizen for a few seconds that the agent writes; it is no event.

        Raises:
            UnknownConversation, NotYours: only who holds the baton is shown.
        """
        state = await self._log.load(conversation_id)
        handoff.held(state, agent.ref)
        await self._writing.note(state, agent.id)
        await self._typing.publish(conversation_id)
        await self._reach.show_typing(state)

    async def note(
        self, agent: Agent, conversation_id: str, key: str, text: str, *, whisper: bool = False
    ) -> int:
        """Write a note for colleagues, or whisper to the one who holds it; return the seq.

        Raises:
            NotAllowed: neither a supervisor nor a colleague who was called in whispers.
            NotQueued: nobody holds it whom one could whisper to.
        """

        def decide(state: Conversation) -> Sequence[Event]:
            if whisper:
                _may_whisper(state, agent)
            return handoff.add_note(agent.ref, text, whisper=whisper)

        return await self._keyed(agent, conversation_id, key, decide)

    async def transfer(
        self, agent: Agent, conversation_id: str, to: str | None, note: str | None
    ) -> Summary:
        """Pass the conversation to agent id `to`, or to the queue when None.

        Raises:
            UnknownAgent, AgentOffDuty: see `Colleagues.at_work`.
            NotYours: see `core.handoff.transfer`.
        """
        target = agent.ref if to == agent.id else None
        if to is not None and target is None:
            target = (await self._colleagues.at_work(to)).ref
        decide = partial(handoff.transfer, agent=agent.ref, to=target, note=note)
        return await self._do(conversation_id, decide)

    async def transfer_to_team(
        self, agent: Agent, conversation_id: str, team_id: str, note: str | None
    ) -> Summary:
        """Pass the conversation to the queue of a team.

        Raises:
            UnknownTeam: there is no such team.
            NotYours: see `core.handoff.transfer`.
        """
        team = await self._colleagues.team(team_id)
        decide = partial(handoff.transfer, agent=agent.ref, to=None, note=note, team=team.id)
        return await self._do(conversation_id, decide)

    async def return_to_bot(
        self, agent: Agent, conversation_id: str, note: str | None, step: Button | None = None
    ) -> Summary:
        """Give the conversation back to the bot, which goes on at `step`.

        Raises:
            UnknownStep, AssistantAway: see `Steps.chosen`.
            NotYours: see `core.handoff.return_to_bot`.
        """
        if step is not None:
            state = await self._log.load(conversation_id)
            handoff.held(state, agent.ref)
            step = await self._steps.chosen(step.title, step.payload, state.language)
        decide = partial(handoff.return_to_bot, agent=agent.ref, note=note, step=step)
        return await self._do(conversation_id, decide)

    async def close(
        self, agent: Agent, conversation_id: str, disposition: Disposition, note: str | None
    ) -> Summary:
        """End the conversation. Raises as `core.handoff.close`."""
        decide = partial(handoff.close, agent=agent.ref, disposition=disposition, note=note)
        return await self._do(conversation_id, decide)

    async def correct(self, agent: Agent, conversation_id: str, name: str, value: str) -> Summary:
        """Put a fact right. Raises as `core.duty.correct_slot`."""
        decide = partial(duty.correct_slot, agent=agent.ref, name=name, value=value)
        return await self._do(conversation_id, decide)

    async def call_in(self, agent: Agent, conversation_id: str, to: str) -> Summary:
        """Call a colleague in to read along and whisper.

        Raises:
            UnknownAgent, AgentOffDuty: see `Colleagues.at_work`.
            NotYours: see `core.duty.call_in`.
        """
        colleague = (await self._colleagues.at_work(to)).ref
        decide = partial(duty.call_in, agent=agent.ref, colleague=colleague)
        return await self._do(conversation_id, decide)

    async def end_help(self, agent: Agent, conversation_id: str, colleague: str) -> Summary:
        """Let a colleague go, or go oneself. Raises as `core.duty.end_help`."""
        decide = partial(duty.end_help, agent=agent.ref, colleague_id=colleague)
        return await self._do(conversation_id, decide)

    async def _do(self, conversation_id: str, decide: Decide) -> Summary:
        appended = await self._journal.append(conversation_id, decide)
        return await self._lists.of(appended.conversation)

    async def _keyed(self, agent: Agent, conversation_id: str, key: str, decide: Decide) -> int:
        own_key = keys.of_agent(agent.id, key)
        appended = await self._journal.append(conversation_id, decide, key=own_key)
        return next(e.seq for e in appended.events if e.key == own_key)


def _is_free_for(agent: Agent, state: Conversation) -> bool:
    asked = state.offered_to
    return (asked is None or asked.id == agent.id) and fits(agent, state)


def _may_whisper(state: Conversation, agent: Agent) -> None:
    if state.control is not Control.AGENT:
        raise NotQueued("Nobody holds this conversation whom you could whisper to.")
    helps = any(helper.id == agent.id for helper in state.helpers)
    if not helps and not agent.role.supervises:
        raise NotAllowed("Whispering is for supervisors and colleagues who were called in.")
