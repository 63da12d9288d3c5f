"""Long steps: output goes to a log, failure is one sentence, an interrupted step ends whole."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from scripts.console import Console, StepError
from scripts.explain import explain
from scripts.interrupts import Asked, Interrupts
from scripts.machine import Machine, last_line
from tests.ops.fakes import program
from tests.ops.parts import alive, ids_of, sleeper

ENVIRON = dict(os.environ)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: No space left on device (os error 28)", "the disk is full"),
        ("npm error code ENOSPC", "the disk is full"),
        ("error: Failed to fetch: `...`\n dns error", "check the network"),
        (
            "error: Failed to fetch\n cause: invalid peer certificate: UnknownIssuer",
            "SSL_CERT_FILE",
        ),
        ("npm error code EAI_AGAIN", "check the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "does not match its pinned hash"),
        ("YamlValidationException in data/nlu.yml", r"Training failed \(exit code 1\)"),
    ],
)
def test_a_failed_program_is_explained_in_one_sentence(output: str, sentence: str) -> None:
    with pytest.raises(StepError, match=sentence):
        raise StepError(explain("Training", 1, output))


def test_what_a_step_prints_goes_to_its_log_and_not_to_the_screen(tmp_path: Path) -> None:
    screen = io.StringIO()
    machine = Machine(Console(screen), tmp_path / "logs", ENVIRON)
    machine.run("Printing", [str(program(tmp_path / "talk", "many words"))], "talk")
    assert (tmp_path / "logs/talk.log").read_text() == "many words\n"
    assert "many words" not in screen.getvalue()


def test_the_failure_of_a_step_names_its_log(tmp_path: Path) -> None:
    machine = Machine(Console(io.StringIO()), tmp_path / "logs", ENVIRON)
    with pytest.raises(StepError) as failed:
        machine.run("Failing", [str(program(tmp_path / "fail", "", code=3))], "fail")
    assert failed.value.sentence == "Failing failed (exit code 3)."
    assert failed.value.log == tmp_path / "logs/fail.log"


def test_a_program_that_is_not_there_is_a_failure_and_not_a_traceback(tmp_path: Path) -> None:
    machine = Machine(Console(io.StringIO()), tmp_path / "logs", ENVIRON)
    with pytest.raises(StepError, match="No such file"):
        machine.run("Starting", [str(tmp_path / "absent")], "absent")


def test_an_interrupted_step_ends_with_all_it_started(tmp_path: Path) -> None:
    interrupts = Interrupts()

    def interrupt_once_started() -> None:
        if (tmp_path / "step.ids").exists():
            interrupts.count += 1
        interrupts.check()

    machine = Machine(Console(io.StringIO()), tmp_path / "logs", ENVIRON, interrupt_once_started)
    machine.patience = 0.2
    with pytest.raises(Asked):
        machine.run("Sleeping", sleeper(tmp_path, "step", "child").argv, "sleep")
    assert [pid for pid in ids_of(tmp_path, "step") if alive(pid)] == []


def test_a_program_that_hangs_or_fails_gives_no_answer(tmp_path: Path) -> None:
    machine = Machine(Console(io.StringIO()), tmp_path, ENVIRON)
    assert machine.answer([sys.executable, "-c", "print(6 * 7)"]) == "42"
    assert machine.answer([str(program(tmp_path / "fail", "words", code=1))]) is None
    assert machine.answer([str(tmp_path / "absent")]) is None


def test_progress_shows_the_last_words_without_colours_and_time_stamps(tmp_path: Path) -> None:
    log = tmp_path / "train.log"
    log.write_text(
        "first\n2026-11-22 03:50:44 INFO     rasa.engine  - \x1b[94mTraining policies.\x1b[0m\n"
        "\x1b[0m\n"
    )
    assert last_line(log) == "Training policies."
    assert last_line(tmp_path / "absent.log") == ""
