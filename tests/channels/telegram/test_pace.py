"""One chat is not said more to than Telegram takes, and holds up no other."""

from __future__ import annotations

import asyncio

from channels.telegram import pace
from channels.telegram.pace import AT_ONCE, MOST, Pace

ANA, BEN = 1, 2


async def waits(paced: Pace, chat: int) -> bool:
    turn = asyncio.create_task(paced.turn(chat))
    for _ in range(5):
        await asyncio.sleep(0)
    if turn.done():
        return False
    turn.cancel()
    await asyncio.gather(turn, return_exceptions=True)
    return True


async def test_a_few_messages_go_at_once_and_more_to_the_same_chat_wait() -> None:
    paced = Pace()
    assert [await waits(paced, ANA) for _ in range(AT_ONCE + 1)] == [False] * AT_ONCE + [True]
    assert not await waits(paced, BEN)


async def test_chats_without_number_are_not_remembered_without_end() -> None:
    paced = Pace()
    for chat in range(MOST + 10):
        assert not await waits(paced, chat)
    assert len(paced._chats) == pace.MOST
