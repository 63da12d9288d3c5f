"""What every store knows about follow-ups."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.agents import Role
from handoff.core.errors import UnknownFollowUp
from handoff.core.events import FeedbackGiven
from handoff.core.follow_ups import FollowUp, FollowUpState, Outcome
from handoff.core.values import AgentRef
from tests.contract.conftest import NOON
from tests.contract.conversations import opened

DAY = timedelta(days=1)
ANA = AgentRef("ana", "Ana")


async def scored(store: SqlStore, score: int) -> str:
    conversation_id = await opened(store.log)
    given = FeedbackGiven(score=score, words_seq=None)
    await store.log.append(conversation_id, lambda _: [given], at=NOON)
    return conversation_id


async def followed(store: SqlStore, due: int) -> FollowUp:
    follow_up = FollowUp(await scored(store, 2), 2, NOON, NOON + due * DAY)
    assert await store.follow_ups.open(follow_up)
    return follow_up


async def test_low_scores_without_a_follow_up_are_missing_one(store: SqlStore) -> None:
    scores = {score: await scored(store, score) for score in (1, 3, 4, 7)}
    await opened(store.log)
    missing = await store.follow_ups.missing(10)
    assert sorted(missing) == sorted([(scores[1], 1), (scores[3], 3)])
    assert len(await store.follow_ups.missing(1)) == 1
    await store.follow_ups.open(FollowUp(scores[1], 1, NOON, NOON + DAY))
    assert await store.follow_ups.missing(10) == [(scores[3], 3)]


async def test_of_several_who_open_one_at_once_one_does(store: SqlStore) -> None:
    follow_up = FollowUp(await scored(store, 1), 1, NOON, NOON + DAY)
    answers = await asyncio.gather(*(store.follow_ups.open(follow_up) for _ in range(5)))
    assert sorted(answers) == [False] * 4 + [True]
    assert await store.follow_ups.find(FollowUpState.OPEN, NOON, 10) == [follow_up]


async def test_open_ones_come_by_when_they_are_due_and_closed_ones_last_closed_first(
    store: SqlStore,
) -> None:
    third, first, second = [await followed(store, due) for due in (3, 1, 2)]
    find = partial(store.follow_ups.find, now=NOON + DAY, limit=10)
    assert await find(FollowUpState.OPEN) == [first, second, third]
    assert await find(FollowUpState.OVERDUE) == [first]
    for number, each in enumerate((second, first)):
        await store.follow_ups.save(replace(each, closed_at=NOON + number * DAY))
    assert await find(FollowUpState.OPEN) == [third]
    assert await find(FollowUpState.OVERDUE) == []
    closed = await find(FollowUpState.CLOSED)
    assert [each.conversation_id for each in closed] == [
        first.conversation_id,
        second.conversation_id,
    ]


async def test_what_came_of_one_is_kept_with_the_name_of_its_owner(store: SqlStore) -> None:
    await store.agents.add("ana", "ana", "Ana", Role.SUPERVISOR, "hash")
    kept = await followed(store, 1)
    changed = replace(
        kept, owner=ANA, outcome=Outcome.EXPLAINED, note="called back", closed_at=NOON + DAY
    )
    await store.follow_ups.save(changed)
    assert await store.follow_ups.get(kept.conversation_id) == changed
    await store.follow_ups.save(kept)
    assert await store.follow_ups.get(kept.conversation_id) == kept


@pytest.mark.parametrize("unknown", ["nothing", "", "nul\x00", "half \ud83d"])
async def test_conversations_without_one_are_told_as_such(store: SqlStore, unknown: str) -> None:
    with pytest.raises(UnknownFollowUp):
        await store.follow_ups.get(unknown)
    with pytest.raises(UnknownFollowUp):
        await store.follow_ups.save(FollowUp(unknown, 1, NOON, NOON))
