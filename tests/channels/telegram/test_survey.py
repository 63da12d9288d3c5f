"""The effort question on Telegram: one row of seven, and an answer that opens nothing again."""

from __future__ import annotations

from handoff.core.events import FeedbackGiven, QueueLeft
from handoff.core.values import Control
from tests.channels.telegram import payloads as p
from tests.channels.telegram.service import Service


async def test_after_a_conversation_one_press_says_how_easy_it_was_and_a_word_can_follow(
    service: Service,
) -> None:
    asked = await _closed(service)
    (row,) = asked["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in row] == list("1234567")

    await service.post(p.pressed(row[1]["callback_data"], 20, "press-1"))
    await service.told(7)
    more = service.fake.buttons(p.ANA)
    assert [title for title, _ in more] == ["Hacer un comentario", "No, gracias"]
    await service.post(p.pressed(more[0][1], 21, "press-2"))
    await service.told(8)
    await service.post(p.wrote(22, 30, text="I had to wait long"))
    assert (await service.told(9))[-1] == "Gracias. Guardamos su comentario."

    state = await service.state()
    assert (state.control, state.ces) == (Control.CLOSED, 2)
    answers = [e for e in await service.events() if isinstance(e, FeedbackGiven)]
    assert [(e.score, e.words_seq is not None) for e in answers] == [(2, False), (None, True)]
    turns = service.running.assistant.turns
    assert [turn.text for turn in turns] == ["a person please"]


async def test_a_second_press_counts_for_nothing_and_opens_nothing_again(service: Service) -> None:
    asked = await _closed(service)
    (row,) = asked["reply_markup"]["inline_keyboard"]
    for number, place in enumerate((6, 0)):
        await service.post(p.pressed(row[place]["callback_data"], 20 + number, f"press-{number}"))
        await service.told(7 + number)
    # The same press, brought again.
    await service.post(p.pressed(row[6]["callback_data"], 20, "press-0"))
    await service.settle()
    assert len(service.fake.texts(p.ANA)) == 8
    state = await service.state()
    assert (state.control, state.ces) == (Control.CLOSED, 7)


async def test_who_waits_presses_that_this_is_enough_and_has_the_assistant_again(
    service: Service,
) -> None:
    await service.post(p.wrote(1, 10, text="a person please"))
    await service.told(3)
    ((title, data),) = service.fake.buttons(p.ANA)
    assert title == "No quiero esperar"
    await service.post(p.pressed(data, 2, "press-1"))
    assert (await service.told(4))[-1].startswith("Ya no espera a una persona.")
    await service.post(p.wrote(3, 11, text="hola"))
    assert (await service.told(5))[-1] == "You said: hola"
    # An old button gets a kind answer, and nobody is put out of a queue again.
    await service.post(p.pressed(data, 4, "press-2"))
    assert "ya no funciona" in (await service.told(6))[-1]
    assert sum(isinstance(event, QueueLeft) for event in await service.events()) == 1


async def _closed(service: Service) -> p.Json:
    """Have a person answer and close; return the question as it was sent."""
    await service.post(p.wrote(1, 10, text="a person please"))
    await service.told(3)
    mari = await service.agent()
    state = await service.state()
    assert (await mari.post(state.id, "accept")).status_code == 200
    await service.told(4)
    closed = await mari.post(state.id, "close", {"disposition": "resolved"})
    assert closed.status_code == 200
    await service.told(6)
    return service.fake.sent[p.ANA][5]
