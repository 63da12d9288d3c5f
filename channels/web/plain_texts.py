"""The plain page's own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "title": "Ask us",
            "intro": "Ask the automated assistant, or ask for a person.",
            "you": "You",
            "bot": "Assistant",
            "agent": "Agent",
            "system": "Notice",
            "queued": "You are waiting for a person. You can leave this page and come back.",
            "opens": "Nobody is here now. People are back on {day} at {time}.",
            "leave": "I do not want to wait any more",
            "agent_control": "You are now talking with {name}.",
            "bot_control": "You are talking with the automated assistant.",
            "closed": "This conversation is closed. Write again to reopen it.",
            "label": "Your message",
            "send": "Send",
            "reload": "Check for new messages",
            "choices": "You can choose",
            "scale": "From 1, very hard, to 7, very easy",
            "hardest": "very hard",
            "easiest": "very easy",
            "paper": "See the whole conversation, to print it",
            "text": "Save the conversation as text",
            "forget": "Forget this conversation on this device",
            "forget_hint": "For computers that others use, too. Our staff still have it.",
            "conversation": "Conversation",
            "back": "Back to the website",
            "problem": "Your message was not sent.",
        },
        "es": {
            "title": "Pregúntenos",
            "intro": "Pregunte al asistente automático o pida hablar con una persona.",
            "you": "Usted",
            "bot": "Asistente",
            "agent": "Agente",
            "system": "Aviso",
            "queued": "Está esperando a una persona. Puede salir de esta página y volver.",
            "opens": "Ahora no hay nadie. Volvemos el {day}, {time}.",
            "leave": "Ya no quiero esperar",
            "agent_control": "Ahora habla con {name}.",
            "bot_control": "Habla con el asistente automático.",
            "closed": "Esta conversación está cerrada. Escriba otra vez para abrirla.",
            "label": "Su mensaje",
            "send": "Enviar",
            "reload": "Ver si hay mensajes nuevos",
            "choices": "Puede elegir",
            "scale": "De 1, muy difícil, a 7, muy fácil",
            "hardest": "muy difícil",
            "easiest": "muy fácil",
            "paper": "Ver toda la conversación, para imprimirla",
            "text": "Guardar la conversación como texto",
            "forget": "Olvidar esta conversación en este dispositivo",
            "forget_hint": "Para computadoras compartidas. Nuestro personal la conserva.",
            "conversation": "Conversación",
            "back": "Volver al sitio web",
            "problem": "Su mensaje no se envió.",
        },
    }
)


def plain_texts(language: str) -> Mapping[str, str]:
    """Return the page's words in a language that `known_language` gave."""
    return _TEXTS[language]
