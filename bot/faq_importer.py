"""Turns data/faq/*.yml into intents, examples, responses and rules.

Why the stock importer is not enough: with Rasa's own files one question is spread over the domain,
an NLU file, a response and a rule. Here it is one entry in one place, and what is wrong with it is
said before training instead of being noticed by a citizen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content import Faq, read_content
from bot.content_checks import all_buttons, check_buttons, check_examples
from bot.problems import Problem, refuse
from bot.rasa_files import intents_of_rules, read_examples
from bot.responses import faq_texts, read_texts, text_responses
from bot.yaml_file import ContentError


class FaqImportError(RasaException):
    """The content cannot be trained; Rasa prints the message and stops."""


class FaqImporter(RasaFileImporter):
    """Rasa's file importer plus the questions of data/faq, checked as a whole."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Read the content next to the training data (`data` unless another path is given)."""
        super().__init__(config_file, domain_path, training_data_paths)
        paths = (
            [training_data_paths]
            if isinstance(training_data_paths, str)
            else (training_data_paths or ["data"])
        )
        self._data = Path(paths[0])
        self._problems: list[Problem] = []
        try:
            self._content = read_content(self._data, self._problems.append)
        except ContentError as error:
            raise FaqImportError(str(error)) from error
        self._texts = read_texts(self._data / "responses", self._content, self._problems.append)
        self._responses = text_responses(self._content, [*self._texts, *faq_texts(self._content)])
        self._checked = False
        self._refuse()

    def get_domain(self) -> Domain:
        """domain.yml plus the intents and responses of the content."""
        own: dict[str, Any] = {
            "version": "3.1",
            "intents": [faq.intent for faq in self._content.faqs],
            "responses": self._responses,
        }
        domain = super().get_domain().merge(Domain.from_dict(own))
        self._check(domain)
        return domain

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Examples of Rasa's files and of every question, in all languages."""
        examples = [
            Message.build(text=example, intent=faq.intent)
            for faq in self._content.faqs
            for wording in faq.wordings.values()
            for example in wording.examples
        ]
        return super().get_nlu_data(language).merge(TrainingData(examples))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Rasa's rules plus one rule per question: asked, answered.

        A question with a rule of its own in data/rules needs none.
        """
        own = intents_of_rules(self._data / "rules", lambda _: None)
        rules = [_rule(faq) for faq in self._content.faqs if faq.intent not in own]
        steps = YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def _check(self, domain: Domain) -> None:
        if self._checked:
            return
        report = self._problems.append
        # What is wrong with these files themselves, Rasa says when it reads them.
        spoken = read_examples(self._data / "nlu", self._content.languages, lambda _: None)
        check_examples(self._content, spoken, report)
        check_buttons(all_buttons(self._content, self._texts), set(domain.intents), report)
        self._refuse()
        self._checked = True

    def _refuse(self) -> None:
        try:
            refuse(self._problems)
        except ContentError as error:
            raise FaqImportError(str(error)) from error


def _rule(faq: Faq) -> dict[str, Any]:
    return {
        "rule": f"answer {faq.intent}",
        "steps": [{"intent": faq.intent}, {"action": f"utter_{faq.intent}"}],
    }
