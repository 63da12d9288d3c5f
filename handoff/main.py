"""The composition root: the only place where adapters, services and edges meet."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from channels.kit import Kit, Mounted, Tools
from channels.mounting import at_work, mount
from channels.web.door import Door
from channels.web.paper import Papers, paper_router
from channels.web.plain import plain_router
from channels.web.resume import resume_router
from channels.web.router import router as citizen_router
from channels.web.stream import stream_router
from handoff import VERSION
from handoff.adapters.file_types import sniffed
from handoff.agency import hours_of, texts_of
from handoff.back_office import BackOffice, back_office, back_office_routers
from handoff.core.channel import Channel
from handoff.core.errors import (
    TooManyConversations,
    TooManyLogins,
    TooManyMessages,
    Unavailable,
)
from handoff.desk_wiring import DeskParts, Outside, desk_parts, office_book, shape_of
from handoff.live import Live, Shows, live, live_routers
from handoff.outside import Adapters
from handoff.services import secrets
from handoff.services.attachments import Attachments
from handoff.services.clerks import Clerks
from handoff.services.delivery import Delivery
from handoff.services.feed import Feed
from handoff.services.heed import Heed
from handoff.services.inbox import Inbox
from handoff.services.journal import Journal
from handoff.services.limits import Limit
from handoff.services.precedence import Precedence
from handoff.services.reception import Reception
from handoff.services.sign_in import SignIn
from handoff.services.surveys import Surveys
from handoff.services.sweeper import Sweeper
from handoff.services.texts import Texts
from handoff.services.turns import Turns
from handoff.services.typing import Typing
from handoff.services.upkeep import OldLetters
from handoff.services.wait_news import WaitNews
from handoff.settings import Settings
from handoff.waits_wiring import WaitParts, wait_parts
from handoff.web import errors, pages
from handoff.web.access import RecordedAccess
from handoff.web.access_log import AccessLog as RequestLog
from handoff.web.attachments import attachments_router
from handoff.web.desk import desk_router
from handoff.web.desk_commands import commands_router
from handoff.web.guards import BodyLimit, OriginGuard, SecurityHeaders
from handoff.web.health import health_router
from handoff.web.session import Sessions, session_router
from handoff.web.waits import waits_router

DIST = Path(__file__).parents[1] / "web" / "dist"


@dataclass(frozen=True)
class Services:
    """The services, wired, and the channels that events are pushed to."""

    inbox: Inbox
    reception: Reception
    mounted: tuple[Mounted, ...]
    turns: Turns
    delivery: Delivery
    feed: Feed
    desk: DeskParts
    live: Live
    attachments: Attachments
    sign_in: SignIn
    office: BackOffice
    waits: WaitParts
    sweeper: Sweeper
    texts: Texts
    heed: Heed


def wire(adapters: Adapters, settings: Settings, kits: Sequence[Kit] = ()) -> Services:
    """Put the services together with the channels of `kits` that are configured."""
    log, clock = adapters.log, adapters.clock
    texts = texts_of(settings)
    book = office_book(adapters.agents, adapters.offices, log, clock, settings)
    journal = Journal(log, adapters.wakeups, clock, shape_of(book, settings))
    channels: dict[str, Channel] = {}
    shown = Typing(log, channels).shown
    precedence = Precedence()
    turns = Turns(
        journal,
        log,
        adapters.assistant,
        texts,
        clock,
        busy=shown,
        before=precedence.let_by,
        opens_at=book.opens_at,
    )
    inbox = Inbox(journal, log, turns, texts)
    attachments = Attachments(journal, log, adapters.files, channels, texts, clock, sniffed)
    reception = Reception(
        journal, log, inbox, adapters.deliveries, attachments, texts, precedence.let_by
    )
    mounted = mount(kits, _tools(adapters, settings, texts, reception, precedence))
    channels.update((each.channel.name, each.channel) for each in mounted)
    waits = wait_parts(adapters.waits, log, journal, book, clock)
    news = WaitNews(journal, waits.waits.told, lambda: book.standing.values(), channels, clock)
    delivery = Delivery(
        journal,
        log,
        adapters.deliveries,
        channels,
        clock,
        holder=secrets.new_id(),
        chance=SystemRandom().random,
        before=precedence.let_by,
        forecast=news.first,
        zone=hours_of().zone,
    )
    clerks = Clerks(journal, log, channels, clock, timedelta(minutes=settings.clerk_minutes))
    heed = Heed(journal, log, adapters.adviser)
    journal.tell(heed.listen)
    surveys = Surveys(journal, log, channels, clock, timedelta(minutes=settings.survey_minutes))
    old_letters = OldLetters(adapters.dead_letters, clock)
    outside = Outside(
        log, adapters.agents, adapters.offices, adapters.adviser, adapters.typing, clock
    )
    desk = desk_parts(outside, journal, book, channels, settings)
    alive = live(log, adapters.agents, adapters.watching, adapters.wakeups, clock, settings)
    sign_in = SignIn(adapters.agents, adapters.passwords, clock, settings.session_hours)
    office = back_office(
        adapters.kept,
        outside,
        desk,
        journal,
        sign_in,
        adapters.passwords,
        texts,
        alive.connections.check,
    )
    chores = (
        desk.rounds.go,
        attachments.start_owed,
        clerks.look,
        surveys.look,
        old_letters.drop,
        *office.chores,
        *waits.chores,
        news.look,
    )
    return Services(
        inbox=inbox,
        reception=reception,
        mounted=mounted,
        turns=turns,
        delivery=delivery,
        feed=Feed(log, adapters.wakeups, settings.heartbeat_seconds),
        desk=desk,
        live=alive,
        attachments=attachments,
        sign_in=sign_in,
        office=office,
        waits=waits,
        sweeper=Sweeper(log, turns, delivery, clock, settings.notice_seconds, chores),
        texts=texts,
        heed=heed,
    )


def _tools(
    adapters: Adapters,
    settings: Settings,
    texts: Texts,
    reception: Reception,
    precedence: Precedence,
) -> Tools:
    return Tools(
        reception=reception,
        dead_letters=adapters.dead_letters,
        clock=adapters.clock,
        texts=texts,
        settings=settings.of_channels,
        public_url=settings.public_url,
        home=settings.home,
        precedence=precedence,
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
    _guard(app, settings)
    _route(app, adapters, services, settings)
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
            with contextlib.suppress(Unavailable):
                await services.desk.rounds.stop()
                await services.waits.waits.flush()
            await services.turns.stop()
            await services.delivery.stop()
            await services.attachments.stop()
            await services.heed.stop()


def _guard(app: FastAPI, settings: Settings) -> None:
    # Added last is asked first: the log of requests sees what the guards refuse.
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
    )
    # Outside of CORS, which answers a refused preflight in plain text.
    app.add_middleware(
        OriginGuard, allowed=settings.allowed_origins, public_url=settings.public_url
    )
    app.add_middleware(SecurityHeaders, https=settings.public_url.startswith("https://"))
    app.add_middleware(RequestLog)


def _route(app: FastAPI, adapters: Adapters, services: Services, settings: Settings) -> None:
    clock, log, secure = adapters.clock, adapters.log, settings.secure_cookies
    waits = services.waits.waits
    door = Door(
        services.inbox,
        Limit(clock, settings.messages_per_minute, TooManyMessages),
        Limit(clock, settings.conversations_per_minute, TooManyConversations),
    )
    office = services.office
    papers = Papers(log, clock, services.texts.name_in, hours_of().zone)
    sessions = Sessions(services.sign_in)
    failures = Limit(clock, settings.logins_per_minute, TooManyLogins)
    of_channels = {each.channel.name: each.channel.ping for each in services.mounted}
    for routes in (
        health_router({**adapters.parts, **of_channels}, adapters.dead_letters.count),
        *(each.router for each in services.mounted if each.router is not None),
        citizen_router(door, log, secure),
        stream_router(door, log, services.feed, adapters.typing, waits),
        paper_router(door, papers),
        resume_router(services.texts.name_in, settings.resume_url),
        plain_router(door, log, services.feed, waits, secure),
        session_router(
            services.sign_in,
            sessions,
            adapters.agents,
            services.desk.handover,
            failures,
            secure,
            services.live.connections.check,
        ),
        desk_router(services.desk.lists, sessions),
        commands_router(
            services.desk.desk, services.desk.supervision, services.desk.lists, sessions
        ),
        attachments_router(services.attachments, sessions),
        *back_office_routers(office, sessions, failures),
        waits_router(services.waits.reports, sessions),
        *live_routers(
            services.live,
            Shows(log, services.feed, adapters.typing, adapters.waits, adapters.adviser),
            services.desk,
            office.access,
            sessions,
            settings,
        ),
    ):
        app.include_router(routes)
