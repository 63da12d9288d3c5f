"""The board: how the office stands, in numbers that each name the conversations they count.

One function, `chosen`, decides what a query lists and what a number counts. Pure: the scene holds
all it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlencode

from handoff.core import floor, leases
from handoff.core.conversation import Conversation
from handoff.core.office import MOST_PRIORITY, Team, fits
from handoff.core.stays import Stay
from handoff.core.values import Control
from handoff.services.seat import OnFloor

LONG_WAIT = timedelta(minutes=15)
"""Who waits longer is at risk, whatever range was shown."""


_EVER = datetime.min.replace(tzinfo=UTC)


class Filter(StrEnum):
    """What a list can be narrowed to. The last two are of today, whoever has control now."""

    AT_RISK = "at_risk"
    """Any of the next five."""
    LATE = "late"
    """The agent who holds it has left the citizen waiting, and is to be reminded."""
    WAITING_LONG = "waiting_long"
    """Waits for more than 15 minutes of office time, or longer than was forecast."""
    CRISIS = "crisis"
    """Waits, and is more urgent than any rule can make it."""
    UNFIT = "unfit"
    """Waits although the office is open, and nobody on duty fits."""
    LOSING = "losing"
    """The agent who holds it has given no sign of life for half the lease."""
    TODAY = "today"
    """Came to people today."""
    OFF_HOURS = "off_hours"
    """Came to people today, while the office was closed."""

    @property
    def of_today(self) -> bool:
        """Whether it is about what came today, rather than what stands now."""
        return self in (Filter.TODAY, Filter.OFF_HOURS)


RISKS = (Filter.LATE, Filter.WAITING_LONG, Filter.CRISIS, Filter.UNFIT, Filter.LOSING)


@dataclass(frozen=True, slots=True)
class Query:
    """Which conversations: those for which all that is given holds.

    `team` is an id, or '' for those of no team; `assignee` holds it or is offered it.
    """

    control: Control | None = None
    team: str | None = None
    assignee: str | None = None
    filter: Filter | None = None

    def __str__(self) -> str:
        """The query as a URL has it."""
        given = {"control": self.control, "team": self.team, "assignee": self.assignee}
        named = {**given, "filter": self.filter}
        return urlencode({name: value for name, value in named.items() if value is not None})


@dataclass(frozen=True)
class Scene:
    """The floor, its people and the office at one moment, and what came `today`.

    `promised` is until when the wait last shown to a citizen was to be over, by conversation.
    """

    at: datetime
    conversations: Mapping[str, Conversation]
    people: Mapping[str, OnFloor]
    teams: Sequence[Team]
    lease: timedelta
    reminder: timedelta
    promised: Mapping[str, datetime]
    today: Sequence[Stay]

    @cached_property
    def of_filter(self) -> Mapping[Filter, frozenset[str]]:
        """The ids that each filter lets through."""
        states = self.conversations.values()
        waiting = [s for s in states if s.control is Control.QUEUED]
        found = {
            Filter.LATE: _ids(s for s in states if floor.is_late(s, self.at, self.reminder)),
            Filter.WAITING_LONG: _ids(s for s in waiting if self._waits_long(s)),
            Filter.CRISIS: _ids(s for s in waiting if s.priority > MOST_PRIORITY),
            Filter.UNFIT: _ids(s for s in waiting if self._is_unfit(s)),
            Filter.LOSING: _ids(s for s in states if self._is_losing(s)),
            Filter.TODAY: frozenset(stay.conversation_id for stay in self.today),
            Filter.OFF_HOURS: frozenset(s.conversation_id for s in self.today if s.off_hours),
        }
        return {**found, Filter.AT_RISK: frozenset().union(*(found[risk] for risk in RISKS))}

    def _waits_long(self, state: Conversation) -> bool:
        """Whether it is long for time in which people are in."""
        since = max(t for t in (state.waiting_since, state.opens_at, _EVER) if t is not None)
        promised = self.promised.get(state.id)
        return self.at - since > LONG_WAIT or (promised is not None and promised < self.at)

    def _is_unfit(self, state: Conversation) -> bool:
        if state.opens_at is not None and state.opens_at > self.at:
            return False
        return not any(p.on_duty and fits(p.agent, state) for p in self.people.values())

    def _is_losing(self, state: Conversation) -> bool:
        holder = leases.holder_of(state)
        if holder is None:
            return False
        person = self.people.get(holder.id)
        return person is None or not person.agent.is_alive(self.at, self.lease / 2)


def chosen(query: Query, scene: Scene) -> frozenset[str]:
    """Return the ids of the conversations that a query lists, and that its number counts."""
    if query.filter is not None and query.filter.of_today:
        return scene.of_filter[query.filter]
    found = _ids(
        state
        for state in scene.conversations.values()
        if query.control in (None, state.control)
        and (query.team is None or query.team == (state.team or ""))
        and (query.assignee is None or query.assignee == floor.bearer(state))
    )
    return found if query.filter is None else found & scene.of_filter[query.filter]


@dataclass(frozen=True, slots=True)
class Number:
    """A count, and the query that lists exactly what it counts."""

    count: int
    query: Query


@dataclass(frozen=True, slots=True)
class Waiting:
    """A team's queue; `team` None is what belongs to no team. `oldest` waits longest."""

    team: str | None
    name: str | None
    waiting: Number
    unfit: Number
    oldest: Conversation | None


@dataclass(frozen=True, slots=True)
class Staff:
    """An agent, and what the agent holds or is offered."""

    person: OnFloor
    load: Number


@dataclass(frozen=True, slots=True)
class Board:
    """All numbers at one moment."""

    at: datetime
    waiting: Number
    held: Number
    queues: tuple[Waiting, ...]
    staff: tuple[Staff, ...]
    risks: Mapping[Filter, Number]
    today: Number
    off_hours: Number


def board(scene: Scene) -> Board:
    """Return the board of a scene."""

    def number(query: Query) -> Number:
        return Number(len(chosen(query, scene)), query)

    talkers = [person for person in scene.people.values() if person.agent.role.talks]
    return Board(
        at=scene.at,
        waiting=number(Query(Control.QUEUED)),
        held=number(Query(Control.AGENT)),
        queues=tuple(_queue(team, name, scene) for team, name in _teams(scene)),
        staff=tuple(Staff(p, number(Query(assignee=p.agent.id))) for p in talkers),
        risks={risk: number(Query(filter=risk)) for risk in (Filter.AT_RISK, *RISKS)},
        today=number(Query(filter=Filter.TODAY)),
        off_hours=number(Query(filter=Filter.OFF_HOURS)),
    )


def _queue(team: str | None, name: str | None, scene: Scene) -> Waiting:
    waiting = Query(Control.QUEUED, team or "")
    unfit = Query(Control.QUEUED, team or "", filter=Filter.UNFIT)
    ids = chosen(waiting, scene)
    oldest = min((scene.conversations[each] for each in ids), key=_since, default=None)
    return Waiting(
        team, name, Number(len(ids), waiting), Number(len(chosen(unfit, scene)), unfit), oldest
    )


def _teams(scene: Scene) -> list[tuple[str | None, str | None]]:
    """All teams with their names, no team, and those that conversations name and nobody knows."""
    known = {team.id: team.name for team in scene.teams}
    named = {state.team for state in scene.conversations.values() if state.team}
    return [*known.items(), *((team, None) for team in sorted(named - set(known))), (None, None)]


def _since(state: Conversation) -> tuple[datetime, str]:
    return (state.waiting_since or _EVER, state.id)


def _ids(states: Iterable[Conversation]) -> frozenset[str]:
    return frozenset(state.id for state in states)
