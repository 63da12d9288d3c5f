"""What survives when Rasa is killed and started again, and how long conversations are kept fast."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.processor import SESSION_TURNS
from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack
from tests.bot.processes import Process, free_port, start_rasa


class Restartable:
    """A Rasa of its own that a test may kill; it keeps its port and its database."""

    def __init__(self, stack: Stack, folder: Path, model: Path) -> None:
        self._stack, self._folder, self._model = stack, folder, model
        self._port = free_port()
        self.process = self._start()

    def kill_and_start(self) -> None:
        """SIGKILL, as when the machine goes down, then a new process."""
        self.process.stop(signal.SIGKILL)
        self.process = self._start()

    def _start(self) -> Process:
        process = start_rasa(self._folder, self._port, self._stack.actions_gate.url, self._model)
        process.wait_until_ready("/webhooks/baton/health")
        return process


@pytest.fixture
def rasa(stack: Stack, model: Path, tmp_path: Path) -> Iterator[Restartable]:
    started = Restartable(stack, tmp_path, model)
    yield started
    started.process.stop()


def test_a_restart_in_the_middle_of_the_form_goes_on_with_the_form(rasa: Restartable) -> None:
    citizen = Citizen(rasa.process.url)
    citizen.says("where is my application")
    body = citizen.request(text="APP-2041-7739")
    before = citizen.asks(body).body
    assert before["form"]["requested_slot"] == "date_of_birth"
    rasa.kill_and_start()
    assert citizen.asks(body).body == before
    told = citizen.says("April 12, 1987")
    assert told.body["lookups"][0] == {
        "system": "cases",
        "subject": "APP-2041-7739",
        "result": "found: waiting for documents",
    }


def test_a_long_conversation_keeps_its_slots_and_its_recorded_answers(
    citizen: Citizen, stack: Stack
) -> None:
    citizen.says("status of APP-2041-7739 born April 12, 1987")
    body = citizen.request(text="what are your office hours")
    early = citizen.asks(body).body
    for _ in range(SESSION_TURNS):
        late = citizen.says("thank you")
    assert late.body["slots"]["application_number"] == "APP-2041-7739"
    assert citizen.asks(body).body == early
    assert _session_starts(stack.folder / "tracker.db", citizen.conversation_id) == 2


def test_a_session_does_not_end_inside_the_form(citizen: Citizen, stack: Stack) -> None:
    citizen.says("where is my application")
    for _ in range(SESSION_TURNS + 2):
        asked = citizen.says("what are your office hours")
    assert asked.body["form"]["requested_slot"] == "application_number"
    assert _session_starts(stack.folder / "tracker.db", citizen.conversation_id) == 1


def _session_starts(database: Path, conversation_id: str) -> int:
    with sqlite3.connect(database) as connection:
        query = "SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'session_started'"
        return int(connection.execute(query, (conversation_id,)).fetchone()[0])
