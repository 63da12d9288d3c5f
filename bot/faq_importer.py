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

from bot.content import Content, Faq, load_content
from bot.content_checks import check_buttons, check_examples
from bot.responses import faq_responses, load_responses
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
        try:
            self._content: Content = load_content(self._data)
            self._responses = {
                **load_responses(self._data / "responses", self._content),
                **faq_responses(self._content),
            }
        except ContentError as error:
            raise FaqImportError(str(error)) from error
        self._checked = False

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
        """Rasa's rules plus one rule per question: asked, answered."""
        reader = YAMLStoryReader()
        steps = reader.read_from_parsed_yaml(
            {"version": "3.1", "rules": [_rule(faq) for faq in self._content.faqs]}
        )
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def _check(self, domain: Domain) -> None:
        if self._checked:
            return
        own = super().get_nlu_data()
        spoken = [(m.get("text"), m.get("intent")) for m in own.intent_examples]
        try:
            check_examples(self._content, spoken)
            check_buttons(self._responses, set(domain.intents))
        except ContentError as error:
            raise FaqImportError(str(error)) from error
        self._checked = True


def _rule(faq: Faq) -> dict[str, Any]:
    return {
        "rule": f"answer {faq.intent}",
        "steps": [{"intent": faq.intent}, {"action": f"utter_{faq.intent}"}],
    }
