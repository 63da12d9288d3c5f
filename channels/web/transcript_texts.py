"""The words of a transcript that nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "title": "Conversation with the {agency}",
            "made": "As of {day}, {time}. All times are those of the agency ({zone}).",
            "you": "You",
            "bot": "Automated assistant",
            "agent": "Agent {name}",
            "staff": "Staff",
            "system": "Notice",
            "file": "(a file)",
            "edited": "(changed later)",
            "queued": "Waiting for a person.",
            "joined": "You are talking with {name}.",
            "with_bot": "You are talking with the automated assistant.",
            "left": "You stopped waiting for a person.",
            "closed": "{name} closed the conversation.",
            "print": "To keep this page, print it, or save it as a PDF, with your browser.",
        },
        "es": {
            "title": "Conversación con la agencia: {agency}",
            "made": "Hasta el {day}, {time}. Las horas son las de la agencia ({zone}).",
            "you": "Usted",
            "bot": "Asistente automático",
            "agent": "Agente {name}",
            "staff": "Personal",
            "system": "Aviso",
            "file": "(un archivo)",
            "edited": "(cambiado después)",
            "queued": "En espera de una persona.",
            "joined": "Habla con {name}.",
            "with_bot": "Habla con el asistente automático.",
            "left": "Dejó de esperar a una persona.",
            "closed": "{name} cerró la conversación.",
            "print": "Para guardar esta página, imprímala o guárdela como PDF con su navegador.",
        },
    }
)


def transcript_texts(language: str) -> Mapping[str, str]:
    """Return the words in a language that `known_language` gave."""
    return _TEXTS[language]
