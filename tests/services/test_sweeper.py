"""The sweeper: what is owed is found again, whoever lost it."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from handoff.core import citizen
from handoff.core.errors import AssistantUnavailable, Unavailable
from handoff.core.values import Author
from handoff.services import sweeper
from tests.services.world import NOTICE_S, World, settle


async def lose_a_turn(world: World, conversation: str, text: str = "hello") -> None:
    """Keep a message whose turn nobody runs, as when the process dies right after the commit."""
    await world.journal.append(conversation, partial(citizen.said, text=text))


async def test_a_lost_turn_is_run_again(world: World) -> None:
    conversation = await world.open()
    await lose_a_turn(world, conversation)
    await world.sweeper.sweep()
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_a_turn_under_way_is_not_started_twice(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await settle()
    for _ in range(3):
        await world.sweeper.sweep()
        await settle()
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.assistant.texts == ["hello"]


async def test_two_processes_that_sweep_the_same_turn_answer_it_once(world: World) -> None:
    conversation = await world.open()
    await lose_a_turn(world, conversation)
    other = world.new_turns()
    await asyncio.gather(world.sweeper.sweep(), world.new_sweeper(other).sweep())
    await asyncio.gather(world.turns.drain(), other.drain())
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
    assert set(world.assistant.runs.values()) == {1}


async def test_a_lost_and_slow_turn_is_told_of_once_by_all_processes_together(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await lose_a_turn(world, conversation)
    other = world.new_sweeper(world.new_turns())
    world.clock.advance(NOTICE_S)
    await asyncio.gather(world.sweeper.sweep(), other.sweep())
    await asyncio.gather(world.sweeper.sweep(), other.sweep())
    assert world.said(conversation, Author.SYSTEM) == [world.texts.get("delayed", "en")]


async def test_a_sweep_says_when_the_store_is_away(world: World) -> None:
    world.log.away = True
    with pytest.raises(Unavailable):
        await world.sweeper.sweep()


async def test_one_conversation_that_cannot_be_told_does_not_silence_the_others(
    world: World,
) -> None:
    broken, fine = await world.open(), await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(broken, "k", "hello")
    world.clock.advance(1)
    await world.inbox.receive(fine, "k", "hello")
    append = world.log.append

    async def fail_for_one(conversation_id: str, *args: object, **kwargs: object) -> object:
        if conversation_id == broken:
            raise RuntimeError("a defect nobody thought of")
        return await append(conversation_id, *args, **kwargs)  # type: ignore[arg-type]

    world.log.append = fail_for_one  # type: ignore[assignment, method-assign]
    world.clock.advance(NOTICE_S)
    await world.sweeper.sweep()
    assert world.said(fine, Author.SYSTEM) == [world.texts.get("delayed", "en")]


async def test_what_is_settled_is_forgotten(world: World) -> None:
    conversation, mari = await world.open(), await world.hire("Mari")
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    await world.pass_time(60)
    await world.ask_for_person(conversation)
    await world.sweeper.sweep()
    await world.desk.accept(mari, conversation)
    await world.desk.return_to_bot(mari, conversation, None)
    # The pauses of this trouble are short again: the old one has left no trace.
    await world.say(conversation, "and now?")
    world.assistant.down = None
    await world.pass_time(1)
    assert world.said(conversation, Author.BOT) == ["You said: and now?"]


class Sweeps:
    """Counts sweeps; raises what it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.trouble: Exception | None = None

    async def __call__(self) -> None:
        self.count += 1
        if self.trouble is not None:
            raise self.trouble


@pytest.mark.parametrize("trouble", [Unavailable(), RuntimeError("a defect")])
async def test_sweeping_goes_on_whatever_a_sweep_meets(
    world: World, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    sweeps = Sweeps()
    sweeps.trouble = trouble
    monkeypatch.setattr(sweeper, "INTERVAL_S", 0)
    monkeypatch.setattr(world.sweeper, "sweep", sweeps)
    running = asyncio.create_task(world.sweeper.run())
    await settle()
    assert sweeps.count > 5
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_store_that_is_away_is_logged_once_and_not_every_second(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sweeper, "INTERVAL_S", 0)
    world.log.away = True
    running = asyncio.create_task(world.sweeper.run())
    await settle()
    world.log.away = False
    await settle()
    world.log.away = True
    await settle()
    running.cancel()
    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["the sweeper cannot reach the store"] * 2


async def test_when_the_store_is_back_the_sweeper_finds_what_is_owed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await world.open()
    await lose_a_turn(world, conversation)
    monkeypatch.setattr(sweeper, "INTERVAL_S", 0)
    world.log.away = True
    running = asyncio.create_task(world.sweeper.run())
    await settle()
    world.log.away = False
    await settle()
    running.cancel()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
