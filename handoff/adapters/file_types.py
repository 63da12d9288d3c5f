"""What a file is, found by looking into it: names and headers say what their sender likes."""

from __future__ import annotations

import filetype

HEAD = 8192
"""Bytes of a file's beginning that are looked at."""

OFFICE = frozenset(
    (
        "application/pdf",
        "application/rtf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
)


def sniffed(head: bytes) -> str | None:
    """Return the media type of an allowed kind of file by its first `HEAD` bytes, else None.

    Pictures, sound, films, PDF and office documents are allowed. Programs, archives, pages and
    pictures that hold scripts (SVG) are not.
    """
    found = filetype.guess(head[:HEAD])
    if found is None:
        return None
    mime = str(found.mime)
    allowed = mime in OFFICE or mime.startswith(("image/", "audio/", "video/"))
    return mime if allowed else None
