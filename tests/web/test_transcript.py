"""Citizens fetch the whole conversation, with their token or the plain page's cookie."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest

from tests.web.harness import Citizen, Running, running


async def fetch(citizen: Citizen, **query: str) -> httpx.Response:
    return await citizen.service.http.get(
        f"{citizen.path}/transcript", params=query, headers=citizen.auth
    )


async def test_the_text_is_a_file_with_every_word(service: Running) -> None:
    citizen = await service.open()
    await citizen.say("how do I apply", "k1")
    await service.services.turns.drain()
    answer = await fetch(citizen)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="conversation.txt"'
    assert answer.headers["cache-control"] == "no-store"
    assert "You: how do I apply" in answer.text
    assert "Automated assistant: You said: how do I apply" in answer.text


async def test_the_page_runs_nothing_and_its_policy_fits_its_style(service: Running) -> None:
    citizen = await service.open()
    await citizen.say("<img src=x onerror=alert(1)>", "k1")
    answer = await fetch(citizen, format="html")
    assert "<img" not in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "script" not in policy
    style = re.search(r"<style>(.*?)</style>", answer.text, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_form_has_it_with_the_token_in_its_body(service: Running) -> None:
    citizen = await service.open()
    form = {"token": citizen.token, "format": "html"}
    own = {"Origin": service.base}
    answer = await service.http.post(f"{citizen.path}/transcript", data=form, headers=own)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    wrong = await service.http.post(f"{citizen.path}/transcript", data={"token": "x"})
    assert wrong.status_code == 401
    evil = {"Origin": "https://evil.example"}
    answer = await service.http.post(f"{citizen.path}/transcript", data=form, headers=evil)
    assert answer.status_code == 403


async def test_a_long_conversation_is_there_to_its_last_word(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.web.paper.PAGE", 10)
    citizen = await service.open()
    service.assistant.down = True
    for number in range(35):
        await citizen.say(f"line {number}.", f"k{number}")
    said = (await fetch(citizen)).text
    assert all(f"line {number}." in said for number in range(35))


async def test_nobody_else_gets_it(service: Running) -> None:
    citizen, other = await service.open(), await service.open()
    for headers in ({}, other.auth, {"Authorization": "Bearer x"}):
        answer = await service.http.get(f"{citizen.path}/transcript", headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_token")
    answer = await service.http.get("/api/conversations/nobody/transcript", headers=citizen.auth)
    assert answer.status_code == 404
    assert (await fetch(citizen, format="pdf")).status_code == 400


async def test_the_plain_page_has_it_by_its_cookie_until_it_forgets(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base) as browser:
        assert (await browser.get("/plain/transcript")).status_code == 401
        await browser.post("/plain", data={"key": "k-1", "text": "from the plain page"})
        page = await browser.get("/plain/transcript")
        assert page.status_code == 200
        assert "from the plain page" in page.text
        saved = await browser.get("/plain/transcript", params={"format": "text"})
        assert saved.headers["content-type"].startswith("text/plain")
        forgotten = await browser.post("/plain/forget")
        assert (forgotten.status_code, forgotten.headers["location"]) == (303, "/plain")
        assert "from the plain page" not in (await browser.get("/plain")).text
        assert (await browser.get("/plain/transcript")).status_code == 401


async def test_no_other_site_makes_a_browser_forget(service: Running) -> None:
    answer = await service.http.post("/plain/forget", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


async def test_the_way_to_another_device_is_a_page_of_ours(service: Running) -> None:
    page = await service.http.get("/resume", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert page.status_code == 200
    assert 'lang="es"' in page.text
    assert 'src="/widget/v1.js" data-resume' in page.text
    assert "Departamento de Servicios Humanos" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"
    assert "Department of Human Services" in (await service.http.get("/resume")).text


async def test_or_a_page_of_the_agencys_own(tmp_path: Path) -> None:
    async with running(tmp_path, resume_url="https://www.agency.example/chat") as service:
        answer = await service.http.get("/resume")
    assert answer.status_code == 302
    # Without a fragment of its own: browsers take the citizen's along.
    assert answer.headers["location"] == "https://www.agency.example/chat"
