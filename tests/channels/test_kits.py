"""Kits: found by their folder, built when their settings ask for it, kept at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from channels import registry
from channels.kit import Kit, Mounted, Tools
from channels.mounting import LONGEST_PAUSE_S, at_work, keep_running, mount
from handoff.core.arrivals import Arrival, Parsed, Unreadable, Wrote
from handoff.core.errors import Unavailable
from handoff.core.values import Author
from handoff.settings import Setting, SettingsError, whole
from tests.fakes.channel import FakeChannel
from tests.fakes.dead_letters import MemoryDeadLetters
from tests.services.world import World

HELLO = Arrival("chat-77", "k1", Wrote("hello"))
POISON = Unreadable(b"poison", "no JSON")


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World()
    await made.delivery.stop()
    yield made
    await made.turns.stop()


def tools(world: World, **settings: Any) -> Tools:
    return Tools(
        reception=world.reception,
        dead_letters=MemoryDeadLetters(),
        clock=world.clock,
        texts=world.texts,
        settings=settings,
        public_url="https://chat.example",
        home=Path("var"),
    )


def kit(name: str, *settings: Setting, channel: str | None = None) -> Kit:
    """A kit that is built when `<name>_token` is not empty, or always without settings."""

    def build(given: Tools) -> Mounted | None:
        if settings and not given.settings[f"{name}_token"]:
            return None
        return Mounted(FakeChannel(channel or name), lambda _: ())

    return Kit(name, settings, build)


TOKEN_A = Setting("BATON_A_TOKEN", "", "A token.", secret=True)
TOKEN_B = Setting("BATON_B_TOKEN", "", "A token.", secret=True)


def test_every_folder_with_a_kit_is_found_and_the_widget_needs_none() -> None:
    names = [each.name for each in registry.kits()]
    assert names == sorted(names)
    assert "web" not in names


def test_two_kits_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="telegram"):
        registry.checked([kit("telegram"), kit("telegram")])


def test_two_kits_cannot_bring_one_setting() -> None:
    with pytest.raises(ValueError, match="BATON_A_TOKEN"):
        registry.checked([kit("a", TOKEN_A), kit("b", TOKEN_A)])


def test_settings_of_kits_are_read_parsed_and_checked() -> None:
    lines = Setting("BATON_A_LINES", "24", "Lines.", whole)
    settings = registry.read_settings({"BATON_A_LINES": "80"}, [kit("a", TOKEN_A, lines)])
    assert settings.of_channels == {"a_token": "", "a_lines": 80}
    with pytest.raises(SettingsError, match="BATON_A_LINES"):
        registry.read_settings({"BATON_A_LINES": "many"}, [kit("a", TOKEN_A, lines)])
    with pytest.raises(SettingsError, match="BATON_A_TOKEN"):
        registry.read_settings({"BATON_A_TOKEN": "x"}, [kit("b", TOKEN_B)])


def test_only_what_the_settings_ask_for_is_built_and_sees_its_own_settings_only(
    world: World,
) -> None:
    seen: list[Any] = []

    def build(given: Tools) -> None:
        seen.append(given.settings)

    found = [kit("a", TOKEN_A), kit("b", TOKEN_B), Kit("c", (TOKEN_A,), build)]
    mounted = mount(found, tools(world, a_token="x", b_token=""))
    assert [each.channel.name for each in mounted] == ["a"]
    assert seen == [{"a_token": "x"}]


def test_a_channel_goes_by_the_name_of_its_kit(world: World) -> None:
    with pytest.raises(ValueError, match="channels/a builds a channel named b"):
        mount([kit("a", channel="b")], tools(world))


async def take_in(world: World, lent: Tools, *pieces: Arrival | Unreadable) -> None:
    parsed: Parsed = pieces
    await lent.take_in(world.channel, b"the whole batch", parsed)


async def said(world: World) -> list[str]:
    conversation_id = await world.log.find_address("telegram", "chat-77")
    assert conversation_id is not None
    return world.said(conversation_id, Author.CITIZEN)


async def test_one_poisonous_piece_takes_nothing_else_of_its_batch_along(world: World) -> None:
    lent = tools(world)
    second = replace(HELLO, key="k2", what=Wrote("and more"))
    await take_in(world, lent, HELLO, POISON, second)
    assert await said(world) == ["hello", "and more"]
    (letter,) = await lent.dead_letters.list(10)
    assert (letter.channel, letter.raw, letter.reason) == ("telegram", b"poison", "no JSON")


async def test_a_defect_of_ours_costs_one_piece_and_is_kept_with_the_batch(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = tools(world)
    real = world.reception.take

    async def take(channel: Any, arrival: Arrival) -> None:
        if arrival.key == "k1":
            raise RuntimeError("SECRET words of a citizen")
        await real(channel, arrival)

    monkeypatch.setattr(world.reception, "take", take)
    await take_in(world, lent, HELLO, replace(HELLO, key="k2", what=Wrote("and more")))
    assert await said(world) == ["and more"]
    (letter,) = await lent.dead_letters.list(10)
    assert letter.raw == b"the whole batch"
    assert letter.reason == "a defect of ours: RuntimeError"


@pytest.mark.parametrize("away", ["log", "dead letters"])
async def test_a_store_that_is_away_has_the_platform_bring_it_again(
    world: World, away: str
) -> None:
    lent = tools(world)
    letters = lent.dead_letters
    assert isinstance(letters, MemoryDeadLetters)
    world.log.away, letters.away = away == "log", away == "dead letters"
    with pytest.raises(Unavailable):
        await take_in(world, lent, POISON, HELLO)
    world.log.away = letters.away = False
    await take_in(world, lent, POISON, HELLO)
    assert (await said(world), await letters.count()) == (["hello"], 1)


class Worker:
    """Background work that fails some times and then waits for ever."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.starts = 0
        self.cancelled = False
        self.steady = asyncio.Event()

    async def work(self) -> None:
        self.starts += 1
        if self.starts <= self.failures:
            raise OSError("connection reset")
        self.steady.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


class Pauses:
    """Pauses that take no time."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await asyncio.sleep(0)


def with_work(worker: Worker, closed: list[str]) -> Sequence[Mounted]:
    async def close() -> None:
        closed.append("cancelled first" if worker.cancelled else "closed under the work")

    channel = FakeChannel()
    return [Mounted(channel, lambda _: (), background=(worker.work,), close=close)]


async def test_work_that_fails_is_started_again_after_growing_pauses() -> None:
    worker, pauses = Worker(failures=9), Pauses()
    async with at_work(with_work(worker, []), pauses):
        await asyncio.wait_for(worker.steady.wait(), 5)
    assert worker.starts == 10
    assert pauses.asked == [1, 2, 4, 8, 16, 32, *[LONGEST_PAUSE_S] * 3]


async def test_at_the_end_work_is_cancelled_before_the_channel_is_closed() -> None:
    worker, closed = Worker(failures=0), list[str]()
    async with at_work(with_work(worker, closed), Pauses()):
        await worker.steady.wait()
    assert closed == ["cancelled first"]


async def test_work_that_ends_by_itself_is_done() -> None:
    starts = 0

    async def once() -> None:
        nonlocal starts
        starts += 1

    await keep_running("telegram", once, Pauses())
    assert starts == 1
