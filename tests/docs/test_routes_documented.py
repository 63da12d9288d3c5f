"""Every route of the service, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from channels.web.plain import COOKIE as PLAIN_COOKIE
from handoff import settings as settings_module
from handoff.adapters.file_store import FileStore
from handoff.main import create_app, wire
from handoff.web import pages as web_pages
from handoff.web.session import COOKIE as SESSION_COOKIE
from handoff.wiring.adapters import Adapters
from handoff.wiring.back_office import Kept
from tests.docs import pages
from tests.fakes.access import MemoryAccessLog
from tests.fakes.agents import FakeAgents
from tests.fakes.assistant import FakeAssistant
from tests.fakes.canned import MemoryCanned
from tests.fakes.clock import FakeClock
from tests.fakes.dead_letters import MemoryDeadLetters
from tests.fakes.deliveries import MemoryDeliveries
from tests.fakes.follow_ups import MemoryFollowUps
from tests.fakes.memory_log import MemoryLog
from tests.fakes.offices import FakeOffices
from tests.fakes.passwords import FakePasswords
from tests.fakes.waits import MemoryWaits
from tests.fakes.wakeups import FakeWakeups
from tests.fakes.watching import FakeWatching

HTTP_API = "docs/http-api.md"


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """The service as it is put together, over fakes."""
    log = MemoryLog()
    adapters = Adapters(
        log=log,
        deliveries=MemoryDeliveries(log),
        dead_letters=MemoryDeadLetters(),
        files=FileStore(tmp_path, 1000),
        agents=FakeAgents(),
        offices=FakeOffices(),
        kept=Kept(MemoryAccessLog(), FakeAgents(), MemoryCanned(), MemoryFollowUps(log)),
        wakeups=FakeWakeups(),
        typing=FakeWakeups(),
        watching=FakeWatching(),
        waits=MemoryWaits(log),
        assistant=FakeAssistant(),
        adviser=FakeAssistant(),
        passwords=FakePasswords(),
        clock=FakeClock(),
        parts={},
    )
    settings = settings_module.load({"BATON_HOME": str(tmp_path)})
    return create_app(adapters, wire(adapters, settings), settings)


def named(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """Method and path of each route, as the page writes them."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from named(included.routes)
        elif isinstance(route, WebSocketRoute):
            yield f"WS {without_names(route.path)}"
        elif isinstance(route, Route):
            for method in (route.methods or set()) - {"HEAD", "OPTIONS"}:
                yield f"{method} {without_names(route.path)}"


def without_names(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_route_is_documented_and_no_other(app: FastAPI) -> None:
    documented = pages.first_spans(pages.table(pages.read(HTTP_API), "Routes"))
    assert {without_names(route) for route in documented} == set(named(app.routes))


def test_every_folder_of_files_is_documented(tmp_path: Path) -> None:
    for folder in ("widget", "desk/assets", "demo"):
        (tmp_path / folder).mkdir(parents=True)
    built = FastAPI()
    web_pages.mount(built, tmp_path, "Agency of Tests")
    mounted = {route.path for route in built.routes if isinstance(route, Mount) and route.path}
    part = pages.section(pages.read(HTTP_API), "Routes")
    files = pages.spans(part[part.index("Files:") :])
    assert {path for path in mounted if any(f.startswith(path) for f in files)} == mounted
    assert len(mounted) == 3


def test_every_cookie_is_documented() -> None:
    part = pages.section(pages.read(HTTP_API), "Origins, cookies, headers")
    assert pages.first_spans(pages.tables(part)[0]) == {PLAIN_COOKIE, SESSION_COOKIE}
