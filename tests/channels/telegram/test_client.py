"""Each answer of Telegram becomes the error that says what to do, and no log tells a token."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from channels.telegram.bot import Request, new_bot, new_request
from channels.telegram.client import Telegram
from channels.telegram.download import Downloads
from channels.telegram.errors import remedy
from channels.telegram.state import State
from handoff.core.channel import Call
from handoff.core.errors import (
    ChannelDown,
    CitizenUnreachable,
    DeliveryDelayed,
    DeliveryRefused,
    DeliveryUnclear,
    FileGone,
    FileTooLarge,
)
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.test_render import conversation

WORDS = "my number is APP-2041-7739"
HELLO = Call("sendMessage", {"chat_id": p.ANA, "text": WORDS})


@asynccontextmanager
async def channel_to(
    url: str, request: Request | None = None, per_second: int = 1000
) -> AsyncIterator[Telegram]:
    """The channel, over real HTTP."""
    request = request or new_request()
    bot = new_bot(p.TOKEN, url, request, per_second)
    aside = new_bot(p.TOKEN, url, request)
    downloads = Downloads(aside, f"{url}/file/bot{p.TOKEN}")
    yield Telegram(bot, aside, downloads, State())
    await downloads.close()
    await request.shutdown()


@pytest.fixture
async def channel(fake: t.FakeTelegram) -> AsyncIterator[Telegram]:
    async with channel_to(fake.url) as channel:
        yield channel


async def test_a_message_that_is_taken_raises_nothing(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    await channel.send(HELLO, "c1:1:0")
    assert fake.texts(p.ANA) == [WORDS]


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        (t.BLOCKED, CitizenUnreachable, "blocked"),
        (t.DEACTIVATED, CitizenUnreachable, "gone"),
        (t.NO_CHAT, CitizenUnreachable, "gone"),
        (t.TOO_LONG, DeliveryRefused, "too_large"),
        (t.BAD, DeliveryRefused, "refused"),
    ],
)
async def test_a_refusal_is_for_good_and_says_why(
    fault: t.Fault,
    error: type[DeliveryRefused],
    reason: str,
    fake: t.FakeTelegram,
    channel: Telegram,
) -> None:
    fake.faults[p.ANA].append(fault)
    with pytest.raises(DeliveryRefused) as caught:
        await channel.send(HELLO, "c1:1:0")
    assert (type(caught.value), caught.value.reason) == (error, reason)


async def test_too_many_says_when_to_try_again(fake: t.FakeTelegram, channel: Telegram) -> None:
    fake.faults[p.ANA].append(t.Fault(429, "Too Many Requests: retry after 7", retry_after=7))
    with pytest.raises(DeliveryDelayed) as caught:
        await channel.send(HELLO, "c1:1:0")
    assert caught.value.retry_after == 7.0


@pytest.mark.parametrize("of_the_library", ["", "1"])
def test_the_time_to_wait_may_be_a_number_or_a_timedelta(
    of_the_library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", of_the_library)
    delayed = remedy(RetryAfter(timedelta(seconds=9)))
    assert isinstance(delayed, DeliveryDelayed)
    assert delayed.retry_after == 9.0


async def test_one_chats_429_does_not_make_another_wait(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    for chat in range(1, 21):
        fake.faults[chat].append(t.Fault(429, "Too Many Requests: retry after 30", retry_after=30))

    async def send(chat: int) -> Exception | None:
        try:
            await channel.send(Call("sendMessage", {"chat_id": chat, "text": "x"}), "")
        except DeliveryDelayed as delayed:
            return delayed
        return None

    began = time.monotonic()
    ended = await asyncio.gather(*(send(chat) for chat in range(1, 41)))
    assert time.monotonic() - began < 15
    assert [error is not None for error in ended] == [True] * 20 + [False] * 20


async def test_a_dead_token_stops_the_channel(fake: t.FakeTelegram, channel: Telegram) -> None:
    fake.token = "1:revoked"
    with pytest.raises(ChannelDown) as caught:
        await channel.send(HELLO, "c1:1:0")
    assert p.TOKEN not in f"{caught.value!r} {caught.value.why}"


@pytest.mark.parametrize("fault", [t.BAD_GATEWAY, t.Fault(503, "Service Unavailable"), t.CONFLICT])
async def test_what_telegram_did_not_take_is_tried_again(
    fault: t.Fault, fake: t.FakeTelegram, channel: Telegram
) -> None:
    fake.faults[p.ANA].append(fault)
    with pytest.raises(DeliveryDelayed):
        await channel.send(HELLO, "c1:1:0")


async def test_a_refused_connection_is_tried_again(fake: t.FakeTelegram) -> None:
    async with channel_to("http://127.0.0.1:9") as channel:
        with pytest.raises(DeliveryDelayed):
            await channel.send(HELLO, "c1:1:0")


@pytest.mark.parametrize("fault", [t.TAKEN_AND_SILENT, t.SILENT])
async def test_a_call_without_an_answer_in_time_is_unclear(
    fault: t.Fault, fake: t.FakeTelegram
) -> None:
    fake.faults[p.ANA].append(fault)
    async with channel_to(fake.url, Request(read_timeout=0.2)) as channel:
        with pytest.raises(DeliveryUnclear):
            await channel.send(HELLO, "c1:1:0")


@pytest.mark.parametrize("fault", [t.GATEWAY_TIMEOUT, t.Fault(500, "Internal Server Error")])
async def test_an_answer_of_something_on_the_way_is_unclear(
    fault: t.Fault, fake: t.FakeTelegram, channel: Telegram
) -> None:
    fake.faults[p.ANA].append(fault)
    with pytest.raises(DeliveryUnclear):
        await channel.send(HELLO, "c1:1:0")


async def test_a_success_that_is_no_json_is_unclear(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    fake.faults[p.ANA].append(t.Fault(201, "taken, perhaps", html=True))
    with pytest.raises(DeliveryUnclear):
        await channel.send(HELLO, "c1:1:0")


async def test_a_connection_that_breaks_is_unclear() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with channel_to(url) as channel:
            with pytest.raises(DeliveryUnclear):
                await channel.send(HELLO, "c1:1:0")


async def test_messages_are_spaced_out_to_what_telegram_takes(fake: t.FakeTelegram) -> None:
    async with channel_to(fake.url, per_second=10) as channel:
        began = time.monotonic()
        calls = [Call("sendMessage", {"chat_id": n, "text": "x"}) for n in range(1, 16)]
        await asyncio.gather(*(channel.send(call, "") for call in calls))
    # Ten at once, then ten a second.
    assert time.monotonic() - began >= 0.4


async def test_typing_is_shown_best_effort_and_never_raises(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    fake.faults["sendChatAction"].extend([t.BLOCKED, t.BAD_GATEWAY])
    for _ in range(3):
        await channel.show_typing(conversation())
    assert fake.calls[-1].form == {"chat_id": p.ANA, "action": "typing"}
    await asyncio.gather(*(channel.show_typing(conversation()) for _ in range(60)))
    assert fake.counts["sendChatAction"] < 60, "what is too much is left out"


async def test_neither_token_nor_words_are_logged_whatever_happens(
    fake: t.FakeTelegram, channel: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.files["f1"] = b"%PDF"
    echo = t.Fault(400, f"Bad Request: {WORDS}")
    faults = (t.TOO_MANY, echo, t.BAD_GATEWAY, t.GATEWAY_TIMEOUT, t.UNAUTHORIZED, None)
    for fault in faults:
        fake.faults[p.ANA].append(fault)
        try:
            await channel.send(HELLO, "c1:1:0")
        except (DeliveryDelayed, DeliveryRefused, DeliveryUnclear) as error:
            assert WORDS not in f"{error!r} {error.__cause__!r}"
    async with channel.fetch("f1") as download:
        assert [chunk async for chunk in download.chunks] == [b"%PDF"]
    await channel.show_typing(conversation())
    # The made-up Telegram runs in this process as well; its own log is none of ours.
    ours = [record for record in caplog.records if not record.name.startswith("uvicorn")]
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    assert p.TOKEN not in logged
    assert p.TOKEN.partition(":")[2] not in logged
    assert WORDS not in logged


async def fetched(channel: Telegram, ref: str) -> bytes:
    async with channel.fetch(ref) as download:
        return b"".join([chunk async for chunk in download.chunks])


async def test_a_file_is_fetched_in_chunks(fake: t.FakeTelegram, channel: Telegram) -> None:
    fake.files["f1"] = b"x" * 300_000
    assert await fetched(channel, "f1") == fake.files["f1"]
    async with channel.fetch("f1") as download:
        assert download.size == 300_000


async def test_a_file_that_is_unknown_or_expired_is_asked_for_again_or_gone(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    with pytest.raises(DeliveryDelayed):
        await fetched(channel, "never heard of, or temporarily unavailable")
    for fault, error in (
        (t.Fault(400, "Bad Request: invalid file_id"), FileGone),
        (t.Fault(400, "Bad Request: file is too big"), FileTooLarge),
        (t.TOO_MANY, DeliveryDelayed),
        (t.BAD_GATEWAY, DeliveryDelayed),
        (t.UNAUTHORIZED, DeliveryDelayed),
    ):
        fake.faults["getFile"].append(fault)
        with pytest.raises(error):
            await fetched(channel, "f1")


@pytest.mark.parametrize("path", ["/etc/passwd", "documents/../../x", "", None])
async def test_a_path_that_leads_elsewhere_is_not_followed(
    path: str | None, fake: t.FakeTelegram, channel: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "_file", lambda _: {"file_id": "f1", "file_path": path})
    with pytest.raises(FileGone):
        await fetched(channel, "f1")


async def test_more_bytes_than_telegram_gives_are_not_taken(
    fake: t.FakeTelegram, channel: Telegram
) -> None:
    fake.files["f1"] = b"x" * (20 * 2**20 + 1)
    with pytest.raises(FileTooLarge):
        await fetched(channel, "f1")
