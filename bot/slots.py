"""Which slots are the machinery's, which are shown to people, and which were looked up.

All by name, so that a new form needs no entry anywhere: see the comments in domain.yml.
"""

from __future__ import annotations

LANGUAGE = "language"
REQUESTED = "requested_slot"
HIDDEN = frozenset({REQUESTED, "session_started_metadata", LANGUAGE})
HIDDEN_PREFIX = "internal_"
LOOKED_UP_PREFIX = "case_"


def is_shown(name: str) -> bool:
    """Whether people see the slot, and agents may correct it."""
    return name not in HIDDEN and not name.startswith(HIDDEN_PREFIX)


def is_looked_up(name: str) -> bool:
    """Whether the slot's value comes from a system of the agency instead of from the citizen."""
    return name.startswith(LOOKED_UP_PREFIX)
