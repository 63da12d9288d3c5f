"""The answer to one turn, read from the tracker.

It is built from recorded events only, so the first answer and a repeated one are the same by
construction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.processor import TurnFailed
from bot.slots import LANGUAGE, REQUESTED, is_looked_up, is_shown

TURN_ID = "turn_id"
TOP_INTENTS = 5

Json = dict[str, Any]


def find_turn(tracker: DialogueStateTracker, turn_id: str) -> tuple[int, int] | None:
    """Where in `tracker.events` the turn stands: index of its user event, index after its end."""
    start: int | None = None
    for index, event in enumerate(tracker.events):
        if start is not None and isinstance(event, (UserUttered, SessionStarted)):
            return start, index
        if isinstance(event, UserUttered) and (event.metadata or {}).get(TURN_ID) == turn_id:
            start = index
    return None if start is None else (start, len(tracker.events))


def highest_seq(tracker: DialogueStateTracker) -> int:
    """The highest turn number in the tracker's events, 0 when there is none."""
    numbers = [
        str((event.metadata or {}).get(TURN_ID, "")).rpartition(":")[2]
        for event in tracker.events
        if isinstance(event, UserUttered)
    ]
    return max((int(n) for n in numbers if n.isdigit()), default=0)


def build_reply(
    tracker: DialogueStateTracker, turn_id: str, domain: Domain, topics: frozenset[str]
) -> Json:
    """The reply of the recorded turn `turn_id`; shape: bot/README.md.

    `topics` are the intents that name what a citizen wants (no small talk). Raises TurnFailed when
    the turn said nothing and handed nothing over.
    """
    place = find_turn(tracker, turn_id)
    if place is None:
        raise TurnFailed("the turn was not recorded")
    start, end = place
    events = list(tracker.events)
    said = [event for event in events[start:end] if isinstance(event, BotUttered)]
    then = _tracker_at(tracker, events[:end], domain)
    handoff = _handoff(said, events[: start + 1], topics)
    messages = [_message(event) for event in said if event.text]
    slots = _slots(then)
    if not messages and handoff is None:
        raise TurnFailed("the turn gave no reply")
    return {
        "turn_id": turn_id,
        "messages": messages,
        "handoff": handoff,
        "intents": _intents(events[start]),
        "slots": slots,
        "looked_up": sorted(filter(is_looked_up, slots)),
        "lookups": [c["lookup"] for c in map(_custom, said) if "lookup" in c],
        "form": _form(then),
        "language": then.get_slot(LANGUAGE) or "en",
    }


def _tracker_at(
    tracker: DialogueStateTracker, events: list[Event], domain: Domain
) -> DialogueStateTracker:
    if len(events) == len(tracker.events):
        return tracker
    return DialogueStateTracker.from_events(tracker.sender_id, events, domain.slots, domain=domain)


def _message(event: BotUttered) -> Json:
    buttons = (event.data or {}).get("buttons") or []
    return {
        "text": event.text,
        "buttons": [{"title": b["title"], "payload": b["payload"]} for b in buttons],
    }


def _custom(event: BotUttered) -> Json:
    custom = (event.data or {}).get("custom")
    return custom if isinstance(custom, dict) else {}


def _handoff(
    said: Iterable[BotUttered], before: list[Event], topics: frozenset[str]
) -> Json | None:
    asked = [c["handoff"] for c in map(_custom, said) if "handoff" in c]
    if not asked:
        return None
    handoff = asked[-1]
    return {
        "reason": str(handoff["reason"]),
        "priority": int(handoff.get("priority", 0)),
        "topic": handoff.get("topic") or _last_topic(before, topics),
    }


def _last_topic(events: list[Event], topics: frozenset[str]) -> str | None:
    for event in reversed(events):
        if isinstance(event, UserUttered) and event.intent_name in topics:
            return str(event.intent_name)
    return None


def _intents(user: Event) -> list[Json]:
    # Rasa's own order: likeliest first, with nlu_fallback in front when nothing was sure enough.
    ranking = (user.parse_data or {}).get("intent_ranking") or [user.intent]
    named = [entry for entry in ranking if entry.get("name")]
    return [
        {"name": entry["name"], "confidence": round(float(entry.get("confidence", 0.0)), 4)}
        for entry in named[:TOP_INTENTS]
    ]


def _slots(tracker: DialogueStateTracker) -> Json:
    return {
        name: value
        for name, value in tracker.current_slot_values().items()
        if value not in (None, "", []) and is_shown(name)
    }


def _form(tracker: DialogueStateTracker) -> Json | None:
    if tracker.active_loop_name is None:
        return None
    return {
        "name": tracker.active_loop_name,
        "requested_slot": tracker.get_slot(REQUESTED),
    }
