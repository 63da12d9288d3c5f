"""Training: when content changed, beside the live model, which survives a failure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.train_assistant import train
from scripts.workspace import Workspace
from tests.ops.fakes import ScriptedMachine

PYTHON = Path("/environment/bin/python")


@pytest.fixture
def checkout(workspace: Workspace) -> Workspace:
    """A checkout with content."""
    (workspace.root / "data/faq").mkdir(parents=True)
    (workspace.root / "bot").mkdir()
    (workspace.root / "data/faq/ebt.yml").write_text("balance\n")
    (workspace.root / "domain.yml").write_text("intents\n")
    (workspace.root / "config.yml").write_text("pipeline\n")
    return workspace


@pytest.fixture
def trainer(machine: ScriptedMachine) -> ScriptedMachine:
    """A machine where training works; each model is a new text."""

    def make(argv: Sequence[str]) -> None:
        out = Path(argv[list(argv).index("--out") + 1])
        (out / "baton.tar.gz").write_text(f"model {len(machine.steps)}")

    machine.effects["Training"] = make
    return machine


def test_the_first_training_makes_the_model(trainer: ScriptedMachine, checkout: Workspace) -> None:
    assert train(trainer, checkout, PYTHON).read_text() == "model 1"


def test_nothing_is_trained_while_the_sources_stay_the_same(
    trainer: ScriptedMachine, checkout: Workspace
) -> None:
    train(trainer, checkout, PYTHON)
    train(trainer, checkout, PYTHON)
    assert len(trainer.steps) == 1


@pytest.mark.parametrize(
    "changed", ["data/faq/new.yml", "domain.yml", "config.yml", "bot/guard.py"]
)
def test_a_change_in_content_pipeline_or_components_trains_anew(
    trainer: ScriptedMachine, checkout: Workspace, changed: str
) -> None:
    train(trainer, checkout, PYTHON)
    (checkout.root / changed).write_text("changed\n")
    assert train(trainer, checkout, PYTHON).read_text() == "model 2"


def test_a_failed_training_keeps_the_last_model_and_is_tried_again(
    trainer: ScriptedMachine, checkout: Workspace
) -> None:
    model = train(trainer, checkout, PYTHON)
    (checkout.root / "domain.yml").write_text("broken\n")
    works = trainer.effects.pop("Training")
    with pytest.raises(StepError, match="The last good model was kept"):
        train(trainer, checkout, PYTHON)
    assert model.read_text() == "model 1"
    trainer.effects["Training"] = works
    assert train(trainer, checkout, PYTHON).read_text() == "model 3"


def test_a_training_that_makes_no_model_is_a_failure(
    trainer: ScriptedMachine, checkout: Workspace
) -> None:
    trainer.effects["Training"] = lambda argv: None
    with pytest.raises(StepError, match="without making a model"):
        train(trainer, checkout, PYTHON)


def test_training_is_not_begun_without_disk(trainer: ScriptedMachine, checkout: Workspace) -> None:
    trainer.free = 1000
    with pytest.raises(StepError, match="free some space"):
        train(trainer, checkout, PYTHON)
    assert trainer.steps == []
