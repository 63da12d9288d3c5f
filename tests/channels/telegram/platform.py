"""A made-up Telegram over real HTTP: takes calls, brings updates, and has faults when told so.

Delays, retries and answers follow Telegram's own server (tdlib/telegram-bot-api). A test that
needs aiogram holds what goes over the wire here against aiogram's models.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.channels.serving import serving
from tests.channels.telegram.payloads import BOT_ID, NOON, TOKEN

Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """An answer that is no success; `taken`: the message is there all the same."""

    status: int = 200
    description: str = ""
    retry_after: int | None = None
    taken: bool = False
    hangs: bool = False
    html: bool = False
    slow_s: float = 0.0


TOO_MANY = Fault(429, "Too Many Requests: retry after 1", retry_after=1)
BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Fault(403, "Forbidden: user is deactivated")
NO_CHAT = Fault(400, "Bad Request: chat not found")
TOO_LONG = Fault(400, "Bad Request: message is too long")
BAD = Fault(400, "Bad Request: can't parse entities")
UNAUTHORIZED = Fault(401, "Unauthorized")
CONFLICT = Fault(409, "Conflict: terminated by other getUpdates request")
BAD_GATEWAY = Fault(502, "Bad Gateway", html=True)
GATEWAY_TIMEOUT = Fault(504, "Gateway Timeout", html=True)
TAKEN_AND_SILENT = Fault(taken=True, hangs=True)
SILENT = Fault(hangs=True)


@dataclass(frozen=True)
class Call:
    """A call as it came, and how it was answered."""

    method: str
    form: Json
    status: int
    answer: Json


@dataclass
class FakeTelegram:
    """The Bot API. `sent` has what citizens see, by chat; faults go first, one for each call."""

    token: str = TOKEN
    calls: list[Call] = field(default_factory=list)
    sent: dict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    faults: dict[str | int, deque[Fault | None]] = field(default_factory=lambda: defaultdict(deque))
    files: dict[str, bytes] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    queue: list[Json] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    url: str = ""
    now: Callable[[], int] = lambda: NOON
    news: asyncio.Event = field(default_factory=asyncio.Event)
    ending: asyncio.Event = field(default_factory=asyncio.Event)

    def routes(self) -> list[Route]:
        """What it answers at."""
        return [
            Route("/bot{token}/{method}", self.answer, methods=["POST"]),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    def texts(self, chat: int) -> list[str]:
        """What a citizen was told, in order."""
        return [message["text"] for message in self.sent[chat]]

    def buttons(self, chat: int) -> list[tuple[str, str]]:
        """Titles and data of the buttons under the newest message."""
        rows = self.sent[chat][-1].get("reply_markup", {}).get("inline_keyboard", [])
        return [(button["text"], button["callback_data"]) for row in rows for button in row]

    async def until(self, holds: Callable[[], bool], within_s: float = 20.0) -> None:
        """Wait until something holds of what was called."""
        async with asyncio.timeout(within_s):
            while not holds():
                self.news.clear()
                await self.news.wait()

    def bring(self, *updates: Json) -> None:
        """Have updates ready for `getUpdates`."""
        self.queue.extend(updates)
        self.news.set()

    async def answer(self, request: Request) -> Response:
        """Take a call."""
        method, form = request.path_params["method"], _form(await request.form())
        self.counts[method] += 1
        if request.path_params["token"] != self.token:
            return self._fault(method, form, UNAUTHORIZED)
        # A fault is for a method, or for the messages of a chat; the first that waits is taken.
        for whose in (method, form["chat_id"] if method == "sendMessage" else ""):
            if waiting := self.faults.get(whose):
                fault = waiting.popleft()
                if fault is not None:
                    return await self._trouble(method, form, fault)
                break
        result = await self._result(method, form)
        if isinstance(result, Fault):
            return self._fault(method, form, result)
        return self._keep(method, form, 200, {"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """Give a file's bytes."""
        known = request.path_params["token"] == self.token
        name = request.path_params["path"].removeprefix("documents/")
        if not known or name not in self.files:
            return Response(status_code=404)
        return Response(self.files[name], media_type="application/octet-stream")

    async def _trouble(self, method: str, form: Json, fault: Fault) -> Response:
        if fault.taken:
            await self._result(method, form)
        if fault.hangs:
            self._keep(method, form, 0, {})
            await self.ending.wait()
        await asyncio.sleep(fault.slow_s)
        if fault.status == 200:
            return self._keep(method, form, 200, {"ok": True, "result": True})
        return self._fault(method, form, fault)

    def _fault(self, method: str, form: Json, fault: Fault) -> Response:
        if fault.html:
            self._keep(method, form, fault.status, {})
            return Response(f"<html>{fault.description}</html>", fault.status)
        body: Json = {"ok": False, "error_code": fault.status, "description": fault.description}
        if fault.retry_after is not None:
            body["parameters"] = {"retry_after": fault.retry_after}
        return self._keep(method, form, fault.status, body)

    def _keep(self, method: str, form: Json, status: int, body: Json) -> Response:
        self.calls.append(Call(method, form, status, body))
        self.news.set()
        return JSONResponse(body, status or 200)

    async def _result(self, method: str, form: Json) -> Any:
        match method:
            case "getMe":
                return {**self._bot(), "can_join_groups": True}
            case "sendMessage":
                return self._send(form)
            case "setWebhook":
                self.webhook = form
            case "deleteWebhook":
                self.webhook = {}
            case "getWebhookInfo":
                return self._webhook_info()
            case "getFile":
                return self._file(form["file_id"])
            case "getUpdates":
                return await self._updates(form)
            case "answerCallbackQuery" | "sendChatAction" | "editMessageReplyMarkup":
                pass
            case _:
                return Fault(404, "Not Found")
        return True

    def _send(self, form: Json) -> Json | Fault:
        text = form.get("text", "")
        if not text.strip():
            return Fault(400, "Bad Request: message text is empty")
        if len(text) > 4096:
            return TOO_LONG
        markup = form.get("reply_markup", {})
        data = [b["callback_data"] for row in markup.get("inline_keyboard", []) for b in row]
        if any(not 1 <= len(each.encode()) <= 64 for each in data):
            return Fault(400, "Bad Request: BUTTON_DATA_INVALID")
        chat = form["chat_id"]
        kind = "private" if chat > 0 else "supergroup"
        message = {
            "message_id": 1_000 + sum(map(len, self.sent.values())),
            "from": self._bot(),
            "chat": {"id": chat, "type": kind},
            "date": self.now(),
            "text": text,
            **({"reply_markup": markup} if markup else {}),
        }
        self.sent[chat].append(message)
        return message

    def _bot(self) -> Json:
        return {"id": int(BOT_ID), "is_bot": True, "first_name": "Agency", "username": "agency_bot"}

    def _webhook_info(self) -> Json:
        waiting = self.webhook.get("pending_update_count", 0)
        told = ("last_error_date", "last_error_message", "allowed_updates", "max_connections")
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": waiting,
            **{name: self.webhook[name] for name in told if name in self.webhook},
        }

    def _file(self, file_id: str) -> Json | Fault:
        if file_id not in self.files:
            return Fault(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id])
        path = f"documents/{file_id}"
        return {
            "file_id": file_id,
            "file_unique_id": "u",
            "file_size": size,
            "file_path": path,
        }

    async def _updates(self, form: Json) -> Any:
        if self.webhook:
            return Fault(409, "Conflict: can't use getUpdates method while webhook is active")
        if "offset" in form:
            self.queue[:] = [u for u in self.queue if u["update_id"] >= form["offset"]]
        if not self.queue:
            self.news.clear()
            waits = [asyncio.ensure_future(e.wait()) for e in (self.news, self.ending)]
            await asyncio.wait(
                waits, timeout=min(form["timeout"], 0.2), return_when="FIRST_COMPLETED"
            )
            for each in waits:
                each.cancel()
        return list(self.queue[:100])


def _form(sent: Any) -> Json:
    """Return parameters as JSON: the library sends a form whose values are JSON, but for text."""
    return {name: _value(name, value) for name, value in sent.items()}


def _value(name: str, value: str) -> Any:
    as_text = ("text", "url", "secret_token", "file_id", "action", "callback_query_id")
    return value if name in as_text else json.loads(value)


@asynccontextmanager
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Run one."""
    fake = FakeTelegram()
    async with serving(Starlette(routes=fake.routes())) as url:
        fake.url = url
        try:
            yield fake
        finally:
            fake.ending.set()
