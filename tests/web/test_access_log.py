"""The access log over HTTP: who read or did what stands there before they get an answer."""

from __future__ import annotations

from typing import Any

import pytest

from handoff.core.access import Access, AccessQuery
from handoff.core.agents import Role
from handoff.core.errors import Unavailable
from handoff.services.access import AccessRecorder
from tests.web.harness import PASSWORD, DeskClient, Running
from tests.web.test_desk_api import code, held, queued


async def entries(service: Running, **of: Any) -> list[tuple[str, str, str | None, str | None]]:
    """Name, act, conversation and detail of what stands in the log, oldest first."""
    found = await service.store.access.find(AccessQuery(**of), 1000)
    return [(e.name, e.act, e.conversation_id, e.detail) for e in reversed(found)]


async def test_what_an_agent_does_with_a_conversation_is_recorded_without_its_words(
    service: Running,
) -> None:
    citizen, mari = await held(service)
    one = citizen.conversation_id
    await mari.http.get(f"/api/desk/conversations/{one}")
    await mari.post(one, "messages", {"key": "k", "text": "a secret answer"})
    await mari.post(one, "notes", {"key": "n", "text": "a secret note"})
    await mari.post(one, "close", {"disposition": "resolved"})
    of_one = await entries(service, conversation_id=one)
    acts = ["accept", "open", "say", "note", "close"]
    assert of_one == [("Mari", act, one, None) for act in acts]
    assert "secret" not in repr(await service.store.access.find(AccessQuery(), 1000))


async def test_what_did_not_happen_is_not_recorded_as_done(service: Running) -> None:
    citizen = await queued(service)
    mari = await service.sign_in("mari", "Mari")
    one = citizen.conversation_id
    refused = await mari.post(one, "close", {"disposition": "resolved"})
    assert code(refused) == (409, "not_yours")
    unknown = await mari.http.get("/api/desk/conversations/nowhere")
    assert code(unknown) == (404, "unknown_conversation")
    assert await entries(service, conversation_id=one) == []
    assert await entries(service, conversation_id="nowhere") == []


async def test_whatever_a_refused_address_names_is_recorded_in_short_and_storable(
    service: Running,
) -> None:
    tom = await service.sign_in("tom", "Tom")
    for name in ("%00", "x" * 5000):
        refused = await tom.http.patch(f"/api/desk/accounts/{name}", json={})
        assert code(refused) == (403, "not_allowed")
    details = [detail or "" for *_, detail in await entries(service, agent_id=tom.agent.id)]
    # PostgreSQL keeps no NUL: the entry, and with it the answer, would fail.
    assert "account_id=\ufffd refused" in details
    assert max(map(len, details)) == 500


async def test_trying_what_the_role_forbids_is_recorded_as_refused(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    answer = await mari.http.get("/api/desk/access-log")
    assert code(answer) == (403, "not_allowed")
    assert (await entries(service))[-1] == ("Mari", "search_access", None, "refused")


async def test_signing_in_and_out_and_wrong_passwords_are_recorded(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    await service.http.post("/api/login", json={"username": "mari", "password": "wrong"})
    await service.http.post("/api/login", json={"username": "nobody", "password": PASSWORD})
    await mari.http.post("/api/logout")
    assert await entries(service) == [
        ("Mari", "sign_in", None, None),
        ("Mari", "sign_in_failed", None, None),
        ("", "sign_in_failed", None, None),
        ("Mari", "sign_out", None, None),
    ]
    ids = [e.agent_id for e in await service.store.access.find(AccessQuery(), 10)]
    assert ids == [mari.agent.id, "unknown", mari.agent.id, mari.agent.id]


async def test_a_desk_that_follows_the_lists_is_recorded_before_it_gets_them(
    service: Running,
) -> None:
    mari = await service.sign_in("mari", "Mari")
    async with mari.stream() as frames:
        await frames.until(type="floor")
        assert (await entries(service))[-1] == ("Mari", "follow", None, None)


async def test_nothing_is_shown_that_cannot_be_recorded(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen, mari = await held(service)
    log = service.store.access

    async def full(_: Access) -> None:
        raise Unavailable

    monkeypatch.setattr(log, "add", full)
    answer = await mari.http.get(f"/api/desk/conversations/{citizen.conversation_id}")
    assert code(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"
    assert "person" not in answer.text
    monkeypatch.undo()
    again = await mari.http.get(f"/api/desk/conversations/{citizen.conversation_id}")
    assert again.status_code == 200


async def test_a_supervisor_searches_by_agent_conversation_act_and_time(service: Running) -> None:
    citizen, mari = await held(service)
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    one = citizen.conversation_id
    await mari.http.get(f"/api/desk/conversations/{one}")

    async def acts(**query: Any) -> list[str]:
        answer = await boss.http.get("/api/desk/access-log", params=query)
        assert answer.status_code == 200, answer.text
        return [entry["act"] for entry in answer.json()["entries"]]

    assert await acts(agent=mari.agent.id) == ["open", "accept", "sign_in"]
    assert await acts(conversation=one, act="open") == ["open"]
    assert await acts(agent=mari.agent.id, to="2001-01-01T00:00:00Z") == []
    since = {"agent": mari.agent.id, "from": "2001-01-01T00:00:00Z"}
    assert await acts(**since) == ["open", "accept", "sign_in"]


async def test_the_search_itself_is_recorded_with_what_was_looked_for(service: Running) -> None:
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    await boss.http.get("/api/desk/access-log", params={"agent": "a1", "conversation": "c1"})
    assert (await entries(service))[-1] == ("Boss", "search_access", "c1", "of=a1")


async def test_a_search_comes_in_pages(service: Running) -> None:
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    recorder = AccessRecorder(service.store.access, service.adapters.clock)
    for number in range(120):
        await recorder.record(boss.agent.ref, "open", f"c{number}")
    first = (await _search(boss, act="open")).json()
    assert (len(first["entries"]), first["more"]) == (100, True)
    rest = (await _search(boss, act="open", before=first["entries"][-1]["id"])).json()
    assert (len(rest["entries"]), rest["more"]) == (20, False)
    seen = [entry["conversation_id"] for entry in first["entries"] + rest["entries"]]
    assert seen == [f"c{number}" for number in reversed(range(120))]


@pytest.mark.parametrize("query", [{"from": "yesterday"}, {"before": "0"}, {"to": "2026-11-22"}])
async def test_a_search_of_no_sense_is_refused(service: Running, query: dict[str, str]) -> None:
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    assert code(await _search(boss, **query)) == (400, "invalid_request")


async def _search(client: DeskClient, **query: Any) -> Any:
    return await client.http.get("/api/desk/access-log", params=query)
