"""Random days at the office: whatever happens, nobody is orphaned and the order is kept."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest

from handoff.core.agents import Agent, Presence
from handoff.core.conversation import Conversation
from handoff.core.errors import BatonError
from handoff.core.events import AgentAssigned, AgentReleased, OfferMade
from handoff.core.fold import evolve
from handoff.core.office import Team, TeamMode, fits
from handoff.core.ports import Appended
from handoff.core.queue import order
from handoff.core.values import Control, Disposition
from handoff.services.duty import LENGTH
from tests.services.office_world import LEASE_S, OfficeWorld
from tests.services.world import settle

AGENTS, STEPS = 7, 400
TEAMS = (None, "offering", "taking")


class Day:
    """One day: what citizens, agents, laptops and processes do, by dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.office = OfficeWorld()
        self.agents: list[Agent] = []
        self.conversations: list[str] = []
        self.all_rounds = [self.office.rounds, self.office.new_rounds("process-2")]
        self.gone_since: dict[str, datetime] = {}
        self.reasons: set[str] = set()
        self.office.journal.tell(self.look_at)

    async def begin(self) -> None:
        """Open the office."""
        await self.office.team(Team("offering", "Offering", TeamMode.OFFER))
        await self.office.team(Team("taking", "Taking"))
        for number in range(AGENTS):
            teams = [team for team in TEAMS if team and self.dice.random() < 0.7]
            capacity = self.dice.randint(1, 4)
            agent = await self.office.at_desk(f"A{number}", teams=teams, capacity=capacity)
            self.agents.append(agent)

    def look_at(self, appended: Appended) -> None:
        """Look at what has just been written: offers are for who has room, in the queue's order."""
        for entry in appended.events:
            if isinstance(entry.event, AgentReleased):
                self.reasons.add(entry.event.reason)
            if isinstance(entry.event, OfferMade):
                self.offer_is_right(appended.conversation, entry.event.agent.id)

    def offer_is_right(self, state: Conversation, agent_id: str) -> None:
        """The agent is at work, fits, has room, and nobody before in line could be offered."""
        duty = self.office.book.current.on_duty[agent_id]
        states = self.office.log.states()
        busy = [s for s in states if s.holds(agent_id) or _is_offered(s, agent_id)]
        assert len(busy) <= duty.agent.capacity
        assert fits(duty.agent, state)
        before = [
            s
            for s in states
            if s.control is Control.QUEUED
            and s.team == state.team
            and s.offered_to is None
            and agent_id not in s.passed_over
            and order(s) < order(state)
        ]
        assert before == []

    async def step(self) -> None:
        """Let something happen, a few seconds pass, and go round."""
        happens: list[Callable[[], Coroutine[Any, Any, None]]] = [
            self.citizen_asks,
            self.citizen_asks,
            self.citizen_writes,
            self.agent_takes,
            self.agent_takes,
            self.agent_answers,
            self.agent_answers,
            self.agent_passes,
            self.agent_ends,
            self.lid,
            self.presence,
            self.process,
        ]
        # Things happen at the same time, and what cannot be is refused.
        chosen = [self.dice.choice(happens)() for _ in range(self.dice.randint(1, 4))]
        for outcome in await asyncio.gather(*chosen, return_exceptions=True):
            if isinstance(outcome, BaseException) and not isinstance(outcome, BatonError):
                raise outcome
        for _ in range(self.dice.choice((1, 1, 3, 8))):
            await self.second()

    async def second(self) -> None:
        """Let a second pass."""
        self.office.clock.advance(1)
        for rounds in self.all_rounds:
            await self.office.go_round(rounds)
        await self.nobody_is_orphaned()

    async def citizen_asks(self) -> None:
        team, priority = self.dice.choice(TEAMS), self.dice.choice((0, 0, 0, 5, 10))
        self.conversations.append(await self.office.asks(team=team, priority=priority))

    async def citizen_writes(self) -> None:
        if self.conversations:
            key = f"w{self.dice.random()}"
            await self.office.inbox.receive(self.dice.choice(self.conversations), key, "Hello?")

    async def agent_takes(self) -> None:
        agent, offered = self.dice.choice(self.agents), await self.offered()
        if offered and self.dice.random() < 0.7:
            state = self.dice.choice(offered)
            agent = next(a for a in self.agents if state.offered_to == a.ref)
            if agent.id in self.office.live:
                await self.office.desk.accept(agent, state.id)
        elif agent.id in self.office.live:
            await self.office.desk.accept_next(await self.office.agents.get(agent.id))

    async def agent_answers(self) -> None:
        for agent, state in await self.held():
            if self.dice.random() < 0.5:
                key = f"k{self.dice.random()}"
                await self.office.desk.say(agent, state.id, key, "Let me see.")

    async def agent_passes(self) -> None:
        for agent, state in (await self.held())[:1]:
            to = self.dice.choice([None, self.dice.choice(self.agents).id])
            await self.office.desk.transfer(agent, state.id, to, None)

    async def agent_ends(self) -> None:
        for agent, state in (await self.held())[:2]:
            await self.office.desk.close(agent, state.id, Disposition.RESOLVED, None)

    async def lid(self) -> None:
        """Close or open a laptop, but for that of the first agent, who is there and silent."""
        agent = self.dice.choice(self.agents[1:])
        if agent.id in self.office.live:
            self.office.live.discard(agent.id)
        else:
            self.office.live.add(agent.id)

    async def presence(self) -> None:
        agent = self.dice.choice(self.agents[1:])
        await self.office.handover.set_presence(agent.id, self.dice.choice(list(Presence)))

    async def process(self) -> None:
        """Start one of the two processes anew, now and then."""
        if self.dice.random() < 0.9:
            return
        number = self.dice.randrange(2)
        self.all_rounds[number] = self.office.new_rounds(f"process-{self.dice.random()}")

    async def held(self) -> list[tuple[Agent, Conversation]]:
        """Return what agents whose desks live hold and look after, in some order."""
        found = [
            (agent, s.conversation)
            for s in await self.office.log.standing()
            for agent in self.agents[1:]
            if s.conversation.holds(agent.id) and agent.id in self.office.live
        ]
        self.dice.shuffle(found)
        return found

    async def offered(self) -> list[Conversation]:
        """Return what is being offered."""
        standing = await self.office.log.standing()
        return [s.conversation for s in standing if s.conversation.offered_to is not None]

    async def nobody_is_orphaned(self) -> None:
        """After a lease, a change of process and a round no dead agent holds anything."""
        now = self.office.clock.now()
        for agent in self.agents:
            if agent.id in self.office.live:
                self.gone_since.pop(agent.id, None)
            else:
                self.gone_since.setdefault(agent.id, now)
        longest = timedelta(seconds=LEASE_S + 1) + LENGTH
        for summary in await self.office.log.standing():
            state = summary.conversation
            if state.assignee is None or state.assigned_at is None:
                continue
            gone = self.gone_since.get(state.assignee.id)
            if gone is not None:
                since = max(gone, state.assigned_at, self.restarted_at)
                assert now - since <= longest, f"{state.assignee} has been gone since {gone}"

    @property
    def restarted_at(self) -> datetime:
        """When the process that goes round began to look on."""
        began = [r._watched_since for r in self.all_rounds if r._watched_since is not None]
        return max(began, default=self.office.clock.now())

    async def close(self) -> None:
        """Let every desk die, and see all that was held come back."""
        self.office.live.clear()
        for _ in range(LEASE_S + int(LENGTH.total_seconds()) + 2):
            await self.second()
        await settle()


def _is_offered(state: Conversation, agent_id: str) -> bool:
    return state.offered_to is not None and state.offered_to.id == agent_id


def of_the_log(day: Day, conversation_id: str) -> None:
    """Read a conversation's log: one holder at a time, and offers only to who had none of it."""
    state, queued_at = Conversation(conversation_id), None
    for entry in day.office.log.entries(conversation_id):
        match entry.event:
            case AgentAssigned(by=by):
                assert state.control is Control.QUEUED or by is not None
                assert state.assignee is None or state.assignee == by
            case AgentReleased(agent=agent):
                assert state.assignee == agent
            case OfferMade():
                assert state.control is Control.QUEUED
                assert state.offered_to is None
        state = evolve(state, entry)
        if state.control is Control.QUEUED:
            queued_at = queued_at or state.waiting_since
            assert state.waiting_since == queued_at, "the wait keeps its start"
        elif state.control is not Control.AGENT:
            queued_at = None


@pytest.mark.parametrize("seed", range(8))
async def test_on_a_random_day_nobody_is_orphaned_and_nothing_has_two_holders(seed: int) -> None:
    day = Day(seed)
    await day.begin()
    for _ in range(STEPS):
        await day.step()
    await day.close()
    assert {"agent_lost", "no_answer", "shift_ended", "transfer"} <= day.reasons
    for conversation_id in day.conversations:
        of_the_log(day, conversation_id)
        state = await day.office.state(conversation_id)
        assert state.control is not Control.AGENT
    waiting = await day.office.lists.queue()
    assert [s.conversation.id for s in waiting] == [
        s.conversation.id for s in sorted(waiting, key=lambda s: order(s.conversation))
    ]
