"""Files of citizens: fetched after the message is durable, or refused with a word about it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from handoff.core.arrivals import Arrival, Wrote
from handoff.core.channel import Download
from handoff.core.errors import DeliveryDelayed, UnknownFile
from handoff.core.events import AttachmentSettled, MessagePosted
from handoff.core.values import Attachment, AttachmentKind, Author
from handoff.services.attachments import Attachments
from tests.services.world import World, settle

ANA = "chat-77"
DAY_S = 24 * 3600


@pytest.fixture(autouse=True)
async def _nothing_goes_out(world: World) -> None:
    """What is sent to the citizen is under test elsewhere."""
    await world.delivery.stop()


def photo(ref: str = "file-1") -> Attachment:
    return Attachment(AttachmentKind.PHOTO, ref=ref, name="card.png", mime="text/html")


async def send(world: World, *files: Attachment, text: str = "", key: str = "k1") -> str:
    await world.reception.take(world.channel, Arrival(ANA, key, Wrote(text, files)))
    conversation_id = await world.log.find_address("telegram", ANA)
    assert conversation_id is not None
    return conversation_id


def another(world: World) -> Attachments:
    """What another process has, over the same store and files."""
    channels = {world.channel.name: world.channel}
    return Attachments(
        world.journal,
        world.log,
        world.files,
        channels,
        world.texts,
        world.clock,
        sniff=lambda _: "image/png",
    )


def settled(world: World, conversation_id: str) -> list[AttachmentSettled]:
    return [e for e in world.events(conversation_id) if isinstance(e, AttachmentSettled)]


def notices(world: World, conversation_id: str) -> list[str]:
    return world.said(conversation_id, Author.SYSTEM)


async def test_a_file_is_fetched_at_once_and_its_type_is_what_it_is(world: World) -> None:
    world.channel.files["file-1"] = b"\x89PNG..."
    conversation_id = await send(world, photo())
    await world.attachments.drain()
    assert settled(world, conversation_id) == [AttachmentSettled(3, 0, "image/png", 7)]
    kept = await world.attachments.find(conversation_id, 3, 0)
    assert (kept.mime, kept.name) == ("image/png", "card.png")
    assert world.files.kept[conversation_id, 3, 0] == b"\x89PNG..."


async def test_the_citizen_is_told_at_once_what_happens_with_it(world: World) -> None:
    conversation_id = await send(world, photo())
    told = world.texts.get("file_kept", "en")
    assert notices(world, conversation_id) == [told]
    assert "https://upload.example" in told
    assert (await world.state(conversation_id)).choices == world.texts.offer_of_person("en")


async def test_an_album_is_told_about_once(world: World) -> None:
    for number in range(4):
        world.channel.files[f"file-{number}"] = b"data"
        conversation_id = await send(world, photo(f"file-{number}"), key=f"k{number}")
    assert len(notices(world, conversation_id)) == 1


async def test_words_with_a_file_are_answered_and_a_file_alone_is_not(world: World) -> None:
    await send(world, photo(), text="is this enough?")
    await send(world, photo(), key="k2")
    await world.turns.drain()
    assert world.assistant.texts == ["is this enough?"]


@pytest.mark.parametrize(
    "kind, sentence",
    [
        (AttachmentKind.LOCATION, "place_kept"),
        (AttachmentKind.CONTACT, "place_kept"),
        (AttachmentKind.STICKER, "words_only"),
    ],
)
async def test_what_is_no_file_is_answered_for_what_it_is(
    world: World, kind: AttachmentKind, sentence: str
) -> None:
    conversation_id = await send(world, Attachment(kind))
    assert notices(world, conversation_id) == [world.texts.get(sentence, "en")]


async def test_a_file_that_is_refused_from_the_start_is_not_fetched(world: World) -> None:
    big = Attachment(AttachmentKind.VIDEO, ref="file-1", refused="too_large")
    conversation_id = await send(world, big)
    assert notices(world, conversation_id) == [world.texts.get("not_kept_too_large", "en")]
    assert (await world.state(conversation_id)).unfetched == ()


@pytest.mark.parametrize(
    "data, reason", [(b"x" * 1001, "too_large"), (b"MZ program", "kind"), (None, "gone")]
)
async def test_a_file_that_cannot_be_kept_is_refused_and_the_citizen_told_why(
    world: World, data: bytes | None, reason: str
) -> None:
    if data is not None:
        world.channel.files["file-1"] = data
    conversation_id = await send(world, photo())
    await world.attachments.drain()
    assert settled(world, conversation_id) == [AttachmentSettled(3, 0, refused=reason)]
    assert notices(world, conversation_id)[-1] == world.texts.get(f"not_kept_{reason}", "en")
    assert (await world.state(conversation_id)).unfetched == ()
    assert world.files.kept == {}
    with pytest.raises(UnknownFile):
        await world.attachments.find(conversation_id, 3, 0)


class Flaky:
    """A way to fetch that meets troubles first; it counts the tries."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.tries: list[str] = []

    @asynccontextmanager
    async def fetch(self, ref: str) -> AsyncIterator[Download]:
        self.tries.append(ref)
        if self.troubles:
            raise self.troubles.pop(0)

        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(10):
                await asyncio.sleep(0)
                yield b"0123456789"

        yield Download(chunks())


def flaky(world: World, monkeypatch: pytest.MonkeyPatch, *troubles: Exception) -> Flaky:
    made = Flaky(*troubles)
    monkeypatch.setattr(world.channel, "fetch", made.fetch)
    return made


async def test_a_platform_in_trouble_is_asked_again_and_the_file_kept_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = flaky(world, monkeypatch, DeliveryDelayed(), OSError("reset"), DeliveryDelayed(3.0))
    conversation_id = await send(world, photo())
    await world.pass_time(60)
    assert settled(world, conversation_id) == [AttachmentSettled(3, 0, "image/png", 100)]
    assert len(way.tries) == 4


async def test_tries_lie_further_and_further_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = flaky(world, monkeypatch, *(DeliveryDelayed() for _ in range(1000)))
    await send(world, photo())
    await world.pass_time(600)
    assert 7 <= len(way.tries) <= 12


async def test_a_platform_that_says_when_to_come_again_is_not_asked_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = flaky(world, monkeypatch, DeliveryDelayed(90.0))
    await send(world, photo())
    await world.pass_time(85)
    assert len(way.tries) == 1
    await world.pass_time(10)
    assert len(way.tries) == 2


async def test_after_a_day_a_file_is_given_up_and_the_citizen_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = flaky(world, monkeypatch, *(DeliveryDelayed() for _ in range(1000)))
    conversation_id = await send(world, photo())
    await world.pass_time(DAY_S + 700, step=60)
    assert settled(world, conversation_id) == [AttachmentSettled(3, 0, refused="gone")]
    tries = len(way.tries)
    await world.pass_time(3600, step=60)
    assert len(way.tries) == tries


async def test_one_file_in_trouble_does_not_hold_up_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    flaky(world, monkeypatch, DeliveryDelayed(3600.0))
    conversation_id = await send(world, photo("one"), photo("two"))
    await world.attachments.drain()
    assert [each.number for each in settled(world, conversation_id)] == [1]


async def test_a_full_disk_loses_no_file(world: World) -> None:
    world.channel.files["file-1"] = b"data"
    world.files.trouble = OSError(28, "no space left")
    conversation_id = await send(world, photo())
    await world.pass_time(30)
    assert settled(world, conversation_id) == []
    world.files.trouble = None
    await world.pass_time(60)
    assert len(settled(world, conversation_id)) == 1


async def test_a_file_that_was_owed_when_the_service_stopped_is_fetched_by_the_next(
    world: World,
) -> None:
    await world.attachments.stop()
    world.channel.files["file-1"] = b"data"
    conversation_id = await send(world, photo())
    assert settled(world, conversation_id) == []
    restarted = another(world)
    await restarted.start_owed()
    await restarted.drain()
    assert len(settled(world, conversation_id)) == 1


async def test_two_processes_settle_a_file_once(world: World) -> None:
    world.channel.files["file-1"] = b"data"
    conversation_id = await send(world, photo())
    second = another(world)
    second.start(conversation_id)
    await asyncio.gather(world.attachments.drain(), second.drain())
    assert len(settled(world, conversation_id)) == 1


async def test_a_file_is_found_only_where_it_was_sent(world: World) -> None:
    world.channel.files["file-1"] = b"data"
    conversation_id = await send(world, photo())
    await world.attachments.drain()
    for where in ((conversation_id, 3, 1), (conversation_id, 2, 0), ("nowhere", 3, 0)):
        with pytest.raises(UnknownFile):
            await world.attachments.find(*where)


async def test_files_go_when_the_conversation_goes(world: World) -> None:
    world.channel.files["file-1"] = b"data"
    conversation_id = await send(world, photo())
    await world.attachments.drain()
    await world.attachments.forget(conversation_id)
    assert world.files.kept == {}


async def test_an_agent_who_is_there_tells_the_citizen_and_no_notice_does(world: World) -> None:
    conversation_id = await send(world, photo())
    mari = await world.hire("Mari")
    await world.ask_for_person(conversation_id)
    await world.desk.accept(mari, conversation_id)
    before = notices(world, conversation_id)
    await send(world, Attachment(AttachmentKind.LOCATION, latitude=1.0, longitude=2.0), key="k2")
    await settle()
    after = world.events(conversation_id)
    assert [e for e in after if isinstance(e, MessagePosted)][-1].author is Author.CITIZEN
    assert notices(world, conversation_id)[: len(before)] == before
