"""The conversations the browser tests and the pictures work with."""

from __future__ import annotations

from datetime import timedelta

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
    say = world.append
    say(
        conversation_id,
        type="message",
        author="bot",
        text="Hello! I am the agency's assistant. What can I help you with?",
        buttons=[
            {"title": "Check my application", "payload": "/application_status"},
            {"title": "Talk to a person", "payload": "/talk_to_person"},
        ],
    )
    turn_seq = say(conversation_id, type="message", author="citizen", text=need, key="c-1")
    say(
        conversation_id,
        type="message",
        author="bot",
        text="I can look that up. What is your application number?",
    )
    intents = [
        {"name": "application_status", "confidence": 0.934},
        {"name": "apply_processing_time", "confidence": 0.051},
    ]
    say(
        conversation_id,
        type="turn",
        author="bot",
        turn_seq=turn_seq,
        intents=intents,
        slots={},
        form=None,
        lookups=[],
        failed=False,
    )
    say(conversation_id, type="message", author="citizen", text="APP-2041-7739", key="c-2")
    say(conversation_id, type="message", author="bot", text="Thank you. And your date of birth?")
    say(
        conversation_id,
        type="message",
        author="citizen",
        text="I want to talk to a person please",
        key="c-3",
    )
    say(conversation_id, type="message", author="bot", text="I am asking a colleague to join us.")
    conversation.brief.update(
        topics=[
            {"intent": "application_status", "confidence": 0.934, "seq": 3},
            {"intent": "talk_to_person", "confidence": 0.882, "seq": 7},
        ],
        slots=[
            {
                "name": "application_number",
                "value": "APP-2041-7739",
                "origin": "citizen",
                "seq": 6,
                "at": world.stamp(),
            }
        ],
        lookups=[
            {
                "system": "cases",
                "subject": "APP-2041-7739",
                "result": "found: waiting for documents",
                "at": world.stamp(),
            }
        ],
        form={"name": "application_status_form", "requested_slot": "date_of_birth"},
    )
    world.queue(conversation_id, "asked", waited=timedelta(seconds=waited))


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
