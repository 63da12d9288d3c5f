"""What arrives over a channel: buttons, numbers, edits, staff elsewhere, blocks, confirmations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.core.arrivals import (
    Began,
    ClerkWrote,
    Confirmed,
    Edited,
    Pressed,
    Reachable,
    Unreachable,
    What,
    Wrote,
)
from handoff.core.channel import Progress
from handoff.core.events import (
    MessageEdited,
    MessagePosted,
    ReachLost,
    ReachRegained,
)
from handoff.core.tokens import token_of
from handoff.core.values import TALK_TO_PERSON, AgentRef, Author, Control
from tests.services.arriving import ANA, HELLO, after, found, messages, take
from tests.services.world import World

LEASE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def _nothing_goes_out(world: World) -> None:
    """What is sent to the citizen is under test elsewhere."""
    await world.delivery.stop()


async def test_a_button_is_known_by_its_token(world: World) -> None:
    conversation_id = await after(world, Began())
    token = token_of(conversation_id, TALK_TO_PERSON)
    await take(world, Pressed(token, "Talk to a person"), "k1")
    assert (await world.state(conversation_id)).control is Control.QUEUED


async def test_a_stale_button_gets_a_kind_answer_and_no_turn(world: World) -> None:
    conversation_id = await after(world, Began(), Pressed("b:from-long-ago"))
    assert messages(world, conversation_id, Author.SYSTEM) == [world.texts.get("stale", "en")]
    assert world.assistant.asked == []
    assert (await world.state(conversation_id)).choices == world.texts.offer_of_person("en")


async def test_who_waits_for_a_person_is_not_offered_one_again(world: World) -> None:
    conversation_id = await after(world, Began())
    await world.ask_for_person(conversation_id)
    await take(world, Pressed("b:from-long-ago"), "k1")
    assert (await world.state(conversation_id)).choices == ()


async def test_a_number_picks_a_choice_only_where_choices_are_numbered(world: World) -> None:
    conversation_id = await after(world, Began(), Wrote("1"))
    assert world.assistant.texts == ["1"]
    world.channel.can(inline_buttons=0)
    await take(world, Began(), "again")
    await take(world, Wrote("2."), "two")
    await world.turns.drain()
    assert world.assistant.texts[-1] == "/apply_how"
    said = messages(world, conversation_id, Author.CITIZEN)
    assert said[-1] == world.texts.get("apply", "en")


async def test_an_edit_is_kept_as_one_and_starts_no_turn(world: World) -> None:
    conversation_id = await after(world, HELLO)
    before = len(world.assistant.asked)
    await take(world, Edited("k0", "where is my card?"), "e1")
    await world.turns.drain()
    assert world.events(conversation_id)[-1] == MessageEdited(3, "where is my card?")
    assert len(world.assistant.asked) == before


async def test_an_edit_back_to_the_first_words_is_an_edit_too(world: World) -> None:
    conversation_id = await after(world, HELLO)
    for place, text in enumerate(("other", HELLO.text, HELLO.text)):
        await take(world, Edited("k0", text), f"e{place}")
    edits = [e.text for e in world.events(conversation_id) if isinstance(e, MessageEdited)]
    assert edits == ["other", HELLO.text]


async def test_an_edit_of_a_message_that_never_came_stands_for_it(world: World) -> None:
    conversation_id = await after(world, Began())
    await take(world, Edited("late", "the new words"), "e1")
    await take(world, Wrote("the old words"), "late")
    await world.turns.drain()
    assert messages(world, conversation_id, Author.CITIZEN) == ["the new words"]
    assert world.assistant.texts == ["the new words"]


async def test_staff_who_answer_elsewhere_silence_the_bot(world: World) -> None:
    conversation_id = await after(world, HELLO, ClerkWrote("I look into it."))
    state = await world.state(conversation_id)
    assert state.assignee == AgentRef("outside:telegram", "Agency of Tests")
    asked = len(world.assistant.asked)
    await take(world, Wrote("thank you"), "k9")
    await world.turns.drain()
    assert len(world.assistant.asked) == asked


async def test_staff_who_write_first_are_not_talked_over_by_a_greeting(world: World) -> None:
    conversation_id = await after(world, ClerkWrote("Your letter came back."))
    authors = [e.author for e in world.events(conversation_id) if isinstance(e, MessagePosted)]
    assert authors == [Author.AGENT]


async def test_a_citizen_who_blocks_us_is_lost_and_found_again(world: World) -> None:
    conversation_id = await after(world, HELLO)
    await take(world, Unreachable("blocked"), "u1")
    assert (await world.state(conversation_id)).unreachable == "blocked"
    await take(world, Reachable(), "u2")
    *_, lost, regained = world.events(conversation_id)
    assert (lost, regained) == (ReachLost("blocked"), ReachRegained())


@pytest.mark.parametrize("what", [Unreachable("blocked"), Reachable(), Confirmed("c:1:0")])
async def test_news_of_strangers_open_no_conversation(world: World, what: What) -> None:
    await take(world, what, "k1")
    assert await world.log.find_address("telegram", ANA) is None


async def test_what_the_platform_shows_us_is_confirmed(world: World) -> None:
    conversation_id = await after(world, Began())
    held = await world.deliveries.claim(conversation_id, "h", world.clock.now(), LEASE)
    assert held is not None
    await world.deliveries.trying(conversation_id, "h", replace(held, tried_at=world.clock.now()))
    await take(world, Confirmed(f"{conversation_id}:{held.seq}:0"), "echo")
    assert world.deliveries.rows[conversation_id].progress == Progress(held.seq, 1)


@pytest.mark.parametrize(
    "mark",
    [
        "",
        ":",
        "{}",
        "{}:",
        "{}:1",
        "{}:x:0",
        "{}:1:²",
        "{}:1:0:9",
        "{}:-1:0",
        "{}:9999999999999999:0",
    ],
)
async def test_marks_that_are_not_ours_count_for_nothing(world: World, mark: str) -> None:
    conversation_id = await after(world, Began())
    before = world.log.entries(conversation_id)
    await take(world, Confirmed(mark.format(conversation_id)), "echo")
    assert world.log.entries(conversation_id) == before
    assert world.deliveries.rows == {}


async def test_a_mark_of_somebody_elses_conversation_counts_for_nothing(world: World) -> None:
    await take(world, Began(), "k1", address="other")
    other = await found(world, "other")
    held = await world.deliveries.claim(other, "h", world.clock.now(), LEASE)
    assert held is not None
    trying = replace(held, tried_at=world.clock.now())
    await world.deliveries.trying(other, "h", trying)
    await take(world, Began(), "k2")
    await take(world, Confirmed(f"{other}:{held.seq}:0"), "echo")
    assert world.deliveries.rows[other].progress == trying
