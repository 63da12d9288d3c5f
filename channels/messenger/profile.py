"""What citizens see before the first message: Get Started, a greeting and the persistent menu.

Meta, "Messenger Profile API reference": a greeting has 160 characters, a menu's item 30.
"""

from __future__ import annotations

from channels.messenger.marks import START
from handoff.core.tokens import standing_token
from handoff.services.texts import LANGUAGES, Texts

MOST_GREETING, MOST_TITLE = 160, 30

LOCALES = {"en": ("default",), "es": ("es_LA", "es_ES")}
"""Meta's locales for each of our languages; "default" is for everybody else."""

GREETINGS = {
    "en": "Automated assistant of {agency}. Ask about benefits, or ask for a person at any time.",
    "es": "Asistente automático de {agency}. Pregunte por beneficios o pida una persona.",
}


def profile_of(texts: Texts) -> dict[str, object]:
    """Return the body that sets the page's Messenger profile."""
    places = [(locale, language) for language in LANGUAGES for locale in LOCALES[language]]
    return {
        "get_started": {"payload": START},
        "greeting": [
            {"locale": locale, "text": _greeting(texts, language)} for locale, language in places
        ],
        "persistent_menu": [
            {
                "locale": locale,
                "composer_input_disabled": False,
                "call_to_actions": _menu(texts, language),
            }
            for locale, language in places
        ],
    }


def _greeting(texts: Texts, language: str) -> str:
    sentence = GREETINGS[language]
    room = MOST_GREETING - len(sentence.format(agency=""))
    return sentence.format(agency=texts.agency[:room])


def _menu(texts: Texts, language: str) -> list[dict[str, str]]:
    return [
        {
            "type": "postback",
            "title": button.title[:MOST_TITLE],
            "payload": standing_token(button.payload),
        }
        for button in texts.greeting_buttons(language)
    ]
