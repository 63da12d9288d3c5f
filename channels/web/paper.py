"""Where citizens fetch their conversation to keep it, and make a shared computer forget it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Header, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from channels.web import transcript
from channels.web.door import Door
from channels.web.parse import bearer
from channels.web.plain import COOKIE
from handoff.core.events import Recorded
from handoff.core.ports import Clock, Log
from handoff.services.texts import known_language

PAGE = 500
"""Entries read at once."""


class Format(StrEnum):
    """What a transcript is made as."""

    TEXT = "text"
    HTML = "html"


class Papers:
    """Makes transcripts of whole conversations."""

    def __init__(self, log: Log, clock: Clock, agency: Callable[[str], str], zone: tzinfo) -> None:
        """`agency` gives the agency's name in a language, `zone` is where it is."""
        self._log = log
        self._clock = clock
        self._agency = agency
        self._zone = zone

    async def of(self, conversation_id: str, form: Format) -> Response:
        """Return the transcript, to be shown or saved and kept nowhere else."""
        state = await self._log.load(conversation_id)
        language = known_language(state.language)
        paper = transcript.Paper(language, self._agency(language), self._zone, self._clock.now())
        said = transcript.lines(await self._whole(conversation_id), paper)
        headers = {"Cache-Control": "no-store"}
        if form is Format.HTML:
            headers["Content-Security-Policy"] = transcript.POLICY
            return HTMLResponse(transcript.as_html(said, paper), headers=headers)
        headers["Content-Disposition"] = 'attachment; filename="conversation.txt"'
        return PlainTextResponse(transcript.as_text(said, paper), headers=headers)

    async def _whole(self, conversation_id: str) -> list[Recorded]:
        whole: list[Recorded] = []
        while page := await self._log.read(
            conversation_id, after=whole[-1].seq if whole else 0, limit=PAGE
        ):
            whole += page
        return whole


def paper_router(door: Door, papers: Papers) -> APIRouter:
    """Build the routes of transcripts and of forgetting."""
    routes = APIRouter()

    @routes.get("/api/conversations/{conversation_id}/transcript", tags=["citizen"])
    async def get_transcript(
        conversation_id: str,
        format: Format = Format.TEXT,  # noqa: A002  # the name of the query's parameter
        authorization: Annotated[str | None, Header()] = None,
    ) -> Response:
        """Return the whole conversation as citizens may see it, as text or as a page to print."""
        await door.admit(conversation_id, bearer(authorization))
        return await papers.of(conversation_id, format)

    @routes.post("/api/conversations/{conversation_id}/transcript", tags=["citizen"])
    async def post_transcript(
        conversation_id: str,
        token: Annotated[str, Form(max_length=200)],
        format: Annotated[Format, Form()] = Format.TEXT,  # noqa: A002  # the field's name
    ) -> Response:
        """Do the same for a form, which a page may open in a tab of its own."""
        await door.admit(conversation_id, token)
        return await papers.of(conversation_id, format)

    @routes.get("/plain/transcript", include_in_schema=False)
    async def get_plain_transcript(
        request: Request,
        format: Format = Format.HTML,  # noqa: A002  # the name of the query's parameter
    ) -> Response:
        conversation_id, _, token = request.cookies.get(COOKIE, "").partition(".")
        await door.admit(conversation_id, token)
        return await papers.of(conversation_id, format)

    @routes.post("/plain/forget", include_in_schema=False)
    async def forget() -> Response:
        response = RedirectResponse("/plain", status_code=303)
        response.delete_cookie(COOKIE, path="/plain")
        return response

    return routes
