"""Follow-ups over HTTP, for supervisors."""

from __future__ import annotations

from handoff.core.agents import Role
from handoff.core.events import FeedbackGiven
from handoff.services.follow_ups import FollowUpBook
from tests.web.harness import Running
from tests.web.test_desk_api import code

PATH = "/api/desk/follow-ups"


async def test_a_low_score_comes_up_gets_an_owner_and_is_closed(service: Running) -> None:
    citizen = await service.open()
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    given = FeedbackGiven(score=1, words_seq=None)
    at = service.adapters.clock.now()
    await service.store.log.append(citizen.conversation_id, lambda _: [given], at=at)
    kept = service.adapters.kept.follow_ups
    agents, clock = service.adapters.agents, service.adapters.clock
    await FollowUpBook(kept, agents, lambda: None, clock).open_missing()
    (owed,) = (await boss.http.get(PATH)).json()["follow_ups"]
    assert (owed["conversation_id"], owed["score"]) == (citizen.conversation_id, 1)
    assert (owed["overdue"], owed["owner"], owed["closed_at"]) == (False, None, None)
    one = f"{PATH}/{owed['conversation_id']}"
    early = await boss.http.patch(one, json={"closed": True})
    assert code(early) == (400, "invalid_request")
    body = {"owner_id": boss.agent.id, "outcome": "helped", "note": "called back", "closed": True}
    closed = (await boss.http.patch(one, json=body)).json()["follow_up"]
    assert closed["owner"] == {"id": boss.agent.id, "name": "Boss"}
    assert (await boss.http.get(PATH)).json()["follow_ups"] == []
    assert (await boss.http.get(PATH, params={"state": "closed"})).json()["follow_ups"] == [closed]


async def test_agents_and_editors_do_not_see_them(service: Running) -> None:
    for role in (Role.AGENT, Role.EDITOR):
        client = await service.sign_in(role.value, "Name", role)
        assert code(await client.http.get(PATH)) == (403, "not_allowed")
        answer = await client.http.patch(f"{PATH}/c1", json={})
        assert code(answer) == (403, "not_allowed")


async def test_what_there_is_not_is_told(service: Running) -> None:
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    answer = await boss.http.patch(f"{PATH}/nowhere", json={"note": "x"})
    assert code(answer) == (404, "unknown_follow_up")
    answer = await boss.http.get(PATH, params={"state": "lost"})
    assert code(answer) == (400, "invalid_request")
