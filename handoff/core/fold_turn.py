"""What a turn of the bot moves: the brief's topics, slots and lookups, and what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import Recorded, SlotCorrected, TurnCompleted
from handoff.core.values import Control, FormStep, Lookup, Origin, SlotValue, Topic

KEPT_TOPICS = 10
"""Topics and lookups kept for the brief; older ones stay in the log."""

SMALL_TALK = frozenset(
    (
        "greet",
        "goodbye",
        "thanks",
        "affirm",
        "deny",
        "bot_challenge",
        "help",
        "talk_to_person",
        "change_language",
        "stop_messages",
        "repeat",
        "correct",
        "compliment",
    )
)
"""Intents that do not say what a citizen needs (the conversation table of the topics)."""

NOT_UNDERSTOOD = "nlu_fallback"
"""No topic was found: such words are what a person is needed for, and no topic that was tried."""

ASKING_FOR_PERSON = "talk_to_person"
"""Small talk, but its words are often the only ones there are ("a person, my card is gone")."""


def turn_completed(state: Conversation, event: TurnCompleted, at: datetime) -> Conversation:
    """Settle the turn and keep what the bot understood."""
    people = state.control not in (Control.BOT, Control.QUEUED)
    owed = not people and state.citizen_seq > event.turn_seq
    intent = event.intents[0] if event.intents else None
    topical = intent is not None and intent.name not in SMALL_TALK and not state.in_form
    topics = state.topics
    if intent is not None and topical and intent.name != NOT_UNDERSTOOD:
        topics = _topics(topics, Topic(intent.name, intent.confidence, event.turn_seq))
    return replace(
        state,
        bot_seq=max(state.bot_seq, event.turn_seq),
        heard_seq=state.heard_seq if event.failed else max(state.heard_seq, event.turn_seq),
        missed=state.missed and event.failed,
        owed_since=at if owed else None,
        need_seq=_need_after(state, event, topical),
        failed_turns=state.failed_turns + 1 if event.failed else 0,
        language=event.language or state.language,
        topics=topics,
        slots=state.slots if event.failed else _slots(state, event, at),
        lookups=_lookups(state.lookups, event, at),
        form=state.form if event.failed else _form(state, event),
    )


def _form(state: Conversation, event: TurnCompleted) -> FormStep | None:
    """Take over the bot's form; until the bot is back, where one stopped is told to agents."""
    stopped = state.form is not None and state.form.stopped
    kept = stopped and state.control is not Control.BOT
    return state.form if kept and event.form is None else event.form


def _need_after(state: Conversation, event: TurnCompleted, topical: bool) -> int | None:
    if event.turn_seq == state.step_seq:
        # The step is an agent's choice and not the citizen's words.
        return state.need_seq
    if state.control is Control.QUEUED and state.need_seq is not None:
        # What is asked of the bot meanwhile is not what a person is waited for.
        return state.need_seq
    if topical:
        return event.turn_seq
    greeted = event.intents and event.intents[0].name in SMALL_TALK - {ASKING_FOR_PERSON}
    if not greeted or state.need_seq != event.turn_seq:
        return state.need_seq
    # "Hi" stood for the need while there was nothing better; what comes after it may be better.
    return state.citizen_seq if state.citizen_seq > event.turn_seq else None


def _topics(known: tuple[Topic, ...], new: Topic) -> tuple[Topic, ...]:
    """Add a topic; one that was tried before moves to the end and is not told twice."""
    return (*(t for t in known if t.intent != new.intent), new)[-KEPT_TOPICS:]


def _lookups(known: tuple[Lookup, ...], event: TurnCompleted, at: datetime) -> tuple[Lookup, ...]:
    """Add what was looked up; the same question asked again has one answer, the newest."""
    new = {(x.system, x.subject): Lookup(x.system, x.subject, x.result, at) for x in event.lookups}
    kept = (x for x in known if (x.system, x.subject) not in new)
    return (*kept, *new.values())[-KEPT_TOPICS:]


def _slots(state: Conversation, event: TurnCompleted, at: datetime) -> tuple[SlotValue, ...]:
    """Take over new and changed values.

    What the citizen said stays although the bot has let go of it. What was looked up goes: it was
    true of a value that is another now.
    """
    slots = {
        slot.name: slot
        for slot in state.slots
        if slot.origin is not Origin.LOOKUP or slot.name in event.slots
    }
    for name, value in event.slots.items():
        before = slots.get(name)
        if before is not None and (before.value == value or _put_right_since(before, event)):
            continue
        origin = _origin(state, event, before, name)
        slots[name] = SlotValue(name, value, origin, event.turn_seq, at)
    return tuple(slots.values())


def _origin(
    state: Conversation, event: TurnCompleted, before: SlotValue | None, name: str
) -> Origin:
    if name in event.looked_up:
        return Origin.LOOKUP
    # The bot hears of the correction with this turn, and gives it its normal form.
    news = before is not None and before.origin is Origin.AGENT and before.seq > state.heard_seq
    return Origin.AGENT if news else Origin.CITIZEN


def _put_right_since(slot: SlotValue, event: TurnCompleted) -> bool:
    """Whether an agent corrected it after the message that this turn is about."""
    return slot.origin is Origin.AGENT and slot.seq > event.turn_seq


def corrected(state: Conversation, event: SlotCorrected, recorded: Recorded) -> Conversation:
    """Take over what an agent put right; the bot hears of it with its next turn."""
    new = SlotValue(event.name, event.value, Origin.AGENT, recorded.seq, recorded.at)
    kept = {slot.name: slot for slot in state.slots} | {event.name: new}
    return replace(state, slots=tuple(kept.values()))
