"""What Rasa's own files under data/ and domain.yml say of intents, read without Rasa.

Rasa needs seconds to be imported; content staff should not have to wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.problems import Problem, Report
from bot.yaml_file import ContentError, read_yaml

ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Example:
    """One sentence of the training data, where it stands, and in which language."""

    text: str
    intent: str
    source: str
    language: str


def read_examples(folder: Path, languages: list[str], report: Report) -> list[Example]:
    """The examples of every `<topic>.<language>.yml` in `folder`."""
    examples = []
    for path in sorted(folder.glob("*.yml")):
        source = f"{folder.name}/{path.name}"
        language = path.stem.rpartition(".")[2]
        if language not in languages:
            named = " or ".join(f"{path.stem.partition('.')[0]}.{code}.yml" for code in languages)
            report(Problem(source, f"the name does not say the language. Call it {named}."))
            language = languages[0]
        for block in _list(path, "nlu", report):
            intent = block.get("intent") if isinstance(block, dict) else None
            if intent:
                lines = str(block.get("examples") or "").splitlines()
                texts = [line.strip().removeprefix("- ").strip() for line in lines if line.strip()]
                examples += [
                    Example(ENTITY.sub(r"\1", text), str(intent), source, language)
                    for text in texts
                ]
    return examples


def intents_of_rules(folder: Path, report: Report) -> dict[str, str]:
    """The intents that some rule answers, and the file of one of these rules."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for rule in _list(path, "rules", report):
            for step in rule.get("steps") or [] if isinstance(rule, dict) else []:
                for intent in _intents(step):
                    found.setdefault(intent, f"{folder.name}/{path.name}")
    return found


def intents_of_domain(path: Path, report: Report) -> set[str]:
    """The intents that domain.yml names."""
    intents = _list(path, "intents", report)
    return {str(next(iter(i)) if isinstance(i, dict) else i) for i in intents}


def _intents(step: Any) -> Iterator[str]:
    if isinstance(step, dict):
        if isinstance(step.get("intent"), str):
            yield step["intent"]
        for choice in step.get("or") or []:
            yield from _intents(choice)


def _list(path: Path, key: str, report: Report) -> list[Any]:
    source = path.name if path.name == "domain.yml" else f"{path.parent.name}/{path.name}"
    try:
        document = read_yaml(path)
    except ContentError as error:
        report(Problem(source, str(error)))
        return []
    found = document.get(key) if isinstance(document, dict) else None
    if not isinstance(found, list):
        report(Problem(source, f"expected a list under the key '{key}'"))
        return []
    return found
