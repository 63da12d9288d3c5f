"""The desk's lists, its board, and what helps with one conversation, over the real service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from handoff.core.agents import Presence, Role
from handoff.core.office import Team
from tests.web.harness import Citizen, DeskClient, Running, running

DESK = "/api/desk"


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Running]:
    """A running service of an office that is always open."""
    async with running(tmp_path, office_hours="always") as service:
        yield service


async def asking(service: Running, text: str = "person please") -> Citizen:
    """A citizen who waits for a person."""
    citizen = await service.open()
    await citizen.say(text, "k1")
    await service.services.turns.drain()
    return citizen


async def listed(desk: DeskClient, query: str) -> list[str]:
    answer = await desk.http.get(f"{DESK}/conversations?{query}")
    assert answer.status_code == 200, answer.text
    return [summary["id"] for summary in answer.json()["conversations"]]


async def test_lists_hold_what_was_just_done_and_nothing_else(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    held, waits, free = await asking(service), await asking(service), await service.open()
    await mari.post(held.conversation_id, "accept")
    assert await listed(mari, "control=queued") == [waits.conversation_id]
    assert await listed(mari, "mine=true") == [held.conversation_id]
    assert await listed(mari, f"assignee={mari.agent.id}&control=agent") == [held.conversation_id]
    assert await listed(mari, "control=bot") == [free.conversation_id]
    assert len(await listed(mari, "")) == 3
    assert await listed(mari, "control=queued&team=") == [waits.conversation_id]
    assert await listed(mari, "control=queued&team=snap") == []


@pytest.mark.parametrize(
    "query",
    ["control=closed&team=snap", "control=bot&filter=late", "filter=today&team=", "filter=odd"],
)
async def test_what_cannot_be_listed_is_told(service: Running, query: str) -> None:
    mari = await service.sign_in("mari", "Mari")
    answer = await mari.http.get(f"{DESK}/conversations?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_request")


def counts(board: Any) -> Iterator[dict[str, Any]]:
    """Every number on the board, wherever it stands."""
    if isinstance(board, dict):
        if "query" in board:
            yield board
        for value in board.values():
            yield from counts(value)
    elif isinstance(board, list):
        for value in board:
            yield from counts(value)


async def test_every_number_on_the_board_opens_the_conversations_it_counts(
    service: Running,
) -> None:
    chief = await service.sign_in("chief", "Chief", Role.SUPERVISOR)
    mari = await service.sign_in("mari", "Mari")
    await service.store.offices.save_team(Team("snap", "SNAP"))
    held, waits = await asking(service), await asking(service)
    await mari.post(held.conversation_id, "accept")
    answer = await chief.http.get(f"{DESK}/board")
    assert answer.status_code == 200, answer.text
    board = answer.json()
    numbers = list(counts(board))
    assert len(numbers) > 10
    for number in numbers:
        assert len(await listed(chief, number["query"])) == number["count"], number["query"]
    assert board["waiting"]["count"] == board["held"]["count"] == 1
    (everybody,) = (queue for queue in board["queues"] if queue["team"] is None)
    assert everybody["oldest_id"] == waits.conversation_id
    assert everybody["unfit"]["count"] == 1
    loads = {agent["name"]: agent["load"]["count"] for agent in board["agents"]}
    assert loads == {"Chief": 0, "Mari": 1}


async def test_somebody_on_duty_who_fits_ends_what_is_unfit(service: Running) -> None:
    chief = await service.sign_in("chief", "Chief", Role.SUPERVISOR)
    await asking(service)
    assert (await chief.http.get(f"{DESK}/board")).json()["risks"]["unfit"]["count"] == 1
    await service.store.agents.set_presence(chief.agent.id, Presence.AVAILABLE)
    await service.store.agents.seen(chief.agent.id, service.adapters.clock.now())
    assert (await chief.http.get(f"{DESK}/board")).json()["risks"]["unfit"]["count"] == 0


async def test_the_board_is_for_supervisors(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    assert (await mari.http.get(f"{DESK}/board")).json()["error"]["code"] == "not_allowed"


async def test_agents_are_listed_with_what_they_have_to_do(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    await mari.post((await asking(service)).conversation_id, "accept")
    (line,) = (await mari.http.get(f"{DESK}/agents")).json()["agents"]
    assert (line["name"], line["on_duty"], line["load"]) == ("Mari", False, 1)
    assert {"capacity", "teams", "languages", "role", "presence"} <= line.keys()


async def test_answers_steps_and_what_came_before_are_there_for_a_conversation(
    service: Running,
) -> None:
    mari = await service.sign_in("mari", "Mari")
    citizen = await asking(service)
    one = f"{DESK}/conversations/{citizen.conversation_id}"
    for path, field in (
        (f"{one}/earlier", "earlier"),
        (f"{one}/suggestions", "suggestions"),
        (f"{DESK}/steps?conversation_id={citizen.conversation_id}", "steps"),
    ):
        answer = await mari.http.get(path)
        assert (answer.status_code, type(answer.json()[field])) == (200, list), answer.text
    await mari.post(citizen.conversation_id, "accept")
    await mari.post(citizen.conversation_id, "close", {"disposition": "resolved"})
    await citizen.say("and another thing", "k2")
    (before,) = (await mari.http.get(f"{one}/earlier")).json()["earlier"]
    assert (before["need"], before["disposition"]) == ("person please", "resolved")
    assert before["agent"] == {"id": mari.agent.id, "name": "Mari"}


@pytest.mark.parametrize("what", ["earlier", "suggestions"])
async def test_a_conversation_nobody_knows_is_told(service: Running, what: str) -> None:
    mari = await service.sign_in("mari", "Mari")
    answer = await mari.http.get(f"{DESK}/conversations/none/{what}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_conversation")
