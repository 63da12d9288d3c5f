"""The service's own sentences."""

from __future__ import annotations

import pytest

from handoff.core.text import checked
from handoff.core.values import TALK_TO_PERSON
from handoff.services import texts
from handoff.services.texts import LANGUAGES, Texts, known_language

TEXTS = Texts("Agency {of} Tests", "https://upload.example")
NAMES = sorted(texts._SENTENCES["en"])


@pytest.mark.parametrize(
    "tag, language",
    [
        ("en", "en"),
        ("es", "es"),
        ("es-MX", "es"),
        ("ES_mx", "es"),
        ("et", "en"),
        ("", "en"),
        ("-", "en"),
        ("estonian", "en"),
    ],
)
def test_the_nearest_language_we_speak_is_spoken(tag: str, language: str) -> None:
    assert known_language(tag) == language


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_there_in_every_language_and_is_its_own(name: str) -> None:
    sentences = [TEXTS.get(name, language) for language in LANGUAGES]
    assert len(set(sentences)) == len(LANGUAGES)
    assert all(checked(sentence) == sentence for sentence in sentences)


def test_no_language_has_sentences_that_another_lacks() -> None:
    assert all(sorted(texts._SENTENCES[language]) == NAMES for language in LANGUAGES)


def test_the_greeting_names_the_agency_and_says_that_it_is_no_person() -> None:
    greeting = TEXTS.get("greeting", "en")
    assert "Agency {of} Tests" in greeting
    assert "automated" in greeting


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_offered_from_the_first_moment(language: str) -> None:
    assert TEXTS.greeting_buttons(language)[-1:] == TEXTS.offer_of_person(language)
    (button,) = TEXTS.offer_of_person(language)
    assert (button.title, button.payload) == (TEXTS.get("person", language), TALK_TO_PERSON)
