"""Conversations on Telegram and Messenger, as the browser tests and pictures need them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.desk.fake.world import Json, World

ANA_NEEDS = "Hello, my card was declined at the store"
OUTSIDE = {"id": "outside:messenger", "name": "Department of Social Services"}


def add_ana(world: World, conversation_id: str = "ana", *, mine: bool = False) -> None:
    """Ana on Telegram, waiting; or already with Mari."""
    world.add_conversation(
        conversation_id,
        waited=timedelta(minutes=4),
        topic="ebt_card_declined",
        channel="telegram",
        address_name="Ana P.",
        need=ANA_NEEDS,
    )
    citizen_says(world, conversation_id, ANA_NEEDS)
    world.queue(conversation_id, "asked", waited=timedelta(minutes=3))
    if mine:
        world.assign(conversation_id, world.agents["agent-mari"])


def add_outside(world: World, conversation_id: str = "outside") -> None:
    """Luis on Messenger, whom staff answer in Facebook's own inbox."""
    need = "Is the office open on Friday?"
    world.add_conversation(
        conversation_id, channel="messenger", address_name="Luis", language="es", need=need
    )
    citizen_says(world, conversation_id, need)
    world.queue(conversation_id, "answered_outside")
    summary = world.conversations[conversation_id].summary
    summary.update(control="agent", assignee=OUTSIDE, waiting_since=None)
    world.append(
        conversation_id,
        type="control",
        author="system",
        control="agent",
        agent=OUTSIDE,
        name=OUTSIDE["name"],
        by=None,
    )
    agent_says(
        world,
        conversation_id,
        "Yes, until noon.",
        name=OUTSIDE["name"],
        agent=OUTSIDE,
        outside=True,
    )


def citizen_says(
    world: World, conversation_id: str, text: str, *attachments: Json, **more: Any
) -> int:
    """Words, files or both; each file gets its number and its place."""
    seq = len(world.conversations[conversation_id].events) + 1
    files = [attachment(conversation_id, seq, n, **one) for n, one in enumerate(attachments)]
    extra = {"attachments": files} if files else {}
    return world.append(
        conversation_id, type="message", author="citizen", text=text, **extra, **more
    )


def agent_says(world: World, conversation_id: str, text: str, **more: Any) -> int:
    """An agent's words."""
    said = {"name": "Mari", "key": None, **more}
    return world.append(conversation_id, type="message", author="agent", text=text, **said)


def attachment(conversation_id: str, seq: int, number: int, **fields: Any) -> Json:
    """One attachment as the service describes it; a file has a `url`, nothing else has."""
    shape: Json = dict.fromkeys(("name", "mime", "size", "latitude", "longitude", "refused"))
    shape |= {"number": number, "kind": "document", **fields}
    if shape["kind"] not in ("location", "contact") and shape["refused"] is None:
        shape["url"] = f"/api/desk/conversations/{conversation_id}/attachments/{seq}/{number}"
    return shape


def fails(world: World, conversation_id: str, seq: int, reason: str) -> None:
    """A message did not get through."""
    world.append(
        conversation_id, type="delivery_failed", author="system", failed_seq=seq, reason=reason
    )


def edits(world: World, conversation_id: str, seq: int, text: str) -> None:
    """The citizen changes the words of a message."""
    world.append(conversation_id, type="edited", author="citizen", of_seq=seq, text=text)


def reach(world: World, conversation_id: str, reason: str | None) -> None:
    """The channel loses the citizen, or reaches them again when `reason` is None."""
    world.conversations[conversation_id].summary.update(unreachable=reason)
    more: Json = {"reachable": True} if reason is None else {"reachable": False, "reason": reason}
    world.append(conversation_id, type="reach", author="system", **more)
