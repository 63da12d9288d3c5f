"""A channel that keeps what is sent on it."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from handoff.core.channel import Call, Caps, Download, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.errors import FileGone

CAPS = Caps(text_max=4000, inline_buttons=8, inline_title=40, quick_replies=0, quick_title=0)
PART = "\n--\n"
"""What stands between the parts of a message that is to become several calls."""

type Trouble = Exception | None


class FakeChannel:
    """Implements the port `Channel`. Every call that is taken is kept in `sent`, doubles too.

    `next_troubles` are raised first, whoever the call is for, then those in `troubles` of its
    conversation; None lets one call through. `taken_unseen` are raised after the call was taken:
    a time-out whose message arrived. `gates` hold back the calls of one conversation.
    """

    def __init__(self, name: str = "telegram", caps: Caps = CAPS) -> None:
        self._name = name
        self.caps_now = caps
        self.sent: list[tuple[str, str]] = []
        self.messages: list[Outgoing] = []
        self.next_troubles: deque[Trouble] = deque()
        self.troubles: dict[str, deque[Trouble]] = {}
        self.taken_unseen: deque[Trouble] = deque()
        self.down: Exception | None = None
        self.gates: dict[str, asyncio.Event] = {}
        self.typing: list[str] = []
        self.files: dict[str, bytes] = {}
        self.calls = 0
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """The name conversations carry."""
        return self._name

    @property
    def caps(self) -> Caps:
        """What it allows; tests set `caps_now`."""
        return self.caps_now

    def can(self, **changes: object) -> None:
        """Change what it allows."""
        self.caps_now = replace(self.caps_now, **changes)  # type: ignore[arg-type]  # fields of Caps

    def texts(self, conversation_id: str) -> list[str]:
        """Return what was sent to a conversation, in order."""
        return [text for mark, text in self.sent if mark.split(":")[0] == conversation_id]

    def seqs(self, conversation_id: str) -> list[int]:
        """Return the seqs of what was sent to a conversation, in order."""
        marks = [mark.split(":") for mark, _ in self.sent]
        return [int(seq) for sent_to, seq, _ in marks if sent_to == conversation_id]

    def render(self, state: Conversation, message: Outgoing) -> Sequence[Call]:
        """Return a call for each part."""
        self.messages.append(message)
        return [Call("say", {"text": text}) for text in message.says.split(PART)]

    async def send(self, call: Call, mark: str) -> None:
        """Keep the call, or raise the next trouble."""
        self.calls += 1
        conversation_id = mark.split(":")[0]
        for whose in (conversation_id, "all"):
            self._now[whose] += 1
            self.most_at_once[whose] = max(self.most_at_once[whose], self._now[whose])
        try:
            await asyncio.sleep(0)
            if conversation_id in self.gates:
                await self.gates[conversation_id].wait()
            self._raise_next(self.next_troubles)
            self._raise_next(self.troubles.get(conversation_id))
            if self.down is not None:
                raise self.down
            self.sent.append((mark, str(call.body["text"])))
            self._raise_next(self.taken_unseen)
        finally:
            self._now.subtract((conversation_id, "all"))

    async def show_typing(self, state: Conversation) -> None:
        """Keep who was shown it."""
        self.typing.append(state.id)
        await asyncio.sleep(0)

    @asynccontextmanager
    async def fetch(self, ref: str) -> AsyncIterator[Download]:
        """Fetch a file of `files`."""
        if ref not in self.files:
            raise FileGone
        data = self.files[ref]

        async def chunks() -> AsyncIterator[bytes]:
            yield data

        yield Download(chunks(), size=len(data))

    async def ping(self) -> None:
        """Raise what is wrong."""
        await asyncio.sleep(0)
        if self.down is not None:
            raise self.down

    @staticmethod
    def _raise_next(troubles: deque[Trouble] | None) -> None:
        trouble = troubles.popleft() if troubles else None
        if trouble is not None:
            raise trouble
