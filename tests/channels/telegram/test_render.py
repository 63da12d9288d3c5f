"""A message of ours as calls: whole, in parts that Telegram takes, with the buttons at the end."""

from __future__ import annotations

import pytest

from channels.telegram.render import CAPS, chat_of, render
from handoff.core.channel import Call, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.events import ConversationStarted, Recorded
from handoff.core.fold import fold
from handoff.core.tokens import token_of
from handoff.core.values import Author, Button
from tests.channels.telegram import payloads as p
from tests.fakes.clock import NOON

FAMILY = "👨‍👩‍👧‍👦"
LONG_PAYLOAD = "/inform" + '{"application_number": "APP-2041-7739", "office": "1"}' + "x" * 4
STATUS = Button("Check my case", LONG_PAYLOAD)
PERSON = Button("A person", "baton:talk_to_person")


def conversation(address: str | None = f"{p.BOT_ID}:{p.ANA}") -> Conversation:
    started = ConversationStarted("telegram", "en", address=address)
    return fold("c1", [Recorded(1, NOON, started)])


def calls(text: str, *buttons: Button) -> list[Call]:
    return list(render(conversation(), Outgoing(text, Author.BOT, buttons)))


def texts(made: list[Call]) -> list[str]:
    return [str(call.body["text"]) for call in made]


def test_a_message_is_one_call_to_its_chat_as_plain_text() -> None:
    assert calls("*Hello* _you_") == [
        Call("sendMessage", {"chat_id": p.ANA, "text": "*Hello* _you_"})
    ]


def test_buttons_hang_one_below_the_other_with_short_tokens_for_payloads() -> None:
    assert len(LONG_PAYLOAD.encode()) == 65
    (call,) = calls("What now?", STATUS, PERSON)
    rows = [
        [{"text": b.title, "callback_data": token_of("c1", b.payload)}] for b in (STATUS, PERSON)
    ]
    assert call.body["reply_markup"] == {"inline_keyboard": rows}
    assert all(len(token_of("c1", b.payload).encode()) <= 64 for b in (STATUS, PERSON))


def test_the_steps_of_a_scale_stand_in_one_row() -> None:
    scale = [Button(str(step), f"baton:ces:{step}") for step in range(1, 8)]
    (call,) = calls("How easy was it?", *scale)
    row = [{"text": b.title, "callback_data": token_of("c1", b.payload)} for b in scale]
    assert call.body["reply_markup"] == {"inline_keyboard": [row]}


def test_4096_characters_are_one_message_and_4097_two() -> None:
    assert len(calls("a" * 4096)) == 1
    assert texts(calls("a" * 4097)) == ["a" * 4096, "a"]


def test_an_emoji_at_the_cut_stays_whole() -> None:
    text = "a" * 4094 + FAMILY + "b"
    parts = texts(calls(text))
    assert parts == ["a" * 4094, FAMILY + "b"]


def test_a_long_message_has_its_buttons_with_the_last_part() -> None:
    *before, last = calls("word " * 2000, PERSON)
    assert len(before) == 2
    assert all("reply_markup" not in call.body for call in before)
    assert "reply_markup" in last.body


@pytest.mark.parametrize(
    "buttons",
    [[Button("t" * 61, "/x")], [Button(str(n), f"/{n}") for n in range(21)]],
    ids=["a title too long", "too many"],
)
def test_what_no_keyboard_shows_well_is_a_numbered_list(buttons: list[Button]) -> None:
    (call,) = calls("What now?", *buttons)
    assert CAPS.numbers(buttons)
    assert "reply_markup" not in call.body
    assert str(call.body["text"]).startswith(f"What now?\n1. {buttons[0].title}")


def test_an_address_that_is_none_is_nobodys_chat() -> None:
    assert [chat_of(conversation(address)) for address in (None, "", "x:y", "1:²")] == [0] * 4
    assert chat_of(conversation("1:-100123")) == -100123
