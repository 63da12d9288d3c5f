"""What the effort question says, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.core.survey import Words
from handoff.core.values import CES, CES_COMMENT, CES_NO, CES_SCORES, Button
from handoff.services.texts import Texts, known_language

_SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "question": (
                "How easy was it to get what you needed today? Please choose a number: 1 means"
                " very hard, 7 means very easy. You do not have to answer."
            ),
            "kind": "Thank you. Do you want to add a comment?",
            "sorry": (
                "Thank you for telling us. We are sorry that it was hard, and we will look at"
                " what went wrong. Do you want to add a comment?"
            ),
            "comment": "Write a comment",
            "no": "No, thank you",
            "invite": (
                "Please write your comment now. It helps us do better, but nobody answers it."
                " If you need something, press the button instead."
            ),
            "kept": "Thank you. We have kept your comment.",
            "bye": "All right. Thank you!",
        },
        "es": {
            "question": (
                "¿Fue fácil conseguir hoy lo que necesitaba? Escoja un número, por favor:"
                " 1 es muy difícil y 7 es muy fácil. No tiene que responder."
            ),
            "kind": "Gracias. ¿Quiere añadir un comentario?",
            "sorry": (
                "Gracias por decirlo. Sentimos que haya sido difícil y vamos a ver qué salió mal."
                " ¿Quiere añadir un comentario?"
            ),
            "comment": "Hacer un comentario",
            "no": "No, gracias",
            "invite": (
                "Escriba ahora su comentario, por favor. Nos ayuda a mejorar, pero nadie lo"
                " responde. Si necesita algo, oprima el botón."
            ),
            "kept": "Gracias. Guardamos su comentario.",
            "bye": "Muy bien. ¡Gracias!",
        },
    }
)

SCORES = tuple(Button(str(score), f"{CES}{score}") for score in CES_SCORES)
"""The seven buttons; digits are the same in every language."""


def question(language: str) -> str:
    """Return the question in `language` (a BCP 47 tag), or in English."""
    return _SENTENCES[known_language(language)]["question"]


def survey_words(texts: Texts, language: str) -> Words:
    """Return what is said after each answer; who announces a word is offered a person, too."""
    said = _SENTENCES[known_language(language)]
    return Words(
        kind=said["kind"],
        sorry=said["sorry"],
        more=(Button(said["comment"], CES_COMMENT), Button(said["no"], CES_NO)),
        invite=said["invite"],
        help=texts.offer_of_person(language),
        kept=said["kept"],
        bye=said["bye"],
    )
