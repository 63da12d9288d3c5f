"""What a page brings: events as Meta writes them, put into entries and signed."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from typing import Any

PAGE, APP = "1029384756", "55512345"
TOKEN, SECRET, OLD_SECRET, VERIFY = "EAAG-page-token", "app-secret", "old-secret", "verify-me"
ANA, BEN = "7001", "7002"

WEBHOOK = "/channels/messenger/webhook"

Event = dict[str, Any]

_times = itertools.count(1_790_000_000_000, 1000)
_mids = itertools.count(1)


def environ_of(graph_url: str) -> dict[str, str]:
    """What an operator sets for this page."""
    return {
        "BATON_MESSENGER_PAGE_ID": PAGE,
        "BATON_MESSENGER_PAGE_TOKEN": TOKEN,
        "BATON_MESSENGER_APP_SECRET": SECRET,
        "BATON_MESSENGER_VERIFY_TOKEN": VERIFY,
        "BATON_MESSENGER_GRAPH_URL": graph_url,
    }


def event(psid: str, at: int | None = None, **what: Any) -> Event:
    """Something a citizen did."""
    ends = {"sender": {"id": psid}, "recipient": {"id": PAGE}}
    return {**ends, "timestamp": at or next(_times), **what}


def text(psid: str, words: str, mid: str | None = None, at: int | None = None) -> Event:
    return event(psid, at, message={"mid": mid or new_mid(), "text": words})


def pressed(psid: str, payload: str, title: str = "", at: int | None = None) -> Event:
    postback = {"mid": new_mid(), "title": title, "payload": payload}
    return event(psid, at, postback=postback)


def chosen(psid: str, payload: str, title: str) -> Event:
    message = {"mid": new_mid(), "text": title, "quick_reply": {"payload": payload}}
    return event(psid, message=message)


def sent_file(psid: str, kind: str, **payload: Any) -> Event:
    attachment = {"type": kind, "payload": payload}
    return event(psid, message={"mid": new_mid(), "attachments": [attachment]})


def echo(psid: str, words: str, app_id: str | None = None, metadata: str | None = None) -> Event:
    """What the page itself sent, by an app or by a clerk."""
    more: dict[str, Any] = {"app_id": int(app_id)} if app_id else {}
    more |= {"metadata": metadata} if metadata else {}
    message = {"is_echo": True, "mid": new_mid(), "text": words, **more}
    ends = {"sender": {"id": PAGE}, "recipient": {"id": psid}}
    return {**ends, "timestamp": next(_times), "message": message}


def entry(*events: Event, page: str = PAGE, under: str = "messaging") -> Event:
    return {"id": page, "time": next(_times), under: list(events)}


def batch(*entries: Event) -> bytes:
    """A request's body, with Meta's escapes for what is no ASCII."""
    return json.dumps({"object": "page", "entry": list(entries)}).encode()


def body(*events: Event) -> bytes:
    return batch(entry(*events))


def signature(raw: bytes, secret: str = SECRET) -> dict[str, str]:
    """The headers that Meta sends; made without any code of ours."""
    mac = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={mac}", "Content-Type": "application/json"}


def new_mid() -> str:
    return f"m_{next(_mids):020d}"
