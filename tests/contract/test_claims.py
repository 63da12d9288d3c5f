"""A thousand claims race for a hundred conversations, from two service processes at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from handoff.adapters.store import SqlStore
from handoff.core import handoff
from handoff.core.agents import Presence, Role
from handoff.core.conversation import Conversation
from handoff.core.events import AgentAssigned, Event
from handoff.core.values import Author, Control
from tests.contract.conftest import NOON
from tests.contract.conversations import opened
from tests.contract.servers import Postgres

CONVERSATIONS, AGENTS, PROCESSES = 100, 10, 2
PATIENCE_S = 120

SERVICE = """
import asyncio, json, random, sys
from handoff import settings as settings_module
from handoff.core.errors import AlreadyTaken, Unavailable
from handoff.main import wire
from handoff.wiring.adapters import connected

async def claims(home, store_url, agent_ids, conversation_ids):
    environ = {"BATON_HOME": home, "BATON_STORE_URL": store_url}
    settings = settings_module.load(environ)
    async with connected(settings) as adapters:
        desk = wire(adapters, settings).desk.desk
        agents = [await adapters.agents.get(agent_id) for agent_id in agent_ids]
        pairs = [(agent, cid) for agent in agents for cid in conversation_ids]
        random.shuffle(pairs)

        async def claim(agent, cid):
            # On a busy machine a row may be locked for longer than the store waits; who hears
            # "unavailable" asks again, as agents do. It ends after `PATIENCE_S` at the latest.
            while True:
                try:
                    taken = await desk.accept(agent, cid)
                except AlreadyTaken as late:
                    return cid, agent.id, late.details["assignee"]["id"]
                except Unavailable:
                    continue
                return cid, agent.id, taken.conversation.assignee.id

        print("ready", flush=True)
        sys.stdin.readline()
        print(json.dumps(await asyncio.gather(*(claim(*pair) for pair in pairs))))

asyncio.run(claims(sys.argv[1], sys.argv[2], *json.loads(sys.argv[3])))
"""


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.emptied_database()


def _service(home: Path, url: str, agents: list[str], ids: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVICE, str(home), url, json.dumps([agents, ids])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _raced(services: list[subprocess.Popen[str]]) -> list[tuple[str, str, str]]:
    """Let them go at once; return conversation, who claimed it, and who has it as they heard."""
    heard: list[Any] = []
    try:
        for service in services:
            assert service.stdout is not None
            assert service.stdout.readline() == "ready\n"
        for service in services:
            assert service.stdin is not None
            service.stdin.write("go\n")
            service.stdin.flush()
        for service in services:
            heard += json.loads(service.communicate(timeout=PATIENCE_S)[0])
    finally:
        for service in services:
            service.kill()
            service.wait()
    return [(cid, claimed_by, holder) for cid, claimed_by, holder in heard]


async def test_a_thousand_racing_claims_leave_one_holder_each_and_losers_learn_who_was_faster(
    url: str, tmp_path: Path
) -> None:
    store = await SqlStore.open(url)
    agents = [f"a{number}" for number in range(AGENTS)]
    for agent in agents:
        await store.agents.add(agent, agent, agent.upper(), Role.AGENT, "")
        await store.agents.set_presence(agent, Presence.AVAILABLE)
    ids = [await opened(store.log) for _ in range(CONVERSATIONS)]
    for cid in ids:
        await store.log.append(cid, _asked, at=NOON)
    of_each = AGENTS // PROCESSES
    heard = _raced(
        [
            _service(tmp_path / str(n), url, agents[n * of_each : (n + 1) * of_each], ids)
            for n in range(PROCESSES)
        ]
    )
    assert Counter(cid for cid, _, _ in heard) == Counter(ids * AGENTS)
    for cid in ids:
        entries = await store.log.read(cid, after=0, limit=50)
        assigned = [e.event.agent for e in entries if isinstance(e.event, AgentAssigned)]
        assert len(assigned) == 1
        state = await store.log.load(cid)
        assert (state.control, state.assignee) == (Control.AGENT, assigned[0])
        assert {holder for each, _, holder in heard if each == cid} == {assigned[0].id}
    winners = Counter(claimed_by for _, claimed_by, holder in heard if claimed_by == holder)
    assert winners.total() == CONVERSATIONS
    processes = {agents.index(agent) // of_each for agent in winners}
    assert processes == set(range(PROCESSES)), "they raced, and did not come one after the other"
    await store.close()


def _asked(state: Conversation) -> list[Event]:
    return handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)
