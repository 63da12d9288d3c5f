"""The brief: what an agent needs to know in ten seconds, composed from the conversation."""

from __future__ import annotations

from handoff.core.conversation import Conversation
from handoff.core.values import Brief


def compose(state: Conversation) -> Brief:
    """Compose the brief as of now; it follows from the state and is never edited by itself."""
    return Brief(
        reason=state.reason,
        topic=state.topic,
        priority=state.priority,
        need_seq=state.need_seq,
        language=state.language,
        channel=state.channel,
        topics=state.topics,
        slots=state.slots,
        lookups=state.lookups,
        form=state.form,
        handed_over_at=state.handed_over_at,
    )
