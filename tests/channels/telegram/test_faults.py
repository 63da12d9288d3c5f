"""Telegram's faults, end to end: nothing is lost or out of order, nothing is doubled silently."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from channels.kit import Mounted, Tools
from channels.telegram import KIT
from channels.telegram.bot import Request, new_request
from channels.telegram.build import mounted
from channels.telegram.settings import config_of
from handoff.core.bot import BotMessage, Reply
from handoff.core.events import DeliveryFailed
from handoff.core.ports import TurnRequest
from handoff.core.values import Button
from handoff.services import push
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.service import Service, on_telegram

OTHERS = range(6_000, 6_005)
FAMILY = "👨‍👩‍👧‍👦"


async def failures(service: Service, chat: int = p.ANA) -> list[str]:
    events = await service.events(chat)
    return [event.reason for event in events if isinstance(event, DeliveryFailed)]


async def test_a_storm_of_429_delays_only_those_it_is_for_and_keeps_their_order(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.faults[p.ANA].extend([t.TOO_MANY] * 2)
    for number in range(3):
        await service.post(p.wrote(number + 1, number + 1, text=f"m{number}"))
    for chat in OTHERS:
        await service.post(p.wrote(chat, 1, chat=chat))
    for chat in OTHERS:
        await service.told(2, chat)
    assert fake.sent[p.ANA] == [], "who was told to wait waits"
    told = await service.told(4)
    assert told[1:] == [f"You said: m{number}" for number in range(3)]
    assert await failures(service) == []


async def test_an_outage_of_telegram_is_waited_out_and_all_is_sent_once(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.faults["sendMessage"].extend([t.BAD_GATEWAY] * 3)
    await service.post(p.wrote())
    assert len(await service.told(2)) == 2
    await service.settle()
    assert len(fake.texts(p.ANA)) == 2
    assert await failures(service) == []


async def test_who_blocked_us_is_not_written_to_and_the_agent_sees_it(
    service: Service, fake: t.FakeTelegram
) -> None:
    await service.post(p.wrote(text="a person please"))
    await service.told(3)
    mari = await service.agent()
    state = await service.state()
    fake.faults[p.ANA].append(t.BLOCKED)
    assert (await mari.post(state.id, "accept")).status_code == 200
    await fake.until(lambda: any(call.status == 403 for call in fake.calls))
    await service.settle()
    assert await failures(service) == ["blocked"]
    answer = await mari.post(state.id, "messages", {"key": "k", "text": "hello?"})
    assert (answer.status_code, answer.json()["error"]["reason"]) == (409, "blocked")
    await service.post(p.member("member", 5))
    answer = await mari.post(state.id, "messages", {"key": "k2", "text": "hello again"})
    assert answer.status_code == 202
    await fake.until(lambda: fake.texts(p.ANA)[-1] == "Mari: hello again")


async def test_a_refused_message_is_told_and_the_next_one_goes_out(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.faults[p.ANA].extend([None, t.BAD])
    await service.post(p.wrote(1, 1, text="one"))
    await service.post(p.wrote(2, 2, text="two"))
    assert (await service.told(2))[1] == "You said: two"
    await service.settle()
    assert await failures(service) == ["refused"]


async def test_a_dead_token_stops_sending_and_loses_nothing(
    service: Service, fake: t.FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.token = "1:another"
    assert await service.post(p.wrote()) == 200
    await fake.until(lambda: any(call.status == 401 for call in fake.calls))
    await service.settle()
    assert await failures(service) == []
    fake.token = p.TOKEN
    clock = service.running.adapters.clock
    later = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(type(clock), "now", lambda _: later)
    assert (await service.told(2))[1] == "You said: hola"


def build(tools: Tools) -> Mounted | None:
    config = config_of(tools.settings)
    assert config is not None
    return mounted(tools, config, Request(read_timeout=0.3), new_request())


IMPATIENT = replace(KIT, build=build)
"""The channel, but that it does not wait long for answers to messages."""


async def test_words_of_the_bot_that_may_be_there_are_said_again_and_that_is_told(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with on_telegram(tmp_path, fake, kit=IMPATIENT) as service:
        fake.faults[p.ANA].extend([None, t.TAKEN_AND_SILENT])
        await service.post(p.wrote())
        told = await service.told(3)
        await service.settle()
        assert told[1:] == ["You said: hola"] * 2
        assert await failures(service) == ["maybe_twice"]


async def test_words_of_an_agent_that_may_be_there_are_not_said_again(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with on_telegram(tmp_path, fake, kit=IMPATIENT) as service:
        await service.post(p.wrote(text="a person please"))
        await service.told(3)
        mari = await service.agent()
        state = await service.state()
        await mari.post(state.id, "accept")
        await service.told(4)
        fake.faults[p.ANA].append(t.TAKEN_AND_SILENT)
        await mari.post(state.id, "messages", {"key": "k", "text": "one thing"})
        await service.told(5)
        await mari.post(state.id, "messages", {"key": "k2", "text": "another"})
        assert (await service.told(6))[4:] == ["Mari: one thing", "Mari: another"]
        await service.settle()
        assert await failures(service) == ["unconfirmed"]


async def test_one_citizens_slow_call_holds_up_nobody_else(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.faults[p.ANA].append(t.SILENT)
    await service.post(p.wrote())
    async with asyncio.timeout(push.SEND_S / 2):
        for chat in OTHERS:
            await service.post(p.wrote(chat, 1, chat=chat))
        for chat in OTHERS:
            await service.told(2, chat)


async def test_a_long_answer_comes_in_parts_with_no_emoji_cut(
    service: Service, fake: t.FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "y" * 4_094

    async def long_reply(_: TurnRequest) -> Reply:
        return Reply((BotMessage(words + FAMILY, (Button("More", "/more" + "x" * 60),)),))

    monkeypatch.setattr(service.running.assistant, "reply", long_reply)
    await service.post(p.wrote())
    assert (await service.told(3))[1:] == [words, FAMILY]
    ((title, token),) = fake.buttons(p.ANA)
    await service.post(p.pressed(token))
    assert (await service.told(5))[3:] == [words, FAMILY]
    assert title == "More"


async def test_an_assistant_that_is_down_costs_no_message_and_answers_later(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.running.assistant.down = True
    for number in (1, 2):
        assert await service.post(p.wrote(number, number, text=f"m{number}")) == 200
    await service.told(1)
    clock = service.running.adapters.clock
    real = type(clock).now
    monkeypatch.setattr(type(clock), "now", lambda self: real(self) + timedelta(minutes=5))
    assert "tarda más de lo normal" in (await service.told(2))[1], "told that it takes longer"
    service.running.assistant.down = False
    told = await service.told(4)
    assert told[-2:] == ["You said: m1", "You said: m2"]


async def test_a_clock_that_jumps_back_loses_and_doubles_nothing(
    service: Service, fake: t.FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.post(p.wrote(1, 1, text="m1"))
    await service.told(2)
    clock = service.running.adapters.clock
    real = type(clock).now
    for hours in (-3, 5):
        shift = timedelta(hours=hours)
        monkeypatch.setattr(type(clock), "now", lambda self, by=shift: real(self) + by)
        await service.post(p.wrote(10 + hours, 10 + hours, text=f"m{hours}"))
    told = await service.told(4)
    await service.settle()
    assert told[1:] == ["You said: m1", "You said: m-3", "You said: m5"]
    assert len(fake.texts(p.ANA)) == 4
