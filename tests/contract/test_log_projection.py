"""The projected row is the fold of the log: after every step, whatever happened."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.adapters.store import SqlStore
from handoff.core.conversation import Conversation, fold
from handoff.core.errors import BatonError
from handoff.core.ports import Decide
from tests.contract.conftest import NOON
from tests.contract.conversations import opened
from tests.contract.decisions import decisions

MINUTES = st.integers(-3, 10)


@settings(
    max_examples=40,
    deadline=None,
    # One store for all examples of a test: each example opens a conversation of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(decisions, MINUTES), max_size=12))
async def test_projected_row_is_the_fold_of_the_log_after_every_step(
    store: SqlStore, steps: list[tuple[Decide, int]]
) -> None:
    conversation_id = await opened(store.log)
    now = NOON
    for number, (decide, minutes) in enumerate(steps):
        now += timedelta(minutes=minutes)
        told: Conversation | None = None
        with contextlib.suppress(BatonError):
            appended = await store.log.append(conversation_id, decide, at=now, key=f"k{number}")
            told = appended.conversation
        log = await store.log.read(conversation_id, after=0, limit=1000)
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        row = await store.log.load(conversation_id)
        assert row == fold(conversation_id, log)
        assert told is None or told == row
        owed = [state.id for state in await store.log.owed_turns(10_000)]
        assert (conversation_id in owed) == row.owes_turn
