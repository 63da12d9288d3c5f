from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.telegram.platform import FakeTelegram, telegram
from tests.channels.telegram.service import Service, on_telegram
from tests.fakes.pace import unhurried

unhurried()


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """A made-up Telegram over real HTTP."""
    async with telegram() as fake:
        yield fake


@pytest.fixture
async def service(tmp_path: Path, fake: FakeTelegram) -> AsyncIterator[Service]:
    """The running service with a webhook for it."""
    async with on_telegram(tmp_path, fake) as service:
        yield service
