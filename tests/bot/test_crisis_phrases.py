"""Phrases that mean a crisis, and the ones that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_content
from bot.content_checks import faq_examples
from bot.crisis_phrases import CrisisPhrases
from bot.rasa_files import Example, read_examples
from bot.yaml_file import ContentError

TABLE = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("crisis_phrases.tsv").read_text("utf-8").splitlines()
]
CRISIS = "crisis"


@pytest.fixture(scope="module")
def phrases(data: Path) -> CrisisPhrases:
    return CrisisPhrases.load(data / "crisis.yml")


@pytest.fixture(scope="module")
def examples(data: Path) -> list[Example]:
    content = load_content(data)
    return [*faq_examples(content), *read_examples(data / "nlu", content.languages, lambda _: None)]


def says(kind: str) -> list[str]:
    return [text for expected, _, text in TABLE if expected == kind]


@pytest.mark.parametrize("text", says("fires"))
def test_a_cry_for_help_is_found(phrases: CrisisPhrases, text: str) -> None:
    assert phrases.found_in(text)


@pytest.mark.parametrize("text", says("harmless"))
def test_a_manner_of_speaking_is_not_taken_for_a_crisis(phrases: CrisisPhrases, text: str) -> None:
    assert not phrases.found_in(text)


def test_no_example_of_another_topic_is_taken_for_a_crisis(
    phrases: CrisisPhrases, examples: list[Example]
) -> None:
    others = [example for example in examples if example.intent != CRISIS]
    alarms = [(e.intent, e.text) for e in others if phrases.found_in(e.text)]
    print(f"\n{len(alarms)} false alarms in {len(others)} examples of other topics")
    assert alarms == []


def test_most_crises_are_found_by_words_alone_in_each_language(
    phrases: CrisisPhrases, examples: list[Example]
) -> None:
    """The classifier finds the rest; the phrases are what is left when it fails."""
    for language in ("en", "es"):
        cries = [e.text for e in examples if (e.intent, e.language) == (CRISIS, language)]
        found = sum(phrases.found_in(text) for text in cries)
        print(f"\n{language}: {found} of {len(cries)}")
        assert found / len(cries) >= 0.6


def test_violence_is_past_only_when_it_is_said_to_be_and_nothing_says_still() -> None:
    own = CrisisPhrases({"violence": ["hit me"], "past": ["years ago"], "still": ["again"]})
    assert own.found_in("he hit me")
    assert not own.found_in("he hit me years ago")
    assert own.found_in("he hit me years ago and again")


def test_a_wish_to_die_is_never_past() -> None:
    own = CrisisPhrases({"danger": ["kill myself"], "past": ["years ago"]})
    assert own.found_in("years ago i wanted to kill myself")


def test_a_harmless_phrase_does_not_hide_another_one() -> None:
    own = CrisisPhrases({"danger": ["kill myself"], "harmless": ["line is killing me"]})
    assert own.found_in("this line is killing me, i will kill myself")


def test_a_broken_pattern_is_named() -> None:
    with pytest.raises(ContentError, match="not a valid pattern"):
        CrisisPhrases({"danger": ["kill (myself"]})
