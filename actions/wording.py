"""Titles and short phrases from data/, in the language of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content import Content, load_content
from bot.yaml_file import ContentError, read_yaml

DATA = Path(__file__).resolve().parent.parent / "data"


class Wording:
    """What actions say besides whole responses."""

    def __init__(self, content: Content, phrases: Mapping[str, Mapping[str, Any]]) -> None:
        """`phrases`: {kind: {name: {language: text}}}."""
        self._content = content
        self._phrases = phrases

    def title(self, intent: str, language: str) -> str | None:
        """The topic's name for a button, None when it is not to be offered."""
        return self._content.title(intent, language)

    def phrase(self, kind: str, name: str, language: str) -> str:
        """A phrase in `language`, else in the default one. Raises KeyError if it does not exist."""
        texts = self._phrases[kind][name]
        return str(texts.get(language) or texts[self._content.languages[0]])


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The wording of this checkout, read once per process. Raises ContentError."""
    document = read_yaml(DATA / "phrases.yml")
    if not isinstance(document, dict) or not isinstance(document.get("phrases"), dict):
        raise ContentError("phrases.yml: expected texts under the key 'phrases'")
    return Wording(load_content(DATA), document["phrases"])
