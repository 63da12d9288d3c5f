"""Conversations that are over, and what the effort question makes of them."""

from __future__ import annotations

from functools import partial

from handoff.core import handoff
from handoff.core.agents import Agent
from handoff.core.bot import BotMessage, Reply
from handoff.core.events import MessagePosted, SurveyAsked
from handoff.core.values import Disposition, FormStep, Intent
from tests.services.world import SILENCE, World

SILENT = SILENCE.total_seconds()


def understands(intent: str, form: FormStep | None = None, language: str | None = None) -> Reply:
    """An answer to a topic that was understood."""
    return Reply(
        messages=(BotMessage("Here is the answer."),),
        intents=(Intent(intent, 0.9),),
        form=form,
        language=language,
    )


async def helped(world: World, language: str = "en") -> str:
    """A conversation in which the bot has answered a question."""
    conversation_id = await world.open(language=language)
    await world.say(conversation_id, "how do I apply")
    return conversation_id


async def closed(world: World, disposition: Disposition = Disposition.RESOLVED) -> str:
    """A conversation that an agent has just closed."""
    mari = await world.hire("Mari")
    conversation_id = await world.taken(mari)
    await world.inbox.receive(conversation_id, "m-1", "it is about my card")
    await end(world, conversation_id, mari, disposition)
    return conversation_id


async def end(world: World, conversation_id: str, agent: Agent, disposition: Disposition) -> None:
    """Close it as the desk does."""
    close = partial(handoff.close, agent=agent.ref, disposition=disposition)
    await world.journal.append(conversation_id, close)


async def silence(world: World, seconds: float = SILENT + 1) -> None:
    """Let nothing happen for so long, and look."""
    world.clock.advance(seconds)
    await world.surveys.look()


async def asked(world: World, language: str = "en") -> str:
    """A conversation after the silence."""
    conversation_id = await helped(world, language)
    await silence(world)
    return conversation_id


def questions(world: World, conversation_id: str) -> int:
    """How often the question was asked."""
    return sum(isinstance(event, SurveyAsked) for event in world.events(conversation_id))


def newest(world: World, conversation_id: str) -> MessagePosted:
    """The last event, which is a message."""
    event = world.events(conversation_id)[-1]
    assert isinstance(event, MessagePosted)
    return event


async def press(world: World, conversation_id: str, payload: str) -> None:
    """Press a button."""
    await world.inbox.receive(conversation_id, f"press {payload}", payload=payload)
