"""Ids, tokens and passwords."""

from __future__ import annotations

import re

from handoff.services import secrets


def test_ids_and_tokens_fit_into_urls_and_are_long_enough() -> None:
    assert re.fullmatch(r"[\w-]{20}", secrets.new_id())
    assert re.fullmatch(r"[\w-]{43}", secrets.new_token())


def test_no_two_are_alike() -> None:
    for make in (secrets.new_id, secrets.new_token, secrets.new_password):
        assert len({make() for _ in range(200)}) == 200


def test_a_password_can_be_typed() -> None:
    assert re.fullmatch(r"([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}", secrets.new_password())


def test_only_the_same_token_matches() -> None:
    stored = secrets.token_hash("token")
    assert secrets.matches("token", stored)
    assert not any(secrets.matches(wrong, stored) for wrong in ("Token", "", stored, "token\x00"))


def test_half_a_surrogate_pair_is_a_wrong_token_and_no_failure() -> None:
    assert not secrets.matches("\ud800", secrets.token_hash("token"))
