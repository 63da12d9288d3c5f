"""Ids and tokens. Tokens are opaque, 256 bits long, and stored only as their SHA-256."""

from __future__ import annotations

import hashlib
import hmac
import secrets

PREFIX_BYTES = 15


def new_id() -> str:
    """Return a new id: 120 random bits, fit for URLs."""
    return secrets.token_urlsafe(PREFIX_BYTES)


def new_token() -> str:
    """Return a new bearer token: 256 random bits, fit for URLs and cookies."""
    return secrets.token_urlsafe(32)


def new_password() -> str:
    """Return a random password that can be typed: 100 bits, no characters that look alike."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))


def token_hash(token: str) -> str:
    """Return the form in which a token is stored; a random token needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def matches(token: str, stored_hash: str) -> bool:
    """Compare a token with a stored hash in constant time."""
    return hmac.compare_digest(token_hash(token), stored_hash)
