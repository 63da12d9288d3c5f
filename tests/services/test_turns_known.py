"""A turn started with what was just written: the message is not read again, and nothing is lost."""

from __future__ import annotations

from handoff.core.conversation import Conversation
from handoff.core.events import MessagePosted, Recorded
from handoff.core.values import Author
from handoff.services.inbox import Inbox
from tests.services.world import World


class CountingLog:
    """Passes reads on and counts them."""

    def __init__(self, world: World) -> None:
        self.reads = 0
        self._load, self._read = world.log.load, world.log.read
        world.log.load = self.load  # type: ignore[method-assign]
        world.log.read = self.read  # type: ignore[method-assign]

    async def load(self, conversation_id: str) -> Conversation:
        self.reads += 1
        return await self._load(conversation_id)

    async def read(self, conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        self.reads += 1
        return await self._read(conversation_id, after=after, limit=limit)


async def test_a_message_to_a_bot_that_owes_nothing_is_answered_without_a_read(
    world: World,
) -> None:
    conversation = await world.open()
    counting = CountingLog(world)
    await world.say(conversation, "hello")
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
    assert counting.reads == 0


async def test_a_message_behind_an_owed_one_is_answered_after_it(world: World) -> None:
    conversation = await world.open()
    world.turns, waiting = world.new_turns(), world.turns
    await waiting.stop()
    await world.inbox.receive(conversation, "a", "first")
    world.inbox = Inbox(world.journal, world.log, world.turns, world.texts)
    await world.inbox.receive(conversation, "b", "second")
    await world.turns.drain()
    assert world.assistant.texts == ["first", "second"]


async def test_a_start_with_what_was_answered_meanwhile_adds_nothing(world: World) -> None:
    conversation = await world.open()
    await world.say(conversation, "hello")
    entry = next(
        e
        for e in world.log.entries(conversation)
        if isinstance(e.event, MessagePosted) and e.event.author is Author.CITIZEN
    )
    world.turns.start(conversation, (await world.state(conversation), entry))
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
