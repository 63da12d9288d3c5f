"""Teams, rules and leases in memory. The contract suite runs over it as over the databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.core.channel import MOST_SKEW
from handoff.core.errors import Unavailable
from handoff.core.office import Rule, Team


class FakeOffices:
    """Implements the port `Offices`. `away = True` makes every method raise `Unavailable`."""

    def __init__(self) -> None:
        self.away = False
        self.leases: dict[str, tuple[str, datetime]] = {}
        self._teams: dict[str, Team] = {}
        self._rules: list[Rule] = []

    async def teams(self) -> list[Team]:
        """Return all teams by name."""
        await self._reach()
        return sorted(self._teams.values(), key=lambda team: (team.name.casefold(), team.id))

    async def save_team(self, team: Team) -> None:
        """Add a team, or replace the one with this id."""
        await self._reach()
        self._teams[team.id] = team

    async def drop_team(self, team_id: str) -> bool:
        """Forget a team."""
        await self._reach()
        return self._teams.pop(team_id, None) is not None

    async def rules(self) -> list[Rule]:
        """Return the rules in order."""
        await self._reach()
        return list(self._rules)

    async def save_rules(
        self, rules: Sequence[Rule], *, instead_of: Sequence[Rule] | None = None
    ) -> bool:
        """Replace all rules, unless they are no longer `instead_of`."""
        await self._reach()
        if instead_of is not None and self._rules != list(instead_of):
            return False
        self._rules = list(rules)
        return True

    async def hold(self, name: str, holder: str, now: datetime, length: timedelta) -> bool:
        """Take or renew a lease, unless another holds it."""
        await self._reach()
        by, until = self.leases.get(name, (holder, now))
        if by != holder and now < until <= now + length + MOST_SKEW:
            return False
        self.leases[name] = (holder, now + length)
        return True

    async def let_go(self, name: str, holder: str) -> None:
        """Give a lease up."""
        await self._reach()
        if self.leases.get(name, ("", None))[0] == holder:
            del self.leases[name]

    async def held(self, prefix: str, now: datetime) -> dict[str, str]:
        """Return the leases that last."""
        await self._reach()
        return {
            name: holder
            for name, (holder, until) in self.leases.items()
            if name.startswith(prefix) and until > now
        }

    async def drop_lapsed(self, before: datetime) -> None:
        """Forget leases that ended before this time."""
        await self._reach()
        self.leases = {n: lease for n, lease in self.leases.items() if lease[1] >= before}

    async def _reach(self) -> None:
        if self.away:
            raise Unavailable
        await asyncio.sleep(0)
