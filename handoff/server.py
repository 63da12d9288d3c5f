"""How the HTTP server is run."""

from __future__ import annotations

import gc

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


def keep_what_is_there() -> None:
    """Have the garbage collector look no more at what was made at the start and stays anyhow.

    A look at all of it takes a tenth of a second, in which nobody is answered.
    See https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.collect()
    gc.freeze()
