"""The queue, the desk's lists and what is owed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handoff.adapters.store import SqlStore
from handoff.core import bot, handoff, queue
from handoff.core.bot import BotMessage, Reply
from handoff.core.values import Control, Disposition
from tests.contract.conftest import NOON
from tests.contract.conversations import JUAN, MARI, opened, queued, say, says, takes


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


async def test_the_queue_is_most_urgent_first_then_longest_waiting(store: SqlStore) -> None:
    later = await queued(store.log, minute=5)
    early = await queued(store.log, minute=1)
    tied = await queued(store.log, minute=5)
    urgent = await queued(store.log, minute=9, priority=10)
    taken = await queued(store.log, minute=0)
    await store.log.append(taken, takes(MARI), at=NOON)
    waiting = await store.log.summaries(control=Control.QUEUED)
    ids = [summary.conversation.id for summary in waiting]
    assert ids == [urgent, early, *sorted([later, tied])]
    assert [s.conversation for s in waiting] == sorted(
        (s.conversation for s in waiting), key=queue.order
    )
    assert [await store.log.position(cid) for cid in ids] == [1, 2, 3, 4]
    assert await store.log.position(taken) is None
    assert await store.log.position("nobody") is None


async def test_a_conversation_put_back_keeps_its_place(store: SqlStore) -> None:
    first = await queued(store.log, minute=1)
    second = await queued(store.log, minute=2)
    await store.log.append(first, takes(MARI), at=NOON + _minutes(3))
    assert await store.log.position(second) == 1
    await store.log.append(
        first, partial(handoff.transfer, agent=MARI, to=None), at=NOON + _minutes(4)
    )
    assert await store.log.position(first) == 1
    assert await store.log.position(second) == 2


async def test_other_lists_show_the_newest_first_and_whose_they_are(store: SqlStore) -> None:
    ids = [await queued(store.log, minute) for minute in range(4)]
    for minute, (cid, agent) in enumerate(zip(ids, (MARI, JUAN, MARI, MARI), strict=True)):
        await store.log.append(cid, takes(agent), at=NOON + _minutes(10 + minute))
    close = partial(handoff.close, agent=MARI, disposition=Disposition.RESOLVED)
    await store.log.append(ids[0], close, at=NOON + _minutes(30))

    async def listed(**wanted: object) -> list[str]:
        found = await store.log.summaries(**wanted)  # type: ignore[arg-type]
        return [summary.conversation.id for summary in found]

    assert await listed(control=Control.AGENT) == [ids[3], ids[2], ids[1]]
    assert await listed(assignee_id=MARI.id) == [ids[3], ids[2]]
    assert await listed(control=Control.AGENT, assignee_id=JUAN.id) == [ids[1]]
    assert await listed(control=Control.QUEUED, assignee_id=MARI.id) == []
    assert await listed(control=Control.CLOSED) == [ids[0]]
    assert await listed() == [ids[0], ids[3], ids[2], ids[1]]
    assert await listed(limit=2) == [ids[0], ids[3]]


async def test_what_stands_is_listed_whole_and_by_where_it_stands(store: SqlStore) -> None:
    with_bot, waiting, taken = (
        await opened(store.log),
        *[await queued(store.log, n) for n in (1, 2)],
    )
    await store.log.append(taken, takes(MARI), at=NOON + _minutes(10))
    closed = await queued(store.log, minute=3)
    await store.log.append(closed, takes(MARI), at=NOON + _minutes(10))
    close = partial(handoff.close, agent=MARI, disposition=Disposition.RESOLVED)
    await store.log.append(closed, close, at=NOON + _minutes(11))
    standing = {s.conversation.id: s.conversation for s in await store.log.standing()}
    assert standing == {cid: await store.log.load(cid) for cid in (waiting, taken)}
    seqs = await store.log.standing_seqs()
    assert seqs == {cid: state.last_seq for cid, state in standing.items()}
    await store.log.append(waiting, takes(MARI), at=NOON + _minutes(12))
    assert (await store.log.standing_seqs())[waiting] > seqs[waiting]
    assert with_bot not in seqs


async def test_a_summary_carries_the_citizens_own_words_or_nothing(store: SqlStore) -> None:
    silent = await queued(store.log, minute=0)
    telling = await opened(store.log)
    await say(store.log, telling, "Where is my application? 🙏")
    summaries = await store.log.summaries()
    needs = {s.conversation.id: s.need for s in summaries}
    assert needs == {silent: "", telling: "Where is my application? 🙏"}
    assert await store.log.need(await store.log.load(silent)) == ""
    assert summaries[0].conversation == await store.log.load(summaries[0].conversation.id)


async def test_owed_turns_are_those_the_bot_must_answer_longest_owed_first(
    store: SqlStore,
) -> None:
    ids = [await opened(store.log) for _ in range(4)]
    for minute, cid in ((3, ids[0]), (1, ids[1]), (2, ids[2])):
        await store.log.append(cid, says("hello"), at=NOON + _minutes(minute))
    owed = await store.log.owed_turns(10)
    assert [state.id for state in owed] == [ids[1], ids[2], ids[0]]
    assert owed[0] == await store.log.load(ids[1])
    assert [state.id for state in await store.log.owed_turns(1)] == [ids[1]]

    reply = Reply(messages=(BotMessage("Good day."),))
    answer = partial(bot.replied, turn_seq=3, reply=reply, at=NOON)
    await store.log.append(ids[1], answer, at=NOON + _minutes(4))
    assert [state.id for state in await store.log.owed_turns(10)] == [ids[2], ids[0]]


async def test_untold_turns_are_owed_for_long_and_the_citizen_does_not_know(
    store: SqlStore,
) -> None:
    ids = [await opened(store.log) for _ in range(3)]
    for minute, cid in enumerate(ids):
        await store.log.append(cid, says("hello"), at=NOON + _minutes(minute))
    assert await store.log.untold_turns(NOON + _minutes(1), 10) == ids[:2]
    assert await store.log.untold_turns(NOON + _minutes(1), 1) == ids[:1]
    await store.log.append(
        ids[0], partial(bot.delayed, notice="It takes longer.", offer=()), at=NOON + _minutes(3)
    )
    assert await store.log.untold_turns(NOON + _minutes(9), 10) == ids[1:]
