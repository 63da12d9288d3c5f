"""What the assistant offers an agent for a conversation: answers to send, steps to return it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handoff.core.conversation import Conversation
from handoff.core.errors import AssistantFailed, AssistantUnavailable
from handoff.core.events import MessagePosted
from handoff.core.ports import Adviser, Log, Suggestion
from handoff.core.values import Author, Button

AWAY, FAILED, NOTHING_SAID, NOTHING_FITS = (
    "assistant_away",
    "assistant_failed",
    "no_message",
    "none",
)
"""Why there is nothing to offer: stable codes."""

LOOKED_AT = 200
"""The citizen's last message is looked for among the newest so many events."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Answers that may fit the citizen's message `of_seq`; `reason` is why there are none."""

    items: Sequence[Suggestion] = ()
    of_seq: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Where the bot can go on; `stopped`: the form of this step is where it stopped."""

    button: Button
    stopped: bool


@dataclass(frozen=True, slots=True)
class StepsOffered:
    """The steps there are; `reason` is why there are none."""

    items: Sequence[Step] = ()
    reason: str | None = None


class Advice:
    """Asks the assistant for agents. That it is away is said, and is never an error."""

    def __init__(self, log: Log, adviser: Adviser) -> None:
        self._log = log
        self._adviser = adviser

    async def suggestions(self, conversation_id: str) -> Suggestions:
        """Return answers that may fit the citizen's last message. Raises `UnknownConversation`."""
        state = await self._log.load(conversation_id)
        said = await self._last_words(state)
        if said is None:
            return Suggestions(reason=NOTHING_SAID)
        seq, text = said
        try:
            found = await self._adviser.suggest(text, state.language)
        except AssistantUnavailable:
            return Suggestions((), seq, AWAY)
        except AssistantFailed:
            return Suggestions((), seq, FAILED)
        return Suggestions(found, seq, None if found else NOTHING_FITS)

    async def steps(self, conversation_id: str) -> StepsOffered:
        """Return the steps in the conversation's language, that of the form that stopped first.

        Raises:
            UnknownConversation: there is no such conversation.
        """
        state = await self._log.load(conversation_id)
        try:
            offered = await self._adviser.steps(state.language)
        except AssistantUnavailable:
            return StepsOffered(reason=AWAY)
        except AssistantFailed:
            return StepsOffered(reason=FAILED)
        steps = [Step(button, _is_of_form(button, state)) for button in offered]
        steps.sort(key=lambda step: not step.stopped)
        return StepsOffered(steps, None if steps else NOTHING_FITS)

    async def _last_words(self, state: Conversation) -> tuple[int, str] | None:
        after = max(0, state.last_seq - LOOKED_AT)
        entries = await self._log.read(state.id, after=after, limit=LOOKED_AT)
        for entry in reversed(entries):
            event = entry.event
            if isinstance(event, MessagePosted) and event.author is Author.CITIZEN and event.text:
                return entry.seq, event.text
        return None


def _is_of_form(button: Button, state: Conversation) -> bool:
    """Whether a step starts the form that stopped: the intent `x` starts the form `x_form`."""
    return state.form is not None and button.payload == "/" + state.form.name.removesuffix("_form")
