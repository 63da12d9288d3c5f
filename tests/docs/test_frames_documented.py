"""Every frame of both websockets and every code they close with."""

from __future__ import annotations

from typing import get_args

from channels.web.parse import Hello
from handoff.core.brief import compose
from handoff.core.conversation import Conversation
from handoff.core.queue import Summary
from handoff.services import wire, wire_values
from handoff.web.desk_stream_frames import Pong, Unwatch, Watch
from tests.docs import pages, sources
from tests.docs.json_blocks import json_blocks

HTTP_API = "docs/http-api.md"
SERVERS_OWN = {1009, 1012}
"""Codes that the HTTP server closes with by itself: a frame too large, a stop."""


def documented(title: str, place: int = 0) -> dict[str, set[str]]:
    rows = pages.tables(pages.section(pages.read(HTTP_API), title))[place]
    return {pages.spans(row[0])[0]: set(pages.spans(row[1])) for row in rows}


def test_every_frame_to_citizens_is_documented() -> None:
    assert documented("The citizen's websocket") == sources.frames("channels/web/render.py")


def test_the_first_frame_of_citizens_is_documented() -> None:
    part = pages.section(pages.read(HTTP_API), "The citizen's websocket")
    hello = next(span for span in pages.spans(part) if span.startswith('{"token"'))
    assert all(f'"{name}"' in hello for name in Hello.model_fields)


def test_every_frame_to_the_desk_is_documented() -> None:
    sent = sources.frames("handoff/web/desk_stream_frames.py")
    # An error about one conversation names it: the one field that is added to a frame later.
    sent["error"].add("conversation_id")
    assert documented("The desk's websocket") == sent


def test_every_frame_of_the_desk_is_documented() -> None:
    taken = {}
    for kind in (Pong, Watch, Unwatch):
        (name,) = get_args(kind.model_fields["type"].annotation)
        taken[name] = kind.model_fields.keys() - {"type"}
    assert documented("The desk's websocket", 1) == taken


def test_every_close_code_is_documented() -> None:
    part = pages.section(pages.read(HTTP_API), "The citizen's websocket")
    codes = {int(row[0]) for row in pages.tables(part)[1]}
    used = sources.numbers("channels/web", "handoff/web")
    assert codes == SERVERS_OWN | {n for n in used if 1000 < n < 1016 or 4400 <= n < 4500}


def test_summary_and_brief_are_shown_with_all_their_fields() -> None:
    summary, brief = json_blocks(pages.section(pages.read(HTTP_API), "Reading"))
    state = Conversation("c1")
    assert list(summary) == list(wire_values.summary(Summary(state, "")))
    assert list(brief) == list(wire.brief(compose(state), ""))
