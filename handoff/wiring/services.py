"""All services of one process, as the application and the commands use them."""

from __future__ import annotations

from dataclasses import dataclass

from channels.kit import Mounted
from handoff.services.attachments import Attachments
from handoff.services.delivery import Delivery
from handoff.services.feed import Feed
from handoff.services.heed import Heed
from handoff.services.inbox import Inbox
from handoff.services.reception import Reception
from handoff.services.sign_in import SignIn
from handoff.services.sweeper import Sweeper
from handoff.services.texts import Texts
from handoff.services.turns import Turns
from handoff.wiring.back_office import BackOffice
from handoff.wiring.desk import DeskParts
from handoff.wiring.live import Live
from handoff.wiring.waits import WaitParts


@dataclass(frozen=True)
class Services:
    """The services, wired, and the channels that events are pushed to."""

    inbox: Inbox
    reception: Reception
    mounted: tuple[Mounted, ...]
    turns: Turns
    delivery: Delivery
    feed: Feed
    desk: DeskParts
    live: Live
    attachments: Attachments
    sign_in: SignIn
    office: BackOffice
    waits: WaitParts
    sweeper: Sweeper
    texts: Texts
    heed: Heed
