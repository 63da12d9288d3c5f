"""Builds the channels that are configured and keeps their background work running."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

from channels.kit import Kit, Mounted, Tools

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
"""Work that failed is started again after a pause, twice as long each time it fails at once."""

Work = Callable[[], Coroutine[Any, Any, None]]
Pause = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)


def mount(found: Sequence[Kit], tools: Tools) -> tuple[Mounted, ...]:
    """Build every channel whose settings ask for it; each sees its own of `tools.settings`.

    Raises:
        ValueError: a channel calls itself by another name than its kit.
    """
    mounted = []
    for kit in found:
        built = kit.build(replace(tools, settings=kit.own(tools.settings)))
        if built is None:
            continue
        if built.channel.name != kit.name:
            raise ValueError(f"channels/{kit.name} builds a channel named {built.channel.name}")
        mounted.append(built)
    return tuple(mounted)


@asynccontextmanager
async def at_work(mounted: Sequence[Mounted], pause: Pause = asyncio.sleep) -> AsyncIterator[None]:
    """Keep the channels' background work running; at the end cancel it and let go of the rest."""
    async with AsyncExitStack() as stack:
        for each in mounted:
            if each.close is not None:
                stack.push_async_callback(each.close)
        tasks = [
            asyncio.create_task(keep_running(each.channel.name, work, pause))
            for each in mounted
            for work in each.background
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def keep_running(channel: str, work: Work, pause: Pause = asyncio.sleep) -> None:
    """Run work until it ends by itself; a failure is logged and starts it again."""
    clock = asyncio.get_running_loop().time
    seconds = FIRST_PAUSE_S
    while True:
        started = clock()
        try:
            await work()
            return
        except Exception:
            log.exception("background work failed", extra={"channel": channel})
        if clock() - started > LONGEST_PAUSE_S:
            seconds = FIRST_PAUSE_S
        await pause(seconds)
        seconds = min(2 * seconds, LONGEST_PAUSE_S)
