"""The content itself: plain, short, and free of facts that belong in agency.yml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import Content, load_content
from bot.faq_importer import FaqImporter
from bot.responses import faq_texts, read_texts
from tests.bot.processes import ROOT

TOPICS = """
greet goodbye thanks affirm deny bot_challenge help talk_to_person change_language stop_messages
repeat correct complaint compliment crisis
account_create account_password account_locked account_verification account_browser
account_contact_details
ask_login ask_payment ask_stopped ask_not_paid
apply_how apply_documents apply_upload apply_processing_time apply_interview apply_for_someone
apply_withdraw application_status appeal report_change renewal benefit_letter
snap_eligibility snap_amount snap_emergency snap_work_rules snap_students snap_what_to_buy
ebt_balance ebt_lost_card ebt_pin ebt_deposit_date ebt_stolen_benefits ebt_online
cash_eligibility cash_time_limit cash_payment
childcare_eligibility childcare_essential_worker childcare_provider childcare_copay
childsupport_open childsupport_payment childsupport_change
disaster_help disaster_food_replacement rent_help utility_help shelter health_coverage
disability_services job_training report_fraud report_abuse scam_message
office_hours office_location office_phone appointment interpreter accessibility privacy
out_of_scope
"""
"""The catalogue: what an agency of this kind is asked, and what is refused."""


@pytest.fixture(scope="module")
def content(data: Path) -> Content:
    return load_content(data)


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str]]:
    importer = FaqImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "data"))
    return [(m.get("text"), m.get("intent")) for m in importer.get_nlu_data().intent_examples]


def test_every_topic_of_the_catalogue_is_there(examples: list[tuple[str, str]]) -> None:
    assert {intent for _, intent in examples} == set(TOPICS.split())


def test_facts_about_the_agency_stand_in_one_file_only(data: Path) -> None:
    fact = re.compile(r"https?://|\b\d{3}-\d{3}-\d{4}\b|\bDepartment of\b")
    found = [
        f"{path.name}: {line.strip()}"
        for path in [*(data / "faq").glob("*.yml"), *(data / "responses").glob("*.yml")]
        for line in path.read_text().splitlines()
        if fact.search(line)
    ]
    assert found == []


def test_no_text_promises_a_person_at_once(content: Content, data: Path) -> None:
    """It may be night: only the service knows when people are there."""
    soon = "right (away|now)|at once|immediately|in a moment|ahora mismo|enseguida|de inmediato"
    promise = re.compile(rf"(a person|una persona|our staff)[^.:]*\b({soon})\b", re.IGNORECASE)
    texts = [*faq_texts(content), *read_texts(data / "responses", content, lambda _: None)]
    said = {f"{t.name} ({code})": part["text"] for t in texts for code, part in t.parts.items()}
    assert len(said) > 200
    assert [name for name, text in said.items() if promise.search(text)] == []
    assert promise.search("Una persona le puede ayudar ahora mismo.")
