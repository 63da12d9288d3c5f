"""Rasa hangs, answers nothing or fails, over Telegram: told kindly, answered once, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.channels.rasa import faulty_rasa
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.service import on_telegram

DELAYED, FAILED = "Esto tarda más de lo normal.", "Lo siento, algo falló de nuestro lado"


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (["hang"], [DELAYED, "You said: uno", "You said: dos"]),
        (["nothing"], [FAILED, "You said: dos"]),
        (["fail"], [FAILED, "You said: dos"]),
    ],
)
async def test_what_rasa_owes_is_told_of_and_what_comes_after_is_answered(
    tmp_path: Path, fake: t.FakeTelegram, ways: Sequence[str], told: Sequence[str]
) -> None:
    async with (
        faulty_rasa(*ways) as (_, assistant),
        on_telegram(tmp_path, fake, assistant=assistant) as service,
    ):
        await service.post(p.wrote(1, 1, text="uno"))
        await service.told(2)
        await service.post(p.wrote(2, 2, text="dos"))
        await service.told(1 + len(told))
        await service.settle()
        texts = fake.texts(p.ANA)[1:]
        assert [text.startswith(words) for text, words in zip(texts, told, strict=True)] == [
            True
        ] * len(told)


async def test_a_message_that_rasa_hangs_on_for_ever_is_given_up_and_the_next_is_answered(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with (
        faulty_rasa("hang", "hang", "hang") as (rasa, assistant),
        on_telegram(tmp_path, fake, assistant=assistant) as service,
    ):
        await service.post(p.wrote(1, 1, text="uno"))
        await service.post(p.wrote(2, 2, text="dos"))
        texts = (await service.told(4))[1:]
        assert texts[0].startswith(DELAYED)
        assert texts[1].startswith(FAILED)
        assert texts[2:] == ["You said: dos"]
        assert len(set(rasa.turns[:3])) == 1, "the same turn is asked for again"
