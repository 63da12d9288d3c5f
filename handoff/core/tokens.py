"""Short tokens that stand for a button's payload where a channel allows only a few bytes."""

from __future__ import annotations

import base64
import hashlib

from handoff.core.conversation import Conversation
from handoff.core.values import Button

PREFIX = "b:"
"""Marks a token of ours among whatever else a platform sends back."""


def token_of(conversation_id: str, payload: str) -> str:
    """Return the token of a payload in one conversation: 24 ASCII bytes, the same each time.

    It is a hash and no secret: a token counts only while its button stands in the conversation.
    """
    digest = hashlib.sha256(f"{conversation_id}\n{payload}".encode()).digest()
    return PREFIX + base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def button_of(state: Conversation, token: str) -> Button | None:
    """Return the button that was offered in this conversation and has this token, if any."""
    return next((b for b in state.offered if token_of(state.id, b.payload) == token), None)
