"""A message in Messenger's form: bodies as Graph takes them, and the limits it has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from channels.messenger.render import CAPS, CAPS_WITH_HUMAN_AGENT, render
from handoff.core.channel import Caps, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.tokens import token_of
from handoff.core.values import Author, Button
from tests.channels.messenger import page
from tests.channels.messenger.rules import broken_rule
from tests.fakes.clock import NOON

ANA = Conversation("c-1", channel="messenger", address=f"{page.PAGE}:{page.ANA}")
FAMILY = "👨‍👩‍👧‍👦"


def bodies(says: str, *titles: str, author: Author = Author.BOT, late: bool = False) -> list[Any]:
    buttons = tuple(Button(title, f"/{title}") for title in titles)
    calls = render(ANA, Outgoing(says, author, buttons, late))
    assert {call.method for call in calls} == {"messages"}
    return [call.body for call in calls]


def token(title: str) -> str:
    return token_of(ANA.id, f"/{title}")


def test_words_are_a_text() -> None:
    assert bodies("Hello") == [
        {
            "messaging_type": "RESPONSE",
            "recipient": {"id": page.ANA},
            "message": {"text": "Hello"},
        }
    ]


def test_up_to_three_short_buttons_hang_under_the_text() -> None:
    (body,) = bodies("What now?", "Status", "A person")
    assert body["message"] == {
        "attachment": {
            "type": "template",
            "payload": {
                "template_type": "button",
                "text": "What now?",
                "buttons": [
                    {"type": "postback", "title": "Status", "payload": token("Status")},
                    {"type": "postback", "title": "A person", "payload": token("A person")},
                ],
            },
        }
    }


def test_more_buttons_are_quick_replies() -> None:
    (body,) = bodies("Which?", "one", "two", "three", "four")
    assert body["message"]["text"] == "Which?"
    assert body["message"]["quick_replies"][3] == {
        "content_type": "text",
        "title": "four",
        "payload": token("four"),
    }


@pytest.mark.parametrize("titles", [["x" * 21], [str(n) for n in range(14)]])
def test_what_fits_nowhere_is_a_numbered_list(titles: list[str]) -> None:
    (body,) = bodies("Which?", *titles)
    lines = body["message"]["text"].splitlines()
    assert lines == ["Which?", *(f"{n}. {title}" for n, title in enumerate(titles, 1))]
    assert CAPS.numbers([Button(title, "/x") for title in titles])


def test_buttons_go_with_the_last_part_of_a_long_text() -> None:
    first, last = bodies("word " * 500, "yes", "no")
    assert set(first["message"]) == {"text"}
    assert [q["title"] for q in last["message"]["quick_replies"]] == ["yes", "no"]


def test_a_text_too_long_for_a_template_gets_quick_replies() -> None:
    (body,) = bodies("x" * 641, "yes")
    assert len(body["message"]["text"]) == 641
    assert [q["title"] for q in body["message"]["quick_replies"]] == ["yes"]


@pytest.mark.parametrize("emoji", ["👍🏽", FAMILY, "🇺🇸", "e\u0301"])
def test_2001_characters_with_an_emoji_at_the_cut_are_cut_before_it(emoji: str) -> None:
    text = "a" * (2001 - len(emoji)) + emoji
    first, second = (body["message"]["text"] for body in bodies(text))
    assert (first, second) == ("a" * (2001 - len(emoji)), emoji)


def test_only_what_a_person_typed_late_carries_the_tag() -> None:
    late = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    cases = {
        (Author.AGENT, True): late,
        (Author.AGENT, False): {"messaging_type": "RESPONSE"},
        (Author.BOT, True): {"messaging_type": "RESPONSE"},
        (Author.SYSTEM, True): {"messaging_type": "RESPONSE"},
    }
    for (author, is_late), expected in cases.items():
        (body,) = bodies("Hello", author=author, late=is_late)
        assert {k: v for k, v in body.items() if k in ("messaging_type", "tag")} == expected


HOURS = timedelta(hours=1)


@pytest.mark.parametrize(
    ("caps", "author", "silent", "code"),
    [
        (CAPS, Author.BOT, 23 * HOURS, None),
        (CAPS, Author.AGENT, 25 * HOURS, "window_closed"),
        (CAPS_WITH_HUMAN_AGENT, Author.BOT, 25 * HOURS, "window_closed_for_bot"),
        (CAPS_WITH_HUMAN_AGENT, Author.SYSTEM, 25 * HOURS, "window_closed_for_bot"),
        (CAPS_WITH_HUMAN_AGENT, Author.AGENT, 25 * HOURS, None),
        (CAPS_WITH_HUMAN_AGENT, Author.AGENT, 8 * 24 * HOURS, "window_closed"),
        # A clock that was put back.
        (CAPS_WITH_HUMAN_AGENT, Author.BOT, -3 * HOURS, None),
    ],
)
def test_the_windows_are_metas(
    caps: Caps, author: Author, silent: timedelta, code: str | None
) -> None:
    state = Conversation("c-1", citizen_at=NOON)
    assert caps.closed(state, author, NOON + silent) == code


TEXTS = st.text(st.sampled_from("ab .\n\U0001f44d\u200d"), min_size=1, max_size=9000)


@given(TEXTS, st.lists(st.text("xyz", min_size=1, max_size=30), max_size=16, unique=True))
def test_whatever_is_said_breaks_no_rule_of_graphs_and_loses_nothing(
    says: str, titles: list[str]
) -> None:
    sent = bodies(says, *titles) if says.strip() else []
    assert [broken_rule(body) for body in sent if broken_rule(body)] == []
    messages = [body["message"] for body in sent]
    words = [m["text"] if "text" in m else m["attachment"]["payload"]["text"] for m in messages]
    assert regex.sub(r"\s", "", "".join(words)).startswith(regex.sub(r"\s", "", says))
