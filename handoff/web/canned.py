"""Canned responses over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from handoff.core.agents import Agent
from handoff.core.canned import Canned
from handoff.services.canned import CannedBook, Draft, Ready, may_edit
from handoff.services.wire_values import Frame, instant
from handoff.web.acts import DESK
from handoff.web.noted import noted
from handoff.web.session import Sessions


class CannedBody(BaseModel):
    """Body of `POST canned` and `PUT canned/{canned_id}`."""

    shortcut: Annotated[str, Field(max_length=100)]
    title: Annotated[str, Field(max_length=200)]
    language: Annotated[str, Field(max_length=35)]
    text: str
    team: Annotated[str | None, Field(max_length=100)] = None
    personal: bool = False

    def draft(self) -> Draft:
        """Return what it asks for."""
        return Draft(self.shortcut, self.title, self.language, self.text, self.team, self.personal)


def canned_frame(canned: Canned, editable: bool) -> Frame:
    """Return a canned response as agents see it; `text` has its variables."""
    return {
        "id": canned.id,
        "shortcut": canned.shortcut,
        "title": canned.title,
        "language": canned.language,
        "text": canned.text,
        "team": canned.team_id,
        "personal": not canned.is_shared,
        "editable": editable,
        "updated_at": instant(canned.updated_at),
    }


def canned_router(book: CannedBook, sessions: Sessions) -> APIRouter:
    """Build the routes of canned responses; who may do what is the book's to say."""
    routes = APIRouter(prefix=DESK, tags=["canned"])
    signed_in = Depends(sessions)

    @routes.get("/canned")
    async def get_canned(
        request: Request,
        agent: Agent = signed_in,
        conversation_id: Annotated[str | None, Query(max_length=100)] = None,
    ) -> dict[str, Any]:
        """List canned responses; for a conversation they are filled in, its language first."""
        if conversation_id is None:
            found = await book.all_for(agent)
        else:
            noted(request).conversation_id = conversation_id
            found = await book.ready_for(agent, conversation_id)
        return {"canned": [_ready(each) for each in found]}

    _changes(routes, book, signed_in)
    return routes


def _changes(routes: APIRouter, book: CannedBook, signed_in: Any) -> None:
    """Add the routes that write; `signed_in` is the dependency that finds the agent."""

    @routes.post("/canned", status_code=201)
    async def post_canned(
        request: Request, body: CannedBody, agent: Agent = signed_in
    ) -> dict[str, Any]:
        """Keep a new one."""
        canned = await book.add(agent, body.draft())
        noted(request).details.append(f"canned_id={canned.id}")
        return {"canned": canned_frame(canned, may_edit(agent, canned))}

    @routes.put("/canned/{canned_id}")
    async def put_canned(
        canned_id: str, body: CannedBody, agent: Agent = signed_in
    ) -> dict[str, Any]:
        """Replace one."""
        canned = await book.change(agent, canned_id, body.draft())
        return {"canned": canned_frame(canned, may_edit(agent, canned))}

    @routes.delete("/canned/{canned_id}", status_code=204)
    async def delete_canned(canned_id: str, agent: Agent = signed_in) -> None:
        """Forget one."""
        await book.drop(agent, canned_id)


def _ready(ready: Ready) -> Frame:
    shown = canned_frame(ready.canned, ready.editable)
    if ready.filled is not None:
        shown |= {"filled": ready.filled.text, "unfilled": list(ready.filled.unfilled)}
    return shown
