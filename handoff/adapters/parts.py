"""The neighbours that `/readyz` looks at: each is well when its health address answers 200."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx

TIMEOUT_S = 3.0


def http_ping(url: str) -> Callable[[], Awaitable[None]]:
    """Return a ping for the part whose health address is `url`.

    It raises an exception unless the answer is 200. No connection is kept between pings, so there
    is nothing to close.
    """
    http = httpx.AsyncClient(
        timeout=TIMEOUT_S,
        trust_env=False,
        follow_redirects=False,
        limits=httpx.Limits(max_keepalive_connections=0),
    )

    async def ping() -> None:
        answer = await http.get(url)
        if answer.status_code != httpx.codes.OK:
            raise ConnectionError(f"the health address answered {answer.status_code}")

    return ping
