"""Outages: channels that take nothing for anybody until an operator acts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType

from handoff.core.errors import ChannelDown
from handoff.core.ports import Clock
from handoff.services.pauses import Pauses

log = logging.getLogger(__name__)


class Outages:
    """Which channels are down, as this process has seen it; one log line at each end."""

    def __init__(self, clock: Clock) -> None:
        self._pauses = Pauses(clock)
        self._why: dict[str, str] = {}

    @property
    def why(self) -> Mapping[str, str]:
        """Names of the channels that are down, with a reason that is fit for the log."""
        return MappingProxyType(self._why)

    def resting(self, channel: str) -> bool:
        """Whether the channel is not to be tried yet."""
        return self._pauses.resting(channel)

    def began(self, channel: str, down: ChannelDown) -> None:
        """The channel takes nothing; it is tried again after the time the error names."""
        if channel not in self._why:
            log.error("channel is down", extra={"channel": channel, "why": down.why})
        self._why[channel] = down.why
        self._pauses.wait(channel, down.retry_after or 0.0)

    def over(self, channel: str) -> None:
        """The channel has taken a message."""
        if self._why.pop(channel, None) is not None:
            log.warning("channel works again", extra={"channel": channel})
        self._pauses.clear(channel)
