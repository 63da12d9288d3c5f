"""The board as the desk gets it: each count with the query that lists what it counts."""

from __future__ import annotations

from handoff.services.board import Board, Number, Staff, Waiting
from handoff.services.wire_floor import person
from handoff.services.wire_values import Frame, instant


def board(shown: Board) -> Frame:
    """Return the whole board; `share` is null on a day on which nothing has come yet."""
    today, off_hours = shown.today, shown.off_hours
    return {
        "at": instant(shown.at),
        "waiting": number(shown.waiting),
        "held": number(shown.held),
        "queues": [_queue(queue) for queue in shown.queues],
        "agents": [_staff(staff) for staff in shown.staff],
        "risks": {risk.value: number(count) for risk, count in shown.risks.items()},
        "today": number(today),
        "off_hours": {
            **number(off_hours),
            "share": round(off_hours.count / today.count, 4) if today.count else None,
        },
    }


def number(shown: Number) -> Frame:
    """Return a count with its query."""
    return {"count": shown.count, "query": str(shown.query)}


def _queue(queue: Waiting) -> Frame:
    oldest = queue.oldest
    return {
        "team": queue.team,
        "name": queue.name,
        "waiting": number(queue.waiting),
        "unfit": number(queue.unfit),
        "oldest_since": instant(oldest.waiting_since) if oldest else None,
        "oldest_id": oldest.id if oldest else None,
    }


def _staff(staff: Staff) -> Frame:
    return {
        **person(staff.person),
        "load": number(staff.load),
        "on_duty_since": instant(staff.person.since),
    }
