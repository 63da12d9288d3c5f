"""The effort question on Messenger: seven quick replies, and an answer that opens nothing again."""

from __future__ import annotations

from handoff.core.values import Control
from tests.channels.messenger import page
from tests.channels.messenger.conftest import Ends
from tests.channels.messenger.graph import Taken


async def test_after_a_conversation_one_tap_says_how_easy_it_was_and_a_word_can_follow(
    ends: Ends,
) -> None:
    asked = await _closed(ends)
    quick = asked.message["quick_replies"]
    assert [reply["title"] for reply in quick] == list("1234567")
    await ends.graph.bring(page.body(page.chosen(page.ANA, asked.choices["6"], "6")))
    more = (await ends.graph.until(page.ANA, 7))[6]
    assert list(more.choices) == ["Write a comment", "No, thank you"]
    token = more.choices["Write a comment"]
    await ends.graph.bring(page.body(page.pressed(page.ANA, token, "Write a comment")))
    await ends.graph.until(page.ANA, 8)
    await ends.says(page.ANA, "Mari was very kind")
    assert (await ends.graph.until(page.ANA, 9))[8].text == "Thank you. We have kept your comment."
    log = ends.service.store.log
    state = await log.load(await ends.conversation(page.ANA))
    assert (state.control, state.ces) == (Control.CLOSED, 6)
    assert [turn.text for turn in ends.service.assistant.turns] == ["a person please"]


async def test_the_number_typed_instead_of_tapped_is_an_answer(ends: Ends) -> None:
    await _closed(ends)
    await ends.says(page.ANA, "3")
    assert "sorry that it was hard" in (await ends.graph.until(page.ANA, 7))[6].text
    state = await ends.service.store.log.load(await ends.conversation(page.ANA))
    assert (state.control, state.ces) == (Control.CLOSED, 3)


async def test_who_waits_presses_that_this_is_enough_and_has_the_assistant_again(
    ends: Ends,
) -> None:
    await ends.says(page.ANA, "a person please")
    waiting = (await ends.graph.until(page.ANA, 3))[2]
    assert list(waiting.choices) == ["I don't want to wait"]
    (token,) = waiting.choices.values()
    await ends.graph.bring(page.body(page.pressed(page.ANA, token, "I don't want to wait")))
    left = (await ends.graph.until(page.ANA, 4))[3]
    assert left.text.startswith("You are not waiting for a person any more.")
    await ends.says(page.ANA, "hello")
    assert (await ends.graph.until(page.ANA, 5))[4].text == "You said: hello"


async def _closed(ends: Ends) -> Taken:
    """Have a person answer and close; return the question as it was sent."""
    await ends.says(page.ANA, "a person please")
    await ends.graph.until(page.ANA, 3)
    mari = await ends.service.sign_in("mari", "Mari")
    conversation_id = await ends.conversation(page.ANA)
    assert (await mari.post(conversation_id, "accept")).status_code == 200
    await ends.graph.until(page.ANA, 4)
    closed = await mari.post(conversation_id, "close", {"disposition": "resolved"})
    assert closed.status_code == 200
    return (await ends.graph.until(page.ANA, 6))[5]
