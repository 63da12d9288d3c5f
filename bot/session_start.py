"""The start of a session: what is carried over are the slots' values.

Why the stock action is not enough: it copies every event that ever set a slot, and the copies are
copied again at the next start, so that each session of a long conversation begins with more.
"""

from __future__ import annotations

from rasa.core.actions.action import ActionSessionStart
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


class SessionStart(ActionSessionStart):
    """Carries over one event for each slot that has another value than at the beginning."""

    @staticmethod
    def _slot_set_events_from_tracker(tracker: DialogueStateTracker) -> list[SlotSet]:
        return [
            SlotSet(name, slot.value)
            for name, slot in tracker.slots.items()
            if slot.value != slot.initial_value and name != SESSION_START_METADATA_SLOT
        ]
