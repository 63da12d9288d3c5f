"""Sentences for channels that cannot show who has control: each change of it is told in words.

The widget shows the same by itself, in its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.services.texts import known_language

# A button of Messenger has 20 characters.
_SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "looking": "We are looking for a person to talk with you.",
            "looking_again": "We are looking for another person to talk with you.",
            "back": "We are taking you back to a person.",
            "place": "You are number {place} in line for a person.",
            "next": "You are next in line for a person.",
            "away": "People do not answer at this hour. They are back {opening}; you are in line.",
            "stay": (
                "You do not have to wait here: the answer comes to this chat. Until then you can"
                " go on asking the assistant."
            ),
            "transfer": "{name} has passed your conversation on.",
            "interrupted": "Your conversation with {name} was interrupted.",
            "no_answer": "{name} could not answer in time.",
            "left": "{name} had to leave.",
            "kept": "What you wrote is kept.",
            "news": "The wait has changed.",
            "leave": "I don't want to wait",
            "left_queue": (
                "You are not waiting for a person any more. The automated assistant is here"
                " again. You can ask for a person at any time."
            ),
            "joined": "You are now talking with {name}, who can read what you wrote before.",
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
            "looking": "Buscamos a una persona para hablar con usted.",
            "looking_again": "Buscamos a otra persona para hablar con usted.",
            "back": "Le llevamos otra vez con una persona.",
            "place": "Usted tiene el lugar {place} en la fila para hablar con una persona.",
            "next": "Usted es la siguiente persona en la fila.",
            "away": (
                "A esta hora no atienden personas. Vuelven {opening}; usted queda en la fila."
            ),
            "stay": (
                "No tiene que esperar aquí: la respuesta llega a este chat. Hasta entonces puede"
                " seguir preguntando al asistente."
            ),
            "transfer": "{name} pasó su conversación a otra persona.",
            "interrupted": "Se interrumpió su conversación con {name}.",
            "no_answer": "{name} no pudo responder a tiempo.",
            "left": "{name} tuvo que irse.",
            "kept": "Lo que escribió queda guardado.",
            "news": "La espera ha cambiado.",
            "leave": "No quiero esperar",
            "left_queue": (
                "Ya no espera a una persona. Le atiende de nuevo el asistente automático. Puede"
                " pedir hablar con una persona en todo momento."
            ),
            "joined": "Ahora habla con {name}, que puede leer lo que usted escribió antes.",
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


def control_text(
    sentence: str, language: str, *, name: str = "", place: int = 0, opening: str = ""
) -> str:
    """Return a sentence in `language` (a BCP 47 tag), or in English.

    `place` is the place in line from 1, `opening` when people are back, in words.
    """
    sentences = _SENTENCES[known_language(language)]
    return sentences[sentence].format(name=name, place=place, opening=opening)
