"""The board of the fake service, and the lists its numbers open."""

from __future__ import annotations

from fastapi import APIRouter, Request

from tests.desk.fake.api import Refused, colleague, current
from tests.desk.fake.world import Json, World

SUPERVISORS = ("supervisor", "admin")


def board_routes(world: World) -> APIRouter:
    """What supervisors see."""
    router = APIRouter(prefix="/api/desk")

    def supervise(request: Request) -> None:
        if current(world, request.cookies).role not in SUPERVISORS:
            raise Refused(403, "not_allowed")

    @router.get("/board")
    async def board(request: Request) -> Json:
        supervise(request)
        return board_of(world)

    @router.get("/conversations")
    async def list_all(request: Request) -> Json:
        current(world, request.cookies)
        query = dict(request.query_params)
        return {"conversations": world.rows(lambda row: selected(row, query))}

    @router.get("/calibration")
    async def calibration(request: Request, days: int) -> Json:
        supervise(request)
        return {**world.calibration, "days": days}

    return router


def board_of(world: World) -> Json:
    """The board over what the world holds."""

    def counted(**query: str) -> Json:
        rows = world.rows(lambda row: selected(row, query))
        return {"count": len(rows), "query": "&".join(f"{k}={v}" for k, v in query.items())}

    queues = [
        {
            "team": team["id"],
            "name": team["name"],
            "waiting": counted(control="queued", team=team["id"] or ""),
            "unfit": {"count": 0, "query": f"team={team['id'] or ''}&filter=unfit"},
            "oldest_since": oldest(world, team["id"]),
            "oldest_id": None,
        }
        for team in [*world.teams, {"id": None, "name": None}]
    ]
    agents = [
        {
            **colleague(world, agent),
            "load": counted(assignee=agent.id),
            "on_duty_since": world.stamp() if agent.presence == "available" else None,
        }
        for agent in world.agents.values()
    ]
    kinds = ("at_risk", "late", "waiting_long", "crisis", "unfit", "losing")
    return {
        "at": world.stamp(),
        "waiting": counted(control="queued"),
        "held": counted(control="agent"),
        "queues": queues,
        "agents": agents,
        "risks": {kind: counted(filter=kind) for kind in kinds},
        "today": counted(filter="today"),
        "off_hours": {**counted(filter="off_hours"), "share": 0.25},
    }


def oldest(world: World, team: str | None) -> str | None:
    """Since when the longest wait of a team lasts."""
    rows = world.rows(lambda row: row["control"] == "queued" and row["team"] == team)
    return min((row["waiting_since"] for row in rows), default=None)


def selected(row: Json, query: dict[str, str]) -> bool:
    """Whether a list of these conversations holds a row."""
    if query.get("control") not in (None, row["control"]):
        return False
    if "team" in query and (row["team"] or "") != query["team"]:
        return False
    if "assignee" in query and (row["assignee"] or {}).get("id") != query["assignee"]:
        return False
    risks = {"late": row["late"], "crisis": row["priority"] > 9, "off_hours": row["opens_at"]}
    risks["at_risk"] = risks["late"] or risks["crisis"]
    kind = query.get("filter")
    return kind in (None, "today") or bool(risks.get(kind))
