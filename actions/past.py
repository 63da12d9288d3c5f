"""What was said earlier in the conversation, read from the tracker's events."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

Event = dict[str, Any]


def turns(tracker: Tracker) -> list[list[Event]]:
    """The events of each turn, oldest first; a turn begins with its user event."""
    found: list[list[Event]] = []
    for event in tracker.events:
        if event.get("event") == "user":
            found.append([event])
        elif found:
            found[-1].append(event)
    return found


def ran(turn: list[Event], action: str) -> bool:
    """Whether `action` ran in this turn."""
    return any(e.get("event") == "action" and e.get("name") == action for e in turn)


def handed_off(turn: list[Event]) -> bool:
    """Whether the turn passed the conversation on to a person."""
    return any("handoff" in ((e.get("data") or {}).get("custom") or {}) for e in turn)


def guesses(user: Event, at_least: float) -> list[str]:
    """The intents the classifier thought of, likeliest first, without the fallback's own.

    `at_least`: the confidence below which a guess is not worth offering.
    """
    ranking = (user.get("parse_data") or {}).get("intent_ranking") or []
    return [
        place["name"]
        for place in ranking
        if place.get("name") != "nlu_fallback" and float(place["confidence"]) >= at_least
    ]
