"""Who is at the other end of a connection."""

from __future__ import annotations

from starlette.requests import HTTPConnection


def address_of(connection: HTTPConnection) -> str:
    """Return the peer's address; a proxy's word for it was believed only if we trust the proxy."""
    return connection.client.host if connection.client else "unknown"
