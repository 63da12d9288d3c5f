"""Conversations as the contract suites need them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from handoff.adapters.sql_log import SqlLog
from handoff.core import citizen, handoff
from handoff.core.conversation import Conversation
from handoff.core.events import Event
from handoff.core.ports import Appended, Decide
from handoff.core.values import AgentRef, Author, Button
from tests.contract.conftest import NOON

MARI = AgentRef("agent-mari", "Mari")
JUAN = AgentRef("agent-juan", "Juan")
BUTTONS = (Button("Where is my application?", "/application_status"), Button("A person", "/person"))

_numbers = itertools.count(1)


async def opened(
    log: SqlLog,
    *,
    channel: str = "web",
    at: datetime = NOON,
    address: str | None = None,
    name: str | None = None,
) -> str:
    """Open a conversation (events 1 and 2) and return its id."""
    conversation_id = f"c{next(_numbers)}"
    events = citizen.started(
        channel, "en", "Hello, I am a bot.", BUTTONS, address=address, name=name
    )
    await log.start(conversation_id, f"hash of {conversation_id}", events, at)
    return conversation_id


def says(text: str) -> Decide:
    """The decision of a citizen who writes."""
    return partial(citizen.said, text=text)


def asks_for_person(priority: int = 0) -> Decide:
    """The decision that puts a conversation into the queue."""

    def decide(state: Conversation) -> Sequence[Event]:
        return handoff.requested(
            state, reason="asked", topic=None, priority=priority, by=Author.CITIZEN
        )

    return decide


def takes(agent: AgentRef) -> Decide:
    """The decision of an agent who takes it."""
    return partial(handoff.accept, agent=agent)


async def queued(log: SqlLog, minute: int, priority: int = 0) -> str:
    """Open a conversation and let it wait for a person since `minute` past noon."""
    conversation_id = await opened(log)
    at = NOON + timedelta(minutes=minute)
    await log.append(conversation_id, asks_for_person(priority), at=at)
    return conversation_id


async def say(log: SqlLog, conversation_id: str, text: str, key: str | None = None) -> Appended:
    """Append what a citizen writes at noon."""
    return await log.append(conversation_id, says(text), at=NOON, key=key)
