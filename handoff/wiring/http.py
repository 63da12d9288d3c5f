"""The HTTP application, put together: guards, and the routes of citizens, channels and the desk."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, FastAPI
from starlette.middleware.cors import CORSMiddleware

from channels.web.door import Door
from channels.web.paper import Papers, paper_router
from channels.web.plain import plain_router
from channels.web.resume import resume_router
from channels.web.router import router as citizen_router
from channels.web.stream import stream_router
from handoff.agency import hours_of
from handoff.core.errors import TooManyConversations, TooManyLogins, TooManyMessages
from handoff.services.limits import Limit
from handoff.settings import Settings
from handoff.web.access_log import AccessLog as RequestLog
from handoff.web.attachments import attachments_router
from handoff.web.desk import desk_router
from handoff.web.desk_commands import commands_router
from handoff.web.guards import BodyLimit, OriginGuard, SecurityHeaders
from handoff.web.health import health_router
from handoff.web.session import Sessions, session_router
from handoff.web.waits import waits_router
from handoff.wiring.adapters import Adapters
from handoff.wiring.back_office import back_office_routers
from handoff.wiring.live import Shows, live_routers
from handoff.wiring.services import Services


def guard(app: FastAPI, settings: Settings) -> None:
    """Let in only what is small enough and comes from where it may."""
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


def route(app: FastAPI, adapters: Adapters, services: Services, settings: Settings) -> None:
    """Add all routes."""
    of_channels = {each.channel.name: each.channel.ping for each in services.mounted}
    parts = {**adapters.parts, **of_channels}
    app.include_router(health_router(parts, adapters.dead_letters.count))
    for each in services.mounted:
        if each.router is not None:
            app.include_router(each.router)
    for routes in _of_citizens(adapters, services, settings):
        app.include_router(routes)
    for routes in _of_desk(adapters, services, settings):
        app.include_router(routes)


def _of_citizens(adapters: Adapters, services: Services, settings: Settings) -> Iterator[APIRouter]:
    clock, log, secure = adapters.clock, adapters.log, settings.secure_cookies
    waits, feed, names = services.waits.waits, services.feed, services.texts.name_in
    door = Door(
        services.inbox,
        Limit(clock, settings.messages_per_minute, TooManyMessages),
        Limit(clock, settings.conversations_per_minute, TooManyConversations),
    )
    yield citizen_router(door, log, secure)
    yield stream_router(door, log, feed, adapters.typing, waits)
    yield paper_router(door, Papers(log, clock, names, hours_of().zone))
    yield resume_router(names, settings.resume_url)
    yield plain_router(door, log, feed, waits, secure)


def _of_desk(adapters: Adapters, services: Services, settings: Settings) -> Iterator[APIRouter]:
    desk, office = services.desk, services.office
    sessions = Sessions(services.sign_in)
    failures = Limit(adapters.clock, settings.logins_per_minute, TooManyLogins)
    yield session_router(
        services.sign_in,
        sessions,
        adapters.agents,
        desk.handover,
        failures,
        settings.secure_cookies,
        services.live.connections.check,
    )
    yield desk_router(desk.lists, sessions)
    yield commands_router(desk.desk, desk.supervision, desk.lists, sessions)
    yield attachments_router(services.attachments, sessions)
    yield from back_office_routers(office, sessions, failures)
    yield waits_router(services.waits.reports, sessions)
    shows = Shows(adapters.log, services.feed, adapters.typing, adapters.waits, adapters.adviser)
    yield from live_routers(services.live, shows, desk, office.access, sessions, settings)
