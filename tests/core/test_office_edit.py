"""Teams and rules are checked before they are kept, and the answer says which one and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handoff.core.conversation import Conversation
from handoff.core.events import ConversationRouted
from handoff.core.office import Rule, Team
from handoff.core.office_edit import (
    MOST_RULES,
    Flaw,
    flaws_of_rules,
    flaws_of_teams,
    to_everybody,
    unknown_topics,
    version_of,
)
from handoff.core.values import Control

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

SNAP, OTHER = Team("snap", "SNAP"), Team("other", "Other")
RULE = Rule("r1", "SNAP emergency", "snap", 7, ("snap_emergency",), ("en",), ("web",), ("asked",))


def found(flaws: list[Flaw]) -> list[tuple[int, str]]:
    return [(flaw.index, flaw.field) for flaw in flaws]


def test_a_rule_that_is_right_has_no_flaw() -> None:
    assert flaws_of_rules([RULE, Rule("r2", "All the rest", priority=1)], [SNAP]) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"team": "nowhere"}, "team"),
        ({"priority": 10}, "priority"),
        ({"priority": -1}, "priority"),
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"topics": ("two words",)}, "topics"),
        ({"reasons": ("",)}, "reasons"),
        ({"channels": ("web", "x\x00")}, "channels"),
        ({"topics": tuple(f"t{n}" for n in range(51))}, "topics"),
        ({"team": None, "priority": 0}, ""),
    ],
)
def test_a_flaw_names_the_rule_the_field_and_the_reason(
    changes: dict[str, object], field: str
) -> None:
    flaws = flaws_of_rules([RULE, replace(RULE, id="r2", **{"name": "B"} | changes)], [SNAP])  # type: ignore[arg-type]
    assert found(flaws) == [(1, field)]
    assert flaws[0].problem.endswith(".")


def test_the_same_name_twice_is_told_of_both_whatever_its_case() -> None:
    twice = [RULE, replace(RULE, name="snap EMERGENCY")]
    assert found(flaws_of_rules(twice, [SNAP])) == [(0, "name"), (1, "name")]


def test_there_is_a_most_of_rules() -> None:
    rules = [replace(RULE, name=f"rule {number}") for number in range(MOST_RULES + 1)]
    assert found(flaws_of_rules(rules, [SNAP])) == [(MOST_RULES, "")]


def test_a_team_that_a_rule_or_canned_responses_name_is_not_dropped() -> None:
    assert flaws_of_teams([OTHER], [SNAP, OTHER], [], []) == []
    by_rule = flaws_of_teams([OTHER], [SNAP, OTHER], [RULE], [])
    assert found(by_rule) == [(1, "id")]
    assert RULE.name in by_rule[0].problem
    assert found(flaws_of_teams([OTHER], [SNAP, OTHER], [], ["snap"])) == [(1, "id")]


def test_teams_are_named_once_and_stand_once() -> None:
    twice = flaws_of_teams([SNAP, replace(OTHER, name="snap")], [SNAP, OTHER], [], [])
    assert found(twice) == [(0, "name"), (1, "name")]
    same = flaws_of_teams([SNAP, replace(SNAP, name="New")], [SNAP], [], [])
    assert (1, "id") in found(same)


def test_a_topic_that_the_assistant_does_not_list_is_a_doubt_and_no_flaw() -> None:
    assert found(unknown_topics([RULE], {"apply_how"})) == [(0, "topics")]
    assert unknown_topics([RULE], {"snap_emergency"}) == []
    assert unknown_topics([RULE], ()) == []


def test_a_version_is_of_these_rules_in_this_order() -> None:
    other = replace(RULE, id="r2")
    assert version_of([RULE, other]) == version_of([replace(RULE), other])
    assert version_of([RULE, other]) != version_of([other, RULE])
    assert version_of([RULE]) != version_of([])


def test_who_waits_for_a_team_that_is_no_more_goes_to_everybody_in_the_same_place() -> None:
    waiting = Conversation(
        "c1", control=Control.QUEUED, team="snap", priority=4, reason="asked", waiting_since=NOON
    )
    assert to_everybody(waiting, {"other"}) == [ConversationRouted(None, 4, "asked", by=None)]
    assert to_everybody(waiting, {"snap"}) == []
    assert to_everybody(replace(waiting, team=None), set()) == []
    assert to_everybody(replace(waiting, control=Control.AGENT), set()) == []
