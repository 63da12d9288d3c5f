"""One HTTP call of a test to a program that the tests started."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit


def call(url: str, body: bytes | None = None, timeout: float = 60.0) -> tuple[int, bytes]:
    """GET `url`, or POST `body` as JSON; status and body. Raises OSError when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        if body is None:
            query = f"?{parts.query}" if parts.query else ""
            connection.request("GET", parts.path + query)
        else:
            connection.request("POST", parts.path, body, {"content-type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
