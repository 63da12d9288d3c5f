"""Words that end the form, ask about it, or say that something is not there."""

from __future__ import annotations

import pytest

from actions.reading.phrases import asks_why, is_without_it, needs_a_moment, wants_to_stop


@pytest.mark.parametrize(
    "text",
    [
        *("stop", "Never mind", "nevermind", "Stop it please!", "cancel", "forget it", "nvm"),
        *("no thanks", "please stop", "ok stop", "I give up", "i dont want to do this anymore"),
        *("para", "Pare por favor", "ya no", "ya no quiero", "no quiero seguir", "cancelar"),
        *("olvídalo", "olvídelo", "déjalo", "déjelo así", "no gracias", "No, gracias.", "salir"),
        *("basta", "después mejor", "más tarde", "ahora no", "terminar ya"),
    ],
)
def test_stop_words_end_the_form(text: str) -> None:
    assert wants_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        *("how do i stop my benefits", "can i cancel my application", "2041 7739", ""),
        *("cómo cancelo mi solicitud", "para qué lo necesita", "quiero parar mis beneficios"),
        *("no", "no 7738", "para mi mamá", "nada me ha llegado"),
    ],
)
def test_a_stop_word_inside_a_question_does_not(text: str) -> None:
    assert not wants_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        *("I don't have it", "i dont know my number", "where do i find it", "lost the letter"),
        *("no idea", "I can\u2019t find the number", "never got a number", "i forgot it"),
        *("no tengo el número", "no lo tengo", "no sé", "no me acuerdo", "perdí la carta"),
        *("¿dónde lo encuentro?", "dónde está el número", "cuál número", "se me perdió"),
        *("what is an application number", "which number do you mean", "is it my case number"),
        *("¿es el número de caso?", "the number is on the letter?"),
        *("no encuentro la carta", "nunca me llegó nada", "ni idea", "no me dieron número"),
    ],
)
def test_a_citizen_without_what_is_asked_for_is_understood(text: str) -> None:
    assert is_without_it(text)


@pytest.mark.parametrize(
    "text",
    [
        *("my number is 2041", "what are your hours", "hello", "where can i get food"),
        *("no, 7738", "mi número es 2041", "dónde queda la oficina", "hola"),
    ],
)
def test_other_messages_are_not_taken_for_it(text: str) -> None:
    assert not is_without_it(text)


def test_a_question_of_its_own_must_speak_of_the_number() -> None:
    assert is_without_it("no tengo el numero", topic=True)
    assert not is_without_it("no tengo comida para mis hijos", topic=True)
    assert not is_without_it("i dont have a job any more", topic=True)


@pytest.mark.parametrize(
    "text",
    [
        *("why do you need it", "Why?", "what for", "why do i have to give that", "is that safe?"),
        *("¿para qué lo necesita?", "por qué quiere saber eso", "¿es seguro?", "xq lo piden"),
    ],
)
def test_asking_why_is_understood(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize(
    "text",
    [
        *("one moment", "hold on", "wait let me look", "un momentito", "espere", "déjeme buscar"),
        *("dame un minuto", "ahorita lo busco", "permítame"),
    ],
)
def test_asking_for_time_is_understood(text: str) -> None:
    assert needs_a_moment(text)
