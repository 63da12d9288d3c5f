"""Which language a message leaves a conversation in, decided on the content of this checkout."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.content import load_content
from bot.languages import CHANGE, Decision, Languages, Spoken

MESSAGES = Path(__file__).with_name("messages") / "dev.tsv"
BOTH = ("en", "es")


@pytest.fixture(scope="module")
def languages(data: Path) -> Languages:
    return Languages.load(data, load_content(data))


def after(languages: Languages, spoken: Spoken, text: str, intent: str | None = None) -> str:
    return languages.decide(spoken, text, intent).language


@pytest.mark.parametrize(
    "text",
    [
        "necesito ayuda con mi solicitud",
        "quiero aplicar",
        "se me perdió la tarjeta ebt y no sé qué hacer",
        "mi esposo me pega",
        "a q hora abren",
        "no me ha llegado el dinero de las estampillas",
    ],
)
def test_a_clear_spanish_sentence_changes_to_spanish(languages: Languages, text: str) -> None:
    assert after(languages, Spoken("en"), text) == "es"
    assert after(languages, Spoken("es"), text) == "es"


@pytest.mark.parametrize(
    "text",
    [
        "i need help with my application",
        "where do i apply",
        "i lost my card and don't know what to do",
        "my husband hits me",
        "what time do you open",
        "the money is not on my card yet",
    ],
)
def test_a_clear_english_sentence_changes_to_english(languages: Languages, text: str) -> None:
    assert after(languages, Spoken("es"), text) == "en"
    assert after(languages, Spoken("en"), text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "no",
        "EBT",
        "snap",
        "food stamps",
        "child support",
        "APP-2041-7739",
        "4/12/1987",
        "Maria Gonzalez",
        "juan carlos hernandez",
        "Los Angeles",
        "👍",
        "",
        "???",
        "mi case worker no me contesta",
        "what is mi casa",
        "asdf jkl",
    ],
)
@pytest.mark.parametrize("language", BOTH)
def test_what_is_unclear_mixed_or_a_name_keeps_the_language(
    languages: Languages, text: str, language: str
) -> None:
    assert after(languages, Spoken(language), text) == language


@pytest.mark.parametrize(
    ("text", "intent", "language"),
    [
        ("ok gracias", "thanks", "en"),
        ("muchas gracias", "thanks", "en"),
        ("gracias por todo", "thanks", "en"),
        ("hola", "greet", "en"),
        ("sí por favor", "affirm", "en"),
        ("ok thanks", "thanks", "es"),
        ("yes please", "affirm", "es"),
        ("bye bye", "goodbye", "es"),
    ],
)
def test_a_courtesy_in_passing_keeps_the_language(
    languages: Languages, text: str, intent: str, language: str
) -> None:
    assert after(languages, Spoken(language), text, intent) == language


@pytest.mark.parametrize(
    ("text", "page", "found"),
    [("buenos días", "en", "es"), ("hello", "es", "en"), ("ok", "es", "es")],
)
def test_a_first_word_tells_more_than_the_language_of_the_page(
    languages: Languages, text: str, page: str, found: str
) -> None:
    assert after(languages, Spoken(page, first=True), text, "greet") == found


def test_what_was_chosen_holds_until_whole_sentences_are_written_in_another(
    languages: Languages,
) -> None:
    chosen = Spoken("es", chosen=True)
    assert languages.decide(chosen, "what time", None) == Decision("es", True)
    assert languages.decide(chosen, "i need help", None) == Decision("es", True)
    sentence = "please tell me how i can apply for food stamps for my family"
    assert languages.decide(chosen, sentence, None) == Decision("en", False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("en español por favor", "es"),
        ("español", "es"),
        ("english please", "en"),
        ("no hablo inglés", "es"),
        ("no hablo mucho ingles", "es"),
        ("I don't speak English", "es"),
        ("i dont speak spanish", "en"),
        ("do you speak Spanish?", "es"),
        ("can you speak english", "en"),
        ("no, english please", "en"),
        ("no spanish please, english", "en"),
        ("spanish instead of english", "es"),
        ("cambiar de inglés a español", "es"),
        ("en ingles no, en español", "es"),
        ("hola I don't read english good, español por favor", "es"),
        ("switch to english please, mi hijo va a seguir escribiendo", "en"),
    ],
)
def test_a_language_asked_for_by_name_is_chosen(
    languages: Languages, text: str, wanted: str
) -> None:
    other = "en" if wanted == "es" else "es"
    assert languages.decide(Spoken(other), text, CHANGE) == Decision(wanted, True, "changed")
    assert languages.decide(Spoken(wanted), text, CHANGE) == Decision(wanted, True, "same")


@pytest.mark.parametrize(
    "text", ["do you have somebody who speaks chinese", "vietnamese", "another language"]
)
def test_a_language_that_we_do_not_have_changes_nothing(languages: Languages, text: str) -> None:
    assert languages.decide(Spoken("en"), text, CHANGE) == Decision("en", False, "unknown")


def test_a_button_names_its_language(languages: Languages) -> None:
    assert languages.decide(Spoken("en"), "", CHANGE, "es") == Decision("es", True, "changed")
    assert languages.decide(Spoken("en"), "", CHANGE, "fr") == Decision("en", False, "unknown")


@pytest.mark.parametrize(
    ("tag", "code"), [("es-MX", "es"), ("EN_us", "en"), ("fr", None), ("", None), (None, None)]
)
def test_a_language_tag_means_the_language_of_the_content(
    languages: Languages, tag: str | None, code: str | None
) -> None:
    assert languages.supported(tag) == code


def test_no_message_of_a_citizen_leads_away_from_its_own_language(languages: Languages) -> None:
    """On messages never trained on: none is lost, and nearly all sentences are followed."""
    rows = [line.split("\t") for line in MESSAGES.read_text(encoding="utf-8").splitlines()[1:]]
    meant = [(r[1], r[2], r[4]) for r in rows if r[3] != "code_mixed" and r[2] != CHANGE]
    lost = [m for m in meant if after(languages, Spoken(m[0]), m[2], m[1]) != m[0]]
    assert lost == []
    long = [m for m in meant if len(m[2].split()) >= 4]
    missed = [
        text
        for lang, intent, text in long
        if after(languages, Spoken("es" if lang == "en" else "en"), text, intent) != lang
    ]
    print(f"\n{len(missed)} of {len(long)} sentences not followed:", missed)
    assert len(missed) / len(long) <= 0.03


def test_deciding_takes_less_than_a_millisecond(languages: Languages) -> None:
    text = "my worker said i have to send my pay stubs again but i already did that last week"
    started = time.perf_counter()
    for _ in range(200):
        after(languages, Spoken("es"), text)
    assert (time.perf_counter() - started) / 200 < 0.001
