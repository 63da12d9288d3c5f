"""A message in Messenger's form: calls of the Send API. Pure.

Few short buttons hang under a short text (button template), more or longer texts get quick
replies, and what is too much for these becomes a numbered list (Meta, "Send API reference").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from channels.numbered import numbered
from channels.split import split
from handoff.core.channel import Call, Caps, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.tokens import token_of
from handoff.core.values import Author

TEMPLATE_TEXT = 640
"""Longest text over buttons, in code points."""

CAPS = Caps(
    text_max=2000,
    inline_buttons=3,
    inline_title=20,
    quick_replies=13,
    quick_title=20,
    window=timedelta(hours=24),
    # Typing is shown for about 20 seconds.
    typing_every_s=15.0,
    shows_what_we_sent=True,
)
CAPS_WITH_HUMAN_AGENT = Caps(
    text_max=CAPS.text_max,
    inline_buttons=CAPS.inline_buttons,
    inline_title=CAPS.inline_title,
    quick_replies=CAPS.quick_replies,
    quick_title=CAPS.quick_title,
    window=CAPS.window,
    agent_window=timedelta(days=7),
    typing_every_s=CAPS.typing_every_s,
    shows_what_we_sent=True,
)
"""With the feature Human Agent, which Meta grants after a review."""


def psid_of(state: Conversation) -> str:
    """Return the citizen's id on the page: the address is `<page>:<citizen>`."""
    return (state.address or "").partition(":")[2]


def render(state: Conversation, message: Outgoing) -> Sequence[Call]:
    """Return the calls that show a message, in order; buttons go with the last."""
    as_list = CAPS.numbers(message.buttons)
    text = numbered(message.says, message.buttons) if as_list else message.says
    parts = split(text, CAPS.text_max)
    contents: list[dict[str, object]] = [{"text": part} for part in parts]
    if contents and message.buttons and not as_list:
        contents[-1] = _with_buttons(state, message, parts[-1], alone=len(parts) == 1)
    return [Call("messages", _body(state, message, content)) for content in contents]


def _body(state: Conversation, message: Outgoing, content: dict[str, object]) -> dict[str, object]:
    # Only words that a person typed may go out late, and these only with this tag.
    tagged = message.late and message.author is Author.AGENT
    kind = (
        {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        if tagged
        else {"messaging_type": "RESPONSE"}
    )
    return {**kind, "recipient": {"id": psid_of(state)}, "message": content}


def _with_buttons(
    state: Conversation, message: Outgoing, text: str, *, alone: bool
) -> dict[str, object]:
    pairs = [(button.title, token_of(state.id, button.payload)) for button in message.buttons]
    fits = len(pairs) <= CAPS.inline_buttons and len(text) <= TEMPLATE_TEXT
    if not (fits and alone):
        quick = [{"content_type": "text", "title": t, "payload": token} for t, token in pairs]
        return {"text": text, "quick_replies": quick}
    buttons = [{"type": "postback", "title": t, "payload": token} for t, token in pairs]
    template = {"template_type": "button", "text": text, "buttons": buttons}
    return {"attachment": {"type": "template", "payload": template}}
