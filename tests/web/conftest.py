from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.harness import Running, running


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Running]:
    """A running service with generous limits and a quick heartbeat."""
    async with running(tmp_path, heartbeat_seconds="0.3", messages_per_minute="1000") as service:
        yield service
