"""Events and values to JSON-ready data and back.

Decoding ignores fields it does not know and fills missing ones with their defaults, so that a log
written by a newer or an older version stays readable.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any

from handoff.core.events import EVENT_TYPES, Event

Json = Any
"""What `json.dumps` takes: dict, list, str, int, float, bool or None."""


def encode(value: object) -> Json:
    """Turn a value made of dataclasses, enums, times, tuples and mappings into JSON-ready data.

    Fields that hold their default are left out: the log stays small and new fields cost nothing.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: encode(item)
            for f in fields(value)
            if (item := getattr(value, f.name)) != _default_of(f)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [encode(v) for v in value]
    return value


def decode[T](kind: type[T], data: Json) -> T:
    """Rebuild a value of type `kind` from what `encode` gave.

    Raises:
        TypeError: a field without a default is missing.
        ValueError: an enum or a time holds something else.
    """
    return typing.cast(T, _decode(kind, data))


def event_name(event: Event) -> str:
    """Return the name under which an event's type is stored."""
    return type(event).__name__


def decode_event(name: str, body: Json) -> Event:
    """Rebuild an event from its stored type name and body.

    Raises:
        ValueError: no event has that name.
    """
    kind = _EVENTS.get(name)
    if kind is None:
        raise ValueError(f"unknown event type {name!r} in the log")
    return decode(kind, body)


_EVENTS: Mapping[str, type[Event]] = types.MappingProxyType({t.__name__: t for t in EVENT_TYPES})


def _default_of(f: Field[Any]) -> object:
    if f.default_factory is not MISSING:
        return f.default_factory()
    return f.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Json) -> object:
    origin = typing.get_origin(kind)
    if origin is None:
        return _decode_plain(kind, data)
    args = typing.get_args(kind)
    if origin is types.UnionType or origin is typing.Union:
        if data is None:
            return None
        (inner,) = (a for a in args if a is not type(None))
        return _decode(inner, data)
    if origin is tuple:
        return tuple(_decode(args[0], item) for item in data)
    return {k: _decode(args[1], v) for k, v in data.items()}


def _decode_plain(kind: Any, data: Json) -> object:
    if is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        known = {f.name for f in fields(kind)}
        return typing.cast(type, kind)(
            **{name: _decode(hints[name], v) for name, v in data.items() if name in known}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is datetime:
        return datetime.fromisoformat(data)
    return data
