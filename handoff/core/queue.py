"""The queue: conversations that wait for a person, most urgent first, then longest waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.core.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as a list shows it; `need` is the citizen's own words, or empty."""

    conversation: Conversation
    need: str


def order(state: Conversation) -> tuple[int, datetime, str]:
    """Sort key of a waiting conversation: priority, then `waiting_since`, then id as tie-break.

    Raises:
        ValueError: the conversation does not wait.
    """
    if state.waiting_since is None:
        raise ValueError(f"conversation {state.id} does not wait")
    return (-state.priority, state.waiting_since, state.id)
