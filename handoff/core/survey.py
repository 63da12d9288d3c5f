"""The effort question: one score from 1 to 7 and, who likes, a word to go with it.

Customer effort score: Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", 2010; the
seven steps from hard to easy are those of its second version.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from handoff.core.conversation import Conversation
from handoff.core.errors import UnknownPayload
from handoff.core.events import Event, FeedbackGiven, MessagePosted, SurveyAsked, SurveyEnded
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


def asked(state: Conversation, question: str, buttons: tuple[Button, ...]) -> list[Event]:
    """Ask once; never while a person or a form is at work, and nobody who said nothing."""
    busy = state.control not in (Control.BOT, Control.CLOSED) or state.form is not None
    unwanted = state.disposition is Disposition.SPAM or state.unreachable is not None
    if busy or unwanted or state.surveyed_at is not None or not state.citizen_seq:
        return []
    message = MessagePosted(author=Author.SYSTEM, text=question, buttons=buttons)
    return [SurveyAsked(), message]


def answered(state: Conversation, button: Button) -> list[Event]:
    """Keep a pressed answer; it asks nothing of the bot and opens nothing again.

    Raises:
        UnknownPayload: it was answered already, or this is no answer.
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


def is_over(state: Conversation, payload: str) -> bool:
    """Whether this button is one of the question's scores, and there is a score already."""
    is_score = payload.startswith(CES) and payload not in (CES_COMMENT, CES_NO)
    return is_score and state.ces is not None


def gave_up_commenting(state: Conversation, now: datetime, patience: timedelta) -> list[Event]:
    """Take what comes as a message again, when the word that was announced did not come."""
    if not state.commenting or (state.citizen_at is not None and now - state.citizen_at < patience):
        return []
    return [SurveyEnded()]
