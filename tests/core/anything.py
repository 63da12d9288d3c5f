"""Every event there can be, for tests that hypothesis drives."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from handoff.core.events import EVENT_TYPES

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(-(2**31), 2**31),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for every value a type hint of the core allows."""
    args = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return st.one_of(*(st.none() if a is type(None) else any_of(a) for a in args))
    if typing.get_origin(hint) is tuple:
        return st.lists(any_of(args[0]), max_size=3).map(tuple)
    if args:
        return st.dictionaries(any_of(args[0]), any_of(args[1]), max_size=3)
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        parts = {f.name: any_of(hints[f.name]) for f in fields(hint)}
        return st.builds(typing.cast(Any, hint), **parts)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _PLAIN[hint]


EVENTS: st.SearchStrategy[Any] = st.one_of(*(any_of(kind) for kind in EVENT_TYPES))
"""Any event."""
