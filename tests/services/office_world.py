"""An office at work: agents with desks that live or not, and rounds after every second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Presence
from handoff.core.conversation import Conversation
from handoff.core.events import AgentReleased, Event, HandoffRequested
from handoff.core.office import Team
from handoff.core.values import Author
from handoff.services.duty import Rounds
from tests.services.world import World, settle

LEASE_S = 30
OFFER_S = 20


class OfficeWorld(World):
    """A world in which somebody goes round; `live` are the ids of agents whose desks live."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = self.new_rounds("process-1")
        self.live: set[str] = set()

    async def at_desk(
        self,
        name: str,
        *,
        teams: Sequence[str] = (),
        languages: Sequence[str] = (),
        capacity: int = 3,
    ) -> Agent:
        """Hire somebody whose desk lives."""
        agent = await self.hire(name)
        self.live.add(agent.id)
        self.agents.teams |= set(teams)
        change = AccountChange(teams=tuple(teams), languages=tuple(languages), capacity=capacity)
        await self.agents.change(agent.id, change)
        return await self.agents.seen(agent.id, self.clock.now())

    async def leave(self, agent: Agent) -> None:
        """Close the lid of the laptop."""
        self.live.discard(agent.id)

    async def team(self, team: Team) -> None:
        """Have a team, known to all at once."""
        await self.offices.save_team(team)
        await self.book.refresh()

    async def asks(
        self, *, team: str | None = None, priority: int = 0, language: str = "en"
    ) -> str:
        """Return a conversation that waits from now on."""
        conversation_id = await self.open(language=language)
        await self.journal.append(conversation_id, lambda _: [_request(team, priority)])
        return conversation_id

    async def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass in which living desks say that they live, and go round after each step."""
        end = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < end:
            self.clock.advance(step)
            await self.go_round(self.rounds)

    async def go_round(self, rounds: Rounds) -> None:
        """Have living desks say so, then go round once."""
        for agent_id in self.live:
            await self.agents.seen(agent_id, self.clock.now())
        await rounds.go()
        await settle()

    async def sleep(self, seconds: float) -> None:
        """Let time pass in which the service does not run: nobody's sign of life is kept."""
        self.clock.advance(seconds)

    async def go_home(self, agent: Agent) -> None:
        """Have an agent end the shift."""
        await self.handover.set_presence(agent.id, Presence.OFFLINE)

    async def released(self, conversation_id: str) -> list[str]:
        """Return the reasons for which agents lost it, in order."""
        events = self.events(conversation_id)
        return [event.reason for event in events if isinstance(event, AgentReleased)]

    def of_kind[E: Event](self, conversation_id: str, kind: type[E]) -> list[E]:
        """Return the events of one kind."""
        return [event for event in self.events(conversation_id) if isinstance(event, kind)]

    async def waits_since(self, conversation_id: str) -> datetime | None:
        """Return since when it waits; None when it does not."""
        state: Conversation = await self.state(conversation_id)
        return state.waiting_since


def _request(team: str | None, priority: int) -> HandoffRequested:
    return HandoffRequested(
        reason="asked", topic=None, priority=priority, by=Author.CITIZEN, team=team
    )
