"""One call on the Graph API: token in the header, proof of the secret, errors by their remedy."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

import httpx

from channels.messenger.problems import exception_of, problem_of
from channels.messenger.settings import Config
from channels.messenger.signature import proof_of
from channels.uncut import Uncut
from handoff.core.errors import DeliveryDelayed, DeliveryUnclear

TIMEOUT = httpx.Timeout(connect=5.0, read=15.0, write=10.0, pool=5.0)
MOST_CONNECTIONS = 64

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

log = logging.getLogger(__name__)


def new_http(config: Config) -> httpx.AsyncClient:
    """Return the client all calls share. It follows no redirects: they would take the token."""
    return httpx.AsyncClient(
        timeout=TIMEOUT,
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS),
        follow_redirects=False,
        # An agency may have a proxy on its way out; a stand-in on this machine is not behind it.
        trust_env=not config.on_loopback,
    )


class Graph:
    """Makes calls for one page."""

    def __init__(self, config: Config, http: httpx.AsyncClient) -> None:
        self._base = f"{config.graph_url}/{config.graph_version}"
        self._headers = {"Authorization": f"Bearer {config.page_token}"}
        self._proof = {"appsecret_proof": proof_of(config.page_token, config.app_secrets[0])}
        self._page = config.page_id
        self._http = http
        self._uncut = Uncut()

    async def close(self) -> None:
        """Let go of what is under way, and of the connections."""
        await self._uncut.stop()
        await self._http.aclose()

    async def post(self, edge: str, body: Mapping[str, object]) -> Mapping[str, Any]:
        """Post JSON to an edge of the page. Raises as `channel.Channel.send`."""
        return await self._call("POST", f"/{self._page}/{edge}", {}, body)

    async def get(self, edge: str, fields: str) -> Mapping[str, Any]:
        """Get fields of the page, or with an edge of what hangs on it. Raises as `post`."""
        path = f"/{self._page}/{edge}".rstrip("/")
        return await self._call("GET", path, {"fields": fields}, None)

    async def about(self, node: str, fields: str) -> Mapping[str, Any]:
        """Get fields of a person. Raises as `post`."""
        return await self._call("GET", f"/{node}", {"fields": fields}, None, of_person=True)

    async def _call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, object] | None,
        *,
        of_person: bool = False,
    ) -> Mapping[str, Any]:
        try:
            answer = await self._uncut.run(
                self._http.request(
                    method,
                    self._base + path,
                    params={**query, **self._proof},
                    headers=self._headers,
                    json=body,
                )
            )
        except _NEVER_SENT as trouble:
            raise DeliveryDelayed from trouble
        except httpx.TransportError as trouble:
            raise DeliveryUnclear(type(trouble).__name__) from trouble
        if not answer.is_success:
            problem = problem_of(answer.status_code, answer.content, answer.headers)
            log.warning(
                "Graph refuses",
                extra={"channel": "messenger", "why": problem.name, "fbtrace_id": problem.trace},
            )
            raise exception_of(problem, of_person=of_person)
        return _object(answer.content)


def _object(content: bytes) -> Mapping[str, Any]:
    """Return the JSON object that Graph answers with. Anything else is not its word."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise DeliveryUnclear("an answer that is no JSON object")
    return found
