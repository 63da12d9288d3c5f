"""Follow-ups: one for each low score, opened by a chore, kept by supervisors."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.agents import Role
from handoff.core.errors import InvalidRequest, UnknownAgent, UnknownFollowUp
from handoff.core.events import ConversationStarted, Event, FeedbackGiven
from handoff.core.follow_ups import FollowUpState, Outcome
from handoff.services.follow_ups import EVERY, FollowUpBook, FollowUpChange
from tests.fakes.agents import FakeAgents
from tests.fakes.clock import FakeClock
from tests.fakes.follow_ups import MemoryFollowUps
from tests.fakes.memory_log import MemoryLog


class Room:
    """The follow-ups with their fakes."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.log = MemoryLog()
        self.agents = FakeAgents()
        self.kept = MemoryFollowUps(self.log)
        self.book = self.process()

    def process(self) -> FollowUpBook:
        """The same in another process."""
        return FollowUpBook(self.kept, self.agents, lambda: None, self.clock)

    async def scored(self, conversation_id: str, score: int) -> None:
        events: list[Event] = [
            ConversationStarted("web", "en"),
            FeedbackGiven(score=score, words_seq=None),
        ]
        await self.log.start(conversation_id, "hash", events, self.clock.now())

    async def open_ids(self) -> list[str]:
        return [f.conversation_id for f in await self.book.find(FollowUpState.OPEN)]


@pytest.fixture
async def room() -> Room:
    made = Room()
    await made.scored("low", 2)
    await made.book.open_missing()
    return made


async def test_a_low_score_opens_one_and_a_good_one_does_not(room: Room) -> None:
    await room.scored("good", 4)
    await room.scored("hard", 3)
    room.clock.advance(EVERY.total_seconds())
    await room.book.open_missing()
    assert sorted(await room.open_ids()) == ["hard", "low"]
    (low,) = [f for f in await room.book.find(FollowUpState.OPEN) if f.conversation_id == "low"]
    assert (low.score, low.due_at - low.opened_at) == (2, timedelta(days=2))


async def test_it_is_looked_for_once_a_minute(room: Room) -> None:
    await room.scored("next", 1)
    room.clock.advance(EVERY.total_seconds() - 1)
    await room.book.open_missing()
    assert await room.open_ids() == ["low"]
    room.clock.advance(1)
    await room.book.open_missing()
    assert await room.open_ids() == ["low", "next"]


async def test_two_processes_open_one_between_them_and_it_stays_as_it_was(room: Room) -> None:
    before = await room.kept.get("low")
    room.clock.advance(3600)
    await room.process().open_missing()
    assert await room.kept.get("low") == before


async def test_what_came_of_it_is_kept(room: Room) -> None:
    ana = await room.agents.add("a1", "ana", "Ana", Role.SUPERVISOR, "hash")
    await room.book.change("low", FollowUpChange(owner_id=ana.id, note=" called\r\nback "))
    changed = await room.book.change("low", FollowUpChange(outcome=Outcome.HELPED))
    assert (changed.owner, changed.note, changed.outcome) == (ana.ref, "called\nback", "helped")
    closed = await room.book.change("low", FollowUpChange(closed=True))
    assert closed.closed_at == room.clock.now()
    assert await room.open_ids() == []
    opened = await room.book.change("low", FollowUpChange(closed=False, owner_id="", note=""))
    assert (opened.closed_at, opened.owner, opened.note) == (None, None, None)


async def test_closing_again_keeps_when_it_was_closed_first(room: Room) -> None:
    await room.book.change("low", FollowUpChange(outcome=Outcome.HELPED, closed=True))
    first = (await room.kept.get("low")).closed_at
    room.clock.advance(60)
    assert (await room.book.change("low", FollowUpChange(closed=True))).closed_at == first


async def test_none_is_closed_without_an_outcome(room: Room) -> None:
    with pytest.raises(InvalidRequest, match="outcome"):
        await room.book.change("low", FollowUpChange(closed=True))
    assert await room.open_ids() == ["low"]


async def test_unknown_ones_and_unknown_owners_are_told_as_such(room: Room) -> None:
    with pytest.raises(UnknownFollowUp):
        await room.book.change("other", FollowUpChange())
    with pytest.raises(UnknownAgent):
        await room.book.change("low", FollowUpChange(owner_id="nobody"))


async def test_it_is_overdue_once_its_time_is_over(room: Room) -> None:
    assert await room.book.find(FollowUpState.OVERDUE) == []
    room.clock.advance(timedelta(days=2).total_seconds())
    (overdue,) = await room.book.find(FollowUpState.OVERDUE)
    assert room.book.is_overdue(overdue)
