"""Errors that are answered: each has a code of its own and a sentence for people."""

from __future__ import annotations

import inspect

import pytest

from handoff.core import errors
from handoff.core.errors import AlreadyTaken, BatonError, TooMany, TooManyMessages
from tests.core.story import MARI

ANSWERED = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, BatonError) and kind is not BatonError
]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in ANSWERED]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


@pytest.mark.parametrize("kind", [k for k in ANSWERED if k not in (AlreadyTaken, TooMany)])
def test_every_error_says_something_of_its_own(kind: type[BatonError]) -> None:
    error = kind(1) if issubclass(kind, TooMany) else kind()
    assert str(error) == kind.sentence != BatonError.sentence


def test_details_go_along() -> None:
    assert TooManyMessages(7).details == {"retry_after": 7}
    assert AlreadyTaken(MARI).details["assignee"] == {"id": "a-1", "name": "Mari"}
    assert BatonError("Own words.", limit=3).details == {"limit": 3}
