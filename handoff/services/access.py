"""The access log: every reading and act is written down before it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handoff.core.access import Access, AccessLog, AccessQuery
from handoff.core.ports import Clock
from handoff.core.text import cleaned
from handoff.core.values import AgentRef

PAGE = 100
"""Entries given at once."""

MOST = 500
"""Characters kept of what an address named: whoever is refused may have named anything."""


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Entries, newest first; `more` says whether older ones follow."""

    entries: Sequence[Access]
    more: bool


class AccessRecorder:
    """Writes the access log and searches it."""

    def __init__(self, log: AccessLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def record(
        self,
        agent: AgentRef,
        act: str,
        conversation_id: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Write down what an agent reads or has done; `detail` is never what people wrote.

        Raises:
            Unavailable: it is not written; what it is about must not be shown then.
        """
        about, more = _kept(conversation_id), _kept(detail)
        await self._log.add(Access(self._clock.now(), agent.id, agent.name, act, about, more))

    async def search(self, query: AccessQuery) -> AccessPage:
        """Return a page of entries."""
        found = await self._log.find(query, PAGE + 1)
        return AccessPage(found[:PAGE], more=len(found) > PAGE)


def _kept(named: str | None) -> str | None:
    return None if named is None else cleaned(named)[:MOST]
