"""What is owed to channels, and who of them comes first."""

from __future__ import annotations

from datetime import timedelta

from handoff.adapters.store import SqlStore
from handoff.core.channel import MOST_SKEW, Progress
from tests.contract.conftest import NOON
from tests.contract.conversations import opened, say
from tests.contract.test_deliveries import A, B, after, claim


async def owed(store: SqlStore, seconds: float = 0, limit: int = 10) -> list[str]:
    return await store.deliveries.owed(["telegram", "messenger", "web"], after(seconds), limit)


async def deliver(store: SqlStore, cid: str, seconds: float, seq: int) -> None:
    """Push everything up to `seq`."""
    assert await claim(store, cid, A, seconds) is not None
    assert await store.deliveries.delivered(cid, A, seq)
    await store.deliveries.release(cid, A, after(seconds))


async def test_deliveries_are_owed_until_the_channel_has_the_last_event(store: SqlStore) -> None:
    telegram = await opened(store.log, channel="telegram", at=after(60))
    messenger = await opened(store.log, channel="messenger")
    await opened(store.log, channel="web")
    assert await owed(store, 60) == [messenger, telegram]
    assert await owed(store, 60, limit=1) == [messenger]
    assert await store.deliveries.owed([], after(60), 10) == []
    assert await store.deliveries.owed(["telegram"], after(60), 10) == [telegram]
    await deliver(store, telegram, 60, 2)
    assert await owed(store, 60) == [messenger]
    await say(store.log, telegram, "hello")
    assert await owed(store, 60) == [messenger, telegram]


async def test_what_is_leased_or_put_off_takes_up_no_place(store: SqlStore) -> None:
    leased, off, free = [await opened(store.log, channel="telegram", at=after(n)) for n in range(3)]
    await claim(store, leased, A, 10)
    await claim(store, off, B, 10)
    await store.deliveries.put_off(off, B, Progress(1), after(10), after(100))
    assert await owed(store, 11, limit=2) == [free]
    assert await owed(store, 70, limit=2) == [free, leased]
    assert await owed(store, 100, limit=3) == [free, leased, off]


async def test_who_was_let_go_longest_ago_comes_first(store: SqlStore) -> None:
    ids = [await opened(store.log, channel="telegram", at=after(n)) for n in range(3)]
    for seconds, cid in ((10, ids[1]), (20, ids[0]), (30, ids[2])):
        await deliver(store, cid, seconds, 1)
    assert await owed(store, 40) == [ids[1], ids[0], ids[2]]
    new = await opened(store.log, channel="telegram", at=after(15))
    assert await owed(store, 40) == [ids[1], new, ids[0], ids[2]]


async def test_somebody_who_never_stops_writing_does_not_keep_others_waiting(
    store: SqlStore,
) -> None:
    busy = [await opened(store.log, channel="telegram") for _ in range(3)]
    quiet = await opened(store.log, channel="telegram", at=NOON + timedelta(seconds=1))
    served = []
    for second in range(10, 15):
        for cid in await owed(store, second, limit=2):
            served.append(cid)
            await deliver(store, cid, second, (await store.log.load(cid)).last_seq)
        for cid in busy:
            await say(store.log, cid, f"and another thing {second}")
    assert quiet in served[:4]


async def test_what_a_clock_that_was_put_back_since_has_put_off_is_owed(store: SqlStore) -> None:
    cid = await opened(store.log, channel="telegram")
    await claim(store, cid, A, 3600)
    await store.deliveries.put_off(cid, A, Progress(1), after(3600), after(3700))
    early = 3599 - MOST_SKEW.total_seconds()
    assert await owed(store, early + 1) == []
    assert await owed(store, early) == [cid]


async def test_what_was_confirmed_is_owed_at_once(store: SqlStore) -> None:
    cid = await opened(store.log, channel="telegram")
    await claim(store, cid, A, 10)
    doubt = Progress(1, 0, after(10), after(10))
    await store.deliveries.trying(cid, A, doubt)
    await store.deliveries.put_off(cid, A, doubt, after(25), after(30))
    assert await owed(store, 25) == []
    await store.deliveries.confirm(cid, 1, 0)
    assert await owed(store, 25) == [cid]
