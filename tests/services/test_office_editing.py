"""Editing teams and rules: who waits for a team that is no more is served by everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.conversation import Conversation
from handoff.core.errors import Outdated
from handoff.core.events import ConversationRouted, ConversationStarted, Event, HandoffRequested
from handoff.core.office import Team, TeamMode
from handoff.core.office_edit import version_of
from handoff.core.values import Author
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook
from handoff.services.office_editing import OfficeEditor, TeamDraft
from tests.fakes.agents import FakeAgents
from tests.fakes.canned import MemoryCanned
from tests.fakes.clock import FakeClock
from tests.fakes.memory_log import MemoryLog
from tests.fakes.offices import FakeOffices
from tests.fakes.wakeups import FakeWakeups

SNAP = Team("snap", "SNAP")


class Room:
    """The editing with its fakes."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.log = MemoryLog()
        self.offices = FakeOffices()
        lease = timedelta(seconds=30)
        self.book = OfficeBook(FakeAgents(), self.offices, self.log, self.clock, None, lease)
        journal = Journal(self.log, FakeWakeups(), self.clock)
        self.editor = OfficeEditor(
            self.offices, MemoryCanned(), self.book, journal, self.topics, self.clock
        )

    async def topics(self) -> tuple[str, ...]:
        return ()

    async def waits(self, conversation_id: str, team: str | None) -> None:
        """Somebody waits for this team."""
        asked = HandoffRequested(
            reason="asked", topic=None, priority=3, by=Author.CITIZEN, brief=None, team=team
        )
        events: list[Event] = [ConversationStarted("web", "en"), asked]
        await self.log.start(conversation_id, "hash", events, self.clock.now())

    async def state(self, conversation_id: str) -> Conversation:
        return await self.log.load(conversation_id)


@pytest.fixture
async def room() -> Room:
    made = Room()
    await made.offices.save_team(SNAP)
    await made.waits("c1", "snap")
    await made.book.refresh()
    return made


async def test_dropping_a_team_frees_who_waits_for_it_at_once(room: Room) -> None:
    before = await room.state("c1")
    await room.editor.save_teams([], version_of([SNAP]))
    after = await room.state("c1")
    assert (before.team, after.team) == ("snap", None)
    assert (after.priority, after.waiting_since) == (before.priority, before.waiting_since)


async def test_who_comes_back_to_a_queue_that_is_no_more_is_freed_by_the_chore(room: Room) -> None:
    await room.waits("c2", "gone")
    await room.book.refresh()
    await room.editor.free_strays()
    assert (await room.state("c2")).team is None
    assert (await room.state("c1")).team == "snap"


async def test_a_team_that_was_made_since_the_office_was_read_keeps_its_own(room: Room) -> None:
    await room.waits("c2", "new")
    await room.book.refresh()
    await room.offices.save_team(Team("new", "New"))
    await room.editor.free_strays()
    assert (await room.state("c2")).team == "new"


async def test_one_that_cannot_be_freed_does_not_keep_the_others(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (2, 3):
        await room.waits(f"c{number}", "gone")
    await room.book.refresh()
    append = room.log.append

    async def sometimes(conversation_id: str, *args: object, **more: object) -> object:
        if conversation_id == "c2":
            raise RuntimeError
        return await append(conversation_id, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(room.log, "append", sometimes)
    await room.editor.free_strays()
    assert (await room.state("c3")).team is None


async def test_nothing_is_written_while_every_team_is_there(room: Room) -> None:
    before = (await room.state("c1")).last_seq
    await room.editor.free_strays()
    assert (await room.state("c1")).last_seq == before


async def test_while_somebody_else_saves_teams_one_is_told_to_load_again(room: Room) -> None:
    await room.offices.hold("teams", "somebody", room.clock.now(), timedelta(seconds=10))
    with pytest.raises(Outdated):
        await room.editor.save_teams([], version_of([SNAP]))
    assert await room.offices.teams() == [SNAP]


async def test_a_team_with_an_id_that_nobody_gave_is_not_made(room: Room) -> None:
    made_up = TeamDraft("made-up", "Made up", TeamMode.TAKE)
    with pytest.raises(Outdated):
        await room.editor.save_teams([made_up], version_of([SNAP]))
    assert await room.offices.teams() == [SNAP]


async def test_the_last_word_on_a_routed_conversation_names_nobody(room: Room) -> None:
    await room.editor.save_teams([], version_of([SNAP]))
    newest = (await room.log.read("c1", after=0, limit=10))[-1].event
    assert newest == ConversationRouted(None, 3, "asked", by=None)
