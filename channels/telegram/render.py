"""A message of ours as calls on the Bot API. Pure.

Text goes out plain, without `parse_mode`: an agent's asterisks must not make Telegram refuse it.
"""

from __future__ import annotations

from collections.abc import Sequence

from channels.numbered import numbered
from channels.split import split
from handoff.core.channel import Call, Caps, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.tokens import token_of
from handoff.core.values import Button

CAPS = Caps(
    text_max=4096,
    # One below the other they stay readable to about so many, and so long on a phone.
    inline_buttons=20,
    inline_title=60,
    quick_replies=0,
    quick_title=0,
    # What Telegram shows lasts five seconds.
    typing_every_s=4.0,
)

MOST_IN_ROW = 8
"""Buttons that Telegram shows side by side in one row."""


def render(state: Conversation, message: Outgoing) -> Sequence[Call]:
    """Return the calls that show a message; its buttons hang under the last part."""
    buttons = message.buttons
    as_list = CAPS.numbers(buttons)
    text = numbered(message.says, buttons) if as_list else message.says
    bodies: list[dict[str, object]] = [
        {"chat_id": chat_of(state), "text": part} for part in split(text, CAPS.text_max)
    ]
    if bodies and buttons and not as_list:
        keys = [_key(state, button) for button in buttons]
        rows = [keys] if _is_scale(buttons) else [[key] for key in keys]
        bodies[-1]["reply_markup"] = {"inline_keyboard": rows}
    return [Call("sendMessage", body) for body in bodies]


def chat_of(state: Conversation) -> int:
    """Return the chat of an address `<bot>:<chat>`; 0, which is nobody, when it is no such."""
    chat = (state.address or "").rpartition(":")[2]
    return int(chat) if chat.removeprefix("-").isdecimal() else 0


def _is_scale(buttons: Sequence[Button]) -> bool:
    """Whether these are steps of a scale, as 1 to 7, which are read across."""
    return len(buttons) <= MOST_IN_ROW and all(b.title.isdecimal() for b in buttons)


def _key(state: Conversation, button: Button) -> dict[str, str]:
    return {"text": button.title, "callback_data": token_of(state.id, button.payload)}
