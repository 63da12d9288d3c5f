"""Password hashing that takes no time; the real one is under test with the adapters."""

from __future__ import annotations


class FakePasswords:
    """Implements `services.sign_in.Passwords`; `wasted` counts the decoys."""

    def __init__(self) -> None:
        self.wasted = 0

    async def hash(self, password: str) -> str:
        return f"hashed:{password}"

    async def verify(self, stored_hash: str, password: str) -> bool:
        return stored_hash == f"hashed:{password}"

    async def waste(self) -> None:
        self.wasted += 1
