"""The outside world as the service reaches it: adapters, opened by the settings (for `main`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from handoff.adapters.clock import SystemClock
from handoff.adapters.file_store import FileStore
from handoff.adapters.parts import http_ping
from handoff.adapters.passwords import Argon2Passwords
from handoff.adapters.rasa_assistant import RasaAssistant
from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.adapters.wakeups_redis import TYPING, RedisWakeups
from handoff.core.channel import DeadLetters, Deliveries, Files
from handoff.core.office_ports import Offices
from handoff.core.ports import Adviser, Agents, Assistant, Clock, Log, Wakeups
from handoff.core.waits import WaitRecords
from handoff.services.sign_in import Passwords
from handoff.services.watching import Watching
from handoff.settings import Settings
from handoff.web.health import Ping
from handoff.wiring.back_office import Kept


@dataclass(frozen=True)
class Adapters:
    """The outside world as this process reaches it."""

    log: Log
    deliveries: Deliveries
    dead_letters: DeadLetters
    files: Files
    agents: Agents
    offices: Offices
    kept: Kept
    wakeups: Wakeups
    typing: Wakeups
    watching: Watching
    waits: WaitRecords
    assistant: Assistant
    adviser: Adviser
    passwords: Passwords
    clock: Clock
    parts: Mapping[str, Ping]


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Adapters]:
    """Open what the settings name, and close it at the end.

    Raises:
        Unavailable: the store cannot be used; a Redis that is away is waited for.
        ValueError: a URL names something unknown.
    """
    async with AsyncExitStack() as stack:
        store = await SqlStore.open(settings.store_url)
        stack.push_async_callback(store.close)
        files = FileStore(settings.home / "attachments", settings.max_attachment_bytes)
        await files.tidy()
        assistant = RasaAssistant(settings.rasa_url, settings.turn_timeout_seconds)
        stack.push_async_callback(assistant.aclose)
        wakeups, typing = await _hints(settings, stack)
        yield Adapters(
            log=store.log,
            deliveries=store.deliveries,
            dead_letters=store.dead_letters,
            files=files,
            agents=store.agents,
            offices=store.offices,
            kept=Kept.of(store),
            wakeups=wakeups,
            typing=typing,
            watching=store.watching,
            waits=store.waits,
            assistant=assistant,
            adviser=assistant,
            passwords=Argon2Passwords(),
            clock=SystemClock(),
            parts=_parts(settings, store, wakeups, assistant),
        )


type _Hints = LocalWakeups | RedisWakeups


async def _hints(settings: Settings, stack: AsyncExitStack) -> tuple[_Hints, _Hints]:
    """Open what tells of commits and of writing; `stack` closes it."""
    if not settings.redis_url:
        return LocalWakeups(), LocalWakeups()
    wakeups = await RedisWakeups.open(settings.redis_url)
    stack.push_async_callback(wakeups.close)
    typing = await RedisWakeups.open(settings.redis_url, channel=TYPING)
    stack.push_async_callback(typing.close)
    return wakeups, typing


def _parts(
    settings: Settings, store: SqlStore, wakeups: _Hints, assistant: RasaAssistant
) -> Mapping[str, Ping]:
    """Return what `/readyz` asks, in the order it is shown."""
    parts: dict[str, Ping] = {"store": store.log.ping}
    if isinstance(wakeups, RedisWakeups):
        parts["hints"] = wakeups.ping
    parts["assistant"] = assistant.ping
    parts["actions"] = http_ping(f"{settings.actions_url}/health")
    parts["cases"] = http_ping(f"{settings.cases_url}/healthz")
    return parts
