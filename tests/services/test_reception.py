"""What arrives over a channel: one conversation an address, everything once and in order."""

from __future__ import annotations

import asyncio

import pytest

from handoff.core.arrivals import (
    Arrival,
    Began,
    ClerkWrote,
    Confirmed,
    Edited,
    Ignored,
    Pressed,
    Unreachable,
    What,
    Wrote,
)
from handoff.core.errors import Unavailable
from handoff.core.events import (
    ConversationStarted,
    MessageEdited,
    MessagePosted,
)
from handoff.core.text import MAX_TEXT
from handoff.core.values import Author
from handoff.services.addresses import Addresses
from tests.services.arriving import ANA, HELLO, after, found, messages, take
from tests.services.world import World, settle


@pytest.fixture(autouse=True)
async def _nothing_goes_out(world: World) -> None:
    """What is sent to the citizen is under test elsewhere."""
    await world.delivery.stop()


async def test_the_first_message_opens_a_conversation_with_a_greeting_and_is_answered(
    world: World,
) -> None:
    await take(world, HELLO, "k1", language="es-MX")
    await world.turns.drain()
    conversation_id = await found(world)
    started, greeting, *_ = world.events(conversation_id)
    assert started == ConversationStarted("telegram", "es", address=ANA, name="Ana P.")
    assert isinstance(greeting, MessagePosted)
    assert greeting.text == world.texts.get("greeting", "es")
    assert messages(world, conversation_id, Author.BOT) == ["You said: where is my application?"]


async def test_the_next_message_goes_on_where_the_first_was(world: World) -> None:
    conversation_id = await after(world, HELLO, Wrote("and my card?"))
    citizen = messages(world, conversation_id, Author.CITIZEN)
    assert citizen == ["where is my application?", "and my card?"]


async def test_the_same_address_on_two_channels_is_two_citizens(world: World) -> None:
    await take(world, HELLO, "k1")
    other = type(world.channel)("messenger")
    await world.reception.take(other, Arrival(ANA, "k1", HELLO))
    assert await found(world) != await world.log.find_address("messenger", ANA)


async def test_a_message_is_durable_before_the_assistant_is_asked(world: World) -> None:
    await take(world, HELLO, "k1")
    assert world.assistant.asked == []
    assert messages(world, await found(world), Author.CITIZEN) == [HELLO.text]


EVERY_KIND = [
    HELLO,
    Wrote("x" * (2 * MAX_TEXT + 7)),
    Pressed("b:nonsense"),
    Began("poster"),
    Edited("k0", "never seen before"),
    ClerkWrote("I am a clerk."),
    Unreachable("blocked"),
    Ignored("a receipt"),
    Confirmed("c:3:0"),
]


@pytest.mark.parametrize("first", [HELLO, Began(None)], ids=["in a talk", "at the start"])
@pytest.mark.parametrize("what", EVERY_KIND, ids=lambda what: type(what).__name__)
async def test_what_is_brought_again_appends_nothing(world: World, what: What, first: What) -> None:
    await take(world, first, "first")
    await take(world, what, "k1")
    await world.turns.drain()
    once = world.log.entries(await found(world))
    for _ in range(2):
        await take(world, what, "k1")
        await take(world, first, "first")
        await world.turns.drain()
    assert world.log.entries(await found(world)) == once


async def test_start_brought_again_greets_once_even_when_it_opened_the_conversation(
    world: World,
) -> None:
    conversation_id = await after(world, Began("poster"))
    await take(world, Began("poster"), "k0")
    assert len(world.events(conversation_id)) == 2
    started = world.events(conversation_id)[0]
    assert isinstance(started, ConversationStarted)
    assert started.ref == "poster"


async def test_start_in_a_known_conversation_greets_again_in_its_language(world: World) -> None:
    await take(world, Began(), "k1", language="es")
    await take(world, Began(), "k2", language="en")
    greeting = world.texts.get("greeting", "es")
    assert messages(world, await found(world), Author.BOT) == [greeting]


async def test_two_first_messages_at_once_open_one_conversation_and_keep_their_order(
    world: World,
) -> None:
    texts = [f"line {n}" for n in range(10)]
    await asyncio.gather(*(take(world, Wrote(text), text) for text in texts))
    assert len(await world.log.summaries()) == 1
    assert messages(world, await found(world), Author.CITIZEN) == texts


async def test_another_process_that_opened_it_first_is_joined(world: World) -> None:
    second = type(world.reception)(
        world.journal, world.log, world.inbox, world.deliveries, world.attachments, world.texts
    )
    arrivals = [Arrival(ANA, f"k{n}", Wrote(f"line {n}")) for n in range(2)]
    await asyncio.gather(
        world.reception.take(world.channel, arrivals[0]),
        second.take(world.channel, arrivals[1]),
    )
    assert len(await world.log.summaries()) == 1
    said = messages(world, await found(world), Author.CITIZEN)
    assert sorted(said) == ["line 0", "line 1"]


async def test_citizens_do_not_wait_for_each_other(world: World) -> None:
    people = [f"chat-{n}" for n in range(20)]
    await asyncio.gather(*(take(world, HELLO, "k", address=each) for each in people))
    assert len(await world.log.summaries()) == 20


@pytest.mark.parametrize("what", [w for w in EVERY_KIND if not isinstance(w, Ignored | Confirmed)])
async def test_a_store_that_is_away_is_told_to_the_channel(world: World, what: What) -> None:
    await take(world, HELLO, "first")
    world.log.away = True
    with pytest.raises(Unavailable):
        await take(world, what, "k1")
    world.log.away = False
    await take(world, what, "k1")


async def test_a_text_that_is_too_long_is_kept_whole_in_parts(world: World) -> None:
    words = ("word " * 1999).strip()
    conversation_id = await after(world, Wrote(words))
    parts = messages(world, conversation_id, Author.CITIZEN)
    assert len(parts) == 3
    assert all(len(part) <= MAX_TEXT for part in parts)
    assert " ".join(parts) == words


async def test_what_no_store_can_hold_is_replaced_and_the_rest_is_kept(world: World) -> None:
    conversation_id = await after(world, Wrote("nul\x00 and half \ud83d of it"))
    citizen = messages(world, conversation_id, Author.CITIZEN)
    assert citizen == ["nul\ufffd and half \ufffd of it"]


async def test_keys_and_names_that_no_store_can_hold_do_no_harm(world: World) -> None:
    arrival = Arrival(ANA, "k\x00\ud83d", HELLO, "en", "Ana\x00\n" + "x" * 500)
    await world.reception.take(world.channel, arrival)
    await world.reception.take(world.channel, arrival)
    conversation_id = await found(world)
    assert messages(world, conversation_id, Author.CITIZEN) == [HELLO.text]
    name = (await world.state(conversation_id)).name
    assert name is not None
    assert (len(name), "\n" in name) == (100, False)


async def test_a_key_of_any_length_is_a_key(world: World) -> None:
    long = "k" * 100_000
    for _ in range(2):
        await take(world, HELLO, long)
        await take(world, Edited(long, "other words"), long + "e")
    conversation_id = await found(world)
    assert messages(world, conversation_id, Author.CITIZEN) == [HELLO.text]
    assert max(len(e.key or "") for e in world.log.entries(conversation_id)) < 250
    edits = [e for e in world.events(conversation_id) if isinstance(e, MessageEdited)]
    assert edits == [MessageEdited(3, "other words")]


@pytest.mark.parametrize("address", ["", " ", "7" * 201, "7\x00", "7\ud83d"])
async def test_what_is_no_address_is_refused_for_good(world: World, address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        await take(world, HELLO, "k1", address)


async def test_nothing_but_white_space_opens_no_conversation(world: World) -> None:
    await take(world, Wrote(" \n "), "k1")
    assert await world.log.find_address("telegram", ANA) is None


async def test_who_writes_after_the_conversation_was_deleted_begins_a_new_one(world: World) -> None:
    for what in (HELLO, Unreachable("blocked"), Confirmed("{}:3:0")):
        deleted = await after(world, HELLO)
        world.log.forget(deleted)
        await take(world, what, "again")
    await take(world, HELLO, "at last")
    assert messages(world, await found(world), Author.CITIZEN) == [HELLO.text]


async def test_a_known_citizen_costs_no_search(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await after(world, HELLO)
    searched: list[str] = []

    async def search(channel: str, address: str) -> None:
        searched.append(address)

    monkeypatch.setattr(world.log, "find_address", search)
    await take(world, Wrote("and more"), "k2")
    assert searched == []


async def test_what_is_remembered_is_bounded(world: World) -> None:
    addresses = Addresses(world.log, most=2)
    for number in range(3):
        addresses.remember(("telegram", str(number)), f"c{number}")
    assert await addresses.find(("telegram", "2")) == "c2"
    assert await addresses.find(("telegram", "0")) is None


async def test_nothing_is_remembered_of_citizens_who_are_silent(world: World) -> None:
    await after(world, HELLO)
    await settle()
    assert world.reception._lanes._locks == {}
