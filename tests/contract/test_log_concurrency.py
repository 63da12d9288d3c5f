"""Many at once: the log of a conversation stays gap-free, and one agent holds the baton."""

from __future__ import annotations

import asyncio
import random

from handoff.adapters.store import SqlStore
from handoff.core.errors import AlreadyTaken
from handoff.core.events import AgentAssigned, MessagePosted
from handoff.core.fold import fold
from handoff.core.ports import Appended
from handoff.core.values import AgentRef
from tests.contract.conftest import NOON
from tests.contract.conversations import opened, queued, say, takes

WRITERS = 12
MESSAGES = 10


async def test_concurrent_appends_to_one_conversation_leave_no_gap_and_lose_nothing(
    store: SqlStore,
) -> None:
    conversation_id = await opened(store.log)

    async def write(writer: int) -> list[Appended]:
        return [
            await say(store.log, conversation_id, f"{writer}/{n}", key=f"{writer}/{n}")
            for n in range(MESSAGES)
        ]

    answers = await asyncio.gather(*(write(writer) for writer in range(WRITERS)))
    log = await store.log.read(conversation_id, after=0, limit=1000)
    assert [entry.seq for entry in log] == list(range(1, 2 + WRITERS * MESSAGES + 1))
    assert await store.log.load(conversation_id) == fold(conversation_id, log)
    written = {e.key: e for own in answers for appended in own for e in appended.events}
    assert {e.key: e for e in log if e.key} == written


async def test_the_same_key_sent_many_times_at_once_is_kept_once(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    answers = await asyncio.gather(
        *(say(store.log, conversation_id, f"hello {n}", key="k1") for n in range(20))
    )
    assert sum(not appended.duplicate for appended in answers) == 1
    assert len({appended.events for appended in answers}) == 1
    assert (await store.log.load(conversation_id)).last_seq == 3


async def test_conversations_written_side_by_side_do_not_mix(store: SqlStore) -> None:
    ids = [await opened(store.log) for _ in range(WRITERS)]
    shuffled = [(cid, n) for cid in ids for n in range(MESSAGES)]
    random.Random(7).shuffle(shuffled)
    await asyncio.gather(*(say(store.log, cid, f"{cid}/{n}", key=f"{n}") for cid, n in shuffled))
    for cid in ids:
        said = [e.event for e in await store.log.read(cid, after=2, limit=1000)]
        texts = {event.text for event in said if isinstance(event, MessagePosted)}
        assert texts == {f"{cid}/{n}" for n in range(MESSAGES)}


async def test_of_many_agents_who_take_a_conversation_at_once_one_gets_it(
    store: SqlStore, store_url: str
) -> None:
    """Half of them come through a second store on the same database, as a second process does."""
    second = await SqlStore.open(store_url)
    try:
        for round_number in range(5):
            conversation_id = await queued(store.log, round_number)
            agents = [AgentRef(f"a{n}", f"Agent {n}") for n in range(8)]
            answers = await asyncio.gather(
                *(
                    (store, second)[n % 2].log.append(conversation_id, takes(agent), at=NOON)
                    for n, agent in enumerate(agents)
                ),
                return_exceptions=True,
            )
            won = [a for a in answers if isinstance(a, Appended)]
            lost = [a for a in answers if isinstance(a, AlreadyTaken)]
            assert (len(won), len(lost)) == (1, len(agents) - 1)
            holder = (await second.log.load(conversation_id)).assignee
            assert isinstance(won[0].events[0].event, AgentAssigned)
            assert won[0].events[0].event.agent == holder
            assert holder is not None
            told = {str(refusal.details["assignee"]) for refusal in lost}
            assert told == {str({"id": holder.id, "name": holder.name})}
    finally:
        await second.close()
