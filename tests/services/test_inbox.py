"""The way in: durable first, then answered; the same key is the same message."""

from __future__ import annotations

import pytest

from handoff.core.errors import (
    EmptyText,
    InvalidRequest,
    TextTooLong,
    Unavailable,
    UnknownConversation,
    UnknownPayload,
    WrongToken,
)
from handoff.core.events import ConversationStarted, MessagePosted
from handoff.core.values import Author, Control, Disposition
from handoff.services import secrets
from tests.services.world import World, settle


async def test_a_conversation_opens_with_a_greeting_and_its_first_buttons(world: World) -> None:
    conversation = await world.open(language="es-MX")
    started, greeting = world.events(conversation)
    assert started == ConversationStarted("web", "es")
    assert isinstance(greeting, MessagePosted)
    assert greeting.author is Author.BOT
    assert greeting.text == world.texts.get("greeting", "es")
    assert greeting.buttons == world.texts.greeting_buttons("es")


async def test_only_the_hash_of_the_token_is_kept(world: World) -> None:
    conversation, token = await world.inbox.open("web", "en")
    kept = await world.log.token_hash(conversation)
    assert kept == secrets.token_hash(token)
    assert token not in kept


async def test_every_conversation_has_its_own_id_and_token(world: World) -> None:
    opened = [await world.inbox.open("web", "en") for _ in range(20)]
    assert len({text for pair in opened for text in pair}) == 40


async def test_the_citizen_is_let_in_by_token(world: World) -> None:
    conversation, token = await world.inbox.open("web", "en")
    await world.inbox.admit(conversation, token)


async def test_a_wrong_token_is_refused(world: World) -> None:
    conversation, token = await world.inbox.open("web", "en")
    _, another = await world.inbox.open("web", "en")
    for wrong in (another, token[:-1], token + "x", "", secrets.token_hash(token), "\ud800"):
        with pytest.raises(WrongToken):
            await world.inbox.admit(conversation, wrong)


async def test_an_unknown_conversation_is_told_apart(world: World) -> None:
    with pytest.raises(UnknownConversation):
        await world.inbox.admit("nowhere", "token")
    with pytest.raises(UnknownConversation):
        await world.inbox.receive("nowhere", "k", "hello")


async def test_a_message_is_durable_before_the_assistant_is_asked(world: World) -> None:
    conversation = await world.open()
    seq = await world.inbox.receive(conversation, "k", "hello")
    assert world.assistant.asked == []
    entry = world.log.entries(conversation)[seq - 1]
    assert entry.event == MessagePosted(Author.CITIZEN, "hello")


async def test_an_answer_is_not_waited_for(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    assert await world.inbox.receive(conversation, "k", "hello") == 3


async def test_the_same_key_again_gives_the_same_seq_and_appends_nothing(world: World) -> None:
    conversation = await world.open()
    seq = await world.say(conversation, "hello")
    before = world.log.entries(conversation)
    assert await world.inbox.receive(conversation, "hello", "hello") == seq
    assert await world.inbox.receive(conversation, "hello", "something else") == seq
    await world.turns.drain()
    assert world.log.entries(conversation) == before


async def test_a_resent_message_starts_a_turn_that_was_lost(world: World) -> None:
    conversation = await world.open()
    await world.inbox.receive(conversation, "k", "hello")
    await world.turns.stop()
    world.inbox = type(world.inbox)(world.journal, world.log, world.new_turns(), world.texts)
    await world.inbox.receive(conversation, "k", "hello")
    await settle()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_one_key_in_two_conversations_is_two_messages(world: World) -> None:
    first, second = await world.open(), await world.open()
    await world.say(first, "hello")
    await world.say(second, "hello")
    assert world.said(first) == world.said(second) == ["hello", "You said: hello"]


async def test_a_citizens_key_is_not_an_agents_key(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.taken(mari)
    said = await world.desk.say(mari, conversation, "k", "from Mari")
    received = await world.inbox.receive(conversation, f"agent:{mari.id}:k", "from the citizen")
    assert received != said


async def test_a_seq_is_that_of_the_message_and_not_of_what_comes_with_it(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.taken(mari)
    await world.desk.close(mari, conversation, Disposition.RESOLVED, None)
    reopened = await world.ask_for_person(conversation, "again")
    event = world.events(conversation)[reopened - 1]
    assert isinstance(event, MessagePosted)
    assert event.author is Author.CITIZEN
    assert len(world.events(conversation)) == reopened + 1


async def test_a_button_counts_only_when_it_was_offered_here(world: World) -> None:
    conversation = await world.open()
    for payload in ("/goodbye", "/application_status{}", " /application_status", ""):
        with pytest.raises(UnknownPayload):
            await world.inbox.receive(conversation, "k", payload=payload)
    assert len(world.events(conversation)) == 2
    assert await world.inbox.receive(conversation, "k", payload="/application_status") == 3


@pytest.mark.parametrize(
    "text, error", [("", EmptyText), ("x" * 4001, TextTooLong), (None, InvalidRequest)]
)
async def test_what_is_refused_leaves_no_trace_and_its_key_free(
    world: World, text: str | None, error: type[Exception]
) -> None:
    conversation = await world.open()
    world.wakeups.published.clear()
    with pytest.raises(error):
        await world.inbox.receive(conversation, "k", text)
    assert len(world.events(conversation)) == 2
    assert world.wakeups.published == []
    assert await world.inbox.receive(conversation, "k", "better") == 3


async def test_a_store_that_is_away_accepts_nothing_and_says_so(world: World) -> None:
    conversation = await world.open()
    world.log.away = True
    with pytest.raises(Unavailable):
        await world.inbox.receive(conversation, "k", "hello")
    world.log.away = False
    assert await world.inbox.receive(conversation, "k", "hello") == 3


async def test_every_accepted_message_is_hinted_at_once_after_the_commit(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.taken(mari)
    world.wakeups.published.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await world.inbox.receive(conversation, "k", "hello")
    assert world.wakeups.published == [conversation]


async def test_people_in_control_keep_the_bot_out_of_it(world: World) -> None:
    conversation = await world.taken(await world.hire("Mari"))
    await world.say(conversation, "is anybody there?")
    assert world.assistant.asked == []
    assert (await world.state(conversation)).control is Control.AGENT
