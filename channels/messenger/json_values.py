"""Reads values out of JSON that may be anything."""

from __future__ import annotations

import hashlib
import json
from typing import Any

MAX_KEY = 200
"""Longest id that is kept as it is; Meta's are about 100 characters."""

EARLIEST_MS, LATEST_MS = 0, 4_102_444_800_000
"""Times outside of 1970 to 2100 are no times."""


def object_in(value: object, name: str) -> dict[str, Any]:
    """Return the object under a name, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def list_in(value: object, name: str) -> list[Any]:
    """Return the list under a name, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def text_in(value: object, name: str) -> str:
    """Return the text under a name, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def id_in(value: object, name: str) -> str:
    """Return the id under a name, which may be written as a number, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        # Nothing longer is an id, and Python refuses to write out numbers without end.
        return str(found) if abs(found) < 10**30 else ""
    return found if isinstance(found, str) and len(found) <= MAX_KEY else ""


def time_in(value: object, name: str) -> int | None:
    """Return the time under a name, in milliseconds since 1970."""
    found = value.get(name) if isinstance(value, dict) else None
    if isinstance(found, int) and not isinstance(found, bool) and EARLIEST_MS < found < LATEST_MS:
        return found
    return None


def key_of(platform_id: str, value: object) -> str:
    """Return what names an event: its id on the platform, else a hash of all it holds.

    An event that is delivered again has the same time in it, so its hash is the same.
    """
    if 0 < len(platform_id) <= MAX_KEY:
        return platform_id
    return "hash:" + hashlib.sha256(written(value)).hexdigest()[:40]


def written(value: object) -> bytes:
    """Return a value as JSON, always in the same way. Raises `RecursionError`, `ValueError`."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
