"""How the HTTP server is run."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from handoff.settings import Settings

GRACE_S = 5
"""Requests under way get this long when the service is told to stop."""


def server_config(settings: Settings, app: FastAPI) -> uvicorn.Config:
    """Return the server's configuration; no header of a client is believed unless we say so."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ws_max_size=settings.max_body_bytes,
        # Events are small and frequent: compressing each costs more time than it saves bytes.
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE_S,
    )
