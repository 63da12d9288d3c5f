"""What was said earlier in the conversation, read from the tracker's events."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

Event = dict[str, Any]
DEFAULT_LANGUAGE = "en"


def turns(tracker: Tracker) -> list[list[Event]]:
    """The events of each turn, oldest first; a turn begins with its user event."""
    found: list[list[Event]] = []
    for event in tracker.events:
        if event.get("event") == "user":
            found.append([event])
        elif found:
            found[-1].append(event)
    return found


def languages(tracker: Tracker) -> list[str]:
    """The language in which each turn was answered, in the order of `turns`."""
    found: list[str] = []
    language = DEFAULT_LANGUAGE
    for event in tracker.events:
        if event.get("event") == "user":
            found.append(language)
        elif event.get("event") == "slot" and event.get("name") == "language" and event["value"]:
            language = str(event["value"])
            found[-1:] = [language] if found else []
    return found


def ran(turn: list[Event], action: str) -> bool:
    """Whether `action` ran in this turn."""
    return any(e.get("event") == "action" and e.get("name") == action for e in turn)


def handed_off(turn: list[Event]) -> bool:
    """Whether the turn passed the conversation on to a person."""
    return any("handoff" in custom(event) for event in turn)


def person_said(turn: list[Event]) -> list[str]:
    """What agents wrote between the turn before and this one, which is when the bot was told."""
    missed = (turn[0].get("metadata") or {}).get("missed") or []
    return [str(message["text"]) for message in missed if message.get("author") == "agent"]


def since_person(said: list[list[Event]]) -> list[list[Event]]:
    """The turns of `said` since a person spoke last; all of them when none has.

    What the bot asked or offered before that is over.
    """
    for place in reversed(range(len(said))):
        if person_said(said[place]):
            return said[place:]
    return said


def waits(turn: list[Event]) -> bool:
    """Whether the citizen was waiting for a person."""
    return bool((turn[0].get("metadata") or {}).get("control") == "queued")


def custom(event: Event) -> dict[str, Any]:
    """The data for the service that an event carries, empty when it carries none."""
    found = (event.get("data") or {}).get("custom")
    return found if isinstance(found, dict) else {}


def responses(turn: list[Event]) -> set[str]:
    """The names of the responses that were said in this turn."""
    named = (event.get("metadata") or {} for event in turn if event.get("event") == "bot")
    return {str(noted["utter_action"]) for noted in named if noted.get("utter_action")}


def buttons(turn: list[Event]) -> list[dict[str, str]]:
    """All buttons that were offered in this turn."""
    return [b for event in turn for b in (event.get("data") or {}).get("buttons") or []]


def answered_intent(turn: list[Event]) -> str | None:
    """The intent that was answered in this turn."""
    name = ((turn[0].get("parse_data") or {}).get("intent") or {}).get("name")
    return None if name is None else str(name)


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
