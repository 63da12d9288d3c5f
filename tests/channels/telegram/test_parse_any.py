"""Whatever bytes come, parsing gives something for each piece and raises nothing."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.parse import parse
from handoff.core.arrivals import Arrival, Unreadable
from tests.channels.telegram import payloads as p

GOOD: list[Any] = [
    p.wrote(),
    p.wrote(photo=p.PHOTO, caption="x"),
    p.wrote(document=p.DOCUMENT),
    p.wrote(location=p.PLACE, venue=p.VENUE),
    p.wrote(contact=p.CARD),
    p.wrote(sticker=p.STICKER),
    p.edited(text="y"),
    p.pressed("b:x"),
    p.member("kicked"),
    p.wrote(chat=-7, text="to all"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All places in a JSON value."""
    keys: list[Any] = list(value) if isinstance(value, dict) else []
    if isinstance(value, list):
        keys = list(range(len(value)))
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A good update with something else, or nothing, in some of its places."""
    update = copy.deepcopy(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 3))):
        left = [place for place in places(update) if place]
        if not left:
            break
        *way, last = draw(st.sampled_from(left))
        holder = update
        for key in way:
            holder = holder[key]
        if draw(st.booleans()):
            holder[last] = draw(JSON)
        elif isinstance(holder, dict):
            del holder[last]
    return update


@given(st.binary(max_size=300))
def test_any_bytes_give_something_and_raise_nothing(body: bytes) -> None:
    pieces = parse(body, p.BOT_ID)
    assert pieces or body.strip() == b"[]"


@given(JSON)
def test_any_json_gives_something_and_raises_nothing(value: Any) -> None:
    pieces = parse(json.dumps(value).encode(), p.BOT_ID)
    assert len(pieces) == (len(value) if isinstance(value, list) else 1)


@given(st.lists(st.sampled_from(GOOD) | damaged(), max_size=6))
def test_a_well_formed_update_in_a_list_is_never_lost(updates: list[Any]) -> None:
    well_formed = {json.dumps(update) for update in GOOD}
    pieces = parse(json.dumps(updates).encode(), p.BOT_ID)
    assert len(pieces) == len(updates)
    for update, piece in zip(updates, pieces, strict=True):
        assert isinstance(piece, Arrival | Unreadable)
        # As JSON, because to Python true is 1.
        if json.dumps(update) in well_formed:
            (alone,) = parse(json.dumps(update).encode(), p.BOT_ID)
            assert isinstance(piece, Arrival)
            assert piece == alone
