"""Reading a conversation back costs what its present session costs, however long it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.session_start import SessionStart
from bot.tracker_store import INDEXES, IndexedTrackerStore


def _open(db: Path) -> IndexedTrackerStore:
    return IndexedTrackerStore(Domain.empty(), dialect="sqlite", db=str(db))


def test_the_events_of_a_session_are_found_by_an_index(tmp_path: Path) -> None:
    db = tmp_path / "tracker.db"
    for _ in range(2):  # an existing database is opened as well as a new one
        _open(db)
    with sqlite3.connect(db) as connection:
        names = {row[1] for row in connection.execute("PRAGMA index_list(events)")}
    assert {index.name for index in INDEXES} <= names


async def test_events_come_back_as_what_they_were(tmp_path: Path) -> None:
    store = _open(tmp_path / "tracker.db")
    said = [UserUttered("hello"), SlotSet("language", "es")]
    await store.save(DialogueStateTracker.from_events("c1", said))
    found = await store.retrieve("c1")
    assert found is not None
    assert [type(event) for event in found.events] == [UserUttered, SlotSet]


def test_a_new_session_begins_with_the_last_value_of_each_slot_once() -> None:
    slots = [TextSlot(name, mappings=[{}]) for name in ("number", "date", "empty")]
    events = [SlotSet("number", "1"), SlotSet("number", "2"), SlotSet("date", "3")] * 3
    tracker = DialogueStateTracker.from_events("c1", [*events, SlotSet("empty", None)], slots)
    carried = SessionStart._slot_set_events_from_tracker(tracker)
    assert carried == [SlotSet("number", "2"), SlotSet("date", "3")]
