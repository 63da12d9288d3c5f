"""Trains a pipeline on one Rasa NLU file, and asks a trained model, one message at a time."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.recipes import default_recipe
from rasa.utils.log_utils import configure_structlog

from bench.nlu_counts import FALLBACK, Outcome
from bench.nlu_files import Labelled
from bot.turn import plain

WARM_UP = "how do I reset my password"
WARM_UPS = 30
"""TensorFlow's first calls build what later ones use."""

LOG_LINES = 15


class TrainingFailed(Exception):
    """Rasa ended without a model; the message is the end of its log."""


def shipped_pipeline(config: Path) -> dict[str, Any]:
    """What of config.yml has to do with understanding, without our importer and our rules."""
    return _understanding(config)


def default_pipeline() -> dict[str, Any]:
    """What Rasa trains when no pipeline is configured."""
    folder = Path(default_recipe.__file__).parent
    return _understanding(folder / "config_files" / "default_config.yml")


def _understanding(config: Path) -> dict[str, Any]:
    document = yaml.safe_load(config.read_text(encoding="utf-8"))
    kept = {name: document[name] for name in ("recipe", "language", "pipeline")}
    return {**kept, "assistant_id": "bench"}


def train(
    pipeline: Mapping[str, Any], examples: Path, folder: Path, env: Mapping[str, str], root: Path
) -> tuple[Path, float]:
    """Run `rasa train nlu` in `root`, everything written under `folder`.

    Gives the model and the seconds it took, Python's start included. Raises TrainingFailed.
    """
    config, log = folder / "config.yml", folder / "train.log"
    config.write_text(yaml.safe_dump(dict(pipeline)), encoding="utf-8")
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--config", str(config)]
    command += ["--nlu", str(examples), "--out", str(folder), "--fixed-model-name", "nlu"]
    started = time.monotonic()
    with log.open("wb") as output:
        subprocess.run(
            command, cwd=root, env=dict(env), stdout=output, stderr=subprocess.STDOUT, check=False
        )
    seconds = time.monotonic() - started
    model = folder / "nlu.tar.gz"
    if not model.exists():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        raise TrainingFailed("\n".join(lines[-LOG_LINES:]))
    return model, seconds


class Asked:
    """A loaded model: what it made of each message, and how long each took."""

    def __init__(self, model: Path) -> None:
        """Load the model as `rasa run` does, and warm it up."""
        # Rasa would write every message to its log.
        configure_structlog(logging.ERROR)
        logging.disable(logging.WARNING)
        warnings.simplefilter("ignore")
        processor = Agent.load(str(model)).processor
        if processor is None:
            raise TrainingFailed(f"{model} could not be loaded.")
        self._processor = processor
        self._loop = asyncio.new_event_loop()
        self.seconds: list[float] = []
        for _ in range(WARM_UPS):
            self._parse(WARM_UP)

    def outcomes(self, messages: Iterable[Labelled]) -> list[Outcome]:
        """Ask every message by itself, as the connector would pass it on; times are added."""
        found = []
        for message in messages:
            started = time.perf_counter()
            result = self._parse(plain(message.text))
            self.seconds.append(time.perf_counter() - started)
            found.append(_outcome(message, result))
        return found

    @property
    def intents(self) -> set[str]:
        """The intents of the model's domain; empty for a model without one."""
        return set(self._processor.domain.intents)

    def close(self) -> None:
        """Give back what was loaded."""
        self._loop.close()

    def _parse(self, text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = self._loop.run_until_complete(
            self._processor.parse_message(UserMessage(text=text))
        )
        return parsed


def _outcome(message: Labelled, result: Mapping[str, Any]) -> Outcome:
    ranking = result.get("intent_ranking") or []
    names = [str(place["name"]) for place in ranking if place["name"] != FALLBACK]
    return Outcome(
        meant=message.intent,
        acted=str((result.get("intent") or {}).get("name") or FALLBACK),
        guessed=names[0] if names else FALLBACK,
        lang=message.lang,
        style=message.style,
        text=message.text,
    )
