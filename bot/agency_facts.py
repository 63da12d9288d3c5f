"""Facts about the agency (data/agency.yml) and filling them into texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.yaml_file import ContentError, read_yaml

PLACEHOLDER = re.compile(r"\{(agency\.[a-z_.]+)\}")

Facts = dict[str, dict[str, str]]


def load_agency(path: Path) -> tuple[list[str], Facts]:
    """Read the languages (default first) and, for each, the facts as `agency.ebt.phone`.

    A fact with one line per language is worded in each; any other is the same in all of them.
    Raises ContentError when the file is malformed or a wording is missing.
    """
    document = read_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("agency"), dict):
        raise ContentError(f"{path.name}: expected facts under the key 'agency'")
    languages = document.get("languages")
    if not isinstance(languages, list) or not languages:
        raise ContentError(f"{path.name}: expected a list under the key 'languages'")
    codes = [str(code) for code in languages]
    return codes, {code: _facts(document["agency"], code, codes, path.name) for code in codes}


def fill(text: str, facts: dict[str, str], where: str) -> str:
    """Replace every `{agency.*}` in `text`. Raises ContentError for a fact that is not there."""

    def fact(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in facts:
            raise ContentError(f"{where} uses {{{name}}}, which is not in agency.yml")
        return facts[name]

    return PLACEHOLDER.sub(fact, text)


def _facts(agency: dict[str, Any], code: str, codes: list[str], source: str) -> dict[str, str]:
    flat: dict[str, str] = {}

    def add(prefix: str, facts: dict[str, Any]) -> None:
        for key, value in facts.items():
            name = f"{prefix}.{key}"
            if isinstance(value, dict) and set(value) & set(codes):
                if code not in value:
                    raise ContentError(f"{source}: {name} has no '{code}' line")
                flat[name] = str(value[code])
            elif isinstance(value, dict):
                add(name, value)
            else:
                flat[name] = str(value)

    add("agency", agency)
    return flat
