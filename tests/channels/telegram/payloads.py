"""Updates as Telegram brings them, written after its documentation; the people are made up."""

from __future__ import annotations

import json
from typing import Any

BOT_ID = "110201543"
TOKEN = f"{BOT_ID}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
SECRET = "new-secret_1"
ANA = 5_001
NOON = 1_772_452_800

Json = dict[str, Any]


def person(chat: int = ANA, **more: Any) -> Json:
    """A citizen; in a private chat the chat has the citizen's number."""
    return {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "es-MX", **more}


def chat_of(chat: int = ANA) -> Json:
    if chat < 0:
        return {"id": chat, "type": "supergroup", "title": "Neighbours"}
    return {"id": chat, "type": "private", "first_name": "Ana", "username": "ana_p"}


def message(number: int = 10, chat: int = ANA, **content: Any) -> Json:
    """A message; `content` is its text, or what else it carries."""
    return {
        "message_id": number,
        "from": person(chat if chat > 0 else ANA),
        "chat": chat_of(chat),
        "date": NOON + number,
        **content,
    }


def wrote(update_id: int = 1, number: int = 10, chat: int = ANA, **content: Any) -> Json:
    """The update of a message."""
    content = content or {"text": "hola"}
    return {"update_id": update_id, "message": message(number, chat, **content)}


def edited(update_id: int = 2, number: int = 10, chat: int = ANA, **content: Any) -> Json:
    changed = message(number, chat, edit_date=NOON + 99, **content)
    return {"update_id": update_id, "edited_message": changed}


def keyboard(*buttons: tuple[str, str]) -> Json:
    return {"inline_keyboard": [[{"text": t, "callback_data": d}] for t, d in buttons]}


def pressed(
    data: str, update_id: int = 3, press_id: str = "4382bfdwdsb323b2d9", chat: int = ANA
) -> Json:
    """The update of a press on a button of a message of the bot."""
    bot = {"id": int(BOT_ID), "is_bot": True, "first_name": "Agency", "username": "agency_bot"}
    under = message(9, chat, text="What now?", reply_markup=keyboard(("Check my case", data)))
    query = {
        "id": press_id,
        "from": person(abs(chat)),
        "message": {**under, "from": bot},
        "chat_instance": "-3023048",
        "data": data,
    }
    return {"update_id": update_id, "callback_query": query}


def member(status: str, update_id: int = 4, chat: int = ANA) -> Json:
    """The update that the citizen blocked the bot (`kicked`), or unblocked it (`member`)."""
    bot = {"id": int(BOT_ID), "is_bot": True, "first_name": "Agency", "username": "agency_bot"}

    def as_member(status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": bot, "status": status, **until}

    before = as_member("member" if status == "kicked" else "kicked")
    change = {
        "chat": chat_of(chat),
        "from": person(abs(chat)),
        "date": NOON,
        "old_chat_member": before,
        "new_chat_member": as_member(status),
    }
    return {"update_id": update_id, "my_chat_member": change}


def file(file_id: str, **more: Any) -> Json:
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", **more}


PHOTO = [
    file("small", width=90, height=60, file_size=1_200),
    file("large", width=1280, height=853, file_size=180_000),
    file("middle", width=320, height=213, file_size=18_000),
]
DOCUMENT = file("doc", file_name="letter.pdf", mime_type="application/pdf", file_size=52_000)
VOICE = file("voice", duration=4, mime_type="audio/ogg", file_size=9_000)
AUDIO = file("audio", duration=60, mime_type="audio/mpeg", file_name="a.mp3", file_size=900_000)
VIDEO = file("video", width=640, height=480, duration=5, mime_type="video/mp4", file_size=700_000)
NOTE = file("note", length=240, duration=6, file_size=300_000)
ANIMATION = file("anim", width=320, height=240, duration=2, mime_type="video/mp4", file_size=40_000)
STICKER = file(
    "sticker", type="regular", width=512, height=512, is_animated=False, is_video=False, emoji="👍"
)
PLACE = {"latitude": 35.4676, "longitude": -97.5164}
VENUE = {"location": PLACE, "title": "County office", "address": "1 Main Street"}
CARD = {"phone_number": "+1 405 555 0100", "first_name": "Luz", "last_name": "Prieto"}
DICE = {"emoji": "🎲", "value": 4}


def raw(update: Any) -> bytes:
    """The bytes Telegram posts."""
    return json.dumps(update, ensure_ascii=False).encode()
