"""Sentences for channels that cannot show who has control: each change of it is told in words.

The widget shows the same by itself, in its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.services.texts import known_language

_SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "queued": (
                "We are looking for a person to talk with you. You do not have to wait here:"
                " the answer comes to this chat."
            ),
            "queued_at": (
                "You are in line for a person: number {place}. You do not have to wait here:"
                " the answer comes to this chat."
            ),
            "joined": "You are now talking with {name}, who can read what you wrote before.",
            "passed_on": (
                "{name} has passed your conversation on. We are looking for another person to"
                " talk with you."
            ),
            "passed_on_at": (
                "{name} has passed your conversation on. You are in line for another person:"
                " number {place}."
            ),
            "returned": (
                "{name} has left the conversation. You are talking with the automated assistant"
                " again. You can ask for a person at any time."
            ),
            "closed": (
                "{name} has ended the conversation. If you need anything else, just write here"
                " again."
            ),
        },
        "es": {
            "queued": (
                "Buscamos a una persona para hablar con usted. No tiene que esperar aquí:"
                " la respuesta llega a este chat."
            ),
            "queued_at": (
                "Está en la fila para hablar con una persona: lugar {place}. No tiene que esperar"
                " aquí: la respuesta llega a este chat."
            ),
            "joined": "Ahora habla con {name}, que puede leer lo que usted escribió antes.",
            "passed_on": (
                "{name} pasó su conversación. Buscamos a otra persona para hablar con usted."
            ),
            "passed_on_at": (
                "{name} pasó su conversación. Está en la fila para hablar con otra persona:"
                " lugar {place}."
            ),
            "returned": (
                "{name} salió de la conversación. Ahora habla otra vez con el asistente"
                " automático. Puede pedir hablar con una persona en todo momento."
            ),
            "closed": (
                "{name} terminó la conversación. Si necesita algo más, escriba aquí otra vez."
            ),
        },
    }
)


def control_text(sentence: str, language: str, *, name: str = "", place: int | None = None) -> str:
    """Return a sentence in `language` (a BCP 47 tag), or in English.

    `place` is the place in line from 1; sentences that could tell it have a form without as well.
    """
    sentences = _SENTENCES[known_language(language)]
    form = f"{sentence}_at" if place is not None and f"{sentence}_at" in sentences else sentence
    return sentences[form].format(name=name, place=place)
