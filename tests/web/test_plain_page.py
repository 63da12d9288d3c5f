"""The page for browsers without JavaScript."""

from __future__ import annotations

import asyncio
import re
from functools import partial

import httpx

from handoff.core import survey
from handoff.services.survey_texts import SCORES
from tests.web.harness import Running


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, page
    return found[1]


async def test_a_citizen_without_javascript_talks_to_the_same_bot(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        page = (await browser.get("/plain")).text
        form = {"key": field(page, "key"), "text": "how do I <b>apply</b>?"}
        answer = await browser.post("/plain", data=form)
    assert answer.status_code == 200
    assert "You said: how do I &lt;b&gt;apply" in answer.text
    assert "<b>apply" not in answer.text
    assert 'value="/more"' in answer.text


async def test_the_form_sent_twice_says_it_once(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        page = (await browser.post("/plain", data={"key": "k-1", "text": "hello"})).text
        page = (await browser.post("/plain", data={"key": "k-1", "text": "hello"})).text
    assert page.count("You said: hello") == 1


async def test_the_plain_page_goes_on_where_the_widget_was(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        opened = await browser.post("/api/conversations", json={"language": "es"})
        auth = {"Authorization": f"Bearer {opened.json()['token']}"}
        path = f"/api/conversations/{opened.json()['conversation_id']}"
        said = {"key": "k1", "text": "desde el widget"}
        await browser.post(f"{path}/messages", json=said, headers=auth)
        page = (await browser.get("/plain")).text
        assert 'lang="es"' in page
        assert "desde el widget" in page
        await browser.post("/plain", data={"key": "k-2", "text": "desde la página"})
        events = (await browser.get(f"{path}/events", headers=auth)).json()["events"]
    said_both = [e["text"] for e in events if e["author"] == "citizen"]
    assert said_both == ["desde el widget", "desde la página"]


async def test_buttons_are_buttons_of_the_form(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        page = (await browser.post("/plain", data={"key": "k-1", "text": "hello"})).text
        pressed = {"key": field(page, "key"), "payload": "/more"}
        page = (await browser.post("/plain", data=pressed)).text
    assert "You said: /more" in page


async def test_what_cannot_be_sent_is_told_and_kept_in_the_form(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base) as browser:
        answer = await browser.post("/plain", data={"key": "k-1", "text": "a" * 4001})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "a" * 4001 in answer.text


async def test_the_page_does_not_wait_for_ever_for_a_slow_assistant(service: Running) -> None:
    service.assistant.gate.clear()
    async with httpx.AsyncClient(base_url=service.base, timeout=10) as browser:
        async with asyncio.timeout(8):
            answer = await browser.post("/plain", data={"key": "k-1", "text": "hello"})
    assert answer.status_code == 303
    service.assistant.gate.set()


async def test_a_stranger_cannot_post_the_form_from_another_site(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base) as browser:
        answer = await browser.post(
            "/plain",
            data={"key": "k-1", "text": "hello"},
            headers={"Origin": "https://evil.example"},
        )
    assert answer.status_code == 403


async def test_the_effort_question_is_answered_there_too(service: Running) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        await browser.post("/plain", data={"key": "k-1", "text": "hello"})
        (conversation,) = await service.adapters.log.summaries()
        asks = partial(survey.asked, question="How easy was it?", buttons=SCORES)
        await service.adapters.log.append(
            conversation.conversation.id, asks, at=service.adapters.clock.now()
        )
        page = (await browser.get("/plain")).text
        assert 'class="choices scale"' in page
        assert page.count('name="payload"') == 7
        pressed = {"key": field(page, "key"), "payload": "baton:ces:6"}
        page = (await browser.post("/plain", data=pressed)).text
        assert 'value="baton:ces:comment"' in page
        more = {"key": "k-3", "payload": "baton:ces:comment"}
        page = (await browser.post("/plain", data=more)).text
        page = (await browser.post("/plain", data={"key": "k-4", "text": "quick!"})).text
    assert "We have kept your comment." in page
    state = await service.adapters.log.load(conversation.conversation.id)
    assert (state.ces, state.commenting) == (6, False)


async def test_no_browser_keeps_the_page_so_that_what_is_forgotten_stays_so(
    service: Running,
) -> None:
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        sent = await browser.post("/plain", data={"key": "k-1", "text": "my secret"})
        shown = await browser.get("/plain")
    assert "my secret" in sent.text
    assert [page.headers["cache-control"] for page in (sent, shown)] == ["no-store"] * 2
