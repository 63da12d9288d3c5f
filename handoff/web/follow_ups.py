"""Follow-ups over HTTP, for supervisors."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from handoff.core.agents import Agent
from handoff.core.follow_ups import FollowUp, FollowUpState, Outcome
from handoff.services.follow_ups import FollowUpBook, FollowUpChange
from handoff.services.wire_values import Frame, agent, instant
from handoff.web.acts import DESK
from handoff.web.noted import noted
from handoff.web.roles import SUPERVISORS, only
from handoff.web.session import Sessions


class FollowUpPatch(BaseModel):
    """Body of `PATCH follow-ups/{conversation_id}`: what is left out stays."""

    owner_id: Annotated[str | None, Field(max_length=100)] = None
    outcome: Outcome | None = None
    note: str | None = None
    closed: bool | None = None


def follow_ups_router(book: FollowUpBook, sessions: Sessions) -> APIRouter:
    """Build the routes of follow-ups."""
    routes = APIRouter(prefix=DESK, tags=["follow-ups"])
    supervising = only(sessions, *SUPERVISORS)

    @routes.get("/follow-ups")
    async def get_follow_ups(
        state: Annotated[FollowUpState, Query()] = FollowUpState.OPEN,
        _: Agent = supervising,
    ) -> dict[str, Any]:
        """List open ones by when they are due, or closed ones, the last closed first."""
        return {"follow_ups": [_frame(book, each) for each in await book.find(state)]}

    @routes.patch("/follow-ups/{conversation_id}")
    async def patch_follow_up(
        request: Request, conversation_id: str, body: FollowUpPatch, _: Agent = supervising
    ) -> dict[str, Any]:
        """Change owner, outcome and note; close it, or open it again."""
        change = FollowUpChange(body.owner_id, body.outcome, body.note, body.closed)
        changed = await book.change(conversation_id, change)
        noted(request).details += [name for name, value in body if value is not None]
        return {"follow_up": _frame(book, changed)}

    return routes


def _frame(book: FollowUpBook, follow_up: FollowUp) -> Frame:
    return {
        "conversation_id": follow_up.conversation_id,
        "score": follow_up.score,
        "opened_at": instant(follow_up.opened_at),
        "due_at": instant(follow_up.due_at),
        "overdue": book.is_overdue(follow_up),
        "owner": agent(follow_up.owner),
        "outcome": follow_up.outcome.value if follow_up.outcome else None,
        "note": follow_up.note,
        "closed_at": instant(follow_up.closed_at),
    }
