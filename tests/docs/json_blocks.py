"""The JSON examples of a page."""

from __future__ import annotations

import json
from typing import Any

from tests.docs import pages


def json_blocks(text: str) -> list[Any]:
    """Every JSON block, decoded. Raises ValueError for one that is no JSON."""
    return [json.loads(block) for block in pages.blocks(text, "json")]
