"""Reads the assistant's answer to a turn, and believes nothing that it has not checked."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from handoff.adapters.cut import cut
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import BatonError
from handoff.core.text import MAX_TEXT, checked
from handoff.core.values import Button, FormStep, Intent, LookupResult

MOST_MESSAGES = 20
MOST_BUTTONS = 20
MOST_VALUES = 100
"""Slots or lookups in one answer."""

MOST_TEXT = 40_000
"""Longest single message before it is cut, in code points."""

MOST_PRIORITY = 100


class MalformedAnswerError(Exception):
    """The answer is not what the contract says. Says where, never what stands there."""


def _checked(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        try:
            return checked(text, limit)
        except BatonError as error:
            raise ValueError(error.code) from None

    return AfterValidator(check)


_Name = Annotated[str, _checked(200)]
_Value = Annotated[str, _checked(MAX_TEXT)]
_Long = Annotated[str, _checked(MOST_TEXT)]


class _Model(BaseModel):
    # Fields we do not know are a newer assistant's, not an error.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Button(_Model):
    title: _Name
    payload: _Value


class _Message(_Model):
    text: _Long
    buttons: list[_Button] = Field(default=[], max_length=MOST_BUTTONS)


class _Handoff(_Model):
    reason: _Name
    topic: _Name | None = None
    priority: int = Field(default=0, ge=0, le=MOST_PRIORITY)


class _Intent(_Model):
    name: _Name
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)


class _Lookup(_Model):
    system: _Name
    subject: _Value
    result: _Value


class _Form(_Model):
    name: _Name
    requested_slot: _Name | None = None


class _Answer(_Model):
    turn_id: str
    messages: list[_Message] = Field(max_length=MOST_MESSAGES)
    handoff: _Handoff | None = None
    intents: list[_Intent] = Field(default=[], max_length=MOST_VALUES)
    slots: dict[_Name, Any] = Field(default={}, max_length=MOST_VALUES)
    lookups: list[_Lookup] = Field(default=[], max_length=MOST_VALUES)
    form: _Form | None = None
    language: str | None = Field(
        default=None, max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )


class _Error(_Model):
    code: _Name


class _Refusal(_Model):
    error: _Error


def parse_reply(body: bytes, turn_id: str) -> Reply:
    """Return the reply to `turn_id`; messages over the limit of a message become several.

    Raises:
        MalformedAnswerError: no JSON, not the contract's, another turn's, or it says nothing.
    """
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError as error:
        raise MalformedAnswerError(_places(error)) from None
    if answer.turn_id != turn_id:
        raise MalformedAnswerError("the answer belongs to another turn")
    if not answer.messages and answer.handoff is None:
        raise MalformedAnswerError("the answer says nothing")
    return _reply(answer)


def error_code(body: bytes) -> str | None:
    """Return the code of the connector's own error, if this is one."""
    try:
        return _Refusal.model_validate_json(body).error.code
    except ValidationError:
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


def _places(error: ValidationError) -> str:
    places = (".".join(map(str, e["loc"])) or "body" for e in error.errors(include_input=False))
    return "the answer breaks the contract at " + ", ".join(sorted(set(places))[:5])
