"""The composition root: the only place where adapters, services and edges meet.

Each side of the service is put together in `handoff.wiring`; here the sides are.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from channels.kit import Kit
from channels.mounting import at_work
from handoff import VERSION
from handoff.agency import texts_of
from handoff.core.errors import Unavailable
from handoff.services.feed import Feed
from handoff.services.journal import Journal
from handoff.services.sign_in import SignIn
from handoff.services.sweeper import Sweeper
from handoff.settings import Settings
from handoff.web import errors, pages
from handoff.web.access import RecordedAccess
from handoff.wiring import http
from handoff.wiring.adapters import Adapters
from handoff.wiring.back_office import back_office
from handoff.wiring.citizens import Inside, citizen_parts
from handoff.wiring.desk import Outside, desk_parts, office_book, shape_of
from handoff.wiring.live import live
from handoff.wiring.services import Services
from handoff.wiring.waits import wait_parts

DIST = Path(__file__).parents[1] / "web" / "dist"


def wire(adapters: Adapters, settings: Settings, kits: Sequence[Kit] = ()) -> Services:
    """Put the services together with the channels of `kits` that are configured."""
    inside = _inside(adapters, settings)
    citizens = citizen_parts(adapters, inside, settings, kits)
    desk = desk_parts(_outside(adapters), inside.journal, inside.book, citizens.channels, settings)
    log, clock = adapters.log, adapters.clock
    alive = live(log, adapters.agents, adapters.watching, adapters.wakeups, clock, settings)
    sign_in = SignIn(adapters.agents, adapters.passwords, clock, settings.session_hours)
    office = back_office(
        adapters.kept,
        _outside(adapters),
        desk,
        inside.journal,
        sign_in,
        adapters.passwords,
        inside.texts,
        alive.connections.check,
    )
    chores = (desk.rounds.go, *citizens.chores, *office.chores, *inside.waits.chores)
    turns, delivery = citizens.turns, citizens.delivery
    return Services(
        inbox=citizens.inbox,
        reception=citizens.reception,
        mounted=citizens.mounted,
        turns=turns,
        delivery=delivery,
        feed=Feed(log, adapters.wakeups, settings.heartbeat_seconds),
        desk=desk,
        live=alive,
        attachments=citizens.attachments,
        sign_in=sign_in,
        office=office,
        waits=inside.waits,
        sweeper=Sweeper(log, turns, delivery, clock, settings.notice_seconds, chores),
        texts=inside.texts,
        heed=citizens.heed,
    )


def _inside(adapters: Adapters, settings: Settings) -> Inside:
    """Return what the sides share: the office as it is read, and the journal that it shapes."""
    log, clock = adapters.log, adapters.clock
    book = office_book(adapters.agents, adapters.offices, log, clock, settings)
    journal = Journal(log, adapters.wakeups, clock, shape_of(book, settings))
    waits = wait_parts(adapters.waits, log, journal, book, clock)
    return Inside(journal, book, texts_of(settings), waits)


def _outside(adapters: Adapters) -> Outside:
    return Outside(
        adapters.log,
        adapters.agents,
        adapters.offices,
        adapters.adviser,
        adapters.typing,
        adapters.clock,
    )


def create_app(adapters: Adapters, services: Services, settings: Settings) -> FastAPI:
    """Build the HTTP application."""
    app = FastAPI(
        title="Baton",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    errors.install(app)
    # Added last is asked first: what the guards refuse was neither read nor done.
    app.add_middleware(RecordedAccess, recorder=services.office.access)
    http.guard(app, settings)
    http.route(app, adapters, services, settings)
    pages.mount(app, DIST, services.texts.agency)
    return app


@asynccontextmanager
async def working(services: Services) -> AsyncIterator[None]:
    """Sweep and do the channels' work in the background; what is cut off at the end stays owed."""
    with contextlib.suppress(Unavailable):
        # The very first handoff is to find its team, too.
        await services.desk.book.refresh()
    async with at_work(services.mounted):
        tasks = [
            asyncio.create_task(services.sweeper.run(), name="sweeper"),
            asyncio.create_task(services.live.floor.run(), name="floor"),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await _stop(services)


async def _stop(services: Services) -> None:
    with contextlib.suppress(Unavailable):
        await services.desk.rounds.stop()
        await services.waits.waits.flush()
    await services.turns.stop()
    await services.delivery.stop()
    await services.attachments.stop()
    await services.heed.stop()
