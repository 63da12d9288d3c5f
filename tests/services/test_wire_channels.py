"""What leaves the service about channels: files, edits, reach, staff who answer elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handoff.core.events import (
    AgentReleased,
    AttachmentSettled,
    Event,
    MessageEdited,
    MessagePosted,
    ReachLost,
    ReachRegained,
    Recorded,
)
from handoff.core.values import AgentRef, Attachment, AttachmentKind, Author
from handoff.services import wire, wire_values
from tests.fakes.clock import NOON

CLERK = AgentRef("outside:messenger", "The agency")
CLERK_FRAME = {"id": "outside:messenger", "name": "The agency"}
PHOTO = Attachment(AttachmentKind.PHOTO, "SECRET-ref", name="card.jpg", mime="image/jpeg", size=9)
PLACE = Attachment(AttachmentKind.LOCATION, latitude=35.5, longitude=-97.5)
BARE = dict.fromkeys(("name", "mime", "size", "latitude", "longitude", "refused"))
PHOTO_FRAME = BARE | {
    "number": 0,
    "kind": "photo",
    "name": "card.jpg",
    "mime": "image/jpeg",
    "size": 9,
    "url": "/api/desk/conversations/c-1/attachments/7/0",
}
PLACE_FRAME = BARE | {"number": 1, "kind": "location", "latitude": 35.5, "longitude": -97.5}

# event, what citizens see, what agents see besides
SHAPES: list[tuple[Event, dict[str, Any], dict[str, Any]]] = [
    (
        MessageEdited(3, "my green card"),
        {"type": "edited", "author": "citizen", "of_seq": 3, "text": "my green card"},
        {},
    ),
    (
        AttachmentSettled(3, 1, "image/png", 4711),
        {"type": "internal", "author": "system"},
        {
            "type": "attachment",
            "of_seq": 3,
            "number": 1,
            "mime": "image/png",
            "size": 4711,
            "refused": None,
        },
    ),
    (
        ReachLost("blocked"),
        {"type": "internal", "author": "system"},
        {"type": "reach", "reachable": False, "reason": "blocked"},
    ),
    (
        ReachRegained(),
        {"type": "internal", "author": "system"},
        {"type": "reach", "reachable": True},
    ),
    (
        AgentReleased(CLERK, "clerk_away"),
        {"type": "control", "author": "system", "control": "queued"}
        | {"reason": "clerk_away", "name": "The agency"},
        {"by": CLERK_FRAME},
    ),
    (
        MessagePosted(Author.AGENT, "Hello", agent=CLERK, outside=True),
        {"type": "message", "author": "agent", "text": "Hello", "name": "The agency"},
        {"agent": CLERK_FRAME, "key": None, "outside": True},
    ),
    (
        MessagePosted(Author.CITIZEN, "", attachments=(PHOTO, PLACE)),
        {"type": "message", "author": "citizen", "text": ""},
        {"attachments": [PHOTO_FRAME, PLACE_FRAME]},
    ),
]
NAMES = [type(event).__name__ for event, _, _ in SHAPES]


def recorded(event: Event) -> Recorded:
    return Recorded(7, NOON, event)


def for_agent(entry: Recorded) -> wire_values.Frame:
    return wire.for_agent(entry, "c-1")


@pytest.mark.parametrize("event, citizens, agents", SHAPES, ids=NAMES)
def test_each_event_has_its_documented_shape(
    event: Event, citizens: dict[str, Any], agents: dict[str, Any]
) -> None:
    common = {"seq": 7, "at": "2026-03-02T12:00:00.000Z"}
    assert wire.for_citizen(recorded(event)) == common | citizens
    assert for_agent(recorded(event)) == common | citizens | agents


def test_a_file_that_is_not_fetched_has_no_address() -> None:
    refused = Attachment(AttachmentKind.VIDEO, "ref", refused="too_large")
    frame = for_agent(recorded(MessagePosted(Author.CITIZEN, "", attachments=(refused,))))
    assert frame["attachments"] == [BARE | {"number": 0, "kind": "video", "refused": "too_large"}]


def test_agents_never_see_the_channels_own_reference_to_a_file() -> None:
    frame = for_agent(recorded(MessagePosted(Author.CITIZEN, "", attachments=(PHOTO,))))
    assert "SECRET" not in json.dumps(frame)


@pytest.mark.parametrize(
    "closed, frame", [(None, {"open": True}), ("gone", {"open": False, "reason": "gone"})]
)
def test_whether_one_can_write_has_its_documented_shape(
    closed: str | None, frame: dict[str, Any]
) -> None:
    assert wire.sending(closed) == frame
