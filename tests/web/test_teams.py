"""Teams and rules over HTTP: whole lists with a version, checked when saved."""

from __future__ import annotations

from typing import Any

import pytest

from handoff.core.agents import Role
from tests.web.harness import DeskClient, Running
from tests.web.test_desk_api import code, queued

TEAMS, RULES = "/api/desk/teams", "/api/desk/rules"


@pytest.fixture
async def boss(service: Running) -> DeskClient:
    return await service.sign_in("boss", "Boss", Role.SUPERVISOR)


async def save_teams(boss: DeskClient, *teams: dict[str, Any]) -> Any:
    version = (await boss.http.get(TEAMS)).json()["version"]
    return await boss.http.put(TEAMS, json={"teams": teams, "version": version})


async def save_rules(boss: DeskClient, *rules: dict[str, Any]) -> Any:
    version = (await boss.http.get(RULES)).json()["version"]
    return await boss.http.put(RULES, json={"rules": rules, "version": version})


async def team(boss: DeskClient, name: str = "SNAP") -> dict[str, Any]:
    before = (await boss.http.get(TEAMS)).json()["teams"]
    answer = await save_teams(boss, *before, {"name": name, "mode": "offer"})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(t for t in answer.json()["teams"] if t["name"] == name)
    return found


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR])
async def test_everybody_reads_teams_and_rules_and_supervisors_change_them(
    service: Running, role: Role
) -> None:
    other = await service.sign_in("other", "Other", role)
    assert (await other.http.get(TEAMS)).json()["teams"] == []
    assert (await other.http.get(RULES)).json()["rules"] == []
    assert code(await save_teams(other)) == (403, "not_allowed")
    assert code(await save_rules(other)) == (403, "not_allowed")
    assert code(await other.http.post(f"{RULES}/try", json={})) == (403, "not_allowed")


async def test_teams_are_kept_by_name_with_an_id_that_stays(boss: DeskClient) -> None:
    snap = await team(boss)
    assert (snap["mode"], len(snap["id"])) == ("offer", 20)
    medicaid = await team(boss, "Medicaid")
    answer = await save_teams(boss, {**snap, "name": "Food", "mode": "take"}, medicaid)
    assert answer.json()["teams"] == [{**snap, "name": "Food", "mode": "take"}, medicaid]


async def test_a_list_that_somebody_else_changed_meanwhile_is_not_overwritten(
    boss: DeskClient,
) -> None:
    for path, name in ((TEAMS, "teams"), (RULES, "rules")):
        old = (await boss.http.get(path)).json()["version"]
        first = {"name": "First", "priority": 1} if name == "rules" else {"name": "First"}
        saved = await boss.http.put(path, json={name: [first], "version": old})
        assert saved.status_code == 200, saved.text
        late = await boss.http.put(path, json={name: [], "version": old})
        assert code(late) == (409, "outdated")
        kept = (await boss.http.get(path)).json()
        assert [each["name"] for each in kept[name]] == ["First"]
        assert kept["version"] == saved.json()["version"]


async def test_a_team_that_a_rule_or_canned_responses_name_is_not_dropped(
    boss: DeskClient,
) -> None:
    snap = await team(boss)
    await save_rules(boss, {"name": "Food", "team": snap["id"]})
    refused = await save_teams(boss)
    assert code(refused) == (422, "invalid_office")
    (problem,) = refused.json()["error"]["problems"]
    assert (problem["index"], problem["name"], problem["field"]) == (0, "SNAP", "id")
    assert "Food" in problem["problem"]
    await save_rules(boss)
    canned = {"shortcut": "a", "title": "A", "language": "en", "text": "a", "team": snap["id"]}
    added = (await boss.http.post("/api/desk/canned", json=canned)).json()["canned"]
    assert "canned responses" in (await save_teams(boss)).json()["error"]["message"]
    await boss.http.delete(f"/api/desk/canned/{added['id']}")
    assert (await save_teams(boss)).json()["teams"] == []


async def test_who_waits_for_a_dropped_team_is_served_by_everybody_in_the_same_place(
    service: Running, boss: DeskClient
) -> None:
    snap = await team(boss)
    await save_rules(boss, {"name": "Food", "team": snap["id"], "priority": 4})
    citizen = await queued(service)
    before = await service.store.log.load(citizen.conversation_id)
    assert (before.team, before.priority) == (snap["id"], 4)
    await save_rules(boss)
    await save_teams(boss)
    after = await service.store.log.load(citizen.conversation_id)
    assert (after.team, after.priority) == (None, 4)
    assert after.waiting_since == before.waiting_since


async def test_a_saved_rule_counts_for_the_next_handoff(service: Running, boss: DeskClient) -> None:
    snap = await team(boss)
    answer = await save_rules(boss, {"name": "Food", "team": snap["id"], "languages": ["EN-us"]})
    assert answer.json()["rules"][0]["languages"] == ["en"]
    citizen = await queued(service)
    assert (await service.store.log.load(citizen.conversation_id)).team == snap["id"]


async def test_rules_that_cannot_be_kept_are_told_one_by_one_and_change_nothing(
    boss: DeskClient,
) -> None:
    await save_rules(boss, {"name": "Kept", "priority": 1})
    refused = await save_rules(
        boss,
        {"name": "Fine", "priority": 9},
        {"name": "Far", "team": "nowhere"},
        {"name": "High", "priority": 10},
        {"name": "Odd", "priority": 1, "languages": ["klingon!"]},
        {"name": "Idle"},
    )
    assert code(refused) == (422, "invalid_office")
    problems = refused.json()["error"]["problems"]
    assert {(p["index"], p["name"], p["field"]) for p in problems} == {
        (1, "Far", "team"),
        (2, "High", "priority"),
        (3, "Odd", "languages"),
        (4, "Idle", ""),
    }
    kept = (await boss.http.get(RULES)).json()["rules"]
    assert [rule["name"] for rule in kept] == ["Kept"]


async def test_a_topic_the_assistant_does_not_list_is_kept_with_a_warning(
    boss: DeskClient,
) -> None:
    answer = await save_rules(boss, {"name": "New", "priority": 1, "topics": ["no_such_topic"]})
    assert answer.status_code == 200
    assert [w["field"] for w in answer.json()["warnings"]] == ["topics"]


async def test_trying_says_which_team_and_priority_come_out_and_changes_nothing(
    boss: DeskClient,
) -> None:
    snap = await team(boss)
    emergency = {"name": "Emergency", "priority": 7, "topics": ["snap_emergency"]}
    food = {"name": "Food", "team": snap["id"], "topics": ["snap_emergency", "snap"]}
    await save_rules(boss, emergency, food)
    tried = await boss.http.post(f"{RULES}/try", json={"topic": "snap_emergency"})
    assert tried.json() == {
        "team": snap,
        "priority": 7,
        "rule": "Food",
        "fitting": ["Emergency", "Food"],
    }
    other = await boss.http.post(f"{RULES}/try", json={"topic": "medicaid"})
    assert other.json() == {"team": None, "priority": 0, "rule": None, "fitting": []}


async def test_rules_can_be_tried_before_they_are_saved(boss: DeskClient) -> None:
    draft = {"name": "Spanish first", "priority": 2, "languages": ["es"]}
    tried = await boss.http.post(f"{RULES}/try", json={"language": "es-MX", "rules": [draft]})
    assert tried.json()["fitting"] == ["Spanish first"]
    assert (await boss.http.get(RULES)).json()["rules"] == []
    bad = await boss.http.post(f"{RULES}/try", json={"rules": [{"name": "x", "priority": 99}]})
    assert code(bad) == (422, "invalid_office")
