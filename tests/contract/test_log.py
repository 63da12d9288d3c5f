"""What every store's log does, one conversation at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, NotYours, UnknownConversation
from handoff.core.events import Event, MessagePosted
from handoff.core.fold import fold
from handoff.core.text import MAX_TEXT
from handoff.core.values import Author
from tests.contract.conftest import NOON
from tests.contract.conversations import MARI, opened, say, says


def _text(event: Event) -> str:
    assert isinstance(event, MessagePosted)
    return event.text


async def test_a_started_conversation_can_be_loaded_and_read(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    state = await store.log.load(conversation_id)
    entries = await store.log.read(conversation_id, after=0, limit=10)
    assert [e.seq for e in entries] == [1, 2]
    assert state == fold(conversation_id, entries)
    assert state.started_at == NOON
    assert await store.log.token_hash(conversation_id) == f"hash of {conversation_id}"


async def test_starting_a_known_conversation_again_changes_nothing(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    before = await store.log.load(conversation_id)
    with pytest.raises(ValueError, match="exists already"):
        await store.log.start(conversation_id, "another hash", [], NOON)
    assert await store.log.load(conversation_id) == before
    assert await store.log.token_hash(conversation_id) == f"hash of {conversation_id}"


@pytest.mark.parametrize("unknown", ["nobody", "", "nul\x00", "half \ud83d", "x" * 5000])
async def test_an_id_that_no_store_can_hold_is_an_unknown_conversation(
    store: SqlStore, unknown: str
) -> None:
    for question in (store.log.load, store.log.token_hash):
        with pytest.raises(UnknownConversation):
            await question(unknown)
    with pytest.raises(UnknownConversation):
        await store.log.append(unknown, says("hello"), at=NOON)
    assert await store.log.read(unknown, after=0, limit=10) == []
    assert await store.log.position(unknown) is None


async def test_a_known_key_decides_nothing_and_returns_the_entry_that_has_it(
    store: SqlStore,
) -> None:
    conversation_id = await opened(store.log)
    first = await say(store.log, conversation_id, "hello", key="k1")
    await say(store.log, conversation_id, "and more", key="k2")
    again = await say(store.log, conversation_id, "something else", key="k1")
    assert not first.duplicate
    assert again.duplicate
    assert again.events == first.events
    assert again.conversation.last_seq == 4
    assert len(await store.log.read(conversation_id, after=0, limit=10)) == 4


async def test_a_key_belongs_to_one_conversation(store: SqlStore) -> None:
    one, other = await opened(store.log), await opened(store.log)
    await say(store.log, one, "hello", key="k1")
    assert not (await say(store.log, other, "hello", key="k1")).duplicate


async def test_a_key_that_cannot_be_kept_is_refused(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    for key in ("nul\x00", "half \ud83d"):
        with pytest.raises(InvalidRequest):
            await say(store.log, conversation_id, "hello", key=key)


async def test_a_decision_that_raises_leaves_no_trace(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    before = await store.log.load(conversation_id)

    def refuse(_: Conversation) -> Sequence[Event]:
        raise NotYours

    with pytest.raises(NotYours):
        await store.log.append(conversation_id, refuse, at=NOON, key="k1")
    assert await store.log.load(conversation_id) == before
    assert not (await say(store.log, conversation_id, "hello", key="k1")).duplicate


async def test_a_decision_of_no_events_leaves_no_trace(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    before = await store.log.load(conversation_id)
    appended = await store.log.append(
        conversation_id, lambda _: [], at=NOON + timedelta(hours=1), key="k1"
    )
    assert appended.events == ()
    assert not appended.duplicate
    assert await store.log.load(conversation_id) == before


async def test_time_in_the_log_never_runs_backwards(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    late, early = NOON + timedelta(minutes=5), NOON + timedelta(minutes=1)
    await store.log.append(conversation_id, says("late"), at=late)
    appended = await store.log.append(conversation_id, says("early"), at=early)
    assert appended.events[0].at == late
    assert (await store.log.load(conversation_id)).last_at == late


async def test_times_come_back_to_the_microsecond_and_in_utc(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    tallinn = timezone(timedelta(hours=2))
    at = datetime(2026, 7, 1, 9, 30, 15, 123457, tzinfo=tallinn)
    await store.log.append(conversation_id, says("hello"), at=at)
    entry = (await store.log.read(conversation_id, after=2, limit=1))[0]
    assert entry.at == at
    assert entry.at.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "¿Dónde está mi solicitud? 👩‍👩‍👧‍👦 🇪🇪",
        "مرحبا \u202e x\u0301 \U0001f9d1\U0001f3fd\u200d\U0001f680",
        "quotes ' \" \\ and %s :name {x} ; DROP TABLE events; --",
        "line\nline\ttab \x01 \x7f \ufffe",
        "\U0001f600" * MAX_TEXT,
    ],
    ids=["spanish", "arabic", "sql", "controls", "longest"],
)
async def test_any_text_comes_back_as_it_was(store: SqlStore, text: str) -> None:
    conversation_id = await opened(store.log)
    await say(store.log, conversation_id, text, key=text[:100])
    entry = (await store.log.read(conversation_id, after=2, limit=1))[0]
    assert _text(entry.event) == text
    assert entry.key == text[:100]
    assert await store.log.need(await store.log.load(conversation_id)) == text


async def test_reading_goes_on_after_any_seq_in_pages(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    for number in range(8):
        await say(store.log, conversation_id, f"message {number}")
    first = await store.log.read(conversation_id, after=0, limit=4)
    second = await store.log.read(conversation_id, after=4, limit=100)
    assert [e.seq for e in first + second] == list(range(1, 11))
    assert await store.log.read(conversation_id, after=10, limit=5) == []


async def test_a_cursor_beyond_every_number_reads_nothing(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    assert await store.log.read(conversation_id, after=10**30, limit=5) == []
    assert len(await store.log.read(conversation_id, after=-(10**30), limit=5)) == 2


async def test_a_caller_that_gives_up_leaves_all_or_nothing_and_may_send_again(
    store: SqlStore,
) -> None:
    conversation_id = await opened(store.log)
    for number in range(10):
        caller = asyncio.create_task(say(store.log, conversation_id, "hi", key=f"k{number}"))
        await asyncio.sleep(0)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        await say(store.log, conversation_id, "hi", key=f"k{number}")
    log = await store.log.read(conversation_id, after=0, limit=100)
    assert [entry.key for entry in log[2:]] == [f"k{number}" for number in range(10)]
    assert await store.log.load(conversation_id) == fold(conversation_id, log)


async def test_an_agent_keeps_the_name_citizens_saw(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    posted = MessagePosted(author=Author.AGENT, text="I am here.", agent=MARI)
    await store.log.append(conversation_id, lambda _: [posted], at=NOON)
    assert (await store.log.read(conversation_id, after=2, limit=1))[0].event == posted
