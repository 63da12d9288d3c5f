"""The commands of an operator, apart from running the service."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from channels.kit import Kit, Operator
from handoff.adapters.store import SqlStore
from handoff.agency import texts_of
from handoff.core.arrivals import Arrival, Unreadable
from handoff.core.channel import DeadLetter
from handoff.main import wire
from handoff.settings import Settings
from handoff.wiring.adapters import connected
from handoff.wiring.services import Services

LISTED = 200
"""Most dead letters that are listed."""


async def list_letters(settings: Settings) -> int:
    """Print what is kept, without its content."""
    async with _store(settings) as store:
        letters = await store.dead_letters.list(LISTED)
        count = await store.dead_letters.count()
    for letter in letters:
        at = letter.at.isoformat(timespec="seconds")
        size = f"{len(letter.raw)} bytes"
        print(f"{letter.id}  {at}  {letter.channel}  {size}  {letter.reason}")
    if count > len(letters):
        print(f"and {count - len(letters)} older ones")
    return 0


async def show_letter(settings: Settings, letter_id: str) -> int:
    """Print one as it came: it may hold what a citizen wrote, so only to a terminal.

    Bytes that a terminal could take for orders are written as escapes.
    """
    if not sys.stdout.isatty():
        print("baton: dead letters are shown on a terminal only", file=sys.stderr)
        return 1
    async with _store(settings) as store:
        letter = await store.dead_letters.find(letter_id)
    if letter is None:
        return _unknown(letter_id)
    print(letter.raw.decode("utf-8", "backslashreplace").encode("unicode_escape").decode())
    return 0


async def drop_letter(settings: Settings, letter_id: str) -> int:
    """Forget one."""
    async with _store(settings) as store:
        dropped = await store.dead_letters.drop(letter_id)
    return 0 if dropped else _unknown(letter_id)


async def retry_letters(settings: Settings, kits: Sequence[Kit], letter_id: str) -> int:
    """Parse one again, or with "all" the newest ones; what can be taken now is dropped."""
    async with connected(settings) as adapters:
        services = wire(adapters, settings, kits)
        letters = await adapters.dead_letters.list(LISTED)
        chosen = [letter for letter in reversed(letters) if letter_id in (letter.id, "all")]
        failed = 0
        for letter in chosen:
            why = await _retry(services, letter)
            failed += why is not None
            print(f"{letter.id}  {why or 'taken'}")
            if why is None:
                await adapters.dead_letters.drop(letter.id)
        # What they set off stays owed, and the running service does it.
        await services.turns.stop()
    if not chosen and letter_id != "all":
        return _unknown(letter_id)
    return 1 if failed else 0


async def _retry(services: Services, letter: DeadLetter) -> str | None:
    """Take a letter; return why it cannot be taken, or None."""
    mounted = {each.channel.name: each for each in services.mounted}.get(letter.channel)
    if mounted is None:
        return f"the channel {letter.channel} is not set up"
    parsed = mounted.parse(letter.raw)
    for piece in parsed:
        if isinstance(piece, Unreadable):
            return piece.reason
    for piece in parsed:
        if isinstance(piece, Arrival):
            await services.reception.take(mounted.channel, piece)
    return None


async def run_command(settings: Settings, kit: Kit, name: str) -> int:
    """Run a command that a channel brings."""
    command = next(c for c in kit.commands if c.name == name)
    texts = texts_of(settings)
    return await command.run(Operator(kit.own(settings.of_channels), settings.public_url, texts))


def _unknown(letter_id: str) -> int:
    print(f"baton: there is no dead letter {letter_id}", file=sys.stderr)
    return 1


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[SqlStore]:
    store = await SqlStore.open(settings.store_url)
    try:
        yield store
    finally:
        await store.close()
