"""What goes over the wire here, held against the models of aiogram, which others wrote."""

from __future__ import annotations

from typing import Any

import pytest

from channels.telegram.bot import new_bot, new_request
from channels.telegram.updates import KINDS
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.service import Service

pytestmark = pytest.mark.peers

methods = pytest.importorskip("aiogram.methods")
types = pytest.importorskip("aiogram.types")

UPDATES = [
    p.wrote(),
    p.wrote(photo=p.PHOTO, caption="page 1"),
    p.wrote(document=p.DOCUMENT),
    p.wrote(voice=p.VOICE),
    p.wrote(audio=p.AUDIO),
    p.wrote(video=p.VIDEO),
    p.wrote(video_note=p.NOTE),
    p.wrote(animation=p.ANIMATION, document=p.ANIMATION),
    p.wrote(sticker=p.STICKER),
    p.wrote(location=p.PLACE, venue=p.VENUE),
    p.wrote(contact=p.CARD),
    p.wrote(dice=p.DICE),
    p.wrote(chat=-100_123, text="to all"),
    p.edited(text="corrected"),
    p.pressed("b:token"),
    p.member("kicked"),
    p.member("member"),
]
RETURNS = {
    "sendMessage": types.Message,
    "getMe": types.User,
    "getWebhookInfo": types.WebhookInfo,
    "getFile": types.File,
}


def checked(call: t.Call) -> None:
    """Raise when a call, or our made-up Telegram's answer to it, is not of the documented form."""
    model = getattr(methods, call.method[0].upper() + call.method[1:])
    known = model.model_fields.keys()
    assert call.form.keys() <= known, f"{call.method} has parameters that nobody documents"
    model.model_validate(call.form, strict=False)
    body: dict[str, Any] = call.answer
    if not body.get("ok", False):
        types.ResponseParameters.model_validate(body.get("parameters", {}))
        assert {"error_code", "description"} <= body.keys()
        return
    if call.method in RETURNS:
        RETURNS[call.method].model_validate(body["result"])
    elif call.method == "getUpdates":
        for update in body["result"]:
            types.Update.model_validate(update)
    else:
        assert body["result"] is True


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: "+".join(list(update)[1:]))
def test_updates_made_up_here_are_of_the_documented_form(update: Any) -> None:
    model = types.Update.model_validate(update)
    assert model.event is not None


async def test_all_calls_of_a_conversation_and_their_answers_are(
    service: Service, fake: t.FakeTelegram
) -> None:
    fake.files["large"] = b"\x89PNG\r\n\x1a\n" + b"0" * 2_000
    fake.faults[p.ANA].append(t.TOO_MANY)
    await service.post(p.wrote(1, 1, text="a person please"))
    await service.post(p.wrote(2, 2, photo=p.PHOTO))
    await service.told(4)
    buttons = [b for message in fake.sent[p.ANA] for b in rows(message)]
    await service.post(p.pressed(buttons[0]["callback_data"]))
    await service.post(p.wrote(4, 4, chat=-100, text="to all"))
    await service.running.services.attachments.drain()
    mari = await service.agent()
    state = await service.state()
    await mari.post(state.id, "accept")
    await mari.post(state.id, "typing")
    await fake.until(lambda: fake.counts["sendChatAction"] > 0)
    fake.faults[p.ANA].extend([t.BAD, t.BLOCKED])
    for key in ("k1", "k2"):
        await mari.post(state.id, "messages", {"key": key, "text": "Good day"})
    await fake.until(lambda: any(call.status == 403 for call in fake.calls))
    await service.settle()
    made = {call.method for call in fake.calls}
    assert made >= {"sendMessage", "answerCallbackQuery", "editMessageReplyMarkup", "getFile"}
    for call in fake.calls:
        checked(call)


def rows(message: dict[str, Any]) -> list[dict[str, str]]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in keyboard for button in row]


async def test_the_calls_of_commands_and_polling_are(fake: t.FakeTelegram) -> None:
    request = new_request()
    bot = new_bot(p.TOKEN, fake.url, request)
    fake.bring(p.wrote(7), p.pressed("b:x", update_id=8))
    polled: dict[str, object] = {"timeout": 0, "offset": 7, "allowed_updates": list(KINDS)}
    webhook: dict[str, object] = {
        "url": "https://chat.example.gov/channels/telegram/webhook",
        "secret_token": "new",
        "allowed_updates": list(KINDS),
        "max_connections": 8,
        "drop_pending_updates": False,
    }
    calls: list[tuple[str, dict[str, object]]] = [
        ("getUpdates", polled),
        ("setWebhook", webhook),
        ("getWebhookInfo", {}),
        ("getMe", {}),
        ("deleteWebhook", {"drop_pending_updates": False}),
    ]
    for method, body in calls:
        await bot.call(method, body)
    await request.shutdown()
    assert len(fake.calls) == 5
    for call in fake.calls:
        checked(call)
