"""What citizens who wait are told, when it changes, and that it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, time, timedelta

import pytest

from handoff.core.agents import Agent, Presence
from handoff.core.errors import Unavailable
from handoff.core.forecast import Range
from handoff.core.hours import OfficeHours, Span
from handoff.core.office import Team
from handoff.core.waits import Forecast, Shown
from tests.fakes.clock import NOON
from tests.services.waits_world import WaitsWorld

NOON_TO_ONE = OfficeHours(UTC, ((Span(12 * 60, 13 * 60),),) * 7)


@pytest.fixture
async def world() -> WaitsWorld:
    world = WaitsWorld()
    await world.refresh()
    return world


async def with_past(world: WaitsWorld, number: int = 25, capacity: int = 1) -> Agent:
    """Return an agent at work who has handled so many, each after a minute, in ten minutes."""
    mari = await world.at_desk("Mari", capacity=capacity)
    for _ in range(number):
        await world.served(mari)
    await world.later(60)
    return mari


async def test_with_too_little_history_only_the_place_is_told(world: WaitsWorld) -> None:
    await world.at_desk("Mari")
    first, second = await world.asks(), await world.asks()
    assert await world.told(first) == Forecast(1)
    assert await world.told(second) == Forecast(2)
    assert world.records.shown == []


async def test_who_does_not_wait_is_told_nothing(world: WaitsWorld) -> None:
    mari = await world.at_desk("Mari")
    conversation_id = await world.open()
    assert await world.told(conversation_id) is None
    waiting = await world.asks()
    await world.takes(mari, waiting)
    assert await world.told(waiting) is None


async def test_with_history_a_range_is_told_that_grows_with_the_place(world: WaitsWorld) -> None:
    await with_past(world)
    told = []
    for _ in range(3):
        told.append(await world.told(await world.asks()))
        await world.later(1)
    waits = [each.wait for each in told if each and each.wait]
    assert [each.position for each in told if each] == [1, 2, 3]
    assert len(waits) == 3
    assert waits[0].high_s < waits[1].high_s < waits[2].high_s
    assert waits[2].low_s >= 600


async def test_what_is_shown_is_kept_with_both_naive_answers(world: WaitsWorld) -> None:
    await with_past(world)
    await world.asks()
    waiting = await world.asks()
    told = await world.told(waiting)
    await world.refresh()
    (shown,) = world.records.shown
    assert told is not None
    assert (shown.conversation_id, shown.shown, shown.place) == (waiting, told.wait, 2)
    assert shown.queued_at == shown.at == world.clock.now()
    assert shown.naive_hour_s == 60
    assert shown.naive_place_s == 2 * 600


async def test_what_came_true_is_put_down(world: WaitsWorld) -> None:
    mari = await with_past(world)
    answered, left = await world.asks(), await world.asks()
    for each in (answered, left):
        await world.told(each)
    await world.later(90)
    await world.takes(mari, answered)
    await world.gives_up(left)
    await world.refresh()
    kept = {shown.conversation_id: shown for shown in world.records.shown}
    assert (kept[answered].wait_s, kept[answered].left_at) == (90, None)
    assert (kept[left].wait_s, kept[left].left_at) == (None, world.clock.now())


async def test_the_same_is_not_told_twice(world: WaitsWorld) -> None:
    await with_past(world)
    waiting = await world.asks()
    told = await world.told(waiting)
    await world.later(3)
    assert await world.told(waiting) == told
    await world.refresh()
    assert len(world.records.shown) == 1
    assert world.changes.published == []


async def test_who_moves_up_is_hinted_at_and_told_the_new_place(world: WaitsWorld) -> None:
    mari = await with_past(world)
    first, second = await world.asks(), await world.asks()
    await world.told(first)
    await world.told(second)
    await world.later(5)
    await world.takes(mari, first)
    await world.later(5)
    assert world.changes.published == [second]
    told = await world.told(second)
    assert told is not None
    assert told.position == 1
    await world.later(5)
    assert world.changes.published == [second]


async def test_another_place_with_the_same_range_is_told_and_not_kept_again(
    world: WaitsWorld,
) -> None:
    """Ten agents: one place more or less makes no difference that anybody would notice."""
    await with_past(world)
    for number in range(10):
        await world.at_desk(f"Agent {number}", capacity=3)
    await world.refresh()
    waiting = [await world.asks() for _ in range(3)]
    before = await world.told(waiting[2])
    await world.gives_up(waiting[0])
    await world.later(3)
    after = await world.told(waiting[2])
    assert before is not None
    assert after is not None
    assert (before.position, after.position) == (3, 2)
    assert after.wait == before.wait
    await world.refresh()
    assert len(world.records.shown) == 1


async def test_when_everybody_leaves_it_cannot_be_said_any_more(world: WaitsWorld) -> None:
    mari = await with_past(world)
    waiting = await world.asks()
    assert (await world.told(waiting) or Forecast(0)).wait is not None
    await world.agents.set_presence(mari.id, Presence.OFFLINE)
    await world.later(5)
    assert world.changes.published == [waiting]
    assert await world.told(waiting) == Forecast(1)


async def test_the_place_is_that_in_the_teams_own_queue(world: WaitsWorld) -> None:
    for team in ("benefits", "medical"):
        await world.team(Team(team, team.title()))
    for _ in range(2):
        await world.asks(team="benefits")
    await world.asks(team="medical", priority=5)
    urgent = await world.asks(team="benefits", priority=5)
    last = await world.asks(team="medical")
    assert await world.told(urgent) == Forecast(1)
    assert await world.told(last) == Forecast(2)


async def test_outside_of_office_hours_it_is_told_when_people_are_back(world: WaitsWorld) -> None:
    await with_past(world)
    await world.opens(NOON_TO_ONE)
    waiting = await world.asks()
    back = NOON + timedelta(days=1)
    assert world.clock.now().time() > time(13)
    assert await world.told(waiting) == Forecast(1, None, back)
    await world.later(1)
    assert world.records.shown == []


async def test_when_the_office_opens_those_who_waited_all_night_get_a_range(
    world: WaitsWorld,
) -> None:
    await with_past(world)
    await world.opens(NOON_TO_ONE)
    waiting = await world.asks()
    night = await world.told(waiting)
    assert night is not None
    assert night.opens_at is not None
    world.clock.set(night.opens_at)
    await world.refresh()
    assert world.changes.published == [waiting]
    told = await world.told(waiting)
    assert told is not None
    assert told.opens_at is None
    assert told.wait is not None
    assert told.wait.high_s < 1800


async def test_a_turn_that_does_not_come_before_the_office_closes_cannot_be_said(
    world: WaitsWorld,
) -> None:
    mari = await with_past(world)
    now = world.clock.now()
    soon = now.hour * 60 + now.minute + 5
    await world.opens(OfficeHours(UTC, ((Span(0, soon),),) * 7))
    held = await world.asks()
    await world.takes(mari, held)
    await world.refresh()
    waiting = [await world.asks() for _ in range(3)]
    assert await world.told(waiting[2]) == Forecast(3)


async def test_agents_who_speak_another_language_do_not_help(world: WaitsWorld) -> None:
    mari = await with_past(world)
    await world.at_desk("Ana", languages=["es-MX"], capacity=5)
    await world.takes(mari, await world.asks())
    english, spanish = await world.asks(), await world.asks(language="es")
    slow, quick = await world.told(english), await world.told(spanish)
    assert slow is not None
    assert quick is not None
    assert slow.wait is not None
    assert quick.wait is not None
    assert quick.wait.high_s < slow.wait.high_s


async def test_a_store_that_is_away_loses_nothing_that_was_shown(world: WaitsWorld) -> None:
    await with_past(world)
    waiting = await world.asks()
    await world.told(waiting)
    world.records.away = True
    with pytest.raises(Unavailable):
        await world.waits.look()
    world.records.away = False
    await world.waits.look()
    assert [shown.conversation_id for shown in world.records.shown] == [waiting]


async def test_waits_that_are_over_before_the_low_end_narrow_the_next_ranges(
    world: WaitsWorld,
) -> None:
    """Calibration: everybody is answered after a minute, whatever was said."""
    mari = await with_past(world)
    wide: Range | None = None
    for _ in range(25):
        held, waiting = await world.asks(), await world.asks()
        await world.takes(mari, held)
        await world.refresh()
        told = await world.told(waiting)
        assert told is not None
        wide = wide or told.wait
        await world.later(60)
        await world.ends(mari, held)
        await world.takes(mari, waiting)
        await world.later(540)
        await world.ends(mari, waiting)
        await world.later(60)
    assert wide is not None
    assert wide.high_s > 300
    held, waiting = await world.asks(), await world.asks()
    await world.takes(mari, held)
    await world.refresh()
    told = await world.told(waiting)
    assert told is not None
    assert told.wait is not None
    assert told.wait.low_s <= 60


async def test_a_defect_in_forecasting_costs_the_range_and_not_the_conversation(
    world: WaitsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_past(world)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("handoff.services.wait_ranges.ranges", broken)
    assert await world.told(await world.asks()) == Forecast(1)


async def test_what_is_shown_while_the_store_writes_is_written_next(
    world: WaitsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_past(world)
    first, second = await world.asks(), await world.asks()
    await world.told(first)
    write = world.records.keep_shown

    async def slowly(shown: Sequence[Shown]) -> None:
        monkeypatch.undo()
        await world.told(second)
        await write(shown)

    monkeypatch.setattr(world.records, "keep_shown", slowly)
    await world.waits.look()
    await world.waits.look()
    assert [shown.conversation_id for shown in world.records.shown] == [first, second]
