"""The conversation as the fold of its log: every field follows from the events before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    AttachmentSettled,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    Event,
    HandoffRequested,
    MessagePosted,
    NoteAdded,
    ReachLost,
    ReachRegained,
    Recorded,
    TurnCompleted,
)
from handoff.core.values import (
    TALK_TO_PERSON,
    AgentRef,
    Author,
    Button,
    Control,
    Disposition,
    FileRef,
    FormStep,
    Lookup,
    Origin,
    SlotValue,
    Topic,
)

KEPT_TOPICS = 10
"""Topics and lookups kept for the brief; older ones stay in the log."""

KEPT_BUTTONS = 40
"""Issued buttons that may still be pressed; older ones are stale."""

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


@dataclass(frozen=True, slots=True)
class Conversation:
    """One citizen's thread on one channel, as of event `last_seq` (0: nothing happened yet).

    `citizen_seq` is the last citizen message with words, `bot_seq` the last one that needs no
    answer of the bot any more, `told_seq` the last one whose delay the citizen was told about,
    `owed_since` the time from which the bot owes an answer. `need_seq` is the message that says
    what it is about. `address` is where a channel that is pushed to reaches the citizen,
    `unreachable` why it cannot. `citizen_at` is when the citizen last wrote or pressed something,
    `agent_at` when staff last wrote. `choices` are the buttons of the newest message, `unfetched`
    the files that are still owed.
    """

    id: str
    channel: str = ""
    language: str = "en"
    address: str | None = None
    name: str | None = None
    unreachable: str | None = None
    control: Control = Control.BOT
    last_seq: int = 0
    citizen_seq: int = 0
    bot_seq: int = 0
    told_seq: int = 0
    need_seq: int | None = None
    failed_turns: int = 0
    owed_since: datetime | None = None
    citizen_at: datetime | None = None
    agent_at: datetime | None = None
    started_at: datetime | None = None
    last_at: datetime | None = None
    handed_over_at: datetime | None = None
    waiting_since: datetime | None = None
    reason: str | None = None
    topic: str | None = None
    priority: int = 0
    assignee: AgentRef | None = None
    disposition: Disposition | None = None
    topics: tuple[Topic, ...] = ()
    slots: tuple[SlotValue, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    form: FormStep | None = None
    offered: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()
    unfetched: tuple[FileRef, ...] = ()

    @property
    def awaits_agent(self) -> bool:
        """Whether the citizen has written since staff last did."""
        return self.citizen_at is not None and (
            self.agent_at is None or self.citizen_at > self.agent_at
        )

    @property
    def owes_turn(self) -> bool:
        """Whether the bot must answer: it has control and a citizen message is unanswered."""
        return self.control is Control.BOT and self.citizen_seq > self.bot_seq


def fold(conversation_id: str, log: Iterable[Recorded]) -> Conversation:
    """Fold a whole log, oldest first, into the conversation it tells of."""
    state = Conversation(id=conversation_id)
    for recorded in log:
        state = evolve(state, recorded)
    return state


def record(
    state: Conversation, events: Iterable[Event], at: datetime, key: str | None = None
) -> tuple[Conversation, tuple[Recorded, ...]]:
    """Number a decision's events and return the state after them and the log entries.

    The key goes to what was said, the first message or note, or else to the last event.
    """
    decided = tuple(events)
    said = [n for n, e in enumerate(decided) if isinstance(e, MessagePosted | NoteAdded)]
    keyed = said[0] if said else len(decided) - 1
    entries = []
    for place, event in enumerate(decided):
        own_key = key if place == keyed else None
        entry = Recorded(seq=state.last_seq + 1, at=at, event=event, key=own_key)
        state = evolve(state, entry)
        entries.append(entry)
    return state, tuple(entries)


def evolve(state: Conversation, recorded: Recorded) -> Conversation:
    """Move the state by one event. Total: an event that changes nothing else moves `last_seq`."""
    state = replace(state, last_seq=recorded.seq, last_at=recorded.at)
    match recorded.event:
        case ConversationStarted() as e:
            return replace(
                state,
                channel=e.channel,
                language=e.language,
                address=e.address,
                name=e.name,
                started_at=recorded.at,
            )
        case MessagePosted() as e:
            return _message(state, e, recorded)
        case TurnCompleted() as e:
            return _turn(state, e, recorded.at)
        case AttachmentSettled() as e:
            settled = FileRef(e.of_seq, e.number)
            return replace(state, unfetched=tuple(f for f in state.unfetched if f != settled))
        case ReachLost() as e:
            return replace(state, unreachable=e.reason)
        case ReachRegained():
            return replace(state, unreachable=None)
        case _:
            return _control(state, recorded)


def _message(state: Conversation, event: MessagePosted, recorded: Recorded) -> Conversation:
    if event.author is Author.CITIZEN:
        return _from_citizen(state, event, recorded)
    if event.about is not None:
        state = replace(state, told_seq=event.about)
    if event.acted:
        # Platforms count it as the citizen's doing: one may write again from then on.
        state = replace(state, citizen_at=recorded.at, unreachable=None)
    if event.author is Author.AGENT:
        state = replace(state, agent_at=recorded.at)
    if event.buttons:
        state = replace(state, offered=_offered(state.offered, event.buttons))
    if event.buttons != state.choices:
        state = replace(state, choices=event.buttons)
    return state


def _from_citizen(state: Conversation, event: MessagePosted, recorded: Recorded) -> Conversation:
    files = tuple(
        FileRef(recorded.seq, number)
        for number, attachment in enumerate(event.attachments)
        if attachment.ref is not None and attachment.refused is None
    )
    # Whoever writes to us can be written to.
    state = replace(state, citizen_at=recorded.at, unreachable=None)
    if files:
        state = replace(state, unfetched=state.unfetched + files)
    if not event.text:
        # A photo alone is no question that the bot could answer.
        return state
    owed_since = state.owed_since
    if state.control is Control.BOT and owed_since is None:
        owed_since = recorded.at
    return replace(
        state,
        citizen_seq=recorded.seq,
        need_seq=state.need_seq or _words(event, recorded.seq),
        owed_since=owed_since,
    )


def _words(event: MessagePosted, seq: int) -> int | None:
    """Return the seq, unless nothing was said but that a person is wanted."""
    return None if event.payload == TALK_TO_PERSON else seq


def _offered(known: tuple[Button, ...], new: tuple[Button, ...]) -> tuple[Button, ...]:
    latest = {b.payload: b for b in known}
    for button in new:
        latest.pop(button.payload, None)
        latest[button.payload] = button
    return tuple(latest.values())[-KEPT_BUTTONS:]


def _turn(state: Conversation, event: TurnCompleted, at: datetime) -> Conversation:
    owed = state.control is Control.BOT and state.citizen_seq > event.turn_seq
    intent = event.intents[0] if event.intents else None
    topical = intent is not None and intent.name not in SMALL_TALK and state.form is None
    topics = state.topics
    if intent is not None and topical and intent.name != NOT_UNDERSTOOD:
        topics = _topics(topics, Topic(intent.name, intent.confidence, event.turn_seq))
    return replace(
        state,
        bot_seq=max(state.bot_seq, event.turn_seq),
        owed_since=at if owed else None,
        need_seq=_need_after(state, event, topical),
        failed_turns=state.failed_turns + 1 if event.failed else 0,
        language=event.language or state.language,
        topics=topics,
        slots=state.slots if event.failed else _slots(state.slots, event, at),
        lookups=_lookups(state.lookups, event, at),
        form=state.form if event.failed else event.form,
    )


def _need_after(state: Conversation, event: TurnCompleted, topical: bool) -> int | None:
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


def _slots(
    known: tuple[SlotValue, ...], event: TurnCompleted, at: datetime
) -> tuple[SlotValue, ...]:
    """Take over new and changed values; what the bot has let go of was said all the same."""
    slots: dict[str, SlotValue] = {s.name: s for s in known}
    for name, value in event.slots.items():
        if name not in slots or slots[name].value != value:
            slots[name] = SlotValue(name, value, Origin.CITIZEN, event.turn_seq, at)
    return tuple(slots.values())


def _control(state: Conversation, recorded: Recorded) -> Conversation:
    at = recorded.at
    match recorded.event:
        case HandoffRequested() as e:
            return replace(
                state,
                control=Control.QUEUED,
                reason=e.reason,
                topic=e.topic,
                priority=e.priority,
                handed_over_at=at,
                waiting_since=at,
                assignee=None,
                owed_since=None,
                bot_seq=state.citizen_seq,
            )
        case AgentAssigned() as e:
            return replace(state, control=Control.AGENT, assignee=e.agent, waiting_since=None)
        case AgentReleased():
            # The place in the queue is kept: the citizen has waited since the handoff.
            since = state.handed_over_at or at
            return replace(state, control=Control.QUEUED, assignee=None, waiting_since=since)
        case ControlReturned():
            return _with_bot(state)
        case ConversationClosed() as e:
            closed = _with_bot(state)
            return replace(closed, control=Control.CLOSED, disposition=e.disposition)
        case ConversationReopened():
            # What the citizen comes back with is a matter of its own.
            return replace(_with_bot(state), disposition=None, need_seq=None)
        case _:
            return state


def _with_bot(state: Conversation) -> Conversation:
    """Give control to the bot; what the citizen said to people is not owed an answer by it."""
    return replace(
        state,
        control=Control.BOT,
        assignee=None,
        waiting_since=None,
        handed_over_at=None,
        reason=None,
        topic=None,
        priority=0,
        failed_turns=0,
        owed_since=None,
        bot_seq=state.citizen_seq,
    )
