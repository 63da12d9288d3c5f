"""Passwords are argon2id hashes; reading them never raises."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from handoff.adapters.passwords import Argon2Passwords


async def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Argon2Passwords()
    stored = await passwords.hash("correct horse 🐎")
    assert stored.startswith("$argon2id$")
    assert await passwords.verify(stored, "correct horse 🐎")
    assert not await passwords.verify(stored, "correct horse")
    assert stored != await passwords.hash("correct horse 🐎")


@pytest.mark.parametrize("stored", ["", "plain text", "$argon2id$broken", "ñ"])
async def test_a_hash_that_cannot_be_read_matches_nothing(stored: str) -> None:
    assert not await Argon2Passwords().verify(stored, "plain text")


@pytest.mark.parametrize("password", ["", "half \ud83d", "nul\x00", "x" * 100_000])
async def test_odd_passwords_match_nothing(password: str) -> None:
    passwords = Argon2Passwords()
    assert not await passwords.verify(await passwords.hash("secret"), password)


async def test_a_hash_of_yesterdays_parameters_is_to_be_renewed() -> None:
    passwords = Argon2Passwords()
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("secret")
    assert await passwords.verify(old, "secret")
    assert passwords.needs_rehash(old)
    assert not passwords.needs_rehash(await passwords.hash("secret"))
