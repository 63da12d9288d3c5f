"""Facts about the agency (data/agency.yml) and filling them into texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.yaml_file import ContentError, read_yaml

PLACEHOLDER = re.compile(r"\{(agency\.[a-z_.]+)\}")


def load_agency(path: Path) -> tuple[list[str], dict[str, str]]:
    """Read the languages (default first) and the facts, flattened to `agency.ebt.phone`."""
    document = read_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("agency"), dict):
        raise ContentError(f"{path.name}: expected facts under the key 'agency'")
    languages = document.get("languages")
    if not isinstance(languages, list) or not languages:
        raise ContentError(f"{path.name}: expected a list under the key 'languages'")
    codes = [str(code) for code in languages]
    return codes, dict(_flatten("agency", document["agency"], codes))


def fill(text: str, facts: dict[str, str], where: str) -> str:
    """Replace every `{agency.*}` in `text`. Raises ContentError for a fact that is not there."""

    def fact(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in facts:
            raise ContentError(f"{where} uses {{{name}}}, which is not in agency.yml")
        return facts[name]

    return PLACEHOLDER.sub(fact, text)


def _flatten(prefix: str, facts: dict[str, Any], codes: list[str]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in facts.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict) and set(value) <= set(codes):
            value = value[codes[0]]
        flat += _flatten(name, value, codes) if isinstance(value, dict) else [(name, str(value))]
    return flat
