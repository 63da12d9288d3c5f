"""Typing is shown while the bot is at work, and costs a turn nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest_asyncio

from handoff.core import citizen
from handoff.services.turns import Turns
from handoff.services.typing import LONGEST_S, MOST_AT_ONCE, Typing
from tests.services.world import World, settle


class Pace:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._waiting: list[asyncio.Future[None]] = []

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        await waiting

    async def beat(self) -> None:
        """Let all waits end."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
        await settle()


class Busy:
    """A world whose turns show typing, with an assistant that waits at its gate."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pace = Pace()
        world.channel.can(typing_every_s=4.0)
        channels = {world.channel.name: world.channel}
        self.typing = Typing(world.log, channels, self.pace.sleep)
        self.turns = Turns(
            world.journal, world.log, world.assistant, world.texts, world.clock, self.typing.shown
        )
        world.assistant.gate.clear()

    @property
    def shown(self) -> list[str]:
        return self.world.channel.typing

    async def ask(self, channel: str = "telegram") -> str:
        """Let a citizen write; the turn begins."""
        conversation = await self.world.open(channel)
        self.world.assistant.gates[conversation] = asyncio.Event()
        await self.world.log.append(
            conversation, partial(citizen.said, text="hello"), at=self.world.clock.now()
        )
        self.turns.start(conversation)
        await settle()
        return conversation

    async def answer(self) -> None:
        """Let the assistant answer."""
        self.world.assistant.gate.set()
        for gate in self.world.assistant.gates.values():
            gate.set()
        await self.turns.drain()
        await settle()


@pytest_asyncio.fixture
async def busy(world: World) -> AsyncIterator[Busy]:
    made = Busy(world)
    yield made
    await made.turns.stop()


async def test_typing_is_shown_at_once_and_again_until_the_answer_is_there(busy: Busy) -> None:
    conversation = await busy.ask()
    assert busy.shown == [conversation]
    await busy.pace.beat()
    await busy.pace.beat()
    assert busy.shown == [conversation] * 3
    assert set(busy.pace.asked) == {4.0}
    await busy.answer()
    await busy.pace.beat()
    assert busy.shown == [conversation] * 3
    assert busy.world.said(conversation)[-1] == "You said: hello"


async def test_nothing_is_shown_on_channels_that_cannot_or_that_follow_by_themselves(
    busy: Busy,
) -> None:
    await busy.ask("web")
    busy.world.channel.can(typing_every_s=None)
    await busy.ask("telegram")
    assert busy.shown == []
    assert busy.pace.asked == []


async def test_an_agent_who_takes_over_ends_it(busy: Busy) -> None:
    conversation = await busy.ask()
    mari = await busy.world.hire("Mari")
    await busy.world.ask_for_person(conversation)
    await busy.world.desk.accept(mari, conversation)
    await busy.pace.beat()
    await busy.pace.beat()
    assert busy.shown == [conversation]


async def test_a_channel_that_fails_or_hangs_costs_the_turn_nothing(busy: Busy) -> None:
    async def fail(_: object) -> None:
        raise RuntimeError("a defect")

    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    for trouble in (fail, hang):
        busy.world.channel.show_typing = trouble  # type: ignore[assignment, method-assign]
        conversation = await busy.ask()
        async with asyncio.timeout(5):
            await busy.answer()
        assert busy.world.said(conversation)[-1] == "You said: hello"
        busy.world.assistant.gate.clear()


async def test_a_store_that_is_away_ends_it_quietly(busy: Busy) -> None:
    conversation = await busy.ask()
    busy.world.log.away = True
    await busy.pace.beat()
    busy.world.log.away = False
    await busy.pace.beat()
    assert busy.shown == [conversation]


async def test_it_ends_by_itself_however_long_the_assistant_takes(busy: Busy) -> None:
    await busy.ask()
    for _ in range(100):
        await busy.pace.beat()
    assert len(busy.shown) == LONGEST_S / 4


async def test_no_more_than_the_bound_are_shown_it_at_once(busy: Busy) -> None:
    states = [await busy.world.state(await busy.world.open("telegram")) for _ in range(3)]
    blocks = [busy.typing.shown(states[n % 3]) for n in range(MOST_AT_ONCE + 10)]
    for block in blocks:
        block.__enter__()
    await settle()
    assert len(busy.shown) == MOST_AT_ONCE
    for block in blocks:
        block.__exit__(None, None, None)
    await settle()
    with busy.typing.shown(states[0]):
        await settle()
    assert len(busy.shown) == MOST_AT_ONCE + 1
