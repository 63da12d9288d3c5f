"""One event of a page's webhook, in our own words (Meta, "Webhook events reference")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channels.messenger.files import UNKNOWN, attachments_of
from channels.messenger.json_values import id_in, key_of, list_in, object_in, text_in
from channels.messenger.marks import START, is_token, mark_of
from handoff.core.arrivals import (
    Began,
    ClerkWrote,
    Confirmed,
    Edited,
    Ignored,
    Pressed,
    What,
    Wrote,
)

NOT_FOR_US = (
    *("delivery", "read", "reaction", "optin", "account_linking", "policy_enforcement"),
    *("pass_thread_control", "take_thread_control", "request_thread_control", "app_roles"),
)
"""Kinds that say nothing a conversation could keep."""


def what_of(event: Mapping[str, Any], app_id: str, *, by_page: bool) -> What | None:
    """Return what happened, None for an event of a kind nobody knows. `app_id` is our own.

    `by_page`: the page itself did it, so nothing of it may pass for the citizen's words.
    """
    match event:
        case {"message": dict(message)}:
            echo = by_page or message.get("is_echo") is True
            return _echo(message, app_id) if echo else _message(message)
        case {"postback": dict()} | {"message_edit": dict()} | {"referral": dict()} if by_page:
            return Ignored("the page's own doing")
        case {"postback": dict(postback)}:
            return _postback(postback)
        case {"message_edit": dict(edit)}:
            mid = id_in(edit, "mid")
            return Edited(mid, text_in(edit, "text")) if mid else None
        case {"referral": dict(referral)}:
            return Began(text_in(referral, "ref") or None)
        case _:
            kind = next((kind for kind in NOT_FOR_US if kind in event), None)
            return Ignored(kind) if kind else None


def id_of(event: Mapping[str, Any]) -> str:
    """Return the event's key. An edit has none of its own: it carries that of what it edits."""
    own = id_in(object_in(event, "message"), "mid") or id_in(object_in(event, "postback"), "mid")
    return key_of(own, event)


def language_of(event: Mapping[str, Any]) -> str | None:
    """Return the language that Meta found the words to be in, where the page has that turned on."""
    found = list_in(object_in(object_in(event, "message"), "nlp"), "detected_locales")
    return (text_in(found[0], "locale")[:35] or None) if found else None


def _message(message: Mapping[str, Any]) -> What | None:
    if message.get("is_deleted") is True:
        return Ignored("deleted")
    text = text_in(message, "text")
    payload = text_in(object_in(message, "quick_reply"), "payload")
    if is_token(payload):
        return Pressed(payload, text)
    words, files = attachments_of(message)
    said = "\n".join(part for part in (text, words) if part)
    if said.strip() or files:
        return Wrote(said, files)
    # A kind of message that is newer than we are: its sender is told, not left waiting.
    return Wrote(attachments=(UNKNOWN,)) if id_in(message, "mid") else None


def _echo(message: Mapping[str, Any], app_id: str) -> What:
    """A message of the page: ours by its mark, else by its app, else a clerk's."""
    mark = mark_of(message.get("metadata"))
    if mark is not None:
        return Confirmed(mark)
    if app_id and id_in(message, "app_id") == app_id:
        return Ignored("our own, without a mark")
    words, files = attachments_of(message)
    said = "\n".join(part for part in (text_in(message, "text"), words) if part)
    return ClerkWrote(said, files) if said.strip() or files else Ignored("an empty echo")


def _postback(postback: Mapping[str, Any]) -> What | None:
    """A press. What others have set up on the page counts as the words that stand on it."""
    payload, title = text_in(postback, "payload"), text_in(postback, "title")
    if "referral" in postback or payload == START:
        return Began(text_in(object_in(postback, "referral"), "ref") or None)
    if is_token(payload) or (payload and not title.strip()):
        return Pressed(payload, title)
    return Wrote(title) if title.strip() else None
