"""Canned responses: variables, shortcuts, and what looks like a first name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handoff.core import handoff
from handoff.core.agents import Agent, Presence, Role
from handoff.core.canned import (
    Canned,
    check_shortcut,
    check_variables,
    fill,
    first_name,
    refuse_unfilled,
    variables,
)
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, UnfilledVariable
from handoff.core.values import AgentRef, Control

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

TEXT = "Hello {{first_name}}, this is {{ agent }} about {{slot.application_number}}."


def test_what_is_known_is_filled_in_and_the_rest_is_named() -> None:
    filled = fill(TEXT, {"agent": "Mari", "slot.application_number": "APP-1", "first_name": None})
    assert filled.text == "Hello {{first_name}}, this is Mari about APP-1."
    assert filled.unfilled == ("first_name",)
    assert fill(filled.text, {"first_name": "Ana"}).unfilled == ()


def test_a_value_that_looks_like_a_variable_does_not_become_one() -> None:
    filled = fill("Dear {{first_name}}", {"first_name": "{{agency}}", "agency": "DHS"})
    assert filled.unfilled == ()
    assert variables(filled.text) == ()


def test_variables_are_named_once_in_their_order() -> None:
    assert variables("{{b}} {{a}} {{ b }} {c} {{") == ("b", "a")


@pytest.mark.parametrize("wrong", ["{{name}}", "{{slot.}}", "{{slot.a b}}", "{{}}", "{{Agent}}"])
def test_a_variable_that_nothing_fills_is_refused_when_kept(wrong: str) -> None:
    with pytest.raises(InvalidRequest, match="variable"):
        check_variables(f"Hello {wrong}")


def test_all_documented_variables_can_be_kept() -> None:
    check_variables("{{first_name}} {{agent}} {{agency}} {{office_hours}} {{slot.date_of_birth}}")


def test_no_message_of_an_agent_reaches_a_citizen_with_a_variable_in_it() -> None:
    mari = AgentRef("a1", "Mari")
    held = Conversation("c1", control=Control.AGENT, assignee=mari, last_seq=4)
    with pytest.raises(UnfilledVariable) as refused:
        handoff.agent_said(held, mari, "Hello {{first_name}}, from {{agent}}")
    assert refused.value.details == {"variables": ["first_name", "agent"]}
    assert handoff.agent_said(held, mari, "Write {this} or {{that") != []


def test_braces_that_are_no_variable_may_be_sent() -> None:
    assert refuse_unfilled("a {b} {{ c") == "a {b} {{ c"


@pytest.mark.parametrize(
    ("typed", "kept"), [("/Docs", "docs"), (" hours ", "hours"), ("año-2", "año-2")]
)
def test_a_shortcut_is_kept_in_lower_case_without_its_slash(typed: str, kept: str) -> None:
    assert check_shortcut(typed) == kept


@pytest.mark.parametrize("typed", ["", "/", "two words", "-x", "_x", "a/b", "x" * 41, "a\x00"])
def test_a_shortcut_that_cannot_be_typed_in_one_go_is_refused(typed: str) -> None:
    with pytest.raises(InvalidRequest, match="shortcut"):
        check_shortcut(typed)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Ana P.", "Ana"),
        ("José María López", "José"),
        ("Jean-Luc", "Jean-Luc"),
        ("D'Angelo Smith", "D'Angelo"),
        ("MARIA LOPEZ", "Maria"),
        ("Ñusta", "Ñusta"),
    ],
)
def test_a_first_name_is_taken_from_what_looks_like_one(called: str, name: str) -> None:
    assert first_name(called) == name


@pytest.mark.parametrize(
    "called",
    [
        *(None, "", "  ", "A.", "J", "xx_dragon", "ana123", "@ana", "ana", "Facebook User"),
        *("Deleted Account", "Mr Smith", "Dr. No", "🌻 Ana", "https://x.example", "X" * 31),
        "{{agent}}",
    ],
)
def test_what_does_not_look_like_a_name_is_none(called: str | None) -> None:
    assert first_name(called) is None


def _agent(*teams: str) -> Agent:
    return Agent("a1", "mari", "Mari", Role.AGENT, Presence.OFFLINE, teams=teams)


@pytest.mark.parametrize(
    ("team", "owner", "serves"),
    [
        (None, None, True),
        ("snap", None, True),
        ("other", None, False),
        (None, "a1", True),
        (None, "a2", False),
    ],
)
def test_an_agent_uses_what_is_for_all_of_the_team_and_the_own(
    team: str | None, owner: str | None, serves: bool
) -> None:
    canned = Canned("1", "x", "X", "en", "x", NOON, team, owner)
    assert canned.serves(_agent("snap")) is serves


def test_who_is_in_no_team_serves_them_all() -> None:
    assert Canned("1", "x", "X", "en", "x", NOON, "snap").serves(_agent())
