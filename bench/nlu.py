"""How well messages are understood: `.venv-assistant/bin/python bench/nlu.py`.

    bench/nlu.py TRAIN.yml TEST.yml [--oos FILE] [--baseline]
    bench/nlu.py --messages FILE.tsv

The first trains config.yml's pipeline (with --baseline Rasa's default one) on a Rasa NLU file and
asks it the examples of another; the second asks the shipped model, as it is in service, messages
from a table. The last line of the output is JSON. What counts how: docs/nlu.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Started as a file, so that the checkout is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.console import Console, StepError
from scripts.machine import Machine
from scripts.train_assistant import quiet_rasa
from scripts.train_assistant import train as train_assistant
from scripts.workspace import CHECKOUT, Workspace, open_workspace

WORST = 25
MILLISECONDS = 1000


def main() -> int:
    """Measure and print; 0 when there are figures, 1 when something failed, 2 for wrong usage."""
    options = _options()
    workspace = open_workspace()
    os.environ.update(quiet_rasa(workspace))
    # Rasa writes to stdout what it likes; the figures get it for themselves.
    with _stdout_kept() as figures:
        # Imported late: they need Rasa, whose settings were just made.
        from bench.nlu_files import BadFile
        from bench.nlu_model import TrainingFailed

        try:
            if options.messages:
                found = _ask_shipped(workspace, options.messages)
            else:
                found = _train_and_ask(workspace, options)
        except (BadFile, TrainingFailed, StepError) as error:
            print(f"bench/nlu.py: {error}", file=sys.stderr)
            return 1
        for line in found:
            print(line, file=figures)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", nargs="?", type=_path, help="Rasa NLU file to train on")
    parser.add_argument("test", nargs="?", type=_path, help="Rasa NLU file to ask")
    parser.add_argument("--oos", type=_path, metavar="FILE", help="messages out of scope")
    parser.add_argument("--baseline", action="store_true", help="Rasa's default pipeline instead")
    parser.add_argument("--messages", type=_path, metavar="FILE.tsv", help="ask the shipped model")
    options = parser.parse_args()
    if options.messages and (options.train or options.oos or options.baseline):
        parser.error("--messages goes alone: it asks the model that is shipped")
    if not options.messages and not options.test:
        parser.error("give TRAIN.yml and TEST.yml, or --messages FILE.tsv")
    return options


def _path(text: str) -> Path:
    """As seen from where the command was given, whatever the working directory is later."""
    return Path(text).resolve()


@contextmanager
def _stdout_kept() -> Iterator[Any]:
    """Give the true stdout; whatever else is written there meanwhile goes to stderr."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with os.fdopen(os.dup(kept), "w", encoding="utf-8") as figures:
            yield figures
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def _train_and_ask(workspace: Workspace, options: argparse.Namespace) -> list[str]:
    from bench.nlu_counts import accepted, share
    from bench.nlu_files import read_examples, read_out_of_scope
    from bench.nlu_model import Asked, default_pipeline, shipped_pipeline, train
    from bench.stats import quantile

    trained, tested = read_examples(options.train), read_examples(options.test)
    outside = read_out_of_scope(options.oos) if options.oos else []
    pipeline = default_pipeline() if options.baseline else shipped_pipeline(CHECKOUT / "config.yml")
    os.chdir(CHECKOUT)
    with tempfile.TemporaryDirectory(prefix="baton-nlu-") as folder:
        # Nothing that an earlier training left may be used again.
        env = {**os.environ, "RASA_CACHE_DIRECTORY": str(Path(folder) / "cache")}
        model, seconds = train(pipeline, options.train, Path(folder), env, CHECKOUT)
        asked = Asked(model)
        outcomes = asked.outcomes([*tested, *outside])
        asked.close()
    inside = [outcome for outcome in outcomes if outcome.in_scope]
    times = [second * MILLISECONDS for second in asked.seconds]
    figures = {
        "accuracy": share(inside, lambda outcome: outcome.guessed == outcome.meant),
        **accepted(outcomes),
        "train_s": round(seconds, 1),
        "parse_p50_ms": round(quantile(times, 0.5), 2),
        "parse_p99_ms": round(quantile(times, 0.99), 2),
    }
    known = {example.intent for example in trained}
    return [*_notes(outcomes, known), json.dumps(figures)]


def _ask_shipped(workspace: Workspace, file: Path) -> list[str]:
    from bench.nlu_counts import grouped, in_service
    from bench.nlu_files import read_messages
    from bench.nlu_model import Asked

    messages = read_messages(file)
    machine = Machine(Console(sys.stderr), workspace.logs, os.environ)
    model = train_assistant(machine, workspace, Path(sys.executable))
    os.chdir(CHECKOUT)
    asked = Asked(model)
    outcomes = asked.outcomes(messages)
    known = asked.intents
    asked.close()
    figures = {
        **in_service(outcomes),
        "by_lang": grouped(outcomes, lambda outcome: outcome.lang),
        "by_style": grouped(outcomes, lambda outcome: outcome.style),
    }
    return [*_notes(outcomes, known), json.dumps(figures)]


def _notes(outcomes: Sequence[Any], known: set[str]) -> list[str]:
    """What a reader wants to know before the figures: worst confusions, labels never trained."""
    from bench.nlu_counts import OUT_OF_SCOPE, confusions

    unknown = Counter(o.meant for o in outcomes if o.meant not in {*known, OUT_OF_SCOPE})
    lines = [
        f"not an intent of the model, can only be wrong or refused: {intent} ({count} messages)"
        for intent, count in sorted(unknown.items())
    ]
    worst = confusions(outcomes)
    lines.append(f"{len(outcomes)} messages; worst confusions (meant, taken for, how often):")
    for meant, acted, count in worst[:WORST]:
        example = next(o.text for o in outcomes if (o.meant, o.acted) == (meant, acted))
        lines.append(f"  {count:4} {meant} -> {acted}: {' '.join(example.split())[:100]}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
