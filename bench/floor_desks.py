"""Desks for `bench/floor.py`, in a process of their own: they read, and answer pings.

Cookies come on the standard input, one a line, up to an empty line; when the input ends, what was
seen is written to the file.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import websockets

Sight = tuple[float, int | None]
"""When a conversation was shown, and its last seq by then; None: it left the view."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What each desk was shown of each conversation, and how many bytes all of it was."""

    by_desk: tuple[Mapping[str, list[Sight]], ...]
    size: int


def read_seen(file: Path) -> Seen:
    """Read what the desks have seen."""
    kept = json.loads(file.read_text("utf-8"))
    return Seen(tuple(kept["by_desk"]), kept["size"])


class Desk:
    """One desk."""

    def __init__(self) -> None:
        self.seen: dict[str, list[Sight]] = {}
        self.size = 0

    async def sit(self, base: str, cookie: str) -> None:
        """Read for ever."""
        url = base.replace("http", "ws", 1) + "/api/desk/stream"
        headers = {"Cookie": cookie}
        async with websockets.connect(
            url, additional_headers=headers, proxy=None, max_size=None
        ) as socket:
            async for text in socket:
                at = perf_counter()
                frame = json.loads(text)
                self.size += len(text)
                if frame["type"] == "ping":
                    await socket.send('{"type":"pong"}')
                elif frame["type"] == "changed":
                    for summary in frame["put"]:
                        self.seen.setdefault(summary["id"], []).append((at, summary["last_seq"]))
                    for conversation_id in frame["gone"]:
                        self.seen.setdefault(conversation_id, []).append((at, None))


async def watch(base: str) -> str:
    """Sit at all desks until the input ends; return what they saw as JSON."""
    cookies = iter(lambda: sys.stdin.readline().strip(), "")
    desks = [(Desk(), cookie) for cookie in cookies]
    tasks = [asyncio.create_task(desk.sit(base, cookie)) for desk, cookie in desks]
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    kept = {
        "by_desk": [desk.seen for desk, _ in desks],
        "size": sum(desk.size for desk, _ in desks),
    }
    return json.dumps(kept)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(asyncio.run(watch(sys.argv[1])), "utf-8")
