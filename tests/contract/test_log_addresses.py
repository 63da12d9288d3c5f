"""Citizens of channels that are pushed to: one conversation for one address on one channel."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from handoff.adapters.sql_log import SqlLog
from handoff.adapters.store import SqlStore
from handoff.core import citizen, handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import AddressTaken
from handoff.core.events import AttachmentSettled, ConversationStarted, Event, MessagePosted
from handoff.core.ports import Appended
from handoff.core.values import AgentRef, Attachment, AttachmentKind
from tests.contract.conftest import NOON
from tests.contract.conversations import MARI, opened, queued, say, says, takes

CLERK = AgentRef(f"{handoff.OUTSIDE}messenger", "The agency")
MINUTE = timedelta(minutes=1)


async def test_an_address_leads_to_its_conversation_on_its_own_channel_only(
    store: SqlStore,
) -> None:
    mine = await opened(store.log, channel="telegram", address="77")
    other = await opened(store.log, channel="messenger", address="77")
    assert await store.log.find_address("telegram", "77") == mine
    assert await store.log.find_address("messenger", "77") == other
    assert await store.log.find_address("telegram", "78") is None
    assert await store.log.find_address("web", "77") is None


@pytest.mark.parametrize("address", ["", "nul\x00", "half \ud83d"])
async def test_an_address_that_no_store_can_hold_is_not_found(
    store: SqlStore, address: str
) -> None:
    await opened(store.log, channel="telegram", address="77")
    assert await store.log.find_address("telegram", address) is None


async def test_a_taken_address_names_the_conversation_that_has_it(store: SqlStore) -> None:
    first = await opened(store.log, channel="telegram", address="77")
    with pytest.raises(AddressTaken) as taken:
        await opened(store.log, channel="telegram", address="77")
    assert taken.value.conversation_id == first
    assert len(await store.log.summaries()) == 1


async def test_conversations_without_an_address_do_not_meet(store: SqlStore) -> None:
    assert await opened(store.log) != await opened(store.log)


async def test_of_many_first_messages_at_once_one_opens_the_conversation(
    store: SqlStore, store_url: str
) -> None:
    """Half of them come through a second store on the same database, as a second process does."""
    second = await SqlStore.open(store_url)
    try:
        for address in ("a", "b", "c"):
            answers = await asyncio.gather(
                *(
                    opened((store, second)[n % 2].log, channel="telegram", address=address)
                    for n in range(8)
                ),
                return_exceptions=True,
            )
            won = [a for a in answers if isinstance(a, str)]
            taken = [a.conversation_id for a in answers if isinstance(a, AddressTaken)]
            assert len(won) == 1
            assert taken == won * 7
    finally:
        await second.close()


async def test_the_greeting_carries_the_key_of_what_opened_the_conversation(
    store: SqlStore,
) -> None:
    events = citizen.started("telegram", "en", "Hello.", (), address="77")
    await store.log.start("first", "hash", events, NOON, "k1")
    entry = await store.log.find_by_key("first", "k1")
    assert entry is not None
    assert (entry.seq, entry.key) == (2, "k1")
    assert isinstance(entry.event, MessagePosted)
    assert (await store.log.append("first", says("again"), at=NOON, key="k1")).duplicate


async def test_an_entry_is_found_by_its_key_in_its_own_conversation(store: SqlStore) -> None:
    first, second = await opened(store.log), await opened(store.log)
    said = await say(store.log, first, "hello", key="k1")
    assert await store.log.find_by_key(first, "k1") == said.events[0]
    for where, key in ((second, "k1"), (first, "k2"), ("nobody", "k1"), (first, "nul\x00")):
        assert await store.log.find_by_key(where, key) is None


async def test_conversations_that_owe_files_are_found_until_the_last_is_settled(
    store: SqlStore,
) -> None:
    await opened(store.log)
    conversation_id = await opened(store.log)
    photos = tuple(Attachment(AttachmentKind.PHOTO, ref=f"f{n}") for n in range(2))
    sent = partial(citizen.sent, text="", attachments=photos, notice=None, offer=())
    await store.log.append(conversation_id, sent, at=NOON)
    for number in range(2):
        assert await store.log.owed_files(10) == [conversation_id]
        await store.log.append(conversation_id, partial(_settles, number), at=NOON)
    assert await store.log.owed_files(10) == []


def _settles(number: int, _: Conversation) -> list[Event]:
    return [AttachmentSettled(3, number, "image/png", 10)]


async def test_files_that_are_owed_for_longest_come_first(store: SqlStore) -> None:
    photo = (Attachment(AttachmentKind.PHOTO, ref="f"),)
    sent = partial(citizen.sent, text="", attachments=photo, notice=None, offer=())
    owing = [await opened(store.log) for _ in range(3)]
    for minute, conversation_id in enumerate(reversed(owing)):
        await store.log.append(conversation_id, sent, at=NOON + minute * MINUTE)
    assert await store.log.owed_files(2) == [owing[2], owing[1]]


async def _answered_outside(log: SqlLog, minute: int) -> str:
    conversation_id = await opened(log, channel="messenger", address=f"psid {minute}")
    await say(log, conversation_id, "hello")
    answered = partial(handoff.clerk_said, clerk=CLERK, text="We are here.")
    await log.append(conversation_id, answered, at=NOON + minute * MINUTE)
    return conversation_id


async def _says_at(log: SqlLog, conversation_id: str, minute: int) -> Appended:
    return await log.append(conversation_id, says("and now?"), at=NOON + minute * MINUTE)


async def test_citizens_whom_staff_elsewhere_left_waiting_are_found_longest_first(
    store: SqlStore,
) -> None:
    later, sooner, answered, held = [await _answered_outside(store.log, n) for n in range(4)]
    for conversation_id, minute in ((later, 20), (sooner, 10), (held, 10)):
        await _says_at(store.log, conversation_id, minute)
    await store.log.append(held, takes(MARI), at=NOON + 11 * MINUTE)
    waiting = await queued(store.log, 5)
    holders, before = [CLERK.id], NOON + 20 * MINUTE
    assert await store.log.left_outside(holders, before, 10) == [sooner, later]
    assert await store.log.left_outside(holders, before, 1) == [sooner]
    assert await store.log.left_outside(holders, NOON + 19 * MINUTE, 10) == [sooner]
    assert await store.log.left_outside([f"{handoff.OUTSIDE}telegram"], before, 10) == []
    assert {answered, waiting}.isdisjoint(await store.log.left_outside(holders, before, 10))


async def test_the_row_keeps_address_link_and_name(store: SqlStore) -> None:
    events = citizen.started("telegram", "es", "Hola.", (), address="77", ref="poster", name="Ana")
    await store.log.start("first", "hash", events, NOON)
    state = await store.log.load("first")
    assert (state.address, state.name) == ("77", "Ana")
    (started, *_) = await store.log.read("first", after=0, limit=1)
    assert isinstance(started.event, ConversationStarted)
    assert started.event.ref == "poster"
