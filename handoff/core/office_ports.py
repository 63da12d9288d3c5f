"""What the services need to keep of the office: teams, rules, and who does which duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from handoff.core.office import Rule, Team


class Offices(Protocol):
    """Teams, rules and leases on duties. Every method raises `Unavailable` as `ports.Log` does."""

    async def teams(self) -> list[Team]:
        """Return all teams by name, whatever its case."""
        ...

    async def save_team(self, team: Team) -> None:
        """Add a team, or replace the one with this id."""
        ...

    async def drop_team(self, team_id: str) -> bool:
        """Forget a team and who belongs to it; False when there is none.

        Rules and conversations that name it stay as they are: they count as for everybody.
        """
        ...

    async def rules(self) -> list[Rule]:
        """Return the rules in the order in which they are tried."""
        ...

    async def save_rules(
        self, rules: Sequence[Rule], *, instead_of: Sequence[Rule] | None = None
    ) -> bool:
        """Replace all rules by these, in this order.

        False, and nothing is changed, when the rules kept are no longer `instead_of`: somebody
        else was faster.
        """
        ...

    async def hold(self, name: str, holder: str, now: datetime, length: timedelta) -> bool:
        """Take or renew the lease `name` until `now + length`; False while another holds it.

        A lease that ends further ahead than any holder could have asked for is void: somebody's
        clock was put back since.
        """
        ...

    async def let_go(self, name: str, holder: str) -> None:
        """Give the lease up; not holding it is fine."""
        ...

    async def held(self, prefix: str, now: datetime) -> dict[str, str]:
        """Return the leases whose name starts with `prefix` and that last, with their holders."""
        ...

    async def drop_lapsed(self, before: datetime) -> None:
        """Forget leases that ended before this time."""
        ...
