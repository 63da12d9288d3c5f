"""Who may be asked how it went, and who announced a word and did not send it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handoff.adapters.store import SqlStore
from handoff.core import citizen, handoff, survey
from handoff.core.values import CES, CES_COMMENT, Button, Control, Disposition
from tests.contract.conftest import NOON
from tests.contract.conversations import MARI, opened, queued, says, takes

SCORES = tuple(Button(str(score), f"{CES}{score}") for score in range(1, 8))
MORE = (Button("Write a comment", CES_COMMENT),)
DAY = timedelta(days=1)


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


async def _spoke(store: SqlStore, minute: int) -> str:
    conversation_id = await opened(store.log)
    await store.log.append(conversation_id, says("hello"), at=NOON + _minutes(minute))
    return conversation_id


async def _closed(store: SqlStore, minute: int) -> str:
    conversation_id = await queued(store.log, minute=0)
    await store.log.append(conversation_id, says("hello"), at=NOON)
    await store.log.append(conversation_id, takes(MARI), at=NOON)
    close = partial(handoff.close, agent=MARI, disposition=Disposition.RESOLVED)
    await store.log.append(conversation_id, close, at=NOON + _minutes(minute))
    return conversation_id


async def test_the_unsurveyed_are_those_who_spoke_the_longest_silent_first(
    store: SqlStore,
) -> None:
    late, early = await _spoke(store, 3), await _spoke(store, 1)
    await opened(store.log)
    await queued(store.log, minute=1)
    ended = await _closed(store, 2)
    every = (NOON - DAY, NOON + DAY, 10)
    with_bot = await store.log.unsurveyed(Control.BOT, *every)
    assert [state.id for state in with_bot] == [early, late]
    assert with_bot[0] == await store.log.load(early)
    assert [s.id for s in await store.log.unsurveyed(Control.CLOSED, *every)] == [ended]
    assert await store.log.unsurveyed(Control.QUEUED, *every) == []
    assert len(await store.log.unsurveyed(Control.BOT, NOON - DAY, NOON + DAY, 1)) == 1


async def test_the_span_counts_from_its_first_moment_to_its_last(store: SqlStore) -> None:
    at = {minute: await _spoke(store, minute) for minute in (1, 2, 3, 4)}
    found = await store.log.unsurveyed(Control.BOT, NOON + _minutes(2), NOON + _minutes(3), 10)
    assert [state.id for state in found] == [at[2], at[3]]


async def test_nobody_is_found_again_once_asked(store: SqlStore) -> None:
    ended = await _closed(store, 2)
    asks = partial(survey.asked, question="How easy was it?", buttons=SCORES)
    await store.log.append(ended, asks, at=NOON + _minutes(3))
    assert await store.log.unsurveyed(Control.CLOSED, NOON - DAY, NOON + DAY, 10) == []


async def test_who_announced_a_word_is_found_until_it_came(store: SqlStore) -> None:
    ids = [await _closed(store, 1), await _closed(store, 1)]
    asks = partial(survey.asked, question="How easy was it?", buttons=SCORES + MORE)
    for minute, conversation_id in zip((4, 3), ids, strict=True):
        await store.log.append(conversation_id, asks, at=NOON + _minutes(2))
        announces = partial(citizen.said, payload=CES_COMMENT)
        await store.log.append(conversation_id, announces, at=NOON + _minutes(minute))
    assert await store.log.commenting(NOON + _minutes(4), 10) == [ids[1], ids[0]]
    assert await store.log.commenting(NOON + _minutes(3), 10) == [ids[1]]
    assert await store.log.commenting(NOON + _minutes(4), 1) == [ids[1]]
    await store.log.append(ids[1], says("it was quick"), at=NOON + _minutes(5))
    assert await store.log.commenting(NOON + _minutes(9), 10) == [ids[0]]
