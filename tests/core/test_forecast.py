"""Ranges of waits: what they follow from, and what they never do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from handoff.core.durations import Durations
from handoff.core.forecast import Range, ranges
from handoff.core.playout import Habits, Hand, Held, Past, Waiter
from handoff.core.staffing import Staffing

TEN_MINUTES = Durations([480.0, 540.0, 600.0, 660.0, 720.0] * 4)
AT_ONCE = Durations([0.0])
PAST = Past({"a": Habits(TEN_MINUTES), "b": Habits(TEN_MINUTES)}, AT_ONCE)
ALL = frozenset[str]()


def chance() -> Callable[[], float]:
    return Random(1).random


def waiter(name: str, team: str = "a", language: str = "en", priority: int = 0) -> Waiter:
    return Waiter(name, team, language, priority, 30.0)


def hand(*held_s: float, free: int = 0, teams: str = "", languages: str = "") -> Hand:
    held = tuple(Held("a", each) for each in held_s)
    return Hand(frozenset(teams.split()), frozenset(languages.split()), free, held)


def told(queue: list[Waiter], *crew: Hand, past: Past = PAST) -> dict[str, Range]:
    return ranges(queue, crew, past, chance())


def test_who_is_first_while_somebody_is_free_waits_only_until_picked_up() -> None:
    assert told([waiter("x")], hand(free=1))["x"] == Range(0, 0)
    past = Past(PAST.habits, Durations([20.0, 30.0, 40.0] * 5))
    just_queued = Waiter("x", "a", "en", 0, 0.0)
    found = told([just_queued], hand(free=1), past=past)["x"]
    assert 0 <= found.low_s < found.high_s <= 40


def test_the_next_place_takes_a_handling_time_more_for_each_agent() -> None:
    queue = [waiter(str(n)) for n in range(6)]
    one = told(queue, hand(free=1))
    two = told(queue, hand(free=1), hand(free=1))
    for place in range(1, 6):
        assert one[str(place)].low_s > one[str(place - 1)].high_s - 200
        assert 480 * place <= one[str(place)].low_s <= one[str(place)].high_s <= 720 * place
    assert two["1"] == Range(0, 0)
    assert two["5"].high_s < one["3"].high_s


def test_what_has_been_held_for_long_ends_sooner() -> None:
    fresh, long = (told([waiter("x")], hand(s))["x"] for s in (0.0, 470.0))
    assert fresh.low_s >= 480
    assert long.high_s <= 250


def test_agents_of_another_team_or_language_do_not_help() -> None:
    free = hand(free=3, teams="b")
    assert told([waiter("x")], free) == {}
    assert told([waiter("x", language="es")], hand(free=1, languages="en")) == {}
    assert told([waiter("x", language="es")], hand(free=1, languages="en es"))["x"].high_s == 0
    with_mine = told([waiter("x")], free, hand(0.0, teams="a"))
    assert with_mine["x"].low_s >= 480


def test_an_agent_of_two_teams_takes_the_first_of_both_queues() -> None:
    queue = [waiter("b-1", "b"), waiter("a-1"), waiter("b-2", "b")]
    found = told(queue, hand(free=1, teams="a b"))
    assert found["b-1"].high_s == 0
    assert 480 <= found["a-1"].low_s <= found["a-1"].high_s <= 720
    assert found["b-2"].low_s >= 960


def test_who_comes_later_in_the_order_changes_nothing() -> None:
    queue = [waiter(str(n)) for n in range(4)]
    alone = told(queue, hand(100.0, free=1))
    crowd = told([*queue, waiter("late", "b"), waiter("later")], hand(100.0, free=1))
    for each in alone:
        assert crowd[each].low_s == pytest.approx(alone[each].low_s, abs=90)
        assert crowd[each].high_s == pytest.approx(alone[each].high_s, abs=90)


def test_those_who_give_up_make_it_shorter() -> None:
    queue = [waiter(str(n)) for n in range(10)]
    leaving = Past({"a": Habits(TEN_MINUTES, give_up_rate=1 / 1200)}, AT_ONCE)
    stay, leave = (told(queue, hand(free=1), past=p)["9"] for p in (PAST, leaving))
    assert leave.high_s < stay.low_s


def test_urgent_ones_who_may_arrive_make_it_longer_for_all_but_themselves() -> None:
    urgent = Past({"a": Habits(TEN_MINUTES, arrivals={10: 1 / 1200, 0: 1.0})}, AT_ONCE)
    queue = [waiter("urgent", priority=10), *(waiter(str(n)) for n in range(5))]
    without = told(queue, hand(free=1))
    with_them = told(queue, hand(free=1), past=urgent)
    assert with_them["urgent"] == without["urgent"] == Range(0, 0)
    assert with_them["4"].high_s > without["4"].high_s + 600


def test_nothing_is_said_where_the_urgent_ones_never_end() -> None:
    flood = Past({"a": Habits(TEN_MINUTES, arrivals={10: 1.0})}, AT_ONCE)
    assert told([waiter("x"), waiter("y")], hand(0.0), past=flood) == {}


def test_nothing_is_said_without_agents_or_of_a_team_that_was_never_seen() -> None:
    assert told([waiter("x")]) == {}
    assert told([waiter("x", "unseen")], hand(free=1)) == {}
    assert told([waiter("x", "unseen"), waiter("y")], hand(free=1)).keys() == {"y"}


def test_an_agent_who_holds_what_no_history_explains_is_still_expected_to_end() -> None:
    found = told([waiter("x")], hand(50_000.0))["x"]
    assert 0 < found.low_s < found.high_s < 3600


def test_the_same_chance_gives_the_same_ranges() -> None:
    queue = [waiter(str(n)) for n in range(20)]
    crew = [hand(10.0 * n, 300.0) for n in range(5)]
    assert told(queue, *crew) == told(queue, *crew)


def test_an_agent_who_could_have_taken_somebody_and_did_not_is_not_counted_on_at_once() -> None:
    past = Past(PAST.habits, Durations([5.0] * 15 + [200.0, 240.0, 260.0, 280.0, 300.0]))
    waits_long = Waiter("x", "a", "en", 0, 120.0)
    found = told([waits_long], hand(free=1), past=past)["x"]
    assert found.low_s >= 80


def test_it_takes_longer_when_agents_are_usually_about_to_leave() -> None:
    """Two at work now, as always at this time; from a quarter of an hour on only one."""
    lunch = Staffing(usual=(2.0, *(1.0,) * 31))
    leaving = Past({"a": Habits(TEN_MINUTES, staffing=lunch)}, AT_ONCE)
    queue = [waiter(str(n)) for n in range(8)]
    stay, leave = (told(queue, hand(free=1), hand(free=1), past=p) for p in (PAST, leaving))
    assert leave["0"] == stay["0"]
    assert leave["7"].low_s > stay["7"].high_s * 1.2
