"""How an update of a burst is brought on each channel, and what the service must know for it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.http_client import HttpConnection
from channels.telegram.router import HEADER, PATH
from tests.channels.messenger import page
from tests.channels.telegram import payloads as p

Update = Mapping[str, Any]


@dataclass(frozen=True)
class FarEnd:
    """A platform: `environ` takes its address, `post` brings one update and returns the status."""

    environ: Callable[[str], dict[str, str]]
    post: Callable[[HttpConnection, Update], Awaitable[int]]


def _telegram_environ(url: str) -> dict[str, str]:
    return {
        "BATON_TELEGRAM_TOKEN": p.TOKEN,
        "BATON_TELEGRAM_SECRET": p.SECRET,
        "BATON_TELEGRAM_API_URL": url,
        # Telegram's own limits would make it a measurement of waiting.
        "BATON_TELEGRAM_PER_SECOND": "100000",
    }


async def _to_telegram(connection: HttpConnection, update: Update) -> int:
    status, _ = await connection.post_bytes(PATH, json.dumps(update).encode(), {HEADER: p.SECRET})
    return status


async def _to_messenger(connection: HttpConnection, update: Update) -> int:
    """Bring the same as Meta would: one event in a signed body, in the order of its number."""
    number, message = update["update_id"], update["message"]
    event = page.text(str(message["chat"]["id"]), message["text"], f"m_{number:020d}", number)
    raw = page.body(event)
    status, _ = await connection.post_bytes(page.WEBHOOK, raw, page.signature(raw))
    return status


FAR_ENDS: Mapping[str, FarEnd] = {
    "telegram": FarEnd(_telegram_environ, _to_telegram),
    "messenger": FarEnd(page.environ_of, _to_messenger),
}
