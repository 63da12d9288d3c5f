"""Checks over the whole content that no single entry can show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from bot.content import Content
from bot.yaml_file import ContentError


def check_examples(content: Content, spoken: Iterable[tuple[str, str]]) -> None:
    """Refuse the same sentence under two intents.

    `spoken`: (text, intent) of Rasa's own NLU files. Case, punctuation and spacing do not make a
    sentence different. Raises ContentError naming both intents.
    """
    known: dict[str, tuple[str, str]] = {}
    own = [
        (example, faq.intent)
        for faq in content.faqs
        for wording in faq.wordings.values()
        for example in wording.examples
    ]
    faq_intents = {faq.intent for faq in content.faqs}
    for text, intent in [*spoken, *own]:
        sentence = _bare(text)
        other = known.setdefault(sentence, (intent, text))
        if other[0] != intent:
            raise ContentError(
                f"the same sentence stands under two intents, '{other[0]}' and '{intent}': {text!r}"
            )
    for _, intent in spoken:
        if intent in faq_intents:
            raise ContentError(f"intent '{intent}' is defined in data/faq and in data/nlu")


def check_buttons(responses: dict[str, list[dict[str, Any]]], intents: set[str]) -> None:
    """Refuse buttons that send an intent which does not exist. Raises ContentError."""
    for name, variations in responses.items():
        for button in (b for v in variations for b in v.get("buttons") or []):
            payload = str(button.get("payload", ""))
            intent = re.match(r"/([a-z_0-9]+)", payload)
            if not button.get("title") or intent is None or intent.group(1) not in intents:
                raise ContentError(
                    f"{name}: button {button.get('title')!r} sends {payload!r}, "
                    "which is not a known intent"
                )


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())
