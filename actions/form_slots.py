"""Names of the status form in domain.yml, and of its slots that only actions use."""

from __future__ import annotations

FORM = "application_status_form"
FAILURES = "internal_form_failures"
# True while number and date are those of a lookup that found nothing.
NOT_FOUND = "internal_not_found"
# The door of this conversation, see actions/door.py.
DOOR = "internal_door"
REQUESTED = "requested_slot"
# What the last lookup that found something told; for the brief. Named case_* as domain.yml says.
STATE, PROGRAMME, DUE = "case_state", "case_programme", "case_due"
CASE_SLOTS = (STATE, PROGRAMME, DUE)
