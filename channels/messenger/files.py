"""What citizens send along with words, in our own words: files, places, shared links."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from channels.messenger.json_values import list_in, object_in, text_in
from handoff.core.values import Attachment, AttachmentKind

KINDS: Mapping[str, AttachmentKind] = MappingProxyType(
    {
        "image": AttachmentKind.PHOTO,
        "video": AttachmentKind.VIDEO,
        "audio": AttachmentKind.VOICE,
        "file": AttachmentKind.DOCUMENT,
        "sticker": AttachmentKind.STICKER,
    }
)

UNKNOWN = Attachment(AttachmentKind.DOCUMENT, refused="kind")
"""Something that a message holds and we cannot take: the citizen is told so."""


def attachments_of(message: Mapping[str, Any]) -> tuple[str, tuple[Attachment, ...]]:
    """Return the words that a message's attachments add to its text, and those that are files."""
    text = text_in(message, "text")
    words, files = [], []
    for item in list_in(message, "attachments"):
        shared = _shared(item)
        kept = _file(item)
        if kept is not None:
            files.append(kept)
        elif shared:
            words += [word for word in shared if word not in text]
        else:
            files.append(UNKNOWN)
    return "\n".join(dict.fromkeys(words)), tuple(files)


def _file(item: object) -> Attachment | None:
    kind, payload = text_in(item, "type"), object_in(item, "payload")
    if kind == "location":
        return _place(object_in(payload, "coordinates"))
    if kind not in KINDS:
        return None
    url = text_in(payload, "url")
    if not url:
        return Attachment(KINDS[kind], refused="gone")
    if payload.get("sticker_id") is not None:
        return Attachment(AttachmentKind.STICKER, ref=url)
    return Attachment(KINDS[kind], ref=url, name=_name(url) if kind == "file" else None)


def _place(at: Mapping[str, Any]) -> Attachment | None:
    degrees = [at.get("lat"), at.get("long")]
    numbers = [n for n in degrees if isinstance(n, int | float) and not isinstance(n, bool)]
    if len(numbers) == 2 and all(-180 <= n <= 180 for n in numbers):
        latitude, longitude = map(float, numbers)
        return Attachment(AttachmentKind.LOCATION, latitude=latitude, longitude=longitude)
    return None


def _shared(item: object) -> list[str]:
    """Return title and address of what was shared: a page, a post, an advertisement."""
    payload = object_in(item, "payload")
    found = (
        text_in(item, "title") or text_in(payload, "title"),
        text_in(item, "url") or text_in(payload, "url"),
    )
    return [word for word in found if word.strip()]


def _name(url: str) -> str | None:
    """Return what the citizen called a document: Meta puts it at the end of the path."""
    try:
        last = urlsplit(url).path.rsplit("/", 1)[-1]
    except ValueError:
        return None
    return unquote(last) or None
