"""The access log of the desk: the one place that writes it for all routes, and the search in it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handoff.core.access import Access, AccessQuery
from handoff.core.agents import Agent
from handoff.core.errors import Unavailable
from handoff.services.access import AccessRecorder
from handoff.services.wire_values import Frame, instant
from handoff.web.acts import DESK, act_of
from handoff.web.errors import baton_answer
from handoff.web.noted import Noted, noted
from handoff.web.roles import SUPERVISORS, only
from handoff.web.session import Sessions


class RecordedAccess:
    """Stands around all routes and records what they show and do, before the answer goes out.

    What is done follows from the route's path (`acts`), so no route can be added that goes
    unrecorded. What cannot be written down is answered 503 in place of what was read; an act that
    is done then stands in the conversation's own log, with who did it.
    """

    def __init__(self, app: ASGIApp, recorder: AccessRecorder) -> None:
        self._app = app
        self._recorder = recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request; record it when its answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        withheld = False

        async def recording(message: Message) -> None:
            nonlocal withheld
            if message["type"] == "http.response.start":
                try:
                    await self._record(scope, message["status"])
                except Unavailable as error:
                    withheld = True
                    await baton_answer(error)(scope, receive, send)
            if not withheld:
                await send(message)

        await self._app(scope, receive, recording)

    async def _record(self, scope: Scope, status: int) -> None:
        known: Noted | None = scope.get("state", {}).get("access")
        act = act_of(scope["method"], getattr(scope.get("route"), "path", ""))
        if known is None or known.agent is None or act is None:
            return
        # What did not happen is no act, but that somebody tried what their role forbids is.
        if status >= 400 and status != 403 and known.act is None:
            return
        params: dict[str, object] = scope.get("path_params", {})
        named = (f"{name}={value}" for name, value in params.items() if name != "conversation_id")
        details = [*named, *known.details, *(["refused"] if status == 403 else [])]
        conversation_id = known.conversation_id or params.get("conversation_id")
        await self._recorder.record(
            known.agent,
            known.act or act,
            str(conversation_id) if conversation_id is not None else None,
            " ".join(details) or None,
        )


def access_router(recorder: AccessRecorder, sessions: Sessions) -> APIRouter:
    """Build the route that searches the access log."""
    routes = APIRouter(prefix=DESK, tags=["access"])
    supervising = only(sessions, *SUPERVISORS)

    @routes.get("/access-log")
    async def get_access_log(
        request: Request,
        _: Agent = supervising,
        agent: Annotated[str | None, Query(max_length=100)] = None,
        conversation: Annotated[str | None, Query(max_length=100)] = None,
        act: Annotated[str | None, Query(max_length=100)] = None,
        since: Annotated[AwareDatetime | None, Query(alias="from")] = None,
        until: Annotated[AwareDatetime | None, Query(alias="to")] = None,
        before: Annotated[int | None, Query(ge=1, lt=2**53)] = None,
    ) -> dict[str, Any]:
        """Search the access log: newest first, a page at a time."""
        known = noted(request)
        known.conversation_id = conversation
        known.details += [
            f"{name}={value}" for name, value in (("of", agent), ("act", act)) if value
        ]
        query = AccessQuery(agent, conversation, act, since, until, before)
        page = await recorder.search(query)
        return {"entries": [entry(access) for access in page.entries], "more": page.more}

    return routes


def entry(access: Access) -> Frame:
    """Return an entry as supervisors see it."""
    return {
        "id": access.id,
        "at": instant(access.at),
        "agent": {"id": access.agent_id, "name": access.name},
        "act": access.act,
        "conversation_id": access.conversation_id,
        "detail": access.detail,
    }
