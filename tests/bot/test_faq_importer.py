"""The importer: one entry becomes everything Rasa needs, and faults are named before training."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.faq_importer import FaqImporter, FaqImportError
from tests.bot.processes import ROOT

ENTRY = """
  - intent: lost_umbrella
    en:
      title: I lost my umbrella
      examples:
        - where is my umbrella
        - i left my umbrella at the office
        - "no"
        - true story about an umbrella
      answer: Call {agency.phone}. It may be at {agency.main_office}.
      buttons:
        - title: Find an office
          intent: office_location
"""

Write = Callable[[str], FaqImporter]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of this checkout's content that a test may spoil."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def with_entry(content: Path) -> Write:
    """Adds one entry in a file of its own and imports everything."""

    def write(entry: str) -> FaqImporter:
        (content / "faq" / "extra.yml").write_text(f"faq:{entry}")
        return imported(content)

    return write


def imported(content: Path) -> FaqImporter:
    importer = FaqImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(content))
    importer.get_domain()
    return importer


def test_one_entry_becomes_intent_examples_response_and_rule(with_entry: Write) -> None:
    importer = with_entry(ENTRY.replace('- "no"\n', ""))
    domain = importer.get_domain()
    assert "lost_umbrella" in domain.intents
    assert domain.responses["utter_lost_umbrella"] == [
        {
            "text": "Call 1-800-555-0142. It may be at 100 Capitol Avenue, Room 120.",
            "buttons": [{"title": "Find an office", "payload": "/office_location"}],
        }
    ]
    examples = importer.get_nlu_data().intent_examples
    assert "where is my umbrella" in {m.get("text") for m in examples}
    rules = [step.block_name for step in importer.get_stories().story_steps]
    assert "answer lost_umbrella" in rules


def test_the_checkout_itself_is_clean() -> None:
    importer = imported(ROOT / "data")
    assert len(importer.get_nlu_data().intents) >= 32


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("answer: Call", "unused: Call", "unknown keys: unused"),
        ("answer: Call {agency.phone}. It may be at {agency.main_office}.", "", "has no answer"),
        ("{agency.phone}", "{agency.fone}", "agency.fone"),
        ("intent: office_location", "intent: ofice_location", "/ofice_location"),
        ("intent: lost_umbrella", "intent: ebt_balance", "'ebt_balance' is already defined"),
        ("intent: lost_umbrella", "intent: crisis", "in data/faq and in data/nlu"),
        ("where is my umbrella", "Where is the office??", "'lost_umbrella' and 'office_location'"),
        ("where is my umbrella", "Where is my application!", "application_status"),
        ("    en:", "    fr:", "unknown keys: fr"),
        ("  - intent: lost_umbrella", "  - name: lost_umbrella", "no 'intent'"),
        ("examples:", "examples: []\n      others:", "unknown keys"),
        ("- title: Find an office", "- text: Find an office", "exactly 'title' and 'intent'"),
    ],
)
def test_a_fault_in_an_entry_is_named(
    with_entry: Write, old: str, new: str, complaint: str
) -> None:
    entry = ENTRY.replace('- "no"\n', "")
    assert old in entry
    with pytest.raises(FaqImportError) as error:
        with_entry(entry.replace(old, new))
    assert complaint in str(error.value)


def test_a_word_that_yaml_would_take_for_a_value_stays_a_word(with_entry: Write) -> None:
    with pytest.raises(FaqImportError) as error:
        with_entry(ENTRY)
    assert "two intents" in str(error.value)
    assert "'no'" in str(error.value)


def test_an_entry_without_one_of_the_languages_is_named(content: Path) -> None:
    agency = content / "agency.yml"
    agency.write_text(agency.read_text().replace("  - en\n", "  - en\n  - es\n"))
    with pytest.raises(FaqImportError, match="has no 'es' part"):
        imported(content)


def test_a_second_language_becomes_a_variation_for_its_speakers(content: Path) -> None:
    for path in (content / "faq").glob("*.yml"):
        path.unlink()
    for path in (content / "responses").glob("*.yml"):
        path.unlink()
    agency = content / "agency.yml"
    agency.write_text(agency.read_text().replace("  - en\n", "  - en\n  - es\n"))
    (content / "faq" / "one.yml").write_text(
        "faq:\n  - intent: umbrella\n"
        "    en: {examples: [umbrella], answer: Yours.}\n"
        "    es: {examples: [paraguas], answer: Suyo.}\n"
    )
    domain = imported(content).get_domain()
    english, spanish = domain.responses["utter_umbrella"]
    assert "condition" not in english
    assert spanish["text"] == "Suyo."
    assert spanish["condition"] == [{"type": "slot", "name": "language", "value": "es"}]


def test_a_response_without_text_is_named(content: Path) -> None:
    (content / "responses" / "extra.yml").write_text("texts:\n  utter_x:\n    en: {}\n")
    with pytest.raises(FaqImportError, match=r"extra\.yml: utter_x has no text in 'en'"):
        imported(content)


def test_a_file_that_is_not_yaml_is_named(content: Path) -> None:
    (content / "faq" / "extra.yml").write_text("faq: [")
    with pytest.raises(FaqImportError, match=r"extra\.yml cannot be read"):
        imported(content)
