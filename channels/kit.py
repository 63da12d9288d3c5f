"""What a channel brings, and what it is lent: `KIT` in a channel's `__init__` is all it takes.

A channel that is pushed to (Telegram, Messenger) is a folder with a `KIT`. Its settings, routes,
readiness, background work and commands come from there, so adding one touches no other code.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from handoff.core.arrivals import Parsed, Unreadable
from handoff.core.channel import Channel, DeadLetters
from handoff.core.errors import Unavailable
from handoff.core.ports import Clock
from handoff.services.precedence import Precedence
from handoff.services.reception import Reception
from handoff.services.texts import Texts
from handoff.settings import Setting

Values = Mapping[str, Any]
"""A channel's own settings, parsed: `BATON_TELEGRAM_TOKEN` is `values["telegram_token"]`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tools:
    """What the composition root lends a channel.

    `public_url` is where platforms reach the service, or empty. `home` is the data folder. What is
    taken in goes first, by `precedence`.
    """

    reception: Reception
    dead_letters: DeadLetters
    clock: Clock
    texts: Texts
    settings: Values
    public_url: str
    home: Path
    precedence: Precedence = field(default_factory=Precedence)

    async def take_in(self, channel: Channel, raw: bytes, parsed: Parsed) -> None:
        """Act on what `parse` made of `raw`, in order; afterwards the platform may be told 200.

        What is unreadable, or strikes a defect of ours, is kept as a dead letter: a platform that
        is told of an error brings the same again for a day and nothing else of that citizen.

        Raises:
            Unavailable: not all of it is durable; answer 503, so that it is brought again.
        """
        with self.precedence.first():
            await self._take_in(channel, raw, parsed)

    async def _take_in(self, channel: Channel, raw: bytes, parsed: Parsed) -> None:
        for piece in parsed:
            if isinstance(piece, Unreadable):
                now = self.clock.now()
                await self.dead_letters.add(channel.name, piece.raw, piece.reason, now)
                continue
            try:
                await self.reception.take(channel, piece)
            except Unavailable:
                raise
            except Exception as defect:
                log.exception("cannot take what came", extra={"channel": channel.name})
                why = f"a defect of ours: {type(defect).__name__}"
                await self.dead_letters.add(channel.name, raw, why, self.clock.now())


@dataclass(frozen=True)
class Mounted:
    """A channel that is configured.

    `router` has its webhook routes, below `/channels/<name>`. `parse` reads a request's body, and
    each `Unreadable.raw` that it gives as well: so a dead letter can be tried again. `background`
    runs while the service runs: each is started again when it fails, and cancelled at the end.
    `close` lets go of connections.
    """

    channel: Channel
    parse: Callable[[bytes], Parsed]
    router: APIRouter | None = None
    background: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
    close: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True)
class Operator:
    """What a command has to work with; the service itself may be running or not."""

    settings: Values
    public_url: str
    texts: Texts


@dataclass(frozen=True)
class Command:
    """A command: `python -m handoff <channel> <name>`; `run` returns the exit code, 0 for done."""

    name: str
    help: str
    run: Callable[[Operator], Coroutine[Any, Any, int]]


@dataclass(frozen=True)
class Kit:
    """All there is to a channel. `build` returns None while its settings do not ask for it.

    `build` makes no call over the network: the service starts while the platform is away.
    """

    name: str
    settings: tuple[Setting, ...]
    build: Callable[[Tools], Mounted | None]
    commands: tuple[Command, ...] = ()

    def own(self, values: Values) -> Values:
        """Return this channel's settings out of everybody's."""
        return {field: values[field] for field in (s.field for s in self.settings)}
