"""What happened while a person had the conversation, told to the tracker with the next turn.

It goes in once with the turn it was told with, behind the citizen's message and before anything is
predicted: what was said as data of that message, so that it neither counts as turns nor is
answered; what agents corrected as slots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.slots import LANGUAGE, REQUESTED, is_shown
from bot.turn import AGENT, CITIZEN, Turn

Values = Mapping[str, Any]


class Forms(Protocol):
    """How forms read their slots; the actions know it."""

    def corrected(self, name: str, text: str, language: str, today: date) -> Values:
        """The slots to set when an agent writes `text` as the value of `name`; None empties one."""
        ...

    def overheard(self, texts: Sequence[str], slots: Values, today: date) -> Values:
        """The slots that what the citizen told a person fills, oldest text first."""
        ...


def metadata_of(turn: Turn) -> dict[str, Any]:
    """What the citizen's message remembers of the time before it."""
    said = [{"author": message.author, "text": message.text} for message in turn.missed]
    return {"control": turn.control} | ({"missed": said} if said else {})


def catch_up(
    tracker: DialogueStateTracker, turn: Turn, domain: Domain, forms: Forms, today: date
) -> list[Event]:
    """The events by which `tracker` catches up with what `turn` tells.

    A form ends where a person has spoken since: its question is long ago, and the step that the
    agent chose starts it again with what is known. Names that the domain does not know, and those
    of the machinery, are left out.
    """
    events: list[Event] = []
    if tracker.active_loop_name and any(m.author == AGENT for m in turn.missed):
        events += [ActiveLoop(None), SlotSet(REQUESTED, None)]
    known = {slot.name for slot in domain.slots}
    language = str(tracker.get_slot(LANGUAGE) or "")
    told = [message.text for message in turn.missed if message.author == CITIZEN]
    slots = dict(forms.overheard(told, tracker.current_slot_values(), today))
    for name, text in turn.slots.items():
        if name in known and is_shown(name):
            slots.update(forms.corrected(name, text, language, today))
    return events + [SlotSet(name, value) for name, value in slots.items() if name in known]
