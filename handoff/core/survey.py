"""The effort question: one score from 1 to 7 and, who likes, a word to go with it.

Customer effort score: Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", 2010; the
seven steps from hard to easy are those of its second version.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import UnknownPayload
from handoff.core.events import (
    ConversationReopened,
    ConversationRouted,
    Event,
    FeedbackGiven,
    HandoffRequested,
    MessagePosted,
    SurveyAsked,
    SurveyEnded,
    TurnCompleted,
)
from handoff.core.values import (
    CES,
    CES_COMMENT,
    CES_NO,
    CES_SCORES,
    Author,
    Button,
    Control,
    Disposition,
)

HARD = 3
"""Scores up to this one say that it was hard."""

CRISIS = "crisis"
"""Intent and reason of a handoff: somebody is in danger."""

CRISIS_PRIORITY = 10
"""Priorities from here on are for people in danger; an agency's own rules stay below."""

URGENT = 100
"""The priority with which the assistant calls a person in a crisis."""

STOP_MESSAGES = "stop_messages"
"""Intent of who wants no more messages, and was told that none would come."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the survey says after each answer, in one language.

    `kind` answers an easy score and `sorry` a hard one, both with `more` (a word, or no); `invite`
    asks for the word, with the buttons of `help`; `kept` thanks for it and `bye` goes without.
    """

    kind: str
    sorry: str
    more: tuple[Button, ...]
    invite: str
    help: tuple[Button, ...]
    kept: str
    bye: str


def asked(state: Conversation, question: str, buttons: tuple[Button, ...]) -> list[Event]:
    """Ask once; never while a person or a form is at work, and nobody who was not served."""
    return [SurveyAsked(), _notice(question, buttons)] if may_ask(state) else []


def may_ask(state: Conversation) -> bool:
    """Whether the state allows the question: it is over, something was done, nobody asked yet."""
    busy = state.control not in (Control.BOT, Control.CLOSED) or state.in_form
    unwanted = state.disposition is Disposition.SPAM or state.unreachable is not None
    # An agent closed it, staff wrote, or the bot understood what it was about.
    served = state.closed_at is not None or state.agent_at is not None or bool(state.topics)
    over = not (busy or unwanted or state.owes_turn)
    return over and served and state.surveyed_at is None and state.citizen_seq > 0


def unwelcome(events: Iterable[Event]) -> bool:
    """Whether the log forbids the question: somebody was in danger, or wants no more messages."""
    return any(_forbids(event) for event in events)


def answered(state: Conversation, button: Button) -> list[Event]:
    """Keep a pressed answer; it asks nothing of the bot and opens nothing again.

    Raises:
        UnknownPayload: it was answered already, this is no answer, or a person is at it and would
            get the word that is announced.
    """
    if is_over(state, button.payload):
        raise UnknownPayload
    message = MessagePosted(
        author=Author.CITIZEN, text=button.title, payload=button.payload, aside=True
    )
    if button.payload == CES_NO:
        return [message, FeedbackGiven()]
    if button.payload == CES_COMMENT:
        return [message]
    score = button.payload.removeprefix(CES)
    if score not in map(str, CES_SCORES):
        raise UnknownPayload
    return [message, FeedbackGiven(score=int(score))]


def commented(state: Conversation, text: str) -> list[Event]:
    """Keep the word that goes with the score."""
    message = MessagePosted(author=Author.CITIZEN, text=text, aside=True)
    return [message, FeedbackGiven(words_seq=state.last_seq + 1)]


def alarmed(state: Conversation, numbers: str) -> list[Event]:
    """Tell the emergency `numbers` and call a person: the comment says that somebody is in danger.

    It is a conversation again, also when it was closed.
    """
    reopened: list[Event] = [ConversationReopened()] if state.control is Control.CLOSED else []
    called = handoff.requested(
        state, reason=CRISIS, topic=CRISIS, priority=URGENT, by=Author.SYSTEM
    )
    return [*reopened, _notice(numbers), *called]


def thanked(decided: Sequence[Event], words: Words) -> list[Event]:
    """Return what is said after the answers among these events; nothing when there are none."""
    thanks: list[Event] = []
    for event in decided:
        match event:
            case FeedbackGiven(score=int(score)):
                thanks.append(_notice(words.sorry if score <= HARD else words.kind, words.more))
            case FeedbackGiven(words_seq=None):
                thanks.append(_notice(words.bye))
            case FeedbackGiven():
                thanks.append(_notice(words.kept))
            case MessagePosted(author=Author.CITIZEN, payload=payload) if payload == CES_COMMENT:
                thanks.append(_notice(words.invite, words.help))
            case _:
                pass
    return thanks


def is_over(state: Conversation, payload: str) -> bool:
    """Whether this button of the survey makes no sense any more.

    A score counts once. A word is not announced while people are at it: they would get it.
    """
    if payload == CES_COMMENT:
        return state.control not in (Control.BOT, Control.CLOSED)
    is_score = payload.startswith(CES) and payload != CES_NO
    return is_score and state.ces is not None


def gave_up_commenting(state: Conversation, now: datetime, patience: timedelta) -> list[Event]:
    """Take what comes as a message again, when the word that was announced did not come."""
    if not state.commenting or (state.citizen_at is not None and now - state.citizen_at < patience):
        return []
    return [SurveyEnded()]


def put_aside(state: Conversation) -> list[Event]:
    """Take what comes as a message again: the citizen turned to something else."""
    return [SurveyEnded()] if state.commenting else []


def _notice(text: str, buttons: tuple[Button, ...] = ()) -> MessagePosted:
    return MessagePosted(author=Author.SYSTEM, text=text, buttons=buttons)


def _forbids(event: Event) -> bool:
    match event:
        case HandoffRequested() | ConversationRouted() as e:
            return e.reason == CRISIS or e.priority >= CRISIS_PRIORITY
        case TurnCompleted() as e:
            return bool(e.intents) and e.intents[0].name in (CRISIS, STOP_MESSAGES)
        case _:
            return False
