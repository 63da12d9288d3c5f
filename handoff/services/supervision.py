"""What supervisors do with conversations that are not theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from handoff.core import duty
from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.events import Event
from handoff.core.queue import Summary
from handoff.services.colleagues import Colleagues
from handoff.services.desk_lists import DeskLists
from handoff.services.journal import Journal


@dataclass(frozen=True, slots=True)
class Routing:
    """What is to change: the team when `to_team` (None: everybody), the priority when not None."""

    to_team: bool = False
    team: str | None = None
    priority: int | None = None


class Supervision:
    """Commands for supervisors and admins; that it is one of them is checked at the door."""

    def __init__(self, journal: Journal, lists: DeskLists, colleagues: Colleagues) -> None:
        self._journal = journal
        self._lists = lists
        self._colleagues = colleagues

    async def assign(self, by: Agent, conversation_id: str, to: str) -> Summary:
        """Give a conversation to an agent, or to oneself, whoever has control.

        Raises:
            UnknownAgent, AgentOffDuty: see `Colleagues.at_work`.
            NotQueued: it is closed.
        """
        if to == by.id:
            await self._colleagues.begin(by)
            agent = by
        else:
            agent = await self._colleagues.at_work(to)
        decide = partial(duty.assign, to=agent.ref, by=by.ref)
        appended = await self._journal.append(conversation_id, decide)
        return await self._lists.of(appended.conversation)

    async def route(self, by: Agent, conversation_id: str, change: Routing) -> Summary:
        """Change team, priority or both of a waiting conversation.

        Raises:
            UnknownTeam: there is no such team.
            NotQueued: it does not wait.
        """
        if change.to_team and change.team is not None:
            await self._colleagues.team(change.team)

        def decide(state: Conversation) -> list[Event]:
            team = change.team if change.to_team else state.team
            priority = state.priority if change.priority is None else change.priority
            return duty.route(state, team, priority, by.ref)

        appended = await self._journal.append(conversation_id, decide)
        return await self._lists.of(appended.conversation)
