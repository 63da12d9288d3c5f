"""Canned responses over HTTP: who uses and edits which, and nothing unfilled reaches a citizen."""

from __future__ import annotations

from typing import Any

import pytest

from handoff.core.access import AccessQuery
from handoff.core.accounts import AccountChange
from handoff.core.agents import Role
from handoff.core.office import Team
from tests.web.harness import DeskClient, Running
from tests.web.test_desk_api import code, held

CANNED = "/api/desk/canned"
HELLO = {"shortcut": "/Hello", "title": "Greeting", "language": "en", "text": "Hello!"}


@pytest.fixture
async def boss(service: Running) -> DeskClient:
    return await service.sign_in("boss", "Boss", Role.SUPERVISOR)


async def keep(client: DeskClient, **changes: Any) -> dict[str, Any]:
    answer = await client.http.post(CANNED, json=HELLO | changes)
    assert answer.status_code == 201, answer.text
    kept: dict[str, Any] = answer.json()["canned"]
    return kept


async def shown(client: DeskClient, **query: str) -> list[dict[str, Any]]:
    answer = await client.http.get(CANNED, params=query)
    assert answer.status_code == 200, answer.text
    listed: list[dict[str, Any]] = answer.json()["canned"]
    return listed


async def test_agents_keep_their_own_and_editors_what_is_shared(
    service: Running, boss: DeskClient
) -> None:
    mari, tom = await service.sign_in("mari", "Mari"), await service.sign_in("tom", "Tom")
    editor = await service.sign_in("ed", "Ed", Role.EDITOR)
    assert code(await mari.http.post(CANNED, json=HELLO)) == (403, "not_allowed")
    own = await keep(mari, personal=True)
    shared = await keep(editor)
    assert (own["shortcut"], own["personal"], own["editable"]) == ("hello", True, True)
    assert {c["id"]: c["editable"] for c in await shown(mari)} == {
        own["id"]: True,
        shared["id"]: False,
    }
    assert [c["id"] for c in await shown(tom)] == [shared["id"]]
    assert [c["id"] for c in await shown(boss)] == [shared["id"]]
    changed = HELLO | {"text": "Good day"}
    path = f"{CANNED}/{shared['id']}"
    assert code(await mari.http.put(path, json=changed)) == (403, "not_allowed")
    assert code(await mari.http.delete(path)) == (403, "not_allowed")
    assert (await boss.http.put(path, json=changed)).json()["canned"]["text"] == "Good day"
    assert (await editor.http.delete(path)).status_code == 204
    assert code(await editor.http.delete(path)) == (404, "unknown_canned")


async def test_what_is_somebodys_own_is_unknown_to_all_others(
    service: Running, boss: DeskClient
) -> None:
    mari = await service.sign_in("mari", "Mari")
    path = f"{CANNED}/{(await keep(mari, personal=True))['id']}"
    assert code(await boss.http.put(path, json=HELLO)) == (404, "unknown_canned")
    assert code(await boss.http.delete(path)) == (404, "unknown_canned")
    # Nor does an agent get a shared one by giving the own away.
    assert code(await mari.http.put(path, json=HELLO)) == (403, "not_allowed")


async def test_those_of_a_team_are_for_its_agents_and_for_who_edits_them(
    service: Running, boss: DeskClient
) -> None:
    for name in ("snap", "other"):
        await service.store.offices.save_team(Team(name, name))
    mari, tom = await service.sign_in("mari", "Mari"), await service.sign_in("tom", "Tom")
    for client, name in ((mari, "snap"), (tom, "other"), (boss, "other")):
        await service.store.accounts.change(client.agent.id, AccountChange(teams=(name,)))
    await keep(boss, team="snap")
    assert (len(await shown(mari)), len(await shown(tom)), len(await shown(boss))) == (1, 0, 1)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"shortcut": "two words"}, (400, "invalid_request")),
        ({"title": " "}, (400, "invalid_request")),
        ({"language": "klingon!"}, (400, "invalid_request")),
        ({"text": "Hello {{nobody}}"}, (400, "invalid_request")),
        ({"text": " "}, (422, "empty_text")),
        ({"text": "x" * 4001}, (422, "text_too_long")),
        ({"team": "nowhere"}, (404, "unknown_team")),
        ({"shortcut": "TAKEN"}, (409, "shortcut_taken")),
    ],
)
async def test_what_is_of_no_use_is_refused(
    boss: DeskClient, changes: dict[str, str], error: tuple[int, str]
) -> None:
    await keep(boss, shortcut="taken")
    assert code(await boss.http.post(CANNED, json=HELLO | changes)) == error
    assert len(await shown(boss)) == 1


async def test_in_a_conversation_they_come_filled_in_its_language_first(
    service: Running, boss: DeskClient
) -> None:
    citizen, mari = await held(service)
    text = "{{agent}} of {{agency}}, {{office_hours}}: {{first_name}} {{slot.date_of_birth}}"
    await keep(boss, shortcut="a", language="es", text="Hola de {{agency}}")
    await keep(boss, shortcut="z", text=text)
    await keep(mari, shortcut="y", personal=True)
    found = await shown(mari, conversation_id=citizen.conversation_id)
    assert [(c["shortcut"], c["language"]) for c in found] == [
        ("y", "en"),
        ("z", "en"),
        ("a", "es"),
    ]
    long = found[1]
    assert long["text"] == text
    assert long["filled"].startswith("Mari of ")
    assert "Monday to Friday" in long["filled"]
    assert long["filled"].endswith("{{first_name}} {{slot.date_of_birth}}")
    assert long["unfilled"] == ["first_name", "slot.date_of_birth"]
    assert found[2]["filled"] != found[2]["text"]
    assert found[2]["unfilled"] == []


async def test_reading_them_for_a_conversation_is_recorded_with_it(
    service: Running, boss: DeskClient
) -> None:
    citizen, mari = await held(service)
    await shown(mari, conversation_id=citizen.conversation_id)
    query = AccessQuery(agent_id=mari.agent.id, act="canned")
    (entry,) = await service.store.access.find(query, 10)
    assert entry.conversation_id == citizen.conversation_id
    unknown = await mari.http.get(CANNED, params={"conversation_id": "nowhere"})
    assert code(unknown) == (404, "unknown_conversation")


async def test_an_editor_who_reads_no_conversations_gets_none_filled_in(
    service: Running,
) -> None:
    citizen, _ = await held(service)
    editor = await service.sign_in("ed", "Ed", Role.EDITOR)
    one = citizen.conversation_id
    answer = await editor.http.get(CANNED, params={"conversation_id": one})
    assert code(answer) == (403, "not_allowed")
    file = await editor.http.get(f"/api/desk/conversations/{one}/attachments/1/0")
    assert code(file) == (403, "not_allowed")


async def test_a_message_with_a_variable_in_it_is_refused_and_names_it(service: Running) -> None:
    citizen, mari = await held(service)
    seq = (await service.store.log.load(citizen.conversation_id)).last_seq
    body = {"key": "k", "text": "Hello {{first_name}}"}
    refused = await mari.post(citizen.conversation_id, "messages", body)
    assert code(refused) == (422, "unfilled_variable")
    assert refused.json()["error"]["variables"] == ["first_name"]
    assert (await service.store.log.load(citizen.conversation_id)).last_seq == seq
    note = await mari.post(citizen.conversation_id, "notes", body)
    assert note.status_code == 202
    filled = {"key": "k2", "text": "Hello Ana"}
    assert (await mari.post(citizen.conversation_id, "messages", filled)).status_code == 202
