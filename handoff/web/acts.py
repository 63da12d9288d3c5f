"""What each route of the desk does, in the words of the access log."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DESK = "/api/desk"
_ONE = DESK + "/conversations/{conversation_id}"

ACTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("POST", "/api/login"): "sign_in",
        ("POST", "/api/logout"): "sign_out",
        ("PUT", "/api/me"): "change_name",
        ("PUT", "/api/me/password"): "change_password",
        ("PUT", DESK + "/presence"): "presence",
        ("GET", DESK + "/conversations"): "list",
        ("GET", _ONE): "open",
        ("GET", _ONE + "/attachments/{seq}/{number}"): "file",
        ("GET", _ONE + "/earlier"): "earlier",
        ("GET", _ONE + "/suggestions"): "suggestions",
        ("POST", _ONE + "/accept"): "accept",
        ("POST", _ONE + "/decline"): "decline",
        ("POST", DESK + "/next"): "next",
        ("POST", _ONE + "/messages"): "say",
        ("POST", _ONE + "/notes"): "note",
        ("POST", _ONE + "/transfer"): "transfer",
        ("POST", _ONE + "/return"): "return",
        ("POST", _ONE + "/close"): "close",
        ("POST", _ONE + "/assign"): "assign",
        ("POST", _ONE + "/route"): "route",
        ("PUT", _ONE + "/slots"): "correct",
        ("POST", _ONE + "/help"): "call_in",
        ("POST", _ONE + "/help/end"): "end_help",
        ("GET", DESK + "/board"): "board",
        ("GET", DESK + "/accounts"): "accounts",
        ("POST", DESK + "/accounts"): "add_account",
        ("PATCH", DESK + "/accounts/{account_id}"): "change_account",
        ("PUT", DESK + "/accounts/{account_id}/password"): "set_password",
        ("POST", DESK + "/accounts/{account_id}/disable"): "disable_account",
        ("POST", DESK + "/accounts/{account_id}/enable"): "enable_account",
        ("PUT", DESK + "/teams"): "change_teams",
        ("PUT", DESK + "/rules"): "change_rules",
        ("GET", DESK + "/canned"): "canned",
        ("POST", DESK + "/canned"): "add_canned",
        ("PUT", DESK + "/canned/{canned_id}"): "change_canned",
        ("DELETE", DESK + "/canned/{canned_id}"): "drop_canned",
        ("GET", DESK + "/follow-ups"): "follow_ups",
        ("PATCH", DESK + "/follow-ups/{conversation_id}"): "change_follow_up",
        ("GET", DESK + "/access-log"): "search_access",
    }
)
"""Acts by method and path."""

UNRECORDED = frozenset(
    {
        ("GET", DESK + "/agents"),
        ("GET", DESK + "/dispositions"),
        ("GET", DESK + "/calibration"),
        ("GET", DESK + "/steps"),
        ("GET", DESK + "/teams"),
        ("GET", DESK + "/rules"),
        ("POST", DESK + "/rules/try"),
        ("POST", _ONE + "/typing"),
    }
)
"""Routes that show nothing of a citizen and change nothing."""

WATCH = "watch"
"""Following a conversation over the websocket, recorded when it begins."""

FOLLOW = "follow"
"""Following the lists over the websocket, recorded when the desk connects."""

SIGN_IN_FAILED = "sign_in_failed"
"""Somebody gave the wrong password for an agent's user name, or a user name nobody has."""


def act_of(method: str, path: str) -> str | None:
    """Return what a route does; None when it is not recorded. An unnamed one is its own name."""
    route = (method, path)
    if route in ACTS:
        return ACTS[route]
    if route in UNRECORDED or not path.startswith(DESK + "/"):
        return None
    return f"{method} {path}"
