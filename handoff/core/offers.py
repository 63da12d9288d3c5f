"""Who is offered what: the least loaded agent who fits and has room, the longest idle first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.office import Duty, Office, TeamMode
from handoff.core.queue import order
from handoff.core.values import Control

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def offers(
    standing: Iterable[Conversation],
    office: Office,
    idle_since: Mapping[str, datetime],
    may_start_over: Callable[[Conversation], bool],
) -> list[tuple[Conversation, Agent]]:
    """Choose agents for the conversations that are to be offered, most urgent first.

    `idle_since` is by agent id when each was last given something or came to an end with it.
    Who passed a conversation over is asked again only after all who could take it did, when
    `may_start_over` says so: who passed it over longest ago first.
    """
    free = {duty.agent.id: duty.free for duty in office.on_duty.values()}
    load = {duty.agent.id: duty.load for duty in office.on_duty.values()}
    made = []
    for state in sorted(filter(lambda state: _to_offer(state, office), standing), key=order):
        able = [each for each in office.serving(state) if free[each.agent.id] > 0]
        agent = _chosen(state, able, load, idle_since, may_start_over)
        if agent is not None:
            free[agent.id] -= 1
            load[agent.id] += 1
            made.append((state, agent))
    return made


def _to_offer(state: Conversation, office: Office) -> bool:
    """Whether its team is offered its work; what is for everybody is, where every team is."""
    team = office.team(state.team)
    asked = office.teams if team is None else (team,)
    offering = bool(asked) and all(each.mode is TeamMode.OFFER for each in asked)
    return state.control is Control.QUEUED and state.offered_to is None and offering


def _chosen(
    state: Conversation,
    able: list[Duty],
    load: Mapping[str, int],
    idle_since: Mapping[str, datetime],
    may_start_over: Callable[[Conversation], bool],
) -> Agent | None:
    def by_load(duty: Duty) -> tuple[int, datetime, str]:
        agent_id = duty.agent.id
        return load[agent_id], idle_since.get(agent_id, LONG_AGO), agent_id

    fresh = [each for each in able if each.agent.id not in state.passed_over]
    if fresh:
        return min(fresh, key=by_load).agent
    if able and may_start_over(state):
        return min(able, key=lambda each: state.passed_over.index(each.agent.id)).agent
    return None
