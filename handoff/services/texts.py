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
            "stale": (
                "That button is from earlier and does not work any more."
                " Please write what you need."
            ),
            "file_kept": (
                "Thank you. What you sent is kept with this conversation, and a person can look at"
                " it; I cannot. It is not handed in with your case this way: please upload papers"
                " at {upload}."
            ),
            "place_kept": (
                "Thank you. What you sent is kept with this conversation, and a person can look at"
                " it; I cannot. Please write to me what you need."
            ),
            "words_only": "I can only read words. Please write to me what you need.",
            "not_kept_too_large": (
                "Your file is too large and was not kept. You can upload papers at {upload}."
            ),
            "not_kept_kind": (
                "I cannot keep files of this kind, so your file was not kept. Photos and PDF files"
                " work here. You can upload papers at {upload}."
            ),
            "not_kept_gone": (
                "Your file could not be fetched and was not kept. Please send it again, or upload"
                " papers at {upload}."
            ),
        },
        "es": {
            "greeting": (
                "¡Hola! Soy el asistente automático de esta agencia: {agency}. Pregúnteme sobre"
                " beneficios, su solicitud o su cuenta. Puede pedir hablar con una persona en"
                " todo momento."
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
            "stale": (
                "Ese botón es de antes y ya no funciona. Escriba, por favor, lo que necesita."
            ),
            "file_kept": (
                "Gracias. Lo que envió queda guardado con esta conversación y una persona puede"
                " verlo; yo no puedo. Así no queda entregado en su caso: por favor, suba sus"
                " documentos en {upload}."
            ),
            "place_kept": (
                "Gracias. Lo que envió queda guardado con esta conversación y una persona puede"
                " verlo; yo no puedo. Escríbame, por favor, lo que necesita."
            ),
            "words_only": "Solo puedo leer palabras. Escríbame, por favor, lo que necesita.",
            "not_kept_too_large": (
                "Su archivo es demasiado grande y no se guardó. Puede subir documentos en {upload}."
            ),
            "not_kept_kind": (
                "No puedo guardar archivos de este tipo, así que su archivo no se guardó. Aquí"
                " funcionan las fotos y los archivos PDF. Puede subir documentos en {upload}."
            ),
            "not_kept_gone": (
                "No pude recibir su archivo y no se guardó. Por favor, envíelo otra vez o suba"
                " documentos en {upload}."
            ),
        },
    }
)


class Texts:
    """The sentences, with the agency's name and the place for papers filled in."""

    def __init__(self, agency: str | Mapping[str, str], upload_url: str) -> None:
        """`agency` is the name, or the name in each language, the default one first."""
        self._names = {LANGUAGES[0]: agency} if isinstance(agency, str) else dict(agency)
        self.agency = next(iter(self._names.values()))
        self._upload = upload_url

    def get(self, name: str, language: str) -> str:
        """Return sentence `name` in `language` (a BCP 47 tag), or in English."""
        spoken = known_language(language)
        return _SENTENCES[spoken][name].format(agency=self.name_in(spoken), upload=self._upload)

    def name_in(self, language: str) -> str:
        """Return the agency's name in `language` (a BCP 47 tag), or its first name."""
        return self._names.get(known_language(language), self.agency)

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
