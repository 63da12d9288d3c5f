"""Telegram's updates as arrivals. Pure and total: whatever comes, each piece gives something.

Keys: `<chat>:<message>` for a message, so that an edit finds it, and Telegram's own id for what
happens once. An address is `<bot>:<chat>`; only private chats are conversations.
"""

from __future__ import annotations

import re
from functools import partial

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from channels.telegram.contents import attachments_of
from channels.telegram.updates import Received, read
from handoff.core.arrivals import (
    Arrival,
    Began,
    Edited,
    Ignored,
    Parsed,
    Pressed,
    Reachable,
    Unreachable,
    Unreadable,
    What,
    Wrote,
)

_START = re.compile(r"/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*", re.ASCII)
"""Start, and the payload of a deep link (`https://t.me/<bot>?start=<payload>`)."""

_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?=\s|$)", re.ASCII)


def parse(raw: bytes, bot_id: str) -> Parsed:
    """Read a request's body, or a list of updates."""
    return tuple(arrival_of(piece, bot_id) for piece in read(raw))


def arrival_of(piece: Received | Unreadable, bot_id: str) -> Arrival | Unreadable:
    """Return what an update brings."""
    if isinstance(piece, Unreadable):
        return piece
    try:
        return _arrival(piece, bot_id)
    except Exception as wrong:
        # A field of a type that Telegram does not document; the library checks few of them.
        return Unreadable(piece.raw, f"an update with a wrong field: {type(wrong).__name__}")


def _arrival(piece: Received, bot_id: str) -> Arrival:
    update = piece.update
    if update.message is not None:
        return _message(update.message, piece.carries, update, bot_id)
    if update.edited_message is not None:
        return _edit(update.edited_message, update, bot_id)
    if update.callback_query is not None:
        return _press(update.callback_query, update, bot_id)
    if update.my_chat_member is not None:
        return _member(update.my_chat_member, update, bot_id)
    return _ignored(update, bot_id, "an update of a kind that we do not use")


def _message(message: Message, carries: frozenset[str], update: Update, bot_id: str) -> Arrival:
    if message.chat.type != ChatType.PRIVATE:
        return _ignored(update, bot_id, "not a private chat")
    if message.from_user is not None and message.from_user.is_bot:
        return _ignored(update, bot_id, "written by a bot")
    files = attachments_of(message, carries)
    text = message.text or message.caption or ""
    start = _START.fullmatch(text) if not files else None
    if start is None and not files and not text:
        return _ignored(update, bot_id, "a message about the chat itself")
    what = Began(start.group(1)) if start is not None else Wrote(words(text), files)
    return _from(message, what, _key(message), bot_id)


def _edit(message: Message, update: Update, bot_id: str) -> Arrival:
    if message.chat.type != ChatType.PRIVATE:
        return _ignored(update, bot_id, "not a private chat")
    text = words(message.text or message.caption or "")
    if not text:
        # A place that moves is brought as edits, too.
        return _ignored(update, bot_id, "an edit without words")
    key = _key(message)
    return _from(message, Edited(key, text), f"{key}:edit:{update.update_id}", bot_id)


def _press(query: CallbackQuery, update: Update, bot_id: str) -> Arrival:
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return _ignored(update, bot_id, "a press outside of a private chat")
    if not isinstance(query.data, str) or not query.data:
        return _ignored(update, bot_id, "a press without data")
    person = partial(_arrival_from, query.from_user, _address(bot_id, message.chat.id))
    return person(Pressed(query.data, _title(query)), f"press:{query.id}")


def _member(change: ChatMemberUpdated, update: Update, bot_id: str) -> Arrival:
    if change.chat.type != ChatType.PRIVATE:
        return _ignored(update, bot_id, "not a private chat")
    status = change.new_chat_member.status
    gone = status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    what: What = Unreachable("blocked") if gone else Reachable()
    address = _address(bot_id, change.chat.id)
    return _arrival_from(change.from_user, address, what, f"member:{update.update_id}")


def _from(message: Message, what: What, key: str, bot_id: str) -> Arrival:
    person = message.from_user
    address = _address(bot_id, message.chat.id)
    name = person.first_name if person is not None else message.chat.first_name
    language = person.language_code if person is not None else None
    return Arrival(address, key, what, _text(language), _text(name), message.date)


def _arrival_from(person: User, address: str, what: What, key: str) -> Arrival:
    return Arrival(address, key, what, _text(person.language_code), _text(person.first_name))


def _ignored(update: Update, bot_id: str, reason: str) -> Arrival:
    return Arrival(_address(bot_id, 0), f"update:{update.update_id}", Ignored(reason))


def words(text: str) -> str:
    """Return a text without the slash of a command, which is nobody's word; nothing else goes."""
    return _COMMAND.sub(r"\1", text, count=1) if _COMMAND.match(text) else text


def _title(query: CallbackQuery) -> str:
    """Return what the button said, as far as the message it hangs under is still there."""
    markup = getattr(query.message, "reply_markup", None)
    rows = markup.inline_keyboard if markup is not None else ()
    titles = (button.text for row in rows for button in row if button.callback_data == query.data)
    return next(titles, "")


def _key(message: Message) -> str:
    return f"{message.chat.id}:{message.message_id}"


def _address(bot_id: str, chat_id: int) -> str:
    if isinstance(chat_id, bool) or not isinstance(chat_id, int):
        raise TypeError("a chat has a whole number as id")
    return f"{bot_id}:{chat_id}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
