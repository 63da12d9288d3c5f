"""The order of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.core import queue
from handoff.core.conversation import Conversation
from handoff.core.events import HandoffRequested
from handoff.core.values import Author
from tests.core.story import QUEUED, RELEASED, TAKEN, asks, given, minute


def waiting(name: str, priority: int, since: int) -> Conversation:
    state = given(HandoffRequested("asked", None, priority, Author.CITIZEN))
    return replace(state, id=name, waiting_since=minute(since))


def test_most_urgent_first_then_longest_waiting_then_by_id() -> None:
    served = [
        waiting("urgent-late", 10, 9),
        waiting("high", 5, 8),
        waiting("old", 0, 1),
        waiting("twin-a", 0, 2),
        waiting("twin-b", 0, 2),
    ]
    arrived = [served[place] for place in (3, 0, 4, 1, 2)]
    assert sorted(arrived, key=queue.order) == served


def test_who_comes_back_from_an_agent_keeps_the_place() -> None:
    came_first = given(asks(), QUEUED, TAKEN, RELEASED)
    came_second = replace(came_first, id="x", waiting_since=minute(4) + timedelta(seconds=1))
    assert sorted([came_second, came_first], key=queue.order) == [came_first, came_second]


def test_a_conversation_that_does_not_wait_has_no_place() -> None:
    with pytest.raises(ValueError, match="does not wait"):
        queue.order(given(asks()))
