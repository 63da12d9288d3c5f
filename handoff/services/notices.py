"""What citizens are told about what they send that is no text."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.core.values import Attachment, AttachmentKind
from handoff.services.texts import Texts

NOT_KEPT = ("too_large", "kind", "gone")
"""Reasons for which a file is not kept, each with a sentence `not_kept_...` of its own."""


def notice_of(texts: Texts, language: str, attachments: Sequence[Attachment]) -> str:
    """Return what happens with these attachments, in one or two sentences."""
    refused = [a.refused for a in attachments if a.refused is not None]
    kept = [a for a in attachments if a.refused is None]
    told = [refusal(texts, language, reason) for reason in dict.fromkeys(refused)]
    if any(a.ref is not None and a.kind is not AttachmentKind.STICKER for a in kept):
        told.append(texts.get("file_kept", language))
    elif any(a.kind is not AttachmentKind.STICKER for a in kept):
        told.append(texts.get("place_kept", language))
    elif kept:
        told.append(texts.get("words_only", language))
    return " ".join(told)


def refusal(texts: Texts, language: str, reason: str) -> str:
    """Return why a file was not kept, and what to do instead."""
    return texts.get(f"not_kept_{reason if reason in NOT_KEPT else 'gone'}", language)
