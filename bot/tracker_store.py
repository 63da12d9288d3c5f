"""Rasa's SQL tracker store, reading no more and no slower than it has to.

Why the stock one is not enough: it indexes the sender only, so that each message reads all events
of its conversation, however old, to find where the present session begins; and for every event it
reads it walks the whole tree of event classes to find the one of that name.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event

_EVENTS: Any = SQLTrackerStore.SQLEvent.__table__
INDEXES = (
    sa.Index("ix_events_session", _EVENTS.c.sender_id, _EVENTS.c.type_name, _EVENTS.c.timestamp),
    sa.Index("ix_events_since", _EVENTS.c.sender_id, _EVENTS.c.timestamp),
)


# The classes do not change while the assistant runs, so each name is looked up once.
Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))


class IndexedTrackerStore(SQLTrackerStore):
    """Makes the indexes when it opens the database, in one that exists as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what the stock store takes."""
        super().__init__(*args, **kwargs)
        for index in INDEXES:
            index.create(self.engine, checkfirst=True)
