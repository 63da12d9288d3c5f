"""Rasa's message processor, made honest and kept fast.

Why the stock one is not enough: when an action fails it writes a log line and goes on, so a citizen
gets silence or half an answer and nobody is told. Here a failure ends the turn, nothing of it is
saved, and the same turn can be asked again. Rasa also reads the whole session for every message;
here a session is closed after a number of turns, with its slots carried over, so that a long
conversation does not get slower. And between two turns a person may have had the conversation.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.languages import Languages, Spoken
from bot.meanwhile import Forms, catch_up
from bot.session_start import SessionStart
from bot.slots import LANGUAGE
from bot.turn import Turn

SESSION_TURNS = 30
CHOSEN_SLOT = "internal_language_chosen"
REQUEST_SLOT = "internal_language_request"


class TurnFailed(Exception):
    """Something inside Rasa failed; the message names it and holds nothing a citizen said."""


class TurnProcessor(MessageProcessor):
    """A MessageProcessor that raises instead of carrying on after a failed action."""

    languages: Languages
    forms: Forms

    @classmethod
    def adopt(
        cls, processor: MessageProcessor, languages: Languages, forms: Forms
    ) -> TurnProcessor:
        """Take over a loaded processor without loading its model a second time."""
        adopted = cls.__new__(cls)
        adopted.__dict__.update(processor.__dict__)
        adopted.on_circuit_break = _circuit_broken
        adopted.languages = languages
        adopted.forms = forms
        return adopted

    async def run_turn(
        self,
        message: UserMessage,
        turn: Turn,
        recorded: Callable[[DialogueStateTracker], Awaitable[DialogueStateTracker | None]],
    ) -> DialogueStateTracker:
        """Run one turn and return the tracker after it.

        `message` is what Rasa gets to see of `turn`.
        `recorded(tracker)` gives the tracker that holds this turn already, if there is one; then
        nothing is run. Nothing is saved when the turn fails. Raises TurnFailed, or what the NLU
        pipeline raises.
        """
        tracker = await self.get_tracker(message.sender_id)
        known = await recorded(tracker)
        if known is not None:
            return known
        output: OutputChannel = message.output_channel or CollectingOutputChannel()
        await self._update_tracker_session(tracker, output, message.metadata)
        await self._handle_message_with_tracker(message, tracker)
        self._decide_language(tracker, turn.language)
        for event in catch_up(tracker, turn, self.domain, self.forms, date.today()):
            tracker.update(event, self.domain)
        tracker = await self.run_action_extract_slots(output, tracker)
        await self._run_prediction_loop(output, tracker)
        await self.save_tracker(tracker)
        return tracker

    def _decide_language(self, tracker: DialogueStateTracker, tag: str | None) -> None:
        """Set the slots before anything is said, after the message, whose turn they belong to."""
        said = tracker.latest_message
        text = str(said.text or "")
        decision = self.languages.decide(
            self._spoken(tracker, tag),
            "" if text.startswith("/") else text,
            said.intent_name,
            next((e.get("value") for e in said.entities if e.get("entity") == LANGUAGE), None),
        )
        slots = {LANGUAGE: decision.language, CHOSEN_SLOT: decision.chosen}
        if decision.request:
            slots[REQUEST_SLOT] = decision.request
        for name, value in slots.items():
            if tracker.get_slot(name) != value:
                tracker.update(SlotSet(name, value), self.domain)

    def _spoken(self, tracker: DialogueStateTracker, tag: str | None) -> Spoken:
        before = tracker.get_slot(LANGUAGE)
        told = self.languages.supported(tag)
        if before is None:
            return Spoken(told or self.languages.default, first=True)
        if told not in (None, before):
            # Somebody chose it in the service since.
            return Spoken(str(told))
        return Spoken(before, bool(tracker.get_slot(CHOSEN_SLOT)))

    def _get_action(self, action_name: str) -> Action | None:
        if action_name == ACTION_SESSION_START_NAME:
            return SessionStart()
        return super()._get_action(action_name)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        watched = _WatchedAction(action)
        go_on = await super()._run_action(watched, tracker, output_channel, nlg, prediction)
        if watched.error is not None:
            raise TurnFailed(f"action '{action.name()}' failed") from watched.error
        return bool(go_on)

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        if tracker.active_loop_name is not None:
            return False
        turns = sum(isinstance(event, UserUttered) for event in tracker.applied_events())
        return turns >= SESSION_TURNS


class _WatchedAction(Action):
    """Passes everything on to an action and remembers the exception that Rasa would swallow."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.error: Exception | None = None

    def name(self) -> str:
        return str(self._action.name())

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        try:
            return list(await self._action.run(output_channel, nlg, tracker, domain) or [])
        except ActionExecutionRejection:
            raise
        except Exception as error:
            # Raised on, Rasa would log it with the citizen's words and go on all the same.
            self.error = error
            return []

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> ActionExecuted:
        return self._action.event_for_successful_execution(prediction)


def _circuit_broken(*_: Any) -> None:
    raise TurnFailed("the rules ran in a circle")
