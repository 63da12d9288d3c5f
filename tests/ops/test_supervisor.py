"""The supervisor ends all it started and nothing else, and starts helpers again that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.parts import Part
from scripts.supervisor import Supervisor
from scripts.workspace import CHECKOUT
from tests.ops.parts import alive, ids_of, sleeper, speaker, wait_for


class Clock:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """A supervisor with what it said, ended after the test."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.logins: list[str] = []
        self.clock = Clock()
        self._supervisors: list[Supervisor] = []

    def start(self, *parts: Part) -> Supervisor:
        """Starts the parts."""
        supervisor = Supervisor(
            parts, CHECKOUT, self.said.append, self.logins.append, clock=self.clock, grace=0.3
        )
        self._supervisors.append(supervisor)
        supervisor.start()
        return supervisor

    def end(self) -> None:
        """Ends every supervisor."""
        for supervisor in self._supervisors:
            supervisor.stop()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A stage without parts."""
    stage = Stage()
    yield stage
    stage.end()


def _supervise(folder: Path) -> subprocess.Popen[bytes]:
    argv = [sys.executable, "-m", "tests.ops.supervise_sleepers", str(folder)]
    return subprocess.Popen(argv, cwd=CHECKOUT, stdout=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_ends_stubborn_parts_and_grandchildren_too(tmp_path: Path, number: int) -> None:
    supervisor = _supervise(tmp_path)
    pids = ids_of(tmp_path, "one", "two")
    os.kill(supervisor.pid, number)
    assert supervisor.wait(timeout=10) == 0
    assert [pid for pid in pids if alive(pid)] == []


def test_parts_and_grandchildren_end_when_the_supervisor_itself_is_killed(tmp_path: Path) -> None:
    supervisor = _supervise(tmp_path)
    pids = ids_of(tmp_path, "one", "two")
    supervisor.kill()
    supervisor.wait()
    wait_for(lambda: not any(map(alive, pids)), "the watchdog to end everything")


def test_a_process_nobody_started_here_is_left_alone(stage: Stage, tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        supervisor = stage.start(sleeper(tmp_path, "one"))
        ids_of(tmp_path, "one")
        supervisor.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_helper_that_dies_is_started_again_and_that_is_said(stage: Stage, tmp_path: Path) -> None:
    supervisor = stage.start(sleeper(tmp_path, "assistant"))
    supervisor.ready()
    (first,) = ids_of(tmp_path, "assistant")
    (tmp_path / "assistant.ids").unlink()
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: _ticked(supervisor) and bool(stage.said), "the death to be noticed")
    assert stage.said == ["The assistant ended (signal 9); starting it again in 1 s."]
    stage.clock.now += 1.0
    supervisor.tick()
    (second,) = ids_of(tmp_path, "assistant")
    assert second != first


def test_each_death_in_a_row_doubles_the_pause_up_to_half_a_minute(
    stage: Stage, tmp_path: Path
) -> None:
    supervisor = stage.start(speaker(tmp_path, "actions", "raise SystemExit(3)"))
    supervisor.ready()

    def died(times: int) -> bool:
        return _ticked(supervisor) and len(stage.said) == times

    for times in range(1, 8):
        wait_for(partial(died, times), "the next death")
        stage.clock.now += 30.0
        supervisor.tick()
    pauses = [text.rpartition(" in ")[2] for text in stage.said]
    assert pauses == ["1 s.", "2 s.", "4 s.", "8 s.", "16 s.", "30 s.", "30 s."]


def test_a_helper_that_cannot_start_ends_the_run_with_its_last_words(
    stage: Stage, tmp_path: Path
) -> None:
    supervisor = stage.start(speaker(tmp_path, "assistant", "raise SystemExit('no model')"))

    def give_up() -> bool:
        stage.clock.now += 1.0
        return _ticked(supervisor)

    with pytest.raises(StepError, match=r"The assistant does not start \(exit code 1: no model\)"):
        wait_for(lambda: give_up() and False, "the supervisor to give up")


def test_the_end_of_the_service_is_a_failure_with_its_last_words(
    stage: Stage, tmp_path: Path
) -> None:
    dying = speaker(tmp_path, "service", "raise SystemExit('BATON_PROT is unknown')", vital=True)
    supervisor = stage.start(dying)
    with pytest.raises(StepError, match=r"service ended by itself .*BATON_PROT is unknown"):
        wait_for(lambda: _ticked(supervisor) and False, "the service's end to be noticed")


def test_the_first_password_reaches_the_screen_and_never_a_log(
    stage: Stage, tmp_path: Path
) -> None:
    code = "print('up'); print('first login: admin / s3cret'); print('ready')"
    stage.start(speaker(tmp_path, "service", code, vital=True))
    wait_for(lambda: bool(stage.logins), "the first login")
    assert stage.logins == ["admin / s3cret"]
    log = tmp_path / "service.log"
    wait_for(lambda: log.exists() and "ready" in log.read_text(), "the log")
    assert log.read_text() == "up\nready\n"


def _ticked(supervisor: Supervisor) -> bool:
    supervisor.tick()
    return True
