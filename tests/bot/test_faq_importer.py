"""The importer: one entry becomes everything Rasa needs, and faults are named before training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.faq_importer import FaqImporter, FaqImportError
from tests.bot.processes import ROOT
from tests.bot.small_agency import TEXTS, make

ENTRY = """
  - intent: wet_umbrella
    en:
      title: My umbrella is wet
      examples:
        - where can i dry my umbrella
        - i left my wet umbrella at the office
        - no
        - true
      answer: Call the {agency.name} at {agency.phone}.
      buttons:
        - title: It is lost
          intent: lost_umbrella
    es:
      title: Mi paraguas está mojado
      examples:
        - mi paraguas está mojado
      answer: Llame a la {agency.name} al {agency.phone}.
"""

Write = Callable[[str], FaqImporter]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.fixture
def with_entry(content: Path) -> Write:
    """Adds one entry in a file of its own and imports everything."""

    def write(entry: str) -> FaqImporter:
        (content / "faq" / "extra.yml").write_text(f"faq:{entry}")
        return imported(content)

    return write


def imported(content: Path) -> FaqImporter:
    importer = FaqImporter(str(ROOT / "config.yml"), str(content / "domain.yml"), str(content))
    importer.get_domain()
    return importer


def test_one_entry_becomes_intent_examples_response_and_rule(with_entry: Write) -> None:
    importer = with_entry(ENTRY)
    domain = importer.get_domain()
    assert "wet_umbrella" in domain.intents
    assert domain.responses["utter_wet_umbrella"] == [
        {
            "text": "Call the Office of Umbrellas at 1-800-555-0142.",
            "buttons": [{"title": "It is lost", "payload": "/lost_umbrella"}],
        },
        {
            "text": "Llame a la Oficina de Paraguas al 1-800-555-0142.",
            "condition": [{"type": "slot", "name": "language", "value": "es"}],
        },
    ]
    examples = {m.get("text") for m in importer.get_nlu_data().intent_examples}
    assert {"where can i dry my umbrella", "mi paraguas está mojado", "bye en 7"} <= examples
    rules = [step.block_name for step in importer.get_stories().story_steps]
    assert "answer wet_umbrella" in rules


def test_a_word_that_yaml_would_take_for_a_value_stays_a_word(with_entry: Write) -> None:
    examples = {m.get("text") for m in with_entry(ENTRY).get_nlu_data().intent_examples}
    assert {"no", "true"} <= examples


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("answer: Call", "unused: Call", "unknown keys: unused"),
        ("answer: Call the {agency.name} at {agency.phone}.", "", "has no answer"),
        ("{agency.phone}", "{agency.fone}", "agency.fone"),
        ("intent: lost_umbrella", "intent: lost_umbrela", "/lost_umbrela"),
        ("intent: wet_umbrella", "intent: lost_umbrella", "is already defined in faq/extra.yml"),
        ("intent: wet_umbrella", "intent: goodbye", "in data/faq and in data/nlu"),
        ("- no", "- Sentence 7 of 7 about LOST umbrella!", "two intents"),
        ("- no", "- Bye, en 7!", "two intents, 'goodbye'"),
        ("    en:", "    fr:", "unknown keys: fr"),
        ("  - intent: wet_umbrella", "  - name: wet_umbrella", "no 'intent'"),
        ("examples:", "examples: []\n      others:", "unknown keys"),
        ("- title: It is lost", "- text: It is lost", "exactly 'title' and 'intent'"),
    ],
)
def test_a_fault_in_an_entry_is_named(
    with_entry: Write, old: str, new: str, complaint: str
) -> None:
    assert old in ENTRY
    with pytest.raises(FaqImportError) as error:
        with_entry(ENTRY.replace(old, new))
    assert complaint in str(error.value)


@pytest.mark.parametrize("missing", ["en", "es"])
def test_an_entry_without_one_of_the_languages_is_named(with_entry: Write, missing: str) -> None:
    english, spanish = ENTRY.index("    en:"), ENTRY.index("    es:")
    left = ENTRY[:english] + ENTRY[spanish:] if missing == "en" else ENTRY[:spanish]
    with pytest.raises(FaqImportError, match=rf"wet_umbrella \({missing}\): has no answer in this"):
        with_entry(left)


def test_all_faults_are_named_at_once(content: Path) -> None:
    (content / "faq" / "two.yml").write_text(f"faq:{ENTRY.replace('answer: ', 'unused: ')}")
    (content / "faq" / "three.yml").write_text("faq: [")
    (content / "responses" / "more.yml").write_text(TEXTS + "  utter_x:\n    en: {}\n")
    with pytest.raises(FaqImportError) as error:
        imported(content)
    for said in (
        "faq/two.yml: wet_umbrella (es): has no answer",
        "faq/three.yml: three.yml cannot be read",
        "responses/more.yml: utter_goodbye: is defined twice",
        "responses/more.yml: utter_x (en): has no text in this language",
    ):
        assert said in str(error.value)
