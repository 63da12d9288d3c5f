"""The floor over fakes: what it reads when, and what a desk is shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from handoff.core.agents import Agent, Presence, Role
from handoff.core.conversation import Conversation
from handoff.core.duty import call_in, offer
from handoff.core.errors import Unavailable
from handoff.core.floor import sees
from handoff.core.values import AgentRef, Control
from handoff.services.seat import News, Seat
from tests.services.floor_world import FloorWorld, looking_on
from tests.services.world import settle


@pytest.fixture
async def world() -> AsyncIterator[FloorWorld]:
    async with looking_on() as world:
        yield world


async def taken(seat: Seat) -> News:
    await settle()
    async with asyncio.timeout(1):
        return await seat.news()


async def nothing_new(seat: Seat) -> bool:
    await settle()
    waiting = asyncio.create_task(seat.news())
    await settle()
    waiting.cancel()
    return not waiting.done()


def put(news: News) -> dict[str, dict[str, Any]]:
    """The summaries of the news, by id."""
    return {summary["id"]: summary for summary in map(json.loads, news.put)}


async def test_a_seat_begins_with_everything_the_agent_sees_and_all_agents(
    world: FloorWorld,
) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    waiting, his = await world.waits(), await world.taken(juan)
    await world.floor.settle()
    with world.floor.seat(mari) as seat:
        news = await taken(seat)
        assert news.fresh
        assert put(news).keys() == {waiting}
        assert [json.loads(line)["name"] for line in news.agents or ()] == ["Juan", "Mari"]
    with world.floor.seat(juan) as seat:
        assert put(await taken(seat)).keys() == {waiting, his}


async def test_what_is_taken_leaves_the_view_of_the_others(world: FloorWorld) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    waiting = await world.waits()
    with world.floor.seat(mari) as hers, world.floor.seat(juan) as his:
        await taken(hers)
        await taken(his)
        await world.desk.accept(juan, waiting)
        assert (await taken(hers)).gone == (waiting,)
        assert put(await taken(his))[waiting]["assignee"] == {"id": juan.id, "name": "Juan"}


async def test_what_nobody_was_shown_does_not_leave(world: FloorWorld) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    his = await world.taken(juan)
    await world.floor.settle()
    with world.floor.seat(mari) as seat:
        assert put(await taken(seat)) == {}
        await world.desk.note(juan, his, "k", "a note")
        assert await nothing_new(seat)


async def test_what_changes_during_one_pause_is_read_together_and_only_that(
    world: FloorWorld,
) -> None:
    mari, ids = await world.hire("Mari"), {await world.waits() for _ in range(3)}
    with world.floor.seat(mari) as seat:
        await taken(seat)
        world.paused.clear()
        first = ids.pop()
        await world.desk.note(mari, first, "k", "a note")
        await settle()
        assert world.counted.found.pop() == [first]
        world.counted.found.clear()
        for each in ids:
            await world.desk.note(mari, each, "k", "a note")
        await settle()
        assert world.counted.found == []
        world.paused.set()
        await settle()
        assert [set(asked) for asked in world.counted.found] == [ids]
        assert put(await taken(seat)).keys() == {first, *ids}
        assert set(world.pauses) == {0.1}


async def test_two_changes_before_a_desk_looks_are_shown_once_as_it_is_then(
    world: FloorWorld,
) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    with world.floor.seat(mari) as seat:
        await taken(seat)
        waiting = await world.waits()
        await world.say(waiting, "hello")
        await settle()
        (line,) = (await taken(seat)).put
        assert json.loads(line)["last_seq"] == world.log.state(waiting).last_seq
        await world.say(waiting, "are you there?")
        await settle()
        await world.desk.accept(juan, waiting)
        news = await taken(seat)
        assert (news.put, news.gone) == ((), (waiting,))


async def test_a_line_is_made_once_for_all_desks(world: FloorWorld) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    with world.floor.seat(mari) as hers, world.floor.seat(juan) as his:
        await taken(hers)
        await taken(his)
        await world.waits()
        (one,), (two,) = (await taken(hers)).put, (await taken(his)).put
        assert one is two


async def test_a_lost_hint_costs_a_heartbeat_and_nothing_else(world: FloorWorld) -> None:
    with world.floor.seat(await world.hire("Mari")) as seat:
        await taken(seat)
        world.wakeups.losing = True
        waiting = await world.waits()
        await world.tick(14)
        assert put(await taken(seat)) == {}
        await world.tick(1)
        assert put(await taken(seat)).keys() == {waiting}


async def test_between_heartbeats_nothing_is_read_that_was_not_hinted_at(
    world: FloorWorld,
) -> None:
    await world.waits()
    world.counted.found.clear()
    before = world.counted.read_all
    for _ in range(14):
        await world.tick()
    assert (world.counted.read_all, world.counted.found) == (before, [])
    await world.tick()
    assert (world.counted.read_all, world.counted.found) == (before + 1, [])


async def test_a_read_that_fails_is_made_good_by_reading_everything(world: FloorWorld) -> None:
    with world.floor.seat(await world.hire("Mari")) as seat:
        await taken(seat)
        world.counted.away = True
        waiting = await world.waits()
        assert await nothing_new(seat)
        world.counted.away = False
        await world.tick(0.2)
        assert put(await taken(seat)).keys() == {waiting}


async def test_an_answer_becomes_late_without_any_event(world: FloorWorld) -> None:
    mari = await world.hire("Mari")
    held = await world.taken(mari)
    with world.floor.seat(mari) as seat:
        assert put(await taken(seat))[held]["late"] is False
        await world.tick(179)
        await taken(seat)
        await world.tick(1)
        assert put(await taken(seat))[held]["late"] is True


async def test_an_offer_that_has_lapsed_is_not_shown_any_longer(world: FloorWorld) -> None:
    mari = await world.hire("Mari")
    waiting = await world.waits()
    until = world.clock.now() + timedelta(seconds=20)
    await world.journal.append(waiting, lambda state: offer(state, mari.ref, until))
    with world.floor.seat(mari) as seat:
        assert put(await taken(seat))[waiting]["offered_to"]["id"] == mari.id
        await world.tick(20)
        assert put(await taken(seat))[waiting]["offered_to"] is None


async def test_who_is_silent_for_a_lease_goes_off_duty_and_since_begins_anew(
    world: FloorWorld,
) -> None:
    mari = await world.hire("Mari")
    await world.agents.set_presence(mari.id, Presence.AVAILABLE)
    await world.agents.seen(mari.id, world.clock.now())
    began = world.clock.now()
    await world.tick()
    shown = (await world.floor.picture()).agents[mari.id]
    assert shown.on_duty
    await world.tick(29)
    assert not (await world.floor.picture()).agents[mari.id].on_duty
    await world.agents.seen(mari.id, world.clock.now())
    again = (await world.floor.picture()).agents[mari.id]
    assert again.on_duty
    assert (shown.since, again.since) == (began + timedelta(seconds=1), world.clock.now())


async def test_load_counts_what_is_held_and_what_is_offered(world: FloorWorld) -> None:
    mari = await world.hire("Mari")
    await world.taken(mari)
    waiting = await world.waits()
    until = world.clock.now() + timedelta(seconds=20)
    await world.journal.append(waiting, lambda state: offer(state, mari.ref, until))
    assert (await world.floor.picture()).agents[mari.id].load == 2


async def test_who_looks_is_shown_to_those_who_watch_and_in_every_summary(
    world: FloorWorld,
) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    waiting, other = await world.waits(), await world.waits()
    with world.floor.seat(mari) as seat:
        await taken(seat)
        seat.watched.add(waiting)
        await world.lookers.opened(juan.id, waiting)
        await world.lookers.opened(juan.id, other)
        await world.tick()
        news = await taken(seat)
        assert news.looking == {waiting: (juan.id,)}
        assert put(news)[other]["looking"] == [juan.id]
        await world.tick(45)
        news = await taken(seat)
        assert news.looking == {waiting: ()}
        assert put(news)[waiting]["looking"] == []


async def test_whoever_becomes_a_supervisor_is_shown_everything_anew(world: FloorWorld) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    his = await world.taken(juan)
    chief = Agent(mari.id, "mari", "Mari", Role.SUPERVISOR, Presence.OFFLINE)
    with world.floor.seat(mari) as seat:
        await taken(seat)
        world.floor.reseat(seat, mari)
        assert await nothing_new(seat)
        world.floor.reseat(seat, chief)
        news = await taken(seat)
        assert news.fresh
        assert put(news).keys() == {his}


async def test_the_picture_has_what_was_written_before_it_was_asked_for(
    world: FloorWorld,
) -> None:
    world.paused.clear()
    await world.waits()
    second = await world.waits()
    assert second in (await world.floor.picture()).conversations


async def test_without_a_store_there_is_no_picture(world: FloorWorld) -> None:
    world.counted.away = True
    await world.waits()
    with pytest.raises(Unavailable):
        await world.floor.picture()


def agent(role: Role) -> Agent:
    return Agent("me", "me", "Me", role, Presence.AVAILABLE)


ME, OTHER, OUTSIDE = (AgentRef(each, each) for each in ("me", "other", "outside:page"))
WAITING = Conversation("c", control=Control.QUEUED)
HELD = Conversation("c", control=Control.AGENT, assignee=OTHER)


@pytest.mark.parametrize(
    ("state", "agents_see"),
    [
        (WAITING, True),
        (Conversation("c", control=Control.QUEUED, offered_to=OTHER), True),
        (Conversation("c", control=Control.AGENT, assignee=ME), True),
        (Conversation("c", control=Control.AGENT, assignee=OTHER, helpers=(ME,)), True),
        (Conversation("c", control=Control.AGENT, assignee=OUTSIDE), True),
        (HELD, False),
    ],
)
def test_who_sees_what_stands(state: Conversation, agents_see: bool) -> None:
    assert sees(agent(Role.AGENT), state) is agents_see
    assert sees(agent(Role.SUPERVISOR), state)
    assert sees(agent(Role.ADMIN), state)
    assert not sees(agent(Role.EDITOR), state)


@pytest.mark.parametrize("control", [Control.BOT, Control.CLOSED])
@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_shown_what_people_have_no_part_in(control: Control, role: Role) -> None:
    assert not sees(agent(role), Conversation("c", control=control, assignee=ME))


async def test_where_an_agent_helps_is_shown_until_the_help_ends(world: FloorWorld) -> None:
    mari, juan = await world.hire("Mari"), await world.hire("Juan")
    his = await world.taken(juan)
    with world.floor.seat(mari) as seat:
        await taken(seat)
        await world.journal.append(his, lambda state: call_in(state, juan.ref, mari.ref))
        assert put(await taken(seat))[his]["helpers"] == [{"id": mari.id, "name": "Mari"}]
