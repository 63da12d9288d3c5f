"""What we give the platform to keep, and how it is known again when it comes back."""

from __future__ import annotations

from handoff.core import tokens

_OURS = "baton:"

START = "baton:start"
"""Payload of the button Get Started."""


def metadata_of(mark: str) -> str:
    """Return the `metadata` of a message that is sent with this mark."""
    return _OURS + mark


def mark_of(metadata: object) -> str | None:
    """Return the mark that an echo's `metadata` holds, or None when it is not ours."""
    if isinstance(metadata, str) and metadata.startswith(_OURS):
        return metadata.removeprefix(_OURS)
    return None


def is_token(payload: str) -> bool:
    """Tell whether a payload is a token of ours, and not of something else set up on the page."""
    return payload.startswith((tokens.PREFIX, tokens.STANDING))
