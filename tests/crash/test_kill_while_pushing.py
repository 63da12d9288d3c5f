"""A process killed between any two steps of a push loses nothing and doubles nothing silently."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handoff.adapters.store import SqlStore
from handoff.core import citizen
from handoff.core.events import (
    AgentAssigned,
    ConversationClosed,
    DeliveryFailed,
    Event,
    MessagePosted,
    NoteAdded,
)
from handoff.core.values import AgentRef, Author, Disposition
from handoff.services.speech import speaks, spoken
from tests.contract.http_server import HttpServer
from tests.crash import faults
from tests.crash.conftest import Nursery
from tests.crash.platform import PART, Platform
from tests.crash.pushing import AFTER, BEFORE, STEPS
from tests.crash.scenario import CHANNELS, DELIVERED, Memory, Scenario

MARI = AgentRef("a1", "Mari")
TAKEN = "the platform has it and has not answered"
POINTS = (
    *(form.format(step) for step in STEPS for form in (BEFORE, AFTER)),
    *(faults.DELIVERING, TAKEN, faults.DELIVERED),
)
OCCURRENCES = (1, 2, 4)
"""Each point is fatal at these times in a row, at different messages; then a life ends in peace."""


def story() -> Iterator[Event]:
    """Ten events, of which eight are said, in twelve calls."""
    yield from citizen.started("telegram", "en", f"Hello,{PART}I am a bot.", ())
    yield MessagePosted(Author.BOT, f"one{PART}two{PART}three")
    yield MessagePosted(Author.SYSTEM, "It takes longer.")
    yield AgentAssigned(MARI)
    yield MessagePosted(Author.AGENT, f"Good day.{PART}How are you?", agent=MARI)
    yield NoteAdded(MARI, "difficult")
    yield MessagePosted(Author.AGENT, "One moment.", agent=MARI)
    yield ConversationClosed(MARI, Disposition.RESOLVED)


@pytest.mark.parametrize("shows", [False, True], ids=["silent-platform", "platform-that-shows"])
@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_while_pushing_loses_nothing_and_doubles_nothing_silently(
    point: str, shows: bool, nursery: Nursery, store_url: str, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    store = await SqlStore.open(store_url)
    await store.log.start(DELIVERED, "token hash", list(story()), datetime.now(UTC))
    async with HttpServer() as server:
        platform = Platform(Memory(memory))
        server.behave(platform.answer)
        scenario = Scenario(store_url, server.url, str(memory), only_pushes=True, shows=shows)
        killed = await _kill_at(point, platform, nursery, scenario)
    await _everything_was_said(store, platform, killed, shows)
    in_a_year = datetime.now(UTC) + timedelta(days=365)
    assert await store.deliveries.owed([CHANNELS[DELIVERED]], in_a_year, 10) == []
    await store.close()


async def _kill_at(point: str, platform: Platform, nursery: Nursery, scenario: Scenario) -> int:
    """Let lives be killed, then one end in peace; return how many were killed."""
    killed = 0
    for life, nth in enumerate(OCCURRENCES):
        platform.kill_while_taking(nth if point == TAKEN else 0)
        ended = await nursery.live(replace(scenario, fault=point, nth=nth, life=life))
        # A life claims and releases once only, and ends in peace when it is to die at the second.
        assert ended == -signal.SIGKILL or (ended == 0 and nth > 1)
        killed += ended != 0
    platform.kill_while_taking(0)
    assert await nursery.live(replace(scenario, life=len(OCCURRENCES))) == 0
    return killed


async def _everything_was_said(
    store: SqlStore, platform: Platform, killed: int, shows: bool
) -> None:
    log = await store.log.read(DELIVERED, after=0, limit=1000)
    state = await store.log.load(DELIVERED)
    counts, told = platform.counts, {}
    for entry in log:
        if isinstance(entry.event, DeliveryFailed):
            assert (entry.event.failed_seq, entry.event.reason) not in told
            told[entry.event.failed_seq, entry.event.reason] = True
    words = {e.seq: spoken(state, e.event, datetime.now(UTC)) for e in log if speaks(e.event)}
    # Nobody is told of a wait that was over before it was their turn to be told.
    parts = {seq: message for seq, message in words.items() if message is not None}
    for seq, message in parts.items():
        marks = [f"{DELIVERED}:{seq}:{n}" for n in range(len(message.says.split(PART)))]
        taken = [counts.pop(mark, 0) for mark in marks]
        if message.author is Author.AGENT and not shows:
            assert max(taken) <= 1
            assert min(taken) == 1 or (seq, "unconfirmed") in told
            continue
        assert min(taken) >= 1
        assert max(taken) == 1 or ((seq, "maybe_twice") in told and not shows)
    assert not counts, "nothing else was ever sent"
    assert len(told) <= killed
    first_seen = [mark.split(":") for mark in dict.fromkeys(platform.shown)]
    places = [(int(seq), int(part)) for _, seq, part in first_seen]
    assert places == sorted(places)
