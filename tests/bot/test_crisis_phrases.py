"""Phrases that mean a crisis, and the ones that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.crisis_phrases import CrisisPhrases
from bot.yaml_file import ContentError


@pytest.fixture(scope="module")
def phrases(data: Path) -> CrisisPhrases:
    return CrisisPhrases.load(data / "crisis.yml")


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "im gonna kill my self",
        "I don't want to live any more",
        "I don\u2019t want to be here anymore",
        "thinking of SUICIDE",
        "my boyfriend is beating me",
        "he hit me again",
        "he said he will kill me",
        "my dad beats me",
        "he's got a gun",
        "i took too many of my sleeping pills",
        "i am hiding in the bathroom from him",
        "we are in danger",
        "my kids and me need to get away from my husband",
        "i feel better off dead",
        "the baby is not breathing",
        "im going to kill you all",
        "my girlfriend punched me",
        "his son is stalking me",
        "i wish i was dead",
        "my sister wants to hurt herself",
        "my grandson won't let me leave the house",
        "i'm terrified that he will come back",
        "my stepfather touched me",
    ],
)
def test_a_cry_for_help_is_found(phrases: CrisisPhrases, text: str) -> None:
    assert phrases.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "this line is killing me",
        "my back is killing me",
        "just killing time here",
        "my phone is dying",
        "i am dying to know if i was approved",
        "your website beats me, how does it work",
        "no danger, just a question",
        "did you hit the wrong button",
        "where do i cut out the coupon",
        "how do i report abuse that happened last year",
        "i lost my ebt card",
        "the storm hit us and broke the door",
        "she hit the wrong button on the website",
        "i am scared of losing my benefits",
        "my husband wants to apply with me",
        "the system won't let me in",
        "your worker hung up on me and my kids",
        "he won't let me use his address",
        "a tree broke down the door in the storm",
        "my ex has my card",
    ],
)
def test_a_manner_of_speaking_is_not_taken_for_a_crisis(phrases: CrisisPhrases, text: str) -> None:
    assert not phrases.found_in(text)


def test_a_broken_pattern_is_named() -> None:
    with pytest.raises(ContentError, match="not a valid pattern"):
        CrisisPhrases(["kill (myself"], [])
