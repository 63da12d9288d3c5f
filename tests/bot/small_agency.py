"""The content of a small agency, without fault, for tests that spoil it."""

from __future__ import annotations

from pathlib import Path

FACTS = """
languages: [en, es]
agency:
  name: {en: Office of Umbrellas, es: Oficina de Paraguas}
  phone: 1-800-555-0142
"""
DOMAIN = 'version: "3.1"\nintents: [goodbye]\n'
GOODBYE = """
version: "3.1"
rules:
  - rule: say goodbye
    steps:
      - intent: goodbye
      - action: utter_goodbye
"""
TEXTS = """
texts:
  utter_goodbye:
    en: {text: Goodbye.}
    es: {text: Adiós.}
"""
NONE = "{en: [], es: []}"
CRISIS = (
    f"danger: {{en: [help me]}}\nviolence: {NONE}\nharmless: {NONE}\npast: {NONE}\nstill: {NONE}\n"
)


def faq(intent: str, **changed: str) -> str:
    """An entry without fault; `changed` replaces its parts."""
    parts = {
        "title": "Lost umbrella",
        "answer": "Call us at {agency.phone}.",
        "button": "lost_umbrella",
        "respuesta": "Llámenos al {agency.phone}.",
        "first": f"my {intent} is gone",
        **changed,
    }
    english = "".join(f"        - sentence {n} of {n} about {intent}\n" for n in range(19))
    spanish = "".join(f"        - frase {n} de {n} sobre {intent}\n" for n in range(12))
    return f"""
  - intent: {intent}
    en:
      title: {parts["title"]}
      examples:
        - {parts["first"]}
{english}
      answer: {parts["answer"]}
      buttons:
        - title: Go on
          intent: {parts["button"]}
    es:
      title: Paraguas perdido
      examples:
{spanish}
      answer: {parts["respuesta"]}
"""


def make(tmp_path: Path) -> Path:
    """Write the content of the small agency to `tmp_path`, and return that."""
    for folder in ("faq", "nlu", "rules", "responses"):
        (tmp_path / folder).mkdir()
    (tmp_path / "agency.yml").write_text(FACTS)
    (tmp_path / "domain.yml").write_text(DOMAIN)
    (tmp_path / "rules" / "conversation.yml").write_text(GOODBYE)
    (tmp_path / "responses" / "conversation.yml").write_text(TEXTS)
    (tmp_path / "crisis.yml").write_text(CRISIS)
    names = "names: {en: [english], es: [español]}\n"
    (tmp_path / "languages.yml").write_text(names)
    (tmp_path / "titles.yml").write_text("titles: {}\n")
    (tmp_path / "faq" / "one.yml").write_text(f"faq:{faq('lost_umbrella')}")
    for language, count in (("en", 20), ("es", 12)):
        lines = "".join(f"      - bye {language} {n}\n" for n in range(count))
        text = f'version: "3.1"\nnlu:\n  - intent: goodbye\n    examples: |\n{lines}'
        (tmp_path / "nlu" / f"conversation.{language}.yml").write_text(text)
    return tmp_path
