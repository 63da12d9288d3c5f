"""Files on disk: wholly or not at all, for their owner's eyes only, and nowhere else."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handoff.adapters.file_store import LEFT_OVER_S, FileStore
from handoff.adapters.file_types import sniffed
from handoff.core.channel import Download
from handoff.core.errors import FileTooLarge
from tests.contract.office_files import SAMPLES

LIMIT = 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "attachments"


@pytest.fixture
def files(folder: Path) -> FileStore:
    return FileStore(folder, LIMIT)


def download(*chunks: bytes, size: int | None = None, broken: bool = False) -> Download:
    async def give() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk
        if broken:
            raise OSError("connection reset")

    return Download(give(), size=size)


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_file_is_kept_and_found_by_the_next_process(folder: Path, files: FileStore) -> None:
    assert await files.keep("c-1", 3, 0, download(b"ab", b"cd")) == 4
    place = await FileStore(folder, LIMIT).find("c-1", 3, 0)
    assert place is not None
    assert place.read_bytes() == b"abcd"
    for where in (("c-1", 3, 1), ("c-1", 4, 0), ("c-2", 3, 0)):
        assert await files.find(*where) is None


async def test_nobody_else_on_the_machine_can_read_it(files: FileStore, folder: Path) -> None:
    before = os.umask(0)
    try:
        await files.keep("c-1", 3, 0, download(b"secret"))
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in everything(folder)}
    assert modes == {0o600}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "c-1")}
    assert folders == {0o700}


@pytest.mark.parametrize("chunks", [(b"x" * (LIMIT + 1),), (b"x" * 10,) * (LIMIT // 10 + 1)])
async def test_what_is_too_large_leaves_nothing_behind(
    files: FileStore, folder: Path, chunks: tuple[bytes, ...]
) -> None:
    with pytest.raises(FileTooLarge):
        await files.keep("c-1", 3, 0, download(*chunks))
    assert everything(folder) == []


async def test_a_file_of_just_the_limit_is_kept(files: FileStore) -> None:
    assert await files.keep("c-1", 3, 0, download(b"x" * LIMIT)) == LIMIT


async def test_a_size_that_is_announced_too_large_is_not_even_read(files: FileStore) -> None:
    with pytest.raises(FileTooLarge):
        await files.keep("c-1", 3, 0, download(broken=True, size=LIMIT + 1))


async def test_a_download_that_breaks_leaves_nothing_behind_and_harms_no_earlier_one(
    files: FileStore, folder: Path
) -> None:
    await files.keep("c-1", 3, 0, download(b"whole"))
    with pytest.raises(OSError, match="reset"):
        await files.keep("c-1", 3, 0, download(b"half", broken=True))
    assert [path.read_bytes() for path in everything(folder)] == [b"whole"]


async def test_a_download_that_is_cut_off_leaves_nothing_behind(
    files: FileStore, folder: Path
) -> None:
    reached = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"half"
        reached.set()
        await asyncio.Event().wait()

    keeping = asyncio.create_task(files.keep("c-1", 3, 0, Download(endless())))
    await reached.wait()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert everything(folder) == []


async def test_two_processes_that_keep_the_same_file_do_not_mix(
    files: FileStore, folder: Path
) -> None:
    parts = [bytes([n]) * 100 for n in range(5)]
    await asyncio.gather(*(files.keep("c-1", 3, 0, download(*parts)) for _ in range(8)))
    assert [path.read_bytes() for path in everything(folder)] == [b"".join(parts)]


@pytest.mark.parametrize("evil", ["../c", "..", "", "a/b", "c\x00", "x" * 65, "c 1", "ç"])
async def test_an_id_leads_nowhere_else(files: FileStore, tmp_path: Path, evil: str) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "3-0").write_text("not yours")
    assert await files.find(evil, 3, 0) is None
    with pytest.raises(ValueError, match="no id"):
        await files.keep(evil, 3, 0, download(b"x"))
    await files.forget(evil)
    assert (tmp_path / "c" / "3-0").is_file()


async def test_a_conversations_files_go_together_and_no_others(files: FileStore) -> None:
    for where in (("c-1", 3, 0), ("c-1", 4, 1), ("c-2", 3, 0)):
        await files.keep(*where, download(b"x"))
    await files.forget("c-1")
    await files.forget("c-1")
    assert await files.find("c-1", 3, 0) is None
    assert await files.find("c-2", 3, 0) is not None


async def test_what_a_dead_process_left_is_tidied_and_what_is_under_way_is_not(
    files: FileStore, folder: Path
) -> None:
    await files.keep("c-1", 3, 0, download(b"kept"))
    left, now = (folder / "c-1" / f"4-0.{name}.part" for name in ("dead", "alive"))
    for part in (left, now):
        part.write_bytes(b"half")
    long_ago = left.stat().st_mtime - LEFT_OVER_S - 1
    os.utime(left, (long_ago, long_ago))
    await files.tidy()
    assert sorted(path.name for path in everything(folder)) == ["3-0", now.name]


async def test_tidying_before_there_is_any_file_does_nothing(files: FileStore) -> None:
    await files.tidy()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_kind_is_known_by_the_first_bytes(name: str) -> None:
    data, mime = SAMPLES[name]
    assert sniffed(data) == mime
