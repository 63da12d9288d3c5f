"""Choices as a numbered list, where a platform has no buttons that they fit on."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.core.values import Button


def numbered(text: str, buttons: Sequence[Button]) -> str:
    """Return the text with its choices below; the number typed back picks one (`Caps.numbers`)."""
    choices = [f"{number}. {button.title}" for number, button in enumerate(buttons, start=1)]
    return "\n".join([text, *choices])
