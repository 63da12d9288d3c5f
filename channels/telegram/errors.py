"""What to do about each error of the Bot API, in the words of `handoff.core.errors`."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from handoff.core.errors import (
    ChannelDown,
    CitizenUnreachable,
    DeliveryDelayed,
    DeliveryRefused,
    DeliveryUnclear,
)

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""With these behind an error no byte of the call has left us."""

DEAD_TOKEN = "Telegram does not accept the token: set BATON_TELEGRAM_TOKEN anew"  # noqa: S105


def remedy(error: TelegramError) -> Exception:
    """Return the error that `Delivery` knows what to do with."""
    # BadRequest is a NetworkError to the library: asked later, a refusal would be tried for ever.
    match error:
        case RetryAfter():
            return DeliveryDelayed(seconds_of(error))
        case BadRequest():
            return _refusal(error.message.lower())
        case Forbidden():
            gone = "deactivated" in error.message.lower()
            return CitizenUnreachable("gone" if gone else "blocked")
        case ChatMigrated():
            return CitizenUnreachable("gone")
        case InvalidToken():
            return ChannelDown(DEAD_TOKEN)
        case Conflict():
            return DeliveryDelayed()
        case NetworkError() if was_not_sent(error):
            return DeliveryDelayed()
        case _:
            return DeliveryUnclear()


def was_not_sent(error: NetworkError) -> bool:
    """Whether Telegram has certainly not taken the call: it said so, or never got it.

    An answer that says so may have a body that is no JSON, as those of proxies: the library gives
    that as the cause.
    """
    cause = error.__cause__
    return cause is None or isinstance(cause, (TelegramError, *NOT_SENT))


def seconds_of(error: RetryAfter) -> float:
    """Return how long to wait; the library is on its way from numbers to `timedelta`."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _refusal(said: str) -> DeliveryRefused:
    if "chat not found" in said or "user not found" in said or "peer_id_invalid" in said:
        return CitizenUnreachable("gone")
    return DeliveryRefused("too_large" if "too long" in said else "refused")
