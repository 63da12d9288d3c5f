"""Short words for what arrives over the channel of a `World`, from one citizen."""

from __future__ import annotations

from handoff.core.arrivals import Arrival, What, Wrote
from handoff.core.values import Author
from tests.services.world import World

ANA = "chat-77"
HELLO = Wrote("where is my application?")


async def take(
    world: World, what: What, key: str, address: str = ANA, language: str | None = None
) -> None:
    await world.reception.take(world.channel, Arrival(address, key, what, language, "Ana P."))


async def found(world: World, address: str = ANA) -> str:
    conversation_id = await world.log.find_address("telegram", address)
    assert conversation_id is not None
    return conversation_id


async def after(world: World, *whats: What) -> str:
    """Take these, one after the other, and return the conversation."""
    for place, what in enumerate(whats):
        await take(world, what, f"k{place}")
        await world.turns.drain()
    return await found(world)


def messages(world: World, conversation_id: str, author: Author) -> list[str]:
    return world.said(conversation_id, author)
