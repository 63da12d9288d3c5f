"""What is known of how Telegram fares: asked by `/readyz`, kept by the watch and the poller."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)


class NotReady(Exception):
    """Telegram does not bring or take messages; the text says why, without tokens."""


class State:
    """Ready, or why not; a change is logged once."""

    def __init__(self) -> None:
        self._problem: str | None = "Telegram was not asked yet"

    def well(self) -> None:
        """All is well."""
        if self._problem is not None:
            log.info("Telegram is ready")
        self._problem = None

    def trouble(self, problem: str) -> None:
        """Something is wrong."""
        if problem != self._problem:
            log.warning("Telegram is not ready", extra={"why": problem})
        self._problem = problem

    def check(self) -> None:
        """Raise `NotReady` unless all is well."""
        if self._problem is not None:
            raise NotReady(self._problem)
