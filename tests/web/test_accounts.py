"""Accounts over HTTP: added, changed, closed at once, and never without an admin."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from handoff.core.access import AccessQuery
from handoff.core.agents import Role
from handoff.core.office import Team
from tests.web.harness import PASSWORD, DeskClient, Running
from tests.web.test_desk_api import code, queued

NEW = {"username": "Juan", "name": "Juan P.", "role": "agent"}


@pytest.fixture
async def ada(service: Running) -> DeskClient:
    return await service.sign_in("ada", "Ada", Role.ADMIN)


async def _login(service: Running, username: str, password: str) -> httpx.Response:
    body = {"username": username, "password": password}
    return await service.http.post("/api/login", json=body)


async def _account(ada: DeskClient, account_id: str) -> dict[str, Any]:
    listed = (await ada.http.get("/api/desk/accounts")).json()["accounts"]
    return next(account for account in listed if account["id"] == account_id)


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR, Role.SUPERVISOR])
async def test_only_admins_see_and_change_accounts(service: Running, role: Role) -> None:
    other = await service.sign_in("other", "Other", role)
    base = "/api/desk/accounts"
    for answer in (
        await other.http.get(base),
        await other.http.post(base, json=NEW),
        await other.http.patch(f"{base}/{other.agent.id}", json={"role": "admin"}),
        await other.http.put(f"{base}/{other.agent.id}/password", json={}),
        await other.http.post(f"{base}/{other.agent.id}/disable"),
        await other.http.post(f"{base}/{other.agent.id}/enable"),
    ):
        assert code(answer) == (403, "not_allowed")


async def test_an_account_is_added_with_a_password_that_is_told_once(
    service: Running, ada: DeskClient
) -> None:
    await service.store.offices.save_team(Team("snap", "SNAP"))
    more = {"languages": ["ES", "en-US"], "capacity": 5, "teams": ["snap"]}
    answer = await ada.http.post("/api/desk/accounts", json=NEW | more)
    assert answer.status_code == 201, answer.text
    added = answer.json()["account"]
    assert (added["username"], added["languages"]) == ("juan", ["es", "en"])
    assert (added["capacity"], added["teams"], added["disabled"]) == (5, ["snap"], False)
    password = answer.json()["password"]
    assert (await _login(service, "juan", password)).status_code == 200
    assert password not in (await ada.http.get("/api/desk/accounts")).text


async def test_a_given_password_is_not_told_back(service: Running, ada: DeskClient) -> None:
    answer = await ada.http.post("/api/desk/accounts", json=NEW | {"password": PASSWORD})
    assert answer.json()["password"] is None
    assert (await _login(service, "juan", PASSWORD)).status_code == 200


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (NEW | {"username": "ada"}, (409, "name_taken")),
        (NEW | {"username": "two words"}, (400, "invalid_request")),
        (NEW | {"password": "short"}, (400, "invalid_request")),
        (NEW | {"role": "boss"}, (400, "invalid_request")),
        (NEW | {"languages": ["klingon!"]}, (400, "invalid_request")),
        (NEW | {"capacity": 0}, (400, "invalid_request")),
        (NEW | {"capacity": 21}, (400, "invalid_request")),
        (NEW | {"teams": ["nowhere"]}, (404, "unknown_team")),
        ({"username": "juan"}, (400, "invalid_request")),
    ],
)
async def test_an_account_of_no_use_is_refused_and_not_added(
    ada: DeskClient, body: dict[str, Any], error: tuple[int, str]
) -> None:
    assert code(await ada.http.post("/api/desk/accounts", json=body)) == error
    accounts = (await ada.http.get("/api/desk/accounts")).json()["accounts"]
    assert [account["username"] for account in accounts] == ["ada"]


async def test_a_change_is_seen_in_the_next_request_of_that_agent(
    service: Running, ada: DeskClient
) -> None:
    mari = await service.sign_in("mari", "Mari")
    path = f"/api/desk/accounts/{mari.agent.id}"
    answer = await ada.http.patch(path, json={"name": " Mari  T. ", "role": "supervisor"})
    assert answer.json()["account"]["name"] == "Mari T."
    assert (await mari.http.get("/api/me")).json()["role"] == "supervisor"
    assert (await mari.http.get("/api/desk/access-log")).status_code == 200


async def test_the_last_admin_stays(service: Running, ada: DeskClient) -> None:
    path = f"/api/desk/accounts/{ada.agent.id}"
    assert code(await ada.http.post(f"{path}/disable")) == (409, "last_admin")
    assert code(await ada.http.patch(path, json={"role": "agent"})) == (409, "last_admin")
    grace = await service.sign_in("grace", "Grace", Role.ADMIN)
    assert (await grace.http.post(f"{path}/disable")).status_code == 200


async def test_a_disabled_account_loses_session_socket_and_conversations_at_once(
    service: Running, ada: DeskClient
) -> None:
    citizen = await queued(service)
    mari = await service.sign_in("mari", "Mari")
    one = citizen.conversation_id
    assert (await mari.post(one, "accept")).status_code == 200
    waiting = (await service.store.log.load(one)).handed_over_at
    async with mari.stream() as frames:
        await frames.next()
        answer = await ada.http.post(f"/api/desk/accounts/{mari.agent.id}/disable")
        assert answer.json()["account"]["disabled"] is True
        state = await service.store.log.load(one)
        assert (state.control, state.assignee) == ("queued", None)
        assert state.waiting_since == waiting
        with pytest.raises(ConnectionClosed) as closed:
            async with asyncio.timeout(5):
                while True:
                    await frames.next()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401
    assert code(await mari.http.get("/api/me")) == (401, "not_signed_in")
    assert code(await _login(service, "mari", PASSWORD)) == (401, "wrong_login")
    released = (await service.store.log.read(one, after=0, limit=100))[-1].event
    assert getattr(released, "reason", None) == "account_disabled"


async def test_an_enabled_account_signs_in_with_the_password_it_had(
    service: Running, ada: DeskClient
) -> None:
    mari = await service.sign_in("mari", "Mari")
    path = f"/api/desk/accounts/{mari.agent.id}"
    await ada.http.post(f"{path}/disable")
    assert (await ada.http.post(f"{path}/enable")).json()["account"]["disabled"] is False
    assert code(await mari.http.get("/api/me")) == (401, "not_signed_in")
    assert (await _login(service, "mari", PASSWORD)).status_code == 200


async def test_who_becomes_an_editor_gives_all_conversations_back(
    service: Running, ada: DeskClient
) -> None:
    citizen = await queued(service)
    mari = await service.sign_in("mari", "Mari")
    await mari.post(citizen.conversation_id, "accept")
    await ada.http.patch(f"/api/desk/accounts/{mari.agent.id}", json={"role": "editor"})
    assert (await service.store.log.load(citizen.conversation_id)).control == "queued"


async def test_a_password_an_admin_sets_ends_all_sessions(
    service: Running, ada: DeskClient
) -> None:
    mari = await service.sign_in("mari", "Mari")
    path = f"/api/desk/accounts/{mari.agent.id}/password"
    made = (await ada.http.put(path)).json()["password"]
    assert code(await mari.http.get("/api/me")) == (401, "not_signed_in")
    assert code(await _login(service, "mari", PASSWORD)) == (401, "wrong_login")
    assert (await _login(service, "mari", made)).status_code == 200
    assert (await ada.http.put(path, json={"password": PASSWORD})).json() == {"password": None}
    assert code(await ada.http.put(path, json={"password": "short"})) == (400, "invalid_request")


async def test_everybody_changes_the_own_password_and_stays_signed_in_here_only(
    service: Running,
) -> None:
    mari = await service.sign_in("mari", "Mari")
    elsewhere = httpx.AsyncClient(base_url=service.base)
    await elsewhere.post("/api/login", json={"username": "mari", "password": PASSWORD})
    path, new = "/api/me/password", "another good one"
    wrong = await mari.http.put(path, json={"old": "not it at all", "new": new})
    assert code(wrong) == (422, "wrong_password")
    short = await mari.http.put(path, json={"old": PASSWORD, "new": "short"})
    assert code(short) == (400, "invalid_request")
    assert (await elsewhere.get("/api/me")).status_code == 200
    assert (await mari.http.put(path, json={"old": PASSWORD, "new": new})).status_code == 204
    assert (await mari.http.get("/api/me")).status_code == 200
    assert code(await elsewhere.get("/api/me")) == (401, "not_signed_in")
    assert (await _login(service, "mari", new)).status_code == 200
    await elsewhere.aclose()


async def test_guessing_at_the_own_password_is_limited(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    body = {"old": "not it at all", "new": "another good one"}
    statuses = [(await mari.http.put("/api/me/password", json=body)).status_code for _ in range(40)]
    assert set(statuses) == {422, 429}
    assert statuses[-1] == 429


async def test_the_access_log_names_the_account_and_what_changed(
    service: Running, ada: DeskClient
) -> None:
    mari = await service.sign_in("mari", "Mari")
    path = f"/api/desk/accounts/{mari.agent.id}"
    await ada.http.patch(path, json={"capacity": 1, "role": "supervisor"})
    await ada.http.post(f"{path}/disable")
    found = await service.store.access.find(AccessQuery(agent_id=ada.agent.id), 10)
    about = f"account_id={mari.agent.id}"
    assert [(entry.act, entry.detail) for entry in found[:2]] == [
        ("disable_account", about),
        ("change_account", f"{about} role capacity"),
    ]
