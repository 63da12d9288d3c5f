"""The desk's commands over HTTP: who may give them, and what they answer."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from handoff.core.access import AccessQuery
from handoff.core.agents import Role
from handoff.core.office import Team, TeamMode
from handoff.core.values import Control
from tests.web.harness import Citizen, DeskClient, Running, running
from tests.web.test_desk_api import code, held, queued

ONE = "/api/desk/conversations/x"


async def conversation_of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    conversation: dict[str, Any] = answer.json()["conversation"]
    return conversation


async def at_work(service: Running, username: str, role: Role = Role.AGENT) -> DeskClient:
    client = await service.sign_in(username, username.title(), role)
    await client.http.put("/api/desk/presence", json={"presence": "available"})
    return client


OF_TALKERS: list[tuple[str, str, Any]] = [
    ("POST", f"{ONE}/accept", None),
    ("POST", f"{ONE}/decline", None),
    ("POST", "/api/desk/next", None),
    ("POST", f"{ONE}/messages", {"key": "k", "text": "x"}),
    ("POST", f"{ONE}/typing", None),
    ("POST", f"{ONE}/notes", {"key": "k", "text": "x"}),
    ("POST", f"{ONE}/transfer", {"to": "queue"}),
    ("POST", f"{ONE}/return", None),
    ("POST", f"{ONE}/close", {"disposition": "resolved"}),
    ("PUT", f"{ONE}/slots", {"name": "a", "value": "b"}),
    ("POST", f"{ONE}/help", {"to": "a"}),
    ("POST", f"{ONE}/help/end", None),
    ("GET", ONE, None),
    ("GET", "/api/desk/conversations", None),
]


async def test_editors_have_nothing_to_do_with_conversations(service: Running) -> None:
    editor = await service.sign_in("eda", "Eda", Role.EDITOR)
    for method, path, body in OF_TALKERS:
        answer = await editor.http.request(method, path, json=body)
        assert code(answer) == (403, "not_allowed"), f"{method} {path}"


@pytest.mark.parametrize(("what", "body"), [("assign", {"to": "a"}), ("route", {"priority": 1})])
async def test_assigning_and_routing_are_for_supervisors(
    service: Running, what: str, body: Any
) -> None:
    agent = await service.sign_in("mari", "Mari")
    assert code(await agent.post("x", what, body)) == (403, "not_allowed")
    for role in (Role.SUPERVISOR, Role.ADMIN):
        boss = await service.sign_in(role.value, "Boss", role)
        refused = code(await boss.post("x", what, body))
        assert refused in ((404, "unknown_agent"), (404, "unknown_conversation"))


async def test_next_takes_what_waits_and_answers_204_when_nothing_does(service: Running) -> None:
    mari = await at_work(service, "mari")
    assert (await mari.http.post("/api/desk/next")).status_code == 204
    citizen = await queued(service)
    taken = await conversation_of(await mari.http.post("/api/desk/next"))
    assert (taken["id"], taken["assignee"]["name"]) == (citizen.conversation_id, "Mari")
    log = await service.store.access.find(AccessQuery(act="next"), 10)
    assert citizen.conversation_id in [entry.conversation_id for entry in log]


async def test_a_supervisor_routes_and_assigns_and_takes_over(service: Running) -> None:
    await service.store.offices.save_team(Team("t1", "Aid"))
    citizen, mari = await queued(service), await at_work(service, "mari")
    boss = await at_work(service, "boss", Role.SUPERVISOR)
    where = citizen.conversation_id
    routed = await conversation_of(await boss.post(where, "route", {"team": "t1", "priority": 8}))
    assert (routed["team"], routed["priority"]) == ("t1", 8)
    kept = await conversation_of(await boss.post(where, "route", {"priority": 100}))
    assert (kept["team"], kept["priority"]) == ("t1", 100)
    freed = await conversation_of(await boss.post(where, "route", {"team": None}))
    assert (freed["team"], freed["priority"]) == (None, 100)
    assert code(await boss.post(where, "route", {"priority": 101})) == (400, "invalid_request")
    assert code(await boss.post(where, "route", {"team": "t9"})) == (404, "unknown_team")
    given = await conversation_of(await boss.post(where, "assign", {"to": mari.agent.id}))
    assert given["assignee"]["name"] == "Mari"
    taken = await conversation_of(await boss.post(where, "assign", {"to": boss.agent.id}))
    assert taken["assignee"]["name"] == "Boss"
    assert code(await mari.post(where, "messages", {"key": "k", "text": "x"}))[1] == "not_yours"


async def test_a_transfer_to_a_team_puts_it_into_its_queue(service: Running) -> None:
    await service.store.offices.save_team(Team("t1", "Aid"))
    citizen, mari = await held(service)
    body = {"to": "team:t1", "note": "about SNAP"}
    moved = await conversation_of(await mari.post(citizen.conversation_id, "transfer", body))
    assert (moved["control"], moved["team"]) == ("queued", "t1")


async def test_a_fact_is_put_right_and_the_brief_says_by_whom(service: Running) -> None:
    citizen = await queued(service, "APP-2041-7739 person")
    mari = await at_work(service, "mari")
    await mari.post(citizen.conversation_id, "accept")
    where = citizen.conversation_id
    body = {"name": "application_number", "value": "APP-2041-7740"}
    path = f"/api/desk/conversations/{where}"
    await conversation_of(await mari.http.put(f"{path}/slots", json=body))
    (slot,) = (await mari.http.get(path)).json()["brief"]["slots"]
    assert (slot["value"], slot["origin"]) == ("APP-2041-7740", "agent")
    body = {"name": "shoe_size", "value": "44"}
    assert code(await mari.http.put(f"{path}/slots", json=body)) == (400, "invalid_request")


async def test_the_bot_goes_on_at_the_step_with_what_was_put_right(service: Running) -> None:
    citizen = await queued(service, "APP-2041-7739 person")
    mari = await at_work(service, "mari")
    await mari.post(citizen.conversation_id, "accept")
    where = citizen.conversation_id
    body: dict[str, Any] = {"name": "application_number", "value": "APP-2041-7740"}
    await mari.http.put(f"/api/desk/conversations/{where}/slots", json=body)
    wrong = {"step": {"title": "Go", "payload": "/forget_everything"}}
    assert code(await mari.post(where, "return", wrong)) == (422, "unknown_step")
    step = {"title": "Continue the status check", "payload": "/application_status"}
    async with asyncio.timeout(5), citizen.stream() as frames:
        await conversation_of(await mari.post(where, "return", {"step": step}))
        await frames.until(type="message", author="bot", text="You said: /application_status")
    assert service.assistant.turns[-1].slots == {"application_number": "APP-2041-7740"}
    service.assistant.down = True
    await queued_again(citizen, mari)
    assert code(await mari.post(where, "return", {"step": step})) == (503, "assistant_away")
    assert (await conversation_of(await mari.post(where, "return")))["control"] == "bot"


async def queued_again(citizen: Citizen, agent: DeskClient) -> None:
    body = {"key": "again", "payload": "baton:talk_to_person"}
    assert (await citizen.post(body)).status_code == 202
    await agent.post(citizen.conversation_id, "accept")


async def test_a_colleague_reads_along_whispers_and_goes(service: Running) -> None:
    citizen, mari = await held(service)
    tom = await at_work(service, "tom")
    where, whisper = citizen.conversation_id, {"key": "w", "text": "psst", "whisper": True}
    assert code(await tom.post(where, "notes", whisper)) == (403, "not_allowed")
    called = await conversation_of(await mari.post(where, "help", {"to": tom.agent.id}))
    assert [helper["name"] for helper in called["helpers"]] == ["Tom"]
    assert (await tom.post(where, "notes", whisper)).status_code == 202
    assert "psst" not in str(await citizen.events())
    gone = await conversation_of(await tom.post(where, "help/end"))
    assert gone["helpers"] == []
    again = {"key": "w2", "text": "psst", "whisper": True}
    assert code(await tom.post(where, "notes", again)) == (403, "not_allowed")


async def test_an_offer_is_made_declined_and_accepted(service: Running) -> None:
    await service.store.offices.save_team(Team("t1", "Aid", TeamMode.OFFER))
    citizen, mari = await queued(service), await at_work(service, "mari")
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    where = citizen.conversation_id
    await boss.post(where, "route", {"team": "t1"})
    await service.store.agents.seen(mari.agent.id, service.adapters.clock.now())
    async with asyncio.timeout(10):
        while (await service.store.log.load(where)).offered_to is None:
            await service.services.desk.rounds.go()
    declined = await conversation_of(await mari.post(where, "decline"))
    assert (declined["control"], declined["offered_to"]) == ("queued", None)
    accepted = await conversation_of(await mari.post(where, "accept"))
    assert accepted["assignee"]["name"] == "Mari"


async def test_going_offline_hands_over_at_once(service: Running) -> None:
    citizen, mari = await held(service)
    await mari.http.put("/api/desk/presence", json={"presence": "offline"})
    state = await service.store.log.load(citizen.conversation_id)
    assert state.control is Control.QUEUED


async def test_the_last_sign_out_hands_over_at_once_and_an_earlier_one_does_not(
    service: Running,
) -> None:
    citizen, mari = await held(service)
    async with httpx.AsyncClient(base_url=service.base) as phone:
        login = {"username": mari.agent.username, "password": "correct horse battery"}
        await phone.post("/api/login", json=login)
        await phone.post("/api/logout")
    assert (await service.store.log.load(citizen.conversation_id)).holds(mari.agent.id)
    await mari.http.post("/api/logout")
    state = await service.store.log.load(citizen.conversation_id)
    assert state.control is Control.QUEUED
    assert (await service.store.agents.get(mari.agent.id)).presence == "offline"


async def test_the_running_service_takes_back_what_a_desk_without_life_holds(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, lease_seconds="1", messages_per_minute="1000") as service:
        citizen, _ = await held(service)
        async with asyncio.timeout(20), citizen.stream() as frames:
            lost = await frames.until(type="control", reason="agent_lost")
        assert lost["control"] == "queued"
