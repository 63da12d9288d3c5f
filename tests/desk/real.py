"""The real service with a made-up channel, in a thread beside a browser."""

from __future__ import annotations

from pathlib import Path

from channels.kit import Kit, Mounted
from handoff.core.agents import Role
from handoff.core.arrivals import Arrival, What
from tests.fakes.channel import FakeChannel
from tests.web.harness import running
from tests.web.in_thread import ServiceInThread

ADDRESS = "chat-77"


class RealService(ServiceInThread):
    """The service on a free port with one channel, two agents and the supervisor Silvia."""

    def __init__(self, home: Path, channel: FakeChannel) -> None:
        self.channel = channel
        kit = Kit(channel.name, (), lambda _: Mounted(channel, lambda _: ()))
        super().__init__(lambda: running(home, [kit], heartbeat_seconds="0.5"))
        self.do(self.service.sign_in("mari", "Mari"))
        self.do(self.service.sign_in("jaan", "Jaan"))
        self.do(self.service.sign_in("silvia", "Silvia", Role.SUPERVISOR))

    def take(self, what: What, key: str) -> None:
        """Something comes over the channel from Ana."""
        arrival = Arrival(ADDRESS, key, what, "en", "Ana P.")
        self.do(self.service.services.reception.take(self.channel, arrival))
