"""Reads the assistant's answer to a turn, and believes nothing that it has not checked."""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field

from handoff.adapters.cut import cut
from handoff.adapters.rasa_fields import AnswerModel, Long, MalformedAnswerError, Name, Value, read
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import BatonError
from handoff.core.text import MAX_TEXT, checked
from handoff.core.values import Button, FormStep, Intent, LookupResult

MOST_MESSAGES = 20
MOST_BUTTONS = 20
MOST_VALUES = 100
"""Slots or lookups in one answer."""

MOST_PRIORITY = 100


class _Button(AnswerModel):
    title: Name
    payload: Value


class _Message(AnswerModel):
    text: Long
    buttons: list[_Button] = Field(default=[], max_length=MOST_BUTTONS)


class _Handoff(AnswerModel):
    reason: Name
    topic: Name | None = None
    priority: int = Field(default=0, ge=0, le=MOST_PRIORITY)


class _Intent(AnswerModel):
    name: Name
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)


class _Lookup(AnswerModel):
    system: Name
    subject: Value
    result: Value


class _Form(AnswerModel):
    name: Name
    requested_slot: Name | None = None


class _Answer(AnswerModel):
    turn_id: str
    messages: list[_Message] = Field(max_length=MOST_MESSAGES)
    handoff: _Handoff | None = None
    intents: list[_Intent] = Field(default=[], max_length=MOST_VALUES)
    slots: dict[Name, Any] = Field(default={}, max_length=MOST_VALUES)
    looked_up: list[Name] = Field(default=[], max_length=MOST_VALUES)
    lookups: list[_Lookup] = Field(default=[], max_length=MOST_VALUES)
    form: _Form | None = None
    language: str | None = Field(
        default=None, max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )


class _Error(AnswerModel):
    code: Name


class _Refusal(AnswerModel):
    error: _Error


def parse_reply(body: bytes, turn_id: str) -> Reply:
    """Return the reply to `turn_id`; messages over the limit of a message become several.

    Raises:
        MalformedAnswerError: no JSON, not the contract's, another turn's, or it says nothing.
    """
    answer = read(_Answer, body)
    if answer.turn_id != turn_id:
        raise MalformedAnswerError("the answer belongs to another turn")
    if not answer.messages and answer.handoff is None:
        raise MalformedAnswerError("the answer says nothing")
    return _reply(answer)


def error_code(body: bytes) -> str | None:
    """Return the code of the connector's own error, if this is one."""
    try:
        return read(_Refusal, body).error.code
    except MalformedAnswerError:
        return None


def _reply(answer: _Answer) -> Reply:
    wish = answer.handoff
    form = answer.form
    return Reply(
        messages=tuple(part for message in answer.messages for part in _parts(message)),
        handoff=HandoffWish(wish.reason, wish.topic, wish.priority) if wish else None,
        intents=tuple(Intent(i.name, i.confidence) for i in answer.intents),
        slots={name: shown for name, value in answer.slots.items() if (shown := _shown(value))},
        lookups=tuple(LookupResult(x.system, x.subject, x.result) for x in answer.lookups),
        form=FormStep(form.name, form.requested_slot) if form else None,
        language=answer.language,
        looked_up=frozenset(answer.looked_up),
    )


def _parts(message: _Message) -> list[BotMessage]:
    """Cut a long text; the buttons go below its last part, where the citizen is reading."""
    *first, last = cut(message.text, MAX_TEXT)
    buttons = tuple(Button(b.title, b.payload) for b in message.buttons)
    return [*(BotMessage(text) for text in first), BotMessage(last, buttons)]


def _shown(value: object) -> str:
    """Return a slot's value as an agent reads it; what cannot be kept as text is left out."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    try:
        return checked(text) if value is not None else ""
    except BatonError:
        return ""
