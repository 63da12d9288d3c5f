"""Files of citizens, for agents only: as safe as a stranger's file can be shown."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as InPath
from fastapi.responses import FileResponse

from handoff.core.agents import Agent
from handoff.services.attachments import Attachments
from handoff.web.roles import TALKERS, only
from handoff.web.session import Sessions

SHOWN = frozenset(
    (
        "audio/aac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/x-wav",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "video/mp4",
        "video/webm",
    )
)
"""Media types a browser shows in place without running anything; all others are downloaded."""

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Place = Annotated[int, InPath(ge=0, lt=2**31)]


def attachments_router(attachments: Attachments, sessions: Sessions) -> APIRouter:
    """Build the route of kept files; it is for those who take conversations."""
    routes = APIRouter(prefix="/api/desk", tags=["desk"])
    talking = only(sessions, *TALKERS)

    @routes.get(
        "/conversations/{conversation_id}/attachments/{seq}/{number}", response_class=FileResponse
    )
    async def get_attachment(
        conversation_id: str,
        seq: Place,
        number: Place,
        _: Agent = talking,
    ) -> FileResponse:
        """Return a citizen's file; what a browser must not open is offered as a download."""
        kept = await attachments.find(conversation_id, seq, number)
        shown = kept.mime in SHOWN
        return FileResponse(
            kept.path,
            media_type=kept.mime if shown else "application/octet-stream",
            filename=kept.name or f"{seq}-{number}",
            content_disposition_type="inline" if shown else "attachment",
            headers=SAFE_HEADERS,
        )

    return routes
