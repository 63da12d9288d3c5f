"""Puts the channel together. Nothing here needs Telegram to be there."""

from __future__ import annotations

from functools import partial

from telegram.request import BaseRequest

from channels.kit import Mounted, Tools
from channels.telegram.bot import new_bot, new_request
from channels.telegram.client import Telegram
from channels.telegram.courtesies import Courtesies
from channels.telegram.download import Downloads
from channels.telegram.intake import Intake
from channels.telegram.order import Order
from channels.telegram.parse import parse
from channels.telegram.polling import Poller
from channels.telegram.router import router
from channels.telegram.settings import Config, config_of
from channels.telegram.state import State
from channels.telegram.watch import Watch


def build(tools: Tools) -> Mounted | None:
    """Build the channel once there is a token; without a secret for a webhook it polls."""
    config = config_of(tools.settings)
    return None if config is None else mounted(tools, config, new_request(), new_request())


def mounted(tools: Tools, config: Config, for_messages: BaseRequest, aside: BaseRequest) -> Mounted:
    """Build it over what makes the requests: those of messages, and those beside them."""
    bot = new_bot(config.token, config.api_url, for_messages, config.per_second)
    # Beside it, so that neither polling nor courtesies wait for messages, or hold them up.
    other = new_bot(config.token, config.api_url, aside)
    state, courtesies = State(), Courtesies(other)
    downloads = Downloads(other, f"{config.api_url}/file/bot{config.token}")
    channel = Telegram(bot, other, downloads, state)
    intake = Intake(tools, channel, courtesies, config.bot_id)

    async def close() -> None:
        await courtesies.stop()
        await downloads.close()
        for request in (for_messages, aside):
            await request.shutdown()

    parts = partial(Mounted, channel, partial(parse, bot_id=config.bot_id), close=close)
    if not config.secrets:
        return parts(background=(Poller(other, intake, state).run,))
    watch = Watch(other, state, tools.clock, tools.public_url)
    routes = router(intake, config.secrets, Order(config.order_s), tools.precedence)
    return parts(router=routes, background=(watch.run,))
