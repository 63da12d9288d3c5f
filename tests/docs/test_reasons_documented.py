"""Every reason for which a person is called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import yaml

from tests.docs import pages, sources


def of_service() -> set[str]:
    """What the service itself gives as a reason."""
    named = (k for call in sources.calls("requested", "handoff") for k in call.keywords)
    values = (k.value for k in named if k.arg == "reason")
    return {str(v.value) for v in values if isinstance(v, ast.Constant)}


def of_assistant() -> Iterator[str]:
    """What the assistant's responses give as a reason."""
    for file in sorted((pages.ROOT / "data" / "responses").glob("*.yml")):
        texts: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))["texts"]
        for wordings in texts.values():
            for wording in wordings.values():
                handoff = wording.get("custom", {}).get("handoff")
                if handoff:
                    yield handoff["reason"]


def test_every_reason_is_documented() -> None:
    rows = pages.table(pages.read("docs/http-api.md"), "Reasons")
    assert pages.first_spans(rows) == of_service() | set(of_assistant())
