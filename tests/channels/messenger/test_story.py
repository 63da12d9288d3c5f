"""A citizen on Messenger has what a citizen on the website has; over the real service and HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from handoff.core.events import MessagePosted
from handoff.core.values import Author
from tests.channels.messenger import page
from tests.channels.messenger.conftest import Ends
from tests.web.harness import DeskClient

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


async def on_desk(agent: DeskClient, conversation_id: str) -> Any:
    answer = await agent.http.get(f"/api/desk/conversations/{conversation_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_from_get_started_over_buttons_to_a_person_and_the_persons_answer(
    ends: Ends,
) -> None:
    graph, service = ends.graph, ends.service
    assert await graph.bring(page.body(page.pressed(page.ANA, "baton:start", "Get Started"))) == 200
    (greeting,) = await graph.until(page.ANA, 1)
    assert greeting.text.startswith("Hello! I am the automated assistant")
    await graph.bring(page.body(page.pressed(page.ANA, greeting.choices["How to apply"])))
    answer = (await graph.until(page.ANA, 2))[1]
    assert answer.text == "You said: /apply_how"
    await ends.says(page.ANA, "a person please")
    queued = (await graph.until(page.ANA, 4))[3]
    assert "next in line for a person" in queued.text

    mari = await service.sign_in("mari", "Mari")
    conversation_id = await ends.conversation(page.ANA)
    assert (await mari.post(conversation_id, "accept")).status_code == 200
    told = {"key": "k1", "text": "Hello, I see your application."}
    assert (await mari.post(conversation_id, "messages", told)).status_code == 202
    sent = await graph.until(page.ANA, 6)
    assert sent[4].text == "You are now talking with Mari, who can read what you wrote before."
    assert sent[5].text == "Mari: Hello, I see your application."
    await ends.says(page.ANA, "thank you")
    view = await on_desk(mari, conversation_id)
    assert view["conversation"]["channel"] == "messenger"
    assert "thank you" in [event.get("text") for event in view["events"]]
    assert len(graph.texts(page.ANA)) == 6
    assert page.TOKEN not in str(view)


async def test_a_menu_of_the_page_works_at_any_time(ends: Ends) -> None:
    await ends.graph.bring(page.body(page.pressed(page.ANA, "s:/apply_how", "How to apply")))
    sent = await ends.graph.until(page.ANA, 2)
    assert sent[1].text == "You said: /apply_how"
    await ends.graph.bring(page.body(page.pressed(page.ANA, "s:baton:talk_to_person", "Person")))
    assert "in line for a person" in (await ends.graph.until(page.ANA, 3))[2].text


async def test_a_token_of_another_conversation_gets_a_kind_answer(ends: Ends) -> None:
    await ends.says(page.ANA, "hello")
    choices = (await ends.graph.until(page.ANA, 1))[0].choices
    await ends.graph.bring(page.body(page.chosen(page.BEN, choices["How to apply"], "How")))
    sent = await ends.graph.until(page.BEN, 2)
    assert sent[1].text.startswith("That button is from earlier")


async def test_typed_slashes_are_words_on_messenger_too(ends: Ends) -> None:
    await ends.says(page.ANA, "/apply_how")
    await ends.graph.until(page.ANA, 2)
    (turn,) = ends.service.assistant.turns
    assert (turn.text, turn.payload) == ("/apply_how", None)


async def test_typing_is_shown_while_the_assistant_thinks(ends: Ends) -> None:
    ends.service.assistant.gate.clear()
    await ends.says(page.ANA, "hello")
    async with asyncio.timeout(5):
        while not ends.graph.actions:  # noqa: ASYNC110  # citizens tell nobody
            await asyncio.sleep(0.01)
    assert ends.graph.actions[0] == (page.ANA, "typing_on")
    ends.service.assistant.gate.set()


async def test_who_writes_spanish_is_greeted_in_spanish(ends: Ends) -> None:
    event = page.text(page.ANA, "hola")
    event["message"]["nlp"] = {"detected_locales": [{"locale": "es_XX"}]}
    await ends.graph.bring(page.body(event))
    greeting = (await ends.graph.until(page.ANA, 1))[0]
    assert greeting.text.startswith("¡Hola!")
    assert greeting.text.splitlines()[-1].startswith("3. ")
    await ends.says(page.ANA, "2")
    assert (await ends.graph.until(page.ANA, 3))[2].text.startswith("You said: ")


async def test_a_photo_is_kept_and_an_agent_sees_it_without_metas_address(ends: Ends) -> None:
    ends.graph.files["photo"] = PNG
    address = f"{ends.graph_url}/files/photo"
    await ends.graph.bring(page.body(page.sent_file(page.ANA, "image", url=address)))
    notice = (await ends.graph.until(page.ANA, 2))[1]
    assert "kept with this conversation" in notice.text
    mari = await ends.service.sign_in("mari", "Mari")
    conversation_id = await ends.conversation(page.ANA)
    async with asyncio.timeout(10):
        while True:
            view = await on_desk(mari, conversation_id)
            if any(event["type"] == "attachment" for event in view["events"]):
                break
            await asyncio.sleep(0.02)
    (message,) = [event for event in view["events"] if event.get("attachments")]
    assert address not in str(view)
    got = await mari.http.get(message["attachments"][0]["url"])
    assert (got.status_code, got.content) == (200, PNG)
    assert ends.graph.leaked == []


async def test_an_edit_is_no_new_turn_and_seen_by_agents(ends: Ends) -> None:
    await ends.says(page.ANA, "first words", "m_edited")
    await ends.graph.until(page.ANA, 2)
    edit = {"mid": "m_edited", "text": "better words", "num_edit": 1}
    await ends.graph.bring(page.body(page.event(page.ANA, message_edit=edit)))
    await ends.service.services.turns.drain()
    assert len(ends.service.assistant.turns) == 1
    entries = await ends.service.store.log.read(
        await ends.conversation(page.ANA), after=0, limit=100
    )
    edited = [entry.event for entry in entries if type(entry.event).__name__ == "MessageEdited"]
    assert [event.text for event in edited] == ["better words"]  # type: ignore[union-attr]


async def test_a_clerks_echo_reaches_the_desk_and_the_bot_keeps_quiet(ends: Ends) -> None:
    await ends.says(page.ANA, "hello")
    await ends.graph.until(page.ANA, 2)
    await ends.graph.bring(page.body(page.echo(page.ANA, "Ann here.")))
    await ends.says(page.ANA, "thank you")
    await ends.service.services.turns.drain()
    assert len(ends.service.assistant.turns) == 1
    entries = await ends.service.store.log.read(
        await ends.conversation(page.ANA), after=0, limit=100
    )
    said = [entry.event for entry in entries if isinstance(entry.event, MessagePosted)]
    assert [event.text for event in said if event.author is Author.AGENT] == ["Ann here."]


@pytest.mark.parametrize("events", [[{"delivery": {"watermark": 1}}], [{"read": {"watermark": 1}}]])
async def test_receipts_are_accepted_and_change_nothing(ends: Ends, events: list[Any]) -> None:
    raw = page.body(*(page.event(page.ANA, **what) for what in events))
    assert await ends.graph.bring(raw) == 200
    assert await ends.service.store.log.summaries() == []


async def test_two_messages_ten_milliseconds_apart_are_answered_in_order(ends: Ends) -> None:
    at = 1_790_000_000_000
    first, second = page.text(page.ANA, "one", at=at), page.text(page.ANA, "two", at=at + 10)
    await asyncio.gather(ends.graph.bring(page.body(first)), _soon(ends, page.body(second)))
    sent = await ends.graph.until(page.ANA, 3)
    assert [taken.text for taken in sent[1:]] == ["You said: one", "You said: two"]


async def _soon(ends: Ends, raw: bytes) -> None:
    await asyncio.sleep(0.01)
    await ends.graph.bring(raw)
