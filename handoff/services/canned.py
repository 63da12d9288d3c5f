"""Canned responses: who may use and edit which, and what stands in for their variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handoff.core.agents import Agent, Role
from handoff.core.canned import (
    AGENCY,
    AGENT,
    FIRST_NAME,
    OFFICE_HOURS,
    SLOT,
    Canned,
    CannedResponses,
    Filled,
    check_shortcut,
    check_variables,
    fill,
    first_name,
)
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, NotAllowed, UnknownCanned
from handoff.core.ports import Clock, Log
from handoff.core.tags import checked_tag, primary
from handoff.core.text import checked
from handoff.services import secrets

MOST_TITLE = 80
EDITORS = (Role.EDITOR, Role.SUPERVISOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants kept. With `personal` it is their own, else the team's or everybody's."""

    shortcut: str
    title: str
    language: str
    text: str
    team_id: str | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A canned response for one conversation, and whether the agent may edit it."""

    canned: Canned
    filled: Filled | None
    editable: bool


class CannedBook:
    """Serves and keeps canned responses."""

    def __init__(
        self,
        kept: CannedResponses,
        log: Log,
        clock: Clock,
        agency: Callable[[str], str],
        office_hours: Mapping[str, str],
    ) -> None:
        """`agency` gives the agency's name in a language, `office_hours` are words by language."""
        self._kept = kept
        self._log = log
        self._clock = clock
        self._agency = agency
        self._hours = office_hours

    async def all_for(self, agent: Agent) -> Sequence[Ready]:
        """Return all that an agent may use or edit, as they are kept."""
        kept = await self._kept.usable(agent.id)
        shown = (c for c in kept if c.serves(agent) or may_edit(agent, c))
        return [Ready(canned, None, may_edit(agent, canned)) for canned in shown]

    async def ready_for(self, agent: Agent, conversation_id: str) -> Sequence[Ready]:
        """Return what an agent may use in a conversation, filled in; its language comes first.

        Raises:
            NotAllowed: the agent's role reads no conversations.
            UnknownConversation: there is no such conversation.
        """
        if not agent.role.talks:
            raise NotAllowed
        state = await self._log.load(conversation_id)
        spoken = primary(state.language)
        usable = [c for c in await self._kept.usable(agent.id) if c.serves(agent)]
        usable.sort(key=lambda c: (c.language != spoken, not c.owner_id, not c.team_id, c.shortcut))
        return [
            Ready(c, fill(c.text, self._values(agent, state, c.language)), may_edit(agent, c))
            for c in usable
        ]

    async def add(self, agent: Agent, draft: Draft) -> Canned:
        """Keep a new one. Raises as `change`, but for `UnknownCanned`."""
        return await self._save(agent, secrets.new_id(), draft)

    async def change(self, agent: Agent, canned_id: str, draft: Draft) -> Canned:
        """Replace one.

        Raises:
            UnknownCanned: there is none, or it is another agent's own.
            NotAllowed: it is shared, or is to be, and the agent is no editor.
            InvalidRequest, InvalidText, EmptyText, TextTooLong: something of it is of no use.
            ShortcutTaken, UnknownTeam: see `CannedResponses.save`.
        """
        await self._editable(agent, canned_id)
        return await self._save(agent, canned_id, draft)

    async def drop(self, agent: Agent, canned_id: str) -> None:
        """Forget one. Raises `UnknownCanned`, `NotAllowed`."""
        await self._editable(agent, canned_id)
        await self._kept.drop(canned_id)

    async def _editable(self, agent: Agent, canned_id: str) -> None:
        kept = await self._kept.get(canned_id)
        if kept.owner_id not in (None, agent.id):
            raise UnknownCanned
        if not may_edit(agent, kept):
            raise NotAllowed

    async def _save(self, agent: Agent, canned_id: str, draft: Draft) -> Canned:
        title = " ".join(draft.title.split())
        if not title or len(title) > MOST_TITLE or not title.isprintable():
            raise InvalidRequest(f"A title has 1 to {MOST_TITLE} printable characters.")
        text = checked(draft.text)
        check_variables(text)
        canned = Canned(
            canned_id,
            check_shortcut(draft.shortcut),
            title,
            checked_tag(draft.language),
            text,
            self._clock.now(),
            None if draft.personal else draft.team_id,
            agent.id if draft.personal else None,
        )
        if not may_edit(agent, canned):
            raise NotAllowed
        await self._kept.save(canned)
        return canned

    def _values(self, agent: Agent, state: Conversation, language: str) -> Mapping[str, str | None]:
        return {
            FIRST_NAME: first_name(state.name),
            AGENT: agent.name,
            AGENCY: self._agency(language),
            OFFICE_HOURS: self._hours.get(language),
            **{SLOT + slot.name: slot.value for slot in state.slots},
        }


def may_edit(agent: Agent, canned: Canned) -> bool:
    """Whether an agent may change a canned response: the own, or as an editor what is shared."""
    return canned.owner_id == agent.id if canned.owner_id else agent.role in EDITORS
