"""What the channel itself says, in the languages of the service."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.services.texts import known_language

_ONLY_PRIVATE: Mapping[str, str] = MappingProxyType(
    {
        "en": (
            "Thank you for having me here. What you ask may be private, so I only answer people"
            " one to one: please open my profile and write to me there."
        ),
        "es": (
            "Gracias por invitarme. Lo que pregunte puede ser privado, así que solo respondo de"
            " persona a persona: abra mi perfil y escríbame allí, por favor."
        ),
    }
)


def only_private(language: str | None) -> str:
    """Return what a group is told, in the language of who wrote there."""
    return _ONLY_PRIVATE[known_language(language or "")]
