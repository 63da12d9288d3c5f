"""The plain page: the same conversation for browsers without JavaScript.

It reads the conversation from a cookie, which `POST /api/conversations` sets as well, so that a
citizen whose script stopped working goes on where the widget was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from channels.web import dates, render
from channels.web.door import Door
from channels.web.parse import KEY_PATTERN, MAX_KEY
from channels.web.plain_texts import plain_texts
from handoff.core.conversation import Conversation
from handoff.core.errors import BatonError, UnknownConversation, WrongToken
from handoff.core.ports import Log
from handoff.core.text import MAX_TEXT
from handoff.core.values import LEAVE_QUEUE
from handoff.peer import address_of
from handoff.services import secrets
from handoff.services.feed import Feed
from handoff.services.texts import known_language
from handoff.services.wait_words import position_words, wait_words
from handoff.services.waits import Waits

COOKIE = "baton_conversation"
KEEP_S = 30 * 24 * 3600
SETTLE_S = 4.0
"""After sending, the page waits this long for the bot's answer before it shows itself again."""
SHOWN = 200
"""Most recent entries shown."""


def remember(response: Response, conversation_id: str, token: str, secure: bool) -> None:
    """Keep the conversation for the plain page, out of reach of scripts."""
    response.set_cookie(
        COOKIE,
        f"{conversation_id}.{token}",
        max_age=KEEP_S,
        path="/plain",
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def plain_router(door: Door, log: Log, feed: Feed, waits: Waits, secure_cookies: bool) -> APIRouter:
    """Build the routes of the plain page."""
    routes = APIRouter(include_in_schema=False)
    page = _Page(log, waits)

    @routes.get("/plain")
    async def show(request: Request) -> Response:
        session = await _session(request, door)
        return await page.show(session, _language(request))

    @routes.post("/plain")
    async def send(
        request: Request,
        key: Annotated[str, Form(min_length=1, max_length=MAX_KEY, pattern=KEY_PATTERN)],
        text: Annotated[str, Form()] = "",
        payload: Annotated[str | None, Form(max_length=1000)] = None,
    ) -> Response:
        session = await _session(request, door)
        try:
            opened = session or await door.open(address_of(request), _language(request))
            await door.receive(*opened, key, None if payload else text, payload or None)
        except BatonError as error:
            return await page.show(session, _language(request), error=str(error), draft=text)
        await _settled(log, feed, opened[0])
        response = RedirectResponse("/plain#newest", status_code=303)
        remember(response, *opened, secure_cookies)
        return response

    return routes


class _Page:
    """Renders the page."""

    def __init__(self, log: Log, waits: Waits) -> None:
        self._log = log
        self._waits = waits
        templates = FileSystemLoader(Path(__file__).parent / "templates")
        self._template = Environment(
            loader=templates, autoescape=select_autoescape(default=True)
        ).get_template("plain.html")

    async def show(
        self, session: tuple[str, str] | None, language: str, error: str = "", draft: str = ""
    ) -> HTMLResponse:
        frames: list[Mapping[str, Any]] = []
        wait: tuple[str, ...] = ()
        if session is not None:
            state = await self._log.load(session[0])
            language = state.language
            first = max(0, state.last_seq - SHOWN)
            entries = await self._log.read(state.id, after=first, limit=SHOWN)
            frames = [render.event(entry) for entry in entries]
            wait = await self._wait(state)
        language = known_language(language)
        html = self._template.render(
            t=plain_texts(language),
            language=language,
            frames=[f for f in frames if f["type"] in ("message", "control")],
            buttons=_live_buttons(frames),
            wait=wait,
            leave=LEAVE_QUEUE,
            key=secrets.new_id(),
            error=error,
            draft=draft,
            limit=MAX_TEXT,
        )
        # Who goes back on a shared computer must not see what was to be forgotten.
        headers = {"Cache-Control": "no-store"}
        return HTMLResponse(html, status_code=422 if error else 200, headers=headers)

    async def _wait(self, state: Conversation) -> tuple[str, ...]:
        """Return sentences on the wait; none when nobody waits."""
        told = await self._waits.told(state)
        if told is None:
            return ()
        language = known_language(state.language)
        place = position_words(told.position, language)
        if told.opens_at is None:
            return place, wait_words(told.wait, language)
        back = self._waits.local(told.opens_at)
        when = {"day": dates.day(back, language), "time": dates.time_of_day(back, language)}
        return place, plain_texts(language)["opens"].format(**when)


def _live_buttons(frames: list[Mapping[str, Any]]) -> list[Mapping[str, str]]:
    """Return the buttons of the newest message, unless the citizen said something since."""
    messages = [f for f in frames if f["type"] == "message"]
    buttons: list[Mapping[str, str]] = messages[-1].get("buttons", []) if messages else []
    return buttons


async def _session(request: Request, door: Door) -> tuple[str, str] | None:
    conversation_id, _, token = request.cookies.get(COOKIE, "").partition(".")
    try:
        await door.admit(conversation_id, token)
    except (WrongToken, UnknownConversation):
        return None
    return conversation_id, token


async def _settled(log: Log, feed: Feed, conversation_id: str) -> None:
    """Wait a moment for the bot's answer, so that the next page has it already."""
    state = await log.load(conversation_id)
    try:
        async with (
            asyncio.timeout(SETTLE_S),
            aclosing(feed.follow(conversation_id, state.last_seq)) as news,
        ):
            async for _ in news:
                if not (await log.load(conversation_id)).owes_turn:
                    return
    except TimeoutError:
        # The page shows what there is and a link to look again.
        return


def _language(request: Request) -> str:
    return request.headers.get("accept-language", "en").split(",")[0].split(";")[0].strip()
