"""Password hashing that takes no time; the real one is under test with the adapters."""

from __future__ import annotations


class FakePasswords:
    """Implements `services.sign_in.Passwords`; `verified` and `wasted` count what it was asked."""

    def __init__(self) -> None:
        self.verified = 0
        self.wasted = 0

    async def hash(self, password: str) -> str:
        """Return something that does not hold the password."""
        return f"hashed:{password[::-1]}"

    async def verify(self, stored_hash: str, password: str) -> bool:
        """Compare a password with a stored hash."""
        self.verified += 1
        return stored_hash == await self.hash(password)

    async def waste(self) -> None:
        """Count that as much time was spent as for a real comparison."""
        self.wasted += 1
