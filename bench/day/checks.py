"""What the log says of the day: nobody orphaned, nobody held twice, the order kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.day.plan import SPANISH, Shift
from handoff.core.conversation import Conversation
from handoff.core.events import AgentAssigned, HandoffRequested, Recorded
from handoff.core.fold import evolve
from handoff.core.values import Control

RACE = timedelta(seconds=1.5)
"""Two desks may act on the same moment; what is closer than this is no order."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One wait: from the request or its return to the queue until somebody took it, or it ended."""

    conversation_id: str
    team: str | None
    language: str
    priority: int
    waiting_since: datetime
    entered: datetime
    left: datetime
    agent: str | None
    asked_first: frozenset[str]
    """Agents it was offered to meanwhile: nobody else is to blame for passing it by."""


def stays(log: Sequence[Recorded], conversation_id: str) -> list[Stay]:
    """Return the waits of one conversation."""
    state = Conversation(id=conversation_id)
    found: list[Stay] = []
    entered: datetime | None = None
    offered: set[str] = set()
    for entry in log:
        before, state = state, evolve(state, entry)
        if state.offered_to is not None:
            offered.add(state.offered_to.id)
        if state.control is Control.QUEUED and before.control is not Control.QUEUED:
            entered, offered = entry.at, set()
        elif before.control is Control.QUEUED and state.control is not Control.QUEUED:
            agent = entry.event.agent.id if isinstance(entry.event, AgentAssigned) else None
            found.append(_stay(before, entered or entry.at, entry.at, agent, offered))
    return found


def held_twice(log: Iterable[Recorded], conversation_id: str) -> bool:
    """Whether somebody was given it while a colleague held it who did not pass it on."""
    state = Conversation(id=conversation_id)
    for entry in log:
        event = entry.event
        if isinstance(event, AgentAssigned) and state.control is Control.AGENT and event.by is None:
            return True
        state = evolve(state, entry)
    return False


def orphans(states: Iterable[Conversation]) -> list[str]:
    """Return who was still with people when the office had gone home."""
    with_people = (Control.QUEUED, Control.AGENT)
    return [state.id for state in states if state.control in with_people]


def overtaken(all_stays: Sequence[Stay], shifts: Mapping[str, Shift]) -> list[tuple[str, str]]:
    """Return pairs (taken, left behind) in which an agent passed by who was to be served first."""
    waits = sorted(all_stays, key=lambda stay: stay.entered)
    found = []
    for taken in waits:
        shift = shifts.get(taken.agent or "")
        if shift is None:
            continue
        for other in waits:
            if other.entered >= taken.left - RACE:
                break
            if _was_first(other, taken, shift):
                found.append((taken.conversation_id, other.conversation_id))
                break
    return found


def _was_first(other: Stay, taken: Stay, shift: Shift) -> bool:
    waited_on = other.left > taken.left + RACE
    return (
        waited_on
        and other.conversation_id != taken.conversation_id
        and _fits(shift, other)
        and not other.asked_first
        # Who is offered a team's work is not asked about the rest of the queue.
        and (not taken.asked_first or other.team == taken.team)
        and (-other.priority, other.waiting_since) < (-taken.priority, taken.waiting_since)
    )


def _fits(shift: Shift, stay: Stay) -> bool:
    of_team = stay.team is None or stay.team == shift.team
    return of_team and (stay.language != "es" or shift.team == SPANISH)


def _stay(
    state: Conversation, entered: datetime, left: datetime, agent: str | None, offered: set[str]
) -> Stay:
    return Stay(
        state.id,
        state.team,
        state.language,
        state.priority,
        state.waiting_since or entered,
        entered,
        left,
        agent,
        frozenset(offered),
    )


def asked_for_person(log: Iterable[Recorded]) -> bool:
    """Whether people were asked for at all."""
    return any(isinstance(entry.event, HandoffRequested) for entry in log)
