"""Stays and shown forecasts: what is kept is found again, and waits that end are put down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handoff.adapters.store import SqlStore
from handoff.core.forecast import Range
from handoff.core.stays import Stay
from handoff.core.waits import Shown
from tests.contract.conftest import NOON
from tests.contract.conversations import opened, queued


def at(minute: float) -> datetime:
    return NOON + timedelta(minutes=minute)


def stay(conversation_id: str, minute: float = 0, **more: object) -> Stay:
    waits = Stay(conversation_id, "benefits", "es", 5, at(minute), seq=3)
    return replace(waits, **more)  # type: ignore[arg-type]


def shown(conversation_id: str, minute: float = 0) -> Shown:
    return Shown(
        conversation_id=conversation_id,
        at=at(minute),
        queued_at=at(0),
        team="benefits",
        language="es",
        place=3,
        shown=Range(300, 600),
        base=Range(310, 550),
        naive_hour_s=420,
        naive_place_s=1800,
    )


async def test_stays_are_found_again_in_the_order_of_beginning(store: SqlStore) -> None:
    first, second = await opened(store.log), await opened(store.log)
    whole = stay(
        first, 5, assigned_at=at(7), ended_at=at(9), agent_id="mari", off_hours=True, team=None
    )
    early = [stay(second, 1, ended_at=at(2)), stay(second, 8, seq=9)]
    await store.waits.keep_stays(first, [whole])
    await store.waits.keep_stays(second, early)
    assert await store.waits.stays_since(at(0), 10) == [early[0], whole, early[1]]
    assert await store.waits.stays_since(at(2), 10) == [whole, early[1]]
    assert await store.waits.stays_since(at(0), 1) == [early[1]]


async def test_keeping_stays_again_replaces_those_of_the_conversation_alone(
    store: SqlStore,
) -> None:
    first, second = await opened(store.log), await opened(store.log)
    await store.waits.keep_stays(first, [stay(first, 1), stay(first, 4, seq=7)])
    await store.waits.keep_stays(second, [stay(second, 2)])
    ended = stay(first, 1, ended_at=at(9))
    await store.waits.keep_stays(first, [ended])
    assert await store.waits.stays_since(at(0), 10) == [ended, stay(second, 2)]


async def test_the_latest_time_of_any_stay_is_known(store: SqlStore) -> None:
    assert await store.waits.told_until() is None
    first, second = await opened(store.log), await opened(store.log)
    await store.waits.keep_stays(first, [stay(first, 1, assigned_at=at(30))])
    await store.waits.keep_stays(second, [stay(second, 20)])
    assert await store.waits.told_until() == at(30)


async def test_what_was_shown_is_found_again_in_the_order_of_being_shown(store: SqlStore) -> None:
    first, second = await opened(store.log), await opened(store.log)
    told = [shown(second, 1), shown(first, 2), replace(shown(second, 3), naive_hour_s=None)]
    await store.waits.keep_shown(told[1:])
    await store.waits.keep_shown(told[:1])
    assert await store.waits.shown_since(at(0), 10) == told
    assert await store.waits.shown_since(at(2), 10) == told[1:]
    assert await store.waits.shown_since(at(0), 1) == told[2:]


async def test_the_first_of_each_wait_are_found_apart(store: SqlStore) -> None:
    mine = await opened(store.log)
    told = [shown(mine, 1), replace(shown(mine, 2), first=False), shown(mine, 3)]
    await store.waits.keep_shown(told)
    assert await store.waits.shown_since(at(0), 10, firsts=True) == [told[0], told[2]]
    assert await store.waits.shown_since(at(0), 1, firsts=True) == told[2:]


async def test_an_answer_settles_what_was_shown_in_its_wait(store: SqlStore) -> None:
    mine, other = await opened(store.log), await opened(store.log)
    await store.waits.keep_shown([shown(mine, 1), shown(mine, 6), shown(other, 1)])
    await store.waits.keep_stays(mine, [stay(mine, 0)])
    assert [each.wait_s for each in await store.waits.shown_since(at(0), 9)] == [None] * 3
    await store.waits.keep_stays(mine, [stay(mine, 0, assigned_at=at(11))])
    settled = {(s.conversation_id, s.at): s for s in await store.waits.shown_since(at(0), 9)}
    assert settled[mine, at(1)].wait_s == 600
    assert settled[mine, at(6)].wait_s == 300
    assert settled[mine, at(6)].left_at is None
    assert settled[other, at(1)].wait_s is None


async def test_giving_up_settles_it_as_left_and_not_as_a_wait(store: SqlStore) -> None:
    mine = await opened(store.log)
    await store.waits.keep_shown([shown(mine, 1)])
    await store.waits.keep_stays(mine, [stay(mine, 0, ended_at=at(4))])
    (left,) = await store.waits.shown_since(at(0), 9)
    assert (left.wait_s, left.left_at) == (None, at(4))


async def test_what_is_written_down_after_its_wait_has_ended_is_settled_at_once(
    store: SqlStore,
) -> None:
    answered, left = await opened(store.log), await opened(store.log)
    await store.waits.keep_stays(answered, [stay(answered, 0, assigned_at=at(2))])
    await store.waits.keep_stays(left, [stay(left, 0, ended_at=at(3))])
    await store.waits.keep_shown([shown(answered, 1), shown(left, 1.5), shown(left, 1.7)])
    kept = await store.waits.shown_since(at(0), 9)
    assert [(each.wait_s, each.left_at) for each in kept] == [
        (60, None),
        (None, at(3)),
        (None, at(3)),
    ]


async def test_what_is_settled_stays_settled_when_another_wait_begins(store: SqlStore) -> None:
    mine = await opened(store.log)
    first = stay(mine, 0, assigned_at=at(5), ended_at=at(9))
    await store.waits.keep_shown([shown(mine, 1)])
    await store.waits.keep_stays(mine, [first])
    await store.waits.keep_shown([shown(mine, 10)])
    again = stay(mine, 9, seq=8, assigned_at=at(12))
    await store.waits.keep_stays(mine, [first, again])
    assert [each.wait_s for each in await store.waits.shown_since(at(0), 9)] == [240, 120]


async def test_what_moved_lately_is_found_newest_first(store: SqlStore) -> None:
    early, late = await queued(store.log, 1), await queued(store.log, 5)
    assert await store.waits.touched_since(at(2), 9) == [late]
    assert await store.waits.touched_since(at(0), 9) == [late, early]
    assert await store.waits.touched_since(at(0), 1) == [late]


async def test_conversations_that_do_not_exist_are_left_out(store: SqlStore) -> None:
    mine = await opened(store.log)
    for nobody in ("gone", "\x00", "\ud800"):
        await store.waits.keep_stays(nobody, [stay(nobody)])
        await store.waits.keep_shown([shown(nobody), shown(mine)])
    assert await store.waits.stays_since(at(0), 9) == []
    assert {s.conversation_id for s in await store.waits.shown_since(at(0), 9)} == {mine}
