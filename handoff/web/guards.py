"""What stands before every route: origin, body size, security headers. Plain ASGI."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handoff.web.errors import protocol_error

GUARDED = ("/api/", "/plain")
"""Paths below which a foreign Origin is refused; scripts may be fetched from anywhere."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

SECURITY_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    # Not "no-referrer": with that, browsers send "Origin: null" from the plain page's own form.
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000")


class OriginGuard:
    """Refuses requests and websockets that a page of another site makes.

    Browsers always name that page in `Origin`; clients without one are no browsers and carry no
    cookies of a victim.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str], public_url: str) -> None:
        self._app = app
        self._allowed = {*allowed, *([public_url] if public_url else [])}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer 403 to the rest."""
        if scope["type"] == "lifespan" or self._may_pass(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Closing before accepting is answered as HTTP 403 by the server.
            await receive()
            await send({"type": "websocket.close", "code": 4403})
        else:
            await protocol_error(403)(scope, receive, send)

    def _may_pass(self, scope: Scope) -> bool:
        if not scope["path"].startswith(GUARDED):
            return True
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or origin.rstrip("/") in self._allowed:
            return True
        return bool(origin != "null" and urlsplit(origin).netloc == headers.get("host"))


WEBHOOKS = "/channels/"
WEBHOOK_BYTES = 5 * 2**20
"""Platforms put many messages into one body and bring a refused one again for ever."""


class BodyLimit:
    """Reads a request's body before the route does, and answers 413 to what is over the limit.

    Webhooks of platforms have a limit of their own, `WEBHOOK_BYTES`.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request with its body in one piece."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        limit = WEBHOOK_BYTES if scope["path"].startswith(WEBHOOKS) else self._limit
        try:
            body = None if _over(declared, limit) else await self._read(receive, limit)
        except ClientDisconnect:
            # Half a body is no request, and nobody is left to tell.
            return
        if body is None:
            await protocol_error(413)(scope, receive, send)
            return
        whole: Message = {"type": "http.request", "body": body, "more_body": False}
        pending = [whole]

        async def replay() -> Message:
            return pending.pop() if pending else await receive()

        await self._app(scope, replay, send)

    async def _read(self, receive: Receive, limit: int) -> bytes | None:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > limit:
                return None
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)


def _over(declared: str, limit: int) -> bool:
    return declared.isdigit() and int(declared) > limit


class SecurityHeaders:
    """Adds the security headers to every answer that does not set its own."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self._app = app
        self._headers = (*SECURITY_HEADERS, *([HSTS] if https else []))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request; add headers to the answer's start."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers:
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
