"""What the board is made of: the floor, what came today, and what was promised."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from handoff.core.forecast import Range
from handoff.core.office import Office
from handoff.core.stays import Stay
from handoff.core.values import Disposition
from handoff.core.waits import Shown
from handoff.services.board import Filter, Query
from handoff.services.boards import Boards
from tests.fakes.waits import MemoryWaits
from tests.services.floor_world import FloorWorld, looking_on


class BoardWorld:
    def __init__(self, world: FloorWorld) -> None:
        self.world, self.records = world, MemoryWaits(world.log)
        self.boards = Boards(world.floor, self.records, world.log, Office)

    async def listed(self, query: Query) -> list[str]:
        return [each.summary.conversation.id for each in await self.boards.find(query)]

    async def came(self, conversation_id: str, *, hours_ago: float, off_hours: bool) -> None:
        at = self.world.clock.now() - timedelta(hours=hours_ago)
        stay = Stay(conversation_id, None, "en", 0, at, off_hours=off_hours, seq=3)
        await self.records.keep_stays(conversation_id, [stay])

    async def promise(self, conversation_id: str, high_s: float) -> None:
        since = self.world.log.state(conversation_id).waiting_since
        assert since is not None
        told, now = Range(60, high_s), self.world.clock.now()
        await self.records.keep_shown(
            [Shown(conversation_id, now, since, None, "en", 1, told, told)]
        )


@pytest.fixture
async def board() -> AsyncIterator[BoardWorld]:
    async with looking_on() as world:
        yield BoardWorld(world)


async def test_what_came_today_is_listed_closed_or_not_and_yesterday_is_not(
    board: BoardWorld,
) -> None:
    mari = await board.world.hire("Mari")
    closed, waiting, old = [await board.world.waits() for _ in range(3)]
    await board.world.desk.accept(mari, closed)
    await board.world.desk.close(mari, closed, Disposition.RESOLVED, None)
    await board.came(closed, hours_ago=11, off_hours=True)
    await board.came(waiting, hours_ago=1, off_hours=False)
    await board.came(old, hours_ago=13, off_hours=True)
    assert set(await board.listed(Query(filter=Filter.TODAY))) == {closed, waiting}
    assert await board.listed(Query(filter=Filter.OFF_HOURS)) == [closed]
    shown = await board.boards.board()
    assert (shown.today.count, shown.off_hours.count) == (2, 1)


async def test_a_wait_beyond_what_was_last_shown_is_long_and_one_within_is_not(
    board: BoardWorld,
) -> None:
    one, two = await board.world.waits(), await board.world.waits()
    await board.promise(one, 120)
    await board.promise(two, 120)
    board.world.clock.advance(110)
    await board.promise(two, 300)
    assert await board.listed(Query(filter=Filter.WAITING_LONG)) == []
    board.world.clock.advance(11)
    assert await board.listed(Query(filter=Filter.WAITING_LONG)) == [one]


async def test_what_was_shown_in_an_earlier_wait_counts_no_more(board: BoardWorld) -> None:
    mari = await board.world.hire("Mari")
    conversation_id = await board.world.waits()
    await board.promise(conversation_id, 60)
    await board.world.desk.accept(mari, conversation_id)
    await board.world.desk.return_to_bot(mari, conversation_id, None)
    board.world.clock.advance(61)
    await board.world.ask_for_person(conversation_id, "again")
    assert await board.listed(Query(filter=Filter.WAITING_LONG)) == []


async def test_lists_come_as_served_and_then_the_newest_first(board: BoardWorld) -> None:
    mari = await board.world.hire("Mari")
    ids = []
    for _ in range(4):
        ids.append(await board.world.waits())
        board.world.clock.advance(1)
    for each in ids[2:]:
        await board.world.desk.accept(mari, each)
        board.world.clock.advance(1)
    assert await board.listed(Query()) == [ids[0], ids[1], ids[3], ids[2]]
