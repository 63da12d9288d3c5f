"""Teams and rules over HTTP: everybody on the desk reads them, supervisors change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.office import Rule, Team, TeamMode
from handoff.services.office_editing import OfficeEditor, TeamDraft
from handoff.services.wire_values import Frame
from handoff.web.acts import DESK
from handoff.web.roles import SUPERVISORS, only
from handoff.web.session import Sessions

Name = Annotated[str, Field(max_length=200)]
Id = Annotated[str, Field(max_length=100)]
Version = Annotated[str, Field(max_length=100)]
Values = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=500)]


class TeamBody(BaseModel):
    """A team in `PUT teams`; without an id it is new."""

    id: Id | None = None
    name: Name
    mode: TeamMode = TeamMode.TAKE


class TeamsBody(BaseModel):
    """Body of `PUT teams`: all of them, and the version they replace."""

    teams: Annotated[list[TeamBody], Field(max_length=500)]
    version: Version


class RuleBody(BaseModel):
    """A rule in `PUT rules`; without an id it is new."""

    id: Id | None = None
    name: Name
    team: Id | None = None
    priority: int = 0
    topics: Values = []
    languages: Values = []
    channels: Values = []
    reasons: Values = []

    def rule(self) -> Rule:
        """Return what it asks for; the id of a new one is empty."""
        return Rule(
            self.id or "",
            self.name,
            self.team,
            self.priority,
            tuple(self.topics),
            tuple(self.languages),
            tuple(self.channels),
            tuple(self.reasons),
        )


Rules = Annotated[list[RuleBody], Field(max_length=500)]


class RulesBody(BaseModel):
    """Body of `PUT rules`: all of them in their order, and the version they replace."""

    rules: Rules
    version: Version


class Trial(BaseModel):
    """Body of `POST rules/try`: a conversation that could be, and rules that are not saved yet."""

    topic: Id | None = None
    language: Annotated[str, Field(max_length=35)] = "en"
    channel: Id = "web"
    reason: Id = "asked"
    rules: Rules | None = None


def team_frame(team: Team) -> Frame:
    """Return a team as the desk sees it."""
    return {"id": team.id, "name": team.name, "mode": team.mode.value}


def teams_router(editor: OfficeEditor, sessions: Sessions) -> APIRouter:
    """Build the routes of teams and rules."""
    routes = APIRouter(prefix=DESK, tags=["office"])
    _add_teams(routes, editor, Depends(sessions), only(sessions, *SUPERVISORS))
    _add_rules(routes, editor, Depends(sessions), only(sessions, *SUPERVISORS))
    return routes


def _add_teams(routes: APIRouter, editor: OfficeEditor, signed_in: Any, supervising: Any) -> None:
    def answer(teams: Sequence[Team], version: str) -> dict[str, Any]:
        return {"teams": [team_frame(team) for team in teams], "version": version}

    @routes.get("/teams")
    async def get_teams(_: Agent = signed_in) -> dict[str, Any]:
        """List the teams by name."""
        return answer(*await editor.teams())

    @routes.put("/teams")
    async def put_teams(body: TeamsBody, _: Agent = supervising) -> dict[str, Any]:
        """Replace all teams; those left out are dropped."""
        drafts = [TeamDraft(team.id, team.name, team.mode) for team in body.teams]
        return answer(*await editor.save_teams(drafts, body.version))


def _add_rules(routes: APIRouter, editor: OfficeEditor, signed_in: Any, supervising: Any) -> None:
    @routes.get("/rules")
    async def get_rules(_: Agent = signed_in) -> dict[str, Any]:
        """List the rules in the order in which they are tried."""
        rules, version = await editor.rules()
        return {"rules": [asdict(rule) for rule in rules], "version": version}

    @routes.put("/rules")
    async def put_rules(body: RulesBody, _: Agent = supervising) -> dict[str, Any]:
        """Replace all rules."""
        drafts = [rule.rule() for rule in body.rules]
        rules, version, doubts = await editor.save_rules(drafts, body.version)
        return {
            "rules": [asdict(rule) for rule in rules],
            "version": version,
            "warnings": [asdict(doubt) for doubt in doubts],
        }

    @routes.post("/rules/try")
    async def try_rules(body: Trial, _: Agent = supervising) -> dict[str, Any]:
        """Say which team and priority would come out; nothing is changed."""
        state = Conversation(
            "",
            channel=body.channel,
            language=body.language,
            topic=body.topic,
            reason=body.reason,
        )
        drafts = None if body.rules is None else [rule.rule() for rule in body.rules]
        outcome = await editor.tried(state, drafts)
        return {
            "team": team_frame(outcome.team) if outcome.team else None,
            "priority": outcome.priority,
            "rule": outcome.by.name if outcome.by else None,
            "fitting": [rule.name for rule in outcome.fitting],
        }
