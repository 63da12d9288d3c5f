"""An assistant that follows a script."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable

from handoff.core.bot import BotMessage, Reply
from handoff.core.ports import Suggestion, TurnRequest
from handoff.core.values import Button


def echo(turn: TurnRequest) -> Reply:
    """Answer with what was said."""
    return Reply(messages=(BotMessage(f"You said: {turn.text or turn.payload}"),))


class FakeAssistant:
    """Implements the port `Assistant`: a turn id runs once and is answered alike ever after.

    `script` decides the reply. `next_troubles` are raised first, one for each question, where None
    lets one question through; `down` is raised for every question and every ping while it is set.
    While `gate` is cleared, questions wait, or with `gates` those of one conversation. Agents get
    `suggestions` by message and `next_steps` by language; the messages asked about are kept in
    `suggested_for`.
    """

    def __init__(self) -> None:
        self.script: Callable[[TurnRequest], Reply] = echo
        self.next_troubles: deque[Exception | None] = deque()
        self.down: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.gates: dict[str, asyncio.Event] = {}
        self.suggestions: dict[str, tuple[Suggestion, ...]] = {}
        self.suggested_for: list[str] = []
        self.next_steps: dict[str, tuple[Button, ...]] = {}
        self.asked: list[TurnRequest] = []
        self.runs: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._replies: dict[str, Reply] = {}

    @property
    def texts(self) -> list[str]:
        """What was asked, in order."""
        return [turn.text or turn.payload or "" for turn in self.asked]

    async def reply(self, turn: TurnRequest) -> Reply:
        """Follow the script."""
        self.asked.append(turn)
        for whose in (turn.conversation_id, "all"):
            self._now[whose] += 1
            self.most_at_once[whose] = max(self.most_at_once[whose], self._now[whose])
        try:
            await self.gate.wait()
            if turn.conversation_id in self.gates:
                await self.gates[turn.conversation_id].wait()
            return self._run(turn)
        finally:
            self._now.subtract((turn.conversation_id, "all"))

    async def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """Answer what the test has put down for this message."""
        self.suggested_for.append(text)
        await self.ping()
        return self.suggestions.get(text, ())

    async def steps(self, language: str) -> tuple[Button, ...]:
        """Answer what the test has put down for this language."""
        await self.ping()
        return self.next_steps.get(language, ())

    async def ping(self) -> None:
        """Raise what is wrong."""
        await asyncio.sleep(0)
        if self.down is not None:
            raise self.down

    def _run(self, turn: TurnRequest) -> Reply:
        trouble = self.next_troubles.popleft() if self.next_troubles else None
        if trouble is not None:
            raise trouble
        if self.down is not None:
            raise self.down
        if turn.turn_id not in self._replies:
            self.runs[turn.turn_id] += 1
            self._replies[turn.turn_id] = self.script(turn)
        return self._replies[turn.turn_id]
