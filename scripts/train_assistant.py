"""Trains the assistant when its content or components changed: `-m scripts.train_assistant`.

The model is trained beside the live one and moved into place only when training succeeded, so
a failed training leaves the old model as it was.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from scripts.command import Command, run_command
from scripts.console import StepError
from scripts.machine import Machine
from scripts.stamps import digest_of, read_stamp, write_stamp
from scripts.workspace import Workspace

MODEL = "baton.tar.gz"
NEEDS_BYTES = 500 * 1024**2


def quiet_rasa(workspace: Workspace) -> dict[str, str]:
    """Settings for every Rasa process: no telemetry, caches under var/, no noise."""
    return {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(workspace.home / "cache" / "rasa"),
        "MPLCONFIGDIR": str(workspace.home / "cache" / "matplotlib"),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
    }


def sources(workspace: Workspace) -> list[Path]:
    """What a model is made from: content, pipeline, our components, and Rasa's version."""
    names = ("data", "domain.yml", "domain", "config.yml", "bot")
    return [*(workspace.root / name for name in names), workspace.requirements("assistant")]


def train(machine: Machine, workspace: Workspace, python: Path) -> Path:
    """The path of a model trained from the present sources, training it first if need be."""
    model = workspace.models / MODEL
    stamp = workspace.models / "baton.json"
    wanted = {"sources": digest_of(workspace.root, sources(workspace))}
    if model.exists() and read_stamp(stamp) == wanted:
        return model
    if machine.free_bytes(workspace.home) < NEEDS_BYTES:
        raise StepError("Training needs 0.5 GiB of disk: free some space and try again.")
    draft = workspace.models / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    command = [str(python), "-m", "rasa", "train", "--fixed-model-name", "baton"]
    # The importer checks the content itself; Rasa's validator would complain about responses that
    # only actions use.
    # Rasa's cache knows a component by its class only: after a change of what the class is built
    # on it would hand out what the old code had trained, and the new code fails on it.
    command += ["--skip-validation", "--force"]
    try:
        machine.run(
            "Training the assistant",
            [*command, "--out", str(draft)],
            "train",
            cwd=workspace.root,
            env=quiet_rasa(workspace),
        )
    except StepError as failure:
        kept = " The last good model was kept." if model.exists() else ""
        raise StepError(failure.sentence + kept, failure.log) from failure
    if not (draft / MODEL).exists():
        raise StepError("Training ended without making a model.", workspace.logs / "train.log")
    stamp.unlink(missing_ok=True)
    (draft / MODEL).replace(model)
    write_stamp(stamp, wanted)
    draft.rmdir()
    return model


def _train(command: Command) -> int:
    with command.only_one():
        python = command.bootstrap.assistant()
        model = train(command.machine, command.workspace, python)
    command.console.say(f"The model is up to date: {command.workspace.shown(model)}")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(_train))
