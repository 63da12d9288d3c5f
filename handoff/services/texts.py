"""The service's own sentences, for when the assistant cannot speak for itself.

Everything else that is said to citizens is content of the assistant or text of a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.core.values import TALK_TO_PERSON, Button

LANGUAGES = ("en", "es")
"""Languages the service itself can speak; the first one stands in for all others."""

_SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "greeting": (
                "Hello! I am the automated assistant of the {agency}. Ask me about benefits,"
                " your application or your account. You can ask for a person at any time."
            ),
            "status": "Check my application",
            "apply": "How to apply",
            "person": "Talk to a person",
            "delayed": (
                "This takes longer than usual. Your message is safe, and I will answer it as soon"
                " as I can. You do not have to wait: you can also talk to a person."
            ),
            "failed": (
                "Sorry, something went wrong on our side and I cannot answer that right now."
                " You can ask again, or talk to a person."
            ),
        },
        "es": {
            "greeting": (
                "¡Hola! Soy el asistente automático de {agency}. Pregúnteme sobre beneficios,"
                " su solicitud o su cuenta. Puede pedir hablar con una persona en todo momento."
            ),
            "status": "Ver mi solicitud",
            "apply": "Cómo solicitar ayuda",
            "person": "Hablar con una persona",
            "delayed": (
                "Esto tarda más de lo normal. Su mensaje está guardado y le responderé en cuanto"
                " pueda. No tiene que esperar: también puede hablar con una persona."
            ),
            "failed": (
                "Lo siento, algo falló de nuestro lado y ahora no puedo responder."
                " Puede preguntar otra vez o hablar con una persona."
            ),
        },
    }
)


class Texts:
    """The sentences, with the agency's name filled in."""

    def __init__(self, agency: str) -> None:
        self._agency = agency

    def get(self, name: str, language: str) -> str:
        """Return sentence `name` in `language` (a BCP 47 tag), or in English."""
        return _SENTENCES[known_language(language)][name].format(agency=self._agency)

    def greeting_buttons(self, language: str) -> tuple[Button, ...]:
        """Return the first steps offered to everybody."""
        return (
            Button(self.get("status", language), "/application_status"),
            Button(self.get("apply", language), "/apply_how"),
            *self.offer_of_person(language),
        )

    def offer_of_person(self, language: str) -> tuple[Button, ...]:
        """Return the button that reaches a person even while the assistant is down."""
        return (Button(self.get("person", language), TALK_TO_PERSON),)


def known_language(tag: str) -> str:
    """Return the language we speak that is nearest to a BCP 47 tag."""
    primary = tag.lower().replace("_", "-").split("-")[0]
    return primary if primary in LANGUAGES else LANGUAGES[0]
