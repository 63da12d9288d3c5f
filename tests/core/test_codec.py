"""The log as it is stored: every event comes back as it was, older and newer ones too."""

from __future__ import annotations

import json
import typing
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.core.codec import decode, decode_event, encode, event_name
from handoff.core.events import EVENT_TYPES, Event, HandoffRequested, MessagePosted
from handoff.core.values import Author, Brief, Button, SlotValue
from tests.core.anything import EVENTS, any_of
from tests.core.story import QUEUED, asks
from tests.fakes.clock import NOON


def required(kind: Any) -> set[str]:
    return {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}


def stored(value: object) -> Any:
    """Return what a value is after a stay in the database."""
    return json.loads(json.dumps(encode(value)))


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_of_event_comes_back_as_it_was(kind: type[Event]) -> None:
    @given(any_of(kind))
    def check(event: Event) -> None:
        assert decode_event(event_name(event), stored(event)) == event

    check()


def test_the_list_of_event_types_is_complete() -> None:
    assert set(EVENT_TYPES) == set(typing.get_args(Event))


@given(EVENTS, st.text(min_size=1, max_size=10))
def test_fields_of_a_newer_version_are_ignored(event: Event, name: str) -> None:
    body = stored(event) | {f"later_{name}": {"what": ["ever"]}}
    assert decode_event(event_name(event), body) == event


def test_fields_of_a_newer_version_are_ignored_inside_values_too() -> None:
    body = {"author": "bot", "text": "?", "buttons": [{"title": "a", "payload": "b", "icon": 1}]}
    assert decode_event("MessagePosted", body) == MessagePosted(
        Author.BOT, "?", (Button("a", "b"),)
    )


@given(EVENTS)
def test_optional_fields_of_an_older_version_are_filled(event: Event) -> None:
    kind = type(event)
    body = {name: value for name, value in stored(event).items() if name in required(kind)}
    kept = {name: getattr(event, name) for name in required(kind)}
    assert decode_event(event_name(event), body) == kind(**kept)


@given(EVENTS)
def test_what_is_at_its_default_takes_no_room(event: Event) -> None:
    for field in fields(type(event)):
        if getattr(event, field.name) == field.default:
            assert field.name not in encode(event)


def test_a_required_field_that_is_missing_is_an_error() -> None:
    with pytest.raises(TypeError):
        decode_event("MessagePosted", {"author": "citizen"})


def test_an_unknown_type_of_event_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="PizzaOrdered"):
        decode_event("PizzaOrdered", {})


def test_a_value_outside_its_enumeration_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        decode_event("MessagePosted", {"author": "nobody", "text": "x"})


def test_an_event_is_stored_under_the_name_of_its_class() -> None:
    assert event_name(QUEUED) == "HandoffRequested"
    assert encode(asks("hello")) == {"author": "citizen", "text": "hello"}


def test_values_are_rebuilt_with_their_own_types() -> None:
    slot = {"name": "n", "value": "v", "origin": "citizen", "seq": 3, "at": NOON.isoformat()}
    brief = {"reason": None, "topic": None, "priority": 0, "need_seq": 3, "language": "en"}
    body: dict[str, Any] = {"reason": "asked", "topic": None, "priority": 0, "by": "citizen"}
    body["brief"] = brief | {"channel": "web", "slots": [slot]}
    event = decode_event("HandoffRequested", body)
    assert isinstance(event, HandoffRequested)
    assert event.by is Author.CITIZEN
    assert isinstance(event.brief, Brief)
    assert event.brief.slots == (decode(SlotValue, slot),)
    assert event.brief.slots[0].at == NOON
