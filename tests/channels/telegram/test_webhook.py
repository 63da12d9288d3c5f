"""The webhook: who may bring updates, and what is durable before Telegram is told so."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from channels.telegram.router import MOST_BYTES, PATH
from handoff.core.errors import Unavailable
from handoff.core.events import MessageEdited, MessagePosted, ReachLost, ReachRegained
from handoff.core.values import Author
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.service import Service, on_telegram

BEN, CLEO = 5_002, 5_003


async def citizens_words(service: Service) -> list[str]:
    return [
        event.text
        for event in await service.events()
        if isinstance(event, MessagePosted) and event.author is Author.CITIZEN
    ]


async def letters(service: Service) -> int:
    return int((await service.running.http.get("/readyz")).json()["dead_letters"])


async def test_a_citizen_writes_and_is_greeted_and_answered(service: Service) -> None:
    assert await service.post(p.wrote(text="¿dónde está mi solicitud?")) == 200
    greeting, answer = await service.told(2)
    assert greeting.startswith("¡Hola! Soy el asistente automático")
    assert answer == "You said: ¿dónde está mi solicitud?"
    state = await service.state()
    assert (state.channel, state.language, state.name) == ("telegram", "es", "Ana")


async def test_a_button_is_pressed_answered_and_taken_away(
    service: Service, fake: t.FakeTelegram
) -> None:
    await service.post(p.wrote())
    await service.told(2)
    ((title, token),) = fake.buttons(p.ANA)
    assert title == "More"
    assert len(token) <= 64
    assert await service.post(p.pressed(token)) == 200
    assert (await service.told(3))[-1] == "You said: /more"
    await fake.until(lambda: fake.counts["editMessageReplyMarkup"] == 1)
    assert fake.counts["answerCallbackQuery"] == 1


async def test_a_stale_button_gets_a_kind_answer(service: Service, fake: t.FakeTelegram) -> None:
    await service.post(p.wrote())
    await service.told(2)
    for data in ("b:AAAAAAAAAAAAAAAAAAAAAA", "baton:talk_to_person", "/restart"):
        await service.post(p.pressed(data, press_id=data))
    told = await service.told(5)
    assert all(text.startswith("Ese botón es de antes") for text in told[2:])
    assert [turn.text for turn in service.running.assistant.turns] == ["hola"]


@pytest.mark.parametrize("secret", [None, "", "guess", p.SECRET + "x", p.SECRET[:-1], "ñ"])
async def test_who_does_not_know_the_secret_is_not_heard(
    secret: str | None, service: Service
) -> None:
    if secret == "ñ":
        header = {b"X-Telegram-Bot-Api-Secret-Token": "ñ".encode("latin-1")}
        answer = await service.running.http.post(PATH, content=p.raw(p.wrote()), headers=header)
        assert answer.status_code == 401
    else:
        assert await service.post(p.wrote(), secret) == 401
    assert await service.running.store.log.summaries() == []


async def test_while_the_secret_is_exchanged_both_are_heard_and_then_the_new_one_only(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with on_telegram(tmp_path, fake, secret="newer, older") as service:
        assert await service.post(p.wrote(1, 10), "older") == 200
        assert await service.post(p.wrote(2, 11), "newer") == 200
        assert await service.post(p.wrote(3, 12), "newer, older") == 401
    async with on_telegram(tmp_path, fake, secret="newer") as service:
        assert await service.post(p.wrote(3, 12), "older") == 401
        assert await service.post(p.wrote(3, 12), "newer") == 200
        await service.settle()
        assert await citizens_words(service) == ["hola"] * 3


async def test_the_same_update_again_changes_nothing(
    service: Service, fake: t.FakeTelegram
) -> None:
    for _ in range(3):
        assert await service.post(p.wrote()) == 200
    again = await asyncio.gather(*(service.post(p.wrote()) for _ in range(5)))
    assert again == [200] * 5
    await service.told(2)
    await service.settle()
    assert await citizens_words(service) == ["hola"]
    assert len(fake.texts(p.ANA)) == 2


async def test_no_turn_begins_while_an_update_waits_for_an_earlier_one(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with on_telegram(tmp_path, fake, telegram_order_ms="2000") as service:
        turns = service.running.assistant.turns
        await service.post(p.wrote(1, 1, text="uno"))
        await service.told(2)
        tres = asyncio.create_task(service.post(p.wrote(3, 1, chat=BEN, text="tres")))
        # The update is on its way; the citizen on the website comes while it waits for its turn.
        await asyncio.sleep(0.1)
        citizen = await service.running.open()
        await citizen.say("web", "k1")
        await asyncio.sleep(0.2)
        assert [turn.text for turn in turns] == ["uno"]
        assert await service.post(p.wrote(2, 1, chat=CLEO, text="dos")) == 200
        assert await tres == 200
        await service.told(2, BEN)
        await service.settle()
        assert sorted(str(turn.text) for turn in turns) == ["dos", "tres", "uno", "web"]


async def test_two_messages_ten_milliseconds_apart_keep_their_order(service: Service) -> None:
    async def later() -> int:
        await asyncio.sleep(0.01)
        return await service.post(p.wrote(2, 11, text="second"))

    first = service.post(p.wrote(1, 10, text="first"))
    assert list(await asyncio.gather(first, later())) == [200, 200]
    assert await citizens_words(service) == ["first", "second"]
    assert (await service.told(3))[1:] == ["You said: first", "You said: second"]


async def test_a_press_that_comes_before_the_message_before_it_is_taken_after_it(
    service: Service, fake: t.FakeTelegram
) -> None:
    await service.post(p.wrote(1, 10))
    await service.told(2)
    ((_, token),) = fake.buttons(p.ANA)
    press = asyncio.create_task(service.post(p.pressed(token, update_id=3)))
    await asyncio.sleep(0.03)
    assert not press.done()
    assert await service.post(p.wrote(2, 11, text="wait")) == 200
    assert await press == 200
    assert await citizens_words(service) == ["hola", "wait", "More"]


async def test_without_the_missing_one_a_press_waits_for_a_moment_only(service: Service) -> None:
    await service.post(p.wrote(1, 10))
    async with asyncio.timeout(5):
        assert await service.post(p.wrote(7, 11, text="later")) == 200
    assert await service.post(p.wrote(6, 12, text="late")) == 200
    assert await citizens_words(service) == ["hola", "later", "late"]


@pytest.mark.parametrize("poison", [b"", b"\xff", b"[" * 90_000, b'{"update_id": 1, "message": 3}'])
async def test_poison_is_kept_counted_and_answered_with_success(
    poison: bytes, service: Service
) -> None:
    assert await service.post(poison) == 200
    assert await letters(service) == 1
    assert await service.post(p.wrote(2)) == 200
    await service.told(2)


async def test_a_body_beyond_any_update_is_refused(service: Service) -> None:
    assert await service.post(b" " * (MOST_BYTES + 1)) == 413
    assert await letters(service) == 0


async def test_while_the_store_is_away_telegram_is_asked_to_bring_it_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any, **__: Any) -> Any:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(service.running.store.log, "find_address", away)
        assert await service.post(p.wrote()) == 503
    assert await service.post(p.wrote()) == 200
    await service.told(2)


async def test_nothing_on_telegram_is_waited_for_before_the_answer(
    service: Service, fake: t.FakeTelegram
) -> None:
    await service.post(p.wrote())
    await service.told(2)
    ((_, token),) = fake.buttons(p.ANA)
    for method in ("answerCallbackQuery", "editMessageReplyMarkup", "sendMessage"):
        fake.faults[method].append(t.SILENT)
    async with asyncio.timeout(5):
        assert await service.post(p.pressed(token)) == 200
        assert await service.post(p.wrote(4, chat=-100)) == 200


async def test_start_with_a_link_begins_and_start_again_greets_again(service: Service) -> None:
    await service.post(p.wrote(1, 10, text="/start flyer-7"))
    await service.told(1)
    await service.post(p.wrote(2, 11, text="/start"))
    first, second = await service.told(2)
    assert first == second
    assert service.running.assistant.turns == []
    started, *_ = await service.events()
    assert getattr(started, "ref", None) == "flyer-7"


async def test_an_edit_is_an_edit_and_no_new_turn(service: Service) -> None:
    await service.post(p.wrote(1, 10, text="APP-2041-7738"))
    await service.told(2)
    await service.post(p.edited(2, 10, text="APP-2041-7739"))
    await service.settle()
    edits = [e for e in await service.events() if isinstance(e, MessageEdited)]
    assert [edit.text for edit in edits] == ["APP-2041-7739"]
    assert len(service.running.assistant.turns) == 1


async def test_who_blocks_the_bot_is_unreachable_until_they_unblock_it(service: Service) -> None:
    await service.post(p.wrote())
    await service.told(2)
    await service.post(p.member("kicked", 2))
    assert (await service.state()).unreachable == "blocked"
    await service.post(p.member("member", 3))
    events = await service.events()
    kinds = [type(e) for e in events if isinstance(e, ReachLost | ReachRegained)]
    assert kinds == [ReachLost, ReachRegained]


async def test_a_group_is_told_once_that_the_bot_talks_in_private(
    service: Service, fake: t.FakeTelegram
) -> None:
    for number in range(1, 4):
        assert await service.post(p.wrote(number, number, chat=-100, text="hola")) == 200
    await fake.until(lambda: bool(fake.sent[-100]))
    await service.post(p.wrote(9, 9))
    await service.told(2)
    assert len(fake.texts(-100)) == 1
    assert "persona a persona" in fake.texts(-100)[0]
    assert len(await service.running.store.log.summaries()) == 1


async def test_a_photo_is_fetched_and_shown_to_agents_without_telegrams_link(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.files["large"] = b"\x89PNG\r\n\x1a\n" + b"0" * 2_000
    await service.post(p.wrote(photo=p.PHOTO, caption="my letter"))
    assert "no queda entregado" in (await service.told(2))[1]
    await service.running.services.attachments.drain()
    mari = await service.agent()
    state = await service.state()
    shown = await mari.http.get(f"/api/desk/conversations/{state.id}")
    assert p.TOKEN not in shown.text
    (message,) = [e for e in shown.json()["events"] if e.get("attachments")]
    content = await mari.http.get(message["attachments"][0]["url"])
    assert (content.status_code, content.content) == (200, fake.files["large"])


async def test_an_agent_takes_over_and_the_citizen_reads_the_agents_name(service: Service) -> None:
    await service.post(p.wrote(1, 10, text="a person please"))
    await service.told(3)
    mari = await service.agent()
    state = await service.state()
    assert (await mari.post(state.id, "accept")).status_code == 200
    answer = {"key": "k1", "text": "Good day. How can I help?"}
    assert (await mari.post(state.id, "messages", answer)).status_code == 202
    assert (await service.told(5))[-1] == "Mari: Good day. How can I help?"
    assert (await mari.post(state.id, "typing")).status_code == 204
    await service.fake.until(lambda: service.fake.counts["sendChatAction"] > 0)
