"""The SQL of the office: teams, rules, and leases on duties. Plain rows, no log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from handoff.adapters.database import Database, storable
from handoff.adapters.schema_office import duties, rules, teams
from handoff.core.channel import MOST_SKEW
from handoff.core.office import Rule, Team, TeamMode

_TEAMS = select(teams)
_DROP_TEAM = delete(teams).where(teams.c.id == bindparam("of_id"))
_RULES = select(rules.c.id, rules.c.body).order_by(rules.c.place, rules.c.id)
_DROP_RULES = delete(rules)
_ADD_RULES = insert(rules)
_time = duties.c.until.type
# Both databases know the clause; SQLAlchemy has it per dialect only.
_SAVE_TEAM = text(
    "INSERT INTO teams (id, name, mode) VALUES (:id, :name, :mode)"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, mode = excluded.mode"
)
_HOLD = text(
    "INSERT INTO duties (name, holder, until) VALUES (:name, :by, :end)"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until"
    " WHERE duties.holder = excluded.holder OR duties.until <= :now OR duties.until > :ahead"
    " RETURNING name"
).bindparams(
    bindparam("end", type_=_time), bindparam("now", type_=_time), bindparam("ahead", type_=_time)
)
_LET_GO = delete(duties).where(
    duties.c.name == bindparam("of_name"), duties.c.holder == bindparam("by")
)
_HELD = select(duties.c.name, duties.c.holder).where(
    # Not LIKE: it makes no difference of case on SQLite.
    func.substr(duties.c.name, 1, bindparam("length")) == bindparam("prefix"),
    duties.c.until > bindparam("now", type_=_time),
)
_DROP_LAPSED = delete(duties).where(duties.c.until < bindparam("before", type_=_time))
# One row that whoever replaces the rules writes first: the others wait until it is done.
_ONE_AT_A_TIME = text(
    "INSERT INTO duties (name, holder, until) VALUES ('rules', '', 0)"
    " ON CONFLICT (name) DO UPDATE SET until = 0"
)


class SqlOffices:
    """Implements the port `Offices`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def teams(self) -> list[Team]:
        """Return all teams by name, whatever its case."""

        def work(connection: Connection) -> list[Team]:
            rows = connection.execute(_TEAMS)
            return [Team(row.id, row.name, TeamMode(row.mode)) for row in rows]

        known = await self._database.read(work)
        return sorted(known, key=lambda team: (team.name.casefold(), team.id))

    async def save_team(self, team: Team) -> None:
        """Add a team, or replace the one with this id."""
        await self._execute(_SAVE_TEAM, {"id": team.id, "name": team.name, "mode": team.mode.value})

    async def drop_team(self, team_id: str) -> bool:
        """Forget a team and who belongs to it; False when there is none."""
        return storable(team_id) and await self._execute(_DROP_TEAM, {"of_id": team_id}) > 0

    async def rules(self) -> list[Rule]:
        """Return the rules in the order in which they are tried."""
        return await self._database.read(_rules)

    async def save_rules(
        self, rules: Sequence[Rule], *, instead_of: Sequence[Rule] | None = None
    ) -> bool:
        """Replace all rules by these, unless those kept are no longer `instead_of`."""
        rows = [_columns(place, rule) for place, rule in enumerate(rules)]

        def work(connection: Connection) -> bool:
            connection.execute(_ONE_AT_A_TIME)
            if instead_of is not None and _rules(connection) != list(instead_of):
                return False
            connection.execute(_DROP_RULES)
            if rows:
                connection.execute(_ADD_RULES, rows)
            return True

        return await self._database.write(work)

    async def hold(self, name: str, holder: str, now: datetime, length: timedelta) -> bool:
        """Take or renew the lease until `now + length`; False while another holds it."""
        now = now.astimezone(UTC)
        ahead = now + length + MOST_SKEW
        lease = {"name": name, "by": holder, "now": now, "end": now + length, "ahead": ahead}

        def work(connection: Connection) -> bool:
            return connection.execute(_HOLD, lease).one_or_none() is not None

        return await self._database.write(work)

    async def let_go(self, name: str, holder: str) -> None:
        """Give the lease up; not holding it is fine."""
        await self._execute(_LET_GO, {"of_name": name, "by": holder})

    async def held(self, prefix: str, now: datetime) -> dict[str, str]:
        """Return the leases whose name starts with `prefix` and that last, with their holders."""

        def work(connection: Connection) -> dict[str, str]:
            wanted = {"prefix": prefix, "length": len(prefix), "now": now}
            rows = connection.execute(_HELD, wanted)
            return {row.name: row.holder for row in rows}

        return await self._database.read(work)

    async def drop_lapsed(self, before: datetime) -> None:
        """Forget leases that ended before this time."""
        await self._execute(_DROP_LAPSED, {"before": before})

    async def _execute(self, statement: Any, values: Mapping[str, object]) -> int:
        def work(connection: Connection) -> int:
            return connection.execute(statement, values).rowcount

        return await self._database.write(work)


def _rules(connection: Connection) -> list[Rule]:
    return [_rule(row.id, row.body) for row in connection.execute(_RULES)]


def _columns(place: int, rule: Rule) -> dict[str, Any]:
    body = asdict(rule)
    return {"id": body.pop("id"), "place": place, "body": body}


def _rule(rule_id: str, body: Mapping[str, Any]) -> Rule:
    return Rule(
        rule_id,
        str(body["name"]),
        team=body.get("team"),
        priority=int(body.get("priority", 0)),
        topics=tuple(body.get("topics", ())),
        languages=tuple(body.get("languages", ())),
        channels=tuple(body.get("channels", ())),
        reasons=tuple(body.get("reasons", ())),
    )
