"""Runs turns: each once, those of one conversation in order, whoever hangs up."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakValueDictionary

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.failures import describe
from bot.languages import Languages
from bot.meanwhile import Forms, metadata_of
from bot.processor import TurnFailed, TurnProcessor
from bot.reply import TURN_ID, Json, build_reply, find_turn, highest_seq
from bot.turn import InvalidTurn, Turn

logger = logging.getLogger(__name__)

# Rasa's own default intents would restart or rewind a conversation; no button of ours sends them.
FORBIDDEN_INTENTS = {"restart", "back", "session_start"}
# Shorter than Sanic's own limit of 60 s, which answers without our error shape.
PATIENCE_SECONDS = 50.0


class NotReady(Exception):
    """No model is loaded (yet)."""


def loaded(agent: Agent | None) -> Agent:
    """`agent` with its model. Raises NotReady."""
    if agent is None or not agent.is_ready():
        raise NotReady("the model is not loaded yet")
    return agent


class Turns:
    """All turns of this process; one instance per connector."""

    def __init__(
        self,
        topics: frozenset[str],
        languages: Languages,
        forms: Forms,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """`topics`: intents that can be the subject of a handoff; `patience` in seconds."""
        self._topics = topics
        self._languages = languages
        self._forms = forms
        self._patience = patience
        self._running: dict[str, asyncio.Task[Json]] = {}
        self._order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._processor: TurnProcessor | None = None
        self._adopted_from: object = None

    async def reply(self, agent: Agent | None, turn: Turn) -> Json:
        """The reply to `turn`: run it, join it while it runs, or answer what was recorded.

        Raises NotReady, InvalidTurn (a payload with an unknown intent) or TurnFailed.
        """
        task = self._running.get(turn.turn_id)
        if task is None:
            agent = loaded(agent)
            _check(agent, turn)
            task = asyncio.ensure_future(self._run(agent, turn))
            self._running[turn.turn_id] = task
            task.add_done_callback(lambda done: self._ended(turn.turn_id, done))
        try:
            # The shield keeps the turn going when the client hangs up or patience ends.
            return await asyncio.wait_for(asyncio.shield(task), self._patience)
        except asyncio.TimeoutError:
            raise TurnFailed("the turn takes too long, ask for it again") from None

    def _ended(self, turn_id: str, task: asyncio.Task[Json]) -> None:
        self._running.pop(turn_id, None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            logger.error("turn %s failed: %s", turn_id, describe(error))

    async def _run(self, agent: Agent, turn: Turn) -> Json:
        order = self._order.setdefault(turn.conversation_id, asyncio.Lock())
        async with order:
            processor = self._adopt(agent)
            # Our own order comes first, so Rasa's lock, which polls once a second, is always free.
            async with agent.lock_store.lock(turn.conversation_id):
                tracker = await self._tracker_after(processor, turn)
            return build_reply(tracker, turn.turn_id, processor.domain, self._topics)

    async def _tracker_after(self, processor: TurnProcessor, turn: Turn) -> DialogueStateTracker:
        async def recorded(session: DialogueStateTracker) -> DialogueStateTracker | None:
            if find_turn(session, turn.turn_id):
                return session
            # Only a number that is not new can stand in a session before the one Rasa loads.
            if turn.seq is not None and turn.seq > highest_seq(session):
                return None
            store = processor.tracker_store
            full = await store.retrieve_full_tracker(turn.conversation_id)
            return full if full is not None and find_turn(full, turn.turn_id) else None

        try:
            return await processor.run_turn(_message(turn), turn, recorded)
        except TurnFailed:
            raise
        except Exception as error:
            raise TurnFailed(f"{type(error).__name__} inside Rasa") from error

    def _adopt(self, agent: Agent) -> TurnProcessor:
        if self._processor is None or self._adopted_from is not agent.processor:
            self._adopted_from = agent.processor
            self._processor = TurnProcessor.adopt(agent.processor, self._languages, self._forms)
        return self._processor


def _check(agent: Agent, turn: Turn) -> None:
    if turn.intent and (
        turn.intent in FORBIDDEN_INTENTS or turn.intent not in agent.domain.intents
    ):
        raise InvalidTurn("payload names an unknown intent")


def _message(turn: Turn) -> UserMessage:
    text = turn.payload or turn.text or ""
    return UserMessage(
        text=text,
        output_channel=CollectingOutputChannel(),
        sender_id=turn.conversation_id,
        # Nothing is left to understand, so the pipeline is not asked.
        parse_data=None if text else _not_understood(),
        input_channel="baton",
        metadata={TURN_ID: turn.turn_id, "channel": turn.channel, **metadata_of(turn)},
    )


def _not_understood() -> Json:
    intent = {"name": "nlu_fallback", "confidence": 1.0}
    return {"text": "", "intent": intent, "intent_ranking": [intent], "entities": []}
