"""`make validate`: everything that is wrong with the content is said in one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.validate import ROOT, main, validate
from tests.bot.small_agency import FACTS, faq, make


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make(tmp_path)


def problems(data: Path) -> list[str]:
    return [str(problem) for problem in validate(data, data / "domain.yml")[0]]


def test_good_content_has_no_problems(data: Path) -> None:
    assert problems(data) == []


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"answer": "It is open. " * 31}, "(en): the answer has 93 words"),
        ({"answer": "{agency.phone}"}, "(en): the answer is not text"),
        (
            {"answer": "Eligibility determinations necessitate comprehensive documentation of "
             "household circumstances, employment authorization and residential situation before "
             "administrative consideration of supplementary applications."},
            "(en): the answer is hard to read",
        ),
        (
            {"respuesta": "Las determinaciones administrativas correspondientes necesitan "
             "documentación comprensiva de circunstancias familiares, autorizaciones laborales y "
             "situaciones residenciales anteriores a consideraciones complementarias."},
            "(es): the answer is hard to read",
        ),
        ({"answer": "Call {agency.fone}."}, "{agency.fone}, which is not in agency.yml"),
        ({"button": "lost_umbrela"}, "'/lost_umbrela', which is not a known intent"),
        ({"title": "What to do when my umbrella is gone"}, None),
        ({"title": "What to do when my umbrella is lost."}, "has 36 characters; 35 is the most"),
        ({"first": "¡Bye, EN 7!"}, "two intents, 'goodbye' (nlu/conversation.en.yml)"),
        ({"first": "byé en 7"}, "two intents, 'goodbye'"),
        ({"first": "Sentence 3, of 3 about lost_umbrella"}, "has 19 different examples; 20 is"),
    ],
)  # fmt: skip
def test_a_fault_in_an_entry_is_named_with_its_file_intent_and_language(
    data: Path, changed: dict[str, str], complaint: str | None
) -> None:
    (data / "faq" / "one.yml").write_text(f"faq:{faq('lost_umbrella', **changed)}")
    found = problems(data)
    if complaint is None:
        assert found == []
    else:
        assert any(p.startswith("faq/one.yml: lost_umbrella") and complaint in p for p in found)


def test_all_faults_of_all_files_are_said_in_one_run(data: Path) -> None:
    (data / "faq" / "one.yml").write_text(f"faq:{faq('lost_umbrella', button='x', answer='')}")
    (data / "faq" / "two.yml").write_text(f"faq:{faq('wet_umbrella', answer='See {agency.y}')}")
    (data / "faq" / "broken.yml").write_text("faq: [")
    (data / "responses" / "more.yml").write_text("texts:\n  utter_x:\n    en: {text: Hi.}\n")
    found = "\n".join(problems(data))
    for said in (
        "faq/one.yml: lost_umbrella (en): has no answer",
        "faq/two.yml: wet_umbrella (en): the answer uses {agency.y}",
        "faq/broken.yml: broken.yml cannot be read near line 2",
        "responses/more.yml: utter_x (es): has no text in this language",
    ):
        assert said in found


def test_a_question_without_one_of_the_languages_is_named(data: Path) -> None:
    entry = faq("lost_umbrella").partition("    es:")[0]
    (data / "faq" / "one.yml").write_text(f"faq:{entry}")
    found = problems(data)
    assert "faq/one.yml: lost_umbrella (es): has no answer in this language" in found
    assert found.count("faq/one.yml: lost_umbrella (es): has no answer in this language") == 1
    assert any("(es): has 0 different examples; 12 is the least" in p for p in found)


def test_three_examples_that_differ_in_one_word_only_are_named(data: Path) -> None:
    template = "where is my umbrella from the {}"
    for places, faults in ((["bus", "train"], 0), (["bus", "train", "office"], 1)):
        lines = "\n        - ".join(template.format(place) for place in places)
        (data / "faq" / "one.yml").write_text(f"faq:{faq('lost_umbrella', first=lines)}")
        found = problems(data)
        assert len(found) == faults
        assert all("with one word changed (bus, train, office)" in problem for problem in found)


def test_a_topic_without_a_title_in_one_of_the_languages_is_named(data: Path) -> None:
    entry = faq("lost_umbrella").replace("      title: Paraguas perdido\n", "")
    (data / "faq" / "one.yml").write_text(f"faq:{entry}")
    assert problems(data) == ["faq/one.yml: lost_umbrella (es): has no title in this language"]


def test_a_name_for_agents_without_one_of_the_languages_is_named(data: Path) -> None:
    (data / "titles.yml").write_text("titles: {}\ndesk: {goodbye: {en: Say goodbye}}\n")
    assert problems(data) == ["titles.yml: goodbye (es): has no title in this language"]


def test_an_intent_that_nothing_answers_is_named(data: Path) -> None:
    (data / "rules" / "conversation.yml").write_text("rules: []\n")
    assert any("goodbye: is not used: no rule" in p for p in problems(data))


def test_an_intent_that_nobody_can_say_is_named(data: Path) -> None:
    (data / "domain.yml").write_text("intents: [goodbye, farewell]\n")
    rules = (data / "rules" / "conversation.yml").read_text()
    (data / "rules" / "more.yml").write_text(rules.replace("goodbye", "sneeze"))
    found = problems(data)
    assert any(p.startswith("domain.yml: farewell: is not used") for p in found)
    assert any(p.startswith("rules/more.yml: sneeze: is answered, but") for p in found)


def test_a_fact_without_one_of_its_languages_is_named(data: Path) -> None:
    (data / "agency.yml").write_text(FACTS.replace(", es: Oficina de Paraguas", ""))
    assert problems(data) == ["agency.yml: agency.yml: agency.name has no 'es' line"]


def test_the_command_says_what_is_wrong_and_fails(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(data / "faq" / "one.yml", data / "faq" / "two.yml")
    assert main([str(data)]) == 1
    assert "is already defined in faq/one.yml" in capsys.readouterr().out


def test_the_content_of_this_checkout_is_good() -> None:
    """This is where `make test`, and with it CI, refuses bad content."""
    assert [str(problem) for problem in validate(ROOT / "data", ROOT / "domain.yml")[0]] == []
