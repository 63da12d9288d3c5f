"""A burst of updates, brought as Telegram brings them, and what must have become of it.

The next update of a chat comes when the one before was answered 2xx; those of different chats come
side by side, lowest number first. Some come twice: both at once, as after a time-out, or later.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from tests.channels.telegram import payloads as p

FIRST_CHAT = 700_000
LATER = 40
"""An update that comes again later comes after so many others."""

Post = Callable[[dict[str, Any]], Awaitable[int]]
"""Brings an update to the webhook; returns the status."""


@dataclass(frozen=True)
class Burst:
    """Updates by chat in order of their numbers, and which of them come twice, and how."""

    by_chat: Mapping[int, Sequence[dict[str, Any]]]
    at_once: frozenset[int]
    later: frozenset[int]

    @property
    def size(self) -> int:
        """How many are brought, those that come again too."""
        return sum(map(len, self.by_chat.values())) + len(self.at_once) + len(self.later)

    def said(self, chat: int) -> list[str]:
        """What a citizen writes."""
        return [update["message"]["text"] for update in self.by_chat[chat]]


@dataclass
class Brought:
    """How long each request took, in seconds."""

    seconds: list[float] = field(default_factory=list)


def burst(updates: int, conversations: int, duplicates: float, seed: int = 1) -> Burst:
    """Make `updates` of which a share is brought again; each conversation has the same number."""
    chance = random.Random(seed)
    again = round(updates * duplicates)
    numbers = range(1, updates - again + 1)
    chats = [FIRST_CHAT + number % conversations for number in numbers]
    chance.shuffle(chats)
    by_chat: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, chat in zip(numbers, chats, strict=True):
        place = len(by_chat[chat]) + 1
        update = p.wrote(number, place, chat, text=f"m{place} of {chat}")
        update["message"]["from"]["language_code"] = "en"
        by_chat[chat].append(update)
    twice = chance.sample(numbers, again)
    return Burst(by_chat, frozenset(twice[::2]), frozenset(twice[1::2]))


async def bring(made: Burst, posts: Sequence[tuple[Post, Post]]) -> Brought:
    """Bring all of it over these connections, two for each worker."""
    # By number; one that comes again later goes behind the one that has the number itself.
    brought, ready = Brought(), asyncio.PriorityQueue[tuple[int, int, int]]()
    updates_by_number = {u["update_id"]: u for updates in made.by_chat.values() for u in updates}
    left = {c: [u["update_id"] for u in updates] for c, updates in made.by_chat.items()}
    for chat, numbers in left.items():
        ready.put_nowait((numbers[0], chat, numbers.pop(0)))
    open_updates = made.size - len(made.at_once)
    done = asyncio.Event()

    async def work(one: Post, other: Post) -> None:
        nonlocal open_updates
        while True:
            place, chat, number = await ready.get()
            is_first = place == number
            posts = (one, other) if is_first and number in made.at_once else (one,)
            update = updates_by_number[number]
            await asyncio.gather(*(_timed(post, update, brought) for post in posts))
            if is_first and number in made.later:
                ready.put_nowait((number + LATER, chat, number))
            if is_first and left[chat]:
                following = left[chat].pop(0)
                ready.put_nowait((following, chat, following))
            open_updates -= 1
            if not open_updates:
                done.set()

    workers = [asyncio.create_task(work(*pair)) for pair in posts]
    waiting = asyncio.create_task(done.wait())
    try:
        await asyncio.wait({waiting, *workers}, return_when=asyncio.FIRST_COMPLETED)
        for worker in workers:
            if worker.done():
                worker.result()
    finally:
        for task in (waiting, *workers):
            task.cancel()
        await asyncio.gather(waiting, *workers, return_exceptions=True)
    return brought


async def _timed(post: Post, update: dict[str, Any], brought: Brought) -> None:
    began = perf_counter()
    status = await post(update)
    brought.seconds.append(perf_counter() - began)
    if status != 200:
        raise AssertionError(f"answered {status}")


def wrong(made: Burst, told: Mapping[int, Sequence[str]]) -> list[str]:
    """Return what is missing, doubled or out of order in what citizens were told; [] is right."""
    problems = []
    for chat in made.by_chat:
        texts = list(told.get(chat, ()))
        answers = [f"You said: {text}" for text in made.said(chat)]
        if not texts or "automated assistant" not in texts[0] or texts[1:] != answers:
            problems.append(f"chat {chat} was told {texts[1:]}")
    return problems + [f"chat {chat} is nobody's" for chat in told.keys() - made.by_chat.keys()]


def complete(made: Burst, told: Mapping[int, Sequence[str]]) -> bool:
    """Whether as much was said as there is to say."""
    return all(len(told.get(c, ())) >= 1 + len(u) for c, u in made.by_chat.items())
