"""A citizen in a test: says things through the connector, as the service would pass them on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.bot.http import call


@dataclass(frozen=True)
class Answer:
    """Status and JSON body of one call."""

    status: int
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All messages of the turn in one text."""
        return "\n".join(message["text"] for message in self.body["messages"])

    @property
    def buttons(self) -> list[str]:
        """Payloads of all buttons of the turn."""
        return [b["payload"] for message in self.body["messages"] for b in message["buttons"]]

    @property
    def intent(self) -> str:
        """What the assistant took the message for."""
        return str(self.body["intents"][0]["name"])


def post(url: str, body: Any) -> Answer:
    """POST `body` as JSON (or as it is, when bytes)."""
    status, answer = call(url, body if isinstance(body, bytes) else json.dumps(body).encode())
    return Answer(status, json.loads(answer))


class Citizen:
    """One conversation. Turns are numbered like the service numbers them, with gaps.

    Like the service it keeps the language of the last answer and sends it along.
    """

    def __init__(self, rasa_url: str, language: str = "en") -> None:
        """`rasa_url`: where Rasa listens; `language`: that of the page."""
        self.rasa_url = rasa_url
        self.language = language
        self.conversation_id = uuid4().hex
        self.seq = 0

    def says(self, text: str, **told: Any) -> Answer:
        """Type `text`, which the service passes on with `told`; the turn must succeed."""
        return self._turn({"text": text, **told})

    def presses(self, payload: str, **told: Any) -> Answer:
        """Press the button with `payload`, passed on with `told`; the turn must succeed."""
        return self._turn({"payload": payload, **told})

    def request(self, **what: Any) -> dict[str, Any]:
        """The body of the next turn."""
        self.seq += 3
        return {
            "turn_id": f"{self.conversation_id}:{self.seq}",
            "conversation_id": self.conversation_id,
            "language": self.language,
            "channel": "web",
            **what,
        }

    def asks(self, body: Any) -> Answer:
        """Send a turn as it is, whatever comes of it."""
        return post(f"{self.rasa_url}/webhooks/baton/turns", body)

    def _turn(self, what: dict[str, Any]) -> Answer:
        answer = self.asks(self.request(**what))
        assert answer.status == 200, answer
        self.language = answer.body["language"]
        return answer
