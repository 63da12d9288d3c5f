"""What agents do, through the log."""

from __future__ import annotations

import asyncio

import pytest

from handoff.core.agents import Agent
from handoff.core.errors import (
    AlreadyTaken,
    EmptyText,
    NotQueued,
    NotYours,
    Unavailable,
    UnknownAgent,
    UnknownConversation,
)
from handoff.core.events import AgentAssigned, MessagePosted, NoteAdded
from handoff.core.values import Control, Disposition
from handoff.services import desk_lists as lists_module
from tests.services.world import World


@pytest.fixture
async def mari(world: World) -> Agent:
    return await world.hire("Mari")


@pytest.fixture
async def tom(world: World) -> Agent:
    return await world.hire("Tom")


async def queued(world: World, words: str = "my card is gone") -> str:
    conversation = await world.open()
    await world.say(conversation, words)
    await world.ask_for_person(conversation)
    return conversation


async def test_the_whole_story_of_a_handoff(world: World, mari: Agent) -> None:
    conversation = await queued(world)
    assert [s.conversation.id for s in await world.lists.queue()] == [conversation]
    taken = await world.desk.accept(mari, conversation)
    assert (taken.conversation.control, taken.need) == (Control.AGENT, "my card is gone")
    seq = await world.desk.say(mari, conversation, "k", "I will block it.")
    event = world.events(conversation)[seq - 1]
    assert isinstance(event, MessagePosted)
    assert event.agent == mari.ref
    returned = await world.desk.return_to_bot(mari, conversation, None)
    assert returned.conversation.control is Control.BOT
    assert await world.lists.queue() == await world.lists.mine(mari) == []


async def test_of_two_agents_who_take_at_once_one_gets_it_and_the_other_is_told(
    world: World, mari: Agent, tom: Agent
) -> None:
    conversation = await queued(world)
    outcomes = await asyncio.gather(
        world.desk.accept(mari, conversation),
        world.desk.accept(tom, conversation),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyTaken)]
    assert len(refused) == 1
    holder = (await world.state(conversation)).assignee
    assert holder is not None
    assert refused[0].details["assignee"] == {"id": holder.id, "name": holder.name}
    assigned = [e for e in world.events(conversation) if isinstance(e, AgentAssigned)]
    assert len(assigned) == 1


async def test_taking_twice_is_taking_once(world: World, mari: Agent) -> None:
    conversation = await world.taken(mari)
    world.wakeups.published.clear()
    await world.desk.accept(mari, conversation)
    assert world.wakeups.published == []


async def test_the_queue_is_in_the_order_in_which_it_is_served(world: World) -> None:
    first = await queued(world)
    world.clock.advance(1)
    second = await queued(world)
    assert [s.conversation.id for s in await world.lists.queue()] == [first, second]
    assert [await world.log.position(c) for c in (first, second)] == [1, 2]


async def test_each_agent_sees_the_own_conversations(world: World, mari: Agent, tom: Agent) -> None:
    hers, his = await world.taken(mari), await world.taken(tom)
    assert [s.conversation.id for s in await world.lists.mine(mari)] == [hers]
    assert [s.conversation.id for s in await world.lists.mine(tom)] == [his]
    assert len(await world.lists.find(Control.AGENT, None)) == 2
    assert [s.conversation.id for s in await world.lists.find(None, tom.id)] == [his]


async def test_a_message_sent_again_is_said_once(world: World, mari: Agent) -> None:
    conversation = await world.taken(mari)
    first = await world.desk.say(mari, conversation, "k", "hello")
    assert await world.desk.say(mari, conversation, "k", "hello") == first
    assert world.said(conversation)[-1:] == ["hello"]
    assert world.said(conversation).count("hello") == 1


async def test_a_message_sent_again_after_the_return_still_gives_its_seq(
    world: World, mari: Agent
) -> None:
    conversation = await world.taken(mari)
    first = await world.desk.say(mari, conversation, "k", "hello")
    await world.desk.return_to_bot(mari, conversation, None)
    assert await world.desk.say(mari, conversation, "k", "hello") == first


async def test_keys_of_two_agents_are_two_messages(world: World, mari: Agent, tom: Agent) -> None:
    conversation = await world.taken(mari)
    hers = await world.desk.note(mari, conversation, "k", "from Mari")
    his = await world.desk.note(tom, conversation, "k", "from Tom")
    assert hers != his


async def test_any_agent_may_write_a_note_in_any_state(world: World, tom: Agent) -> None:
    conversation = await world.open()
    seq = await world.desk.note(tom, conversation, "k", " be kind ")
    assert world.events(conversation)[seq - 1] == NoteAdded(tom.ref, "be kind")
    assert (await world.state(conversation)).control is Control.BOT


async def test_a_transfer_passes_the_baton(world: World, mari: Agent, tom: Agent) -> None:
    conversation = await world.taken(mari)
    await world.desk.transfer(mari, conversation, tom.id, "speaks Spanish")
    assert (await world.state(conversation)).assignee == tom.ref
    with pytest.raises(NotYours):
        await world.desk.say(mari, conversation, "k", "wait")
    await world.desk.say(tom, conversation, "k", "hola")


async def test_a_transfer_to_nobody_is_refused_and_changes_nothing(
    world: World, mari: Agent
) -> None:
    conversation = await world.taken(mari)
    with pytest.raises(UnknownAgent):
        await world.desk.transfer(mari, conversation, "nobody", "a note")
    assert (await world.state(conversation)).assignee == mari.ref
    assert not any(isinstance(e, NoteAdded) for e in world.events(conversation))


async def test_a_transfer_to_the_queue_keeps_the_place(world: World, mari: Agent) -> None:
    conversation = await world.taken(mari)
    world.clock.advance(60)
    await queued(world)
    await world.desk.transfer(mari, conversation, None, None)
    assert await world.log.position(conversation) == 1


async def test_closing_keeps_outcome_and_note(world: World, mari: Agent) -> None:
    conversation = await world.taken(mari)
    closed = await world.desk.close(mari, conversation, Disposition.REFERRED, "to the food bank")
    assert closed.conversation.disposition is Disposition.REFERRED
    assert NoteAdded(mari.ref, "to the food bank") in world.events(conversation)


async def test_who_does_not_hold_the_baton_changes_nothing(
    world: World, mari: Agent, tom: Agent
) -> None:
    conversation = await world.taken(mari)
    before = world.log.entries(conversation)
    for act in (
        world.desk.say(tom, conversation, "k", "mine now"),
        world.desk.transfer(tom, conversation, None, "note"),
        world.desk.return_to_bot(tom, conversation, "note"),
        world.desk.close(tom, conversation, Disposition.SPAM, "note"),
    ):
        with pytest.raises(NotYours):
            await act
    assert world.log.entries(conversation) == before


async def test_what_does_not_wait_cannot_be_taken(world: World, mari: Agent) -> None:
    with pytest.raises(NotQueued):
        await world.desk.accept(mari, await world.open())


async def test_an_unknown_conversation_is_an_error_everywhere(world: World, mari: Agent) -> None:
    for act in (
        world.desk.accept(mari, "nowhere"),
        world.lists.view("nowhere", 0),
        world.lists.summary("nowhere"),
        world.desk.note(mari, "nowhere", "k", "text"),
    ):
        with pytest.raises(UnknownConversation):
            await act


async def test_bad_text_leaves_the_key_free(world: World, mari: Agent) -> None:
    conversation = await world.taken(mari)
    with pytest.raises(EmptyText):
        await world.desk.say(mari, conversation, "k", " ")
    await world.desk.say(mari, conversation, "k", "hello")


async def test_a_store_that_is_away_is_an_error_and_not_an_empty_queue(world: World) -> None:
    world.log.away = True
    with pytest.raises(Unavailable):
        await world.lists.queue()


async def test_a_view_has_brief_need_and_events(world: World) -> None:
    conversation = await queued(world)
    view = await world.lists.view(conversation, after=2)
    assert view.summary.need == "my card is gone"
    assert (view.brief.reason, view.brief.need_seq) == ("asked", 3)
    assert [entry.seq for entry in view.events] == [3, 4, 5, 6, 7]


async def test_a_long_conversation_is_viewed_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists_module, "PAGE", 4)
    conversation = await queued(world)
    assert [e.seq for e in (await world.lists.view(conversation, 0)).events] == [1, 2, 3, 4]
    assert [e.seq for e in (await world.lists.view(conversation, 4)).events] == [5, 6, 7]
    assert (await world.lists.view(conversation, 99)).events == []
