"""Attachments: fetches the files that came with messages, which the log says are owed.

A file that is owed stands in `Conversation.unfetched`, so a crash loses none: the sweeper starts
again what was lost. Agents see a file through the service, never by the platform's link.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from handoff.core.channel import Channel, Download, Files
from handoff.core.conversation import Conversation
from handoff.core.errors import (
    DeliveryDelayed,
    FileGone,
    FileTooLarge,
    Unavailable,
    UnknownConversation,
    UnknownFile,
)
from handoff.core.events import AttachmentSettled, Event, MessagePosted
from handoff.core.ports import Clock, Log
from handoff.core.values import Attachment, Author, FileRef
from handoff.services.background import Background
from handoff.services.journal import Journal
from handoff.services.notices import refusal
from handoff.services.pauses import Pauses
from handoff.services.texts import Texts

AT_ONCE = 8
"""Files fetched side by side."""
PATIENCE = timedelta(hours=24)
"""After this a file that cannot be had is given up."""
ONE_TRY_S = 300.0
"""A single fetch may take this long."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 600.0
"""Tries lie this far apart, twice as far each time, more or less by half."""
HEAD = 8192
"""Bytes that are looked at to know what a file is."""

Sniff = Callable[[bytes], str | None]
"""Tells the media type by the first bytes; None: a kind that is not kept."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that can be shown: where it is, what it is, and what the citizen calls it."""

    path: Path
    mime: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    mime: str | None = None
    size: int | None = None
    refused: str | None = None


class Attachments:
    """Fetches owed files and finds kept ones."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        files: Files,
        channels: Mapping[str, Channel],
        texts: Texts,
        clock: Clock,
        sniff: Sniff,
        spread: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._journal = journal
        self._log = store
        self._files = files
        self._channels = channels
        self._texts = texts
        self._clock = clock
        self._sniff = sniff
        self._spread = spread
        self._background = Background("attachments", self._run)
        self._pauses = Pauses(clock)
        self._tries: dict[str, int] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)

    def start(self, conversation_id: str) -> None:
        """Fetch what is owed in a conversation, in the background."""
        self._background.start(conversation_id)

    async def start_owed(self, limit: int = 200) -> None:
        """Start what is owed in all conversations. Raises `Unavailable`."""
        owed = await self._log.owed_files(limit)
        for conversation_id in owed:
            if conversation_id not in self._background.running:
                self.start(conversation_id)
        if len(owed) < limit:
            kept = {*owed, *self._background.running}
            self._pauses.clear_others(kept)
            self._tries = {key: n for key, n in self._tries.items() if key in kept}

    async def drain(self) -> None:
        """Wait for what is under way."""
        await self._background.drain()

    async def stop(self) -> None:
        """Let go of what is under way and start nothing any more; it stays owed."""
        await self._background.stop()

    async def find(self, conversation_id: str, seq: int, number: int) -> Kept:
        """Return a kept file. Raises `UnknownFile`: there is none, or it is not fetched yet."""
        path = await self._files.find(conversation_id, seq, number)
        entries = await self._log.read(conversation_id, after=seq - 1, limit=1)
        message = entries[0].event if entries else None
        if path is None or not isinstance(message, MessagePosted):
            raise UnknownFile
        mime = await self._mime(conversation_id, seq, number)
        if mime is None or number >= len(message.attachments):
            raise UnknownFile
        return Kept(path, mime, message.attachments[number].name)

    async def forget(self, conversation_id: str) -> None:
        """Delete a conversation's files, when it is deleted itself."""
        await self._files.forget(conversation_id)

    async def _mime(self, conversation_id: str, seq: int, number: int) -> str | None:
        after = seq
        while entries := await self._log.read(conversation_id, after=after, limit=200):
            for entry in entries:
                event = entry.event
                if not isinstance(event, AttachmentSettled):
                    continue
                if (event.of_seq, event.number) == (seq, number):
                    return event.mime
            after = entries[-1].seq
        return None

    async def _run(self, conversation_id: str) -> None:
        if self._pauses.resting(conversation_id):
            return
        try:
            state = await self._log.load(conversation_id)
            delays = [await self._delay(state, owed) for owed in state.unfetched]
        except (Unavailable, UnknownConversation) as gone:
            log.warning(
                "fetching stopped", extra={"conversation": conversation_id, "why": gone.code}
            )
            return
        if any(delay is not None for delay in delays):
            self._pause(conversation_id, max(delay or 0.0 for delay in delays))
        else:
            self._tries.pop(conversation_id, None)
            self._pauses.clear(conversation_id)

    async def _delay(self, state: Conversation, owed: FileRef) -> float | None:
        """Fetch one file; return None when it is settled, else the seconds to wait at least."""
        try:
            await self._fetch(state, owed)
        except (Unavailable, UnknownConversation):
            raise
        except DeliveryDelayed as delay:
            return delay.retry_after or 0.0
        except Exception:
            # Whatever it is: it is tried again later and given up in the end, the others go on.
            log.exception("fetching failed", extra={"conversation": state.id})
            return 0.0
        return None

    async def _fetch(self, state: Conversation, owed: FileRef) -> None:
        """Fetch one file and keep what became of it."""
        entries = await self._log.read(state.id, after=owed.seq - 1, limit=1)
        message = entries[0].event
        if not isinstance(message, MessagePosted):
            raise TypeError(f"event {owed.seq} is no message")
        if self._clock.now() - entries[0].at > PATIENCE:
            outcome = _Outcome(refused="gone")
        else:
            outcome = await self._outcome(state, owed, message.attachments[owed.number])
        key = f"file:{owed.seq}-{owed.number}"
        await self._journal.append(state.id, lambda now: self._settled(now, owed, outcome), key)

    async def _outcome(
        self, state: Conversation, owed: FileRef, attachment: Attachment
    ) -> _Outcome:
        channel = self._channels.get(state.channel)
        if channel is None or attachment.ref is None:
            # The channel is switched off: the file waits for it.
            raise DeliveryDelayed(LONGEST_PAUSE_S)
        try:
            async with (
                self._slots,
                asyncio.timeout(ONE_TRY_S),
                channel.fetch(attachment.ref) as download,
            ):
                head, whole = await _looked_into(download)
                mime = self._sniff(head)
                if mime is None:
                    return _Outcome(refused="kind")
                size = await self._files.keep(state.id, owed.seq, owed.number, whole)
                return _Outcome(mime, size)
        except FileTooLarge:
            return _Outcome(refused="too_large")
        except FileGone:
            return _Outcome(refused="gone")

    def _settled(self, state: Conversation, owed: FileRef, outcome: _Outcome) -> list[Event]:
        if owed not in state.unfetched:
            return []
        refused = outcome.refused
        settled = AttachmentSettled(
            owed.seq, owed.number, mime=outcome.mime, size=outcome.size, refused=refused
        )
        if refused is None:
            return [settled]
        notice = refusal(self._texts, state.language, refused)
        return [settled, MessagePosted(author=Author.SYSTEM, text=notice)]

    def _pause(self, conversation_id: str, at_least: float) -> None:
        tries = self._tries.get(conversation_id, 0)
        self._tries[conversation_id] = tries + 1
        usual = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(tries, 20))
        self._pauses.wait(conversation_id, max(usual * self._spread(0.5, 1.5), at_least))


async def _looked_into(download: Download) -> tuple[bytes, Download]:
    """Read a file's first bytes; return them, and a download that still gives all of it."""
    first: list[bytes] = []
    size = 0
    async for chunk in download.chunks:
        first.append(chunk)
        size += len(chunk)
        if size >= HEAD:
            break

    async def whole() -> AsyncIterator[bytes]:
        for chunk in first:
            yield chunk
        async for chunk in download.chunks:
            yield chunk

    return b"".join(first)[:HEAD], replace(download, chunks=whole())
