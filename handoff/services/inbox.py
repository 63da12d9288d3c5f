"""Where citizens' messages come in: made durable first, answered afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.core import citizen, survey
from handoff.core.conversation import Conversation
from handoff.core.errors import WrongToken
from handoff.core.events import Event, MessagePosted, Recorded
from handoff.core.ports import Appended, Decide, Log
from handoff.core.values import Author
from handoff.services import keys, secrets
from handoff.services.journal import Journal
from handoff.services.survey_texts import survey_words
from handoff.services.texts import Texts, known_language
from handoff.services.turns import Turns


class Inbox:
    """Opens conversations and receives what citizens say, whatever the channel."""

    def __init__(self, journal: Journal, log: Log, turns: Turns, texts: Texts) -> None:
        self._journal = journal
        self._log = log
        self._turns = turns
        self._texts = texts

    async def open(self, channel: str, language: str) -> tuple[str, str]:
        """Open a conversation; return its id and the citizen's token, which is kept nowhere."""
        conversation_id, token = secrets.new_id(), secrets.new_token()
        spoken = known_language(language)
        events = citizen.started(
            channel,
            spoken,
            self._texts.get("greeting", spoken),
            self._texts.greeting_buttons(spoken),
        )
        await self._journal.start(conversation_id, secrets.token_hash(token), events)
        return conversation_id, token

    async def admit(self, conversation_id: str, token: str) -> None:
        """Let the citizen in whose token this is.

        Raises:
            UnknownConversation: no such conversation.
            WrongToken: the token is not this conversation's.
        """
        if not secrets.matches(token, await self._log.token_hash(conversation_id)):
            raise WrongToken

    async def receive(
        self, conversation_id: str, key: str, text: str | None = None, payload: str | None = None
    ) -> int:
        """Keep a message and return its seq; a known key returns the seq it had.

        When this returns, the message is durable. The bot's turn runs on its own.

        Raises:
            UnknownConversation: no such conversation.
            UnknownPayload, InvalidText, EmptyText, TextTooLong, InvalidRequest: nothing was kept.
        """
        appended = await self.keep(
            conversation_id, key, lambda state: citizen.said(state, text, payload)
        )
        return next(e.seq for e in appended.events if e.key is not None)

    async def keep(self, conversation_id: str, key: str, decide: Decide) -> Appended:
        """Append what a citizen did under the citizen's key, and start the turn that is owed.

        Raises as `ports.Log.append`.
        """
        owed_before = False

        def noting(state: Conversation) -> Sequence[Event]:
            nonlocal owed_before
            owed_before = state.owes_turn
            decided = decide(state)
            words = survey_words(self._texts, state.language)
            return [*decided, *survey.thanked(decided, words)]

        appended = await self._journal.append(conversation_id, noting, key=keys.of_citizen(key))
        if appended.conversation.owes_turn:
            asked = next((e for e in appended.events if _is_question(e)), None)
            known = None
            if asked is not None and not (owed_before or appended.duplicate):
                known = (appended.conversation, asked)
            self._turns.start(conversation_id, known)
        return appended


def _is_question(entry: Recorded) -> bool:
    event = entry.event
    return isinstance(event, MessagePosted) and event.author is Author.CITIZEN and bool(event.text)
