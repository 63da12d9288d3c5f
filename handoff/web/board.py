"""The supervisor's board over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from handoff.core.agents import Agent
from handoff.services import wire_board
from handoff.services.boards import Boards
from handoff.web.acts import DESK
from handoff.web.roles import SUPERVISORS, only
from handoff.web.session import Sessions


def board_router(boards: Boards, sessions: Sessions) -> APIRouter:
    """Build the board's route."""
    routes = APIRouter(prefix=DESK, tags=["board"])
    supervisor = only(sessions, *SUPERVISORS)

    @routes.get("/board")
    async def get_board(_: Agent = supervisor) -> dict[str, Any]:
        """How the office stands; `GET conversations` with a number's query lists what it counts."""
        return wire_board.board(await boards.board())

    return routes
