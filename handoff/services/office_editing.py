"""Editing teams and rules: checked when saved, and never over what somebody else has saved."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial

from handoff.core.canned import CannedResponses
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidOffice, InvalidRequest, Outdated, Unavailable
from handoff.core.office import Rule, Team, TeamMode
from handoff.core.office_edit import (
    Flaw,
    flaws_of_rules,
    flaws_of_teams,
    to_everybody,
    unknown_topics,
    version_of,
)
from handoff.core.office_ports import Offices
from handoff.core.ports import Clock
from handoff.core.routing import chosen
from handoff.core.tags import checked_tag
from handoff.core.values import Control
from handoff.services import secrets
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook

Topics = Callable[[], Awaitable[Collection[str]]]
"""Gives the assistant's topics; none when it cannot be asked."""

_EDITING = "teams"
_LONGEST_EDIT = timedelta(seconds=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """A team to be kept; without an id it is new."""

    id: str | None
    name: str
    mode: TeamMode


@dataclass(frozen=True, slots=True)
class Outcome:
    """What rules make of a conversation: the rules that fit, and the one that names the team."""

    team: Team | None
    priority: int
    by: Rule | None
    fitting: Sequence[Rule]


class OfficeEditor:
    """Keeps teams and rules."""

    def __init__(
        self,
        offices: Offices,
        canned: CannedResponses,
        book: OfficeBook,
        journal: Journal,
        topics: Topics,
        clock: Clock,
    ) -> None:
        self._offices = offices
        self._canned = canned
        self._book = book
        self._journal = journal
        self._topics = topics
        self._clock = clock

    async def teams(self) -> tuple[Sequence[Team], str]:
        """Return the teams by name, and their version."""
        teams = await self._offices.teams()
        return teams, version_of(teams)

    async def rules(self) -> tuple[Sequence[Rule], str]:
        """Return the rules in their order, and their version."""
        rules = await self._offices.rules()
        return rules, version_of(rules)

    async def save_teams(
        self, drafts: Sequence[TeamDraft], version: str
    ) -> tuple[Sequence[Team], str]:
        """Replace all teams; who waits for one that is dropped is served by everybody.

        Raises:
            Outdated: these are not the teams of this version any more.
            InvalidOffice: says which team and why.
        """
        editor, now = secrets.new_id(), self._clock.now()
        if not await self._offices.hold(_EDITING, editor, now, _LONGEST_EDIT):
            raise Outdated
        try:
            await self._replace_teams(drafts, version)
        finally:
            await self._offices.let_go(_EDITING, editor)
        await self._book.refresh()
        await self.free_strays()
        return await self.teams()

    async def save_rules(
        self, drafts: Sequence[Rule], version: str
    ) -> tuple[Sequence[Rule], str, Sequence[Flaw]]:
        """Replace all rules; return them with their version and what may be a mistake.

        Raises:
            Outdated: these are not the rules of this version any more.
            InvalidOffice: says which rule and why.
        """
        rules = await self._checked(drafts)
        before = await self._offices.rules()
        outdated = version_of(before) != version
        if outdated or not await self._offices.save_rules(rules, instead_of=before):
            raise Outdated
        await self._book.refresh()
        return rules, version_of(rules), unknown_topics(rules, await self._topics())

    async def tried(self, state: Conversation, drafts: Sequence[Rule] | None) -> Outcome:
        """Return what the rules, or these drafts of them, make of a conversation that waits.

        Raises:
            InvalidOffice: the drafts cannot be kept.
        """
        rules = await (self._offices.rules() if drafts is None else self._checked(drafts))
        teams = await self._offices.teams()
        waiting = replace(state, control=Control.QUEUED)
        by, priority = chosen(waiting, rules)
        # A rule that can be kept gives a team or a priority to whatever fits it.
        fitting = [rule for rule in rules if chosen(waiting, [rule]) != (None, 0)]
        team = next((team for team in teams if by is not None and team.id == by.team), None)
        return Outcome(team, priority, by, fitting)

    async def free_strays(self) -> None:
        """Let everybody serve what waits for a team that is no more: a chore."""
        standing = list(self._book.standing.values())
        known = {team.id for team in self._book.current.teams}
        if not any(to_everybody(state, known) for state in standing):
            return
        # Read after what stands there: a team that was just made elsewhere is no stray's.
        teams = {team.id for team in await self._offices.teams()}
        decide = partial(to_everybody, teams=teams)
        for state in standing:
            if not decide(state):
                continue
            try:
                await self._journal.append(state.id, decide)
            except Unavailable:
                raise
            except Exception:
                log.exception("cannot change the team", extra={"conversation": state.id})

    async def _replace_teams(self, drafts: Sequence[TeamDraft], version: str) -> None:
        before = await self._offices.teams()
        known = {team.id for team in before}
        if version_of(before) != version or any(d.id not in (None, *known) for d in drafts):
            raise Outdated
        teams = [Team(d.id or secrets.new_id(), " ".join(d.name.split()), d.mode) for d in drafts]
        shared = await self._canned.usable("")
        in_use = {canned.team_id for canned in shared if canned.team_id is not None}
        _refuse(flaws_of_teams(teams, before, await self._offices.rules(), in_use))
        for team in teams:
            if team not in before:
                await self._offices.save_team(team)
        for team_id in known - {team.id for team in teams}:
            await self._offices.drop_team(team_id)

    async def _checked(self, drafts: Sequence[Rule]) -> Sequence[Rule]:
        rules, flaws = [], []
        for index, draft in enumerate(drafts):
            try:
                languages = tuple(dict.fromkeys(map(checked_tag, draft.languages)))
            except InvalidRequest as wrong:
                languages = ()
                flaws.append(Flaw(index, draft.name, "languages", str(wrong)))
            name = " ".join(draft.name.split())
            rules.append(replace(draft, name=name, languages=languages))
        _refuse([*flaws, *flaws_of_rules(rules, await self._offices.teams())])
        return [replace(rule, id=rule.id or secrets.new_id()) for rule in rules]


def _refuse(flaws: Sequence[Flaw]) -> None:
    if flaws:
        raise InvalidOffice(flaws[0].problem, problems=[asdict(flaw) for flaw in flaws])
