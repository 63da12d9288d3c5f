"""Commands for operators: where Telegram brings updates, and how that goes."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from channels.kit import Command, Operator
from channels.telegram.bot import Bot, new_bot, new_request
from channels.telegram.router import PATH
from channels.telegram.settings import Config, config_of
from channels.telegram.updates import KINDS

PORTS = (443, 80, 88, 8443)
"""Telegram calls webhooks on these only."""


async def set_webhook(operator: Operator, config: Config, bot: Bot) -> int:
    """Tell Telegram where to bring updates."""
    if not config.secrets:
        return _refuse("set BATON_TELEGRAM_SECRET to a secret of your own: A-Z a-z 0-9 _ -")
    if problem := unfit(operator.public_url):
        return _refuse(problem)
    url = operator.public_url + PATH
    body: dict[str, object] = {
        "url": url,
        "secret_token": config.secrets[0],
        "allowed_updates": list(KINDS),
        "max_connections": config.connections,
        "drop_pending_updates": False,
    }
    await bot.call("setWebhook", body)
    print(f"Telegram brings updates to {url}")
    return 0


async def delete_webhook(_: Operator, config: Config, bot: Bot) -> int:
    """Tell Telegram to keep updates until somebody fetches them."""
    await bot.call("deleteWebhook", {"drop_pending_updates": False})
    how = "set BATON_TELEGRAM_SECRET aside to let the service fetch them" if config.secrets else ""
    print("Telegram keeps updates for 24 hours now" + (f"; {how}" if how else ""))
    return 0


async def info(_: Operator, config: Config, bot: Bot) -> int:
    """Print what Telegram knows of the bot and its webhook."""
    me = await bot.call("getMe", {})
    found = await bot.call("getWebhookInfo", {})
    print(f"bot:         @{me.get('username', '?')}, id {me.get('id', '?')}")
    print(f"webhook:     {found.get('url') or 'none: the service fetches updates itself'}")
    print(f"waiting:     {found.get('pending_update_count', 0)} updates")
    print(f"asks for:    {', '.join(found.get('allowed_updates') or ['everything but some'])}")
    print(f"secrets:     {len(config.secrets)}")
    if at := found.get("last_error_date"):
        when = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
        print(f"last error:  {when} {found.get('last_error_message', '')}")
    return 0


def unfit(public_url: str) -> str | None:
    """Return why Telegram cannot bring updates to this address, or None."""
    if not public_url:
        return "set BATON_PUBLIC_URL to the https:// address under which Telegram reaches us"
    parts = urlsplit(public_url)
    if parts.scheme != "https":
        return "Telegram calls https:// addresses only, and BATON_PUBLIC_URL is none"
    if (parts.port or 443) not in PORTS:
        return f"Telegram calls the ports {', '.join(map(str, PORTS))} only, see BATON_PUBLIC_URL"
    return None


Work = Callable[[Operator, Config, Bot], Awaitable[int]]


def _run(work: Work) -> Callable[[Operator], Coroutine[Any, Any, int]]:
    """Give a command its bot, and say in a sentence what went wrong."""

    async def run(operator: Operator) -> int:
        config = config_of(operator.settings)
        if config is None:
            return _refuse("set BATON_TELEGRAM_TOKEN to the token that BotFather gave you")
        try:
            async with _bot(config) as bot:
                return await work(operator, config, bot)
        except InvalidToken:
            return _refuse("Telegram does not accept the token in BATON_TELEGRAM_TOKEN")
        except TelegramError as error:
            return _refuse(f"Telegram did not do it: {error.message}")

    return run


@asynccontextmanager
async def _bot(config: Config) -> AsyncIterator[Bot]:
    request = new_request()
    try:
        yield new_bot(config.token, config.api_url, request)
    finally:
        await request.shutdown()


def _refuse(why: str) -> int:
    print(f"baton: {why}", file=sys.stderr)
    return 1


COMMANDS = (
    Command("set-webhook", "have Telegram bring updates to BATON_PUBLIC_URL", _run(set_webhook)),
    Command("delete-webhook", "have Telegram keep updates", _run(delete_webhook)),
    Command("info", "show the bot and how its webhook fares", _run(info)),
)
