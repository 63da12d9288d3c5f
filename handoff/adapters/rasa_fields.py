"""What all answers of the assistant are made of, checked: names, texts, and where one is wrong."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from handoff.core.errors import BatonError
from handoff.core.text import MAX_TEXT, checked

MOST_TEXT = 40_000
"""Longest single message before it is cut, in code points."""


class MalformedAnswerError(Exception):
    """The answer is not what the contract says. Says where, never what stands there."""


def _checked(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        try:
            return checked(text, limit)
        except BatonError as error:
            raise ValueError(error.code) from None

    return AfterValidator(check)


Name = Annotated[str, _checked(200)]
Value = Annotated[str, _checked(MAX_TEXT)]
Long = Annotated[str, _checked(MOST_TEXT)]


class AnswerModel(BaseModel):
    """A part of an answer. Fields we do not know are a newer assistant's, not an error."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


def read[Part: AnswerModel](model: type[Part], body: bytes) -> Part:
    """Return `body` read as `model`.

    Raises:
        MalformedAnswerError: it is no JSON, or not what the contract says.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise MalformedAnswerError(_places(error)) from None


def _places(error: ValidationError) -> str:
    places = (".".join(map(str, e["loc"])) or "body" for e in error.errors(include_input=False))
    return "the answer breaks the contract at " + ", ".join(sorted(set(places))[:5])
