"""The beginnings of files, made here, with the media type that each must be taken for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OPEN_XML = "application/vnd.openxmlformats-officedocument"


def _zipped(*names: str, mimetype: str | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


SAMPLES: Mapping[str, tuple[bytes, str | None]] = {
    "pdf": (b"%PDF-1.7\n%abc", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(30), "image/jpeg"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(30), "image/heic"),
    "voice": (b"OggS\0\x02" + bytes(22) + b"\x01\x13OpusHead", "audio/ogg"),
    "film": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(30), "video/mp4"),
    "docx": (
        _zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
        f"{OPEN_XML}.wordprocessingml.document",
    ),
    "xlsx": (
        _zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
        f"{OPEN_XML}.spreadsheetml.sheet",
    ),
    "odt": (
        _zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "archive": (_zipped("a.txt"), None),
    "program": (b"MZ\x90\0" + bytes(60), None),
    "page": (b"<!DOCTYPE html><html><script>alert(1)</script>", None),
    "picture with scripts": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', None),
    "words": (b"hello", None),
    "nothing": (b"", None),
}
