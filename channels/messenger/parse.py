"""A page's webhook, bytes to arrivals: pure and total, and nothing of a batch gets lost.

The body is `{"object": "page", "entry": [{"id", "time", "messaging": [event, ...]}, ...]}`; an
entry has `standby` instead while another app holds the thread, `changes` for what is no message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from channels.messenger.events import id_of, language_of, what_of
from channels.messenger.json_values import id_in, key_of, object_in, time_in, written
from handoff.core.arrivals import Arrival, Ignored, Parsed, Unreadable

STANDBY = "standby: another app holds this thread"
"""Reason of what is ignored because it is another app's to answer."""

Timed = tuple[int, Arrival | Unreadable]


def parse(raw: bytes, page_id: str, app_id: str = "") -> Parsed:
    """Read one request's body.

    Arrivals come in the order of Meta's times, which Meta itself does not keep in a batch; what is
    unreadable comes after them, each as a body of its own that can be parsed again.
    """
    try:
        body = json.loads(raw)
        if not isinstance(body, dict) or not isinstance(body.get("entry"), list):
            return (Unreadable(raw, "no list of entries"),)
        if body.get("object") != "page":
            return (Unreadable(raw, "not about a page"),)
        timed = [piece for entry in body["entry"] for piece in _pieces(entry, page_id, app_id)]
    except (ValueError, RecursionError) as wrong:
        return (Unreadable(raw, f"no JSON: {type(wrong).__name__}"),)
    # The sort is stable: what has the same time stays in the order of the batch.
    timed.sort(key=lambda each: (isinstance(each[1], Unreadable), each[0]))
    return tuple(piece for _, piece in timed)


def _pieces(entry: object, page_id: str, app_id: str) -> Iterator[Timed]:
    if not isinstance(entry, dict):
        yield 0, Unreadable(_body(entry), "an entry is no object")
        return
    time = time_in(entry, "time") or 0
    if id_in(entry, "id") != page_id:
        yield time, Unreadable(_body(entry), "an entry of another page")
        return
    known = [name for name in ("messaging", "standby", "changes") if name in entry]
    if not known:
        yield time, _ignored(entry, page_id, "an entry without messages")
    for name in known:
        events = entry[name]
        if not isinstance(events, list):
            yield time, Unreadable(_body({**_head(entry), name: events}), f"{name} is no list")
            continue
        for event in events:
            yield _piece(entry, name, event, page_id, app_id)


def _piece(entry: Mapping[str, Any], name: str, event: object, page_id: str, app_id: str) -> Timed:
    time = time_in(event, "timestamp") or time_in(entry, "time") or 0
    alone = {**_head(entry), name: [event]}
    if not isinstance(event, dict):
        return time, Unreadable(_body(alone), "an event is no object")
    if name == "changes":
        return time, _ignored(event, page_id, "a change that is no message")
    if name == "standby":
        return time, _ignored(event, page_id, STANDBY)
    ends = [id_in(object_in(event, end), "id") for end in ("sender", "recipient")]
    what = what_of(event, app_id, by_page=ends[0] == page_id)
    if what is None:
        return time, Unreadable(_body(alone), "an event of an unknown kind")
    if isinstance(what, Ignored):
        return time, _ignored(event, page_id, what.reason)
    citizen = next((end for end in ends if end and end != page_id), None)
    if citizen is None:
        return time, Unreadable(_body(alone), "an event of nobody")
    return time, Arrival(
        address=f"{page_id}:{citizen}",
        key=id_of(event),
        what=what,
        language=language_of(event),
        at=datetime.fromtimestamp(time / 1000, UTC) if time else None,
    )


def _ignored(about: object, page_id: str, reason: str) -> Arrival:
    return Arrival(f"{page_id}:", key_of("", about), Ignored(reason))


def _head(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("id", "time") if name in entry}


def _body(entry: object) -> bytes:
    """Return an entry as a whole body, so that a dead letter can be tried again."""
    return written({"object": "page", "entry": [entry]})
