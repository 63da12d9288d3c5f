"""The board: what is at risk, and that every number lists exactly what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import parse_qs

import pytest

from handoff.core import floor
from handoff.core.agents import Agent, Presence, Role
from handoff.core.conversation import Conversation
from handoff.core.office import MOST_PRIORITY, Team
from handoff.core.stays import Stay
from handoff.core.values import AgentRef, Control
from handoff.services.board import Board, Filter, Number, Query, Scene, board, chosen
from handoff.services.seat import OnFloor
from tests.fakes.clock import NOON

LEASE = timedelta(seconds=30)
REMINDER = timedelta(minutes=3)
SNAP = Team("snap", "SNAP")
MARI = AgentRef("mari", "Mari")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def person(
    agent_id: str, *, teams: tuple[str, ...] = (), seen_s: float = 1, **more: str
) -> OnFloor:
    role, presence = Role(more.get("role", "agent")), Presence(more.get("presence", "available"))
    seen_at = NOON - timedelta(seconds=seen_s)
    agent = Agent(agent_id, agent_id, agent_id, role, presence, teams=teams, seen_at=seen_at)
    return OnFloor(agent, agent.is_on_duty(NOON, LEASE), 0, None)


def waiting(conversation_id: str, since: datetime = NOON, **more: object) -> Conversation:
    state = Conversation(
        conversation_id, control=Control.QUEUED, waiting_since=since, handed_over_at=since
    )
    return replace(state, **more)  # type: ignore[arg-type]  # fields by name


def held(conversation_id: str, by: AgentRef = MARI, **more: object) -> Conversation:
    state = Conversation(conversation_id, control=Control.AGENT, assignee=by)
    return replace(state, **more)  # type: ignore[arg-type]  # fields by name


def scene(
    *states: Conversation,
    people: tuple[OnFloor, ...] = (),
    promised: dict[str, datetime] | None = None,
    today: tuple[Stay, ...] = (),
) -> Scene:
    return Scene(
        at=NOON,
        conversations={state.id: state for state in states},
        people={each.agent.id: each for each in people},
        teams=(SNAP,),
        lease=LEASE,
        reminder=REMINDER,
        promised=promised or {},
        today=today,
    )


def listed(what: Filter, of: Scene) -> set[str]:
    return set(chosen(Query(filter=what), of))


def test_late_is_what_its_agent_is_to_be_reminded_of() -> None:
    of = scene(
        held("late", awaiting_since=NOON - REMINDER),
        held("soon", awaiting_since=NOON - REMINDER + timedelta(seconds=1)),
        held("answered"),
        held("outside", AgentRef("outside:page", "Page"), awaiting_since=NOON - minutes(60)),
    )
    assert listed(Filter.LATE, of) == {"late"}


def test_a_long_wait_is_one_over_a_quarter_of_an_hour_or_beyond_what_was_forecast() -> None:
    of = scene(
        waiting("long", NOON - minutes(16)),
        waiting("short", NOON - minutes(14)),
        waiting("beyond", NOON - minutes(5)),
        waiting("within", NOON - minutes(5)),
        promised={"beyond": NOON - minutes(1), "within": NOON + minutes(1)},
    )
    assert listed(Filter.WAITING_LONG, of) == {"long", "beyond"}


def test_a_wait_counts_from_when_people_are_in() -> None:
    asked = NOON - minutes(600)
    of = scene(
        waiting("closed", asked, opens_at=NOON + minutes(1)),
        waiting("just", asked, opens_at=NOON - minutes(14)),
        waiting("long", asked, opens_at=NOON - minutes(16)),
    )
    assert listed(Filter.WAITING_LONG, of) == {"long"}


def test_a_crisis_is_more_urgent_than_any_rule_can_make_it() -> None:
    urgent, crisis = waiting("urgent", priority=MOST_PRIORITY), waiting("crisis", priority=100)
    of = scene(urgent, crisis, held("helped", priority=100))
    assert listed(Filter.CRISIS, of) == {"crisis"}


def test_unfit_is_what_nobody_on_duty_can_take_while_the_office_is_open() -> None:
    away = person("away", teams=("snap",), presence="away")
    of = scene(
        waiting("snap", team="snap"),
        waiting("rent", team="rent"),
        waiting("anything"),
        waiting("tomorrow", team="snap", opens_at=NOON + minutes(600)),
        people=(person("juan", teams=("rent",)), away),
    )
    assert listed(Filter.UNFIT, of) == {"snap"}


def test_losing_is_what_an_agent_holds_who_has_been_silent_for_half_the_lease() -> None:
    people = (person("mari", seen_s=16), person("juan", seen_s=14))
    of = scene(
        held("hers"),
        held("his", AgentRef("juan", "Juan")),
        held("nobodys", AgentRef("gone", "Gone")),
        held("outside", AgentRef("outside:page", "Page")),
        people=people,
    )
    assert listed(Filter.LOSING, of) == {"hers", "nobodys"}


def test_at_risk_is_any_of_the_risks_and_what_is_at_two_counts_once() -> None:
    of = scene(
        held("late", awaiting_since=NOON - minutes(5)),
        waiting("crisis", NOON - minutes(20), priority=100),
        held("fine"),
        people=(person("mari"),),
    )
    assert listed(Filter.AT_RISK, of) == {"late", "crisis"}


def stay(conversation_id: str, *, off_hours: bool) -> Stay:
    return Stay(conversation_id, None, "en", 0, NOON, off_hours=off_hours)


def test_off_hours_counts_conversations_of_today_whoever_has_them_now() -> None:
    came = (stay("a", off_hours=True), stay("a", off_hours=False), stay("b", off_hours=False))
    shown = board(scene(today=came))
    assert (shown.off_hours.count, shown.today.count) == (1, 2)


def test_a_queue_names_the_one_who_waits_longest_and_teams_that_nobody_knows_any_more() -> None:
    shown = board(
        scene(
            waiting("new", NOON, team="snap", priority=5),
            waiting("old", NOON - minutes(1), team="snap"),
            waiting("lost", team="dropped"),
            waiting("any"),
        )
    )
    queues = [(q.team, q.name, q.waiting.count, q.oldest and q.oldest.id) for q in shown.queues]
    assert queues == [
        ("snap", "SNAP", 2, "old"),
        ("dropped", None, 1, "lost"),
        (None, None, 1, "any"),
    ]


def test_an_agents_load_is_what_is_held_or_offered_and_editors_are_not_shown() -> None:
    shown = board(
        scene(
            held("held"),
            waiting("offered", offered_to=MARI),
            waiting("waiting"),
            people=(person("mari"), person("ed", role="editor")),
        )
    )
    assert [(staff.person.agent.id, staff.load.count) for staff in shown.staff] == [("mari", 2)]


def test_a_query_has_the_form_of_a_url_and_no_team_is_an_empty_one() -> None:
    assert str(Query(Control.QUEUED, "")) == "control=queued&team="
    assert str(Query(assignee="a b", filter=Filter.LATE)) == "assignee=a+b&filter=late"


def numbers(of: Board) -> Iterator[Number]:
    """Every number on the board."""
    yield from (of.waiting, of.held, of.today, of.off_hours, *of.risks.values())
    for queue in of.queues:
        yield from (queue.waiting, queue.unfit)
    yield from (staff.load for staff in of.staff)


def as_asked(query: Query) -> Query:
    """The query as the route reads it from its URL."""
    given = parse_qs(str(query), keep_blank_values=True)
    (control, team, assignee, narrowed) = (
        given.get(name, [None])[0] for name in ("control", "team", "assignee", "filter")
    )
    return Query(
        Control(control) if control else None,
        team,
        assignee,
        Filter(narrowed) if narrowed else None,
    )


def any_state(number: int, chance: Random) -> Conversation:
    control = chance.choice(list(Control))
    who = AgentRef(*[chance.choice(("mari", "juan", "gone", "outside:page"))] * 2)
    ago = minutes(chance.random() * 30)
    queued, agent = control is Control.QUEUED, control is Control.AGENT
    return Conversation(
        f"c{number}",
        control=control,
        priority=chance.choice((0, 0, 5, 100)),
        team=chance.choice((None, "snap", "rent", "dropped")),
        language=chance.choice(("en", "es")),
        waiting_since=NOON - ago if queued else None,
        opens_at=chance.choice((None, NOON - minutes(20), NOON + minutes(60))),
        offered_to=who if queued and chance.random() < 0.3 else None,
        assignee=who if agent else None,
        awaiting_since=NOON - ago / 5 if agent and chance.random() < 0.6 else None,
    )


@pytest.mark.parametrize("seed", range(40))
def test_every_number_lists_exactly_the_conversations_it_counts(seed: int) -> None:
    chance = Random(seed)
    states = [any_state(n, chance) for n in range(chance.randrange(60))]
    standing = [state for state in states if floor.stands(state)]
    teams = [(), ("snap",), ("snap", "rent")]
    people = tuple(
        person(name, teams=chance.choice(teams), seen_s=chance.random() * 40)
        for name in ("mari", "juan", "ana")
    )
    of = scene(
        *standing,
        people=people,
        promised={s.id: NOON + minutes(chance.random() * 10 - 5) for s in standing},
        today=tuple(stay(s.id, off_hours=chance.random() < 0.3) for s in states),
    )
    shown = board(of)
    for number in numbers(shown):
        assert number.count == len(chosen(as_asked(number.query), of)), number.query
    assert sum(queue.waiting.count for queue in shown.queues) == shown.waiting.count
    assert shown.waiting.count + shown.held.count == len(standing)
