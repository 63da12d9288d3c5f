"""Names of the status form's slots in domain.yml that only actions use."""

from __future__ import annotations

FAILURES = "internal_form_failures"
# True while number and date are those of a lookup that found nothing.
NOT_FOUND = "internal_not_found"
# The door of this conversation, see actions/door.py.
DOOR = "internal_door"
REQUESTED = "requested_slot"
