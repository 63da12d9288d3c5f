"""Everything a page can bring becomes arrivals; what makes no sense is kept; nothing raises."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.messenger.parse import STANDBY, parse
from handoff.core.arrivals import (
    Arrival,
    Began,
    ClerkWrote,
    Confirmed,
    Edited,
    Ignored,
    Parsed,
    Pressed,
    Unreadable,
    What,
    Wrote,
)
from handoff.core.tokens import standing_token, token_of
from handoff.core.values import Attachment, AttachmentKind
from tests.channels.messenger import page

TOKEN = token_of("c-1", "/apply_how")
URL = "https://cdn.fbsbx.com/v/t59/1_n.pdf/pay%20stub.pdf?_nc_cat=1"
AT = 1_790_000_000_000


def parsed(raw: bytes) -> Parsed:
    return parse(raw, page.PAGE, page.APP)


def only(event: page.Event) -> Arrival:
    (piece,) = parsed(page.body(event))
    assert isinstance(piece, Arrival)
    return piece


def message(**what: Any) -> page.Event:
    return page.event(page.ANA, AT, message={"mid": "m_1", **what})


def postback(**what: Any) -> page.Event:
    return page.event(page.ANA, AT, postback={"mid": "m_2", **what})


def attached(kind: str, **payload: Any) -> page.Event:
    return message(attachments=[{"type": kind, "payload": payload}])


def by_clerk(words: str, **more: Any) -> page.Event:
    return {**page.echo(page.ANA, words), "message": {"is_echo": True, "text": words, **more}}


def file(kind: AttachmentKind, **more: Any) -> Wrote:
    return Wrote(attachments=(Attachment(kind, **more),))


KINDS: dict[str, tuple[page.Event, What]] = {
    "text": (message(text="hola"), Wrote("hola")),
    "reply to a message": (message(text="yes", reply_to={"mid": "m_0"}), Wrote("yes")),
    "our quick reply": (message(text="How", quick_reply={"payload": TOKEN}), Pressed(TOKEN, "How")),
    "a foreign quick reply": (message(text="Hi", quick_reply={"payload": "FAQ"}), Wrote("Hi")),
    "our button": (postback(title="How to apply", payload=TOKEN), Pressed(TOKEN, "How to apply")),
    "our menu": (
        postback(title="How to apply", payload=standing_token("/apply_how")),
        Pressed("s:/apply_how", "How to apply"),
    ),
    "a foreign button": (postback(title="Opening hours", payload="FAQ_1"), Wrote("Opening hours")),
    "a slash in a foreign button": (postback(title="Hours", payload="/restart"), Wrote("Hours")),
    "a button without words": (postback(payload="FAQ_1"), Pressed("FAQ_1")),
    "get started": (postback(title="Get Started", payload="baton:start"), Began()),
    "get started with a ref": (
        postback(title="Get Started", payload="X", referral={"ref": "snap", "type": "OPEN_THREAD"}),
        Began("snap"),
    ),
    "a link to an open thread": (page.event(page.ANA, AT, referral={"ref": "r1"}), Began("r1")),
    "photo": (attached("image", url=URL), file(AttachmentKind.PHOTO, ref=URL)),
    "film": (attached("video", url=URL), file(AttachmentKind.VIDEO, ref=URL)),
    "voice": (attached("audio", url=URL), file(AttachmentKind.VOICE, ref=URL)),
    "document": (
        attached("file", url=URL),
        file(AttachmentKind.DOCUMENT, ref=URL, name="pay stub.pdf"),
    ),
    "sticker": (attached("sticker", url=URL), file(AttachmentKind.STICKER, ref=URL)),
    "sticker as before": (
        attached("image", url=URL, sticker_id=369239263222822),
        file(AttachmentKind.STICKER, ref=URL),
    ),
    "place": (
        attached("location", coordinates={"lat": 36.15, "long": -95.99}),
        file(AttachmentKind.LOCATION, latitude=36.15, longitude=-95.99),
    ),
    "a shared link": (
        message(
            text="look",
            attachments=[{"type": "fallback", "title": "Help", "url": "https://help.example"}],
        ),
        Wrote("look\nHelp\nhttps://help.example"),
    ),
    "a link in the text": (
        message(
            text="see https://help.example",
            attachments=[{"type": "fallback", "payload": {"url": "https://help.example"}}],
        ),
        Wrote("see https://help.example"),
    ),
    "a file without address": (
        attached("image"),
        file(AttachmentKind.PHOTO, refused="gone"),
    ),
    "a new kind of attachment": (
        attached("hologram"),
        file(AttachmentKind.DOCUMENT, refused="kind"),
    ),
    "a new kind of message": (
        message(is_unsupported=True),
        file(AttachmentKind.DOCUMENT, refused="kind"),
    ),
    "our echo": (
        page.echo(page.ANA, "Hello", page.APP, "baton:c-1:7:0"),
        Confirmed("c-1:7:0"),
    ),
    "our echo by the app alone": (
        page.echo(page.ANA, "Hello", page.APP),
        Ignored("our own, without a mark"),
    ),
    "a clerk's words": (page.echo(page.ANA, "Ann here"), ClerkWrote("Ann here")),
    "another app's words": (page.echo(page.ANA, "CRM", "999", "x:1"), ClerkWrote("CRM")),
    "a clerk's photo": (
        by_clerk("", attachments=[{"type": "image", "payload": {"url": URL}}]),
        ClerkWrote("", (Attachment(AttachmentKind.PHOTO, ref=URL),)),
    ),
    "an edit": (
        page.event(page.ANA, AT, message_edit={"mid": "m_1", "text": "new", "num_edit": "1"}),
        Edited("m_1", "new"),
    ),
    **{
        kind: (page.event(page.ANA, AT, **{kind: {"watermark": 1}}), Ignored(kind))
        for kind in ("delivery", "read", "reaction", "optin", "account_linking")
    },
    **{
        kind: (page.event(page.ANA, AT, **{kind: {"previous_owner_app_id": 1}}), Ignored(kind))
        for kind in ("pass_thread_control", "take_thread_control")
    },
}


BY_PAGE = {"sender": {"id": page.PAGE}, "recipient": {"id": page.ANA}, "timestamp": AT}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"message": {"mid": "m_9", "text": "Ann here"}}, ClerkWrote("Ann here")),
        ({"message_edit": {"mid": "m_9", "text": "Ann"}}, Ignored("the page's own doing")),
        ({"postback": {"title": "Hi", "payload": "X"}}, Ignored("the page's own doing")),
    ],
)
def test_nothing_the_page_does_passes_for_the_citizens_words(what: Any, expected: What) -> None:
    assert only({**BY_PAGE, **what}).what == expected


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_becomes_what_it_is(kind: str) -> None:
    event, expected = KINDS[kind]
    assert only(event).what == expected


def test_a_message_carries_address_key_time_and_the_language_meta_found() -> None:
    nlp = {"detected_locales": [{"locale": "es_XX", "confidence": 0.99}]}
    assert only(message(text="hola", nlp=nlp)) == Arrival(
        address=f"{page.PAGE}:{page.ANA}",
        key="m_1",
        what=Wrote("hola"),
        language="es_XX",
        at=datetime.fromtimestamp(AT / 1000, UTC),
    )


def test_an_echo_belongs_to_the_citizen_it_was_sent_to() -> None:
    assert only(page.echo(page.ANA, "Ann here")).address == f"{page.PAGE}:{page.ANA}"


def test_what_has_no_id_has_the_same_key_each_time_and_another_one_than_others() -> None:
    keys = {only(page.event(page.ANA, at, referral={"ref": "r"})).key for at in (AT, AT, AT + 1)}
    assert len(keys) == 2
    edits = [{"mid": "m_1", "text": "new", "num_edit": n} for n in (1, 2)]
    edited = {only(page.event(page.ANA, AT, message_edit=edit)).key for edit in edits}
    assert len(edited) == 2
    assert "m_1" not in edited


def test_events_come_in_the_order_of_their_times_and_the_same_time_keeps_its_place() -> None:
    times = [3, 1, 2, 1]
    events = [page.text(page.ANA, f"{n}", at=AT + t) for n, t in enumerate(times)]
    split = page.batch(page.entry(*events[:2]), page.entry(*events[2:]))
    words = [p.what.text for p in parsed(split) if isinstance(p, Arrival)]  # type: ignore[union-attr]
    assert words == ["1", "3", "2", "0"]


def test_a_thread_that_another_app_holds_is_left_alone() -> None:
    raw = page.batch(page.entry(page.text(page.ANA, "hi"), under="standby"))
    (piece,) = parsed(raw)
    assert isinstance(piece, Arrival)
    assert piece.what == Ignored(STANDBY)


def test_entries_without_messages_are_no_trouble() -> None:
    raw = page.batch({"id": page.PAGE, "time": AT}, page.entry({"field": "feed"}, under="changes"))
    assert [type(p.what) for p in parsed(raw) if isinstance(p, Arrival)] == [Ignored, Ignored]


NONSENSE = {
    "another page": page.batch(page.entry(page.text(page.ANA, "hi"), page="42")),
    "instagram": json.dumps({"object": "instagram", "entry": []}).encode(),
    "no entries": b'{"object": "page"}',
    "no object": b"[]",
    "no JSON": b"\xff\xfe{",
    "a number without end": b'{"object": "page", "entry": [' + b"9" * 5000 + b"]}",
    "a deep hole": b"[" * 100_000,
    "an entry that is none": page.batch("hello"),  # type: ignore[arg-type]
    "a list that is none": page.batch({"id": page.PAGE, "messaging": {"a": 1}}),
    "an event that is none": page.body(7),  # type: ignore[arg-type]
    "an unknown kind": page.body(page.event(page.ANA, AT, hologram={})),
    "nobody's message": page.body({"message": {"mid": "m_1", "text": "hi"}}),
    "a message that holds nothing": page.body(page.event(page.ANA, AT, message={})),
    "an edit of nothing": page.body(page.event(page.ANA, AT, message_edit={"text": "x"})),
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_what_makes_no_sense_is_kept_and_can_be_tried_again(kind: str) -> None:
    (piece,) = parsed(NONSENSE[kind])
    assert isinstance(piece, Unreadable)
    assert piece.reason
    (again,) = parsed(piece.raw)
    assert again == piece


def test_a_reason_never_quotes_what_came() -> None:
    for raw in NONSENSE.values():
        for piece in parsed(raw):
            assert isinstance(piece, Unreadable)
            assert not {"hi", "hello", "hologram", "42"} & set(piece.reason.split())


NAMES = st.sampled_from(
    [
        *("object", "entry", "id", "time", "messaging", "standby", "changes", "sender"),
        *("recipient", "timestamp", "message", "mid", "text", "attachments", "type", "payload"),
        *("url", "quick_reply", "postback", "referral", "ref", "message_edit", "is_echo"),
        *("metadata", "app_id", "nlp", "detected_locales", "coordinates", "lat", "long"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=12,
)
EVENTS = st.dictionaries(NAMES, JSON, max_size=6)
BODIES = st.fixed_dictionaries(
    {
        "object": st.just("page"),
        "entry": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from([page.PAGE, "42"]), "messaging": st.lists(EVENTS | JSON)}
            )
        ),
    }
)


@given(st.binary())
def test_any_bytes_give_pieces_and_no_exception(raw: bytes) -> None:
    assert len(parsed(raw)) >= 1


@given(JSON | BODIES)
def test_any_json_gives_pieces_that_parse_again(body: Any) -> None:
    for piece in parsed(json.dumps(body).encode()):
        if isinstance(piece, Unreadable):
            assert all(isinstance(again, Unreadable) for again in parsed(piece.raw))


@given(st.lists(EVENTS | JSON, max_size=6), st.integers(0, 6), st.booleans())
def test_a_good_message_is_never_lost_among_others(noise: Any, place: int, own: bool) -> None:
    good = page.text(page.ANA, "the good one", mid="m_good")
    events = [*noise[:place], good, *noise[place:]]
    entries = [page.entry(*events)] if own else [page.entry(event) for event in events]
    found = [
        p for p in parsed(page.batch(*entries)) if isinstance(p, Arrival) and p.key == "m_good"
    ]
    assert [arrival.what for arrival in found] == [Wrote("the good one")]
