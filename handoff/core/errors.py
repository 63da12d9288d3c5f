"""Errors a caller can do something about. Each has a stable `code` and a sentence for people.

`details` goes to the caller next to code and message; it never holds message text or tokens.
"""

from __future__ import annotations

from typing import ClassVar

from handoff.core.values import AgentRef


class BatonError(Exception):
    """Base of all errors that are answered and not a defect of the service."""

    code: ClassVar[str] = "error"
    sentence: ClassVar[str] = "The request could not be carried out."

    def __init__(self, sentence: str | None = None, **details: object) -> None:
        super().__init__(sentence or self.sentence)
        self.details = details


class InvalidRequest(BatonError):
    """The request is not of the documented form."""

    code = "invalid_request"
    sentence = "The request does not have the documented form."


class InvalidText(BatonError):
    """The text holds characters that no text may hold."""

    code = "invalid_text"
    sentence = "The text holds characters that cannot be kept (a NUL or half a surrogate pair)."


class EmptyText(BatonError):
    """Nothing was said."""

    code = "empty_text"
    sentence = "The message is empty."


class TextTooLong(BatonError):
    """The text is over the limit; `limit` is in details, in code points."""

    code = "text_too_long"
    sentence = "The message is too long."


class UnknownPayload(BatonError):
    """The payload was never offered in this conversation, or long ago."""

    code = "unknown_payload"
    sentence = "This button is no longer valid. Please write what you need instead."


class UnknownConversation(BatonError):
    """No conversation has this id."""

    code = "unknown_conversation"
    sentence = "There is no such conversation."


class UnknownFile(BatonError):
    """The message has no such file, or it is not here: not fetched yet, or refused."""

    code = "unknown_file"
    sentence = "There is no such file, or it has not arrived yet."


class WrongToken(BatonError):
    """The token is missing or does not belong to this conversation."""

    code = "wrong_token"
    sentence = "The token does not belong to this conversation."


class NotQueued(BatonError):
    """The conversation waits for nobody: the bot has control, or it is closed."""

    code = "not_queued"
    sentence = "This conversation is not waiting for a person."


class NotYours(BatonError):
    """The agent does not hold the conversation."""

    code = "not_yours"
    sentence = "Take the conversation first: it is not yours."


class ChannelClosed(BatonError):
    """The citizen cannot be written to now; the code `reason` is in details."""

    code = "channel_closed"
    sentence = "The citizen cannot be reached over this channel now."


class AlreadyTaken(BatonError):
    """A colleague was faster; `assignee` is in details."""

    code = "already_taken"

    def __init__(self, holder: AgentRef) -> None:
        super().__init__(
            f"{holder.name} has already taken this conversation.",
            assignee={"id": holder.id, "name": holder.name},
        )


class UnknownAgent(BatonError):
    """No agent has this id or user name."""

    code = "unknown_agent"
    sentence = "There is no such agent."


class NameTaken(BatonError):
    """The user name belongs to another agent already."""

    code = "name_taken"
    sentence = "An agent with this user name exists already."


class LastAdmin(BatonError):
    """Without this account nobody could keep the accounts any more."""

    code = "last_admin"
    sentence = "This is the last admin. Make somebody else an admin first."


class UnknownTeam(BatonError):
    """No team has this id."""

    code = "unknown_team"
    sentence = "There is no such team."


class AgentOffDuty(BatonError):
    """The agent takes no conversations now; `agent` is in details."""

    code = "agent_off_duty"
    sentence = "This colleague is not at work and cannot be given a conversation."


class UnknownStep(BatonError):
    """The assistant does not offer to go on there."""

    code = "unknown_step"
    sentence = "The assistant cannot go on at this step. Choose one of those it offers."


class AssistantAway(BatonError):
    """The assistant cannot be asked now what an agent's command needs to know of it."""

    code = "assistant_away"
    sentence = "The assistant cannot be reached right now. Try again, or return without a step."


class UnknownCanned(BatonError):
    """No canned response has this id, or it is another agent's own."""

    code = "unknown_canned"
    sentence = "There is no such canned response."


class ShortcutTaken(BatonError):
    """The shortcut is in use for the same people and language."""

    code = "shortcut_taken"
    sentence = "There is a canned response with this shortcut in this language already."


class UnfilledVariable(BatonError):
    """A text for the citizen still has places to fill; `variables` names them."""

    code = "unfilled_variable"
    sentence = "Something in this message still has to be filled in."


class UnknownFollowUp(BatonError):
    """The conversation has no follow-up."""

    code = "unknown_follow_up"
    sentence = "This conversation has no follow-up."


class Outdated(BatonError):
    """What is to be replaced has been changed by somebody else meanwhile."""

    code = "outdated"
    sentence = "Somebody else has changed this meanwhile. Load it again."


class InvalidOffice(BatonError):
    """Teams or rules that cannot be kept; `problems` says which and why."""

    code = "invalid_office"
    sentence = "This cannot be kept as it is."


class NotSignedIn(BatonError):
    """There is no session, or it has ended."""

    code = "not_signed_in"
    sentence = "Please sign in."


class NotAllowed(BatonError):
    """The agent's role does not include this."""

    code = "not_allowed"
    sentence = "Your role does not allow this."


class WrongLogin(BatonError):
    """User name and password do not belong together; which one is wrong is not told."""

    code = "wrong_login"
    sentence = "User name or password is wrong."

    def __init__(self, agent: AgentRef | None = None) -> None:
        """Keep whose user name it was, if anybody's; the caller is not told."""
        super().__init__()
        self.agent = agent


class WrongPassword(BatonError):
    """The password that is to be changed is another one."""

    code = "wrong_password"
    sentence = "The old password is wrong."


class TooMany(BatonError):
    """Base of the rate limits: `retry_after` (seconds, rounded up) is in details."""

    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(None, retry_after=retry_after)
        self.retry_after = retry_after


class TooManyMessages(TooMany):
    """The conversation sent more messages a minute than the limit."""

    code = "too_many_messages"
    sentence = "You are writing very fast. Please wait a moment and send it again."


class TooManyConversations(TooMany):
    """The address opened more conversations a minute than the limit."""

    code = "too_many_conversations"
    sentence = "Too many new conversations from this address. Please try again in a moment."


class TooManyLogins(TooMany):
    """Too many attempts to sign in."""

    code = "too_many_logins"
    sentence = "Too many attempts to sign in. Please wait a moment."


class Unavailable(BatonError):
    """The store cannot be reached; nothing was accepted, so the caller should try again."""

    code = "unavailable"
    sentence = "The service cannot keep messages right now. Please try again in a moment."


class AddressTaken(Exception):
    """A channel's address has a conversation already: `conversation_id`."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__("this address has a conversation already")
        self.conversation_id = conversation_id


class AssistantUnavailable(Exception):
    """The assistant cannot be asked now; the turn stays owed and is tried again."""


class AssistantTimedOut(AssistantUnavailable):
    """The assistant took the turn and did not answer in time; asking again joins that turn."""


class AssistantFailed(Exception):
    """The assistant ran the turn and something inside it failed; asking again is no use."""


class DeliveryDelayed(Exception):
    """The channel did not take it; try again after `retry_after` seconds, if it says so."""

    def __init__(self, retry_after: float | None = None) -> None:
        said = "later" if retry_after is None else f"in {retry_after:g} s"
        super().__init__(f"try again {said}")
        self.retry_after = retry_after


class DeliveryRefused(Exception):
    """The channel refuses the event for good; `reason` is fit for the agent's eyes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DeliveryUnclear(Exception):
    """The channel may have taken the call or not, and no second look can tell."""


class CitizenUnreachable(DeliveryRefused):
    """The channel takes nothing for this citizen until it says otherwise: blocked, or gone."""


class ChannelDown(DeliveryDelayed):
    """The channel takes nothing for anybody until an operator acts; `why` is fit for the log."""

    def __init__(self, why: str, retry_after: float = 60.0) -> None:
        super().__init__(retry_after)
        self.why = why


class FileGone(Exception):
    """A file that came with a message can no longer be had."""


class FileTooLarge(Exception):
    """A file is larger than what is kept."""
