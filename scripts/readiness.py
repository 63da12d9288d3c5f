"""Asks the service whether everything is ready."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

ASK_SECONDS = 2.0


def missing_parts(base_url: str) -> list[str]:
    """What /readyz still waits for: part names, ["service"] before it answers, [] when green."""
    # Addresses are our own loopback ones; a proxy from the environment must not get them.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{base_url}/readyz", timeout=ASK_SECONDS) as answer:
            answer.read()
            return []
    except urllib.error.HTTPError as error:
        return _not_ready(error.read())
    except (OSError, ValueError):
        return ["service"]


def _not_ready(body: bytes) -> list[str]:
    try:
        parts = json.loads(body)["parts"]
        waiting = [name for name, state in parts.items() if state != "ok" and state is not True]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["service"]
    return waiting or ["service"]
