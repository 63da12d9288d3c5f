"""All services over fakes, wired as `handoff.main` wires them over the real adapters."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.core.agents import Agent, Presence, Role
from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.events import Event, MessagePosted
from handoff.core.hours import always_open
from handoff.core.leases import Terms
from handoff.core.routing import shaped
from handoff.core.values import TALK_TO_PERSON, Author
from handoff.services.attachments import Attachments
from handoff.services.clerks import Clerks
from handoff.services.colleagues import Colleagues
from handoff.services.delivery import Delivery
from handoff.services.desk import Desk
from handoff.services.desk_lists import DeskLists
from handoff.services.duty import Rounds
from handoff.services.feed import Feed
from handoff.services.handover import HandOver
from handoff.services.inbox import Inbox
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook
from handoff.services.reach import Reach
from handoff.services.reception import Reception
from handoff.services.steps import Steps
from handoff.services.supervision import Supervision
from handoff.services.surveys import Surveys
from handoff.services.sweeper import Sweeper
from handoff.services.texts import Texts
from handoff.services.turns import Turns
from handoff.services.writing import Writing
from tests.fakes.agents import FakeAgents
from tests.fakes.assistant import FakeAssistant
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock
from tests.fakes.deliveries import MemoryDeliveries
from tests.fakes.files import MemoryFiles
from tests.fakes.memory_log import MemoryLog
from tests.fakes.offices import FakeOffices
from tests.fakes.wakeups import FakeWakeups

NOTICE_S = 6.0
CLERK_PATIENCE = timedelta(minutes=15)
REOPEN_WITHIN = timedelta(minutes=60)
TERMS = Terms()
SILENCE = timedelta(minutes=5)


class World:
    """A service with everything it needs, and short words for what tests do with it."""

    def __init__(self, pushed: Channel | None = None) -> None:
        """Push to this channel instead of one that keeps what is sent on it."""
        self.clock = FakeClock()
        self.log = MemoryLog()
        self.wakeups = FakeWakeups()
        self.assistant = FakeAssistant()
        self.channel = FakeChannel("telegram")
        self.pushed: Channel = pushed or self.channel
        self.agents = FakeAgents()
        self.texts = Texts("Agency of Tests", "https://upload.example")
        self.offices = FakeOffices()
        self.book = OfficeBook(
            self.agents, self.offices, self.log, self.clock, always_open(), TERMS.lease
        )
        self.journal = Journal(self.log, self.wakeups, self.clock, self.shape)
        self.turns = self.new_turns()
        self.inbox = Inbox(self.journal, self.log, self.turns, self.texts)
        self.deliveries = MemoryDeliveries(self.log)
        self.delivery = self.new_delivery("holder-1", self.journal)
        channels = {self.pushed.name: self.pushed}
        self.reach = Reach(channels, self.clock)
        self._at_the_desk()
        self._at_the_edge(channels)
        self.surveys = self.new_surveys()
        self.feed = Feed(self.log, self.wakeups)
        self.sweeper = self.new_sweeper(self.turns)

    def _at_the_desk(self) -> None:
        self.writing = Writing(self.offices, self.clock, TERMS.answer)
        self.lists = DeskLists(self.log, self.reach, self.clock, TERMS.reminder)
        colleagues = Colleagues(self.agents, self.book)
        self.desk = Desk(
            self.journal,
            self.log,
            self.lists,
            colleagues,
            Steps(self.assistant),
            self.reach,
            self.writing,
            FakeWakeups(),
        )
        self.supervision = Supervision(self.journal, self.lists, colleagues)
        self.handover = HandOver(self.journal, self.log, self.agents)

    def _at_the_edge(self, channels: dict[str, Channel]) -> None:
        self.files = MemoryFiles()
        self.attachments = Attachments(
            self.journal,
            self.log,
            self.files,
            channels,
            self.texts,
            self.clock,
            sniff=lambda head: None if head.startswith(b"MZ") else "image/png",
            spread=lambda least, most: 1.0,
        )
        self.reception = Reception(
            self.journal, self.log, self.inbox, self.deliveries, self.attachments, self.texts
        )
        self.clerks = Clerks(self.journal, self.log, channels, self.clock, CLERK_PATIENCE)

    def new_surveys(self, silence: timedelta = SILENCE) -> Surveys:
        """Return what a process has that has just been started."""
        channels = {self.pushed.name: self.pushed}
        return Surveys(self.journal, self.log, channels, self.clock, silence)

    def shape(self, state: Conversation, events: Sequence[Event], at: datetime) -> Sequence[Event]:
        """Return what the office adds to a decision."""
        return shaped(state, events, self.book.current, at, REOPEN_WITHIN)

    def new_rounds(self, holder: str) -> Rounds:
        """Return what a process has that has just been started."""
        return Rounds(
            self.journal,
            self.offices,
            self.book,
            self.writing,
            self.clock,
            TERMS,
            holder,
            self.reach.closed,
        )

    def new_turns(self) -> Turns:
        """Return what a process has that has just been started."""
        return Turns(self.journal, self.log, self.assistant, self.texts, self.clock)

    def new_delivery(self, holder: str, journal: Journal | None = None) -> Delivery:
        """Return what another process has; with the journal, what this one has."""
        return Delivery(
            journal or Journal(self.log, self.wakeups, self.clock),
            self.log,
            self.deliveries,
            {self.pushed.name: self.pushed},
            self.clock,
            holder=holder,
            chance=lambda: 1.0,
            grace_s=0.05,
        )

    def new_sweeper(self, turns: Turns) -> Sweeper:
        """Return a sweeper over these turns."""
        chores = (self.attachments.start_owed, self.clerks.look)
        return Sweeper(self.log, turns, self.delivery, self.clock, NOTICE_S, chores)

    async def open(self, channel: str = "web", language: str = "en") -> str:
        """Open a conversation."""
        conversation_id, _ = await self.inbox.open(channel, language)
        return conversation_id

    async def say(self, conversation_id: str, text: str) -> int:
        """Say something as the citizen, with the text as key, and let the bot answer."""
        seq = await self.inbox.receive(conversation_id, text, text)
        await self.turns.drain()
        return seq

    async def ask_for_person(self, conversation_id: str, key: str = "person") -> int:
        """Press the service's own button."""
        return await self.inbox.receive(conversation_id, key, payload=TALK_TO_PERSON)

    async def taken(self, agent: Agent) -> str:
        """Return a conversation that the agent holds."""
        conversation_id = await self.open()
        await self.ask_for_person(conversation_id)
        await self.desk.accept(agent, conversation_id)
        return conversation_id

    async def hire(self, name: str, role: Role = Role.AGENT) -> Agent:
        """Add an agent who is at work."""
        await self.agents.add(f"id-{name}", name.lower(), name, role, "")
        return await self.agents.set_presence(f"id-{name}", Presence.AVAILABLE)

    async def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass, with a sweep after every step, as the service does."""
        end = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < end:
            self.clock.advance(step)
            await self.sweeper.sweep()
            await settle()

    def events(self, conversation_id: str) -> list[Event]:
        """Return all events."""
        return [entry.event for entry in self.log.entries(conversation_id)]

    def said(self, conversation_id: str, *authors: Author) -> list[str]:
        """Return what these authors said after the greeting, in order; without authors, all."""
        return [
            event.text
            for event in self.events(conversation_id)[2:]
            if isinstance(event, MessagePosted) and (not authors or event.author in authors)
        ]

    async def state(self, conversation_id: str) -> Conversation:
        """Return the projected row."""
        return await self.log.load(conversation_id)


async def settle() -> None:
    """Let every task that can go on without time or gates do so."""
    for _ in range(50):
        await asyncio.sleep(0)
