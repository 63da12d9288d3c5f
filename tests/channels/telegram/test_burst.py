"""A burst with a fifth brought twice: every citizen reads every answer once and in order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from handoff.core.events import DeliveryFailed
from handoff.core.fold import fold
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.burst import bring, burst, complete, wrong
from tests.channels.telegram.service import Service, on_telegram

WORKERS = 10


async def test_a_burst_ends_with_complete_ordered_transcripts_and_each_reply_once(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    made = burst(updates=200, conversations=40, duplicates=0.2)
    assert (made.size, len(made.by_chat)) == (200, 40)
    async with on_telegram(tmp_path, fake, telegram_per_second="100000") as service:
        post = partial(service.post)
        brought = await bring(made, [(post, post)] * WORKERS)
        assert len(brought.seconds) == 200
        await fake.until(lambda: complete(made, told(fake)), within_s=120)
        await service.settle()
        assert wrong(made, told(fake)) == []
        for chat in made.by_chat:
            await the_log_is_right(service, chat)


def told(fake: t.FakeTelegram) -> dict[int, list[str]]:
    return {chat: fake.texts(chat) for chat in fake.sent}


async def the_log_is_right(service: Service, chat: int) -> None:
    state = await service.state(chat)
    entries = await service.running.store.log.read(state.id, after=0, limit=1000)
    assert fold(state.id, entries) == state
    assert not any(isinstance(entry.event, DeliveryFailed) for entry in entries)
    assert state.address == f"{p.BOT_ID}:{chat}"


def test_what_is_missing_doubled_or_out_of_order_is_seen() -> None:
    made = burst(updates=4, conversations=1, duplicates=0.0)
    (chat,) = made.by_chat
    right = ["I am the automated assistant", *(f"You said: {text}" for text in made.said(chat))]
    assert wrong(made, {chat: right}) == []
    for bad in (right[1:], right[:-1], [*right, right[-1]], [right[0], *right[:0:-1]], []):
        assert wrong(made, {chat: bad})
    assert wrong(made, {chat: right, 1: ["hello"]})
