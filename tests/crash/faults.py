"""The points between the steps of a message where a life can end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import Connection, Engine, event

from handoff.core.bot import Reply
from handoff.core.channel import Call, Caps, Channel, Download, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.ports import Assistant, Subscription, TurnRequest, Wakeups

IN_TRANSACTION = "events are inserted, the row is not updated yet"
AT_COMMIT = "all is written, nothing is committed"
COMMITTED = "committed, no hint yet"
HINTED = "hinted, nobody is answered yet"
TURN_STARTS = "the assistant is not asked yet"
TURN_RUNS = "the assistant is at work"
ANSWERED = "the assistant has answered, nothing is kept of it yet"
DELIVERING = "a message is about to be sent on a channel"
DELIVERED = "the channel has the message, nothing says so"

ALL = (
    *(IN_TRANSACTION, AT_COMMIT, COMMITTED, HINTED),
    *(TURN_STARTS, TURN_RUNS, ANSWERED, DELIVERING, DELIVERED),
)


class Fault:
    """Kills this very process the `nth` time that `point` is reached."""

    def __init__(self, point: str, nth: int) -> None:
        self._point = point
        self._left = nth
        self._lock = threading.Lock()

    def reach(self, point: str) -> None:
        """Say that the process is at `point`."""
        if point != self._point:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
                threading.Event().wait()


def watch_transactions(fault: Fault) -> None:
    """Make the two points inside a transaction, whatever the database."""

    def before_statement(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO events"):
            connection.info["wrote"] = True
        if statement.startswith("UPDATE conversations") and connection.info.get("wrote"):
            fault.reach(IN_TRANSACTION)

    def before_commit(connection: Connection) -> None:
        if connection.info.pop("wrote", False):
            fault.reach(AT_COMMIT)

    event.listen(Engine, "before_cursor_execute", before_statement)
    event.listen(Engine, "commit", before_commit)


class FaultyWakeups:
    """A carrier of hints between two points."""

    def __init__(self, carrier: Wakeups, fault: Fault) -> None:
        self._carrier = carrier
        self._fault = fault

    async def publish(self, conversation_id: str) -> None:
        self._fault.reach(COMMITTED)
        await self._carrier.publish(conversation_id)
        self._fault.reach(HINTED)

    def subscribe(self, conversation_id: str | None) -> AbstractAsyncContextManager[Subscription]:
        return self._carrier.subscribe(conversation_id)

    async def ping(self) -> None:
        await self._carrier.ping()


class FaultyAssistant:
    """An assistant between two points."""

    def __init__(self, assistant: Assistant, fault: Fault) -> None:
        self._assistant = assistant
        self._fault = fault

    async def reply(self, turn: TurnRequest) -> Reply:
        self._fault.reach(TURN_STARTS)
        reply = await self._assistant.reply(turn)
        self._fault.reach(ANSWERED)
        return reply

    async def ping(self) -> None:
        await self._assistant.ping()


class FaultyChannel:
    """A channel between two points."""

    def __init__(self, channel: Channel, fault: Fault) -> None:
        self._channel = channel
        self._fault = fault

    @property
    def name(self) -> str:
        return self._channel.name

    @property
    def caps(self) -> Caps:
        return self._channel.caps

    def render(self, state: Conversation, message: Outgoing) -> Sequence[Call]:
        return self._channel.render(state, message)

    async def send(self, call: Call, mark: str) -> None:
        self._fault.reach(DELIVERING)
        await self._channel.send(call, mark)
        self._fault.reach(DELIVERED)

    async def show_typing(self, state: Conversation) -> None:
        await self._channel.show_typing(state)

    def fetch(self, ref: str) -> AbstractAsyncContextManager[Download]:
        return self._channel.fetch(ref)

    async def ping(self) -> None:
        await self._channel.ping()
