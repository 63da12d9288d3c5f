"""What a message carries besides words: files, places, contacts, and what can only be named."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Animation, Audio, Contact, Document, Location, Message, Video, VideoNote, Voice

from handoff.core.values import Attachment, AttachmentKind

MOST_BYTES = 20 * 2**20
"""Telegram gives no larger file to a bot (`getFile`)."""

PROGRAMS = frozenset(
    (
        "application/gzip",
        "application/java-archive",
        "application/javascript",
        "application/vnd.rar",
        "application/vnd.android.package-archive",
        "application/x-7z-compressed",
        "application/x-dosexec",
        "application/x-msdownload",
        "application/x-msdos-program",
        "application/x-rar-compressed",
        "application/x-sh",
        "application/x-tar",
        "application/zip",
        "image/svg+xml",
        "text/html",
        "text/javascript",
    )
)
"""What is not even fetched; what is fetched is looked into, whatever it is said to be."""

OTHERS = {"dice": "🎲", "poll": "📊", "game": "🎮", "story": "📖", "checklist": "☑️"}
"""What citizens can send and nobody here can read; shown to agents by a sign."""

File = Animation | Audio | Document | Video | VideoNote | Voice


def attachments_of(message: Message, carries: frozenset[str]) -> tuple[Attachment, ...]:
    """Return a message's attachments; `carries` names all fields it came with."""
    found = tuple(_attachments(message))
    if found:
        return found
    signs = [sign for name, sign in OTHERS.items() if name in carries]
    return tuple(Attachment(AttachmentKind.STICKER, name=sign) for sign in signs)


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        # Sizes of one picture, the largest last; not all tell how many bytes they have.
        largest = max(message.photo, key=lambda size: (size.width or 0) * (size.height or 0))
        yield _file(AttachmentKind.PHOTO, largest.file_id, None, "image/jpeg", largest.file_size)
    # An animation comes as a document, too.
    for kind, file in (
        (AttachmentKind.VIDEO, message.animation),
        (AttachmentKind.DOCUMENT, message.document if message.animation is None else None),
        (AttachmentKind.VOICE, message.voice),
        (AttachmentKind.AUDIO, message.audio),
        (AttachmentKind.VIDEO, message.video),
        (AttachmentKind.VIDEO, message.video_note),
    ):
        if file is not None:
            yield _named_file(kind, file)
    if message.sticker is not None:
        yield Attachment(AttachmentKind.STICKER, name=_text(message.sticker.emoji))
    if message.location is not None:
        yield _place(message.location, message)
    if message.contact is not None:
        yield Attachment(AttachmentKind.CONTACT, name=_card(message.contact))


def _named_file(kind: AttachmentKind, file: File) -> Attachment:
    name, mime = getattr(file, "file_name", None), getattr(file, "mime_type", None)
    return _file(kind, file.file_id, _text(name), _text(mime), file.file_size)


def _file(
    kind: AttachmentKind, ref: object, name: str | None, mime: str | None, size: object
) -> Attachment:
    if not isinstance(ref, str) or not ref:
        raise TypeError("a file has a file_id")
    known = size if isinstance(size, int) and size >= 0 else None
    refused = "too_large" if known is not None and known > MOST_BYTES else None
    if (mime or "").lower() in PROGRAMS:
        refused = "kind"
    return Attachment(kind, ref=ref, name=name, mime=mime, size=known, refused=refused)


def _place(location: Location, message: Message) -> Attachment:
    latitude, longitude = float(location.latitude), float(location.longitude)
    name = _text(message.venue.title) if message.venue is not None else None
    return Attachment(AttachmentKind.LOCATION, name=name, latitude=latitude, longitude=longitude)


def _card(contact: Contact) -> str:
    names = (contact.first_name, contact.last_name)
    whole = " ".join(part for part in map(_text, names) if part)
    return ", ".join(part for part in (whole, _text(contact.phone_number)) if part)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
