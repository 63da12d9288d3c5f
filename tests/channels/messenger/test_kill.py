"""A process killed between answering and sending: nothing is lost, the echo clears the doubt."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from channels.messenger.parse import parse
from channels.messenger.render import CAPS
from channels.split import split
from handoff.adapters.store import SqlStore
from handoff.core import citizen
from handoff.core.arrivals import Arrival, Confirmed
from handoff.core.events import DeliveryFailed, MessagePosted
from handoff.core.values import Author
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph
from tests.channels.messenger.life import AGO, AgoClock, push
from tests.channels.messenger.line import config, messenger
from tests.crash.faults import DELIVERED, DELIVERING

WORDS = ["Hello, I am a bot.", "one", "two " * 600, "three"]
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("nth", [1, 3, 4])
@pytest.mark.parametrize("point", [DELIVERING, DELIVERED])
async def test_a_kill_around_a_send_loses_and_doubles_nothing(
    tmp_path: Path, graph_at: tuple[FakeGraph, str], point: str, nth: int
) -> None:
    graph, url = graph_at
    store_url = f"sqlite:///{tmp_path}/baton.db"
    store = await SqlStore.open(store_url)
    start = citizen.started("messenger", "en", WORDS[0], (), address=f"{page.PAGE}:{page.ANA}")
    said = [MessagePosted(Author.BOT, words) for words in WORDS[1:]]
    await store.log.start("c-1", "token hash", [*start, *said], datetime.now(UTC) - AGO)
    life = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.channels.messenger.life",
        store_url,
        url,
        point,
        str(nth),
        cwd=ROOT,
    )
    assert await life.wait() == -signal.SIGKILL
    assert len(graph.taken) == (nth if point == DELIVERED else nth - 1)
    await _show_echoes(store, graph)
    async with httpx.AsyncClient() as http:
        await push(store, messenger(config(url), http), AgoClock(timedelta()))
    parts = [part for words in WORDS for part in split(words, CAPS.text_max)]
    assert graph.texts(page.ANA) == parts
    events = [entry.event for entry in await store.log.read("c-1", after=0, limit=100)]
    told = [event.reason for event in events if isinstance(event, DeliveryFailed)]
    # Before the call nobody can know that it was not made: it is, and an agent is told.
    assert told == (["maybe_twice"] if point == DELIVERING else [])
    await store.close()


async def _show_echoes(store: SqlStore, graph: FakeGraph) -> None:
    """Bring what Meta brings again after an outage."""
    for taken in graph.taken:
        mark = taken.message["metadata"]
        raw = page.body(page.echo(taken.psid, taken.text, page.APP, mark))
        (piece,) = parse(raw, page.PAGE, page.APP)
        assert isinstance(piece, Arrival)
        assert isinstance(piece.what, Confirmed)
        conversation_id, seq, part = piece.what.mark.split(":")
        await store.deliveries.confirm(conversation_id, int(seq), int(part))
