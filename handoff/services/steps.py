"""Where the bot may be told to go on: only what the assistant itself offers to agents."""

from __future__ import annotations

import json
from collections.abc import Iterable

from handoff.core.errors import AssistantAway, AssistantFailed, AssistantUnavailable, UnknownStep
from handoff.core.ports import Adviser
from handoff.core.text import checked
from handoff.core.values import Button

MOST_TITLE = 200
MOST_PAYLOAD = 1000
"""Characters."""


class Steps:
    """Checks a step that a desk sends: payloads are commands to the bot and never just believed."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    async def chosen(self, title: str, payload: str, language: str) -> Button:
        """Return the step, when the assistant offers it in this language.

        Raises:
            UnknownStep: it does not.
            AssistantAway: it cannot be asked now.
            InvalidText, EmptyText: the title is no text.
        """
        if len(title) > MOST_TITLE or len(payload) > MOST_PAYLOAD:
            raise UnknownStep
        try:
            offered = await self._adviser.steps(language)
        except (AssistantUnavailable, AssistantFailed) as away:
            raise AssistantAway from away
        if not _is_among(payload, (step.payload for step in offered)):
            raise UnknownStep
        return Button(checked(title), payload)


def _is_among(payload: str, offered: Iterable[str]) -> bool:
    """Whether it is offered as it is, or with facts after it, as in `/intent{"slot": "value"}`."""
    return any(
        payload == each or (payload.startswith(each + "{") and _are_facts(payload[len(each) :]))
        for each in offered
    )


def _are_facts(text: str) -> bool:
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(facts, dict) and all(isinstance(value, str) for value in facts.values())
