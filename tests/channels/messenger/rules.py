"""What Graph's Send API takes, as Meta documents it; a message that breaks a rule is refused."""

from __future__ import annotations

from typing import Any

TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY")
TAGS = ("HUMAN_AGENT",)
"""The only tag that is left since April 2026."""

ACTIONS = ("typing_on", "typing_off", "mark_seen")


def broken_rule(body: dict[str, Any]) -> str | None:
    """The first rule that a body breaks."""
    recipient = body.get("recipient")
    if not isinstance(recipient, dict) or not str(recipient.get("id", "")).isdigit():
        return "recipient"
    if "sender_action" in body:
        extra = set(body) - {"recipient", "sender_action"}
        return "sender_action" if body["sender_action"] not in ACTIONS or extra else None
    if body.get("messaging_type") not in TYPES:
        return "messaging_type"
    tagged = body["messaging_type"] == "MESSAGE_TAG"
    if tagged != ("tag" in body) or (tagged and body["tag"] not in TAGS):
        return "tag"
    message = body.get("message")
    if not isinstance(message, dict) or ("text" in message) == ("attachment" in message):
        return "message"
    if len(str(message.get("metadata", ""))) > 1000:
        return "metadata"
    return _text(message) if "text" in message else _template(message["attachment"])


def _text(message: dict[str, Any]) -> str | None:
    if not isinstance(message["text"], str) or not 0 < len(message["text"]) <= 2000:
        return "text"
    quick = message.get("quick_replies", [])
    if len(quick) > 13 or any(reply.get("content_type") != "text" for reply in quick):
        return "quick_replies"
    return "a quick reply" if any(map(_bad_choice, quick)) else None


def _template(attachment: dict[str, Any]) -> str | None:
    template = attachment.get("payload", {})
    if attachment.get("type") != "template" or template.get("template_type") != "button":
        return "attachment"
    if not 0 < len(template.get("text", "")) <= 640:
        return "template text"
    buttons = template.get("buttons", [])
    if not 1 <= len(buttons) <= 3 or any(b.get("type") != "postback" for b in buttons):
        return "buttons"
    return "a button" if any(map(_bad_choice, buttons)) else None


def _bad_choice(choice: dict[str, Any]) -> bool:
    title, payload = choice.get("title", ""), choice.get("payload", "")
    return not 0 < len(title) <= 20 or not 0 < len(payload) <= 1000
