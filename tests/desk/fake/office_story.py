"""A day at the office for the browser tests and the pictures: teams, texts, figures."""

from __future__ import annotations

from datetime import timedelta

from tests.desk.fake.story import add_crisis, add_misunderstood, add_status_check
from tests.desk.fake.world import Json, World

TEAMS = [
    {"id": "applications", "name": "Applications", "mode": "take"},
    {"id": "cards", "name": "EBT cards", "mode": "offer"},
]

CANNED = [
    {
        "id": "c-hours",
        "shortcut": "hours",
        "title": "When we are open",
        "language": "en",
        "filled": "We are open from Monday to Friday, 8 am to 5 pm.",
        "unfilled": [],
    },
    {
        "id": "c-papers",
        "shortcut": "papers",
        "title": "Which papers are missing",
        "language": "en",
        "filled": "Hello {{first_name}}, for APP-2041-7739 we still need proof of income.",
        "unfilled": ["first_name"],
    },
    {
        "id": "c-bye",
        "shortcut": "bye",
        "title": "Say goodbye",
        "language": "en",
        "filled": "Thank you for writing to us. Goodbye!",
        "unfilled": [],
    },
]

SUGGESTIONS = [
    {
        "intent": "apply_processing_time",
        "confidence": 0.81,
        "title": "How long an application takes",
        "answer": "Most applications are decided within 30 days.",
    },
    {
        "intent": "application_status",
        "confidence": 0.64,
        "title": "Where an application stands",
        "answer": "You can see where your application stands at any time on our website.",
    },
]

STEPS = [
    {
        "title": "Continue the status check for APP-2041-7739",
        "payload": "/application_status{}",
        "stopped": True,
    },
    {"title": "EBT card lost", "payload": "/ebt_lost_card", "stopped": False},
]


def add_office(world: World) -> None:
    """Teams, canned responses, steps, a supervisor, and who speaks what."""
    world.teams = list(TEAMS)
    world.canned = list(CANNED)
    world.steps = list(STEPS)
    world.agents["agent-mari"].languages = ("en",)
    world.agents["agent-jaan"].languages = ("en", "es")
    world.agents["agent-jaan"].teams = ("cards",)
    world.add_agent("silvia", "Silvia", presence="available", role="supervisor")


def add_day(world: World) -> None:
    """An office at work: all three stories, one with Mari, suggestions and what was before."""
    add_office(world)
    add_crisis(world)
    add_misunderstood(world)
    world.change("card", team="cards")
    add_status_check(world)
    world.change("status", team="applications")
    world.suggestions["status"] = list(SUGGESTIONS)
    world.earlier["status"] = [
        {
            "conversation_id": "status",
            "from_seq": 2,
            "to_seq": 4,
            "started_at": world.stamp(-timedelta(days=12)),
            "ended_at": world.stamp(-timedelta(days=12)),
            "topic": "apply_documents",
            "need": "which papers do I have to send?",
            "agent": {"id": "agent-jaan", "name": "Jaan"},
            "disposition": "information_given",
        }
    ]


def add_figures(world: World) -> None:
    """How good the forecasts were, hour by hour."""

    def group(hour: int | None, waits: int, inside: float) -> Json:
        known = {"waits": waits, "known": waits - 2, "gave_up": 2, "waiting": 0}
        means: Json = {"inside": inside, "mean_width_s": 420.0, "mean_wait_s": 512.0}
        score = {"inside": inside, "width_s": 420.0, "interval_score_s": 900.0}
        rules = {
            "forecast": {**score, "error_s": 130.0},
            "naive_hour": {**score, "error_s": 260.0},
            "naive_place": {**score, "error_s": 340.0},
        }
        return {"team": None, "hour": hour, **known, **means, **rules}

    shares = [0.92, 0.86, 0.83, 0.88, 0.71, 0.84, 0.9, 0.79, 0.85]
    groups = [group(8 + at, 20 + 3 * at, share) for at, share in enumerate(shares)]
    world.calibration = {
        "goal": 0.8,
        "whole": True,
        "all": group(None, 288, 0.84),
        "groups": groups,
    }
