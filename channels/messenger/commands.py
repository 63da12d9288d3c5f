"""What an operator does with Messenger: `python -m handoff messenger set-profile` and `info`."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from channels.kit import Command, Operator
from channels.messenger.graph import Graph, new_http
from channels.messenger.json_values import list_in, text_in
from channels.messenger.profile import profile_of
from channels.messenger.readiness import FIELDS, missing_fields
from channels.messenger.settings import config_of
from handoff.core.errors import ChannelDown, DeliveryDelayed, DeliveryRefused, DeliveryUnclear
from handoff.settings import SettingsError

_TROUBLE = (DeliveryDelayed, DeliveryRefused, DeliveryUnclear)
PROFILE = ("get_started", "greeting", "persistent_menu")


async def set_profile(operator: Operator) -> int:
    """Set what citizens see before their first message."""
    async with _graph(operator) as graph:
        try:
            await graph.post("messenger_profile", profile_of(operator.texts))
        except _TROUBLE as trouble:
            return _failed(trouble)
    print(f"set: {', '.join(PROFILE)}")
    return 0


async def info(operator: Operator) -> int:
    """Print how the page is set up; 1 when something is missing."""
    async with _graph(operator) as graph:
        try:
            page = await graph.get("", "id,name")
            missing = await missing_fields(graph)
            profile = list_in(await graph.get("messenger_profile", ",".join(PROFILE)), "data")
        except _TROUBLE as trouble:
            return _failed(trouble)
    there = [name for name in PROFILE if any(name in part for part in profile)]
    webhook = f"{operator.public_url or '(BATON_PUBLIC_URL is not set)'}/channels/messenger/webhook"
    print(f"page:     {text_in(page, 'name')} ({text_in(page, 'id')})")
    print(f"webhook:  {webhook}")
    print(f"brings:   {', '.join(f for f in FIELDS if f not in missing) or 'nothing'}")
    print(f"missing:  {', '.join(missing) or 'nothing'}")
    print(f"profile:  {', '.join(there) or 'not set; run set-profile'}")
    return 1 if missing else 0


COMMANDS = (
    Command("set-profile", "set Get Started, greeting and menu of the page", set_profile),
    Command("info", "show how the page is set up, and what is missing", info),
)


@asynccontextmanager
async def _graph(operator: Operator) -> AsyncIterator[Graph]:
    config = config_of(operator.settings)
    if config is None:
        raise SettingsError("Messenger is not set up: see docs/channels.md.")
    async with new_http(config) as http:
        yield Graph(config, http)


def _failed(trouble: Exception) -> int:
    why = trouble.why if isinstance(trouble, ChannelDown) else f"Meta did not take it: {trouble}"
    print(f"baton: {why}", file=sys.stderr)
    return 1
