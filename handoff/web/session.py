"""Sign-in: a cookie that scripts cannot read and other sites cannot send."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from handoff.core.access import UNKNOWN
from handoff.core.agents import Agent, Presence
from handoff.core.errors import NotSignedIn, WrongLogin
from handoff.core.ports import Agents
from handoff.core.values import AgentRef
from handoff.peer import address_of
from handoff.services.handover import HandOver
from handoff.services.limits import Limit
from handoff.services.sign_in import SignIn, shown
from handoff.web.acts import SIGN_IN_FAILED
from handoff.web.noted import noted

COOKIE = "baton_session"


class Login(BaseModel):
    """Body of `POST /api/login`."""

    username: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=1000)]


class Profile(BaseModel):
    """Body of `PUT /api/me`: the display name citizens see."""

    name: Annotated[str, Field(max_length=200)]


class PresenceChoice(BaseModel):
    """Body of `PUT /api/desk/presence`."""

    presence: Presence


class Sessions:
    """Finds the agent behind a request."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in

    async def __call__(self, connection: HTTPConnection) -> Agent:
        """Return the signed-in agent. Raises `NotSignedIn`."""
        agent = await self._sign_in.agent(connection.cookies.get(COOKIE))
        noted(connection).agent = agent.ref
        return agent


def me(agent: Agent) -> dict[str, Any]:
    """Return an agent as the agent sees itself."""
    return {
        "id": agent.id,
        "username": agent.username,
        "name": agent.name,
        "role": agent.role.value,
        "presence": agent.presence.value,
    }


def session_router(
    sign_in: SignIn,
    sessions: Sessions,
    agents: Agents,
    handover: HandOver,
    failures: Limit,
    secure: bool,
    ended: Callable[[str], None],
) -> APIRouter:
    """Build the routes of sign-in, profile and presence.

    `ended` is told whose session has ended: the desks that it opened must not stay open.
    """
    routes = APIRouter(prefix="/api", tags=["session"])
    _login(routes, sign_in, failures, secure)
    _logout(routes, sign_in, sessions, handover, ended)
    _oneself(routes, sessions, agents, handover)
    return routes


def _login(routes: APIRouter, sign_in: SignIn, failures: Limit, secure: bool) -> None:
    @routes.post("/login")
    async def login(body: Login, request: Request, response: Response) -> dict[str, Any]:
        """Sign in. Only failed attempts count towards the limit."""
        address = address_of(request)
        failures.check(address)
        try:
            agent, token = await sign_in.login(body.username, body.password)
        except WrongLogin as error:
            failures.hit(address)
            known = noted(request)
            known.act = SIGN_IN_FAILED
            known.agent = error.agent or AgentRef(UNKNOWN, "")
            raise
        noted(request).agent = agent.ref
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(sign_in.session_length.total_seconds()),
            path="/api",
            httponly=True,
            secure=secure,
            samesite="strict",
        )
        return me(agent)


def _logout(
    routes: APIRouter,
    sign_in: SignIn,
    sessions: Sessions,
    handover: HandOver,
    ended: Callable[[str], None],
) -> None:
    @routes.post("/logout", status_code=204)
    async def logout(request: Request, response: Response) -> None:
        """Sign out; the session is forgotten by the service, not only by the browser."""
        token = request.cookies.get(COOKIE)
        agent: Agent | None = None
        with suppress(NotSignedIn):
            agent = await sessions(request)
        gone = await sign_in.logout(token)
        if agent is not None:
            ended(agent.id)
        if gone is not None:
            await handover.signed_out(gone.id)
        response.delete_cookie(COOKIE, path="/api", httponly=True, samesite="strict")


def _oneself(routes: APIRouter, sessions: Sessions, agents: Agents, handover: HandOver) -> None:
    @routes.get("/me")
    async def get_me(request: Request) -> dict[str, Any]:
        """Return the signed-in agent."""
        return me(await sessions(request))

    @routes.put("/me")
    async def put_me(request: Request, body: Profile) -> dict[str, Any]:
        """Set the display name citizens see."""
        agent = await sessions(request)
        return me(await agents.set_name(agent.id, shown(body.name)))

    @routes.put("/desk/presence")
    async def put_presence(request: Request, body: PresenceChoice) -> dict[str, Any]:
        """Set presence; whoever goes offline hands everything over."""
        agent = await sessions(request)
        return me(await handover.set_presence(agent.id, body.presence))
