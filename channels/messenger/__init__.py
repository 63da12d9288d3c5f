"""Facebook Messenger: one page, over Meta's webhook and the Graph API."""

from __future__ import annotations

from functools import partial

from channels.kit import Kit, Mounted, Tools
from channels.messenger.client import Messenger
from channels.messenger.commands import COMMANDS
from channels.messenger.download import Downloads
from channels.messenger.graph import Graph, new_http
from channels.messenger.parse import parse
from channels.messenger.readiness import Readiness
from channels.messenger.router import webhook_router
from channels.messenger.settings import SETTINGS, config_of


def build(tools: Tools) -> Mounted | None:
    """Build the channel once its settings are there. Raises `SettingsError`: only some are."""
    config = config_of(tools.settings)
    if config is None:
        return None
    http = new_http(config)
    graph = Graph(config, http)
    readiness = Readiness(graph, tools.clock)
    messenger = Messenger(graph, Downloads(config, http), readiness, human_agent=config.human_agent)
    read = partial(parse, page_id=config.page_id, app_id=config.app_id)
    return Mounted(
        channel=messenger,
        parse=read,
        router=webhook_router(config, tools, messenger, read),
        background=(readiness.watch,),
        close=graph.close,
    )


KIT = Kit(name="messenger", settings=SETTINGS, build=build, commands=COMMANDS)
