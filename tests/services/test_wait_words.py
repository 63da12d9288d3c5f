"""A wait in words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handoff.core.calibration import STEPS
from handoff.core.forecast import Range
from handoff.services.wait_words import position_words, wait_words


def minutes(low: float, high: float) -> Range:
    return Range(low * 60, high * 60)


@pytest.mark.parametrize(
    ("wait", "english", "spanish"),
    [
        (None, "We cannot say yet how long it will take.", "Todavía no podemos decir"),
        (minutes(0, 1), "less than a minute.", "menos de un minuto."),
        (minutes(0, 8), "less than 8 minutes.", "menos de 8 minutos."),
        (minutes(1, 3), "about a minute to 3 minutes.", "entre un minuto y 3 minutos."),
        (minutes(5, 10), "about 5 to 10 minutes.", "entre 5 y 10 minutos."),
        (minutes(90, 120), "about 90 minutes to 2 hours.", "entre 90 minutos y 2 horas."),
        (minutes(120, 150), "about 2 to 2½ hours.", "entre 2 y 2½ horas."),
        (minutes(600, 720), "about 10 to 12 hours.", "entre 10 y 12 horas."),
    ],
)
def test_ranges_are_said_as_people_say_them(wait: Range | None, english: str, spanish: str) -> None:
    assert english in wait_words(wait, "en")
    assert spanish in wait_words(wait, "es-MX")


def test_every_step_that_is_shown_can_be_said_without_a_unit_missing() -> None:
    for low, high in pairwise(STEPS):
        said = wait_words(Range(low, high), "en")
        assert said.endswith(("minute.", "minutes.", "hours."))


def test_the_place_is_said() -> None:
    assert position_words(3, "en") == "You are number 3 in line."
    assert position_words(3, "es") == "Usted es el número 3 en la fila."
