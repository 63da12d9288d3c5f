"""The desk over a channel that is pushed to: files, whether one can write, typing, edits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from channels.kit import Kit, Mounted
from handoff.core.arrivals import Arrival, Edited, Unreachable, What, Wrote
from handoff.core.values import Attachment, AttachmentKind
from tests.contract.office_files import SAMPLES
from tests.fakes.channel import FakeChannel
from tests.web.harness import DeskClient, Running, running

EVIL_NAME = 'pay stub"; filename="evil.html\r\n.png'


@dataclass
class Talk:
    """A citizen on the channel, in a conversation that Mari holds."""

    service: Running
    channel: FakeChannel
    mari: DeskClient
    id: str = ""

    @property
    def path(self) -> str:
        return f"/api/desk/conversations/{self.id}"

    async def take(self, what: What, key: str) -> None:
        arrival = Arrival("chat-77", key, what, "en", "Ana P.")
        await self.service.services.reception.take(self.channel, arrival)

    async def view(self) -> dict[str, Any]:
        answer = await self.mari.http.get(self.path)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def event(self, kind: str) -> dict[str, Any]:
        """Wait for the newest event of this type."""
        async with asyncio.timeout(5):
            while True:
                events = [e for e in (await self.view())["events"] if e["type"] == kind]
                if events:
                    newest: dict[str, Any] = events[-1]
                    return newest
                await asyncio.sleep(0.02)

    async def sent(self, data: bytes, name: str = "stub.png") -> httpx.Response:
        """Let the citizen send a file; return what Mari gets of it."""
        self.channel.files["ref"] = data
        photo = Attachment(AttachmentKind.PHOTO, ref="ref", name=name, mime="image/png")
        await self.take(Wrote("", (photo,)), "file")
        settled = await self.event("attachment")
        return await self.mari.http.get(f"{self.path}/attachments/{settled['of_seq']}/0")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    channel = FakeChannel("telegram")
    kit = Kit("telegram", (), lambda _: Mounted(channel, lambda _: ()))
    async with running(tmp_path, [kit], heartbeat_seconds="0.3") as service:
        made = Talk(service, channel, await service.sign_in("mari", "Mari"))
        await made.take(Wrote("a person please"), "k1")
        await service.services.turns.drain()
        (summary,) = await service.services.desk.lists.queue()
        made.id = summary.conversation.id
        assert (await made.mari.post(made.id, "accept")).status_code == 200
        yield made


async def test_a_conversation_says_who_it_is_and_that_one_can_write(talk: Talk) -> None:
    view = await talk.view()
    assert view["sending"] == {"open": True}
    summary = view["conversation"]
    assert (summary["channel"], summary["address_name"], summary["unreachable"]) == (
        "telegram",
        "Ana P.",
        None,
    )


async def test_a_picture_is_shown_in_place_and_may_do_nothing(talk: Talk) -> None:
    data, _ = SAMPLES["png"]
    answer = await talk.sent(data)
    assert (answer.status_code, answer.content) == (200, data)
    headers = answer.headers
    assert headers["content-type"] == "image/png"
    assert headers["content-disposition"].startswith("inline")
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


async def test_the_message_names_the_address_of_its_file(talk: Talk) -> None:
    await talk.sent(SAMPLES["png"][0])
    message = next(e for e in (await talk.view())["events"] if e.get("attachments"))
    (file,) = message["attachments"]
    assert file["url"] == f"{talk.path}/attachments/{message['seq']}/0"
    assert (file["kind"], file["name"]) == ("photo", "stub.png")


@pytest.mark.parametrize("name", ["pdf", "docx", "heic"])
async def test_what_a_browser_must_not_open_is_a_download(talk: Talk, name: str) -> None:
    answer = await talk.sent(SAMPLES[name][0])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_a_name_cannot_break_out_of_its_header(talk: Talk) -> None:
    answer = await talk.sent(SAMPLES["png"][0], EVIL_NAME)
    shown = answer.headers["content-disposition"]
    assert "evil.html" not in shown.replace("%22%3B%20filename%3D%22evil.html", "")
    assert shown.startswith("inline; filename*=")


async def test_part_of_a_film_can_be_asked_for(talk: Talk) -> None:
    data, _ = SAMPLES["film"]
    await talk.sent(data)
    settled = await talk.event("attachment")
    path = f"{talk.path}/attachments/{settled['of_seq']}/0"
    answer = await talk.mari.http.get(path, headers={"Range": "bytes=4-7"})
    assert (answer.status_code, answer.content) == (206, b"ftyp")


async def test_a_file_that_is_refused_or_unknown_is_not_there(talk: Talk) -> None:
    answer = await talk.sent(SAMPLES["program"][0])
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_file")
    assert (await talk.event("attachment"))["refused"] == "kind"
    for place in ("1/0", "3/9", f"{2**31}/0", "-1/0", "x/0"):
        answer = await talk.mari.http.get(f"{talk.path}/attachments/{place}")
        assert answer.status_code in (400, 404)


async def test_only_who_is_signed_in_gets_a_file(talk: Talk) -> None:
    await talk.sent(SAMPLES["png"][0])
    settled = await talk.event("attachment")
    path = f"{talk.path}/attachments/{settled['of_seq']}/0"
    assert (await talk.service.http.get(path)).status_code == 401


async def test_a_citizen_who_blocked_us_cannot_be_written_to_until_they_write(talk: Talk) -> None:
    await talk.take(Unreachable("blocked"), "u1")
    view = await talk.view()
    assert view["sending"] == {"open": False, "reason": "blocked"}
    assert view["conversation"]["unreachable"] == "blocked"
    assert (await talk.event("reach"))["reachable"] is False
    body = {"key": "k", "text": "Are you there?"}
    refused = await talk.mari.post(talk.id, "messages", body)
    assert refused.status_code == 409
    error = refused.json()["error"]
    assert (error["code"], error["reason"]) == ("channel_closed", "blocked")
    await talk.take(Wrote("I am back"), "k2")
    assert (await talk.mari.post(talk.id, "messages", body)).status_code == 202


async def test_a_message_that_was_accepted_keeps_its_answer_when_the_channel_closes(
    talk: Talk,
) -> None:
    body = {"key": "k", "text": "Hello."}
    accepted = await talk.mari.post(talk.id, "messages", body)
    await talk.take(Unreachable("blocked"), "u1")
    again = await talk.mari.post(talk.id, "messages", body)
    assert (again.status_code, again.json()) == (202, accepted.json())


async def test_a_window_that_has_closed_says_so_before_the_agent_writes(talk: Talk) -> None:
    talk.channel.can(window=timedelta(0))
    assert (await talk.view())["sending"] == {"open": False, "reason": "window_closed"}
    talk.channel.can(agent_window=timedelta(days=7))
    assert (await talk.view())["sending"] == {"open": True}


async def test_notes_can_be_written_whatever_the_channel_says(talk: Talk) -> None:
    await talk.take(Unreachable("gone"), "u1")
    body = {"key": "n", "text": "call instead"}
    assert (await talk.mari.post(talk.id, "notes", body)).status_code == 202


async def test_an_edit_is_seen_as_one(talk: Talk) -> None:
    await talk.take(Edited("k1", "a person, please!"), "e1")
    edited = await talk.event("edited")
    assert (edited["of_seq"], edited["text"]) == (3, "a person, please!")


async def test_typing_is_passed_on_to_the_channel_and_kept_nowhere(talk: Talk) -> None:
    before = (await talk.view())["last_seq"]
    assert (await talk.mari.post(talk.id, "typing")).status_code == 204
    assert talk.channel.typing == [talk.id]
    assert (await talk.view())["last_seq"] == before


async def test_only_who_holds_the_baton_types(talk: Talk) -> None:
    tom = await talk.service.sign_in("tom", "Tom")
    answer = await tom.post(talk.id, "typing")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_yours")
    assert (await tom.post("nowhere", "typing")).status_code == 404


async def test_nobody_types_to_a_citizen_who_cannot_be_reached(talk: Talk) -> None:
    await talk.take(Unreachable("blocked"), "u1")
    assert (await talk.mari.post(talk.id, "typing")).status_code == 204
    assert talk.channel.typing == []


async def test_the_widget_shows_that_an_agent_types_until_the_words_come(talk: Talk) -> None:
    citizen = await talk.service.open()
    await citizen.say("a person please", "k1")
    async with citizen.stream() as frames:
        await frames.until(type="control", control="queued")
        await talk.mari.post(citizen.conversation_id, "accept")
        await frames.until(type="control", control="agent")
        assert (await talk.mari.post(citizen.conversation_id, "typing")).status_code == 204
        typing = await frames.until(type="typing", author="agent")
        assert typing == {"type": "typing", "author": "agent", "on": True}
        body = {"key": "k", "text": "Hello."}
        await talk.mari.post(citizen.conversation_id, "messages", body)
        await frames.until(type="message", author="agent")
        assert (await frames.until(type="typing", author="agent"))["on"] is False


async def test_a_typing_agent_who_loses_the_baton_is_not_shown_any_more(talk: Talk) -> None:
    citizen = await talk.service.open()
    await citizen.say("a person please", "k1")
    async with citizen.stream() as frames:
        await frames.until(type="control", control="queued")
        await talk.mari.post(citizen.conversation_id, "accept")
        await frames.until(type="control", control="agent")
        await talk.mari.post(citizen.conversation_id, "typing")
        await frames.until(type="typing", author="agent", on=True)
        await talk.mari.post(citizen.conversation_id, "transfer", {"to": "queue"})
        await frames.until(type="typing", author="agent", on=False)
