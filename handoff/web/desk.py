"""The desk's HTTP API: one conversation in full. `desk_views` has lists, `desk_commands` acts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from handoff.core.agents import Agent
from handoff.core.values import Disposition
from handoff.services import wire, wire_values
from handoff.services.desk_lists import DeskLists
from handoff.web.roles import TALKERS, only
from handoff.web.session import Sessions

LABELS = {
    Disposition.RESOLVED: "Resolved",
    Disposition.INFORMATION_GIVEN: "Information given",
    Disposition.REFERRED: "Referred elsewhere",
    Disposition.CITIZEN_LEFT: "Citizen left",
    Disposition.NO_ANSWER: "Could not be answered",
    Disposition.SPAM: "Spam or abuse",
}


def desk_router(lists: DeskLists, sessions: Sessions) -> APIRouter:
    """Build the routes below `/api/desk` that show something; all of them need a session."""
    routes = APIRouter(prefix="/api/desk", tags=["desk"])
    _add_office(routes, Depends(sessions))
    _add_conversations(routes, lists, only(sessions, *TALKERS))
    return routes


def _add_office(routes: APIRouter, signed_in: Any) -> None:
    @routes.get("/dispositions")
    async def get_dispositions(_: Agent = signed_in) -> dict[str, Any]:
        """List the outcomes a conversation can be closed with."""
        return {"dispositions": [{"id": d.value, "label": LABELS[d]} for d in Disposition]}


def _add_conversations(routes: APIRouter, lists: DeskLists, talker: Any) -> None:
    @routes.get("/conversations/{conversation_id}")
    async def get_conversation(
        conversation_id: str,
        _: Agent = talker,
        after: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    ) -> dict[str, Any]:
        """Open a conversation: summary, brief, and up to 500 events after `after`."""
        view = await lists.view(conversation_id, after)
        return {
            "conversation": wire_values.summary(view.summary, late=lists.is_late(view.summary)),
            "sending": wire.sending(view.closed),
            "brief": wire.brief(view.brief, view.summary.need),
            "events": [wire.for_agent(e, conversation_id) for e in view.events],
            "last_seq": view.summary.conversation.last_seq,
        }
