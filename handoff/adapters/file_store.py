"""Files of citizens, below one folder: `<conversation>/<seq>-<number>`, for the owner's eyes only.

A file is written beside its place, synced, and then renamed: it is there wholly or not at all.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import shutil
import time
from pathlib import Path
from typing import BinaryIO

from handoff.core.channel import Download
from handoff.core.errors import FileTooLarge

PART = ".part"
"""Suffix of what is being written."""

LEFT_OVER_S = 3600.0
"""What is being written for longer than this was left behind by a process that died."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class FileStore:
    """Implements the port `Files` on a folder; several processes may share it."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    async def keep(self, conversation_id: str, seq: int, number: int, download: Download) -> int:
        """Write a file, all or nothing, and return its size in bytes.

        Raises:
            FileTooLarge: it is larger than the limit; nothing is left behind.
            OSError: the disk does not take it; nothing is left behind.
        """
        if download.size is not None and download.size > self._limit:
            raise FileTooLarge
        place = self._place(conversation_id, seq, number)
        part = place.with_name(f"{place.name}.{secrets.token_hex(8)}{PART}")
        file = await asyncio.to_thread(_begin, part)
        try:
            size = await self._write(file, download)
            await asyncio.to_thread(_finish, file, part, place)
        finally:
            # After the renaming there is nothing to remove.
            await asyncio.to_thread(_discard, file, part)
        return size

    async def find(self, conversation_id: str, seq: int, number: int) -> Path | None:
        """Return where a kept file is, or None."""
        if not _ID.fullmatch(conversation_id):
            return None
        place = self._place(conversation_id, seq, number)
        return place if await asyncio.to_thread(place.is_file) else None

    async def forget(self, conversation_id: str) -> None:
        """Delete all files of a conversation; none is fine."""
        if _ID.fullmatch(conversation_id):
            folder = self._folder / conversation_id
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def tidy(self) -> None:
        """Delete what processes that died left half written."""
        await asyncio.to_thread(self._tidy)

    async def _write(self, file: BinaryIO, download: Download) -> int:
        size = 0
        async for chunk in download.chunks:
            size += len(chunk)
            if size > self._limit:
                raise FileTooLarge
            await asyncio.to_thread(file.write, chunk)
        return size

    def _place(self, conversation_id: str, seq: int, number: int) -> Path:
        if not _ID.fullmatch(conversation_id):
            raise ValueError("this is no id of a conversation")
        return self._folder / conversation_id / f"{seq:d}-{number:d}"

    def _tidy(self) -> None:
        for part in self._folder.glob(f"*/*{PART}"):
            try:
                if time.time() - part.stat().st_mtime > LEFT_OVER_S:
                    part.unlink()
            except FileNotFoundError:
                # Its process was alive after all and has finished it.
                continue


def _begin(part: Path) -> BinaryIO:
    # One after the other: what mkdir makes on the way to a folder gets everybody's rights.
    part.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    return os.fdopen(descriptor, "wb")


def _finish(file: BinaryIO, part: Path, place: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    part.replace(place)
    # The name must survive a power cut as well: the log is about to say that the file is kept.
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _discard(file: BinaryIO, part: Path) -> None:
    try:
        file.close()
    finally:
        part.unlink(missing_ok=True)
