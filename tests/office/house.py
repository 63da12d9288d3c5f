"""The office under test: service, assistant and clock, and the people who sign in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Role
from handoff.core.office import Rule, Team, TeamMode
from handoff.core.values import TALK_TO_PERSON
from tests.office.assistant import OfficeAssistant
from tests.office.clock import ShiftedClock
from tests.web.harness import PASSWORD, running
from tests.web.in_thread import ServiceInThread

LEASE_S, OFFER_S = 3, 3
SURVEY = timedelta(minutes=5)


class House(ServiceInThread):
    """A service of its own with short leases and offers; time runs, and can leap."""

    def __init__(self, home: Path, start: datetime) -> None:
        self.clock = ShiftedClock(start)
        self.assistant = OfficeAssistant()
        super().__init__(
            lambda: running(
                home,
                clock=self.clock,
                assistant=self.assistant,
                heartbeat_seconds="1",
                lease_seconds=str(LEASE_S),
                offer_seconds=str(OFFER_S),
                survey_minutes=str(SURVEY.total_seconds() / 60),
                messages_per_minute="1000",
                conversations_per_minute="1000",
            )
        )

    def employ(
        self,
        username: str,
        role: Role = Role.AGENT,
        teams: Sequence[str] = (),
        languages: Sequence[str] = (),
        capacity: int = 3,
    ) -> Agent:
        """Add somebody with the password of all tests, who is called as they sign in."""
        name = username.title()
        agent = self.do(self.service.services.sign_in.add_agent(username, name, role, PASSWORD))
        work = AccountChange(teams=tuple(teams), languages=tuple(languages), capacity=capacity)
        return self.do(self.service.store.accounts.change(agent.id, work))

    def call(self, words: str) -> None:
        """Somebody without a browser in the test says this and asks for a person."""

        async def call() -> None:
            citizen = await self.service.open()
            greeted = len(await citizen.events())
            await citizen.say(words, "k1")
            while len(await citizen.events()) < greeted + 3:  # noqa: ASYNC110  # a turn is 3 events
                await asyncio.sleep(0.02)
            asked = await citizen.post({"key": "k2", "payload": TALK_TO_PERSON})
            assert asked.status_code == HTTPStatus.ACCEPTED, asked.text

        self.do(call())

    def furnish(self, *teams: Team, rules: Sequence[Rule] = ()) -> None:
        """Found teams, and give them their rules."""
        for team in teams:
            self.do(self.service.store.offices.save_team(team))
        self.do(self.service.store.offices.save_rules(list(rules)))
        self.do(self.service.services.desk.book.refresh())


TAKING = Team("food", "Food help", TeamMode.TAKE)
OFFERING = Team("cash", "Cash help", TeamMode.OFFER)
BY_TOPIC = (
    Rule("r1", "Food", TAKING.id, topics=("snap_apply",)),
    Rule("r2", "Cash", OFFERING.id, topics=("tanf_apply",)),
)
