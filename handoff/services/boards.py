"""What the board is made of, read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from handoff.core.conversation import Conversation
from handoff.core.office import Office
from handoff.core.ports import Log
from handoff.core.queue import Summary, order
from handoff.core.stays import Stay
from handoff.core.values import Control
from handoff.core.waits import Shown as ShownWait
from handoff.core.waits import WaitRecords
from handoff.services.board import LONG_WAIT, Board, Query, Scene, board, chosen
from handoff.services.floor import Floor
from handoff.services.seat import Shown

MOST_STAYS = 100_000
"""Stays of one day that are looked at."""

MOST_SHOWN = 20_000
"""Forecasts that are looked at, the newest."""

AT_ONCE = 500
"""Conversations read in one query."""

_EVER = datetime.min.replace(tzinfo=UTC)


class Boards:
    """The board and its lists. Every method raises `Unavailable` as `ports.Log` does."""

    def __init__(
        self,
        floor: Floor,
        records: WaitRecords,
        log: Log,
        office: Callable[[], Office],
    ) -> None:
        self._floor = floor
        self._records = records
        self._log = log
        self._office = office

    async def board(self) -> Board:
        """Return the board as of now."""
        scene, _ = await self._scene(everything=True)
        return board(scene)

    async def find(self, query: Query) -> list[Shown]:
        """List exactly what a number with this query counts: as served, then newest first."""
        by_filter = query.filter is not None
        scene, floor = await self._scene(everything=by_filter)
        ids = chosen(query, scene)
        standing = [floor[each] for each in ids if each in floor]
        others = await self._read(sorted(ids - floor.keys()))
        return _sorted([*standing, *map(self._floor.shown, others)])

    async def _scene(self, *, everything: bool) -> tuple[Scene, dict[str, Shown]]:
        """Return the scene, without what no query but those with a filter needs."""
        picture = await self._floor.picture()
        floor = dict(picture.conversations)
        states = {each: shown.summary.conversation for each, shown in floor.items()}
        # Who has waited for longer is at risk for that alone, whatever was shown before.
        lately = picture.at - LONG_WAIT
        shown = await self._records.shown_since(lately, MOST_SHOWN) if everything else []
        scene = Scene(
            at=picture.at,
            conversations=states,
            people=picture.agents,
            teams=self._office().teams,
            lease=picture.times.lease,
            reminder=picture.times.reminder,
            promised={each.conversation_id: _end(each) for each in shown if _is_of(each, states)},
            today=await self._today(picture.at) if everything else (),
        )
        return scene, floor

    async def _today(self, now: datetime) -> Sequence[Stay]:
        hours = self._office().hours
        local = now.astimezone(hours.zone if hours is not None else UTC)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return await self._records.stays_since(midnight.astimezone(UTC), MOST_STAYS)

    async def _read(self, ids: Sequence[str]) -> list[Summary]:
        found: list[Summary] = []
        for start in range(0, len(ids), AT_ONCE):
            found += await self._log.find(ids[start : start + AT_ONCE])
        return found


def _is_of(each: ShownWait, states: dict[str, Conversation]) -> bool:
    """Whether it was shown in the wait that still goes on."""
    state = states.get(each.conversation_id)
    if state is None or state.waiting_since is None:
        return False
    return state.control is Control.QUEUED and each.at >= state.waiting_since


def _end(each: ShownWait) -> datetime:
    return each.at + timedelta(seconds=each.shown.high_s)


def _sorted(found: Iterable[Shown]) -> list[Shown]:
    """Return what waits as it is served, then everything else by its last event, newest first."""
    every = list(found)
    waiting = [s for s in every if s.summary.conversation.control is Control.QUEUED]
    others = [s for s in every if s.summary.conversation.control is not Control.QUEUED]
    waiting.sort(key=lambda shown: order(shown.summary.conversation))
    others.sort(key=lambda shown: shown.summary.conversation.last_at or _EVER, reverse=True)
    return [*waiting, *others]
