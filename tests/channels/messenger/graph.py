"""A made-up Graph over real HTTP: it takes what Meta documents, refuses the rest, and has faults.

It shows what it took as echoes, brings events to a webhook as Meta does, signed and again until
they are accepted, and keeps files. Clients that others wrote for Meta have to get along with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import ssl
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.channels.messenger import page
from tests.channels.messenger.rules import broken_rule

_TLS = ssl.create_default_context()
"""Made once: it takes longer than a whole request."""

FIELDS = ("messages", "messaging_postbacks", "message_echoes", "messaging_referrals")


@dataclass(frozen=True)
class Fault:
    """What becomes of a call: an error, or silence; `taken` says whether the message went out."""

    status: int = 0
    code: int | None = None
    subcode: int | None = None
    taken: bool = False
    message: str = "(#0) made up"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def hangs(self) -> bool:
        return self.status == 0


@dataclass(frozen=True)
class Taken:
    """A message that went out."""

    psid: str
    message: dict[str, Any]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The words that the citizen sees."""
        if "text" in self.message:
            return str(self.message["text"])
        return str(self.message["attachment"]["payload"]["text"])

    @property
    def choices(self) -> dict[str, str]:
        """What can be pressed under it: titles and payloads."""
        buttons = self.message.get("quick_replies") or (
            self.message.get("attachment", {}).get("payload", {}).get("buttons", [])
        )
        return {button["title"]: button["payload"] for button in buttons}


class FakeGraph:
    """The far end. `faults` strike one message each, `faults_of` those to one citizen."""

    def __init__(self) -> None:
        self.token, self.secret = page.TOKEN, page.SECRET
        self.calls: list[dict[str, Any]] = []
        self.taken: list[Taken] = []
        self.actions: list[tuple[str, str]] = []
        self.profile: dict[str, Any] = {}
        self.people: dict[str, dict[str, str]] = {}
        self.may_see_locale = True
        self.fields: Sequence[str] = FIELDS
        self.faults: deque[Fault | None] = deque()
        self.faults_of: dict[str, Fault] = {}
        self.files: dict[str, bytes] = {}
        self.leaked: list[str] = []
        self.webhook: str | None = None
        self.echoes = True
        self._resume = asyncio.Event()
        self._showing: set[asyncio.Task[None]] = set()
        self.app = Starlette(
            routes=[
                Route("/files/{name:path}", self._file),
                Route("/{version}/{node}", self._page),
                Route("/{version}/{node}/messages", self._messages, methods=["POST"]),
                Route("/{version}/{node}/subscribed_apps", self._apps),
                Route(
                    "/{version}/{node}/messenger_profile", self._profile, methods=["GET", "POST"]
                ),
            ]
        )

    def texts(self, psid: str) -> list[str]:
        """What a citizen sees of us, in order."""
        return [taken.text for taken in self.taken if taken.psid == psid]

    async def until(self, psid: str, count: int) -> list[Taken]:
        """What a citizen has got, once it is so much."""
        async with asyncio.timeout(15):
            while len(self.texts(psid)) < count:  # noqa: ASYNC110  # citizens tell nobody
                await asyncio.sleep(0.01)
        return [taken for taken in self.taken if taken.psid == psid]

    async def bring(self, raw: bytes, tries: int = 1, secret: str = page.SECRET) -> int:
        """Bring a body to the webhook, again while it is not accepted; the last status."""
        assert self.webhook is not None
        async with httpx.AsyncClient(timeout=20, trust_env=False, verify=_TLS) as http:
            for _ in range(tries):
                headers = page.signature(raw, secret)
                answer = await http.post(self.webhook, content=raw, headers=headers)
                if answer.is_success:
                    break
        return answer.status_code

    async def _messages(self, request: Request) -> Response:
        body = await self._opened(request)
        if isinstance(body, Response):
            return body
        rule = broken_rule(body)
        if rule is not None:
            return _error(400, 100, None, f"(#100) Param {rule} is wrong")
        psid = str(body["recipient"]["id"])
        if "sender_action" in body:
            self.actions.append((psid, body["sender_action"]))
            return JSONResponse({"recipient_id": psid})
        fault = self.faults_of.get(psid) or (self.faults.popleft() if self.faults else None)
        if fault is not None and not fault.taken:
            return await self._fail(fault)
        taken = Taken(psid, body["message"], body)
        self.taken.append(taken)
        if self.echoes and self.webhook is not None:
            showing = asyncio.create_task(self._show(taken))
            self._showing.add(showing)
            showing.add_done_callback(self._showing.discard)
        if fault is not None:
            return await self._fail(fault)
        return JSONResponse({"recipient_id": psid, "message_id": page.new_mid()})

    async def _show(self, taken: Taken) -> None:
        mark = taken.message.get("metadata")
        # Nobody listens any more once the service under test has ended.
        with contextlib.suppress(httpx.TransportError):
            if self.webhook is not None:
                echo = page.echo(taken.psid, taken.text, page.APP, mark)
                await self.bring(page.body(echo), tries=3)

    async def _fail(self, fault: Fault) -> Response:
        if fault.hangs:
            await self._resume.wait()
        if fault.code is None:
            return Response(b"<html>Bad Gateway</html>", fault.status, fault.headers)
        return _error(fault.status, fault.code, fault.subcode, fault.message, fault.headers)

    async def _page(self, request: Request) -> Response:
        found = await self._opened(request)
        if isinstance(found, Response):
            return found
        node = request.path_params["node"]
        if node in (page.PAGE, "me"):
            return JSONResponse({"id": page.PAGE, "name": "Department of Tests"})
        person, fields = self.people.get(node), found["fields"].split(",")
        if person is None:
            return _error(400, 100, 33, "Unsupported get request. Object does not exist")
        if "locale" in fields and not self.may_see_locale:
            return _error(403, 200, None, "(#200) Requires pages_user_locale permission")
        return JSONResponse({"id": node, **{f: person[f] for f in fields if f in person}})

    async def _apps(self, request: Request) -> Response:
        found = await self._opened(request)
        if isinstance(found, Response):
            return found
        return JSONResponse({"data": [{"id": page.APP, "subscribed_fields": list(self.fields)}]})

    async def _profile(self, request: Request) -> Response:
        found = await self._opened(request)
        if isinstance(found, Response):
            return found
        if request.method == "GET":
            return JSONResponse({"data": [self.profile] if self.profile else []})
        self.profile |= found
        return JSONResponse({"result": "success"})

    async def _file(self, request: Request) -> Response:
        if "authorization" in request.headers or request.query_params:
            self.leaked.append(str(request.url))
        data = self.files.get(request.path_params["name"])
        return Response(b"", 404) if data is None else Response(data, media_type="text/plain")

    async def _opened(self, request: Request) -> dict[str, Any] | Response:
        """What a call asks for, once its token and proof are right."""
        given = dict(request.query_params) | await _body(request)
        header = request.headers.get("authorization", "").removeprefix("Bearer ")
        token = header or given.pop("access_token", "")
        proof = given.pop("appsecret_proof", "")
        self.calls.append({"path": request.url.path, "in_header": bool(header), "body": given})
        if token != self.token:
            return _error(401, 190, 463, "Error validating access token")
        expected = hmac.new(self.secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if proof != expected:
            return _error(400, 100, None, "Invalid appsecret_proof provided in the API argument")
        about_person = request.method == "GET" and request.url.path.count("/") == 2
        if request.path_params["node"] not in (page.PAGE, "me") and not about_person:
            return _error(400, 100, 33, "Unsupported request. Object does not exist")
        return given


async def _body(request: Request) -> dict[str, Any]:
    """Parameters as JSON, or as a form whose values may be JSON: Graph takes both."""
    raw = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(json.loads(raw)) if raw else {}
    pairs = parse_qsl(raw.decode(), keep_blank_values=True)
    return {name: json.loads(v) if v[:1] in "[{" else v for name, v in pairs if v}


def _error(
    status: int, code: int, subcode: int | None, message: str, headers: dict[str, str] | None = None
) -> Response:
    error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    return JSONResponse({"error": {**error, "fbtrace_id": "AbCdEf"}}, status, headers)
