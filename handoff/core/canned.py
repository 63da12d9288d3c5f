"""Canned responses: answers that are kept, with places for what differs from citizen to citizen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.core.agents import Agent
from handoff.core.errors import InvalidRequest, UnfilledVariable

FIRST_NAME, AGENT, AGENCY, OFFICE_HOURS = "first_name", "agent", "agency", "office_hours"
SLOT = "slot."
"""A variable of this and a name is a fact that the conversation holds."""

_KNOWN = (FIRST_NAME, AGENT, AGENCY, OFFICE_HOURS)
_PLACE = re.compile(r"\{\{([^{}]*)\}\}")
_SLOT_NAME = re.compile(r"slot\.[A-Za-z][A-Za-z0-9_]*")
_SHORTCUT = re.compile(r"[^\W_][\w-]{0,39}")
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
MOST_OF_A_NAME = 30
_NO_NAMES = frozenset(
    {
        *("user", "guest", "anonymous", "unknown", "deleted", "account", "customer", "client"),
        *("admin", "test", "facebook", "telegram", "messenger", "the"),
        *("mr", "mrs", "ms", "miss", "dr", "sr", "sra", "señor", "señora"),
    }
)
"""First words of what people are called that are no names, in lower case."""


@dataclass(frozen=True, slots=True)
class Canned:
    """A canned response. It is for all, for the team `team_id`, or the agent's `owner_id` own.

    `shortcut` is what is typed after "/", once in its scope and `language`.
    """

    id: str
    shortcut: str
    title: str
    language: str
    text: str
    updated_at: datetime
    team_id: str | None = None
    owner_id: str | None = None

    @property
    def is_shared(self) -> bool:
        """Whether it is anybody's but one agent's."""
        return self.owner_id is None

    def serves(self, agent: Agent) -> bool:
        """Whether an agent may use it; who is in no team serves them all."""
        if self.owner_id is not None:
            return self.owner_id == agent.id
        return self.team_id is None or not agent.teams or self.team_id in agent.teams


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with what is known filled in; `unfilled` are the variables that still stand in it."""

    text: str
    unfilled: tuple[str, ...]


class CannedResponses(Protocol):
    """Keeps canned responses. Raises `Unavailable` as `ports.Log` does."""

    async def usable(self, agent_id: str) -> Sequence[Canned]:
        """Return all that are shared, and this agent's own, by shortcut."""
        ...

    async def get(self, canned_id: str) -> Canned:
        """Return one. Raises `UnknownCanned`."""
        ...

    async def save(self, canned: Canned) -> None:
        """Add one, or replace the one with this id.

        Raises:
            ShortcutTaken: its scope has this shortcut in this language already.
            UnknownTeam: there is no such team.
        """
        ...

    async def drop(self, canned_id: str) -> bool:
        """Forget one; False when there is none."""
        ...


def variables(text: str) -> tuple[str, ...]:
    """Return the variables that stand in a text, each once, in order."""
    return tuple(dict.fromkeys(place.strip() for place in _PLACE.findall(text)))


def check_variables(text: str) -> None:
    """Refuse variables that nothing can ever fill.

    Raises:
        InvalidRequest: names them.
    """
    wrong = [v for v in variables(text) if v not in _KNOWN and not _SLOT_NAME.fullmatch(v)]
    if wrong:
        raise InvalidRequest(
            f"There is no variable {wrong[0]!r}. There are {', '.join(_KNOWN)} and slot.<name>.",
            variables=wrong,
        )


def check_shortcut(shortcut: str) -> str:
    """Return a shortcut as it is kept: in lower case, without its slash.

    Raises:
        InvalidRequest: it cannot be typed in one go.
    """
    kept = shortcut.strip().removeprefix("/").lower()
    if not _SHORTCUT.fullmatch(kept):
        raise InvalidRequest("A shortcut has 1 to 40 letters, digits, - or _, and no spaces.")
    return kept


def refuse_unfilled(text: str) -> str:
    """Return a text for the citizen in which nothing is left to fill.

    Raises:
        UnfilledVariable: names what is left.
    """
    if left := variables(text):
        raise UnfilledVariable(variables=list(left))
    return text


def fill(text: str, values: Mapping[str, str | None]) -> Filled:
    """Fill in what is known; what is not known, or empty, stays as it stands."""

    def value(place: re.Match[str]) -> str:
        # A value that looks like a variable itself must not become one.
        known = (values.get(place[1].strip()) or "").replace("{{", "{ {")
        return known or place[0]

    filled = _PLACE.sub(value, text)
    return Filled(filled, variables(filled))


def first_name(name: str | None) -> str | None:
    """Return the first name in what a channel says the citizen is called, if it looks like one.

    Channels let people call themselves what they like: names of accounts, titles and words that
    stand in for a name are none.
    """
    words = (name or "").split()
    if not words:
        return None
    first = words[0]
    looks = _NAME.fullmatch(first) and 2 <= len(first) <= MOST_OF_A_NAME and first[0].isupper()
    if not looks or first.casefold() in _NO_NAMES:
        return None
    return first.title() if first.isupper() else first
