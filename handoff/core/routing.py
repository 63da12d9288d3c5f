"""Routing: what the office adds to a decision before it is written, in the same transaction.

A request for a person gets its team and priority by the rules and, outside of office hours, the
time at which people are back. Who writes again soon after an agent has closed goes back to people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    ConversationReopened,
    Event,
    HandoffRequested,
    MessagePosted,
)
from handoff.core.fold import record
from handoff.core.office import Office, Rule
from handoff.core.values import Author, Disposition


def shaped(
    state: Conversation,
    events: Sequence[Event],
    office: Office,
    at: datetime,
    reopen_within: timedelta,
) -> list[Event]:
    """Return the decision with what the office has to say to it; most have nothing."""
    result: list[Event] = []
    for event in events:
        if isinstance(event, HandoffRequested):
            event = _routed(record(state, result, at)[0], event, office, at)
        result.append(event)
        if isinstance(event, ConversationReopened) and _to_people(state, events, at, reopen_within):
            result += _back_to_people(record(state, result, at)[0], state, office, at)
    return result


def chosen(state: Conversation, rules: Sequence[Rule]) -> tuple[Rule | None, int]:
    """Return the first rule that fits and names a team, and the highest priority of all that fit.

    `state` is that of a conversation that waits.
    """
    fitting = [rule for rule in rules if _fits(rule, state)]
    team = next((rule for rule in fitting if rule.team is not None), None)
    return team, max((rule.priority for rule in fitting), default=0)


def _routed(
    state: Conversation, event: HandoffRequested, office: Office, at: datetime
) -> HandoffRequested:
    waiting, _ = record(state, [event], at)
    rule, priority = chosen(waiting, office.rules)
    team = office.team(event.team) or office.team(rule.team if rule else None)
    urgent = max(event.priority, priority)
    return replace(
        event,
        team=team.id if team else None,
        rule=rule.id if rule and team and rule.team == team.id else None,
        priority=urgent,
        brief=replace(event.brief, priority=urgent) if event.brief else None,
        opens_at=_opens_at(office, at),
    )


def _opens_at(office: Office, at: datetime) -> datetime | None:
    if office.hours is None or office.hours.is_open(at):
        return None
    return office.hours.next_opening(at)


def _fits(rule: Rule, state: Conversation) -> bool:
    topics = {state.topic, *(topic.intent for topic in state.topics[-1:])}
    return (
        (not rule.topics or not topics.isdisjoint(rule.topics))
        and (not rule.languages or state.language.split("-")[0] in rule.languages)
        and (not rule.channels or state.channel in rule.channels)
        and (not rule.reasons or state.reason in rule.reasons)
    )


def _to_people(
    state: Conversation, events: Sequence[Event], at: datetime, reopen_within: timedelta
) -> bool:
    """Whether words came soon enough after an agent's closing that they belong to it."""
    says = any(isinstance(e, MessagePosted) and e.author is Author.CITIZEN for e in events)
    asks = any(isinstance(e, HandoffRequested) for e in events)
    soon = state.closed_at is not None and at - state.closed_at <= reopen_within
    return says and soon and not asks and state.disposition is not Disposition.SPAM


def _back_to_people(
    reopened: Conversation, closed: Conversation, office: Office, at: datetime
) -> list[Event]:
    (asked,) = handoff.requested(
        reopened, reason="came_back", topic=None, priority=0, by=Author.CITIZEN
    )
    if not isinstance(asked, HandoffRequested):
        raise TypeError("a request for a person is one event")
    queued: list[Event] = [_routed(reopened, replace(asked, team=closed.team), office, at)]
    agent = closed.last_agent
    if agent is not None and agent.id in office.on_duty:
        queued.append(AgentAssigned(agent=agent))
    return queued
