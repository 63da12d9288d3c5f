"""A life of the service: the real store and services, citizens who write, a reader, a channel.

Run as a program, it forks one life for each scenario it is given, a line of JSON each, and tells
how it ended: importing everything once saves each life a second.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from datetime import UTC, datetime, timedelta

from handoff.adapters.rasa_assistant import RasaAssistant
from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core import citizen
from handoff.core.errors import UnknownConversation
from handoff.services.delivery import Delivery
from handoff.services.feed import Feed
from handoff.services.inbox import Inbox
from handoff.services.journal import Journal
from handoff.services.sweeper import Sweeper
from handoff.services.texts import Texts
from handoff.services.turns import Turns
from tests.crash.faults import (
    Fault,
    FaultyAssistant,
    FaultyChannel,
    FaultyWakeups,
    watch_transactions,
)
from tests.crash.platform import Telegram
from tests.crash.pushing import push
from tests.crash.scenario import CHANNELS, FOLLOWED, MESSAGES, Memory, Scenario

LIFE_S = 60
BETWEEN_LIVES = timedelta(minutes=10)
HEARTBEAT_S = 0.2
NO_NOTICE_S = 3600.0
"""Nobody is told of a delay: on a busy machine the notices would come at random."""


class LaterClock:
    """The time of one life."""

    def __init__(self, life: int) -> None:
        self._since_the_first = life * BETWEEN_LIVES

    def now(self) -> datetime:
        return datetime.now(UTC) + self._since_the_first


class Life:
    """Everything that dies with the process."""

    def __init__(self, scenario: Scenario, store: SqlStore, fault: Fault) -> None:
        clock, texts = LaterClock(scenario.life), Texts("Agency", "")
        hints = FaultyWakeups(LocalWakeups(), fault)
        self._log = store.log
        self._memory = Memory.of(scenario)
        self._last_seq = -1
        self._journal = Journal(store.log, hints, clock)
        assistant = FaultyAssistant(RasaAssistant(scenario.world_url, 30), fault)
        self._turns = Turns(self._journal, store.log, assistant, texts, clock)
        telegram = FaultyChannel(Telegram(scenario.world_url), fault)
        self._delivery = Delivery(
            self._journal,
            store.log,
            store.deliveries,
            {telegram.name: telegram},
            clock,
            holder=str(os.getpid()),
            chance=lambda: 0.0,
        )
        self._deliveries, self._clock = store.deliveries, clock
        self._inbox = Inbox(self._journal, store.log, self._turns, texts)
        self._feed = Feed(store.log, hints, HEARTBEAT_S)
        self._sweeper = Sweeper(store.log, self._turns, self._delivery, clock, NO_NOTICE_S)

    async def run(self) -> None:
        """Let both citizens say what they have not been told is kept; end when nothing is owed."""
        for conversation_id in CHANNELS:
            await self._open(conversation_id)
        reader = asyncio.create_task(self._follow(FOLLOWED))
        await asyncio.gather(*(self._say(conversation_id) for conversation_id in CHANNELS))
        while await self._owed():
            await self._sweeper.sweep()
            await self._turns.drain()
            await self._delivery.drain()
        self._last_seq = (await self._log.load(FOLLOWED)).last_seq
        await reader

    async def _open(self, conversation_id: str) -> None:
        try:
            await self._log.load(conversation_id)
        except UnknownConversation:
            events = citizen.started(CHANNELS[conversation_id], "en", "Hello, I am a bot.", ())
            await self._journal.start(conversation_id, "token hash", events)

    async def _say(self, conversation_id: str) -> None:
        kept = {number for number, _ in self._memory.facts("kept", conversation_id)}
        for number, text in enumerate(MESSAGES):
            if number not in kept:
                seq = await self._inbox.receive(conversation_id, f"m{number}", text=text)
                self._memory.keep("kept", conversation_id, number, seq)

    async def _follow(self, conversation_id: str) -> None:
        seen = [0, *(seq for (seq,) in self._memory.facts("seen", conversation_id))][-1]
        async for entries in self._feed.follow(conversation_id, seen):
            for entry in entries:
                self._memory.keep("seen", conversation_id, entry.seq)
                seen = entry.seq
            if seen == self._last_seq:
                return

    async def _owed(self) -> bool:
        now = self._clock.now()
        turns = await self._log.owed_turns(10)
        return bool(turns or await self._deliveries.owed(["telegram"], now, 10))


async def live(scenario: Scenario) -> None:
    """Live until all is done, or until the fault."""
    Memory.of(scenario).keep("pid", "", os.getpid())
    fault = Fault(scenario.fault, scenario.nth)
    watch_transactions(fault)
    store = await SqlStore.open(scenario.store_url)
    if scenario.only_pushes:
        await push(scenario, store, fault, LaterClock(scenario.life))
    else:
        await Life(scenario, store, fault).run()
    await store.close()


def main() -> None:
    """Fork a life for each line of input; answer each with its exit status."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.alarm(LIFE_S)
            status = 1
            try:
                asyncio.run(live(Scenario(**json.loads(line))))
                status = 0
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
