"""What may be kept as the office's teams and rules, and what to say of what may not."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from handoff.core.conversation import Conversation
from handoff.core.events import ConversationRouted, Event
from handoff.core.office import MOST_PRIORITY, Rule, Team
from handoff.core.values import Control

MOST_TEAMS, MOST_RULES, MOST_VALUES, MOST_NAME = 100, 200, 50, 60
"""Most teams, rules, values of one condition, and characters of a name."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_./-]{0,99}")
"""What topics, channels and reasons look like: names in the assistant and in the code."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why something cannot be kept: its place in the list from 0, its name, the field, a sentence.

    A field that is empty stands for the whole.
    """

    index: int
    name: str
    field: str
    problem: str


def version_of(things: Sequence[Team] | Sequence[Rule]) -> str:
    """Return a short name of exactly these teams or rules, in this order."""
    return hashlib.sha256(repr(tuple(things)).encode()).hexdigest()[:16]


def flaws_of_teams(
    teams: Sequence[Team],
    before: Sequence[Team],
    rules: Sequence[Rule],
    in_use: Collection[str],
) -> list[Flaw]:
    """Return why these teams cannot take the place of those before.

    `in_use` are ids of teams that have canned responses, which would be lost with them.
    """
    flaws = list(_names("team", [team.name for team in teams], MOST_TEAMS))
    known = {team.id for team in before}
    seen: set[str] = set()
    for index, team in enumerate(teams):
        if team.id in seen:
            flaws.append(Flaw(index, team.name, "id", "The same team stands here twice."))
        seen.add(team.id)
    for team in before:
        if team.id in known - seen:
            flaws += _still_used(len(teams), team, rules, in_use)
    return flaws


def flaws_of_rules(rules: Sequence[Rule], teams: Sequence[Team]) -> list[Flaw]:
    """Return why these rules cannot be kept."""
    flaws = list(_names("rule", [rule.name for rule in rules], MOST_RULES))
    known = {team.id for team in teams}
    for index, rule in enumerate(rules):
        flaws += (Flaw(index, rule.name, *flaw) for flaw in _of_rule(rule, known))
    return flaws


def unknown_topics(rules: Sequence[Rule], topics: Collection[str]) -> list[Flaw]:
    """Return the topics that the assistant does not list; none when nobody knows its topics."""
    if not topics:
        return []
    return [
        Flaw(index, rule.name, "topics", f'The assistant lists no topic "{topic}".')
        for index, rule in enumerate(rules)
        for topic in rule.topics
        if topic not in topics
    ]


def to_everybody(state: Conversation, teams: Collection[str]) -> list[Event]:
    """Let everybody serve a conversation that waits for a team that is no more."""
    stray = state.team is not None and state.team not in teams
    if state.control is not Control.QUEUED or not stray:
        return []
    return [ConversationRouted(None, state.priority, state.reason or "supervisor", by=None)]


def _names(kind: str, names: Sequence[str], most: int) -> Iterator[Flaw]:
    if len(names) > most:
        yield Flaw(most, names[most], "", f"There are more than {most} of them.")
    counts = Counter(name.casefold() for name in names)
    for index, name in enumerate(names):
        if not name or len(name) > MOST_NAME or not name.isprintable():
            problem = f"A name has 1 to {MOST_NAME} printable characters."
            yield Flaw(index, name, "name", problem)
        elif counts[name.casefold()] > 1:
            yield Flaw(index, name, "name", f'Another {kind} is called "{name}", too.')


def _still_used(
    index: int, team: Team, rules: Sequence[Rule], in_use: Collection[str]
) -> Iterator[Flaw]:
    naming = [rule.name for rule in rules if rule.team == team.id]
    if naming:
        problem = f'The rule "{naming[0]}" sends to this team. Change the rule first.'
        yield Flaw(index, team.name, "id", problem)
    if team.id in in_use:
        problem = "This team has canned responses. Move or drop them first."
        yield Flaw(index, team.name, "id", problem)


def _of_rule(rule: Rule, teams: Collection[str]) -> Iterator[tuple[str, str]]:
    if rule.team is not None and rule.team not in teams:
        yield "team", "There is no such team."
    if not 0 <= rule.priority <= MOST_PRIORITY:
        yield "priority", f"A priority is from 0 to {MOST_PRIORITY}."
    if rule.team is None and rule.priority == 0:
        yield "", "The rule does nothing: give it a team, a priority, or both."
    for field, values in (
        ("topics", rule.topics),
        ("languages", rule.languages),
        ("channels", rule.channels),
        ("reasons", rule.reasons),
    ):
        if len(values) > MOST_VALUES:
            yield field, f"At most {MOST_VALUES} values."
        if wrong := [value for value in values if not _WORD.fullmatch(value)]:
            yield field, f'"{wrong[0][:MOST_NAME]}" is no name that the assistant can give.'
