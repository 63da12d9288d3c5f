"""Reads the files of bench/nlu.py: messages with what they mean, and messages out of scope."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from bench.nlu_counts import OUT_OF_SCOPE

COLUMNS = ("id", "lang", "intent", "style", "text")
RETRIEVAL = "faq/"
"""May stand before an intent in a file of messages; our intents carry no group."""


class BadFile(Exception):
    """A file cannot be used; the message says which, where and why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and what it means."""

    text: str
    intent: str
    lang: str = ""
    style: str = ""


def read_messages(path: Path) -> list[Labelled]:
    """The rows of a table with the columns id, lang, intent, style and text, split by tabs.

    Raises BadFile.
    """
    rows = _rows(path)
    missing = [name for name in COLUMNS if name not in rows[0][1]]
    if missing:
        raise BadFile(
            f"{path.name}: no column {', '.join(missing)}. The first line has to name the columns "
            f"{', '.join(COLUMNS)}, split by tabs."
        )
    for number, row in rows:
        for name in ("intent", "text"):
            if not (row[name] or "").strip():
                raise BadFile(f"{path.name}, line {number}: '{name}' is empty.")
    return [
        Labelled(row["text"], _intent(row["intent"]), row["lang"] or "", row["style"] or "")
        for _, row in rows
    ]


def read_examples(path: Path) -> list[Labelled]:
    """The examples of a Rasa NLU file. Raises BadFile."""
    # Imported here, so that tables can be read where there is no Rasa.
    from rasa.shared.exceptions import RasaException
    from rasa.shared.nlu.training_data.loading import load_data

    _check_there(path)
    try:
        data = load_data(str(path))
    except (RasaException, ValueError) as error:
        raise BadFile(f"{path.name}: {error}") from error
    found = [
        Labelled(str(message.get("text")), str(message.get("intent")))
        for message in data.intent_examples
        if message.get("text")
    ]
    if not found:
        raise BadFile(f"{path.name}: no examples of intents in Rasa's training data format.")
    return found


def read_out_of_scope(path: Path) -> list[Labelled]:
    """Messages that nothing was trained for; whatever they are labelled, they are out of scope.

    A Rasa NLU file (.yml, .yaml, .json), a table with a column `text` (.tsv; where it has a column
    `intent`, only its `out_of_scope` rows), or else a text with one message a line. Raises BadFile.
    """
    if path.suffix in (".yml", ".yaml", ".json"):
        texts = [example.text for example in read_examples(path)]
    elif path.suffix == ".tsv":
        texts = _texts(path)
    else:
        texts = [line.strip() for line in _content(path).splitlines() if line.strip()]
    if not texts:
        raise BadFile(f"{path.name}: no messages.")
    return [Labelled(text, OUT_OF_SCOPE) for text in texts]


def _texts(path: Path) -> list[str]:
    rows = [row for _, row in _rows(path)]
    if "text" not in rows[0]:
        raise BadFile(f"{path.name}: no column text.")
    labelled = "intent" in rows[0]
    return [
        row["text"].strip()
        for row in rows
        if (row["text"] or "").strip()
        and (not labelled or _intent(row["intent"] or "") == OUT_OF_SCOPE)
    ]


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """(line number, cells by column); at least one row. Quotes are characters like others."""
    # Not splitlines(): what people paste holds separators that are no ends of lines.
    lines = _content(path).replace("\r\n", "\n").split("\n")
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = [(table.line_num, row) for row in table]
    if not rows:
        raise BadFile(f"{path.name}: no rows below the line that names the columns.")
    return rows


def _content(path: Path) -> str:
    _check_there(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} is not UTF-8 text.") from error


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise BadFile(f"{path}: no such file.")


def _intent(name: str) -> str:
    return name.strip().removeprefix(RETRIEVAL)
