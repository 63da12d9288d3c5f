from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.fakes.pace import unhurried
from tests.services.world import World

unhurried()


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    """A service over fakes; what it left running is stopped at the end."""
    made = World()
    yield made
    await made.turns.stop()
    await made.delivery.stop()
    await made.attachments.stop()
