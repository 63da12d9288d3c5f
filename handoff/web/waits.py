"""How good the forecasts of the wait were, for supervisors."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from handoff.core.agents import Agent
from handoff.services.wait_report import WaitReports
from handoff.web.roles import SUPERVISORS, only
from handoff.web.session import Sessions


def waits_router(reports: WaitReports, sessions: Sessions) -> APIRouter:
    """Build the route of the calibration."""
    routes = APIRouter(prefix="/api/desk", tags=["desk"])
    supervisor = only(sessions, *SUPERVISORS)

    @routes.get("/calibration")
    async def calibration(
        days: Annotated[int, Query(ge=1, le=365)] = 7, _: Agent = supervisor
    ) -> dict[str, Any]:
        """Return the share of waits inside the range that was shown, by team and hour."""
        return asdict(await reports.report(days))

    return routes
