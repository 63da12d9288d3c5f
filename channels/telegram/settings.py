"""The settings of the Telegram channel, and what the code makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from channels.kit import Values
from handoff.settings import Setting, http_address, names, whole

_TOKEN = re.compile(r"([0-9]{1,20}):[A-Za-z0-9_-]{1,100}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
"""What Telegram takes as `secret_token` of `setWebhook`."""

LONGEST_ORDER_MS = 10_000
MOST_CONNECTIONS = 100
"""Telegram's own limit of `max_connections`."""


def token(text: str) -> str:
    """Read a bot's token as BotFather gives it, or nothing."""
    if text and not _TOKEN.fullmatch(text):
        raise ValueError("a token looks like 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    return text


def secrets(text: str) -> tuple[str, ...]:
    """Read one secret or several, the newest first."""
    found = names(text)
    if not all(_SECRET.fullmatch(secret) for secret in found):
        raise ValueError("a secret has 1 to 256 of the characters A-Z a-z 0-9 _ -")
    return found


def milliseconds(text: str) -> int:
    """Read a number of milliseconds from 0 to 10,000."""
    number = int(text)
    if not 0 <= number <= LONGEST_ORDER_MS:
        raise ValueError(f"must be 0 to {LONGEST_ORDER_MS}")
    return number


def connections(text: str) -> int:
    """Read how many connections, from 1 to 100."""
    number = int(text)
    if not 1 <= number <= MOST_CONNECTIONS:
        raise ValueError(f"must be 1 to {MOST_CONNECTIONS}")
    return number


SETTINGS = (
    Setting(
        "BATON_TELEGRAM_TOKEN",
        "",
        "The bot's token from BotFather; empty: no Telegram.",
        token,
        secret=True,
    ),
    Setting(
        "BATON_TELEGRAM_SECRET",
        "",
        "Secret of the webhook, or the new and the old one with a comma; empty: the service polls.",
        secrets,
        secret=True,
    ),
    Setting(
        "BATON_TELEGRAM_API_URL",
        "https://api.telegram.org",
        "The Bot API, for those who run a server of it themselves.",
        http_address,
    ),
    Setting(
        "BATON_TELEGRAM_ORDER_MS",
        "200",
        "How long an update waits for earlier ones that are missing; 0 with several processes.",
        milliseconds,
    ),
    Setting(
        "BATON_TELEGRAM_CONNECTIONS",
        "8",
        "Updates that Telegram may bring at once; asked for by `set-webhook`.",
        connections,
    ),
    Setting(
        "BATON_TELEGRAM_PER_SECOND",
        "30",
        "Most messages a second that this process sends to Telegram.",
        whole,
    ),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as the channel uses them; `secrets` is empty when it polls."""

    token: str
    secrets: tuple[str, ...]
    api_url: str
    order_s: float
    per_second: int
    connections: int

    @property
    def bot_id(self) -> str:
        """The bot's own id, which is the part of the token that is no secret."""
        return self.token.partition(":")[0]


def config_of(values: Values) -> Config | None:
    """Return the settings, or None while there is no token."""
    if not values["telegram_token"]:
        return None
    return Config(
        token=values["telegram_token"],
        secrets=values["telegram_secret"],
        api_url=values["telegram_api_url"],
        order_s=values["telegram_order_ms"] / 1000,
        per_second=values["telegram_per_second"],
        connections=values["telegram_connections"],
    )
