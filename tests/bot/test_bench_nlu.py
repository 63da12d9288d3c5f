"""bench/nlu.py from outside: on files elsewhere, from elsewhere, in another language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bot.processes import ROOT

TRAIN = """version: "3.1"
nlu:
- intent: heizung
  examples: |
    - Die Heizung ist kalt
    - Mein Heizkörper wird nicht warm
    - bei mir heizt nichts
- intent: müll
  examples: |
    - Wann kommt die Müllabfuhr?
    - Wo stelle ich die Tonne hin
    - die gelbe Tonne wurde nicht geleert
"""
TEST = """version: "3.1"
nlu:
- intent: heizung
  examples: |
    - heizung ist kalt
- intent: miete
  examples: |
    - wie hoch ist die Miete
"""
KEYS = "accuracy accepted_right accepted_wrong oos_refused train_s parse_p50_ms parse_p99_ms"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "nlu.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_last_line_of_the_output_is_json_with_the_figures(tmp_path: Path) -> None:
    (tmp_path / "train.yml").write_text(TRAIN)
    (tmp_path / "test.yml").write_text(TEST)
    (tmp_path / "outside.txt").write_text("wer gewinnt das Spiel\n")
    done = run(tmp_path, "train.yml", "test.yml", "--oos", "outside.txt")
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    figures = json.loads(lines[-1])
    assert list(figures) == KEYS.split()
    assert figures["accuracy"] == 0.5
    assert "can only be wrong or refused: miete (1 messages)" in lines[0]


def test_files_that_cannot_be_used_are_said_on_stderr_alone(tmp_path: Path) -> None:
    (tmp_path / "table.tsv").write_text("id\tintent\ttext\n1\tgreet\thi\n")
    for arguments, said in (
        (["--messages", "table.tsv"], "no column lang, style"),
        (["--messages", "nothing.tsv"], "no such file"),
        (["table.tsv", "table.tsv"], "table.tsv"),
    ):
        done = run(tmp_path, *arguments)
        assert done.returncode == 1
        assert said in done.stderr.splitlines()[-1]
        assert done.stdout == ""
    assert run(tmp_path, "one.yml").returncode == 2
