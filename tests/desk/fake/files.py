"""Small real files: a browser must be able to show and play them."""

from __future__ import annotations

import io
import struct
import wave
import zlib

from tests.desk.fake.world import File


def photo(name: str = "stub.png", width: int = 320, height: int = 220) -> File:
    """A picture of two colours, so that one sees it is drawn."""
    row = b"\x00" + b"".join(_colour(x, width) for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(row * height)
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body) for kind, body in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    )
    return File("image/png", data, name)


def _colour(x: int, width: int) -> bytes:
    return b"\x1c\x4e\x8f" if x < width // 2 else b"\xe3\xb8\x4a"


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


def voice(name: str = "voice.wav", seconds: int = 2) -> File:
    """Silence."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x00\x00" * 8000 * seconds)
    return File("audio/x-wav", buffer.getvalue(), name)
