"""The webhook: who is heard, and that what is heard is kept before Meta is told."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import Any

import httpx
import pytest

from handoff.core.errors import Unavailable
from handoff.core.events import MessagePosted
from handoff.core.values import Author
from tests.channels.messenger import page
from tests.channels.messenger.conftest import Ends, both_ends
from tests.channels.messenger.graph import FakeGraph


def hello(mode: str, token: str) -> dict[str, str]:
    return {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444"}


async def said(ends: Ends, psid: str) -> list[str]:
    """What a citizen said, as the log has it."""
    entries = await ends.service.store.log.read(await ends.conversation(psid), after=0, limit=1000)
    posted = [entry.event for entry in entries if isinstance(entry.event, MessagePosted)]
    return [event.text for event in posted if event.author is Author.CITIZEN]


async def test_the_handshake_gives_the_challenge_back_as_plain_text(ends: Ends) -> None:
    answer = await ends.service.http.get(page.WEBHOOK, params=hello("subscribe", page.VERIFY))
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [
        *(hello("subscribe", "guess"), hello("subscribe", ""), hello("unsubscribe", page.VERIFY)),
        *({}, hello("subscribe", "né")),
    ],
)
async def test_a_handshake_without_our_word_is_refused(ends: Ends, query: Any) -> None:
    answer = await ends.service.http.get(page.WEBHOOK, params=query)
    assert answer.status_code == 403
    assert "1158201444" not in answer.text


async def post(ends: Ends, raw: bytes, headers: dict[str, str]) -> int:
    return (await ends.service.http.post(page.WEBHOOK, content=raw, headers=headers)).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Hub-Signature": "sha1=" + hmac.new(b"app-secret", b"{}", hashlib.sha1).hexdigest()},
        {"X-Hub-Signature-256": hmac.new(b"app-secret", b"{}", hashlib.sha256).hexdigest()},
        {"X-Hub-Signature-256": "sha256="},
        {"X-Hub-Signature-256": "sha256=" + "0" * 64},
        {"X-Hub-Signature-256": "sha1=" + hmac.new(b"app-secret", b"{}", hashlib.sha1).hexdigest()},
        page.signature(b"{}", "guess"),
        page.signature(b"{} "),
    ],
    ids=[
        "none",
        "sha1-only",
        "bare",
        "empty",
        "zeros",
        "sha1-inside",
        "wrong-secret",
        "other-body",
    ],
)
async def test_what_meta_did_not_sign_is_refused_unread(
    ends: Ends, headers: dict[str, str]
) -> None:
    assert await post(ends, b"{}", headers) == 403
    assert await ends.service.store.dead_letters.count() == 0


async def test_the_signature_is_checked_over_the_raw_bytes(ends: Ends) -> None:
    raw = page.body(page.text(page.ANA, "añoñería ☂"))
    unescaped = raw.decode().encode().decode("unicode_escape").encode("utf-8", "replace")
    assert raw != unescaped
    assert await post(ends, raw, page.signature(raw)) == 200
    assert await post(ends, unescaped, page.signature(unescaped)) == 200
    assert await post(ends, unescaped, page.signature(raw)) == 403


async def test_while_the_secret_is_changed_both_are_accepted(
    tmp_path: Any, graph_at: tuple[FakeGraph, str]
) -> None:
    both = f"{page.SECRET}, {page.OLD_SECRET}"
    async with both_ends(tmp_path, *graph_at, messenger_app_secret=both) as ends:
        raw = page.body(page.text(page.ANA, "hello"))
        for secret, status in ((page.SECRET, 200), (page.OLD_SECRET, 200), ("older", 403)):
            assert await ends.graph.bring(raw, secret=secret) == status


async def test_a_message_delivered_again_is_one_message(ends: Ends) -> None:
    raw = page.body(page.text(page.ANA, "hello"))
    assert [await ends.graph.bring(raw) for _ in range(3)] == [200] * 3
    await ends.graph.until(page.ANA, 2)
    await ends.service.services.turns.drain()
    assert [turn.text for turn in ends.service.assistant.turns] == ["hello"]


async def test_a_batch_of_three_in_disorder_is_three_messages_in_order(ends: Ends) -> None:
    times = (1_790_000_002_000, 1_790_000_001_000, 1_790_000_001_010)
    one, two, three = (page.text(page.ANA, f"at {at}", at=at) for at in times)
    other = page.text(page.BEN, "me too")
    raw = page.batch(page.entry(one, other), page.entry(two, three))
    assert await ends.graph.bring(raw) == 200
    assert await said(ends, page.ANA) == [f"at {at}" for at in sorted(times)]
    assert await said(ends, page.BEN) == ["me too"]


async def test_a_standby_only_batch_opens_nothing_and_is_accepted(ends: Ends) -> None:
    raw = page.batch(page.entry(page.text(page.ANA, "to another app"), under="standby"))
    assert await ends.graph.bring(raw) == 200
    assert await ends.service.store.log.summaries() == []
    assert await ends.service.store.dead_letters.count() == 0


async def test_poison_is_kept_and_accepted_and_holds_up_nobody(ends: Ends) -> None:
    poison = page.event(page.ANA, brand_new_thing={})
    raw = page.body(page.text(page.ANA, "before"), poison, page.text(page.BEN, "after"))
    assert await ends.graph.bring(raw) == 200
    assert await ends.graph.bring(b"\xff{") == 200
    assert await said(ends, page.ANA) == ["before"]
    assert await said(ends, page.BEN) == ["after"]
    assert await ends.service.store.dead_letters.count() == 2


async def test_while_the_store_is_away_meta_is_told_to_bring_it_again(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise Unavailable

    raw = page.body(page.text(page.ANA, "hello"), page.text(page.BEN, "hello"))
    with monkeypatch.context() as broken:
        broken.setattr(ends.service.services.reception, "take", away)
        assert await ends.graph.bring(raw) == 503
    assert await ends.graph.bring(raw) == 200
    assert await said(ends, page.ANA) == await said(ends, page.BEN) == ["hello"]


async def test_nothing_slow_stands_before_the_answer(ends: Ends) -> None:
    ends.service.assistant.gate.clear()
    async with asyncio.timeout(5):
        assert await ends.says(page.ANA, "hello") == 200
    assert await said(ends, page.ANA) == ["hello"]
    ends.service.assistant.gate.set()


async def test_a_thousand_events_are_one_request(ends: Ends) -> None:
    people = [str(8000 + n) for n in range(20)]
    events = [page.text(people[n % 20], f"message {n} " + "x" * 900) for n in range(1000)]
    raw = page.body(*events)
    assert len(raw) > 2**20
    ends.service.assistant.gate.clear()
    async with httpx.AsyncClient(timeout=60) as http:
        url = ends.service.base + page.WEBHOOK
        answer = await http.post(url, content=raw, headers=page.signature(raw))
    assert answer.status_code == 200
    for place, psid in enumerate(people):
        numbers = [int(words.split(" ")[1]) for words in await said(ends, psid)]
        assert numbers == list(range(place, 1000, 20))
