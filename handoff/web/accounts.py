"""Accounts over HTTP, for admins, and the change of one's own password."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from handoff.core.accounts import AccountChange
from handoff.core.agents import CAPACITY, Agent, Role
from handoff.core.errors import WrongPassword
from handoff.services.accounts import AccountKeeper
from handoff.services.limits import Limit
from handoff.services.wire_values import Frame, instant
from handoff.web.acts import DESK
from handoff.web.noted import noted
from handoff.web.roles import ADMINS, only
from handoff.web.session import COOKIE, Sessions

Text = Annotated[str, Field(max_length=200)]
Password = Annotated[str, Field(max_length=1000)]
Tags = Annotated[list[Annotated[str, Field(max_length=35)]], Field(max_length=50)]
Ids = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)]


class NewAccount(BaseModel):
    """Body of `POST accounts`. Without a password the service makes one."""

    username: Text
    name: Text
    role: Role = Role.AGENT
    languages: Tags = []
    capacity: int = CAPACITY
    teams: Ids = []
    password: Password | None = None


class AccountPatch(BaseModel):
    """Body of `PATCH accounts/{account_id}`: what is left out stays."""

    name: Text | None = None
    role: Role | None = None
    languages: Tags | None = None
    capacity: int | None = None
    teams: Ids | None = None


class NewPassword(BaseModel):
    """Body of `PUT accounts/{account_id}/password`. Without one the service makes one."""

    password: Password | None = None


class OwnPassword(BaseModel):
    """Body of `PUT /api/me/password`."""

    old: Password
    new: Password


def account(agent: Agent) -> Frame:
    """Return an account as admins see it."""
    return {
        "id": agent.id,
        "username": agent.username,
        "name": agent.name,
        "role": agent.role.value,
        "presence": agent.presence.value,
        "languages": list(agent.languages),
        "capacity": agent.capacity,
        "teams": list(agent.teams),
        "disabled": agent.disabled,
        "seen_at": instant(agent.seen_at),
    }


def accounts_router(keeper: AccountKeeper, sessions: Sessions, failures: Limit) -> APIRouter:
    """Build the routes of accounts. `failures` limits guesses at one's own old password."""
    routes = APIRouter(tags=["accounts"])
    _add_list(routes, keeper, only(sessions, *ADMINS))
    _add_ends(routes, keeper, only(sessions, *ADMINS))
    signed_in = Depends(sessions)

    @routes.put("/api/me/password", status_code=204)
    async def put_own_password(
        request: Request, body: OwnPassword, agent: Agent = signed_in
    ) -> None:
        """Change one's own password; every other session of the account ends."""
        failures.check(agent.id)
        token = request.cookies.get(COOKIE, "")
        try:
            await keeper.change_own_password(agent, token, body.old, body.new)
        except WrongPassword:
            failures.hit(agent.id)
            raise

    return routes


def _add_list(routes: APIRouter, keeper: AccountKeeper, admin: Any) -> None:
    @routes.get(DESK + "/accounts")
    async def get_accounts(_: Agent = admin) -> dict[str, Any]:
        """List all accounts by display name."""
        return {"accounts": [account(agent) for agent in await keeper.all()]}

    @routes.post(DESK + "/accounts", status_code=201)
    async def post_account(request: Request, body: NewAccount, _: Agent = admin) -> dict[str, Any]:
        """Add an account; a password that the service made is told this once."""
        change = AccountChange(
            body.name, body.role, tuple(body.languages), body.capacity, tuple(body.teams)
        )
        agent, password = await keeper.add(body.username, change, body.password)
        noted(request).details += [f"account_id={agent.id}", f"role={agent.role.value}"]
        return {"account": account(agent), "password": None if body.password else password}

    @routes.patch(DESK + "/accounts/{account_id}")
    async def patch_account(
        request: Request, account_id: str, body: AccountPatch, _: Agent = admin
    ) -> dict[str, Any]:
        """Change an account."""
        change = AccountChange(
            body.name,
            body.role,
            None if body.languages is None else tuple(body.languages),
            body.capacity,
            None if body.teams is None else tuple(body.teams),
        )
        agent = await keeper.change(account_id, change)
        noted(request).details += [name for name, value in body if value is not None]
        return {"account": account(agent)}


def _add_ends(routes: APIRouter, keeper: AccountKeeper, admin: Any) -> None:
    @routes.put(DESK + "/accounts/{account_id}/password")
    async def put_password(
        account_id: str, body: NewPassword | None = None, _: Agent = admin
    ) -> dict[str, Any]:
        """Give an account a new password and end its sessions; one that was made is told once."""
        given = body.password if body else None
        password = await keeper.set_password(account_id, given)
        return {"password": None if given else password}

    @routes.post(DESK + "/accounts/{account_id}/disable")
    async def disable(account_id: str, _: Agent = admin) -> dict[str, Any]:
        """Close an account: sessions end and conversations go back to the queue, at once."""
        return {"account": account(await keeper.disable(account_id))}

    @routes.post(DESK + "/accounts/{account_id}/enable")
    async def enable(account_id: str, _: Agent = admin) -> dict[str, Any]:
        """Open an account again."""
        return {"account": account(await keeper.enable(account_id))}
