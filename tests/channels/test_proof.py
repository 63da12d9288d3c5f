"""Only who has one of our secrets is heard, and nothing that is sent along can raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.proof import is_one_of, is_signed, signature

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("secret", ["new", "old"])
def test_each_of_several_secrets_is_accepted(secret: str) -> None:
    assert is_one_of(secret, ["new", "old"])


@pytest.mark.parametrize("given", ["", "ne", "new,old", "NEW", "née"])
def test_everything_else_is_not(given: str) -> None:
    assert not is_one_of(given, ["new", "old"])


@pytest.mark.parametrize("given", ["", "x"])
def test_without_a_secret_nobody_is_accepted(given: str) -> None:
    assert not is_one_of(given, [])
    assert not is_one_of(given, [""])
    assert not is_signed(b"body", signature(b"body", ""), [""])


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_comes_is_compared_and_raises_nothing(given: str, secret: str) -> None:
    assert is_one_of(given, [secret]) == (given == secret != "")


def test_a_signature_is_that_of_rfc_4231() -> None:
    # Test case 2 of RFC 4231.
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert signature(b"what do ya want for nothing?", "Jefe") == expected


def test_a_signature_holds_for_one_body_and_one_of_the_secrets() -> None:
    given = signature(b"body", "old")
    assert is_signed(b"body", given, ["new", "old"])
    assert not is_signed(b"body ", given, ["new", "old"])
    assert not is_signed(b"body", given, ["new"])
