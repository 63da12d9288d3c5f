"""The desk's API: sign-in, the queue, taking, answering and passing on."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx

from tests.web.harness import PASSWORD, Citizen, DeskClient, Running, running


async def queued(service: Running, words: str = "I need a person for my application") -> Citizen:
    citizen = await service.open()
    await citizen.say(words, "k1")
    async with asyncio.timeout(5), citizen.stream() as frames:
        await frames.until(type="control", control="queued")
    return citizen


async def held(service: Running) -> tuple[Citizen, DeskClient]:
    citizen = await queued(service)
    agent = await service.sign_in("mari", "Mari")
    assert (await agent.post(citizen.conversation_id, "accept")).status_code == 200
    return citizen, agent


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    service: Running,
) -> None:
    await service.services.sign_in.first_login(PASSWORD)
    login = {"username": "Admin ", "password": PASSWORD}
    answer = await service.http.post("/api/login", json=login)
    assert answer.json()["role"] == "admin"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie.replace("httponly", "")  # plain http on the loopback address


async def test_cookies_are_secure_outside_the_loopback_address(tmp_path: Path) -> None:
    async with running(tmp_path, public_url="https://baton.example") as service:
        await service.services.sign_in.first_login(PASSWORD)
        login = {"username": "admin", "password": PASSWORD}
        answer = await service.http.post("/api/login", json=login)
        assert "; secure" in answer.headers["set-cookie"].lower()
        assert "max-age=31536000" in answer.headers["strict-transport-security"]


async def test_wrong_name_and_wrong_password_get_the_same_answer(service: Running) -> None:
    await service.services.sign_in.first_login(PASSWORD)
    one = await service.http.post("/api/login", json={"username": "admin", "password": "no"})
    two = await service.http.post("/api/login", json={"username": "nobody", "password": PASSWORD})
    assert code(one) == (401, "wrong_login")
    assert one.json() == two.json()


async def test_failed_sign_ins_are_limited_and_good_ones_are_not(tmp_path: Path) -> None:
    async with running(tmp_path, logins_per_minute="2") as service:
        await service.services.sign_in.first_login(PASSWORD)
        right = {"username": "admin", "password": PASSWORD}
        for _ in range(3):
            assert (await service.http.post("/api/login", json=right)).status_code == 200
        wrong = {"username": "admin", "password": "no"}
        answers = [await service.http.post("/api/login", json=wrong) for _ in range(3)]
        assert [a.status_code for a in answers] == [401, 401, 429]
        assert code(answers[-1]) == (429, "too_many_logins")


async def test_signing_out_ends_the_session_itself(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    stolen = httpx.AsyncClient(base_url=service.base, cookies=agent.http.cookies)
    assert (await agent.http.post("/api/logout")).status_code == 204
    assert code(await stolen.get("/api/me")) == (401, "not_signed_in")


GUARDED = [
    ("GET", "/api/me"),
    ("PUT", "/api/desk/presence"),
    ("GET", "/api/desk/agents"),
    ("GET", "/api/desk/dispositions"),
    ("GET", "/api/desk/conversations"),
    ("GET", "/api/desk/conversations/x"),
    ("POST", "/api/desk/conversations/x/accept"),
    ("POST", "/api/desk/conversations/x/messages"),
    ("POST", "/api/desk/conversations/x/notes"),
    ("POST", "/api/desk/conversations/x/transfer"),
    ("POST", "/api/desk/conversations/x/return"),
    ("POST", "/api/desk/conversations/x/close"),
]


async def test_the_desk_needs_a_session(service: Running) -> None:
    bodies: dict[str, Any] = {
        "presence": {"presence": "away"},
        "messages": {"key": "k", "text": "t"},
        "notes": {"key": "k", "text": "t"},
        "transfer": {"to": "queue"},
        "close": {"disposition": "resolved"},
    }
    answers = {}
    for method, path in GUARDED:
        body = bodies.get(path.split("/")[-1])
        answers[method, path] = code(await service.http.request(method, path, json=body))
    assert answers == dict.fromkeys(GUARDED, (401, "not_signed_in"))


async def test_a_page_of_another_site_cannot_use_the_session(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    answer = await agent.http.post("/api/logout", headers={"Origin": "https://evil.example"})
    assert code(answer) == (403, "wrong_origin")
    assert (await agent.http.get("/api/me")).status_code == 200


async def test_name_and_presence_are_kept(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    assert (await agent.http.put("/api/me", json={"name": " Mari  T. "})).json()[
        "name"
    ] == "Mari T."
    answer = await agent.http.put("/api/desk/presence", json={"presence": "away"})
    assert answer.json()["presence"] == "away"
    (me,) = (await agent.http.get("/api/desk/agents")).json()["agents"]
    assert (me["name"], me["presence"]) == ("Mari T.", "away")
    assert code(await agent.http.put("/api/me", json={"name": " "})) == (400, "invalid_request")
    wrong = await agent.http.put("/api/desk/presence", json={"presence": "asleep"})
    assert code(wrong) == (400, "invalid_request")


async def test_the_queue_shows_who_waits_and_in_whose_words(service: Running) -> None:
    citizen = await queued(service)
    agent = await service.sign_in("mari", "Mari")
    answer = await agent.http.get("/api/desk/conversations", params={"control": "queued"})
    (summary,) = answer.json()["conversations"]
    assert summary["id"] == citizen.conversation_id
    assert summary["need"] == "I need a person for my application"
    assert (summary["reason"], summary["control"]) == ("asked", "queued")
    assert summary["waiting_since"].endswith("Z")


async def test_of_two_agents_who_take_together_one_gets_it_and_the_other_learns_who(
    service: Running,
) -> None:
    citizen = await queued(service)
    mari = await service.sign_in("mari", "Mari")
    juan = await service.sign_in("juan", "Juan")
    answers = await asyncio.gather(
        mari.post(citizen.conversation_id, "accept"), juan.post(citizen.conversation_id, "accept")
    )
    assert sorted(a.status_code for a in answers) == [200, 409]
    winner = mari if answers[0].status_code == 200 else juan
    loser = answers[1] if winner is mari else answers[0]
    assert code(loser) == (409, "already_taken")
    assert loser.json()["error"]["assignee"] == {
        "id": winner.agent.id,
        "name": winner.agent.name,
    }
    again = await winner.post(citizen.conversation_id, "accept")
    assert again.status_code == 200
    taken = [e for e in await citizen.events() if e.get("control") == "agent"]
    assert len(taken) == 1


async def test_the_agent_sees_brief_transcript_and_what_the_bot_collected(
    service: Running,
) -> None:
    citizen = await service.open()
    await citizen.say("where is APP-2041-7739", "k1")
    await citizen.say("let me talk to a person", "k2")
    async with asyncio.timeout(5), citizen.stream() as frames:
        await frames.until(type="control", control="queued")
    agent = await service.sign_in("mari", "Mari")
    view = (await agent.http.get(f"/api/desk/conversations/{citizen.conversation_id}")).json()
    assert view["brief"]["need"] == "where is APP-2041-7739"
    assert view["brief"]["slots"][0]["value"] == "APP-2041-7739"
    assert [t["intent"] for t in view["brief"]["topics"]] == ["apply_how"]
    assert [e["seq"] for e in view["events"]] == list(range(1, view["last_seq"] + 1))
    assert "turn" in {e["type"] for e in view["events"]}


async def test_notes_reach_agents_and_never_the_citizen(service: Running) -> None:
    citizen, agent = await held(service)
    note = {"key": "n1", "text": "SECRET-NOTE"}
    answer = await agent.post(citizen.conversation_id, "notes", note)
    assert answer.status_code == 202
    seen = await citizen.events()
    assert "SECRET-NOTE" not in str(seen)
    assert seen[-1] == {
        "seq": answer.json()["seq"],
        "at": seen[-1]["at"],
        "type": "internal",
        "author": "system",
    }
    view = (await agent.http.get(f"/api/desk/conversations/{citizen.conversation_id}")).json()
    assert view["events"][-1]["text"] == "SECRET-NOTE"


async def test_an_agents_answer_reaches_the_citizen_with_the_display_name_once(
    service: Running,
) -> None:
    citizen, agent = await held(service)
    said = {"key": "a1", "text": "Good morning"}
    first = await agent.post(citizen.conversation_id, "messages", said)
    again = await agent.post(citizen.conversation_id, "messages", said)
    assert first.json() == again.json()
    spoken = [e for e in await citizen.events() if e.get("author") == "agent"]
    assert [(e["text"], e["name"]) for e in spoken] == [("Good morning", "Mari")]
    assert "key" not in spoken[0]


async def test_only_the_holder_answers_returns_or_closes(service: Running) -> None:
    citizen, _ = await held(service)
    juan = await service.sign_in("juan", "Juan")
    for what, body in (
        ("messages", {"key": "k", "text": "t"}),
        ("return", None),
        ("transfer", {"to": "queue"}),
        ("close", {"disposition": "resolved"}),
    ):
        answer = await juan.post(citizen.conversation_id, what, body)
        assert code(answer) == (409, "not_yours")
        assert answer.json()["error"]["assignee"]["name"] == "Mari"


async def test_after_return_the_bot_answers_again(service: Running) -> None:
    citizen, agent = await held(service)
    await citizen.say("said to the agent", "k2")
    turns = len(service.assistant.turns)
    assert (await agent.post(citizen.conversation_id, "return")).status_code == 200
    seq = await citizen.say("hello bot", "k3")
    async with asyncio.timeout(5), citizen.stream(seq) as frames:
        answer = await frames.until(type="message", author="bot")
    assert answer["text"] == "You said: hello bot"
    assert len(service.assistant.turns) == turns + 1


async def test_a_transfer_gives_the_baton_to_a_colleague(service: Running) -> None:
    citizen, mari = await held(service)
    juan = await service.sign_in("juan", "Juan")
    body = {"to": juan.agent.id, "note": "speaks Spanish"}
    at_home = await mari.post(citizen.conversation_id, "transfer", body)
    assert code(at_home) == (409, "agent_off_duty")
    await juan.http.put("/api/desk/presence", json={"presence": "away"})
    answer = await mari.post(citizen.conversation_id, "transfer", body)
    assert answer.json()["conversation"]["assignee"]["name"] == "Juan"
    assert (await citizen.events())[-1]["name"] == "Juan"
    unknown = await juan.post(citizen.conversation_id, "transfer", {"to": "nobody"})
    assert code(unknown) == (404, "unknown_agent")
    unknown = await juan.post(citizen.conversation_id, "transfer", {"to": "team:nobody"})
    assert code(unknown) == (404, "unknown_team")


async def test_back_in_the_queue_the_citizen_keeps_the_time_waited(service: Running) -> None:
    citizen, mari = await held(service)
    before = (await mari.http.get(f"/api/desk/conversations/{citizen.conversation_id}")).json()
    answer = await mari.post(citizen.conversation_id, "transfer", {"to": "queue"})
    summary = answer.json()["conversation"]
    assert summary["control"] == "queued"
    assert summary["waiting_since"] == before["brief"]["handed_over_at"]


async def test_a_closed_conversation_has_its_disposition_and_reopens_when_written_to(
    service: Running,
) -> None:
    citizen, agent = await held(service)
    wrong = await agent.post(citizen.conversation_id, "close", {"disposition": "whatever"})
    assert code(wrong) == (400, "invalid_request")
    body = {"disposition": "resolved", "note": "all done"}
    closed = await agent.post(citizen.conversation_id, "close", body)
    assert closed.json()["conversation"]["disposition"] == "resolved"
    assert (await citizen.events())[-1]["control"] == "closed"
    seq = await citizen.say("one more thing", "k9")
    reopened, queued_again, written = (await citizen.events(seq - 3))[:3]
    assert (reopened["control"], queued_again["control"]) == ("bot", "queued")
    assert written["seq"] == seq
    view = (await agent.http.get(f"/api/desk/conversations/{citizen.conversation_id}")).json()
    assert view["conversation"]["reason"] == "came_back"


async def test_what_waits_for_nobody_cannot_be_taken(service: Running) -> None:
    citizen = await service.open()
    agent = await service.sign_in("mari", "Mari")
    answer = await agent.post(citizen.conversation_id, "accept")
    assert code(answer) == (409, "not_queued")
    assert code(await agent.post("none", "accept")) == (404, "unknown_conversation")


async def test_the_bot_stays_silent_once_an_agent_has_control(service: Running) -> None:
    citizen = await service.open()
    service.assistant.gate.clear()
    await citizen.say("slow question", "k1")
    pressed = await citizen.post({"key": "k2", "payload": "baton:talk_to_person"})
    assert pressed.status_code == 202
    agent = await service.sign_in("mari", "Mari")
    assert (await agent.post(citizen.conversation_id, "accept")).status_code == 200
    service.assistant.gate.set()
    await service.services.turns.drain()
    spoken = [e for e in await citizen.events(2) if e.get("author") == "bot"]
    assert spoken == []
