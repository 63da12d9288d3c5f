"""The conversations the browser tests and the pictures work with."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from tests.desk.fake.world import World


def add_status_check(world: World, conversation_id: str = "status", waited: int = 200) -> None:
    """A status check whose form stopped at the date of birth; `waited` in seconds."""
    need = "where is my application? it has been five weeks and nobody calls me back"
    conversation = world.add_conversation(
        conversation_id,
        waited=timedelta(seconds=waited + 120),
        topic="application_status",
        need=need,
    )
    _said_in_a_status_check(world, conversation_id, need)
    conversation.brief.update(_known_in_a_status_check(world.stamp()))
    world.queue(conversation_id, "asked", waited=timedelta(seconds=waited))


def _said_in_a_status_check(world: World, conversation_id: str, need: str) -> None:
    say = partial(world.append, conversation_id)
    say(
        type="message",
        author="bot",
        text="Hello! I am the agency's assistant. What can I help you with?",
        buttons=[
            {"title": "Check my application", "payload": "/application_status"},
            {"title": "Talk to a person", "payload": "/talk_to_person"},
        ],
    )
    turn_seq = say(type="message", author="citizen", text=need, key="c-1")
    say(
        type="message",
        author="bot",
        text="I can look that up. What is your application number?",
    )
    say(
        type="turn",
        author="bot",
        turn_seq=turn_seq,
        intents=[
            {"name": "application_status", "confidence": 0.934},
            {"name": "apply_processing_time", "confidence": 0.051},
        ],
        slots={},
        form=None,
        lookups=[],
        failed=False,
    )
    say(type="message", author="citizen", text="APP-2041-7739", key="c-2")
    say(type="message", author="bot", text="Thank you. And your date of birth?")
    say(type="message", author="citizen", text="I want to talk to a person please", key="c-3")
    say(type="message", author="bot", text="I am asking a colleague to join us.")


def _known_in_a_status_check(at: str) -> dict[str, Any]:
    """What the brief has then, besides what every brief has."""
    return {
        "topics": [
            {"intent": "application_status", "confidence": 0.934, "seq": 3},
            {"intent": "talk_to_person", "confidence": 0.882, "seq": 7},
        ],
        "slots": [
            {
                "name": "application_number",
                "value": "APP-2041-7739",
                "origin": "citizen",
                "seq": 6,
                "at": at,
            }
        ],
        "lookups": [
            {
                "system": "cases",
                "subject": "APP-2041-7739",
                "result": "found: waiting for documents",
                "at": at,
            }
        ],
        "form": {"name": "application_status_form", "requested_slot": "date_of_birth"},
    }


def add_crisis(world: World, conversation_id: str = "crisis") -> None:
    """Somebody who needs help at once."""
    need = "I have no food for my children and nowhere to go tonight"
    world.add_conversation(
        conversation_id, waited=timedelta(seconds=60), topic="crisis", priority=10, need=need
    )
    world.append(conversation_id, type="message", author="citizen", text=need, key="k-1")
    world.queue(conversation_id, "crisis", waited=timedelta(seconds=45))


def add_misunderstood(world: World, conversation_id: str = "card") -> None:
    """Somebody on Telegram, in Spanish, whom the bot did not understand."""
    need = "Mi tarjeta no funciona"
    world.add_conversation(
        conversation_id,
        waited=timedelta(minutes=71),
        topic="ebt_lost_card",
        channel="telegram",
        language="es",
        need=need,
    )
    world.append(conversation_id, type="message", author="citizen", text=need, key="t-1")
    world.queue(conversation_id, "misunderstood", waited=timedelta(minutes=66))
