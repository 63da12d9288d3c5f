"""Proof of who calls a webhook: a shared secret, or a signature made with one. Constant in time.

Several secrets may be accepted at once, so that one can be exchanged for another without a gap.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence


def is_one_of(given: str, secrets: Sequence[str]) -> bool:
    """Whether `given` is one of our secrets; no secrets accept nobody.

    All are compared, whichever matches, so that the time tells nothing.
    """
    matches = [hmac.compare_digest(_bytes(given), _bytes(secret)) for secret in secrets if secret]
    return any(matches)


def is_signed(raw: bytes, given: str, secrets: Sequence[str]) -> bool:
    """Whether `given` is the `signature` of `raw` with one of our secrets."""
    return is_one_of(given, [signature(raw, secret) for secret in secrets if secret])


def signature(raw: bytes, secret: str) -> str:
    """Return the HMAC-SHA256 (RFC 2104) of `raw`, in hexadecimal."""
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    # Headers come as Latin-1, and half a surrogate pair is no UTF-8: neither may raise.
    return text.encode("utf-8", "backslashreplace")
