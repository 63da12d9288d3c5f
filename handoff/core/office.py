"""The office as decisions see it: teams, rules, hours and who is on duty, at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.hours import OfficeHours

MOST_PRIORITY = 9
"""Highest priority a rule can give; what the assistant takes for a crisis has 100."""


class TeamMode(StrEnum):
    """How a team gets its work."""

    TAKE = "take"
    """Agents take the next one, or pick."""

    OFFER = "offer"
    """The least loaded agent who fits is asked first."""


@dataclass(frozen=True, slots=True)
class Team:
    """Agents who serve the same topics; `name` is for the desk."""

    id: str
    name: str
    mode: TeamMode = TeamMode.TAKE


@dataclass(frozen=True, slots=True)
class Rule:
    """What sends a conversation to a team or makes it urgent. An empty condition is met by all.

    `topics` are intents, `languages` BCP 47 tags, `channels` and `reasons` as events name them.
    """

    id: str
    name: str
    team: str | None = None
    priority: int = 0
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """An agent on duty with the conversations held and offered."""

    agent: Agent
    load: int

    @property
    def free(self) -> int:
        """How many more conversations the agent can be given."""
        return max(0, self.agent.capacity - self.load)


@dataclass(frozen=True, slots=True)
class Office:
    """One moment of the office. Without hours it is always open; `on_duty` is by agent id."""

    hours: OfficeHours | None = None
    teams: tuple[Team, ...] = ()
    rules: tuple[Rule, ...] = ()
    on_duty: Mapping[str, Duty] = field(default_factory=dict)

    def team(self, team_id: str | None) -> Team | None:
        """Return a team that exists."""
        return next((team for team in self.teams if team.id == team_id), None)

    def serving(self, state: Conversation) -> list[Duty]:
        """Return who is on duty and fits a conversation, whatever they have to do."""
        return [duty for duty in self.on_duty.values() if fits(duty.agent, state)]


def fits(agent: Agent, state: Conversation) -> bool:
    """Whether a conversation is this agent's kind of work: the team's, in a language spoken."""
    of_team = state.team is None or not agent.teams or state.team in agent.teams
    return agent.role.talks and of_team and speaks(agent, state.language)


def speaks(agent: Agent, language: str) -> bool:
    """Whether an agent speaks a language; the region of a tag does not count."""
    return not agent.languages or _primary(language) in map(_primary, agent.languages)


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").split("-")[0]
