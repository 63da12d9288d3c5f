"""Fetches files from Meta, and from nowhere else, whatever an address in a message says."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import SplitResult, urlsplit

import httpx

from channels.messenger.settings import Config
from handoff.core.channel import Download
from handoff.core.errors import DeliveryDelayed, FileGone

CDN = (".fbcdn.net", ".fbsbx.com", ".facebook.com")
"""Where Meta keeps what is sent on Messenger. Files go through no other host: an address that
came from outside must not make the service call a neighbour of its own."""

CHUNK = 64 * 1024

log = logging.getLogger(__name__)


class Downloads:
    """Fetches files; the page's token never goes along."""

    def __init__(self, config: Config, http: httpx.AsyncClient) -> None:
        self._stand_in = urlsplit(config.graph_url) if config.on_loopback else None
        self._http = http

    @asynccontextmanager
    async def fetch(self, url: str) -> AsyncIterator[Download]:
        """Fetch a file. Raises `DeliveryDelayed` or `FileGone`, as `channel.Channel.fetch`."""
        if not self._is_metas(url):
            log.warning("a file is kept elsewhere", extra={"channel": "messenger"})
            raise FileGone
        try:
            async with self._http.stream("GET", url) as answer:
                _check(answer.status_code)
                yield Download(
                    answer.aiter_bytes(CHUNK),
                    mime=answer.headers.get("content-type"),
                    size=_size(answer.headers.get("content-length", "")),
                )
        except httpx.TransportError as trouble:
            raise DeliveryDelayed from trouble

    def _is_metas(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            own = self._stand_in is not None and _origin(parts) == _origin(self._stand_in)
            host = (parts.hostname or "").rstrip(".").lower()
            plain = parts.port in (None, 443) and parts.username is None
        except ValueError:
            return False
        return own or (parts.scheme == "https" and plain and host.endswith(CDN))


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port


def _check(status: int) -> None:
    if status == 429 or status >= 500:
        raise DeliveryDelayed
    if status != httpx.codes.OK:
        # Expired, deleted, or sent on to somewhere else.
        raise FileGone


def _size(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
