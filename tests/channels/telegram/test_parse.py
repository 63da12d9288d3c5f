"""Each update becomes what it means, and keeps the key it has when it is brought again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from channels.telegram.parse import parse
from handoff.core.arrivals import (
    Arrival,
    Began,
    Edited,
    Ignored,
    Pressed,
    Reachable,
    Unreachable,
    Unreadable,
    What,
    Wrote,
)
from handoff.core.values import Attachment, AttachmentKind
from tests.channels.telegram import payloads as p

ADDRESS = f"{p.BOT_ID}:{p.ANA}"


def arrival(update: Any) -> Arrival:
    (piece,) = parse(p.raw(update), p.BOT_ID)
    assert isinstance(piece, Arrival), piece
    return piece


def what(update: Any) -> What:
    return arrival(update).what


def unreadable(body: bytes) -> Unreadable:
    (piece,) = parse(body, p.BOT_ID)
    assert isinstance(piece, Unreadable), piece
    return piece


def test_a_message_has_an_address_a_key_a_language_a_name_and_a_time() -> None:
    assert arrival(p.wrote(text="¿dónde está mi solicitud?")) == Arrival(
        address=ADDRESS,
        key=f"{p.ANA}:10",
        what=Wrote("¿dónde está mi solicitud?"),
        language="es-MX",
        name="Ana",
        at=datetime.fromtimestamp(p.NOON + 10, UTC),
    )


def test_a_chat_of_more_than_32_bits_keeps_its_number() -> None:
    assert arrival(p.wrote(chat=2**52 - 1)).address == f"{p.BOT_ID}:{2**52 - 1}"


def test_the_same_update_again_has_the_same_key() -> None:
    for update in (p.wrote(), p.edited(text="x"), p.pressed("b:x"), p.member("kicked")):
        assert arrival(update) == arrival(update)


def test_an_edit_finds_its_message_and_each_edit_has_a_key_of_its_own() -> None:
    message = arrival(p.wrote(number=77))
    first = arrival(p.edited(8, number=77, text="corrected"))
    second = arrival(p.edited(9, number=77, text="corrected again"))
    assert first.what == Edited(message.key, "corrected")
    assert len({message.key, first.key, second.key}) == 3


def test_an_edited_caption_counts_and_an_edit_without_words_does_not() -> None:
    assert what(p.edited(caption="page 2", photo=p.PHOTO)) == Edited(f"{p.ANA}:10", "page 2")
    assert isinstance(what(p.edited(location=p.PLACE)), Ignored)


def test_a_press_gives_token_title_and_telegrams_own_id() -> None:
    press = arrival(p.pressed("b:token", press_id="77"))
    assert press.what == Pressed("b:token", "Check my case")
    assert (press.key, press.address, press.language) == ("press:77", ADDRESS, "es-MX")


def test_a_press_under_a_message_that_is_gone_still_counts() -> None:
    update = p.pressed("b:token")
    update["callback_query"]["message"] = {
        "message_id": 9,
        "chat": p.chat_of(),
        "date": 0,
    }
    assert what(update) == Pressed("b:token", "")


def test_a_press_without_data_or_message_is_ignored() -> None:
    game, inline = p.pressed("x"), p.pressed("x")
    del game["callback_query"]["data"]
    del inline["callback_query"]["message"]
    assert isinstance(what(game), Ignored)
    assert isinstance(what(inline), Ignored)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Began()),
        ("/start@agency_bot", Began()),
        ("/start ref-42_A", Began("ref-42_A")),
        ("/start@agency_bot ref-42_A", Began("ref-42_A")),
        ("/start i need help", Wrote("start i need help")),
        ("/help", Wrote("help")),
        ("/person@agency_bot please", Wrote("person please")),
        ("/apply_how\nnow", Wrote("apply_how\nnow")),
        ("/restart", Wrote("restart")),
        ('/inform{"a": "b"}', Wrote('/inform{"a": "b"}')),
        ("/etc/passwd", Wrote("/etc/passwd")),
        ("/", Wrote("/")),
        ("// no", Wrote("// no")),
        ("what does /start do", Wrote("what does /start do")),
    ],
)
def test_start_begins_and_other_commands_are_words(text: str, expected: What) -> None:
    assert what(p.wrote(text=text)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            {"photo": p.PHOTO},
            Attachment(AttachmentKind.PHOTO, "large", mime="image/jpeg", size=180_000),
        ),
        (
            {"document": p.DOCUMENT},
            Attachment(AttachmentKind.DOCUMENT, "doc", "letter.pdf", "application/pdf", 52_000),
        ),
        (
            {"voice": p.VOICE},
            Attachment(AttachmentKind.VOICE, "voice", mime="audio/ogg", size=9_000),
        ),
        (
            {"audio": p.AUDIO},
            Attachment(AttachmentKind.AUDIO, "audio", "a.mp3", "audio/mpeg", 900_000),
        ),
        (
            {"video": p.VIDEO},
            Attachment(AttachmentKind.VIDEO, "video", mime="video/mp4", size=700_000),
        ),
        ({"video_note": p.NOTE}, Attachment(AttachmentKind.VIDEO, "note", size=300_000)),
        (
            {"animation": p.ANIMATION, "document": p.DOCUMENT},
            Attachment(AttachmentKind.VIDEO, "anim", mime="video/mp4", size=40_000),
        ),
        ({"sticker": p.STICKER}, Attachment(AttachmentKind.STICKER, name="👍")),
        (
            {"location": p.PLACE},
            Attachment(AttachmentKind.LOCATION, latitude=35.4676, longitude=-97.5164),
        ),
        (
            {"location": p.PLACE, "venue": p.VENUE},
            Attachment(
                AttachmentKind.LOCATION, None, "County office", None, None, 35.4676, -97.5164
            ),
        ),
        (
            {"contact": p.CARD},
            Attachment(AttachmentKind.CONTACT, name="Luz Prieto, +1 405 555 0100"),
        ),
        ({"dice": p.DICE}, Attachment(AttachmentKind.STICKER, name="🎲")),
        ({"story": {"id": 1, "chat": {}}}, Attachment(AttachmentKind.STICKER, name="📖")),
    ],
)
def test_what_is_no_text_becomes_one_attachment(content: Any, expected: Attachment) -> None:
    assert what(p.wrote(**content)) == Wrote("", (expected,))


def test_a_caption_is_the_text_of_a_file() -> None:
    sent = what(p.wrote(photo=p.PHOTO, caption="page 1"))
    assert isinstance(sent, Wrote)
    assert (sent.text, len(sent.attachments)) == ("page 1", 1)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"file_size": 20 * 2**20}, None),
        ({"file_size": 20 * 2**20 + 1}, "too_large"),
        ({"mime_type": "application/x-msdownload"}, "kind"),
        ({"mime_type": "Text/HTML"}, "kind"),
        ({"mime_type": "application/octet-stream"}, None),
        ({"mime_type": None, "file_size": None}, None),
    ],
)
def test_what_telegram_will_not_give_or_nobody_may_open_is_refused_at_once(
    changes: Any, refused: str | None
) -> None:
    sent = what(p.wrote(document={**p.DOCUMENT, **changes}))
    assert isinstance(sent, Wrote)
    assert sent.attachments[0].refused == refused


def test_who_blocks_is_unreachable_and_who_unblocks_is_reachable() -> None:
    assert what(p.member("kicked")) == Unreachable("blocked")
    assert what(p.member("member")) == Reachable()
    assert arrival(p.member("kicked")).address == ADDRESS


@pytest.mark.parametrize(
    "update",
    [
        p.wrote(chat=-100_123, text="hello all"),
        p.edited(chat=-100_123, text="hello all"),
        p.pressed("b:token", chat=-100_123),
        p.member("member", chat=-100_123),
        p.wrote(pinned_message=p.message(1, text="x")),
        {"update_id": 9, "poll": {"id": "1"}},
        {"update_id": 9, "what_comes_in_2030": {"id": "1"}},
        {"update_id": 9},
    ],
)
def test_groups_and_updates_of_other_kinds_are_ignored_with_a_reason(update: Any) -> None:
    ignored = what(update)
    assert isinstance(ignored, Ignored)
    assert ignored.reason


def test_words_of_a_bot_are_ignored() -> None:
    update = p.wrote()
    update["message"]["from"]["is_bot"] = True
    assert isinstance(what(update), Ignored)


def test_what_telegram_adds_or_breaks_beside_the_words_costs_no_message() -> None:
    broken: Any = {
        "reply_to_message": 7,
        "entities": [{"type": 3}],
        "forward_origin": {},
        "novel": [{}],
    }
    assert what(p.wrote(text="hello", **broken)) == Wrote("hello")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"17",
        b'"text"',
        b"[" * 100_000,
        b"{}",
        b'{"update_id": "one", "message": null}',
        b'{"update_id": 1, "message": 7}',
        b'{"update_id": 1, "message": {}}',
        p.raw(p.wrote(text=17)),
        p.raw(p.wrote(text="x") | {"update_id": True}),
        p.raw(p.wrote(photo=[{"file_id": ["x"], "file_unique_id": "y"}])),
        p.raw({"update_id": 1, "callback_query": {"id": "1"}}),
        p.raw({"update_id": 1, "my_chat_member": {"chat": {}}}),
    ],
)
def test_what_makes_no_sense_is_kept_raw_with_a_reason(body: bytes) -> None:
    piece = unreadable(body)
    assert piece.raw == body
    assert piece.reason


def test_a_broken_number_of_a_chat_or_message_is_unreadable() -> None:
    for field, value in (("chat", {"id": "5", "type": "private"}), ("message_id", 1.5)):
        update = p.wrote()
        update["message"][field] = value
        unreadable(p.raw(update))


def test_a_list_gives_each_of_its_updates_and_a_broken_one_costs_no_other() -> None:
    updates = [p.wrote(1, 10), {"update_id": 2, "message": 7}, p.wrote(3, 11), None, p.wrote(4, 12)]
    pieces = parse(p.raw(updates), p.BOT_ID)
    assert [type(piece) for piece in pieces] == [Arrival, Unreadable, Arrival, Unreadable, Arrival]
    for piece in pieces:
        if isinstance(piece, Unreadable):
            (again,) = parse(piece.raw, p.BOT_ID)
            assert again == piece, "a dead letter can be tried again"
