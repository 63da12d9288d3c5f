"""What a citizen who waits is told: why, the place in line, how long, and how to stop waiting."""

from __future__ import annotations

from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import AgentReleased, HandoffRequested
from handoff.core.handoff import OUTSIDE
from handoff.core.values import LEAVE_QUEUE, Button
from handoff.core.waits import Forecast
from handoff.services.control_texts import control_text
from handoff.services.opening_words import opening_words
from handoff.services.wait_words import wait_words

Queued = HandoffRequested | AgentReleased
"""Events after which a citizen waits for a person."""

CAME_BACK = "came_back"
"""Reason of `HandoffRequested`: it was closed a moment ago."""

_LOST: dict[str, str] = {
    "transfer": "transfer",
    "agent_lost": "interrupted",
    "no_answer": "no_answer",
    "signed_out": "left",
    "shift_ended": "left",
    "account_disabled": "left",
}
"""Sentences for the reasons of `AgentReleased`; of others nothing is told but that one waits."""


def queue_speech(
    language: str, event: Queued, forecast: Forecast | None, local_now: datetime
) -> str:
    """Return the words for a citizen who waits from now on, or again.

    `local_now` is on the agency's clock. Without a forecast nothing is told of place and time.
    """
    told = [*_why(language, event), *_when(language, event, forecast, local_now)]
    return " ".join([*told, control_text("stay", language)])


def news_speech(language: str, forecast: Forecast) -> str:
    """Return the words for a wait that has become much longer or shorter."""
    words = wait_words(forecast.wait, language)
    return f"{control_text('news', language)} {_place(language, forecast.position)} {words}"


def leaving(state: Conversation) -> tuple[Button, ...]:
    """Return the button with which one stops waiting."""
    return (Button(control_text("leave", state.language), LEAVE_QUEUE),)


def _why(language: str, event: Queued) -> list[str]:
    if isinstance(event, HandoffRequested):
        return [control_text("back", language)] if event.reason == CAME_BACK else []
    lost = _LOST.get(event.reason)
    if lost is None or event.agent.id.startswith(OUTSIDE):
        return []
    return [control_text(lost, language, name=event.agent.name), control_text("kept", language)]


def _when(
    language: str, event: Queued, forecast: Forecast | None, local_now: datetime
) -> list[str]:
    opens_at = forecast.opens_at if forecast is not None else None
    if opens_at is not None and opens_at > local_now:
        opening = opening_words(opens_at.astimezone(local_now.tzinfo), local_now, language)
        return [control_text("away", language, opening=opening)]
    if forecast is None:
        again = isinstance(event, AgentReleased)
        return [control_text("looking_again" if again else "looking", language)]
    return [_place(language, forecast.position), wait_words(forecast.wait, language)]


def _place(language: str, place: int) -> str:
    return control_text("next" if place == 1 else "place", language, place=place)
