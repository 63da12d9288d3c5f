"""Passwords of agents: argon2id with the library's defaults (RFC 9106, low-memory profile)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

WORKERS = 2
"""Hashes computed at once: each takes 64 MiB and a core, so logins cannot eat the machine."""


class Argon2Passwords:
    """Hashes and checks passwords in threads of its own.

    A password may be any text; half a surrogate pair, which has no UTF-8, matches nothing.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="baton-argon2")

    async def hash(self, password: str) -> str:
        """Return the encoded hash, salt and parameters included."""
        return await self._run(lambda: self._hasher.hash(password))

    async def verify(self, stored_hash: str, password: str) -> bool:
        """Return whether the password made this hash; a hash that cannot be read matches none."""
        return await self._run(lambda: self._matches(stored_hash, password))

    async def waste(self) -> None:
        """Take as long as `verify`: an unknown user name must not be told apart by the clock."""
        await self.hash("decoy")

    def needs_rehash(self, stored_hash: str) -> bool:
        """Return whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored_hash)

    def close(self) -> None:
        """End the threads once they are idle."""
        self._threads.shutdown(wait=False)

    def _matches(self, stored_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored_hash, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    async def _run[T](self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
