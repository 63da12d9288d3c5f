"""What the widget sends."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

MAX_KEY = 100
"""Longest idempotency key, in characters."""

KEY_PATTERN = r"^[\x21-\x7e]+$"
"""Visible ASCII, so that every client and every log can show it."""

Key = Annotated[str, Field(min_length=1, max_length=MAX_KEY, pattern=KEY_PATTERN)]


class NewConversation(BaseModel):
    """Body of `POST /api/conversations`; `language` is a BCP 47 tag."""

    language: Annotated[str, Field(max_length=35)] = "en"


class NewMessage(BaseModel):
    """Body of `POST /api/conversations/{id}/messages`: a key, and either a text or a payload."""

    key: Key
    text: str | None = None
    payload: Annotated[str, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.payload is None):
            raise ValueError("give either text or payload")
        return self


class Hello(BaseModel):
    """First frame of the websocket: the token, and the last seq the widget has."""

    token: Annotated[str, Field(max_length=200)]
    after: Annotated[int, Field(ge=0, lt=2**53)] = 0


def bearer(header: str | None) -> str | None:
    """Return the token of an `Authorization: Bearer` header (RFC 6750)."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
