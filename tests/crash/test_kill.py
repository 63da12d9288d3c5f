"""A service killed with SIGKILL between any two steps of a message loses and doubles nothing."""

from __future__ import annotations

import signal
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.events import (
    DeliveryFailed,
    HandoffRequested,
    MessagePosted,
    Recorded,
    TurnCompleted,
)
from handoff.core.fold import fold
from handoff.core.values import Author, Control
from handoff.services.speech import speaks
from tests.contract.http_server import HttpServer
from tests.crash import faults
from tests.crash.conftest import Nursery
from tests.crash.platform import Platform
from tests.crash.scenario import CHANNELS, DELIVERED, FOLLOWED, MESSAGES, Memory, Scenario
from tests.crash.world import World

OCCURRENCES = (1, 3)
"""Each point is fatal twice in a row, at different stages, before a life may end in peace."""


@pytest.mark.parametrize("point", faults.ALL)
async def test_a_kill_loses_and_doubles_nothing_when(
    point: str, nursery: Nursery, store_url: str, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    async with HttpServer() as server:
        world = World(server, memory)
        scenario = Scenario(store_url, server.url, str(memory))
        for life, nth in enumerate(OCCURRENCES):
            world.kill_while_running(nth if point == faults.TURN_RUNS else 0)
            ended = await nursery.live(replace(scenario, fault=point, nth=nth, life=life))
            assert ended == -signal.SIGKILL
        world.kill_while_running(0)
        assert await nursery.live(replace(scenario, life=len(OCCURRENCES))) == 0
    store = await SqlStore.open(store_url)
    for conversation_id in CHANNELS:
        log = await store.log.read(conversation_id, after=0, limit=1000)
        state = await store.log.load(conversation_id)
        assert state == fold(conversation_id, log)
        assert state.control is Control.QUEUED
        _everything_is_in_the_log_once(conversation_id, log, world)
        _citizens_were_told_the_truth(Memory(memory), conversation_id, log)
    followed = await store.log.read(FOLLOWED, after=0, limit=1000)
    seen = list(Memory(memory).facts("seen", FOLLOWED))
    assert seen == [(entry.seq,) for entry in followed]
    delivered = await store.log.read(DELIVERED, after=0, limit=1000)
    repeated = _the_channel_got_everything_in_order(world.platform, delivered)
    # What was under way when the process died: at most one message a kill.
    assert repeated <= len(OCCURRENCES)
    assert point != faults.DELIVERED or repeated == len(OCCURRENCES)
    await store.close()


def _everything_is_in_the_log_once(conversation_id: str, log: list[Recorded], world: World) -> None:
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    posted = [(e.seq, e.event) for e in log if isinstance(e.event, MessagePosted)]
    said = {seq: event.text for seq, event in posted if event.author is Author.CITIZEN}
    assert tuple(said.values()) == MESSAGES
    turn_ids = [f"{conversation_id}:{seq}" for seq in said]
    answers = [event.text for _, event in posted if event.author is Author.BOT]
    expected = [text for turn in turn_ids for text in (f"the answer to {turn}", "and more")]
    assert answers[1:] == expected, "after the greeting, each turn's answer once and in order"
    turns = [e.event.turn_seq for e in log if isinstance(e.event, TurnCompleted)]
    assert turns == list(said)
    assert sum(isinstance(e.event, HandoffRequested) for e in log) == 1
    ours = {turn: n for turn, n in world.runs.items() if turn.startswith(f"{conversation_id}:")}
    assert ours == dict.fromkeys(turn_ids, 1)


def _citizens_were_told_the_truth(
    memory: Memory, conversation_id: str, log: list[Recorded]
) -> None:
    kept = {entry.key: entry.seq for entry in log if entry.key is not None}
    told = list(memory.facts("kept", conversation_id))
    assert told == [(number, kept[f"citizen:m{number}"]) for number in range(len(MESSAGES))]


def _the_channel_got_everything_in_order(platform: Platform, log: list[Recorded]) -> int:
    """Nothing is lost, what is sent again comes at once and is told; returns how many were."""
    got = [int(mark.split(":")[1]) for mark in platform.shown]
    shown = [seq for seq, _ in groupby(got)]
    assert shown == [entry.seq for entry in log if speaks(entry.event)]
    told = {e.event.failed_seq for e in log if isinstance(e.event, DeliveryFailed)}
    assert {seq for seq in shown if got.count(seq) > 1} <= told
    return len(got) - len(shown)
