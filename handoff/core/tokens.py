"""Short tokens that stand for a button's payload where a channel allows only a few bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from handoff.core.conversation import Conversation
from handoff.core.values import LEAVE_QUEUE, Button

PREFIX = "b:"
"""Marks a token of ours among whatever else a platform sends back."""

STANDING = "s:"
"""Marks the token of a button that stands always, outside of conversations: in a page's menu."""


def token_of(conversation_id: str, payload: str) -> str:
    """Return the token of a payload in one conversation: 24 ASCII bytes, the same each time.

    It is a hash and no secret: a token counts only while its button stands in the conversation.
    """
    digest = hashlib.sha256(f"{conversation_id}\n{payload}".encode()).digest()
    return PREFIX + base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def standing_token(payload: str) -> str:
    """Return the token of a payload that is the same for everybody."""
    return STANDING + payload


UNDER_SENTENCES = (Button("", LEAVE_QUEUE),)
"""Buttons under sentences of the service, which no message in the log offers."""


def button_of(state: Conversation, token: str, standing: Sequence[Button] = ()) -> Button | None:
    """Return the button with this token that was offered here, or stands always, if any."""
    here = (*state.offered, *UNDER_SENTENCES)
    offered = (b for b in here if token_of(state.id, b.payload) == token)
    always = (b for b in standing if standing_token(b.payload) == token)
    return next(offered, None) or next(always, None)
