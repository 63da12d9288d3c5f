"""The content itself: plain, short, and free of facts that belong in agency.yml."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.content import Content, load_content
from bot.faq_importer import FaqImporter
from tests.bot.processes import ROOT

WORDS = 90
EXAMPLES = 20

TOPICS = """
greet goodbye thanks affirm deny bot_challenge help talk_to_person change_language stop_messages
repeat correct complaint compliment crisis
account_create account_password account_locked account_verification account_browser
account_contact_details
ask_login ask_payment ask_stopped
apply_how apply_documents apply_processing_time application_status
snap_eligibility snap_emergency ebt_balance ebt_lost_card disaster_help office_hours office_location
"""


@pytest.fixture(scope="module")
def content(data: Path) -> Content:
    return load_content(data)


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str]]:
    importer = FaqImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "data"))
    return [(m.get("text"), m.get("intent")) for m in importer.get_nlu_data().intent_examples]


def test_every_topic_of_the_catalogue_is_there(examples: list[tuple[str, str]]) -> None:
    assert {intent for _, intent in examples} == set(TOPICS.split())


def test_every_intent_has_enough_examples(examples: list[tuple[str, str]]) -> None:
    counts = Counter(intent for _, intent in examples)
    assert {intent: n for intent, n in counts.items() if n < EXAMPLES} == {}


def test_no_two_examples_of_an_intent_differ_in_one_word_only(
    examples: list[tuple[str, str]],
) -> None:
    """A template with one word changed teaches nothing; short greetings and words are excused."""
    alike = []
    long = [(set(text.lower().split()), text, intent) for text, intent in examples]
    long = [entry for entry in long if len(entry[0]) >= 6]
    for index, (words, text, intent) in enumerate(long):
        for other, text2, intent2 in long[index + 1 :]:
            if intent == intent2 and len(words - other) <= 1 and len(other - words) <= 1:
                alike.append((text, text2))
    assert alike == []


def test_answers_are_short(content: Content) -> None:
    lengths = {
        faq.intent: len(w.answer.split()) for faq in content.faqs for w in faq.wordings.values()
    }
    assert {intent: n for intent, n in lengths.items() if n >= WORDS} == {}


def test_facts_about_the_agency_stand_in_one_file_only(data: Path) -> None:
    fact = re.compile(r"https?://|\b\d{3}-\d{3}-\d{4}\b|\bDepartment of\b")
    found = [
        f"{path.name}: {line.strip()}"
        for path in [*(data / "faq").glob("*.yml"), *(data / "responses").glob("*.yml")]
        for line in path.read_text().splitlines()
        if fact.search(line)
    ]
    assert found == []


def test_every_topic_that_can_be_offered_has_a_title_of_few_words(content: Content) -> None:
    titles = [content.title(faq.intent, "en") for faq in content.faqs]
    assert all(len(title) <= 40 for title in titles if title)
