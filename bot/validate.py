"""`make validate`: reads all content and says everything that is wrong with it, in seconds.

Run as `python -m bot.validate [FOLDER]`; without training and without Rasa.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.content import Content, read_content
from bot.content_checks import all_buttons, check_buttons, check_examples, faq_examples
from bot.crisis_phrases import CrisisPhrases
from bot.desk import read_desk_titles
from bot.editorial_checks import (
    check_answers,
    check_counts,
    check_titles,
    check_titles_by_language,
    check_use,
    check_variety,
)
from bot.languages import Languages
from bot.problems import Problem
from bot.rasa_files import intents_of_domain, intents_of_rules, read_examples
from bot.responses import read_texts
from bot.yaml_file import ContentError

ROOT = Path(__file__).resolve().parent.parent


def validate(data: Path, domain_file: Path) -> tuple[list[Problem], Content | None]:
    """Every problem of the content in `data`, and what could be read of it.

    The content is None when agency.yml cannot be used, without which nothing else can.
    """
    found: list[Problem] = []
    report = found.append
    try:
        content = read_content(data, report)
    except ContentError as error:
        return [Problem("agency.yml", str(error))], None
    texts = read_texts(data / "responses", content, report)
    spoken = read_examples(data / "nlu", content.languages, report)
    rules = intents_of_rules(data / "rules", report)
    domain = intents_of_domain(domain_file, report)
    faqs = {faq.intent for faq in content.faqs}
    buttons = all_buttons(content, texts)
    check_examples(content, spoken, report)
    check_buttons(buttons, domain | faqs, report)
    check_titles_by_language(content, report)
    read_desk_titles(data / "titles.yml", content, report)
    check_answers(content, texts, report)
    check_titles(content, buttons, report)
    examples = [*spoken, *faq_examples(content)]
    check_counts(content, examples, domain | faqs, report)
    check_variety(examples, report)
    check_use(content, spoken, rules, domain, report)
    for name, load in (
        ("crisis.yml", lambda: CrisisPhrases.load(data / "crisis.yml")),
        ("languages.yml", lambda: Languages.load(data, content)),
    ):
        try:
            load()
        except ContentError as error:
            report(Problem(name, str(error)))
    return sorted(found, key=lambda p: (p.file, p.intent or "", p.language or "")), content


def main(arguments: Sequence[str]) -> int:
    """Print what was found; 0 when the content is good."""
    data = Path(arguments[0]) if arguments else ROOT / "data"
    problems, content = validate(data, ROOT / "domain.yml")
    for problem in problems:
        print(problem)
    if problems:
        places = len({problem.file for problem in problems})
        print(f"\n{len(problems)} problems in {places} files.")
        return 1
    languages = " and ".join(content.languages) if content else ""
    count = len(content.faqs) if content else 0
    print(f"The content is good: {count} questions, in {languages}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
